#ifndef GRADE_ECHO_H
#define GRADE_ECHO_H
/*
 * Words that were said before: by the take-home itself, or by the candidate in the same words.
 *
 * Texts are compared by hashes of their tokens; two that collide would be taken for one, which is rare and
 * harmless.
 */
#include "recognise/tokens.h"

#define ECHO_RUN 8    /* tokens in a row that are a quotation of the prompt */
#define ECHO_REPEAT 6 /* words from which a statement can be a repetition */

struct echo;

/* Runs of the prompt, as the rubric holds it; may be empty. */
struct echo *echo_new(struct arena *arena, struct str prompt);

/* A hash of each token, for the calls below. */
void echo_hash(uint64_t *out, const struct tokens *tokens);

/* Marks the tokens that stand in a run shared with the prompt; returns how many. */
size_t echo_mark(bool *out, const struct echo *echo, const uint64_t *hashes, size_t n);

/* Whether these tokens were seen before as a whole; remembers them. */
bool echo_seen(struct echo *echo, const uint64_t *hashes, size_t n);

#endif
