#ifndef GRADE_FETCHING_H
#define GRADE_FETCHING_H
/*
 * Brings the files of a submission in: where fetch/ (what to read) and confine/ (in which process) meet.
 *
 * A file, and a folder outside any work tree, are read at once. Whatever needs libgit2 is read in a child
 * with deadlines; its parcel is checked here. A temporary repository is gone when this returns, also after
 * Ctrl-C.
 *
 * GRADE_TOKEN is taken out of the environment first and is gone when this returns: the child that fetches has
 * it, no later process does.
 */
#include "fetch/repository.h"
#include "model/confinement.h"
#include "model/submission.h"

/*
 * Not FETCH_OK: *error is one line that says what is wrong, in the arena; it may quote names and messages
 * from outside and is escaped where it is printed. Strings of options must live as long as the submission.
 * *confined: of the child, where there was one.
 */
enum fetch_result fetching_submission(struct submission *out, struct arena *arena, struct diags *diags,
                                      const struct fetch_options *options, enum confine_mode mode,
                                      struct confinement *confined, struct str *error);

#endif
