#ifndef GRADE_MARKDOWN_HIDDEN_H
#define GRADE_MARKDOWN_HIDDEN_H
/* What a page of Markdown does not show, and md4c does not speak of. */
#include "parse/readers.h"

/*
 * Hides --- ... --- at the first line, which begins at offset `from`, and returns the offset behind it;
 * `from` where there is none. Rules above and below some words are no front matter.
 */
size_t markdown_front_matter(struct parse_context *ctx, const struct text *text, size_t from);

/*
 * Hides lines "[label]: target" from that offset on, among the lines that nothing came out of: md4c takes
 * definitions and says nothing. seen: for each line of the text whether something came out of it.
 */
void markdown_hide_definitions(struct parse_context *ctx, const struct text *text, const unsigned char *seen,
                               size_t from);

#endif
