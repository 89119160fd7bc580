#ifndef GRADE_TABLE_WORDS_H
#define GRADE_TABLE_WORDS_H
/*
 * Phrases of the pack that tables are understood by, with what each of them belongs to: those of headers and
 * of what stands above a table, of names of rows that add up, of what cells mean. Only tables.c,
 * table_header.c and table_rows.c include this.
 */
#include "model/reading.h"
#include "recognise/phrases.h"

enum word_use {
    WORD_COLUMN, /* number: of form_columns */
    WORD_NEAR,   /* of forms */
    WORD_NOTE,   /* of form_words */
    WORD_VALUE,  /* of form_values */
    WORD_FACT    /* of facts */
};
/* Where a phrase is looked for: an index each. */
enum word_place { WORDS_OF_HEADERS, WORDS_OF_TOTALS, WORDS_OF_CELLS, WORD_PLACES };
struct word_owner {
    enum word_use use;
    uint32_t number;
    uint32_t rank; /* within its list: 0 is the best */
};

#define HEADER_MOST 32 /* columns of a table that are looked at */

struct table_words {
    const struct rubric *rubric;
    uint32_t *ranks; /* room for table_header.c: HEADER_MOST rows of a number a form column, all 0 */
    struct phrase_index *index[WORD_PLACES];
    struct word_owner *owners; /* of each phrase of the rubric; use only those that hits name */
};

struct table_words *table_words_new(struct arena *arena, const struct rubric *rubric);

/* What was found in a text, nothing left out. */
struct word_hits {
    struct tokens *tokens;
    struct phrase_hits hits;
};
void table_words_find(struct word_hits *out, const struct table_words *words, struct arena *arena,
                      enum word_place place, struct str text);
const struct word_owner *table_words_owner(const struct table_words *words, const struct phrase_hit *hit);

/* The fact that a text names, by the longest of its phrases; RUB_NONE where none is, or several are. */
uint32_t table_words_fact(const struct table_words *words, const struct word_hits *found);

/* "Peak rate (per s)" as a key: peak_rate_per_s. At most 60 bytes. */
struct str table_words_key(struct arena *arena, struct str text);

#endif
