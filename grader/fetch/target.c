#include "fetch/target.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

bool target_url(struct url *out, struct arena *arena, const char *url, bool allow_http, const char **why)
{
    if (!url_read(out, arena, url, why))
        return false;
    if (out->scheme != URL_HTTP || allow_http || url_is_loopback(out->host))
        return true;
    *why = "http:// can be read and changed on its way: use https://, or --allow-http";
    return false;
}

static bool exists(struct arena *arena, const char *folder, const char *name, mode_t type)
{
    struct stat st;
    return stat(arena_printf(arena, "%s/%s", folder, name), &st) == 0 &&
           (type == 0 || (st.st_mode & S_IFMT) == type);
}

static bool looks_bare(struct arena *arena, const char *folder)
{
    return exists(arena, folder, "HEAD", S_IFREG) && exists(arena, folder, "objects", S_IFDIR) &&
           exists(arena, folder, "refs", S_IFDIR);
}

static bool is_git_name(struct str path)
{
    while (path.n && path.p[path.n - 1] == '/')
        path.n--;
    return str_ends(path, ".git");
}

/* Looks for .git from the folder upwards; sets root and below. */
static bool find_work_tree(struct target *out, struct arena *arena, const char *path)
{
    char *real = realpath(path, NULL);
    if (!real)
        return false;
    struct str full = str_copy(arena, str_from(real));
    free(real);
    for (size_t n = full.n;;) {
        const char *here = n ? arena_copy(arena, full.p, n) : "/";
        if (exists(arena, n ? here : "", ".git", 0)) {
            out->root = here;
            out->below = n < full.n ? full.p + n + (full.p[n] == '/') : "";
            return true;
        }
        if (n <= 1)
            return false;
        while (n && full.p[n - 1] != '/')
            n--;
        if (n)
            n--;
    }
}

static enum fetch_result fail(struct str *error, enum fetch_result result, char *text)
{
    *error = str_from(text);
    return result;
}

static enum fetch_result local_repository(struct target *out, struct arena *arena, bool wanted,
                                          struct str *error)
{
    struct stat st;
    if (stat(out->path, &st) != 0)
        return fail(error, FETCH_FAILED, arena_printf(arena, "%s: %s", out->name, strerror(errno)));
    if (!S_ISDIR(st.st_mode))
        return fail(
            error, FETCH_USAGE,
            arena_printf(arena, "%s is a file: a ref or a commit is looked for in repositories", out->name));
    out->kind = TARGET_REPOSITORY;
    out->below = "";
    if (looks_bare(arena, out->path) || exists(arena, out->path, ".git", 0) || !wanted)
        return FETCH_OK;
    if (!find_work_tree(out, arena, out->path))
        return fail(error, FETCH_USAGE, arena_printf(arena, "%s is not in a git repository", out->name));
    out->path = out->root;
    return FETCH_OK;
}

static bool is_number(const char *s)
{
    size_t n = strlen(s);
    return n > 0 && n < 10 && strspn(s, "0123456789") == n && s[0] != '0';
}

static bool is_commit_id(const char *s)
{
    size_t n = strlen(s);
    return (n == 40 || n == 64) && strspn(s, "0123456789abcdefABCDEF") == n;
}

static const char *wrong_options(const struct fetch_options *options)
{
    if (!options->what || !*options->what)
        return "nothing to grade was named";
    if (options->ref && options->pr)
        return "--ref and --pr exclude each other";
    if (options->pr && !is_number(options->pr))
        return "--pr takes the number of a pull or merge request";
    if (options->ref && (!*options->ref || *options->ref == '-' || strlen(options->ref) > 255))
        return "--ref takes the name of a branch or tag, or a commit id";
    if (options->expect_commit && !is_commit_id(options->expect_commit))
        return "--expect-commit takes a full commit id (40 or 64 hexadecimal digits)";
    for (const char *c = options->ref; c && *c; c++)
        if ((unsigned char)*c <= ' ' || *c == 0x7f || strchr(":*?[\\^~", *c))
            return "--ref takes the name of a branch or tag, or a commit id";
    return NULL;
}

/* A URL, or HOST:PATH where there is no such file. */
static enum fetch_result address(struct target *out, struct arena *arena, const struct fetch_options *options,
                                 struct str *error)
{
    const char *why;
    if (!target_url(&out->url, arena, options->what, options->allow_http, &why))
        return fail(error, FETCH_USAGE, arena_printf(arena, "%s", why));
    out->path = NULL;
    out->kind = TARGET_URL;
    if (out->url.scheme != URL_FILE)
        return FETCH_OK;
    out->path = out->url.path;
    return local_repository(out, arena, false, error);
}

enum fetch_result target_find(struct target *out, struct arena *arena, const struct fetch_options *options,
                              struct str *error)
{
    const char *what = options->what, *why = wrong_options(options);
    bool wanted = options->ref || options->pr || options->expect_commit;
    *out = (struct target){.name = what, .path = what, .root = "", .below = ""};
    if (why)
        return fail(error, FETCH_USAGE, arena_printf(arena, "%s", why));
    if (strstr(what, "://"))
        return address(out, arena, options, error);
    struct stat st;
    if (stat(what, &st) != 0) {
        int missing = errno;
        const char *colon = strchr(what, ':'), *slash = strchr(what, '/');
        if (missing == ENOENT && colon && (!slash || colon < slash))
            return address(out, arena, options, error);
        return fail(error, FETCH_FAILED, arena_printf(arena, "%s: %s", what, strerror(missing)));
    }
    if (wanted)
        return local_repository(out, arena, true, error);
    if (!S_ISDIR(st.st_mode)) {
        out->kind = TARGET_FILE;
        return FETCH_OK;
    }
    if (looks_bare(arena, what) || (is_git_name(str_from(what)) && !exists(arena, what, ".git", 0)))
        return local_repository(out, arena, false, error);
    out->kind = find_work_tree(out, arena, what) ? TARGET_WORKTREE : TARGET_FOLDER;
    return FETCH_OK;
}
