#ifndef GRADE_ARCHITECTURE_BUILD_H
#define GRADE_ARCHITECTURE_BUILD_H
/*
 * Nodes, groups and arrows of one file, by name: what components, groups and flows add to the model.
 *
 * Ids are those of one file; the same id in another file is another node. Bounds: limits.nodes (for groups
 * too) and limits.edges; past one of them `full` is set, once reported, and nothing more is added.
 */
#include "parse/arrows.h"
#include "parse/readers.h"

struct members {
    size_t *items;
    size_t n, cap;
};

struct build {
    struct parse_context *ctx;
    size_t view;
    size_t first_group;     /* of this file */
    size_t *slots, n_slots; /* open addressing by id: node + 1, or 0 */
    size_t n_nodes;         /* in slots */
    struct members
        *members; /* by group from first_group on: nodes in it and in those below; see build_members() */
    bool full;
};

struct build build_new(struct parse_context *ctx, size_t view);

/* The node of that id; where none has it, one whose id differs in case, - and _ only. ARCH_NONE. */
size_t build_find(const struct build *build, struct str id);
size_t build_find_exact(const struct build *build, struct str id);
/* Adds a node, or ARCH_NONE when full. The id must not be in use. */
size_t build_node(struct build *build, struct str id, struct place at);
/* build_find(), or else adds it with a note: `where` is "flow" or "group". */
size_t build_named(struct build *build, struct str id, struct place at, const char *where);

/* Adds a group, or ARCH_NONE when full. */
size_t build_group(struct build *build, struct str id, size_t parent, struct place at);
/* The group of that id among the first n of this file, or ARCH_NONE. */
size_t build_find_group(const struct build *build, struct str id, size_t n);
/* Puts a node into a group, unless it is in one already that is not around the new one. */
void build_join(struct build *build, size_t node, size_t group);
/* Call once between the last group and the first flow. */
void build_members(struct build *build);

/* What every arrow of one flow shares. */
struct flow {
    struct place at;
    struct str kind, label;
    const struct doc *attrs; /* a map or NULL */
};
/* One arrow between two nodes; fanned: one of them came with its group. Nothing when full. */
void build_arrow(struct build *build, const struct flow *flow, size_t from, size_t to, struct arrow arrow,
                 bool fanned);
/* Arrows from each end to each end: names, lists, groups. False, with an error, where an end names nothing.
 */
bool build_arrows(struct build *build, const struct flow *flow, struct str from, struct str to,
                  struct arrow arrow);

#endif
