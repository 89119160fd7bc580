#ifndef GRADE_REPORTS_H
#define GRADE_REPORTS_H
/*
 * What `grade` and `grade render` do with a review: the reports that were asked for, and the bars that were
 * set.
 */
#include "model/review.h"
#include "report/formats.h"
#include "worker.h"

struct reports {
    const struct grade_options *options;
    struct str adjustments; /* bytes of that file */
    struct report_options how[OUTPUTS_MAX]; /* of each: what the terminal can do */
};

/* In the parent: finds out what the terminal can do. */
void reports_prepare(struct reports *out, const struct grade_options *options);

/* In the parent: reads the file of marks that the options name, if they do. False: *why says what is wrong. */
bool reports_gather(struct reports *reports, struct arena *arena, struct str *why);

/*
 * In the worker: a record for each report. Status 1 where a bar was missed, 2 where the review is too large;
 * says so.
 */
void reports_write(struct worker *worker, const struct review *review, const struct reports *reports);

#endif
