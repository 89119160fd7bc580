#ifndef GRADE_MERMAID_GRAPH_H
#define GRADE_MERMAID_GRAPH_H
/*
 * What one Mermaid diagram draws, collected by name while it is read.
 *
 * A name may be used long before it is said what it stands for: a box, a subgraph, both ends of arrows. So
 * nothing goes into the architecture until the diagram has been read: mermaid_settle.h does that. Numbers are
 * positions in the arrays; ARCH_NONE means "no such thing". Everything lives in the arena.
 */
#include "parse/mermaid_lexer.h"

/* What `%% grade:` lines say of a box or an arrow. Any may be NULL. */
struct mermaid_said {
    const struct doc *tool, *group, *label, *kind;
    struct doc *attrs; /* all else */
};

struct mermaid_name {
    struct str id;     /* NUL-terminated */
    struct str label;  /* empty where none was given: the last one counts */
    struct str shape;  /* empty where none was given: the last one counts */
    struct doc *roles; /* a list of roles, known or not; NULL */
    struct mermaid_said said;
    size_t group;    /* the subgraph of this name */
    size_t owner;    /* the subgraph that it stands in */
    size_t node;     /* in the architecture, once it is there */
    bool arrow;      /* the id of an arrow: `e1@{ … }` is about that */
    bool box;        /* stands in a statement as a box or the end of an arrow */
    struct place at; /* where its label stands, or else where it is mentioned first */
};

struct mermaid_group {
    struct str id, label;
    size_t name; /* ARCH_NONE: it cannot be referred to */
    size_t parent;
    size_t group; /* in the architecture, once it is there */
    struct place at;
};

struct mermaid_link {
    size_t from, to; /* names */
    size_t next;     /* the next one between the same two */
    struct mermaid_said said;
    struct arch_edge drawn; /* label, heads and style, attrs or NULL, and place */
};

/* A subgraph that is being read. */
struct mermaid_scope {
    size_t group;    /* the innermost one that was not too deep; or ARCH_NONE */
    size_t mentions; /* where its mentions begin */
    bool counted;    /* false: too deep, or no group at all; only its end is waited for */
    size_t at;       /* offset */
};

struct mermaid_graph {
    struct mermaid_lexer *lexer;
    struct mermaid_name *names;
    size_t n_names, cap_names;
    size_t *slots, n_slots; /* open addressing by id: name + 1, or 0 */
    struct mermaid_group *groups;
    size_t n_groups, cap_groups;
    struct mermaid_link *links;
    size_t n_links, cap_links;
    size_t *pairs, n_pairs; /* open addressing by both ends: the first link + 1, or 0 */
    struct mermaid_scope *scopes;
    size_t n_scopes, cap_scopes;
    size_t *mentions; /* names, for the scopes that are open */
    size_t n_mentions, cap_mentions;
    size_t linked; /* arrows before this offset are there already */
    bool deep;     /* a subgraph that is too deep was reported */
};

void mermaid_graph_init(struct mermaid_graph *graph, struct mermaid_lexer *lexer);

/* The number of a name, or ARCH_NONE. */
size_t mermaid_graph_find(const struct mermaid_graph *graph, struct str id);
/* The same; it is added where it is new. ARCH_NONE past a limit, with the lexer stopped. */
size_t mermaid_graph_name(struct mermaid_graph *graph, struct str id, size_t at);
/* A box or the end of an arrow, in the subgraph that is open. */
void mermaid_graph_mention(struct mermaid_graph *graph, size_t name);
/* An empty label changes nothing. at: of the name that it is given to. */
void mermaid_graph_label(struct mermaid_graph *graph, size_t name, const struct mermaid_raw *label,
                         size_t at);
/* Declares a role, once. */
void mermaid_graph_role(struct mermaid_graph *graph, size_t name, struct str role, struct place at);
/* "a,b": those that are roles of the pack are declared; other classes only draw. */
void mermaid_graph_classes(struct mermaid_graph *graph, size_t name, struct str classes, size_t at);

/* The names must be numbers. False, with the lexer stopped, past limits.edges. */
bool mermaid_graph_link(struct mermaid_graph *graph, size_t from, size_t to, const struct arch_edge *drawn);
/* The first link between two names in that direction, or ARCH_NONE; `next` leads on. */
size_t mermaid_graph_between(const struct mermaid_graph *graph, size_t from, size_t to);

/* A subgraph begins. Without an id it cannot be referred to. Of two with one id the second adds to the first.
 */
void mermaid_graph_open(struct mermaid_graph *graph, struct str id, struct str label, size_t at);
/* A part that is no subgraph, and also needs an end. */
void mermaid_graph_open_other(struct mermaid_graph *graph, size_t at);
/* What begun last, ends. False where nothing is open. */
bool mermaid_graph_close(struct mermaid_graph *graph);
/* Closes what is open, each with a complaint that its end is missing. */
void mermaid_graph_close_all(struct mermaid_graph *graph, const char *words);

#endif
