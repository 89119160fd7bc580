#ifndef GRADE_PUT_OFF_H
#define GRADE_PUT_OFF_H
/*
 * Boxes that are drawn and not there: "Future: Kafka", "Feature store (planned)", a group called "Roadmap".
 * The words are the language's set deferral.label; they count where nothing but signs stands beside them.
 */
#include "recognise/phrases.h"

struct phrase_index *put_off_index_new(struct arena *arena, const struct rubric *rubric);

/* alone: the words may be all there is (the title of a group). *out: the words. */
bool put_off_label(struct str *out, const struct phrase_index *index, struct arena *arena,
                   const struct tokens *tokens, bool alone);

#endif
