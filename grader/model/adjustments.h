#ifndef GRADE_ADJUSTMENTS_H
#define GRADE_ADJUSTMENTS_H
/*
 * Marks that a person makes on a review: a level in the program's stead, a comment, a question that was
 * asked.
 */
#include "base/text.h"

/* What became of a mark. */
enum adjustment_state {
    ADJUSTMENT_APPLIED, /* its level counts, or counted until a later mark for the same row */
    ADJUSTMENT_COMMENT, /* it has no level */
    ADJUSTMENT_ASKED,   /* of a question of the review */
    ADJUSTMENT_OTHER,   /* made on another commit and other files */
    ADJUSTMENT_PACK,    /* made with another rubric pack */
    ADJUSTMENT_NO_ROW,  /* the review has no such row */
    ADJUSTMENT_GATED,   /* a gate takes the row away */
    ADJUSTMENT_UNASKED, /* the review has no such question */
    ADJUSTMENT_STATES
};
const char *adjustment_state_name(enum adjustment_state state); /* "applied", "other submission" */

#define ADJUSTMENT_NO_LEVEL (-1)

struct adjustment {
    struct str row;      /* id; empty for a question */
    struct str question; /* its text; empty for a row */
    int level;           /* 0 to 3, or ADJUSTMENT_NO_LEVEL */
    int was;             /* the program's level when the mark was made, or ADJUSTMENT_NO_LEVEL */
    int before; /* in a review: the program's level, or ADJUSTMENT_NO_LEVEL where it has no such row */
    struct str by, when, why;    /* when: 2026-11-24 */
    enum adjustment_state state; /* in a review */
    struct place at;             /* in the file of adjustments; nowhere for a stored one */
};

/* A file of them. */
struct adjustments {
    struct place at;
    struct str commit, digest; /* of what was reviewed: at least one; empty where it is not known */
    struct place review_at;
    struct str pack_hash;
    struct place pack_at;
    struct adjustment *items;
    size_t n, cap;
};

#endif
