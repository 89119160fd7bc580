#include "fetch/gitlib.h"

#include "base/limits.h"

#include <git2.h>

bool gitlib_start(struct arena *arena, struct str *error)
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
    git_libgit2_opts(GIT_OPT_SET_PACK_MAX_OBJECTS, (size_t)2000000);
    git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, 16 * MIB);
    git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, 128 * MIB);
    git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)(32 * MIB));
    return true;
}

void gitlib_stop(void)
{
    git_libgit2_shutdown();
}

const char *gitlib_detail(struct arena *arena)
{
    const git_error *last = git_error_last();
    if (!last || !last->message || !*last->message)
        return "no reason given";
    struct str message = str_sub(str_from(last->message), 0, 300);
    char *copy = arena_copy(arena, message.p, message.n);
    for (char *c = copy; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = '?';
    return copy;
}
