#ifndef GRADE_TABLE_ROWS_H
#define GRADE_TABLE_ROWS_H
/* Rows of a table that was recognised: each becomes an entry of a list, a map, or the fact that it names. */
#include "recognise/fact_tree.h"
#include "recognise/node_names.h"
#include "recognise/table_header.h"

/* Names of the entries that were declared for a form, in lower case, sorted. */
struct declared_names {
    struct str *items;
    size_t n, cap;
    bool ready;
};

struct row_context {
    struct reading *reading;
    struct arena *arena;
    const struct table_words *words;
    struct node_names *names;           /* made when first asked for */
    struct declared_names declared[64]; /* of each form; the same */
};

/* A table with the rows that count. */
struct row_table {
    const struct prose_table *table;
    const struct header *header;
    const struct block **rows;
    size_t n;
};

/*
 * Whether the rows are what the header promises: a value of the dimension where a needed column has one, a
 * name that is known where names decide.
 */
bool table_rows_fit(const struct row_context *c, const struct row_table *table, const struct header_fit *fit);

/* Adds the rows to the facts; returns how many became one. */
size_t table_rows_read(struct row_context *c, const struct row_table *table, const struct header_fit *fit,
                       struct fact_source *source);

#endif
