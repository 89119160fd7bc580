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

/*
 * All may be given NULL for the scaffold. Before reading: files of which every line is the scaffold's are
 * skipped.
 */
void scaffold_skip(const struct scaffold *scaffold, struct submission *submission, struct diags *diags);
/* After reading: takes unchanged boxes, empty headings and our own comments out of what was read. */
void scaffold_clear(const struct scaffold *scaffold, struct parse_context *ctx);

#endif
