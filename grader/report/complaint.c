#include "report/complaint.h"

#include "report/escape.h"

#include <stdlib.h>

static int by_place(const void *left, const void *right)
{
    const struct diag *a = *(const struct diag *const *)left, *b = *(const struct diag *const *)right;
    int order = place_cmp(a->at, b->at);
    return order ? order : a < b ? -1 : a > b;
}

const struct diag **complaint_order(struct arena *arena, const struct diags *diags)
{
    const struct diag **sorted = arena_alloc(arena, (diags->n + 1) * sizeof(struct diag *));
    for (size_t i = 0; i < diags->n; i++)
        sorted[i] = &diags->items[i];
    qsort(sorted, diags->n, sizeof(struct diag *), by_place);
    return sorted;
}

/* The line of the place and a caret under its column; of a long line only what is near. */
static void write_excerpt(struct page *page, const struct diag *diag)
{
    const struct excerpt excerpt = diag_excerpt(page->out->arena, diag);
    struct str line = excerpt.line;
    size_t column = excerpt.caret;
    size_t room = page->width - 6, start = column > room / 2 ? column - room / 2 : 0;
    if (line.n <= room)
        start = 0;
    while (start < line.n && start < column && utf8_continues(line.p[start]))
        start++;
    while (start < column && (line.p[start] == ' ' || line.p[start] == '\t'))
        start++;
    struct buf before = buf_new(page->out->arena, 4 * page->width),
               all = buf_new(page->out->arena, 16 * page->width);
    escape_terminal(&before, str_sub(line, start, column - start), page->unicode);
    escape_terminal(&all, str_sub(line, start, room * 4), page->unicode);

    /* Wide characters and likenesses take more room than bytes: cut by columns. */
    struct str shown = buf_str(&all), rest = shown;
    size_t width = 0;
    while (rest.n) {
        struct str here = rest;
        width += escape_width(escape_next(&rest));
        if (width > room) {
            shown.n = (size_t)(here.p - shown.p);
            break;
        }
    }
    while (shown.n && shown.p[shown.n - 1] == ' ')
        shown.n--;
    if (!shown.n)
        return;
    page_start(page, 4, 4);
    page_keep(page, STYLE_PLAIN, shown);
    page_end(page);
    size_t caret = escape_columns(buf_str(&before));
    if (!excerpt.pointed || caret > room)
        return;
    page_start(page, 4 + (unsigned)caret, 4);
    page_puts(page, STYLE_GREEN, "^");
    page_end(page);
}

void complaint_write(struct page *page, const struct diag *diag)
{
    static const enum style styles[] = {STYLE_CYAN, STYLE_YELLOW, STYLE_RED};
    enum severity severity = diag_severity(diag->id);
    struct str place = page_place(page, diag->at, true);
    page_start(page, 2, 4);
    if (place.n) {
        page_put(page, STYLE_BOLD, place);
        page_puts(page, STYLE_BOLD, ": ");
    }
    page_printf(page, styles[severity], "%s[%s]", severity_name(severity), diag_name(diag->id));
    page_puts(page, STYLE_PLAIN, ": ");
    page_put(page, STYLE_PLAIN, diag->message);
    page_end(page);
    write_excerpt(page, diag);
}
