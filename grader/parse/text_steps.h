#ifndef GRADE_TEXT_STEPS_H
#define GRADE_TEXT_STEPS_H
/*
 * Numbered steps that each name one thing, below a heading or lead that speaks of a flow: a chain of nodes.
 *
 * The name is what stands before a colon or dash; an item of a few words is a name as a whole. An item
 * without a name breaks the chain. Numbered lists of at least three items; paragraphs and headings that begin
 * with "Step 1:" and paragraphs that begin with "1." count on from 1. Bound: limits.text_steps of one list.
 */
#include "model/prose.h"
#include "parse/readers.h"

void text_steps_read(struct parse_context *ctx);

#endif
