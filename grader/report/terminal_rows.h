#ifndef GRADE_TERMINAL_ROWS_H
#define GRADE_TERMINAL_ROWS_H
/*
 * The parts of the terminal report that are lists: rows, flags, numbers, complaints, files, questions.
 * Each writes its heading itself, and nothing where its list is empty.
 */
#include "report/page.h"

/* The rows that cost most, or every row with `all`. */
void terminal_rows_cost(struct page *page, const struct review *review, bool all);
void terminal_rows_flags(struct page *page, const struct review *review, bool all);
void terminal_rows_numbers(struct page *page, const struct review *review, bool all);
void terminal_rows_maturity(struct page *page, const struct review *review, bool all);
void terminal_rows_diagnostics(struct page *page, const struct diags *diags, bool all);
void terminal_rows_files(struct page *page, const struct review *review, bool all);
void terminal_rows_questions(struct page *page, const struct review *review);

#endif
