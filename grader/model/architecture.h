#ifndef GRADE_ARCHITECTURE_H
#define GRADE_ARCHITECTURE_H
/*
 * What the candidate drew and declared, as written: nodes, arrows, groups, and the facts beside them.
 *
 * Nothing is interpreted here: roles and kinds are the candidate's own words, a value is text with a place.
 * Nodes of different files stay apart (joining them is a reading, recognise/join.h). Filled by parse/, read by all.
 * Indices are positions in the arrays; ARCH_NONE means "no such thing". Slices point into the arena or a text.
 */
#include "base/text.h"

#define ARCH_NONE ((size_t)-1)

/* A value as it was declared: a small tree, the same for YAML, DOT attributes and what later readers find. */
enum doc_kind { DOC_SCALAR, DOC_LIST, DOC_MAP };
struct doc {
    enum doc_kind kind;
    bool quoted;        /* a scalar in quotes: `no` is a word, "no" too, but placeholders in quotes were meant */
    struct str key;     /* its name in the enclosing map; empty in lists and at the root */
    struct str value;   /* scalars */
    struct place at;    /* of the value */
    struct place key_at;
    struct doc **items; /* lists and maps, in file order */
    size_t n, cap;
};

/* The item of that key (ASCII case is ignored), or NULL. map may be NULL. */
const struct doc *doc_get(const struct doc *map, const char *key);
/* Walks "slo.decision_p99". NULL where a step is missing. */
const struct doc *doc_at(const struct doc *root, const char *path);
/* Scalar text; lists and maps, and NULL, give the empty slice. */
struct str doc_text(const struct doc *doc);
/* For builders. The new item is appended to parent (a list or map), or free-standing where parent is NULL. */
struct doc *doc_new(struct arena *arena, struct doc *parent, enum doc_kind kind, struct str key, struct place at);
struct doc *doc_scalar(struct arena *arena, struct doc *parent, struct str key, struct str value, struct place at);

enum arch_format { ARCH_YAML, ARCH_DOT, ARCH_MERMAID, ARCH_TEXT };
const char *arch_format_name(enum arch_format format); /* "yaml" */

struct arch_node {
    struct str id;
    struct str label;       /* what a reader of the drawing sees; the id where nothing else was given */
    bool own_label;         /* false: the label is the id */
    struct doc *attrs;      /* DOC_MAP, never NULL; keys in their canonical spelling (tool, group, p99 …) */
    const struct doc *role; /* as declared: scalar ("a + b", "a, b") or list; NULL where none was */
    struct str tool;        /* as declared; empty where none was */
    struct str shape;       /* DOT or Mermaid shape: "cylinder", "diamond"; may be empty */
    size_t group;           /* innermost group or ARCH_NONE */
    size_t view;            /* the drawing it belongs to */
    struct place at;
};

struct arch_edge {
    size_t from, to;        /* nodes */
    struct str label;       /* may be empty */
    struct str kind;        /* as declared; empty where none was */
    struct doc *attrs;      /* DOC_MAP, never NULL */
    bool undirected, both;  /* drawn without a head; with two */
    bool dashed, thick;
    bool fanned;            /* an arrow to or from a group, carried to a member */
    size_t from_group, to_group; /* Mermaid: the group that this end was drawn at, where fanned; or ARCH_NONE */
    bool reversed;          /* drawn from `to` to `from`, with its head at the tail (dir=back) */
    bool hidden;            /* drawn invisible, to place boxes: no flow, kept as it was drawn */
    size_t view;
    struct place at;
};

struct arch_group {
    struct str id, label;
    size_t parent;          /* or ARCH_NONE */
    size_t view;
    struct place at;
};

/* Views of at least this confidence are drawings; below, the structure was told otherwise: text, manifests. */
#define ARCH_DRAWN 0.9

/* One drawing: a file, or a diagram in one. */
struct arch_view {
    enum arch_format format;
    const struct text *text;
    struct str title;       /* may be empty */
    struct place at;
    size_t n_nodes, n_edges;
    double confidence;      /* 1 for drawings, ARCH_DRAWN in other people's formats; less where it was told in text */
};

struct architecture {
    struct arch_node *nodes;
    size_t n_nodes, cap_nodes;
    struct arch_edge *edges;
    size_t n_edges, cap_edges;
    struct arch_group *groups;
    size_t n_groups, cap_groups;
    struct arch_view *views;
    size_t n_views, cap_views;
    /*
     * The facts of the system as a whole, by section: assumptions, slo, features, labels, monitors … A section that
     * several files declare stands here once for each, in file order.
     */
    struct doc *facts; /* DOC_MAP, never NULL */
};

struct architecture *architecture_new(struct arena *arena);
/*
 * Appends and returns one; attrs is made, other fields are zero or ARCH_NONE. Pointers move with the next append.
 */
struct arch_node *architecture_node(struct arena *arena, struct architecture *arch, size_t view, struct str id,
                                    struct place at);
struct arch_edge *architecture_edge(struct arena *arena, struct architecture *arch, size_t view, size_t from,
                                    size_t to, struct place at);
struct arch_group *architecture_group(struct arena *arena, struct architecture *arch, size_t view, struct str id,
                                      struct place at);
struct arch_view *architecture_view(struct arena *arena, struct architecture *arch, enum arch_format format,
                                    const struct text *text, struct place at);

#endif
