#ifndef GRADE_RESULT_H
#define GRADE_RESULT_H
/*
 * What a worker hands back, as bytes, for the way from the process that read what others wrote to the one
 * that writes reports.
 *
 *   magic "grade-r1" · status · said · records: n, then the bytes of each · magic "r1-ended"
 *
 * Numbers are 4 bytes, low first; bytes follow their length. The reader trusts nothing: lengths, counts and
 * the status are checked, and a result with anything too much or too little is refused whole.
 */
#include "base/str.h"

#define RESULT_RECORDS_MAX ((size_t)16 * 1024)

struct result {
    unsigned status; /* exit status: 0 to 3 */
    struct str said; /* for standard error: whole lines; may be empty */
    struct str
        *records; /* what was asked for, in that order: reports, or what the two sides have agreed on */
    size_t n_records;
};

/* False: the sink takes no more. */
bool result_write(bool (*send)(void *context, const void *bytes, size_t n), void *context,
                  const struct result *result);
/*
 * False: not a result, nothing is touched. Strings of *out are slices of bytes; records are in the arena.
 * `said` has passed result_text().
 */
bool result_read(struct result *out, struct arena *arena, struct str bytes);

/*
 * Whether it is text that may be shown on a terminal and written to a file: UTF-8 without control characters
 * but line feeds, tabs, carriage returns before line feeds, and SGR sequences (colours).
 */
bool result_text(struct str text);

#endif
