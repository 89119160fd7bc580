#ifndef GRADE_STORED_REVIEW_H
#define GRADE_STORED_REVIEW_H
/*
 * Reads a review that `grade --format json` wrote (docs/review-json.md), as far as it is compared with marks.
 *
 * Needed are grade.version, score.total and score.ungated, and criteria with id, level and evidence: a file
 * without them is refused, with a complaint at the place of what is missing or wrong. Other keys may be
 * missing, so that reviews of older and newer versions can be read.
 */
#include "base/diag.h"
#include "model/marks.h"

/* NULL where the text is no stored review. text->name is its path; the review points into both. */
struct stored_review *stored_review_read(struct arena *arena, struct diags *diags,
                                         const struct limits *limits, const struct text *text);

#endif
