#include "recognise/stores.h"

/* An arrow at the box, as it bears on its stores. */
struct store_arrow {
    size_t other;
    uint64_t others; /* roles of the other box */
    uint32_t kinds;  /* those it may be of */
    bool told;       /* they are declared or told, and fit */
    bool in, out;
};

/* Boxes on one side, the first two that differ: enough to find a writer and a reader that are two boxes. */
struct side {
    size_t first, second;
    bool told;
};

static void side_add(struct side *side, const struct store_arrow *arrow)
{
    if (side->first == ARCH_NONE)
        side->first = arrow->other;
    else if (side->second == ARCH_NONE && arrow->other != side->first)
        side->second = arrow->other;
    side->told = side->told || arrow->told;
}

/* Between two roles of the synchronous view runs a request, which writes nothing. */
static bool writes(const struct reading *reading, const struct pairs *pairs, const struct store_arrow *arrow,
                   uint32_t kinds, uint64_t role)
{
    uint64_t requests = rub_info(reading->rubric, 0)->request_roles;
    uint64_t writers = role & requests ? arrow->others & ~requests : arrow->others;
    return arrow->in && pairs_from(pairs, kinds, role, writers, false) != 0;
}

/* An arrow of a reader may be drawn as the call; one that can be a write as it is drawn is not turned. */
static bool reads(const struct reading *reading, const struct pairs *pairs, const struct store_arrow *arrow,
                  uint32_t kinds, uint64_t role)
{
    if (arrow->out && pairs_to(pairs, kinds, role, arrow->others, false))
        return true;
    return arrow->in && !arrow->out && !writes(reading, pairs, arrow, arrow->kinds, role) &&
           pairs_from(pairs, kinds, role, arrow->others, true) != 0;
}

/*
 * Whether the arrow's kinds fit one of the roles. One that may run both ways between the two is a request and
 * its response: it does not tell what is asked for.
 */
static bool told(const struct reading *reading, const struct pairs *pairs, const struct store_arrow *arrow,
                 uint64_t roles)
{
    for (uint32_t kinds = arrow->kinds; kinds; kinds &= kinds - 1) {
        uint32_t kind = kinds & (~kinds + 1);
        for (uint64_t rest = roles; rest; rest &= rest - 1) {
            uint64_t role = rest & (~rest + 1);
            bool request = pairs_to(pairs, kind, role, arrow->others, false) &&
                           pairs_from(pairs, kind, role, arrow->others, false);
            if (!request &&
                (writes(reading, pairs, arrow, kind, role) || reads(reading, pairs, arrow, kind, role)))
                return true;
        }
    }
    return false;
}

static struct store_arrow *arrows_at(size_t *n, struct arena *arena, const struct reading *reading,
                                     const struct pairs *pairs, const struct node_map *map,
                                     const uint64_t *seen, size_t node, uint64_t roles)
{
    size_t first = map->edge_at[node];
    *n = map->edge_at[node + 1] - first;
    struct store_arrow *arrows = arena_alloc(arena, *n * sizeof *arrows);
    for (size_t i = 0; i < *n; i++) {
        const struct edge_reading *edge = &reading->edges[map->edges[first + i]];
        const struct arch_edge *drawn = &reading->arch->edges[map->edges[first + i]];
        bool both = drawn->undirected || drawn->both;
        struct store_arrow *arrow = &arrows[i];
        arrow->other = edge->from == node ? edge->to : edge->from;
        arrow->others = seen[arrow->other];
        arrow->in = both || edge->to == node;
        arrow->out = both || edge->from == node;
        arrow->kinds = edge->kinds;
        arrow->told = told(reading, pairs, arrow, roles);
        if (!arrow->told)
            arrow->kinds = KINDS_ANY; /* as one without a label */
    }
    return arrows;
}

static bool distinct(struct store_use *out, const struct side *writers, const struct side *readers)
{
    out->writer = writers->first;
    out->reader = readers->first;
    if (out->writer == ARCH_NONE || out->reader == ARCH_NONE)
        return false;
    if (out->writer != out->reader)
        return true;
    if (writers->second != ARCH_NONE)
        out->writer = writers->second;
    else
        out->reader = readers->second;
    return out->reader != ARCH_NONE;
}

/* Two boxes that write and read it, one of which at least does what is expected there: much else is legal. */
static void find_use(struct store_use *out, const struct reading *reading, const struct pairs *pairs,
                     const struct store_arrow *arrows, size_t n, uint32_t kind, uint64_t role)
{
    struct side writers = {ARCH_NONE, ARCH_NONE, false}, readers = writers;
    struct side expected_writers = writers, expected_readers = writers;
    for (size_t a = 0; a < n; a++) {
        if (!(arrows[a].kinds & kind))
            continue;
        if (writes(reading, pairs, &arrows[a], kind, role)) {
            side_add(&writers, &arrows[a]);
            if (writes(reading, pairs->expected, &arrows[a], kind, role))
                side_add(&expected_writers, &arrows[a]);
        }
        if (reads(reading, pairs, &arrows[a], kind, role)) {
            side_add(&readers, &arrows[a]);
            if (reads(reading, pairs->expected, &arrows[a], kind, role))
                side_add(&expected_readers, &arrows[a]);
        }
    }
    out->told = writers.told || readers.told;
    out->used = distinct(out, &expected_writers, &readers) || distinct(out, &writers, &expected_readers);
    if (!out->used)
        distinct(out, &writers, &readers);
}

/* 0: no arrow fits, 1: on one side, 2: on both, nothing expected, 3: used, 4: and an arrow tells. */
static unsigned value_of(const struct store_use *use)
{
    if (use->used)
        return use->told ? 4 : 3;
    return (use->writer != ARCH_NONE ? 1u : 0u) + (use->reader != ARCH_NONE ? 1u : 0u);
}

/* What goes in comes out: writer and reader of one kind. Claims stand in the order of the tool's roles. */
void stores_use(struct store_use *out, struct arena *arena, const struct reading *reading,
                const struct pairs *pairs, const struct node_map *map, const uint64_t *seen,
                const struct claims *claims, size_t node)
{
    *out = (struct store_use){SIZE_MAX, ARCH_NONE, ARCH_NONE, false, false};
    uint64_t roles = claims_mask(claims, 1u << CLAIM_STORE);
    if (!roles)
        return;
    size_t n;
    const struct store_arrow *arrows = arrows_at(&n, arena, reading, pairs, map, seen, node, roles);
    unsigned best = 0;
    for (size_t i = 0; i < claims->n; i++) {
        uint64_t role = UINT64_C(1) << claims->items[i].role;
        for (uint32_t k = 0; k < pairs->n_kinds && claims->items[i].state == CLAIM_STORE; k++) {
            struct store_use use = {.claim = i};
            find_use(&use, reading, pairs, arrows, n, UINT32_C(1) << k, role);
            if (value_of(&use) > best) {
                best = value_of(&use);
                *out = use;
            }
        }
    }
}
