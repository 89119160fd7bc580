#ifndef GRADE_IGNORE_H
#define GRADE_IGNORE_H
/*
 * What .gitignore and .git/info/exclude leave out of a work tree. As with git, they do not hide what is in
 * the index.
 */
#include "base/str.h"

struct ignore; /* git's handles */

/*
 * root: the folder that holds .git; below: the folder from which paths are counted, "" or "a/b". Where that
 * folder is itself ignored, no rule applies: the user asked for it. NULL: *error says why, one line.
 */
struct ignore *ignore_new(struct arena *arena, const char *root, const char *below, struct str *error);
void ignore_free(struct ignore *ignore);
bool ignore_path(struct ignore *ignore, const char *path, bool folder);

#endif
