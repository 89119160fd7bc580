#ifndef HELPER_ESCAPE_H
#define HELPER_ESCAPE_H
#include "report/out.h"

/* What an escaper makes of the bytes. */
const char *helper_escaped(struct arena *arena, void (*escape)(struct report_out *, struct str),
                           const char *bytes, size_t n);

#define ESCAPED(escape, literal) helper_escaped(arena, escape, literal, sizeof(literal) - 1)

/* Calls `check` with what becomes of every pair of the bytes and fragments that could mean something. */
void helper_escape_pairs(void (*escape)(struct report_out *, struct str), void (*check)(struct str escaped));

#endif
