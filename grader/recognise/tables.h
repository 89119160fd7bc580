#ifndef GRADE_TABLES_H
#define GRADE_TABLES_H
/*
 * Tables of the prose that tell facts: monitors, costs, failure modes … as common/tables.<language>.yaml
 * knows them by their headers (docs/tables.md).
 *
 * Sets reading->tables, replaces reading->facts by a copy with the sections of the tables behind those that
 * were declared, and gives boxes the rows that name them. Rows whose statement does not count are left out;
 * so are tables in a section for which `counts` is false (NULL: every section counts). The prose may be NULL.
 */
#include "base/diag.h"
#include "model/reading.h"

void tables_read(struct reading *reading, struct arena *arena, struct diags *diags,
                 bool (*counts)(const struct reading *reading, size_t section));

#endif
