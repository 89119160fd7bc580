#ifndef GRADE_REPORT_TERMINAL_H
#define GRADE_REPORT_TERMINAL_H
/*
 * The review for a person: headline, dimensions, parts, loops, what cost most, flags, numbers, questions.
 */
#include "report/formats.h"

void terminal_write(struct report_out *out, const struct review *review,
                    const struct report_options *options);

#endif
