#ifndef GRADE_PATHS_H
#define GRADE_PATHS_H
/*
 * Ways through the graph: breadth first, so the shortest; among equals the one drawn first.
 *
 * The best way is the one whose weakest link or role is strongest, in three steps (.9, .6, .3); then the
 * shortest. A way has one link at least, never begins in or leaves a dry store, and stays inside the kinds
 * asked for.
 */
#include "judge/graph.h"

#define WALK_MAX_STAGES 8
#define KINDS_ANY UINT32_MAX

struct walk {
    uint64_t from, to;             /* roles */
    uint64_t via[WALK_MAX_STAGES]; /* to be passed in this order, ends included */
    size_t n_via;
    uint32_t kinds;
    uint64_t avoid;        /* roles that it never enters but to end there */
    uint64_t within;       /* roles of inner vertices; 0 for any */
    bool no_inner;         /* one link and no more */
    uint32_t start, end;   /* this vertex only, or GRAPH_NONE */
    const bool *end_marks; /* these vertices end it, whatever `to` says; or NULL */
    const bool *gone;      /* nodes that are not there, or NULL */
    bool drawn_only;       /* no merged links */
    bool nearest;          /* closures: what lies beyond a vertex of `from` is not looked at */
    bool joined;           /* whatever it carries: confidence that the link is there; kinds is KINDS_ANY */
    bool undirected;       /* the synchronous view: no asynchronous arrows, roles of the view only */
    bool outward;          /* arrows that are drawn into an entry, the answers, lead nowhere */
};

struct route {
    double confidence; /* 0: there is none */
    uint32_t start;
    uint32_t *links;
    size_t n;
};

struct walk paths_walk(uint64_t from, uint64_t to, uint32_t kinds);
/* Finds the best way; false when there is none of confidence `floor`. */
bool paths_find(struct route *out, const struct graph *graph, const struct walk *walk, double floor);
/*
 * Marks (vertex) what can be reached from walk->from, or backwards from walk->to, at that confidence; the
 * ends are marked too. Stages are ignored. `marks` has one item a vertex and is cleared first.
 */
void paths_closure(bool *marks, const struct graph *graph, const struct walk *walk, bool backwards,
                   double floor);
/* The roles of the synchronous view: entries (or what stands in) and requests. */
bool paths_in_sync_view(const struct graph *graph, uint32_t vertex);

/* For graph_build: the buffers that searches share. */
struct path_scratch *paths_scratch(struct arena *arena);

#endif
