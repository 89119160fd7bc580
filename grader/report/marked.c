#include "report/marked.h"

int marked_program_level(const struct review *review, const struct row_verdict *row)
{
    return row->adjusted ? review->adjustments[row->adjusted - 1].before : row->level;
}

const char *marked_why_not(const struct adjustment *mark)
{
    static const char *const why[ADJUSTMENT_STATES] = {
        [ADJUSTMENT_OTHER] = "made on another commit", [ADJUSTMENT_PACK] = "made with another pack",
        [ADJUSTMENT_NO_ROW] = "no such row",           [ADJUSTMENT_GATED] = "a gate takes the row away",
        [ADJUSTMENT_UNASKED] = "not asked here",
    };
    return why[mark->state];
}

/* "COMP-01: 1 -> 2", "COMP-01: comment", "asked: …" */
static struct str what(struct arena *arena, const struct adjustment *mark)
{
    if (mark->question.n)
        return str_from(arena_printf(arena, "asked: %.*s", STR_ARG(mark->question)));
    if (mark->level == ADJUSTMENT_NO_LEVEL)
        return str_from(arena_printf(arena, "%.*s: comment", STR_ARG(mark->row)));
    if (mark->before == ADJUSTMENT_NO_LEVEL)
        return str_from(arena_printf(arena, "%.*s: %d", STR_ARG(mark->row), mark->level));
    return str_from(
        arena_printf(arena, "%.*s: %d instead of %d", STR_ARG(mark->row), mark->level, mark->before));
}

void marked_terminal(struct page *page, const struct review *review)
{
    if (!review->n_adjustments)
        return;
    page_heading(page, "Marked by hand");
    if (review->has_total) {
        page_start(page, 2, 4);
        page_printf(page, STYLE_PLAIN, "%s by the program alone",
                    page_number(page, review->unadjusted, 1, true));
        page_end(page);
    }
    for (size_t i = 0; i < review->n_adjustments; i++) {
        const struct adjustment *mark = &review->adjustments[i];
        page_start(page, 2, 4);
        page_put(page, STYLE_BOLD, what(page->out->arena, mark));
        page_puts(page, STYLE_PLAIN, ", ");
        page_put(page, STYLE_PLAIN, mark->by);
        page_puts(page, STYLE_PLAIN, " ");
        page_put(page, STYLE_PLAIN, mark->when);
        if (mark->why.n) {
            page_puts(page, STYLE_PLAIN, ": ");
            page_put(page, STYLE_PLAIN, mark->why);
        }
        if (marked_why_not(mark))
            page_printf(page, STYLE_YELLOW, " (does not count: %s)", marked_why_not(mark));
        page_end(page);
    }
}

void marked_markdown(struct markdown_view *r)
{
    const struct review *review = r->review;
    if (!review->n_adjustments)
        return;
    view_heading(r, 3, "Marked by hand");
    if (review->has_total) {
        view_raw(r, "- ");
        markdown_page_number(&r->page, review->unadjusted, 1, true);
        view_raw(r, " by the program alone");
        view_end(r, 0);
    }
    for (size_t i = 0; i < review->n_adjustments; i++) {
        const struct adjustment *mark = &review->adjustments[i];
        view_raw(r, "- ");
        view_put(r, what(r->page.out->arena, mark));
        view_raw(r, ", ");
        view_put(r, mark->by);
        view_raw(r, " ");
        view_put(r, mark->when);
        if (mark->why.n) {
            view_raw(r, ": ");
            view_put(r, mark->why);
        }
        if (marked_why_not(mark)) {
            view_raw(r, " (does not count: ");
            view_raw(r, marked_why_not(mark));
            view_raw(r, ")");
        }
        view_end(r, 0);
    }
}
