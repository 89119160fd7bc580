#ifndef GRADE_FIGURES_H
#define GRADE_FIGURES_H
/*
 * What the facts of a pack come to: looked up in what the candidate states, put together, with their
 * arithmetic.
 */
#include "judge/evidence.h"
#include "model/quantity.h"

struct figure {
    bool stated; /* everything in it is */
    double value;
    enum quantity_dim dim; /* for printing; QUANTITY_ANY where it is mixed */
    struct str currency;   /* of money, as the first amount states it; may be empty */
    struct str shown;      /* "5,000,000 / 86,400"; one number for a fact */
    bool single;           /* a fact or a number: nothing was computed */
    bool constant;         /* the pack's own number */
    bool literal;          /* one of the pack's own numbers is in it */
    struct evidence_list evidence;
};

enum take { TAKE_FIRST, TAKE_SUM, TAKE_MIN, TAKE_MAX, TAKE_COUNT, TAKE_PRODUCT };

struct figure figure_of_fact(struct judge *judge, uint32_t fact);
/* What a buffer holds; where it was too small, up to the last word that fits, and an ellipsis. */
struct str figure_words(struct buf *buf);
/* "350/s", "$8,270"; in the arena. */
struct str figure_print(struct judge *judge, double value, enum quantity_dim dim, struct str currency);

#endif
