#ifndef GRADE_MERMAID_SEQUENCE_H
#define GRADE_MERMAID_SEQUENCE_H
/*
 * Mermaid sequence diagrams: participants are boxes, `box … end` are groups, messages are arrows in call
 * direction.
 *
 * A message with a solid line is a call (mode=sync), one with an open head `-)` is not waited for
 * (mode=async), one with a dashed line is an answer (dashed, no mode). What says when or how often (loop,
 * alt, par …), notes and activation are stepped over.
 */
#include "parse/mermaid_graph.h"

/* After the word sequenceDiagram: to the end of the text. */
void mermaid_sequence_read(struct mermaid_graph *graph);

#endif
