#ifndef GRADE_PLAIN_ASIDE_H
#define GRADE_PLAIN_ASIDE_H
/* Files that are text, and no part of an answer: told by their names. */
#include "base/str.h"

/* Why, one line ("is in a hidden folder", "is a list of packages by its name"); NULL for a file that may be
 * one. */
const char *plain_aside(struct str name);

#endif
