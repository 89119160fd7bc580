#ifndef GRADE_DOT_EDGES_H
#define GRADE_DOT_EDGES_H
/*
 * Arrows of a DOT graph: how they are drawn, and where they lead when an end is no box.
 *
 * An arrow with lhead or ltail, or from or to a cluster's name, goes to every member of the cluster
 * (`fanned`; the arrow as written stays too, where both of its ends are boxes). An arrow into a small point
 * that only splits arrows goes to where the arrows from it lead.
 */
#include "parse/dot_objects.h"

/* What the nodes that are left out were, by order of creation. */
enum dot_stand_in {
    DOT_BOX,    /* not left out */
    DOT_HELPER, /* invisible, or a point where arrows meet */
    DOT_CLUSTER /* no box: an arrow was drawn from or to the name of a cluster */
};

struct dot_stand_ins {
    unsigned char *kinds;
    size_t *groups; /* of DOT_CLUSTER; in arch->groups */
};

/* The group of that id in this file, or ARCH_NONE. */
typedef size_t dot_find_group(const void *groups, struct str id);

/* Nodes and groups of the file must be in place. */
void dot_edges_read(struct dot_objects *objects, const struct dot_stand_ins *stand_ins, dot_find_group *find,
                    const void *groups);

#endif
