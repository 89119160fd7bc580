#include "fetch/remote.h"

#include "fetch/stream.h"
#include "fetch/target.h"
#include "fetch/trouble.h"

#include <git2.h>

#include <string.h>

#define TARGET "refs/grade/target"

/* Of the bytes a clone may receive, what the list of refs may take: it is kept in memory, several times its
 * size. */
#define REFS_PART 4

struct fetch {
    struct arena *arena;
    const struct fetch_options *options;
    struct pulse *pulse;
    struct stream_rules rules;
    struct transport transport;
    struct login login;
    git_remote *remote;
    const git_remote_head **heads;
    size_t n_heads;
    bool too_many; /* objects */
    struct str *error;
};

/* ---- what libgit2 calls ---- */

static bool is_alive(void *context)
{
    struct fetch *f = context;
    f->pulse->progress.bytes = f->rules.received;
    return pulse_beat(f->pulse);
}

static int on_transfer(const git_indexer_progress *stats, void *payload)
{
    struct fetch *f = payload;
    f->pulse->progress = (struct repository_progress){stats->received_objects, stats->total_objects,
                                                      stats->indexed_objects, f->rules.received};
    if (stats->total_objects > f->options->limits.objects)
        f->too_many = true;
    return f->too_many || !pulse_beat(f->pulse) ? -1 : 0;
}

/* "Counting objects: …" of a server at work: what it says does not matter, that it speaks does. */
static int on_sideband(const char *text, int n, void *payload)
{
    (void)text;
    (void)n;
    struct fetch *f = payload;
    return pulse_beat(f->pulse) ? 0 : -1;
}

static int on_transport(git_transport **out, git_remote *owner, void *payload)
{
    struct fetch *f = payload;
    return transport_new(out, owner, &f->transport);
}

static int on_credentials(git_credential **out, const char *url, const char *user, unsigned kinds,
                          void *payload)
{
    struct fetch *f = payload;
    (void)user;
    return login_credentials(out, &f->login, url, kinds);
}

static int on_certificate(git_cert *cert, int valid, const char *host, void *payload)
{
    struct fetch *f = payload;
    (void)host;
    return login_certificate(&f->login, cert, valid);
}

static void set_callbacks(struct fetch *f, git_remote_callbacks *callbacks)
{
    callbacks->transport = on_transport;
    callbacks->credentials = on_credentials;
    callbacks->certificate_check = f->transport.ssh ? on_certificate : NULL; /* else libgit2's own */
    callbacks->transfer_progress = on_transfer;
    callbacks->sideband_progress = on_sideband;
    callbacks->payload = f;
}

/* ---- */

static bool fail(struct fetch *f, char *text)
{
    *f->error = str_from(text);
    return false;
}

static bool fail_git(struct fetch *f, int code)
{
    struct trouble trouble = {f->options, &f->transport, &f->login, f->too_many, code};
    return !f->pulse->gone && fail(f, trouble_words(f->arena, &trouble));
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

/* shallow: the commit alone, where the server can; otherwise with its history. */
static int download(struct fetch *f, const char *source, bool shallow)
{
    char *spec = arena_printf(f->arena, "+%s:%s", source, TARGET);
    git_fetch_options o;
    git_fetch_options_init(&o, GIT_FETCH_OPTIONS_VERSION);
    f->transport.shallow = shallow;
    set_callbacks(f, &o.callbacks);
    o.prune = GIT_FETCH_NO_PRUNE;
    o.update_fetchhead = 0;
    o.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE;
    o.proxy_opts.type = GIT_PROXY_NONE;
    o.follow_redirects = GIT_REMOTE_REDIRECT_NONE;
#if LIBGIT2_VER_MAJOR > 1 || LIBGIT2_VER_MINOR >= 7
    o.depth = transport_depth(&f->transport);
#endif
    return git_remote_fetch(f->remote, &(git_strarray){&spec, 1}, &o, NULL);
}

/* A commit that is no ref: asked for by its id, else looked for in the history of the default branch. */
static bool fetch_commit(struct fetch *f, git_oid *out, git_repository *repository, const char *id)
{
    git_commit *commit = NULL;
    bool default_branch = find_head(f, "HEAD") != NULL;
    int code = download(f, id, true);
    if (code < 0 && !f->pulse->gone && !f->too_many && f->rules.stop == STREAM_FINE && default_branch) {
        git_remote_disconnect(f->remote);
        f->login.offered = false; /* a new conversation */
        code = download(f, "HEAD", false);
    }
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
    int code = download(f, source, true);
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

static struct stream_rules rules_of(struct fetch *f, const struct url *url, uint64_t deadline_ms)
{
    const struct limits *limits = &f->options->limits;
    return (struct stream_rules){
        .host = url->host,
        .port = url->port,
        .deadline_ms = deadline_ms,
        .idle_ms = (uint64_t)limits->idle_time * 1000,
        .bytes_max = limits->fetch_bytes,
        .public_only = f->options->public_only,
        .alive = is_alive,
        .context = f,
    };
}

bool remote_fetch(struct git_oid *out, struct str *ref, struct arena *arena,
                  struct git_repository *repository, const struct fetch_options *options,
                  const struct url *url, struct pulse *pulse, struct str *error)
{
    struct fetch f = {.arena = arena, .options = options, .pulse = pulse, .error = error};
    git_remote_connect_options o;
    git_remote_connect_options_init(&o, GIT_REMOTE_CONNECT_OPTIONS_VERSION);
    f.rules = rules_of(&f, url, stream_clock() + (uint64_t)options->limits.fetch_time * 1000);
    f.transport = (struct transport){.rules = &f.rules,
                                     .ssh = url->scheme == URL_SSH,
                                     .refs_max = options->limits.fetch_bytes / REFS_PART};
    f.login = (struct login){.credentials = options->credentials, .url = url};
    set_callbacks(&f, &o.callbacks);
    o.proxy_opts.type = GIT_PROXY_NONE;
    o.follow_redirects = GIT_REMOTE_REDIRECT_NONE;
    int code =
        stream_install(&f.rules) ? git_remote_create_anonymous(&f.remote, repository, options->what) : -1;
    if (code == 0)
        code = git_remote_connect_ext(f.remote, GIT_DIRECTION_FETCH, &o);
    if (code == 0)
        code = git_remote_ls(&f.heads, &f.n_heads, f.remote);
    bool done = code < 0 ? fail_git(&f, code) : fetch_chosen(&f, out, ref, repository);
    git_remote_free(f.remote);
    stream_remove();
    return done;
}
