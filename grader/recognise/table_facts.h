#ifndef GRADE_TABLE_FACTS_H
#define GRADE_TABLE_FACTS_H
/* Rows that state facts of the pack: the first cell names one, another holds its quantity. */
#include "recognise/table_header.h"

struct table_cell {
    struct str text;
    struct place at;
};

struct table_fact {
    uint32_t fact;
    struct table_cell value; /* with the unit of its header, or of the name: "p99 latency (ms)" */
};

#define TABLE_FACTS 2

/*
 * What a row states: one fact, or two where both cells are divided alike ("RPO / RTO" beside "5 min / 30
 * min"). The value may go on with the name ("Latency" beside "p99 below 100 ms") where all its words name but
 * one fact. 0 where it names none that the pack knows, or holds no quantity of that dimension.
 */
size_t table_facts_of(struct table_fact out[TABLE_FACTS], const struct table_words *words,
                      struct arena *arena, struct table_cell name, struct table_cell value,
                      const struct header_cell *header);

#endif
