#include "recognise/shapes.h"

uint64_t shapes_roles(const struct rubric *rubric, const struct arch_node *node)
{
    const struct rub_info *info = rub_info(rubric, 0);
    if (str_eq_nocase(node->shape, STR("diamond")) || str_ends(str_trim(node->label), "?"))
        return info->question_roles;
    return str_eq_nocase(node->shape, STR("cylinder")) ? info->dry_roles : 0;
}

/* Roles that the arrows on one side allow, and whether one there says anything. */
struct side {
    uint64_t legal, expected;
    bool known;
};

static void add_arrow(struct side *side, const struct pairs *pairs, uint32_t kinds, uint64_t roles,
                      uint64_t other, bool outgoing)
{
    if (!other)
        return;
    uint64_t fit = kinds ? pairs_fit(pairs, kinds, roles, other, outgoing, false) : 0;
    /* A kind that fits no pair is read as no kind. */
    if (!fit)
        fit = pairs_fit(pairs, kinds = KINDS_ANY, roles, other, outgoing, false);
    side->known = true;
    side->legal |= fit;
    side->expected |= outgoing ? pairs_to(pairs->expected, kinds, roles, other, false)
                               : pairs_from(pairs->expected, kinds, roles, other, false);
}

uint64_t shapes_fit(const struct reading *reading, const struct pairs *pairs, const struct node_map *map,
                    const uint64_t *seen, size_t node, uint64_t roles)
{
    struct side in = {0, 0, false}, out = {0, 0, false};
    for (size_t i = map->edge_at[node]; roles && i < map->edge_at[node + 1]; i++) {
        const struct edge_reading *edge = &reading->edges[map->edges[i]];
        const struct arch_edge *drawn = &reading->arch->edges[map->edges[i]];
        if (edge->to == node || drawn->both || drawn->undirected)
            add_arrow(&in, pairs, edge->kinds, roles, seen[edge->to == node ? edge->from : edge->to], false);
        if (edge->from == node || drawn->both || drawn->undirected)
            add_arrow(&out, pairs, edge->kinds, roles, seen[edge->from == node ? edge->to : edge->from],
                      true);
    }
    uint64_t both = (in.known ? in.legal : roles) & (out.known ? out.legal : roles);
    return both & (in.expected | out.expected);
}
