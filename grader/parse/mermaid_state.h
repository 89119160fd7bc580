#ifndef GRADE_MERMAID_STATE_H
#define GRADE_MERMAID_STATE_H
#include "parse/mermaid_graph.h"
void mermaid_state_read(struct mermaid_graph *graph);
#endif
