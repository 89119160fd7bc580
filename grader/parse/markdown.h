#ifndef GRADE_MARKDOWN_H
#define GRADE_MARKDOWN_H
/*
 * Markdown: headings, paragraphs, items, tables, code, quotes, pictures, into ctx->prose; what a page would
 * not show is hidden there. Fences that hold a diagram or a description go to the readers of those.
 *
 * CommonMark with tables, task lists and ~~struck out~~ text; HTML as markdown_html.h says. Any bytes are
 * taken: NUL becomes U+FFFD, bytes that are no UTF-8 stay. Bounds: prose_* of limits.h.
 *
 * Source: CommonMark 0.30 and GitHub's tables, as md4c reads them.
 */
#include "parse/readers.h"

void markdown_read(struct parse_context *ctx, struct file *file);

#endif
