#include "fetch/gitlib.h"

#include "fetch/gitdir.h"

#include <git2.h>
#include <git2/odb_backend.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#if __has_include(<git2/sys/errors.h>) /* where later versions keep git_error_set_str() */
#include <git2/sys/errors.h>
#endif
#include <stdio.h>

#include <stdlib.h>

bool gitlib_start(struct arena *arena, const struct limits *limits, struct str *error)
{
    if (git_libgit2_init() < 0) {
        *error = str_from(arena_printf(arena, "libgit2 cannot be started (%s)", gitlib_detail(arena)));
        return false;
    }
    /* No configuration but the repository's own: no rewritten URLs, no proxies, no ignore rules of the user.
     */
    for (int level = GIT_CONFIG_LEVEL_PROGRAMDATA; level <= GIT_CONFIG_LEVEL_GLOBAL; level++)
        git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, "");
    /* It only reads, in a process of its own: who owns the folder does not matter, and in containers it
     * differs. */
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    git_libgit2_opts(GIT_OPT_SET_PACK_MAX_OBJECTS, limits->objects);
#ifdef HAVE_PACK_MAX_OBJECT_SIZE
    git_libgit2_opts(GIT_OPT_SET_PACK_MAX_OBJECT_SIZE, limits->object_bytes);
#endif
    git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, 16 * MIB);
    git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, 128 * MIB);
    git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)(32 * MIB));
    return true;
}

/* No alternates: they may be any folder of this machine. */
static int open_objects(git_odb **out, const char *folder)
{
    git_odb_backend *loose = NULL, *pack = NULL;
    *out = NULL;
    int code = git_odb_new(out);
    if (code == 0)
        code = git_odb_backend_loose(&loose, folder, -1, 0, 0, 0);
    if (code == 0 && (code = git_odb_add_backend(*out, loose, 1)) < 0)
        loose->free(loose);
    if (code == 0)
        code = git_odb_backend_pack(&pack, folder);
    if (code == 0 && (code = git_odb_add_backend(*out, pack, 2)) < 0)
        pack->free(pack);
    if (code < 0) {
        git_odb_free(*out);
        *out = NULL;
    }
    return code;
}

int gitlib_open(git_repository **out, struct arena *arena, const struct gitdir *dir)
{
    git_config *config = NULL;
    git_odb *objects = NULL;
    *out = NULL;
    int code = git_repository_open_bare(out, dir->path);
    /* What the repository's own config says (work tree, includes, ignore files anywhere) is its author's
     * wish. */
    if (code == 0 && (code = git_config_new(&config)) == 0)
        code = git_repository_set_config(*out, config);
    if (code == 0 && (code = open_objects(&objects, arena_printf(arena, "%s/objects", dir->common))) == 0)
        code = git_repository_set_odb(*out, objects);
    git_config_free(config);
    git_odb_free(objects);
    if (code < 0) {
        git_repository_free(*out);
        *out = NULL;
    }
    return code;
}

bool gitlib_authorities(struct arena *arena, struct str *error)
{
    static const char *const variables[] = {"SSL_CERT_FILE", "SSL_CERT_DIR"};
    for (int i = 0; i < 2; i++) {
        const char *path = getenv(variables[i]);
        if (!path || !*path)
            continue;
        if (git_libgit2_opts(GIT_OPT_SET_SSL_CERT_LOCATIONS, i == 0 ? path : NULL, i == 1 ? path : NULL) == 0)
            return true;
        *error = str_from(arena_printf(arena, "%s: no certificates can be read from %s (%s)", variables[i],
                                       path, gitlib_detail(arena)));
        return false;
    }
    return true;
}

void gitlib_stop(void)
{
    git_libgit2_shutdown();
}

void gitlib_set_error(const char *text)
{
    git_error_set_str(GIT_ERROR_NET, text);
}

const char *gitlib_version(char *out, size_t size)
{
    int major = 0, minor = 0, revision = 0, features = git_libgit2_features();
    git_libgit2_version(&major, &minor, &revision);
    const char *lacks[] = {features & GIT_FEATURE_HTTPS ? NULL : "https",
                           features & GIT_FEATURE_SSH ? NULL : "ssh",
                           major > 1 || minor >= 7 ? NULL : "fetch at depth 1, and time-outs, of its own"};
    int n = snprintf(out, size, "%d.%d.%d", major, minor, revision);
    bool any = false;
    for (size_t i = 0; i < sizeof lacks / sizeof *lacks && n > 0 && (size_t)n < size; i++) {
        if (!lacks[i])
            continue;
        n += snprintf(out + n, size - (size_t)n, "%s%s", any ? "; no " : " (no ", lacks[i]);
        any = true;
    }
    if (any && n > 0 && (size_t)n < size)
        snprintf(out + n, size - (size_t)n, ")");
    return out;
}

const char *gitlib_detail(struct arena *arena)
{
    const git_error *last = git_error_last();
    if (!last || !last->message || !*last->message)
        return "no reason given";
    struct str message = str_trim(str_sub(str_from(last->message), 0, 300));
    char *copy = arena_copy(arena, message.p, message.n);
    for (char *c = copy; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = '?';
    return copy;
}
