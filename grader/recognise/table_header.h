#ifndef GRADE_TABLE_HEADER_H
#define GRADE_TABLE_HEADER_H
/*
 * What a header says: which kinds of tables it may be one of, and which column is which. A column's phrase
 * must make up half of the words of the header cell, those in brackets apart.
 */
#include "recognise/table_words.h"

#define HEADER_NONE UINT32_MAX

/* A column of the table. */
struct header_cell {
    struct str text;
    struct str unit;   /* "ms" of "Latency (ms)"; may be empty */
    struct str period; /* "per year" of "Annual cost"; may be empty */
    uint32_t n_words;
};

/* A form that fits. */
struct header_fit {
    uint32_t form;
    uint32_t *cell_of;   /* for each column of the form: the table's column, or HEADER_NONE */
    uint32_t *column_of; /* for each column of the table: the form's, or HEADER_NONE */
    uint32_t score;      /* columns whose words were matched */
    uint32_t ranks;      /* sum of how well: less is better */
    uint64_t used;       /* columns of the table, that of the name apart; bits */
    uint64_t needed;     /* of these, those that the form needs */
};

struct header {
    struct header_cell *cells;
    uint32_t n;
    struct header_fit *fits; /* best first */
    size_t n_fits, cap_fits;
};

/* above: bits of the forms whose `near` stands above the table. Columns after HEADER_MOST are not looked at.
 */
void header_read(struct header *out, const struct table_words *words, struct arena *arena,
                 const struct prose_table *table, uint64_t above);

/* The number of that key among the form's columns, or HEADER_NONE. */
uint32_t header_column(const struct rubric *rubric, const struct rub_form *form, struct str key);

/* The unit that a text names beside its words: in brackets, after a comma, or as its last words. May be
 * empty. */
struct str header_unit(struct arena *arena, struct str text);

/*
 * A cell with what its header says of all numbers in the column: "12" below "p99 (ms)" is "12 ms". The cell
 * itself where it is no bare number, or where that would give no quantity of the dimension.
 */
struct str header_value(struct arena *arena, const struct header_cell *header, struct str cell,
                        const char *dimension);

#endif
