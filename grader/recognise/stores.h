#ifndef GRADE_STORES_H
#define GRADE_STORES_H
/*
 * What a database or cache whose name says nothing is used for: one box writes it, another reads the same
 * from it. Both are looked at with what is known of them so far (`seen`, roles of every node).
 */
#include "recognise/claims.h"

struct store_use {
    size_t claim; /* of the box's claims, one in the state CLAIM_STORE; SIZE_MAX: no arrow fits any */
    size_t writer, reader; /* two nodes; or one of them ARCH_NONE, and the use is no more than thinkable */
};

void stores_use(struct store_use *out, struct arena *arena, const struct reading *reading,
                const struct pairs *pairs, const struct node_map *map, const uint64_t *seen,
                const struct claims *claims, size_t node);

bool stores_used(const struct store_use *use);

#endif
