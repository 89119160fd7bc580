#include "parse/mermaid_state.h"
void mermaid_state_read(struct mermaid_graph *graph)
{
    (void)graph;
}
