#ifndef GRADE_STATEMENTS_READ_H
#define GRADE_STATEMENTS_READ_H
/*
 * From blocks of prose, labels and declared values to statements: model/statements.h says what they are.
 *
 * One pass over the text understands each statement by itself; a second one, over the statements, settles
 * what only the whole can tell: the jobs of tools, and the links.
 */
#include "model/reading.h"
#include "recognise/pairs.h"
#include "recognise/tools.h"

/* Sets reading->told, after the boxes have their roles. The prose may be NULL. */
void statements_read(struct reading *reading, struct arena *arena, const struct tool_index *tools,
                     const struct pairs *pairs);

#endif
