#ifndef GRADE_FOREIGN_WALK_H
#define GRADE_FOREIGN_WALK_H
/*
 * Reads a tree as one row of parse/foreign_map.h says, into nodes, groups and arrows of one view.
 *
 * Names at the ends of arrows are ids, else labels, else groups (an arrow for each box in it); what nobody
 * declared becomes a node, with a note. A container that only holds others is a group and no node. Linear in
 * the tree but for the sorting of names; recursion goes as deep as the tree does (limits.yaml_depth).
 */
#include "parse/foreign_map.h"
#include "parse/foreign_names.h"

/* How much of it looks like an architecture. */
struct foreign_tally {
    size_t declared; /* nodes that the description lists */
    size_t worded;   /* of those: with a letter in the label */
    size_t other;    /* of those: with a key that speaks of something else */
    size_t joined;   /* arrows with two such ends */
    size_t broken;   /* entries in lists of arrows that name no two ends */
};

/* Lists of arrows, and the neighbours that a node names: read when all nodes are known. */
struct foreign_pending {
    const struct doc *doc;
    size_t node, group; /* of the box that names neighbours; both ARCH_NONE: a list of arrows */
    enum foreign_way way;
};

struct foreign_walk {
    struct foreign_tally *tally;
    struct parse_context *ctx;
    const struct foreign_map *map;
    struct build build;
    struct foreign_names names;
    struct foreign_pending *pending;
    size_t n_pending, cap_pending;
    struct str *containers,
        *ends; /* of entries in lists of arrows: what holds others; what an arrow touches */
    size_t n_containers, cap_containers, n_ends, cap_ends;
    size_t fanned; /* ends of arrows that came with a group */
};

/* The item of the first of these keys, or NULL. */
const struct doc *foreign_pick(const struct doc *map, const char *keys);
/* Its text, trimmed; empty where it is none. */
struct str foreign_text(const struct doc *map, const char *keys);

void foreign_walk(struct foreign_tally *out, struct parse_context *ctx, const struct foreign_map *map,
                  const struct text *text, const struct doc *root);

#endif
