#ifndef GRADE_CONDITION_WORDS_H
#define GRADE_CONDITION_WORDS_H
/*
 * Conditions of a pack in words, one line each, parts further in: how something is detected, for a reader.
 *
 * With a review, what a condition names (a predicate, a row, a check) is followed by how that came out.
 */
#include "report/page.h"

/* Begins at that column. RUB_NONE writes nothing. */
void condition_words(struct page *page, const struct rubric *rubric, const struct review *review_or_null,
                     uint32_t cond, unsigned column);
/* "ingest* ~6 (log|topic)", "event stream*" and 24 more */
struct str condition_words_phrases(struct arena *arena, const struct rubric *rubric, uint32_t set);
/* "event stream, log or raw store": ids of roles as words; "any role" where it is all of them. */
struct str condition_words_roles(struct arena *arena, const struct rubric *rubric, uint64_t roles);

#endif
