#ifndef GRADE_RUBRIC_PAGE_H
#define GRADE_RUBRIC_PAGE_H
/*
 * What a pack asks, for a reader: `grade rubric` and `grade rubric ROW`. `grade explain` begins its page of a
 * row so.
 */
#include "report/page.h"

/* Dimensions with their rows and points. */
void rubric_page_list(struct report_out *out, const struct rubric *rubric,
                      const struct report_options *options);
/* All that the pack says about one row. */
void rubric_page_row(struct report_out *out, const struct rubric *rubric, size_t row,
                     const struct report_options *options);
/* The same on a page that others write on, too. */
void rubric_page_write_row(struct page *page, const struct rubric *rubric, size_t row);
/* "  Label       text …" with room for the candidate's words filled as for nobody; nothing where there is no
 * text. */
void rubric_page_paragraph(struct page *page, const struct rubric *rubric, const char *label, uint32_t text);

#endif
