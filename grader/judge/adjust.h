#ifndef GRADE_ADJUST_H
#define GRADE_ADJUST_H
/*
 * A person's marks, applied to a review: a pure function. Works on a review that was just made and on a
 * stored one alike.
 *
 * A level counts where the marks are about what was reviewed (the same commit, or the same files), with the
 * same rubric pack, and no gate takes the row away. What does not count is kept, with the reason, and
 * reported at its place. A mark that the review holds already is not taken twice. Of several levels for a row
 * the last counts. Gates stay as the program found them: they come from the drawing, not from levels.
 */
#include "model/review.h"

/* The same review with those marks; `complaints` are those of reading them. The argument stays as it is. */
struct review *adjust_review(struct arena *arena, const struct review *review,
                             const struct adjustments *adjustments, const struct diags *complaints);

#endif
