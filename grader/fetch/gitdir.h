#ifndef GRADE_GITDIR_H
#define GRADE_GITDIR_H
/*
 * Where a folder keeps its git repository, found by looking at a few small files, without libgit2.
 *
 * A submission may come with a .git that its author made. Files in it can send git to any other repository of
 * this machine (`gitdir:`, commondir, alternates, links), whose contents would then be read as if they were
 * handed in. Such a way is taken only where the other end leads back, as those do that git makes for `git
 * worktree` and submodules: a stranger cannot write that. Links are not followed, and alternates are only
 * noticed.
 */
#include "base/str.h"

struct gitdir {
    const char *path;    /* HEAD, index */
    const char *common;  /* objects, refs; mostly the same folder */
    bool alternates;     /* some of its objects are elsewhere: those are not read */
    const char *foreign; /* what the installed libgit2 cannot read of it ("SHA-256 ids"), or NULL */
};

/*
 * root: a folder that holds .git, or a bare repository. Paths are in the arena. False: *why says in some
 * words what is wrong with it ("is not a git repository").
 */
bool gitdir_find(struct gitdir *out, struct arena *arena, const char *root, const char **why);

#endif
