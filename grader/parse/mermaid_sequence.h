#ifndef GRADE_MERMAID_SEQUENCE_H
#define GRADE_MERMAID_SEQUENCE_H
#include "parse/mermaid_graph.h"
void mermaid_sequence_read(struct mermaid_graph *graph);
#endif
