#include "report/cost.h"

#include "report/number.h"

#include <stdlib.h>

struct cost {
    double lost;
    size_t row;
};

double cost_of_row(const struct review *review, size_t row)
{
    return rub_rows(review->rubric, row)->points - review->rows[row].points;
}

/* Rows that differ by less than what is printed stand in the rubric's order. */
static int dearest(const void *left, const void *right)
{
    const struct cost *a = left, *b = right;
    if (a->lost != b->lost)
        return a->lost > b->lost ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

size_t *cost_rows(size_t *n, struct arena *arena, const struct review *review)
{
    size_t all = rub_rows_n(review->rubric), found = 0;
    struct cost *costs = arena_alloc(arena, all * sizeof *costs);
    size_t *rows = arena_alloc(arena, all * sizeof *rows);
    for (size_t i = 0; i < all; i++)
        if (cost_of_row(review, i) >= 0.05) /* in ten-thousandths: a difference has no last bit of its own */
            costs[found++] = (struct cost){(double)(int64_t)(cost_of_row(review, i) * 1e4 + 0.5), i};
    qsort(costs, found, sizeof *costs, dearest);
    for (size_t i = 0; i < found; i++)
        rows[i] = costs[i].row;
    *n = found;
    return rows;
}

const char *cost_of_gate(struct arena *arena, const struct review *review, size_t gate)
{
    const struct gate_verdict *verdict = &review->gates[gate];
    char cap[NUMBER_MAX];
    if (!verdict->applied && !verdict->probable && !verdict->noted)
        return NULL;
    const char *may = verdict->applied ? "" : "may be ";
    switch (rub_gates(review->rubric, gate)->effect) {
    case GATE_CAP:
        number_write(cap, verdict->cap, 1, true);
        return arena_printf(arena, "%scapped at %s", may, cap);
    case GATE_NO_TOTAL:
        return verdict->applied ? "no total" : "may have no total";
    case GATE_ROWS:
        return arena_printf(arena, "rows %scapped", may);
    default:
        return "noted";
    }
}
