#ifndef GRADE_EVIDENCE_LINES_H
#define GRADE_EVIDENCE_LINES_H
/*
 * What was found, line by line: place, what it shows, the candidate's line.
 */
#include "report/page.h"

#define EVIDENCE_LABEL 9 /* columns of the label before the text */

/* Begins a line with a label in a column of its own and the text beside it; the caller ends it. */
void evidence_label(struct page *page, unsigned column, const char *label);
/* The first `most`, and how many more there are. `quotes`: the candidate's line even where it is said what it
 * shows. */
void evidence_lines(struct page *page, const struct evidence_list *evidence, unsigned column, size_t most,
                    bool quotes);

#endif
