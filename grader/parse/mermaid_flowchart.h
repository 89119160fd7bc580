#ifndef GRADE_MERMAID_FLOWCHART_H
#define GRADE_MERMAID_FLOWCHART_H
/*
 * Statements of a Mermaid flowchart, as Mermaid 11 reads them: boxes with arrows between them, subgraphs,
 * classes. What only styles or links (style, linkStyle, classDef, click) is stepped over.
 *
 * Where Mermaid gives up the whole diagram, only what cannot be read is left out here: of a statement, what
 * stands before the mistake counts.
 */
#include "parse/mermaid_graph.h"

/* After the word flowchart or graph: to the end of the text. */
void mermaid_flowchart_read(struct mermaid_graph *graph);

#endif
