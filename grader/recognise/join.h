#ifndef GRADE_JOIN_H
#define GRADE_JOIN_H
/*
 * Which boxes of different drawings are the same box (ontology, "joining diagrams").
 *
 * Within one drawing nothing is joined. Across drawings: equal labels, where neither drawing has that label
 * twice; the same id, where one of the two has no label of its own and all labels under that id agree, or
 * where both drawings are architecture.* files of one folder. What was drawn stays as drawn.
 */
#include "base/diag.h"
#include "model/reading.h"

/* Sets same_as of every node: the first of a joined set has ARCH_NONE. */
void join_nodes(struct reading *out, struct arena *arena);

/* Notes boxes with one id and different labels that share a role: perhaps the same, not joined. */
void join_doubts(struct diags *diags, struct arena *arena, const struct reading *reading);

#endif
