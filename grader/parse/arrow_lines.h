#ifndef GRADE_ARROW_LINES_H
#define GRADE_ARROW_LINES_H
/*
 * Arrow lines in running text: "Kafka -> Flink -> Redis" is three steps and two arrows.
 *
 * Read in paragraphs, items, bold lines and each cell of a row; in code text_drawing.h does it. The steps are
 * the pieces between arrows of one sentence that stand at the same depth of brackets; a piece that is a whole
 * sentence breaks the chain, and so does one without a word. Bound: limits.text_steps arrows of one sentence.
 */
#include "model/prose.h"
#include "parse/readers.h"

/* Adds a view where the block has a chain of two steps or more. */
void arrow_lines_read(struct parse_context *ctx, const struct block *block);

#endif
