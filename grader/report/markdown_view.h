#ifndef GRADE_MARKDOWN_VIEW_H
#define GRADE_MARKDOWN_VIEW_H
/*
 * What the two halves of the Markdown report share: the review, the page it goes to, and short words for
 * writing on it.
 */
#include "report/markdown_page.h"

#include <stdio.h>

struct markdown_view {
    struct markdown_page page;
    const struct review *review;
    const struct rubric *rubric;
    bool all;
};

/* markdown_rows.c: rows, flags, numbers, maturity, questions, diagnostics, files. */
void markdown_rows_write(struct markdown_view *r);

static inline void view_raw(struct markdown_view *r, const char *markdown)
{
    markdown_page_raw(&r->page, markdown);
}

static inline void view_put(struct markdown_view *r, struct str text)
{
    markdown_page_put(&r->page, text);
}

static inline void view_words(struct markdown_view *r, uint32_t text)
{
    markdown_page_puts(&r->page, rub_text(r->rubric, text));
}

static inline void view_end(struct markdown_view *r, unsigned blank)
{
    markdown_page_end(&r->page, blank);
}

static inline void view_heading(struct markdown_view *r, unsigned level, const char *title)
{
    markdown_page_heading(&r->page, level, title);
}

static inline void view_places(struct markdown_view *r, const char *before,
                               const struct evidence_list *evidence)
{
    markdown_page_places(&r->page, before, evidence, r->all ? SIZE_MAX : 3);
}

static inline void view_count(struct markdown_view *r, const char *before, size_t n, const char *after)
{
    char text[96];
    snprintf(text, sizeof text, "%s%zu%s", before, n, after);
    view_raw(r, text);
}

#endif
