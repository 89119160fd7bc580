#ifndef GRADE_DOT_ATTRIBUTES_H
#define GRADE_DOT_ATTRIBUTES_H
/*
 * Which attributes of a DOT file are facts, what they are called, and how their values are read.
 *
 * Graphviz ignores attributes that it does not know, so facts stand among those that it draws with; a prefix
 * x_ keeps a fact out of its way. Keys are those of architecture.yaml, and values read alike: | separates the
 * items of a list.
 */
#include "parse/architecture_keys.h"

enum dot_use {
    DOT_USE_NONE, /* Graphviz draws with it, or it is a slip: not kept */
    DOT_USE_FACT, /* kept under its name */
    DOT_USE_ROLE, /* kept, and the node's role */
    DOT_USE_TOOL,
    DOT_USE_KIND,
    DOT_USE_GROUP, /* the node's group where no cluster holds it */
    DOT_USE_LABEL  /* another word for label */
};

struct dot_key {
    enum dot_use use;
    struct str name; /* canonical, or as written in lower case where it is nobody's key */
    enum key_shape shape;
    const char *near; /* a near miss of this key, for a complaint; not kept then */
};

/* Where an attribute's name and its value stand. */
struct dot_places {
    struct place key, value;
};

/* Whether Graphviz itself draws with an attribute of that name. */
bool dot_draws(struct str name);
/*
 * Of a node or an edge. Slips are looked for only where asked: it takes a walk over all keys. A Mermaid file
 * has the same keys, and none to draw with: a name that begins with x_ is never one of Graphviz's.
 */
struct dot_key dot_key_find(struct parse_context *ctx, bool edge, struct str name, bool slips);
/* The value as the key's shape asks: a scalar, a list, or a map ("cards: 20M|devices: 30M"). Belongs to
 * parent. */
struct doc *dot_fact(struct arena *arena, struct doc *parent, const struct dot_key *key, struct str value,
                     struct dot_places at);

/* The sections of facts that one file's graph attributes fill; made when the first fact comes. */
struct dot_sections {
    struct doc *slo, *assumptions, *system;
};
/* Keeps an attribute of the graph itself. *out_title is set where it names the system. */
void dot_graph_fact(struct parse_context *ctx, struct dot_sections *sections, struct str name,
                    struct str value, struct dot_places at, struct str *out_title);

#endif
