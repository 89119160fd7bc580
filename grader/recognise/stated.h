#ifndef GRADE_STATED_H
#define GRADE_STATED_H
/*
 * Facts in sentences: a statement that names a fact of the pack (its `said`) and holds one quantity of its
 * dimension states it. In doubt there is none: two quantities that could be meant, two facts that could be
 * meant by one, a negation or a "could" in the statement, a threshold that something is to happen at.
 *
 * Reads reading->told (sentences and items); fills reading->said, and adds to reading->facts what nothing
 * stronger states. After tables_read.
 */
#include "model/reading.h"

void stated_read(struct reading *reading, struct arena *arena);

#endif
