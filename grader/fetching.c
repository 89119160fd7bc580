#include "fetching.h"

#include "confine/child.h"
#include "confine/tempdir.h"
#include "fetch/credentials.h"
#include "fetch/folder.h"
#include "fetch/parcel.h"
#include "fetch/target.h"
#include "fetching_paths.h"

#include <stdio.h>

/* Address space of the process that runs git, beside the objects it holds: libraries and windows on packs. */
#define GIT_MEMORY (256 * MIB)
/* The child gives up by itself, and says why; the parent's clocks are for what it cannot interrupt. */
#define GRACE_MS 500u

struct context {
    struct arena *arena;
    const struct fetch_options *options;
    const struct target *target;
    struct tempdir temp;
    struct str error; /* of the temporary folder */
    enum confine_mode mode;
    struct confinement *confined;
    bool shown;
};

/* ---- in the child ---- */

static bool send_piece(void *context, const void *bytes, size_t n)
{
    return child_send(context, bytes, n);
}

static bool tell_piece(void *context, const void *bytes, size_t n)
{
    return child_tell(context, bytes, n);
}

static void permit(void *context, struct landlock_rules *out)
{
    const struct context *c = context;
    fetching_paths(out, c->arena, c->target, c->temp.path);
}

static bool do_work(void *context, struct child_port *port)
{
    const struct context *c = context;
    struct repository_port to = {send_piece, tell_piece, port};
    return repository_work(c->options, c->target, c->temp.path, &to);
}

/* ---- in the parent ---- */

static bool make_folder(void *context)
{
    struct context *c = context;
    return c->target->kind != TARGET_URL || tempdir_new(&c->temp, c->arena, &c->error);
}

static void wipe_line(struct context *c)
{
    if (c->shown)
        fputs("\r\033[K", stderr);
    c->shown = false;
}

static void remove_folder(void *context)
{
    struct context *c = context;
    wipe_line(c);
    tempdir_remove(&c->temp);
}

static void show_progress(void *context, const void *message, size_t n)
{
    enum { WIDTH = 24 };
    struct context *c = context;
    struct repository_progress p;
    if (!c->options->progress || !repository_progress_read(&p, message, n))
        return;
    char bar[WIDTH + 1];
    size_t filled =
        p.total && p.received < p.total ? (size_t)((double)p.received / (double)p.total * WIDTH) : 0;
    if (p.total && p.received >= p.total)
        filled = WIDTH;
    for (size_t i = 0; i < WIDTH; i++)
        bar[i] = i < filled ? '#' : '.';
    bar[WIDTH] = '\0';
    fprintf(stderr, "\r\033[Kfetching [%s] %llu/%llu objects, %.1f MiB", bar, (unsigned long long)p.received,
            (unsigned long long)p.total, (double)p.bytes / (double)MIB);
    fflush(stderr);
    c->shown = true;
}

static uint32_t milliseconds(size_t seconds)
{
    return seconds < UINT32_MAX / 1000 - 1 ? (uint32_t)seconds * 1000 + GRACE_MS : UINT32_MAX;
}

/* What to say when no parcel came. */
static char *wording(const struct context *c, enum child_end end, struct str detail)
{
    const struct limits *limits = &c->options->limits;
    const char *name = c->target->name;
    bool url = c->target->kind == TARGET_URL;
    switch (end) {
    case CHILD_TIMEOUT:
        return arena_printf(c->arena, "%s took longer than %zu s: given up (--fetch-timeout)", name,
                            limits->fetch_time);
    case CHILD_IDLE:
        return arena_printf(c->arena, "%s sent nothing for %zu s: given up (--idle-timeout)", name,
                            limits->idle_time);
    case CHILD_TOO_LARGE:
        return arena_printf(c->arena, "%s: more was read than may come back from reading it", name);
    case CHILD_FAILED:
        return arena_printf(c->arena, "%s could not be read: %.*s", name, STR_ARG(detail));
    case CHILD_REFUSED:
        return arena_printf(c->arena, "--sandbox=require: %.*s", STR_ARG(detail));
    case CHILD_FORBIDDEN:
    case CHILD_MEMORY:
    case CHILD_CRASHED:
    case CHILD_OK: /* with nonsense in the parcel */
        break;
    }
    return arena_printf(c->arena, "%s: %s (%.*s)", name,
                        url ? "git's library failed on what the server answered"
                            : "the repository is damaged",
                        STR_ARG(detail));
}

static enum fetch_result read_in_child(struct submission *out, struct context *c, struct diags *diags,
                                       struct str *error)
{
    const struct limits *limits = &c->options->limits;
    bool url = c->target->kind == TARGET_URL;
    struct child_job job = {
        .work = do_work,
        .told = show_progress,
        .prepare = make_folder,
        .cleanup = remove_folder,
        .context = c,
        .wall_ms = milliseconds(limits->fetch_time),
        .idle_ms = url ? milliseconds(limits->idle_time) : 0, /* a disk is not asked to hurry */
        .result_max = parcel_max(limits),
        .cpu_seconds = limits->fetch_time + 1,
        .memory_max = GIT_MEMORY + limits->fetch_bytes + 4 * limits->total_bytes + 2 * limits->object_bytes,
        .file_max = 2 * limits->fetch_bytes,
        .kind = url ? SANDBOX_GIT : SANDBOX_GIT_LOCAL,
        .mode = c->mode,
        .permit = permit,
        .confined = c->confined,
    };
    struct str bytes, detail;
    enum child_end end = child_run(&bytes, &detail, c->arena, &job);
    if (c->error.n) {
        *error = c->error;
        return FETCH_USAGE;
    }
    enum fetch_result result;
    if (end == CHILD_OK && parcel_read(out, &result, error, c->arena, diags, limits, bytes))
        return result;
    *error = str_from(wording(c, end, end == CHILD_OK ? STR("its answer makes no sense") : detail));
    return end == CHILD_REFUSED ? FETCH_USAGE : FETCH_FAILED;
}

static enum fetch_result read_folder(struct submission *out, struct context *c, struct diags *diags,
                                     struct str *error)
{
    out->source = (struct source){.kind = SOURCE_FOLDER, .path = str_from(c->target->path)};
    struct folder_rules none = {0};
    return folder_read(out, c->arena, diags, &c->options->limits, c->target->path, &none, error)
               ? FETCH_OK
               : FETCH_FAILED;
}

static enum fetch_result read_target(struct submission *out, struct arena *arena, struct diags *diags,
                                     const struct fetch_options *options, enum confine_mode mode,
                                     struct confinement *confined, struct str *error)
{
    struct target target;
    struct context c = {
        .arena = arena, .options = options, .target = &target, .mode = mode, .confined = confined};
    *out = (struct submission){0};
    *confined = (struct confinement){0};
    enum fetch_result result = target_find(&target, arena, options, error);
    if (result != FETCH_OK)
        return result;
    switch (target.kind) {
    case TARGET_FILE:
        out->source = (struct source){.kind = SOURCE_FILE, .path = str_from(target.path)};
        return folder_read_file(out, arena, diags, &options->limits, target.path, error) ? FETCH_OK
                                                                                         : FETCH_FAILED;
    case TARGET_FOLDER:
        return read_folder(out, &c, diags, error);
    case TARGET_WORKTREE:
        result = read_in_child(out, &c, diags, error);
        if (result != FETCH_FAILED || out->n_files)
            return result;
        /* The files beside a .git that nobody can read are still there: read them without its rules. */
        diag_add(diags, DIAG_FILE_UNREADABLE, (struct place){0}, "%.*s: .gitignore was not applied",
                 STR_ARG(*error));
        return read_folder(out, &c, diags, error);
    case TARGET_REPOSITORY:
    case TARGET_URL:
        return read_in_child(out, &c, diags, error);
    }
    BUG("a target of no kind");
}

enum fetch_result fetching_submission(struct submission *out, struct arena *arena, struct diags *diags,
                                      const struct fetch_options *options, enum confine_mode mode,
                                      struct confinement *confined, struct str *error)
{
    struct credentials credentials;
    struct fetch_options with = *options;
    with.credentials = &credentials;
    enum fetch_result result = credentials_take(&credentials, error)
                                   ? read_target(out, arena, diags, &with, mode, confined, error)
                                   : FETCH_USAGE;
    credentials_wipe(&credentials);
    return result;
}
