#ifndef GRADE_DOT_H
#define GRADE_DOT_H
/*
 * DOT and GV files. Reads what Graphviz would draw: a file that it refuses is refused, with one diagnostic.
 *
 * Nodes, arrows and groups are in the order of their lines. What only helps the layout is not in the model:
 * invisible nodes and points without a text. Invisible arrows are kept, marked `hidden`. Bounds: file_bytes
 * and dot_* of limits.h, and nodes and edges over all files. Linear in the text, but for cgraph's sorted
 * tables. Where ctx->dot_apart says so, another process does the work.
 *
 * Source: the DOT language as cgraph reads it.
 */
#include "parse/readers.h"

void dot_read(struct parse_context *ctx, struct file *file);

#endif
