#ifndef GRADE_STUFFING_H
#define GRADE_STUFFING_H
/*
 * Statements that name more than can be said about it in so many words, and are mentions at most
 * (IGNORED_STUFFED).
 *
 * The bounds are the language's (language.stuffing): phrases of so many rows; so many subjects, with few
 * words for each; so many verbs of doing and so many amounts in one sentence, as in "Kafka ingests 5M a day
 * and Flink computes in 50 ms and Redis serves in 5 ms and …". A list is stuffed as a whole where it names so
 * many subjects and does nothing with most of them; so are a paragraph, and such a list, with few words for each of its
 * subjects.
 */
#include "recognise/said.h"

/* Of one statement, after its mentions and signals were read. */
bool stuffing_here(const struct said *said);

/* Nothing but names one after the other, "Shadow deployment, canary release, blue-green": it is bare. */
bool stuffing_names(const struct said *said);

/* Marks the statements of stuffed lists and paragraphs, once all statements are there. */
void stuffing_lists(struct statements *told, const struct lexicon *lexicon);

#endif
