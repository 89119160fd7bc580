#ifndef GRADE_CHECK_H
#define GRADE_CHECK_H
/*
 * The self-check: what a candidate may see of a review before handing in (docs/self-check.md).
 *
 * What was read and what was not, which of the requested parts were found, whether their numbers agree, a
 * rough standing and the hints. No levels, points, gates, flags or questions, no words of a row but its hint,
 * and no bound that the pack sets.
 */
#include "report/formats.h"

/* What `grade check -f` knows; the first is the default. */
extern const struct report_format check_formats[];
extern const size_t n_check_formats;

void check_write(struct report_out *out, const struct review *review, const struct report_options *options);

/* ---- what both formats say */

#define CHECK_NOTE "public self-check; reviewers see more"

/* Boxes and arrows that were understood in the file. */
struct check_drawn {
    size_t boxes, arrows;
};
struct check_drawn check_drawn_in(const struct review *review, const struct file *file);
/* In tens, so that a word here or there does not show. */
unsigned check_percent(const struct dimension_verdict *verdict);
/* "yes", "perhaps", "no" */
const char *check_found(enum truth value);
/* "agrees", "looks off", "does not agree"; NULL where it is not stated */
const char *check_agrees(enum check_result result);
/* A complaint about reading; those that come of judging would tell how it is done. */
bool check_shows(const struct diag *diag);

#endif
