#ifndef GRADE_JUNIT_H
#define GRADE_JUNIT_H
/*
 * JUnit XML, as CI servers read it: a suite for the parts that were asked for, one for each dimension with
 * its rows as test cases, and one each for gates, red flags and numbers.
 *
 * A row fails at levels 0 and 1 and passes at 2 and 3. A number that was not stated, and a part that is only
 * probable, is skipped. XML 1.0 in UTF-8; no times, since nothing is timed.
 */
#include "report/formats.h"

void junit_write(struct report_out *out, const struct review *review, const struct report_options *options);

#endif
