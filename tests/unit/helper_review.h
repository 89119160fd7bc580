#ifndef HELPER_REVIEW_H
#define HELPER_REVIEW_H
/*
 * A small pack and a review, made by hand: for tests of reports, which need neither reader nor judge.
 */
#include "model/review.h"

/* Three dimensions, four rows, a few of everything else. Lives in the arena. */
struct rubric helper_rubric(struct arena *arena);

enum helper_kind {
    HELPER_PLAIN,   /* a middling submission: a gate, a refused file, complaints */
    HELPER_HOSTILE, /* the same, and every text of the candidate is helper_attack */
    HELPER_NO_TOTAL /* a gate says that there is no total */
};
struct review *helper_review(struct arena *arena, enum helper_kind kind);

/* Colours, cursor moves, bidirectional overrides, broken UTF-8, runner commands, HTML, quotes, a NUL byte. */
struct str helper_attack(void);

#endif
