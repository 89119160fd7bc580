#include "report/evidence_lines.h"

void evidence_label(struct page *page, unsigned column, const char *label)
{
    page_start(page, column, column + EVIDENCE_LABEL);
    page_puts(page, STYLE_DIM, label);
    page_column(page, column + EVIDENCE_LABEL);
}

void evidence_lines(struct page *page, const struct evidence_list *evidence, unsigned column, size_t most,
                    bool quotes)
{
    size_t n = evidence->n, shown = n < most ? n : most;
    for (size_t i = 0; i < shown; i++) {
        const struct evidence *e = &evidence->items[i];
        evidence_label(page, column, i ? "" : "seen");
        page_put(page, STYLE_DIM, page_place(page, e->at, true));
        if (e->why.n) {
            page_gap(page, 2);
            page_claim(page, STYLE_PLAIN, e->why);
        }
        if (e->quote.n && (quotes || !e->why.n)) {
            page_gap(page, 2);
            page_puts(page, STYLE_PLAIN, "\"");
            page_put(page, STYLE_PLAIN, e->quote);
            page_puts(page, STYLE_PLAIN, "\"");
        }
        if (i + 1 == shown && shown < n) {
            page_gap(page, 1);
            page_printf(page, STYLE_DIM, "(and %zu more)", n - shown);
        }
        page_end(page);
    }
}
