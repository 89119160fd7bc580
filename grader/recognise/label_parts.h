#ifndef GRADE_LABEL_PARTS_H
#define GRADE_LABEL_PARTS_H
/*
 * How a label is put together. Its items stand between signs ("Drift, alerts"); an item has parts, between
 * lines, "and", "&" and a slash between blanks ("Train and evaluate"). A single word before the last of such
 * parts may share its end ("Model and system health"): it ends nothing. In "Actions of users on the site" the
 * name ends with "Actions": what follows a preposition only says more. Tools, numbers ("Step 2"), articles
 * and the suffix of a file ("train.py") are no words of a name. What stands in brackets, or after a colon,
 * has items and parts of its own.
 */
#include "recognise/tokens.h"

struct label_part {
    uint32_t number; /* of the part, from 0 */
    uint32_t first;  /* its first word, a token; UINT32_MAX where it has none */
    uint32_t head;   /* the token after the last word before a preposition; UINT32_MAX where there is none, 0
                        without   words */
};

struct label_parts {
    const struct label_part *parts; /* of each token */
    const struct label_part *items; /* of each token; numbers count apart, prepositions do not matter */
    size_t n_parts, n_items;
};

/* tool_end: as in phrase_unit; may be NULL. */
void label_parts_read(struct label_parts *out, struct arena *arena, const struct tokens *tokens,
                      const uint32_t *tool_end);

#endif
