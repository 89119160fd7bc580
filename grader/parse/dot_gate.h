#ifndef GRADE_DOT_GATE_H
#define GRADE_DOT_GATE_H
/*
 * The gate in front of cgraph: one DOT text in, one graph out, with the place of everything in it.
 *
 * cgraph reads from a stream and keeps state between graphs: what follows a graph spoils the next one, a
 * broken one may leave half of itself behind, and it knows no positions and no bounds. Here it is handed one
 * checked token at a time, so that at each of its calls (an object was made, an attribute set) the statement
 * that it works on is known: it ends just before the last token handed over. Past a bound the input just
 * ends: cgraph gives everything back, and the next graph is read as if it were the first.
 *
 * The handles belong to the gate and are gone with dot_gate_close.
 */
#include "parse/dot_statement.h"

struct Agedge_s;
struct dot_gate;

enum dot_owner { DOT_GRAPH, DOT_NODE, DOT_EDGE };

/*
 * NULL after one diagnostic: DOT_SYNTAX at the token that cgraph did not expect, or DOT_LIMIT. `tokens` must
 * have been read without complaint, hold a graph, and live as long as the gate. Not to be called again before
 * the gate is closed.
 */
struct dot_gate *dot_gate_open(struct arena *arena, struct diags *diags, const struct limits *limits,
                               const struct dot_tokens *tokens, size_t max_nodes, size_t max_edges);
/* NULL is allowed. */
void dot_gate_close(struct dot_gate *gate);

struct Agraph_s *dot_gate_graph(const struct dot_gate *gate);

/* Everything in the order of its creation; a subgraph comes after the one that holds it. */
struct dot_gate_object {
    union {
        struct Agraph_s *graph;
        struct Agnode_s *node;
        struct Agedge_s *edge;
    } is;
    uint32_t token; /* of a node its name; of an arrow its tail's name, or the sign where that is a group */
    uint32_t sets;  /* for dot_gate_set */
};
size_t dot_gate_count(const struct dot_gate *gate,
                      enum dot_owner owner); /* DOT_GRAPH: subgraphs, without the root */
const struct dot_gate_object *dot_gate_object(const struct dot_gate *gate, enum dot_owner owner, size_t i);

/* Walks the attributes that a node or edge was given itself, newest first: start with object->sets. */
bool dot_gate_set(const struct dot_gate *gate, enum dot_owner owner, uint32_t *cursor, int *out_symbol,
                  uint32_t *out_token);
/* Where a default (or the root's attribute) was given that value, or DOT_NO_TOKEN. `value` is cgraph's own
 * string. */
uint32_t dot_gate_default(const struct dot_gate *gate, enum dot_owner owner, int symbol, const char *value);

#endif
