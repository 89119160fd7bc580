#ifndef GRADE_SETTLE_H
#define GRADE_SETTLE_H
/*
 * From claims to credited roles: neighbours choose where a tool or phrase may mean several things, and the
 * number of roles on one box is limited. The order of boxes and arrows does not matter: every box is looked
 * at with what is known of its neighbours before the round, and there are two rounds.
 */
#include "recognise/claims.h"

/* claims: one for every node; those of boxes that stand for others are empty and stay so. */
void settle_roles(struct reading *out, struct arena *arena, struct diags *diags, const struct rubric *rubric,
                  const struct pairs *pairs, const struct node_map *map, struct claims *claims);

#endif
