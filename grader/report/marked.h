#ifndef GRADE_MARKED_H
#define GRADE_MARKED_H
/*
 * What people marked, in the reports for people: every mark, whether it counts, and the program's own level.
 */
#include "report/markdown_view.h"
#include "report/page.h"

/* The level before any mark. */
int marked_program_level(const struct review *review, const struct row_verdict *row);
/* Why the mark does not count, or NULL where it does. */
const char *marked_why_not(const struct adjustment *mark);

/* Nothing where nobody marked anything. */
void marked_terminal(struct page *page, const struct review *review);
void marked_markdown(struct markdown_view *r);

#endif
