#include "fetch/target.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define URL_MAX 2048

static bool is_loopback(struct str host)
{
    if (str_eq_nocase(host, STR("localhost")) || str_is(host, "[::1]"))
        return true;
    /* Only a spelled-out 127.x.y.z: a name that begins with 127. may be anybody's. */
    if (!str_starts(host, "127."))
        return false;
    for (size_t i = 0; i < host.n; i++)
        if ((host.p[i] < '0' || host.p[i] > '9') && host.p[i] != '.')
            return false;
    return true;
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static const char *percent_decoded(struct arena *arena, struct str s)
{
    char *out = arena_alloc(arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '%') {
            out[n++] = s.p[i];
            continue;
        }
        if (i + 2 >= s.n)
            return NULL;
        int high = hex_value(s.p[i + 1]), low = hex_value(s.p[i + 2]);
        if (high < 0 || low < 0 || high * 16 + low == 0)
            return NULL;
        out[n++] = (char)(high * 16 + low);
        i += 2;
    }
    return out;
}

bool target_url(const char **path, struct arena *arena, const char *url, bool allow_http, const char **why)
{
    struct str s = str_from(url);
    *path = NULL;
    size_t colon = str_find(s, STR("://"));
    struct str scheme = str_sub(s, 0, colon), rest = str_sub(s, colon + 3, s.n);
    bool file = str_eq_nocase(scheme, STR("file")), http = str_eq_nocase(scheme, STR("http"));
    if (!file && !http && !str_eq_nocase(scheme, STR("https"))) {
        *why = "addresses of this kind are not supported yet: use https://, file:// or a path";
        return false;
    }
    if (s.n > URL_MAX) {
        *why = "the URL is too long";
        return false;
    }
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] <= ' ' || s.p[i] == 0x7f || s.p[i] == '\\') {
            *why = "the URL holds a space, a backslash or a control character";
            return false;
        }
    }
    size_t slash = str_find(rest, STR("/"));
    struct str authority = str_sub(rest, 0, slash), tail = str_sub(rest, slash, rest.n);
    if (str_find(authority, STR("@")) < authority.n) {
        *why = "a URL with a user name or password is refused: it would end up in logs and in the history of "
               "the shell";
        return false;
    }
    if (!file && (str_find(rest, STR("?")) < rest.n || str_find(rest, STR("#")) < rest.n)) {
        *why = "a URL with '?' or '#' is refused: give the address that git clones from";
        return false;
    }
    if (file) {
        if (authority.n && !str_eq_nocase(authority, STR("localhost"))) {
            *why = "file:// takes a path on this machine: file:///PATH";
            return false;
        }
        *path = percent_decoded(arena, tail);
        if (!*path || !**path) {
            *why = "file:// without a usable path";
            return false;
        }
        return true;
    }
    struct str host = authority;
    if (host.n && host.p[0] == '[')
        host.n = str_find(host, STR("]")) < host.n ? str_find(host, STR("]")) + 1 : 0;
    else
        host.n = str_find(host, STR(":"));
    if (host.n == 0 || tail.n < 2) {
        *why = "the URL needs a host and a path";
        return false;
    }
    if (http && !allow_http && !is_loopback(host)) {
        *why = "http:// can be read and changed on its way: use https://, or --allow-http";
        return false;
    }
    return true;
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
    if (options->ref && (!*options->ref || strlen(options->ref) > 255))
        return "--ref takes the name of a branch or tag, or a commit id";
    if (options->expect_commit && !is_commit_id(options->expect_commit))
        return "--expect-commit takes a full commit id (40 or 64 hexadecimal digits)";
    for (const char *c = options->ref; c && *c; c++)
        if ((unsigned char)*c <= ' ' || *c == 0x7f || strchr(":*?[\\^~", *c))
            return "--ref takes the name of a branch or tag, or a commit id";
    return NULL;
}

enum fetch_result target_find(struct target *out, struct arena *arena, const struct fetch_options *options,
                              struct str *error)
{
    const char *what = options->what, *why = wrong_options(options), *path;
    bool wanted = options->ref || options->pr || options->expect_commit;
    *out = (struct target){.name = what, .path = what, .root = "", .below = ""};
    if (why)
        return fail(error, FETCH_USAGE, arena_printf(arena, "%s", why));
    if (strstr(what, "://")) {
        if (!target_url(&path, arena, what, options->allow_http, &why))
            return fail(error, FETCH_USAGE, arena_printf(arena, "%s", why));
        out->path = path;
        out->kind = TARGET_URL;
        return path ? local_repository(out, arena, false, error) : FETCH_OK;
    }
    struct stat st;
    if (stat(what, &st) != 0) {
        int missing = errno;
        /* host:path and user@host:path are how ssh addresses are usually written. */
        const char *colon = strchr(what, ':'), *slash = strchr(what, '/');
        if (missing == ENOENT && colon && (!slash || colon < slash))
            return fail(error, FETCH_USAGE,
                        arena_printf(arena,
                                     "there is no such file, and ssh addresses are not supported yet: use "
                                     "https://, file:// or a path"));
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
