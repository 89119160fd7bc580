#ifndef GRADE_MARKDOWN_PAGE_H
#define GRADE_MARKDOWN_PAGE_H
/*
 * Lines of Markdown: each is put together and ended, and is written whole or not at all.
 */
#include "model/review.h"
#include "report/out.h"

struct markdown_page {
    struct report_out *out;
    struct buf line;           /* under construction */
    struct report_out to_line; /* what escapers write to */
    size_t max, written;       /* max 0: no bound */
    size_t left_out;           /* lines, from the first that did not fit on */
};

/* The page stays where it is: to_line points into it. */
void markdown_page_init(struct markdown_page *page, struct report_out *out, size_t max_bytes);
/* Markup of the program's own, as it stands. */
void markdown_page_raw(struct markdown_page *page, const char *markdown);
/* Words, " -> " as an arrow. */
void markdown_page_put(struct markdown_page *page, struct str text);
void markdown_page_puts(struct markdown_page *page, const char *text);
void markdown_page_code(struct markdown_page *page, struct str text);
void markdown_page_number(struct markdown_page *page, double value, unsigned decimals, bool trim);
/* "`README.md:14`, `:16`": the first `most`, then dots; nothing for nowhere. `before` stands in front. */
void markdown_page_places(struct markdown_page *page, const char *before,
                          const struct evidence_list *evidence, size_t most);
/* Ends the line; `blank` lines follow it. */
void markdown_page_end(struct markdown_page *page, unsigned blank);
/* A heading of that level, with blank lines around it. */
void markdown_page_heading(struct markdown_page *page, unsigned level, const char *title);
/* The last line, where something was left out. */
void markdown_page_close(struct markdown_page *page);

#endif
