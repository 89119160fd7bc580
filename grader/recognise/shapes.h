#ifndef GRADE_SHAPES_H
#define GRADE_SHAPES_H
/*
 * What the shape of a box says of its role: a diamond, or a label that ends in a question mark, asks
 * something
 * (`questions` of the pack); a cylinder keeps something (`dry`). That is a prior, no evidence: it chooses
 * between roles that a label leaves open, and where a label names none, it takes arrows to say which.
 */
#include "recognise/claims.h"

/* The roles that the box's shape makes likely; 0 where it makes none. */
uint64_t shapes_roles(const struct rubric *rubric, const struct arch_node *node);

/*
 * Of the roles, those with which every side of the box can be understood: what sends to it and what it sends
 * to, where their roles are known (seen, of every node), one of the two in a way that the pack expects.
 */
uint64_t shapes_fit(const struct reading *reading, const struct pairs *pairs, const struct node_map *map,
                    const uint64_t *seen, size_t node, uint64_t roles);

#endif
