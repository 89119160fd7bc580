#ifndef GRADE_NODE_MAP_H
#define GRADE_NODE_MAP_H
/* For every box that stands for itself: the boxes joined with it, and the arrows at it. */
#include "model/reading.h"

struct node_map {
    size_t *member_at, *members; /* members of node i: members[member_at[i] .. member_at[i + 1]] */
    size_t *edge_at, *edges;     /* the same for edges with an end at i, self-loops left out */
    bool *again; /* of each edge: an earlier one joins the same boxes in the same way and says nothing else */
};

/* After joining, and after the ends of arrows were set. */
struct node_map *node_map_new(struct arena *arena, const struct reading *reading);

#endif
