#ifndef GRADE_RUBRIC_PAGE_H
#define GRADE_RUBRIC_PAGE_H
/*
 * What a pack asks, for a reader: `grade rubric` and `grade rubric ROW`.
 */
#include "report/formats.h"

/* Dimensions with their rows and points. */
void rubric_page_list(struct report_out *out, const struct rubric *rubric,
                      const struct report_options *options);
/* All that the pack says about one row. */
void rubric_page_row(struct report_out *out, const struct rubric *rubric, size_t row,
                     const struct report_options *options);

#endif
