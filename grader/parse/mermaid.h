#ifndef GRADE_MERMAID_H
#define GRADE_MERMAID_H
/* Mermaid diagrams: files, and fences in documents. */
#include "parse/readers.h"

void mermaid_read(struct parse_context *ctx, struct file *file);
/* A fence; its places are those of the document. True when it is a diagram that was understood. */
bool mermaid_read_block(struct parse_context *ctx, const struct text *part);

#endif
