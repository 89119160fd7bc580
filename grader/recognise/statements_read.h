#ifndef GRADE_STATEMENTS_READ_H
#define GRADE_STATEMENTS_READ_H
/* From blocks of prose, labels and declared values to statements: model/statements.h says what they are. */
#include "model/reading.h"

/* Sets reading->told, after the boxes have their roles. The prose may be NULL. */
void statements_read(struct reading *reading, struct arena *arena);

#endif
