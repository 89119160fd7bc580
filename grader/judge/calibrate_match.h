#ifndef GRADE_CALIBRATE_MATCH_H
#define GRADE_CALIBRATE_MATCH_H
/*
 * Which mark belongs to which row of which stored review. What belongs nowhere is complained of here.
 */
#include "model/marks.h"

/* A mark that is compared. Numbers are positions in the lists of struct calibrate_matched. */
struct calibrate_mark {
    const struct human_mark *mark;
    const struct stored_row *stored; /* NULL for a total */
    size_t submission, rater;
    size_t row; /* MARKS_NONE for a total */
};

struct calibrate_matched {
    struct calibrate_mark *marks; /* by submission, row (totals last), rater */
    size_t n_marks;
    struct calibrated_submission *submissions; /* by name; all that have marks */
    size_t n_submissions;
    struct str *raters; /* by name */
    size_t n_raters;
    struct calibrated_row *rows; /* all rows of all reviews: by review, as stored */
    size_t n_rows;
};

void calibrate_match(struct calibrate_matched *out, struct arena *arena, struct diags *diags,
                     const struct limits *limits, const struct marks *marks,
                     struct stored_review *const *reviews, size_t n);

#endif
