#include "recognise/node_map.h"

#include <stdlib.h>

struct arrow {
    size_t from, to, edge;
    uint32_t kinds;
};

static int by_ends(const void *a, const void *b)
{
    const struct arrow *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    if (x->to != y->to)
        return x->to < y->to ? -1 : 1;
    if (x->kinds != y->kinds)
        return x->kinds < y->kinds ? -1 : 1;
    return (x->edge > y->edge) - (x->edge < y->edge);
}

static void mark_again(struct node_map *map, struct arena *arena, const struct reading *reading)
{
    size_t n = reading->arch->n_edges;
    struct arrow *arrows = arena_alloc(arena, n * sizeof *arrows);
    map->again = arena_alloc(arena, n * sizeof *map->again);
    for (size_t i = 0; i < n; i++)
        arrows[i] = (struct arrow){reading->edges[i].from, reading->edges[i].to, i, reading->edges[i].kinds};
    if (n)
        qsort(arrows, n, sizeof *arrows, by_ends);
    for (size_t i = 1; i < n; i++)
        map->again[arrows[i].edge] = arrows[i].from == arrows[i - 1].from &&
                                     arrows[i].to == arrows[i - 1].to &&
                                     arrows[i].kinds == arrows[i - 1].kinds;
}

struct node_map *node_map_new(struct arena *arena, const struct reading *reading)
{
    const struct architecture *arch = reading->arch;
    struct node_map *map = arena_alloc(arena, sizeof *map);
    size_t n = arch->n_nodes;
    map->member_at = arena_alloc(arena, (n + 1) * sizeof *map->member_at);
    map->edge_at = arena_alloc(arena, (n + 1) * sizeof *map->edge_at);
    map->members = arena_alloc(arena, n * sizeof *map->members);
    map->edges = arena_alloc(arena, 2 * arch->n_edges * sizeof *map->edges);
    size_t *next_member = arena_alloc(arena, n * sizeof *next_member);
    size_t *next_edge = arena_alloc(arena, n * sizeof *next_edge);
    for (size_t i = 0; i < n; i++)
        map->member_at[reading_node(reading, i) + 1]++;
    for (size_t i = 0; i < arch->n_edges; i++)
        if (reading->edges[i].from != reading->edges[i].to) {
            map->edge_at[reading->edges[i].from + 1]++;
            map->edge_at[reading->edges[i].to + 1]++;
        }
    for (size_t i = 0; i < n; i++) {
        map->member_at[i + 1] += map->member_at[i];
        map->edge_at[i + 1] += map->edge_at[i];
        next_member[i] = map->member_at[i];
        next_edge[i] = map->edge_at[i];
    }
    for (size_t i = 0; i < n; i++)
        map->members[next_member[reading_node(reading, i)]++] = i;
    for (size_t i = 0; i < arch->n_edges; i++)
        if (reading->edges[i].from != reading->edges[i].to) {
            map->edges[next_edge[reading->edges[i].from]++] = i;
            map->edges[next_edge[reading->edges[i].to]++] = i;
        }
    mark_again(map, arena, reading);
    return map;
}
