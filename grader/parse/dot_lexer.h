#ifndef GRADE_DOT_LEXER_H
#define GRADE_DOT_LEXER_H
/*
 * Reads a DOT file into tokens, and refuses what cgraph should not see.
 *
 * Comments, `#` lines and white space are gone. After a successful read there is exactly one graph: the
 * header is in order, every brace and bracket is closed, arrows suit the kind of graph, nothing follows, and
 * all bounds of limits.h that can be seen without understanding the graph hold (file_bytes, dot_tokens,
 * dot_token, dot_depth, dot_chain).
 */
#include "parse/dot_tokens.h"

/*
 * False after one diagnostic (DOT_SYNTAX, DOT_TRAILING or DOT_LIMIT). A file without a token is read as n ==
 * 0. DOT_WARNING is added for text that Graphviz reads otherwise than it looks. Linear in the text.
 */
bool dot_lexer_read(struct dot_tokens *out, struct arena *arena, struct diags *diags,
                    const struct limits *limits, const struct text *text);

#endif
