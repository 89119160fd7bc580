#ifndef GRADE_CALIBRATE_H
#define GRADE_CALIBRATE_H
/*
 * Holds people's marks against the program's stored reviews.
 *
 * A submission's review is the one that the marks name for it; else the one whose source or file has its
 * name, the file where both are found. A review serves one submission. Where several people marked the same
 * row of the same submission, the program is compared with the mean of their levels, rounded half up, and
 * with each of them. Rows come in the order of the reviews, all else by name; which of two marks for one cell
 * is the second is the only thing that the order of marks decides.
 *
 * A mark that is compared with nothing has a diagnostic. Time is n log n in marks, reviews and rows; pairs of
 * raters are bounded by limits->raters.
 */
#include "model/marks.h"

/* Never NULL. n_compared is 0 where no mark met a review. diags, marks and reviews must outlive the result.
 */
struct calibration *calibrate(struct arena *arena, struct diags *diags, const struct limits *limits,
                              const struct marks *marks, struct stored_review *const *reviews, size_t n);

#endif
