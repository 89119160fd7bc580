#ifndef GRADE_DOT_STATEMENT_H
#define GRADE_DOT_STATEMENT_H
/*
 * The statement that cgraph is working on, read backwards from the last token that it was handed.
 *
 * cgraph tells that an object was made or an attribute set, not where. It acts on a statement when the token
 * after it arrives (its parser looks one token ahead), or at once where no token could change its mind.
 */
#include "parse/dot_tokens.h"

struct Agraph_s;
struct Agnode_s;

#define DOT_NO_TOKEN UINT32_MAX

/* One end of an arrow: a list of nodes, or a subgraph. */
struct dot_side {
    size_t first, last; /* tokens */
    size_t from, to;    /* nodes in ends, where there is more than one arrow */
};

struct dot_statement {
    struct arena *arena;
    const struct dot_tokens *tokens;
    struct Agraph_s *graph; /* the root */
    size_t fed;             /* tokens handed over */

    struct Agraph_s **braces; /* the graph that each { opened, by its number */
    size_t *open;             /* braces that are open: their tokens */
    size_t n_open;

    /* The arrows of the statement at hand, for as long as `fed` is sides_at. */
    size_t sides_at;
    struct dot_side *sides;
    size_t n_sides, cap_sides;
    struct Agnode_s **ends;
    size_t n_ends, cap_ends;
    size_t hop, tail, head; /* the pair that cgraph makes next */
    /* Its attribute names, for as long as `fed` is names_at. */
    size_t names_at;
    uint32_t *names;
    size_t n_names, cap_names, name;
    struct buf text;
};

struct dot_statement dot_statement_new(struct arena *arena, const struct limits *limits,
                                       const struct dot_tokens *tokens);

/* The last token handed over. */
size_t dot_statement_last(const struct dot_statement *s);
/*
 * To be called before each token but the first is handed over, with the subgraph that was made last or NULL:
 * keeps up with the braces.
 */
void dot_statement_step(struct dot_statement *s, struct Agraph_s *newest);
/*
 * Pairs of nodes that the end of an arrow which is complete by now adds; 0 where none is. Names count as
 * written. `ended`: no matter which token comes next.
 */
size_t dot_statement_pairs(const struct dot_statement *s, bool ended);
/* Attributes that the statement which is complete by now sets; 0 where none is. */
size_t dot_statement_names(const struct dot_statement *s, bool ended);

/* In cgraph's calls: the place of the node that was just made, of the edge, of the attribute that was set. */
uint32_t dot_statement_node(const struct dot_statement *s);
uint32_t dot_statement_edge(struct dot_statement *s, const struct Agnode_s *tail,
                            const struct Agnode_s *head);
uint32_t dot_statement_attribute(struct dot_statement *s, const char *name); /* or DOT_NO_TOKEN */

#endif
