#ifndef GRADE_GRAPH_H
#define GRADE_GRAPH_H
/*
 * The drawing, expanded by roles: what every structural question is asked of.
 *
 * A vertex is one credited role of one box; a link joins two vertices and carries kinds of flows. One drawn
 * arrow gives a link for every pair of roles that the ontology allows, so a box that does several jobs lets
 * through only what its jobs have to do with each other. How an arrow becomes links:
 *   - of the kinds it is labelled with, those legal forwards; else those legal backwards where people draw
 * the call
 *     (`rev`): the link is flipped;
 *   - unlabelled: every kind legal forwards, else every kind legal backwards; confidence .6 where one kind
 * fits, .4 where several do;
 *   - a kind that fits no pair of roles either way: as unlabelled, and listed in `unusual`;
 *   - no pair of roles fits at all: a link without kinds, that joins but carries nothing;
 *   - between two roles of the synchronous view a request has a response: links both ways;
 *   - two roles of one box: a `merged` link wherever a pair is legal;
 *   - boxes without a role are transparent: confidence x .7 each, two in a row at most.
 * A store that nothing writes is dry: links end in it, none lead out.
 * Links are at most GRAPH_MAX_LINKS; `full` says that more were drawn (they are left out, in file order).
 */
#include "model/reading.h"

#define GRAPH_MAX_LINKS ((size_t)1 << 18)
#define GRAPH_NONE UINT32_MAX
#define DENSE 4             /* arrows a box, from where on no arrow says much */
#define CONFIDENCE_TRUE 0.6 /* from here on a finding is certain enough; below, probable */
#define CONFIDENCE_WEAK 0.3 /* below, nothing */

struct vertex {
    uint32_t node, role;
    float confidence;
    bool dry;
    bool stand_in; /* stands for the entry that is not drawn */
    bool wired;    /* a drawn arrow that is legal for this role begins or ends here */
};

struct link {
    uint32_t from, to; /* vertices */
    uint32_t kinds;    /* 0: no legal pair */
    float confidence;  /* that it carries one of the kinds */
    float joined;      /* that it is there at all, whatever it carries */
    uint32_t edge,
        last; /* arrows of the architecture; `last` differs where boxes without a role lie between */
    bool merged, flipped, unlabelled, response, async;
    unsigned char gaps; /* boxes without a role in between */
};

struct legal {
    uint32_t forward, reverse,
        both; /* kinds: from -> to; to -> from where drawn backwards; with a response */
};

struct graph {
    const struct architecture *arch;
    const struct reading *reading;
    const struct rubric *rubric;
    struct legal (*legal)[RUBRIC_MAX_ROLES]; /* [from][to] */
    struct vertex *vertices;
    size_t n_vertices;
    uint32_t *first; /* of each node, n_nodes + 1 */
    struct link *links;
    size_t n_links, cap_links;
    uint32_t *out, *out_at, *in, *in_at; /* links of a vertex: out[out_at[v] .. out_at[v + 1]) */
    uint64_t roles;                      /* that have a vertex */
    bool stand_ins;                      /* no entry is drawn: vertices with stand_in take its place, at .5 */
    bool full;
    bool dense; /* some part has more than DENSE arrows a box: everything has confidence .4 */
    size_t dense_boxes, dense_arrows; /* of that part; arrows: different pairs of boxes that one joins */
    struct {
        uint32_t edge, as; /* kinds it is read as */
    } * unusual;
    size_t n_unusual, cap_unusual;
    uint32_t *joined_next;      /* node: the next one that was joined with it, or GRAPH_NONE */
    bool *drawn_in, *drawn_out; /* node: an arrow ends, begins here; flipped ones the other way round */
    double *view_confidence;    /* node: the surest drawing it stands in */
    struct arena *arena;
    struct path_scratch *scratch; /* paths.c */
};

struct graph *graph_build(struct arena *arena, const struct architecture *arch, const struct reading *reading,
                          const struct rubric *rubric);
/* The vertex of that role on that (representative) node, or GRAPH_NONE. */
uint32_t graph_vertex(const struct graph *graph, size_t node, uint32_t role);
bool graph_is_box(const struct graph *graph, size_t node); /* not joined to an earlier one */
/* A box, or an arrow, of a drawing: what text or a manifest tells is no part of what was drawn. */
bool graph_is_drawn(const struct graph *graph, size_t node);
bool graph_is_drawn_arrow(const struct graph *graph, size_t edge);

#endif
