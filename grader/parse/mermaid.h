#ifndef GRADE_MERMAID_H
#define GRADE_MERMAID_H
/*
 * Mermaid diagrams, in files of their own and in fences of other documents.
 *
 * Flowcharts, sequence and state diagrams become one view each: boxes, arrows and groups as Mermaid 11 draws
 * them, and what `%% grade:` lines say of them. Other kinds are left alone with a note. What cannot be
 * followed is a diagnostic with its place, and the rest is kept. Bounds: mermaid_* of limits.h, and nodes and
 * edges over all files. Linear in the text.
 *
 * Source: the language as documented for Mermaid 11.
 */
#include "parse/readers.h"

void mermaid_read(struct parse_context *ctx, struct file *file);
/*
 * The content of a fence, as a part of the document's text (text_part()); lines may be indented. True where
 * it is a diagram with something in it that was understood: there is a view of it then.
 */
bool mermaid_read_block(struct parse_context *ctx, const struct text *part);

#endif
