#ifndef GRADE_TEMPDIR_H
#define GRADE_TEMPDIR_H
/*
 * A private temporary folder: made with mode 0700 under $TMPDIR (or /tmp), removed with all that is in it.
 *
 * Removal goes by file descriptors and never through a symbolic link: a link is removed, not what it points
 * at.
 */
#include "base/str.h"

struct tempdir {
    char *path; /* in the arena; NULL when there is none */
};

/* False: *error says in one line what went wrong and where. */
bool tempdir_new(struct tempdir *out, struct arena *arena, struct str *error);
/* True when nothing is left. Harmless where there is no folder, or when called again. */
bool tempdir_remove(struct tempdir *dir);

#endif
