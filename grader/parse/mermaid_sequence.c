#include "parse/mermaid_sequence.h"
void mermaid_sequence_read(struct mermaid_graph *graph)
{
    (void)graph;
}
