#include "parse/text_follow.h"

#include <stdlib.h>

#define ARROW_LABEL 120 /* bytes */

/* Heads inside a line: what lies behind one is fed by it, what lies before one feeds it. */
struct wire {
    uint32_t first_end, first_label;
    bool fed, feeds;
};

static bool usable(const struct drawing *d, const struct wire_end *end)
{
    if (end->index == SIZE_MAX)
        return false; /* its words are a label */
    if (end->is_run)
        return d->names[end->index].n > 0;
    return d->boxes.items[end->index].group || d->boxes.items[end->index].label.n > 0;
}

static bool same(const struct wire_end *a, const struct wire_end *b)
{
    return a->is_run == b->is_run && a->index == b->index;
}

struct terminals {
    const struct wire_end **items;
    size_t n;
};

static void add_terminal(struct terminals *list, const struct wire_end *end)
{
    for (size_t i = 0; i < list->n; i++)
        if (same(list->items[i], end))
            return;
    list->items[list->n++] = end;
}

static size_t distance(const struct wire_end *end, const struct wire_label *label)
{
    size_t rows = end->row > label->row ? end->row - label->row : label->row - end->row;
    size_t columns = end->column > label->column ? end->column - label->column : label->column - end->column;
    return 2 * rows + columns; /* a row is as high as two columns are wide */
}

static const struct wire_end *nearest(const struct terminals *list, const struct wire_label *label)
{
    const struct wire_end *best = list->items[0];
    for (size_t i = 1; i < list->n; i++)
        if (distance(list->items[i], label) < distance(best, label))
            best = list->items[i];
    return best;
}

/* What is written on the line, or on that branch of it. */
static struct str label_of(struct drawing *d, uint32_t first, const struct terminals *from,
                           const struct terminals *to, const struct told_arrow *arrow)
{
    struct buf buf = buf_new(d->told.ctx->arena, ARROW_LABEL);
    for (uint32_t i = first; i != WIRE_NONE; i = d->w.labels[i].next) {
        const struct wire_label *label = &d->w.labels[i];
        if (to->n > 1 ? nearest(to, label) != arrow->to : from->n > 1 && nearest(from, label) != arrow->from)
            continue;
        if (buf.n)
            buf_putc(&buf, ' ');
        buf_add(&buf, d->w.runs[label->run].text);
    }
    return glyph_whole(buf_str(&buf));
}

static void add_arrow(struct drawing *d, struct told_arrow arrow)
{
    const struct wire_end *a = arrow.from, *b = arrow.to;
    if (same(a, b) ||
        (!a->is_run && !b->is_run &&
         (boxes_around(&d->boxes, a->index, b->index) || boxes_around(&d->boxes, b->index, a->index))))
        return;
    struct told_arrow *slot = ARENA_PUSH(d->told.ctx->arena, d->arrows, d->n_arrows, d->cap_arrows);
    *slot = arrow;
}

/* A line without heads: one between two boxes has no direction; one alone between lines of words leads down.
 */
static void headless(struct drawing *d, uint32_t label, struct terminals *ends)
{
    if (ends->n != 2)
        return;
    const struct wire_end *a = ends->items[0], *b = ends->items[1];
    struct told_arrow arrow = {.from = a, .to = b, .undirected = true};
    if (a->is_run && b->is_run) {
        if ((a->direction | b->direction) != TO_ENDS)
            return;
        arrow =
            (struct told_arrow){.from = a->direction == TO_UP ? a : b, .to = a->direction == TO_UP ? b : a};
    }
    struct terminals none = {NULL, 0};
    arrow.label = label_of(d, label, &none, &none, &arrow);
    add_arrow(d, arrow);
}

static void read_wire(struct drawing *d, const struct wire *wires, uint32_t root, const uint32_t *components)
{
    size_t most = d->told.ctx->limits->drawing_fan, n = 0;
    for (uint32_t i = wires[root].first_end; i != WIRE_NONE && n <= 2 * most; i = d->w.ends[i].next)
        n++;
    if (n < 2)
        return;
    if (n > 2 * most) {
        d->cut = true;
        return;
    }
    struct arena *arena = d->told.ctx->arena;
    struct terminals from = {arena_alloc(arena, n * sizeof *from.items), 0};
    struct terminals to = {arena_alloc(arena, n * sizeof *to.items), 0};
    for (uint32_t i = wires[root].first_end; i != WIRE_NONE; i = d->w.ends[i].next) {
        const struct wire_end *end = &d->w.ends[i];
        const struct wire *part = &wires[components[i]];
        if (usable(d, end))
            add_terminal(end->headed || (part->fed && !part->feeds) ? &to : &from, end);
    }
    if (to.n == 0) {
        headless(d, wires[root].first_label, &from);
        return;
    }
    bool both = from.n == 0 && to.n == 2;
    if (both) {
        from.items[from.n++] = to.items[0];
        to.items[0] = to.items[--to.n];
    }
    if (from.n * to.n > most) {
        d->cut = true;
        return;
    }
    for (size_t i = 0; i < from.n; i++)
        for (size_t k = 0; k < to.n; k++) {
            struct told_arrow arrow = {.from = from.items[i], .to = to.items[k], .both = both};
            arrow.label = label_of(d, wires[root].first_label, &from, &to, &arrow);
            add_arrow(d, arrow);
        }
}

static void read_wires(struct drawing *d)
{
    struct wires *w = &d->w;
    struct arena *arena = d->told.ctx->arena;
    size_t n = w->n_elements;
    struct wire *wires = arena_alloc(arena, (n + 1) * sizeof *wires);
    uint32_t *components = arena_alloc(arena, (w->n_ends + 1) * sizeof *components);
    for (size_t i = 0; i < n; i++)
        wires[i] = (struct wire){WIRE_NONE, WIRE_NONE, false, false};
    for (size_t i = 0; i < w->n_ends; i++)
        components[i] = wires_root(w, w->ends[i].element);
    for (size_t i = 0; i < w->n_heads; i++) {
        wires[wires_root(w, w->heads[i])].feeds = true;
        wires[wires_root(w, w->heads[i] + 1)].fed = true;
    }
    for (size_t i = 0; i < w->n_heads; i++)
        wires_join(w, w->heads[i], w->heads[i] + 1);
    for (size_t i = w->n_ends; i-- > 0;) {
        struct wire *wire = &wires[wires_root(w, w->ends[i].element)];
        w->ends[i].next = wire->first_end;
        wire->first_end = (uint32_t)i;
    }
    for (size_t i = w->n_labels; i-- > 0;) {
        struct wire *wire = &wires[wires_root(w, w->labels[i].element)];
        w->labels[i].next = wire->first_label;
        wire->first_label = (uint32_t)i;
    }
    for (uint32_t i = 0; i < n; i++)
        if (wires[i].first_end != WIRE_NONE)
            read_wire(d, wires, i, components);
}

struct pair {
    size_t from, to, arrow; /* things: twice their index, one more for words */
};

static int by_pair(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    return (x->arrow > y->arrow) - (x->arrow < y->arrow);
}

/* Several lines between the same two are one arrow, with the first label there is. */
static void merge_arrows(struct drawing *d)
{
    struct pair *pairs = arena_alloc(d->told.ctx->arena, (d->n_arrows + 1) * sizeof *pairs);
    for (size_t i = 0; i < d->n_arrows; i++) {
        const struct told_arrow *arrow = &d->arrows[i];
        pairs[i] = (struct pair){2 * arrow->from->index + arrow->from->is_run,
                                 2 * arrow->to->index + arrow->to->is_run, i};
    }
    qsort(pairs, d->n_arrows, sizeof *pairs, by_pair);
    for (size_t i = 1, first = 0; i < d->n_arrows; i++) {
        if (pairs[i].from != pairs[first].from || pairs[i].to != pairs[first].to) {
            first = i;
            continue;
        }
        struct told_arrow *kept = &d->arrows[pairs[first].arrow], *again = &d->arrows[pairs[i].arrow];
        again->again = true;
        kept->label = kept->label.n ? kept->label : again->label;
        kept->both |= again->both;
    }
}

void follow_wires(struct drawing *d)
{
    read_wires(d);
    merge_arrows(d);
}
