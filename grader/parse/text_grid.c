#include "parse/text_grid.h"

#define TAB 4

static struct grid_cell *push(struct grid *g, struct arena *arena, uint32_t cp, size_t at, size_t n)
{
    struct grid_cell *cell = ARENA_PUSH(arena, g->cells, g->n_cells, g->cap_cells);
    bool blank = cp <= ' ' || cp == 0xA0 || cp == 0x3000;
    *cell = (struct grid_cell){.cp = blank ? ' ' : cp,
                               .at = (uint32_t)at,
                               .n = (uint8_t)n,
                               .role = (uint8_t)(blank ? CELL_BLANK : CELL_TEXT)};
    return cell;
}

static void start_row(struct grid *g, struct arena *arena)
{
    uint32_t *start = ARENA_PUSH(arena, g->starts, g->n_rows, g->cap_rows);
    *start = (uint32_t)g->n_cells;
}

void grid_read(struct grid *g, struct parse_context *ctx)
{
    struct str s = g->bytes;
    size_t n, limit = ctx->limits->drawing_columns;
    g->n_cells = g->n_rows = 0;
    g->cut = false;
    start_row(g, ctx->arena);
    for (size_t i = 0; i < s.n; i += n) {
        size_t first = g->starts[g->n_rows - 1], width = g->n_cells - first;
        uint32_t cp = glyph_next(&n, s, i);
        if (cp == '\n') {
            if (g->n_rows >= ctx->limits->drawing_lines && i + n < s.n) {
                g->cut = true;
                break;
            }
            start_row(g, ctx->arena);
            continue;
        }
        unsigned wide = glyph_width(cp);
        if (width >= limit) {
            g->cut |= cp > ' ';
            continue;
        }
        if (wide == 0) {
            if (width > 0 && g->cells[g->n_cells - 1].n + n <= UINT8_MAX)
                g->cells[g->n_cells - 1].n = (uint8_t)(g->cells[g->n_cells - 1].n + n);
            continue;
        }
        push(g, ctx->arena, cp, i, n);
        for (size_t k = width + 1; cp == '\t' && k % TAB; k++)
            push(g, ctx->arena, ' ', i, n);
        if (wide == 2)
            push(g, ctx->arena, GRID_MORE, i, n);
    }
    start_row(g, ctx->arena); /* the end of the last one */
    g->n_rows--;
}

const struct grid_cell *grid_at(const struct grid *g, size_t row, size_t column)
{
    static const struct grid_cell blank = {.cp = ' '};
    const struct grid_cell *cell = grid_edit(g, row, column);
    return cell ? cell : &blank;
}

struct grid_cell *grid_edit(const struct grid *g, size_t row, size_t column)
{
    if (row >= g->n_rows || column >= grid_width(g, row)) /* so does one step left of column 0 */
        return NULL;
    return &g->cells[g->starts[row] + column];
}

size_t grid_width(const struct grid *g, size_t row)
{
    return g->starts[row + 1] - g->starts[row];
}

struct str grid_text(const struct grid *g, size_t row, size_t first, size_t last)
{
    size_t width = row < g->n_rows ? grid_width(g, row) : 0;
    if (first >= width || last < first)
        return STR("");
    if (last >= width)
        last = width - 1;
    const struct grid_cell *a = grid_at(g, row, first), *b = grid_at(g, row, last);
    return str_trim(str_sub(g->bytes, a->at, b->at + b->n - a->at));
}

struct place grid_place(const struct grid *g, size_t row, size_t column)
{
    size_t at = grid_at(g, row, column)->at;
    return g->block ? block_place(g->block, at) : text_place(g->source, g->base + at);
}
