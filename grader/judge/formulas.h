#ifndef GRADE_FORMULAS_H
#define GRADE_FORMULAS_H
/*
 * Named quantities of a pack, looked up in what the candidate states, and sums over them, with the arithmetic
 * in words.
 */
#include "judge/evidence.h"
#include "model/quantity.h"

struct figure {
    bool stated; /* everything in it is */
    double value;
    enum quantity_dim dim; /* for printing; QUANTITY_ANY where it is mixed */
    struct str shown;      /* "5,000,000 / 86,400"; one number for a fact */
    bool single;           /* a fact or a number: nothing was computed */
    struct evidence_list evidence;
};

struct figure formula_value(struct judge *judge, uint32_t formula);
struct str formula_print(struct judge *judge, double value, enum quantity_dim dim);

#endif
