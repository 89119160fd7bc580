#ifndef GRADE_MARKDOWN_FENCES_H
#define GRADE_MARKDOWN_FENCES_H
/* Fences of a document that are read as drawings or descriptions, each by the reader of its language. */
#include "parse/readers.h"

/*
 * language: first word after the fence, as written. part: its lines, with the line numbers of the document.
 * code: the same without indentation and quote marks. True when something in it was understood: its words are
 * no prose then.
 */
bool markdown_fences_read(struct parse_context *ctx, struct str language, const struct text *part,
                          struct str code);

#endif
