#ifndef GRADE_SYNC_H
#define GRADE_SYNC_H
/*
 * The synchronous view: entries and the roles that answer requests, joined by what is not asynchronous,
 * without direction (a request has a response). What still hangs together in it when something is taken away?
 */
#include "judge/paths.h"

struct sync_cut {
    uint64_t remove, from, reach, with; /* with 0: nothing more is asked */
    size_t nodes;                       /* different boxes that the part must have */
    const bool *gone;                   /* boxes that are not there, or NULL */
};

/*
 * Looks for a connected part that holds one of each, and gives the vertex of `from` in it; GRAPH_NONE when
 * there is none of that confidence. In `part`, when not NULL, the vertices around the first `from`.
 */
uint32_t sync_joined(const struct graph *graph, const struct sync_cut *cut, double floor, bool *part);

#endif
