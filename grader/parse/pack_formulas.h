#ifndef GRADE_PACK_FORMULAS_H
#define GRADE_PACK_FORMULAS_H
/*
 * Formulas of `compare`: a number, a fact's name, or {operation: [formulas]}. Parts are stored before the
 * whole.
 */
#include "parse/pack_build.h"

/* The number of the formula in its table, or RUB_NONE after an error. All facts must be declared. */
uint32_t pack_formulas_read(struct pack_build *b, const struct doc *doc);

#endif
