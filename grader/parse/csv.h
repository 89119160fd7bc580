#ifndef GRADE_CSV_H
#define GRADE_CSV_H
/*
 * A strict reader of CSV, one line of cells at a time.
 *
 * Cells are separated by commas, semicolons or tabs: by whichever of them the first line has first. A cell in
 * double quotes may hold separators, line ends and, doubled, quotes; it is taken as it stands, other cells
 * are trimmed. Lines end in LF or CRLF; those without a value are skipped. A byte order mark is no part of
 * the first cell.
 *
 * What is not CSV (an unclosed quote, text behind a quoted cell, a quote inside a plain one, a NUL byte) or
 * passes a bound (csv_columns, csv_cell) is an error, and the file is not used. Lines may have different
 * numbers of cells: what that means is the caller's to say. Time and memory are linear in the text.
 */
#include "base/diag.h"

struct csv_cell {
    struct str value;
    struct place at; /* of its first byte, the quote included */
};

struct csv {
    struct arena *arena;
    struct diags *diags;
    const struct limits *limits;
    const struct text *text;
    struct csv_cell *cells; /* of the line that was read last */
    size_t n;
    struct place at; /* of that line */
    size_t i;        /* next byte */
    char separator;
    bool failed; /* a complaint was made: what was read before is not to be used either */
};

void csv_open(struct csv *out, struct arena *arena, struct diags *diags, const struct limits *limits,
              const struct text *text);
/* The next line that holds a value is in csv->cells. False at the end, and where csv->failed. */
bool csv_next(struct csv *csv);

#endif
