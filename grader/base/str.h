#ifndef GRADE_STR_H
#define GRADE_STR_H
/*
 * Slices and bounded buffers.
 *
 * A `struct str` points at bytes that somebody else owns (a text, the arena, the program): it is
 * never freed and need not end in NUL. Input may hold any byte; UTF-8 is checked where it matters.
 * A `struct buf` is a string under construction with a maximum given at birth: what does not fit is
 * dropped and `full` is set, so a writer need not test every append.
 */
#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

struct str {
    const char *p;
    size_t n;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
/* For printf("%.*s", STR_ARG(s)). Slices over INT_MAX do not occur: limits.h. */
#define STR_ARG(s) (int)(s).n, (s).p

/* ASCII alone, in every locale. */
static inline bool str_byte_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool str_byte_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline char str_byte_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

struct str str_from(const char *c_string); /* NULL gives the empty slice */
struct str str_sub(struct str s, size_t from, size_t n);
struct str str_trim(struct str s); /* ASCII white space off both ends */
struct str str_copy(struct arena *arena, struct str s); /* NUL-terminated copy */
/* A copy with ASCII letters in lower case. */
struct str str_lower(struct arena *arena, struct str s);

bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *b);
bool str_eq_nocase(struct str a, struct str b); /* ASCII case */
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);
/* Order by bytes, shorter first: total and independent of the locale. */
int str_cmp(struct str a, struct str b);
/* Offset of needle in s, or s.n when it is not there. */
size_t str_find(struct str s, struct str needle);
bool str_has_nocase(struct str s, struct str needle);
uint64_t str_hash(struct str s);

/* Splits at any byte of `separators`; the next piece is trimmed, false at the end. Empty pieces are skipped. */
bool str_next(struct str *rest, const char *separators, struct str *out);

/*
 * Distance by insertions, deletions, changes and swaps of neighbours, for "did you mean".
 * Returns limit + 1 when it is greater than limit. ASCII case is ignored; strings over 64 bytes never match.
 */
size_t str_distance(struct str a, struct str b, size_t limit);

struct buf {
    char *p; /* always NUL-terminated */
    size_t n, cap, max;
    bool full;
    struct arena *arena;
};

struct buf buf_new(struct arena *arena, size_t max);
void buf_add(struct buf *buf, struct str s);
void buf_puts(struct buf *buf, const char *c_string);
void buf_putc(struct buf *buf, char c);
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct str buf_str(const struct buf *buf);

#endif
