#include "judge/drawn_places.h"

#include <stdlib.h>

enum { DEPTH = 16 }; /* of values within values that are looked through */

struct drawn_place {
    struct place at;
    enum evidence_on on;
    size_t drawn;
};

struct drawn_places {
    struct drawn_place *items; /* by place */
    size_t n, cap;
};

static void add(struct judge *j, struct drawn_places *out, struct place at, enum evidence_on on, size_t drawn)
{
    if (at.text && at.line)
        *(struct drawn_place *)ARENA_PUSH(j->arena, out->items, out->n, out->cap) =
            (struct drawn_place){at, on, drawn};
}

static void add_values(struct judge *j, struct drawn_places *out, const struct doc *doc, enum evidence_on on,
                       size_t drawn, unsigned depth)
{
    for (size_t i = 0; depth < DEPTH && i < doc->n; i++) {
        add(j, out, doc->items[i]->at, on, drawn);
        add(j, out, doc->items[i]->key_at, on, drawn);
        add_values(j, out, doc->items[i], on, drawn, depth + 1);
    }
}

static int by_place(const void *left, const void *right)
{
    const struct drawn_place *a = left, *b = right;
    int order = place_cmp(a->at, b->at);
    if (order)
        return order;
    return a->on != b->on ? (a->on < b->on ? -1 : 1) : a->drawn < b->drawn ? -1 : a->drawn > b->drawn;
}

static const struct drawn_places *build(struct judge *j)
{
    struct drawn_places *out = arena_alloc(j->arena, sizeof *out);
    for (size_t i = 0; i < j->arch->n_nodes; i++) {
        const struct node_reading *read = &j->reading->nodes[i];
        add(j, out, j->arch->nodes[i].at, ON_NODE, i);
        add_values(j, out, j->arch->nodes[i].attrs, ON_NODE, i, 0);
        for (size_t k = 0; k < read->n_roles; k++)
            add(j, out, read->roles[k].at, ON_NODE, i);
        for (size_t k = 0; k < read->n_tools; k++)
            add(j, out, read->tools[k].at, ON_NODE, i);
        for (size_t k = 0; k < read->n_told; k++)
            add(j, out, read->told[k]->at, ON_NODE, i);
    }
    for (size_t i = 0; i < j->arch->n_edges; i++) {
        add(j, out, j->arch->edges[i].at, ON_EDGE, i);
        add_values(j, out, j->arch->edges[i].attrs, ON_EDGE, i, 0);
    }
    if (out->n)
        qsort(out->items, out->n, sizeof *out->items, by_place);
    return out;
}

static size_t box(const struct judge *j, const struct drawn_place *p)
{
    return p->on == ON_NODE ? reading_node(j->reading, p->drawn) : p->drawn;
}

enum evidence_on drawn_places_find(struct judge *j, size_t *drawn, struct place at)
{
    *drawn = 0;
    if (!at.text || !at.line)
        return ON_NOTHING;
    if (!j->drawn_places)
        j->drawn_places = build(j);
    const struct drawn_places *places = j->drawn_places;
    size_t low = 0, high = places->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (place_cmp(places->items[middle].at, at) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == places->n || place_cmp(places->items[low].at, at) != 0)
        return ON_NOTHING;
    const struct drawn_place *found = &places->items[low];
    /* The last one of a place is enough to see whether there is only one thing: they are sorted. */
    size_t last = low;
    while (last + 1 < places->n && place_cmp(places->items[last + 1].at, at) == 0 &&
           places->items[last + 1].on == found->on && box(j, &places->items[last + 1]) == box(j, found))
        last++;
    if (last + 1 < places->n && place_cmp(places->items[last + 1].at, at) == 0)
        return ON_NOTHING;
    *drawn = found->drawn;
    return found->on;
}
