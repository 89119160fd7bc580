#include "model/reading.h"

const char *role_evidence_name(enum role_evidence evidence)
{
    static const char *const names[] = {"declared", "label", "tool", "group", "neighbour"};
    return names[evidence];
}

size_t reading_node(const struct reading *reading, size_t node)
{
    while (reading->nodes[node].same_as != ARCH_NONE)
        node = reading->nodes[node].same_as;
    return node;
}

const struct role_reading *reading_role(const struct reading *reading, size_t node, uint32_t role)
{
    const struct node_reading *n = &reading->nodes[reading_node(reading, node)];
    const struct role_reading *best = NULL;
    for (size_t i = 0; i < n->n_roles; i++)
        if (n->roles[i].role == role && (!best || n->roles[i].confidence > best->confidence))
            best = &n->roles[i];
    return best;
}
