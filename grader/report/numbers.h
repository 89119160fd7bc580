#ifndef GRADE_NUMBERS_H
#define GRADE_NUMBERS_H
/* 32-bit numbers one after the other, for a pipe between two processes of one program; checked as they are
 * read. */
#include "base/str.h"

void numbers_put(struct buf *out, int32_t value);

struct numbers {
    struct str rest;
    bool wrong; /* a number was out of range, or missing: everything after it is, too */
};

/* A number from `least` to `most`; `least` where there is none. */
int32_t numbers_take(struct numbers *from, int32_t least, int32_t most);
/* A count of things that take at least `each` numbers in what is left: never more than can be there. */
size_t numbers_count(struct numbers *from, size_t each);

#endif
