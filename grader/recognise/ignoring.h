#ifndef GRADE_IGNORING_H
#define GRADE_IGNORING_H
/* Whether a statement counts at all: questions, the take-home's own words, repetitions, placeholders, words
 * to a grader. */
#include "recognise/echo.h"
#include "recognise/said.h"

/* Sets statement->ignored where it does not count. Marks echoed tokens; *echoed_words: how many were not its
 * own. */
void ignoring_read(struct said *said, struct echo *echo, size_t *echoed_words);

#endif
