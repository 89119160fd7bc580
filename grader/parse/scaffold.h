#ifndef GRADE_SCAFFOLD_H
#define GRADE_SCAFFOLD_H
/*
 * What `grade init` wrote and nobody changed says nothing about a design: it counts as absent.
 *
 * It is known by its lines, blanks at their ends aside, whatever the file is called. A file that holds no
 * other line is not read. Of others, a box goes whose lines, and those of its facts, are all lines of the
 * scaffold, with the arrows at it; and a heading under which nothing stands. Each file that something went
 * from has a diagnostic. Takes time in proportion to the text.
 */
#include "model/rubric.h"
#include "parse/readers.h"

struct scaffold; /* the lines of the pack's scaffold */

/* NULL where the pack has none. */
const struct scaffold *scaffold_new(struct arena *arena, const struct rubric *rubric);

/* Whether every line of the text is one of the scaffold's, and there is one. scaffold may be NULL. */
bool scaffold_untouched(const struct scaffold *scaffold, const struct text *text);

/* Takes unchanged boxes and empty headings out of what was read. ctx->scaffold may be NULL. */
void scaffold_clear(struct parse_context *ctx);

#endif
