#ifndef GRADE_FALSE_FRIENDS_H
#define GRADE_FALSE_FRIENDS_H
/*
 * Words that mean something else beside a cue: "chargeback" beside "cloud budget" is no label.
 *
 * A cue that holds the word itself ("cost model") speaks of that occurrence only; any other ("terraform") of
 * the whole statement. Words that settle the right sense, and sets of phrases that are about the other sense,
 * are the pack's.
 */
#include "recognise/said.h"

/* Collects the cues of the statement. */
void false_friends_read(struct said *said);

/* Whether the words of the hit mean something else here. set: it is a phrase of that set, RUB_NONE of a role.
 */
bool false_friends_here(const struct said *said, const struct phrase_hit *hit, uint32_t set);

#endif
