#include "fetch/repository.h"

#include "fetch/folder.h"
#include "fetch/gitdir.h"
#include "fetch/gitlib.h"
#include "fetch/ignore.h"
#include "fetch/parcel.h"
#include "fetch/remote.h"
#include "fetch/target.h"
#include "fetch/tree.h"

#include <git2.h>

#include <string.h>

struct work {
    struct arena *arena;
    struct diags diags;
    const struct fetch_options *options;
    const struct target *target;
    struct pulse pulse;
    git_repository *repository;
    struct gitdir dir; /* of a local one */
    git_oid commit;
    struct submission submission;
    struct str error;
};

static bool fail(struct work *w, char *text)
{
    w->error = str_from(text);
    return false;
}

/* ---- a local repository ---- */

/* What to add when an object of it is missing. */
static const char *aside(const struct work *w)
{
    return w->dir.alternates ? "; objects that it keeps elsewhere (alternates) are not read" : "";
}

/* The commit that a ref leads to, through tags. */
static bool take_ref(struct work *w, git_reference *ref)
{
    git_object *commit = NULL;
    git_reference *direct = NULL;
    bool found = git_reference_peel(&commit, ref, GIT_OBJECT_COMMIT) == 0;
    if (found) {
        git_oid_cpy(&w->commit, git_object_id(commit));
        struct str name = str_from(git_reference_name(ref));
        if (git_reference_resolve(&direct, ref) == 0)
            name = str_from(git_reference_name(direct));
        w->submission.source.ref = str_copy(w->arena, name);
    }
    git_reference_free(direct);
    git_object_free(commit);
    return found;
}

/* The first ref there is; error is set where it leads to no commit. */
static bool take_first(struct work *w, const char *const *forms, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        git_reference *ref = NULL;
        char *full = arena_printf(w->arena, "%s%s%s", forms[2 * i], name, forms[2 * i + 1]);
        if (git_reference_lookup(&ref, w->repository, full) < 0)
            continue;
        bool found = take_ref(w, ref);
        git_reference_free(ref);
        return found || fail(w, arena_printf(w->arena, "%s: %s leads to no commit (%s)%s", w->target->name,
                                             full, gitlib_detail(w->arena), aside(w)));
    }
    return false;
}

/* A commit id, at least the first seven digits of it. */
static bool take_id(struct work *w, const char *id)
{
    size_t n = strlen(id);
    git_oid oid;
    git_object *object = NULL, *commit = NULL;
    if (n < 7 || n > GIT_OID_HEXSZ || strspn(id, "0123456789abcdefABCDEF") != n ||
        git_oid_fromstrn(&oid, id, n) < 0)
        return false;
    bool found = git_object_lookup_prefix(&object, w->repository, &oid, n, GIT_OBJECT_ANY) == 0 &&
                 git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0;
    if (found) {
        git_oid_cpy(&w->commit, git_object_id(commit));
        w->submission.source.ref = str_lower(w->arena, str_from(id));
    }
    git_object_free(object);
    git_object_free(commit);
    return found;
}

static bool find_commit(struct work *w)
{
    static const char *const pulls[] = {"refs/pull/", "/head", "refs/merge-requests/", "/head"};
    static const char *const names[] = {"refs/heads/",          "", "refs/tags/", "",
                                        "refs/remotes/origin/", "", "",           ""};
    const char *name = w->target->name, *pr = w->options->pr, *ref = w->options->ref;
    if (pr || ref) {
        if (pr ? take_first(w, pulls, 2, pr) : take_first(w, names, 4, ref))
            return true;
        if (w->error.n)
            return false;
        if (pr)
            return fail(w, arena_printf(w->arena, "%s: no pull or merge request %s has been fetched into it",
                                        name, pr));
        return take_id(w, ref) || fail(w, arena_printf(w->arena, "%s: no ref '%s'%s", name, ref, aside(w)));
    }
    git_reference *head = NULL;
    int code = git_repository_head(&head, w->repository);
    bool found = code == 0 && take_ref(w, head);
    git_reference_free(head);
    if (found)
        return true;
    if (code == GIT_EUNBORNBRANCH)
        return fail(w, arena_printf(w->arena, "%s is empty: it has no commit", name));
    return fail(w, arena_printf(w->arena, "%s: the repository is damaged (%s)%s", name,
                                gitlib_detail(w->arena), aside(w)));
}

static bool open_local(struct work *w)
{
    const char *name = w->target->name, *why;
    if (!gitdir_find(&w->dir, w->arena, w->target->path, &why))
        return fail(w, arena_printf(w->arena, "%s %s", name, why));
    if (w->dir.foreign)
        return fail(w, arena_printf(w->arena, "%s cannot be read by the installed libgit2: %s", name,
                                    w->dir.foreign));
    if (gitlib_open(&w->repository, w->arena, &w->dir) < 0)
        return fail(w, arena_printf(w->arena, "%s: the repository cannot be opened (%s)", name,
                                    gitlib_detail(w->arena)));
    w->submission.source.kind = SOURCE_REPOSITORY;
    w->submission.source.path = str_from(w->target->path);
    if (strstr(name, "://"))
        w->submission.source.url = str_from(name);
    return find_commit(w);
}

/* ---- a URL ---- */

static bool clone_url(struct work *w, const char *temp_dir)
{
    git_repository_init_options o;
    git_repository_init_options_init(&o, GIT_REPOSITORY_INIT_OPTIONS_VERSION);
    o.flags = GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_NO_REINIT;
    if (git_repository_init_ext(&w->repository, temp_dir, &o) < 0)
        return fail(w, arena_printf(w->arena, "%s: no temporary repository can be made (%s)", temp_dir,
                                    gitlib_detail(w->arena)));
    w->submission.source.kind = SOURCE_URL;
    w->submission.source.url = str_from(w->target->name);
    return remote_fetch(&w->commit, &w->submission.source.ref, w->arena, w->repository, w->options,
                        &w->target->url, &w->pulse, &w->error);
}

/* ---- both ---- */

static bool read_commit(struct work *w)
{
    char id[GIT_OID_HEXSZ + 1];
    git_oid_tostr(id, sizeof id, &w->commit);
    struct str commit = str_copy(w->arena, str_from(id)), *ref = &w->submission.source.ref;
    const char *expected = w->options->expect_commit;
    w->submission.source.commit = commit;
    if (expected && !str_eq_nocase(commit, str_from(expected)))
        return fail(w, arena_printf(w->arena, "%s: %.*s is %s, not the expected %s", w->target->name,
                                    STR_ARG(*ref), id, expected));
    struct str error;
    if (tree_read(&w->submission, w->arena, &w->diags, &w->options->limits, w->repository, &w->commit,
                  w->target->below, &w->pulse, &error))
        return true;
    return error.n &&
           fail(w, arena_printf(w->arena, "%s: %.*s%s", w->target->name, STR_ARG(error), aside(w)));
}

/* ---- a folder in a work tree ---- */

struct tree_rules {
    struct ignore *ignore;
    struct pulse *pulse;
};

static bool is_ignored(void *context, const char *path, bool folder)
{
    const struct tree_rules *rules = context;
    return rules->ignore && ignore_path(rules->ignore, path, folder);
}

static bool is_alive(void *context)
{
    const struct tree_rules *rules = context;
    return pulse_beat(rules->pulse);
}

static bool read_work_tree(struct work *w)
{
    struct tree_rules context = {.pulse = &w->pulse};
    struct folder_rules rules = {is_ignored, is_alive, &context};
    struct str error;
    w->submission.source.kind = SOURCE_FOLDER;
    w->submission.source.path = str_from(w->target->path);
    context.ignore = ignore_new(w->arena, w->target->root, w->target->below, &error);
    /* A broken .git is no reason not to grade the files beside it. */
    if (!context.ignore)
        diag_add(&w->diags, DIAG_FILE_UNREADABLE, (struct place){0},
                 "the repository around the folder cannot be opened (%.*s): .gitignore was not applied",
                 STR_ARG(error));
    bool done = folder_read(&w->submission, w->arena, &w->diags, &w->options->limits, w->target->path, &rules,
                            &w->error);
    if (context.ignore)
        ignore_free(context.ignore);
    return done;
}

static bool work(struct work *w, const char *temp_dir)
{
    switch (w->target->kind) {
    case TARGET_WORKTREE:
        return read_work_tree(w);
    case TARGET_REPOSITORY:
        return open_local(w) && read_commit(w);
    case TARGET_URL:
        return clone_url(w, temp_dir) && read_commit(w);
    case TARGET_FILE:
    case TARGET_FOLDER:
        break;
    }
    BUG("a target without git");
}

bool repository_work(const struct fetch_options *options, const struct target *target, const char *temp_dir,
                     const struct repository_port *port)
{
    struct work w = {.arena = arena_new(), .options = options, .target = target, .pulse = {.port = port}};
    diags_init(&w.diags, w.arena, &options->limits);
    enum fetch_result result = FETCH_USAGE;
    if (gitlib_start(w.arena, &options->limits, &w.error)) {
        bool https = target->kind == TARGET_URL && target->url.scheme == URL_HTTPS;
        if (!https || gitlib_authorities(w.arena, &w.error))
            result = work(&w, temp_dir) ? FETCH_OK : FETCH_FAILED;
        git_repository_free(w.repository);
        gitlib_stop();
    }
    bool heard = !w.pulse.gone && parcel_write(port, result, w.error, &w.submission, &w.diags);
    arena_free(w.arena);
    return heard;
}
