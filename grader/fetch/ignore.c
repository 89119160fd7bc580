#include "fetch/ignore.h"

#include "fetch/gitdir.h"
#include "fetch/gitlib.h"

#include <git2.h>

struct ignore {
    struct arena *arena;
    git_repository *repository;
    git_index *index; /* opened when first needed */
    bool no_index, off;
    const char *below;
};

/* Whether the index holds the path, or something in the folder. */
static bool is_tracked(struct ignore *ignore, const char *path, bool folder)
{
    if (!ignore->index && !ignore->no_index && git_repository_index(&ignore->index, ignore->repository) < 0)
        ignore->no_index = true;
    if (!ignore->index)
        return false;
    size_t at;
    return folder ? git_index_find_prefix(&at, ignore->index, path) == 0
                  : git_index_get_bypath(ignore->index, path, 0) != NULL;
}

static bool is_ignored(struct ignore *ignore, const char *path, bool folder)
{
    int ignored = 0;
    if (git_ignore_path_is_ignored(&ignored, ignore->repository, path) < 0 || !ignored)
        return false;
    return !is_tracked(ignore, path, folder);
}

struct ignore *ignore_new(struct arena *arena, const char *root, const char *below, struct str *error)
{
    struct ignore *ignore = arena_alloc(arena, sizeof *ignore);
    *ignore = (struct ignore){.arena = arena, .below = below};
    struct gitdir dir;
    const char *why;
    if (!gitdir_find(&dir, arena, root, &why)) {
        *error = str_from(why);
        return NULL;
    }
    /* The work tree is where .git was found; what core.worktree says does not move it. */
    if (gitlib_open(&ignore->repository, arena, &dir) < 0 ||
        git_repository_set_workdir(ignore->repository, root, 0) < 0) {
        *error = str_from(gitlib_detail(arena));
        ignore_free(ignore);
        return NULL;
    }
    ignore->off = *below && is_ignored(ignore, arena_printf(arena, "%s/", below), true);
    return ignore;
}

void ignore_free(struct ignore *ignore)
{
    git_index_free(ignore->index);
    git_repository_free(ignore->repository);
}

bool ignore_path(struct ignore *ignore, const char *path, bool folder)
{
    /* The '/' at the end says what it is, so git need not look. */
    return !ignore->off && is_ignored(ignore,
                                      arena_printf(ignore->arena, "%s%s%s%s", ignore->below,
                                                   *ignore->below ? "/" : "", path, folder ? "/" : ""),
                                      folder);
}
