#ifndef HELPER_TERMS_H
#define HELPER_TERMS_H
/*
 * The words that a pack looks for, made into text again: for submissions that say nothing in the right words.
 */
#include "helper_laws.h"

/* The next number of a series that the seed decides. */
uint64_t terms_random(uint64_t *state);
size_t terms_below(uint64_t *state, size_t n);

/* A phrase as somebody could have written it: one of its alternatives, a tool, an amount. */
struct str terms_phrase(struct arena *arena, const struct rubric *rubric, uint32_t phrase, uint64_t *state);
/* One of the phrases of a row, without a number and not a weak one where there are others; may be empty. */
struct str terms_of_row(struct arena *arena, const struct rubric *rubric, size_t row, uint64_t *state);

#endif
