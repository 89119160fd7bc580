#ifndef GRADE_STORES_H
#define GRADE_STORES_H
/*
 * What a database or cache whose name says nothing is used for: one box writes it, another reads the same
 * from it, and one of the two arrows at least is one that the pack expects there (`exp`). Both boxes are
 * looked at with what is known of them so far (`seen`, roles of every node).
 */
#include "recognise/claims.h"

struct store_use {
    size_t claim; /* of the box's claims, one in the state CLAIM_STORE; SIZE_MAX: no arrow fits any */
    size_t writer, reader; /* nodes; ARCH_NONE where there is none */
    bool used;             /* false: the use is no more than thinkable */
    bool told;             /* an arrow says what kind it is */
};

void stores_use(struct store_use *out, struct arena *arena, const struct reading *reading,
                const struct pairs *pairs, const struct node_map *map, const uint64_t *seen,
                const struct claims *claims, size_t node);

#endif
