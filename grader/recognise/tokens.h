#ifndef GRADE_TOKENS_H
#define GRADE_TOKENS_H
/*
 * Words of a label or sentence in their normal form, each with the bytes it came from.
 *
 * The normal form is lower case, without markup, in American spelling; symbols and emoji separate words and
 * leave nothing behind. CamelCase and snake_case are split, a number keeps its unit ("100ms"), letters
 * outside ASCII pass through. Plurals are not removed: phrases.h compares them. Token texts point into the
 * source or the arena.
 */
#include "base/str.h"

/* Where in a label a word stands: what a box is called comes first, what is said about it after. */
enum token_part {
    PART_NAME, /* first line, up to a bracket, colon or dash; what numbers the box ("Step 2:") does not end it
                */
    PART_MORE, /* further lines that go on like a name */
    PART_DETAIL /* in brackets, bullets, after a colon or dash, lines in lower case below a capitalised one */
};

struct token {
    struct str text;
    uint32_t at, n; /* bytes of the source */
    enum token_part part;
    bool capital; /* written with a capital */
    bool number;  /* begins with a digit */
    bool mended;  /* a slip of the pen was corrected */
    bool code;    /* written as `code`; set by who knows */
};

struct tokens {
    struct str source;
    struct token *items;
    size_t n, cap;
};

void tokens_read(struct tokens *out, struct arena *arena, struct str source);
/* The same into the room that an earlier call has left in `out`, whose tokens are gone. */
void tokens_again(struct tokens *out, struct arena *arena, struct str source);

/* Lower case, American spelling, letters and digits only: "Pub/Sub" gives "pubsub". */
struct str token_fold(struct arena *arena, struct str word);

/* How many tokens at the beginning only number the box: "Stage 2". */
size_t tokens_numbering(const struct tokens *tokens);

/* The source from one token to another, both included. */
struct str tokens_quote(const struct tokens *tokens, size_t first, size_t n);

/* Texts of all tokens with single spaces: equal for labels that read the same. */
struct str tokens_join(struct arena *arena, const struct tokens *tokens);

#endif
