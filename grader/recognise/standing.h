#ifndef GRADE_STANDING_H
#define GRADE_STANDING_H
/*
 * Whether words stand: negation, deferral, hypothesis, rejected alternatives (docs/recognition.md).
 *
 * A trigger reaches so many tokens after it (or before it, "… is out of scope"), as far as a word or sign
 * does not end it first. What only looks like a negation ("no single point of failure") is found first, and
 * no trigger inside it counts. Deferral beats rejection, that negation, that hypothesis.
 */
#include "recognise/said.h"

/* Fills said->before, after and whole from its hits and signs. */
void standing_read(struct said *said);

/* Of the tokens; apart: other words stand between them. The statement's own scope counts as well. */
enum standing standing_of(const struct said *said, uint32_t first, uint32_t n, bool apart);

#endif
