#ifndef GRADE_REPORTS_H
#define GRADE_REPORTS_H
/*
 * What `grade` and `grade render` do with a review: the reports that were asked for, and the bars that were
 * set.
 */
#include "model/review.h"
#include "options.h"

/* Exit status: 0, 1 where a bar was missed, 2 where a report could not be written. Says what went wrong. */
int reports_write(struct arena *arena, const struct review *review, const struct grade_options *options);

#endif
