#ifndef GRADE_FETCHING_PATHS_H
#define GRADE_FETCHING_PATHS_H
/*
 * Which files and ports the process that runs git may use (docs/security.md).
 */
#include "confine/landlock.h"
#include "fetch/target.h"

/*
 * For a URL: the temporary folder, what resolving a name and checking a certificate or a host's key take, and
 * the URL's port. For a repository on this machine: the folder and its git folders, also those that it
 * borrows objects from. Runs in the child, since it reads a line of what may be a stranger's .git. Everything
 * is in the arena.
 */
void fetching_paths(struct landlock_rules *out, struct arena *arena, const struct target *target,
                    const char *temp_dir);

#endif
