#ifndef GRADE_TEXT_FOLLOW_H
#define GRADE_TEXT_FOLLOW_H
/*
 * From wires to arrows: which ends of a wire are where it comes from and which where it goes, and what is
 * written on it.
 *
 * A wire with several ends stands for an arrow from each end without a head to each with one. One without
 * heads between two boxes is a line; one between two lines of words leads down. Bound: limits.drawing_fan
 * arrows of one wire. For text_drawing.c.
 */
#include "parse/text_wires.h"
#include "parse/text_view.h"

struct told_arrow {
    const struct wire_end *from, *to;
    struct str label;
    bool both, undirected;
    bool again; /* another line between the same two */
};

struct drawing {
    struct wires w;
    struct text_boxes boxes;
    struct text_view told;
    struct told_arrow *arrows;
    size_t n_arrows, cap_arrows;
    struct str *names; /* by run: its label as a step; empty where it is none */
    size_t *run_nodes, *box_nodes, *box_groups;
    bool cut;
};

/* Call once the wires, their ends and labels, and `names` are there. */
void follow_wires(struct drawing *drawing);

#endif
