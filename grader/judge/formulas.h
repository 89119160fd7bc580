#ifndef GRADE_FORMULAS_H
#define GRADE_FORMULAS_H
/*
 * Sums over the named quantities of a pack, with the arithmetic in words.
 */
#include "judge/figures.h"

struct figure formula_value(struct judge *judge, uint32_t formula);

#endif
