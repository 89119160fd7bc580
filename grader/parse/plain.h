#ifndef GRADE_PLAIN_H
#define GRADE_PLAIN_H
/*
 * Text without Markdown (.txt, .rst, .adoc, a README without suffix): paragraphs between blank lines,
 * headings that are underlined or begin with = or #, items that begin with -, *, + or a number, literal
 * blocks and fences as code. Lines that hold boxes made of characters are code, too. Everything else is a
 * paragraph as it stands; comments and attributes of reStructuredText and AsciiDoc are hidden.
 */
#include "parse/readers.h"

void plain_read(struct parse_context *ctx, struct file *file);

#endif
