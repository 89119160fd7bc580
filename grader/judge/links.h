#ifndef GRADE_LINKS_H
#define GRADE_LINKS_H
/*
 * From arrows to links of the graph: the rules are told in graph.h. For graph_build only, in this order.
 */
#include "judge/graph.h"

void links_drawn(struct graph *graph);
void links_merged(struct graph *graph);
void links_through_gaps(struct graph *graph);

#endif
