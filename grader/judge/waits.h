#ifndef GRADE_WAITS_H
#define GRADE_WAITS_H
/*
 * What a request waits for: the boxes of the synchronous view in the order of the calls, from the entries on.
 *
 * Each box stands under the one that calls it. Arrows are followed the way they are drawn; then against it,
 * for what answers in the direction of its data. Asynchronous arrows and boxes (`mode`) are left out. Where
 * `critical_path` names two boxes or more, only those are on it. A box is called `surely` over an arrow that
 * says so (mode sync, or thick).
 */
#include "judge/facts.h"

#define WAITS_NONE UINT32_MAX

struct wait_box {
    uint32_t node, parent; /* parent: number in the list, smaller than its own; WAITS_NONE for an entry */
    uint32_t depth;        /* 0: an entry */
    bool surely;
    struct str
        parallel; /* tag of the arrow: what a caller asks for under one tag, it asks for at the same time */
    struct fact_list docs;  /* facts of the box */
    struct fact_list calls; /* facts of the arrows that call it */
};

struct waits {
    struct wait_box *boxes;
    uint32_t n;
    uint32_t *at; /* node: its number in the list, or WAITS_NONE */
};

/* Made on first use. */
const struct waits *waits_of(struct judge *judge);

#endif
