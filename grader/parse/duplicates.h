#ifndef GRADE_DUPLICATES_H
#define GRADE_DUPLICATES_H
/*
 * Keys that stand twice in a map: of YAML and JSON alike.
 */
#include "base/diag.h"
#include "model/architecture.h"

/* Keeps the first of each key, exactly as spelt, and reports each other one. map must be a DOC_MAP. */
void duplicates_drop(struct arena *arena, struct diags *diags, enum diag_id id, struct doc *map);

#endif
