#ifndef GRADE_PICTURE_H
#define GRADE_PICTURE_H
/*
 * What the drawing of a review shows: the joined architecture as boxes, arrows and frames, with the sizes
 * that a layout needs, before anything has a position (layout.h) and before anything is written (svg.h).
 *
 * A box stands for all nodes that were joined with it. An arrow stands for all arrows from one box to
 * another: what was drawn twice, in two drawings or with two labels, is one line with its labels side by
 * side. Arrows that join nothing (from a box to itself, or invisible) have no line. Lengths are pixels.
 */
#include "model/review.h"

#define PICTURE_NONE ((size_t)-1)
#define PICTURE_LINES 3    /* lines of a box's label; what is longer ends in dots */
#define PICTURE_FAMILIES 8 /* families of roles (planes of the pack) that are told apart */

enum picture_found { PICTURE_FOUND, PICTURE_PROBABLE, PICTURE_UNKNOWN }; /* unknown: no role was recognised */

struct picture_box {
    size_t node;      /* the representative */
    uint32_t role;    /* the surest credited role, or RUB_NONE */
    unsigned n_roles; /* credited ones */
    unsigned family;  /* of the role: position in picture.families, or PICTURE_FAMILIES */
    enum picture_found found;
    struct str lines[PICTURE_LINES];
    unsigned n_lines;
    struct str sub; /* the role in words, "+1" for more; empty where there is none */
    unsigned width, height;
    size_t frame; /* or PICTURE_NONE */
};

struct picture_arrow {
    size_t from, to; /* boxes */
    size_t first;    /* number in edge_order of the first arrow of the architecture; n of them follow */
    size_t n;
    uint32_t kinds;       /* mask; 0: unlabelled */
    struct str label;     /* may be empty */
    unsigned label_width; /* 0 without one */
    bool async, both, undirected;
};

struct picture_frame {
    size_t group, parent; /* parent: a frame with a smaller number, or PICTURE_NONE */
    struct str title;
};

/* A hop of a loop that was not found: drawn beside the architecture, never into it. */
struct picture_ghost {
    const char *title;
    unsigned width;
};

struct picture {
    struct picture_box *boxes;
    size_t n_boxes;
    struct picture_arrow *arrows;
    size_t n_arrows;
    struct picture_frame *frames;
    size_t n_frames, cap_frames;
    struct picture_ghost *ghosts;
    size_t n_ghosts, cap_ghosts;
    size_t *box_of;     /* [node] of the architecture */
    size_t *arrow_of;   /* [edge], or PICTURE_NONE where it has no line */
    size_t *edge_order; /* edges, those of one arrow side by side */
    const char *families[PICTURE_FAMILIES];
    unsigned n_families;
};

const struct picture *picture_new(struct arena *arena, const struct review *review);
/* The ghost of a hop, or PICTURE_NONE. */
size_t picture_ghost_of(const struct picture *picture, const char *title);

#endif
