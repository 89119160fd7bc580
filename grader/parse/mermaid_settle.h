#ifndef GRADE_MERMAID_SETTLE_H
#define GRADE_MERMAID_SETTLE_H
/*
 * From the names of a Mermaid diagram to boxes, arrows and groups of the architecture.
 *
 * A name that a subgraph has stands for it: an arrow that ends there goes to every box in it (`fanned`, with
 * the group beside it). A subgraph without boxes in it is a box where an arrow ends at it. A box or subgraph
 * that is mentioned in several subgraphs stands in the one that ends first, as Mermaid draws it.
 */
#include "parse/mermaid_graph.h"

/* Adds one view with what the diagram holds. False, and nothing is added, where it holds no box. */
bool mermaid_settle(struct mermaid_graph *graph, struct place at);

#endif
