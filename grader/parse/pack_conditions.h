#ifndef GRADE_PACK_CONDITIONS_H
#define GRADE_PACK_CONDITIONS_H
/*
 * Conditions and formulas of a pack, checked against the table of model/condition_kinds.h.
 *
 * Inner conditions are stored before the one that holds them, so every condition's number is greater than
 * those of its parts. All names that conditions use must be declared before the first is read.
 */
#include "parse/pack_build.h"

/* The number of the condition, or RUB_NONE after an error. */
uint32_t pack_conditions_read(struct pack_build *b, const struct doc *doc);
/* The condition under `key` of a map; RUB_NONE where there is none. */
uint32_t pack_conditions_at(struct pack_build *b, const struct doc *map, const char *key);
#endif
