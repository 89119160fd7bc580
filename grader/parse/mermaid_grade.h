#ifndef GRADE_MERMAID_GRADE_H
#define GRADE_MERMAID_GRADE_H
/*
 * `%% grade:` lines: what Mermaid has no place for, said of a box, an arrow, or the system as a whole.
 *
 *   %% grade: scorer role=model_server p99=8ms on_timeout="rules alone"
 *   %% grade: gate->scorer kind=data mode=sync
 *   %% grade: system peak_factor=6
 *
 * Keys and values are those of DOT attributes (dot_attributes.h). A line may stand before what it is about.
 */
#include "parse/mermaid_graph.h"

/* All lines that the lexer kept, onto names and links; those of the system into the facts. Before
 * mermaid_settle(). */
void mermaid_grade_read(struct mermaid_graph *graph);

#endif
