#ifndef GRADE_GITLIB_H
#define GRADE_GITLIB_H
/* libgit2 as this program wants it: alone with the repository, within bounds. */
#include "base/str.h"

/* False: *error says why. */
bool gitlib_start(struct arena *arena, struct str *error);
void gitlib_stop(void);
/* The library's last message for use in one of ours: one line, control characters replaced; "no reason
 * given". */
const char *gitlib_detail(struct arena *arena);

#endif
