#ifndef GRADE_GRADE_H
#define GRADE_GRADE_H
/*
 * The pipeline: from what was asked for to a review. It prints nothing; the caller writes the reports.
 */
#include "model/review.h"
#include "options.h"

enum grade_outcome {
    GRADE_OK = 0,     /* *out is a review, perhaps partial, perhaps without a total */
    GRADE_USAGE = 2,  /* usage, environment or the pack: *error says what */
    GRADE_FAILED = 3, /* the submission could not be graded: *error says why */
};

/*
 * Grades options->what. *out and *error live in the arena; one of them is set. The error is worded once, for
 * a reader, without "grade: " before it and without a line end; further lines begin with two spaces. It may
 * quote bytes from outside, unescaped.
 */
enum grade_outcome grade_review(struct review **out, struct arena *arena, const struct grade_options *options,
                                struct str *error);

/*
 * The pack in that folder, or the built-in one for NULL. The image lives as long as the program or the arena.
 * False when the pack has errors or cannot be read: errors then holds at least one.
 */
bool grade_pack(struct rubric *out, struct arena *arena, const char *dir_or_null, struct diags *errors);

#endif
