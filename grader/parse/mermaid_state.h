#ifndef GRADE_MERMAID_STATE_H
#define GRADE_MERMAID_STATE_H
/*
 * Mermaid state diagrams, in simple form: states are boxes, transitions are arrows, a state with states in it
 * is a group. The dots where everything begins and ends, `[*]`, are no boxes. Notes and styles are stepped
 * over.
 */
#include "parse/mermaid_graph.h"

/* After the word stateDiagram-v2: to the end of the text. */
void mermaid_state_read(struct mermaid_graph *graph);

#endif
