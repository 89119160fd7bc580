#include "fetch/remote.h"

#include "fetch/gitlib.h"

#include <git2.h>

#include <string.h>

#define TARGET "refs/grade/target"

struct fetch {
    struct arena *arena;
    const struct fetch_options *options;
    struct pulse *pulse;
    git_remote *remote;
    const git_remote_head **heads;
    size_t n_heads;
    bool too_large;
    struct str *error;
};

static int on_transfer(const git_indexer_progress *stats, void *payload)
{
    struct fetch *f = payload;
    f->pulse->progress = (struct repository_progress){stats->received_objects, stats->total_objects,
                                                      stats->indexed_objects, stats->received_bytes};
    if (stats->received_bytes > f->options->limits.fetch_bytes)
        f->too_large = true;
    return f->too_large || !pulse_beat(f->pulse) ? -1 : 0;
}

/* "Counting objects: …" of a server at work: what it says does not matter, that it speaks does. */
static int on_sideband(const char *text, int n, void *payload)
{
    (void)text;
    (void)n;
    struct fetch *f = payload;
    return pulse_beat(f->pulse) ? 0 : -1;
}

static bool fail(struct fetch *f, char *text)
{
    *f->error = str_from(text);
    return false;
}

static bool fail_git(struct fetch *f, int code)
{
    const char *url = f->options->what, *detail = gitlib_detail(f->arena);
    const git_error *last = git_error_last();
    size_t max = f->options->limits.fetch_bytes;
    if (f->pulse->gone)
        return false;
    if (f->too_large)
        return fail(f, arena_printf(f->arena, "%s sent more than %zu %s: given up (--max-fetch)", url,
                                    max % MIB ? max : max / MIB, max % MIB ? "bytes" : "MiB"));
    /* Hosts answer 401 or 404 alike for what is private and what is not there. */
    if (code == GIT_EAUTH || strstr(detail, "status code: 404") || strstr(detail, "status code: 401"))
        return fail(f, arena_printf(f->arena, "%s: no such repository, or it is private", url));
    if (code == GIT_ECERTIFICATE)
        return fail(f, arena_printf(f->arena, "%s: its certificate is not trusted (%s)", url, detail));
    if (strstr(detail, "redirect"))
        return fail(f, arena_printf(f->arena,
                                    "%s: the server sends us elsewhere, which is not followed: use the "
                                    "repository's present address (%s)",
                                    url, detail));
    if (last && (last->klass == GIT_ERROR_NET || last->klass == GIT_ERROR_OS))
        return fail(f, arena_printf(f->arena, "%s cannot be reached (%s)", url, detail));
    return fail(f, arena_printf(f->arena, "%s could not be fetched (%s)", url, detail));
}

static const git_remote_head *find_head(const struct fetch *f, const char *name)
{
    for (size_t i = 0; i < f->n_heads; i++)
        if (strcmp(f->heads[i]->name, name) == 0)
            return f->heads[i];
    return NULL;
}

static const git_remote_head *find_of(const struct fetch *f, const char *const *forms, size_t n,
                                      const char *name)
{
    const git_remote_head *head = NULL;
    for (size_t i = 0; i < n && !head; i++)
        head = find_head(f, arena_printf(f->arena, "%s%s%s", forms[2 * i], name, forms[2 * i + 1]));
    return head;
}

/* A ref that stands at the commit: servers that give out no commits by their ids give out refs. */
static const git_remote_head *find_tip(const struct fetch *f, const char *id)
{
    git_oid oid;
    if (git_oid_fromstr(&oid, id) < 0)
        return NULL;
    for (size_t i = 0; i < f->n_heads; i++)
        if (git_oid_equal(&f->heads[i]->oid, &oid) && !strstr(f->heads[i]->name, "^{"))
            return f->heads[i];
    return NULL;
}

/* What to ask the server for: the left side of a refspec, and its name for people. */
static bool choose(struct fetch *f, const char **source, struct str *ref)
{
    static const char *const pulls[] = {"refs/pull/", "/head", "refs/merge-requests/", "/head"};
    static const char *const names[] = {"refs/heads/", "", "refs/tags/", "", "", ""};
    const struct fetch_options *options = f->options;
    const git_remote_head *head;
    if (f->n_heads == 0)
        return fail(f, arena_printf(f->arena, "%s is empty: it has no commit", options->what));
    if (options->pr) {
        head = find_of(f, pulls, 2, options->pr);
        if (!head)
            return fail(
                f, arena_printf(f->arena, "%s: no pull or merge request %s", options->what, options->pr));
    } else if (options->ref) {
        size_t n = strlen(options->ref);
        head = find_of(f, names, 3, options->ref);
        if (!head && n == GIT_OID_HEXSZ && strspn(options->ref, "0123456789abcdefABCDEF") == n) {
            head = find_tip(f, options->ref);
            *source = head ? arena_printf(f->arena, "%s", head->name) : options->ref;
            *ref = str_lower(f->arena, str_from(options->ref));
            return true;
        }
        if (!head)
            return fail(f, arena_printf(f->arena, "%s: no ref '%s'", options->what, options->ref));
    } else {
        head = find_head(f, "HEAD");
        if (!head)
            return fail(f, arena_printf(f->arena,
                                        "%s: its default branch has no commit: name a branch with --ref",
                                        options->what));
    }
    *source = arena_printf(f->arena, "%s", head->name);
    *ref = str_from(*source);
    /* The default branch by its own name, where the server tells it. */
    struct str branch = str_from(head->symref_target);
    if (str_is(*ref, "HEAD") && str_starts(branch, "refs/heads/") && branch.n < 256)
        *ref = str_copy(f->arena, branch);
    return true;
}

static int download(struct fetch *f, const char *source)
{
    char *spec = arena_printf(f->arena, "+%s:%s", source, TARGET);
    git_fetch_options o;
    git_fetch_options_init(&o, GIT_FETCH_OPTIONS_VERSION);
    o.callbacks.transfer_progress = on_transfer;
    o.callbacks.sideband_progress = on_sideband;
    o.callbacks.payload = f;
    o.prune = GIT_FETCH_NO_PRUNE;
    o.update_fetchhead = 0;
    o.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE;
    o.proxy_opts.type = GIT_PROXY_NONE;
    o.follow_redirects = GIT_REMOTE_REDIRECT_NONE;
    return git_remote_fetch(f->remote, &(git_strarray){&spec, 1}, &o, NULL);
}

/* A commit that is no ref: asked for by its id, else looked for in the history of the default branch. */
static bool fetch_commit(struct fetch *f, git_oid *out, git_repository *repository, const char *id)
{
    git_commit *commit = NULL;
    int code = download(f, id);
    if (code < 0 && !f->pulse->gone && !f->too_large && find_head(f, "HEAD"))
        code = download(f, "HEAD");
    if (code < 0)
        return fail_git(f, code);
    if (git_oid_fromstr(out, id) < 0 || git_commit_lookup(&commit, repository, out) < 0)
        return fail(f, arena_printf(f->arena,
                                    "%s: no commit '%s' in its default branch, and the server does not give "
                                    "it out by itself",
                                    f->options->what, id));
    git_commit_free(commit);
    return true;
}

static bool fetch_chosen(struct fetch *f, git_oid *out, struct str *ref, git_repository *repository)
{
    const char *source;
    git_object *object = NULL, *commit = NULL;
    if (!choose(f, &source, ref))
        return false;
    if (f->options->ref && source == f->options->ref)
        return fetch_commit(f, out, repository, source);
    int code = download(f, source);
    if (code < 0)
        return fail_git(f, code);
    bool found = git_revparse_single(&object, repository, TARGET) == 0 &&
                 git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0;
    if (found)
        git_oid_cpy(out, git_object_id(commit));
    git_object_free(object);
    git_object_free(commit);
    return found ||
           fail(f, arena_printf(f->arena, "%s: '%.*s' is no commit", f->options->what, STR_ARG(*ref)));
}

bool remote_fetch(struct git_oid *out, struct str *ref, struct arena *arena,
                  struct git_repository *repository, const struct fetch_options *options, struct pulse *pulse,
                  struct str *error)
{
    struct fetch f = {.arena = arena, .options = options, .pulse = pulse, .error = error};
    git_remote_connect_options o;
    git_remote_connect_options_init(&o, GIT_REMOTE_CONNECT_OPTIONS_VERSION);
    o.callbacks.sideband_progress = on_sideband;
    o.callbacks.payload = &f;
    o.proxy_opts.type = GIT_PROXY_NONE;
    o.follow_redirects = GIT_REMOTE_REDIRECT_NONE;
    int code = git_remote_create_anonymous(&f.remote, repository, options->what);
    if (code == 0)
        code = git_remote_connect_ext(f.remote, GIT_DIRECTION_FETCH, &o);
    if (code == 0)
        code = git_remote_ls(&f.heads, &f.n_heads, f.remote);
    bool done = code < 0 ? fail_git(&f, code) : fetch_chosen(&f, out, ref, repository);
    git_remote_free(f.remote);
    return done;
}
