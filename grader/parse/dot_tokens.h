#ifndef GRADE_DOT_TOKENS_H
#define GRADE_DOT_TOKENS_H
/*
 * A DOT file as tokens: what is handed to cgraph, and where each piece stands. Made by dot_lexer_read().
 */
#include "base/diag.h"

/*
 * kind: 'a' a bare name or number, '"' a quoted string, '<' HTML, '>' an arrow (-> or --), else the mark
 * itself: { } [ ] = ; , : +
 */
struct dot_token {
    uint32_t offset, length, line;
    uint32_t match; /* of a brace or bracket: its partner */
    uint32_t brace; /* of { : how many braces were opened before it */
    char kind;
};

struct dot_tokens {
    const struct text *text;
    struct dot_token *items;
    size_t n, cap;
    size_t n_braces;
    bool directed;
};

/* Whether the token can be an id: 'a', '"' or '<'. */
bool dot_token_name(const struct dot_tokens *tokens, size_t i);
/* Whether it is that keyword (ASCII case is ignored). */
bool dot_token_word(const struct dot_tokens *tokens, size_t i, const char *word);
/* The first piece of a "concatenated" + "id" that ends at i, and the token after one that begins at i. */
size_t dot_token_first(const struct dot_tokens *tokens, size_t i);
size_t dot_token_after(const struct dot_tokens *tokens, size_t i);
/* Whether the id that begins at i is that text, once quotes, escapes and + are undone. */
bool dot_token_is(const struct dot_tokens *tokens, size_t i, const char *text);
/* Writes that text to *out (NUL-terminated, replaced at each call); the buffer's memory is used again. */
void dot_token_decode(const struct dot_tokens *tokens, size_t i, struct buf *out);
/*
 * Complains about the syntax at a place just after `n` tokens. Where a quoted text with code in it runs over
 * several lines before that, its closing quote is what is missing, and the complaint is about the first of
 * such texts.
 */
void dot_tokens_syntax(const struct dot_tokens *tokens, size_t n, struct diags *diags, struct place at,
                       const char *message);
struct place dot_token_place(const struct dot_tokens *tokens, size_t i);
/* As it is written, cut for a message. */
struct str dot_token_clip(const struct dot_tokens *tokens, size_t i);

#endif
