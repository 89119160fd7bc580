#include "base/str.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct str str_from(const char *c_string)
{
    return c_string ? (struct str){c_string, strlen(c_string)} : (struct str){"", 0};
}

struct str str_sub(struct str s, size_t from, size_t n)
{
    if (from > s.n)
        from = s.n;
    if (n > s.n - from)
        n = s.n - from;
    return (struct str){s.p ? s.p + from : "", n};
}

struct str str_trim(struct str s)
{
    for (; s.n && str_byte_space(s.p[0]); s.n--)
        s.p++;
    while (s.n && str_byte_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

struct str str_copy(struct arena *arena, struct str s)
{
    return (struct str){arena_copy(arena, s.p, s.n), s.n};
}

struct str str_lower(struct arena *arena, struct str s)
{
    char *copy = arena_copy(arena, s.p, s.n);
    for (size_t i = 0; i < s.n; i++)
        copy[i] = str_byte_lower(copy[i]);
    return (struct str){copy, s.n};
}

bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_is(struct str a, const char *b)
{
    return str_eq(a, str_from(b));
}

bool str_eq_nocase(struct str a, struct str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (str_byte_lower(a.p[i]) != str_byte_lower(b.p[i]))
            return false;
    return true;
}

bool str_starts(struct str s, const char *prefix)
{
    return str_eq(str_sub(s, 0, strlen(prefix)), str_from(prefix));
}

bool str_ends(struct str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.n >= n && str_eq(str_sub(s, s.n - n, n), str_from(suffix));
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    if (order)
        return order < 0 ? -1 : 1;
    return a.n == b.n ? 0 : a.n < b.n ? -1 : 1;
}

size_t str_find(struct str s, struct str needle)
{
    if (needle.n == 0)
        return 0;
    for (size_t i = 0; i + needle.n <= s.n; i++) {
        const char *hit = memchr(s.p + i, needle.p[0], s.n - needle.n + 1 - i);
        if (!hit)
            return s.n;
        i = (size_t)(hit - s.p);
        if (memcmp(hit, needle.p, needle.n) == 0)
            return i;
    }
    return s.n;
}

bool str_has_nocase(struct str s, struct str needle)
{
    for (size_t i = 0; i + needle.n <= s.n; i++)
        if (str_eq_nocase(str_sub(s, i, needle.n), needle))
            return true;
    return false;
}

/* FNV-1a, 64 bit. */
uint64_t str_hash(struct str s)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    return h;
}

/* A NUL byte is always one. */
static bool separates(const char *separators, char c)
{
    while (*separators && *separators != c)
        separators++;
    return *separators == c;
}

bool str_next(struct str *rest, const char *separators, struct str *out)
{
    while (rest->n) {
        size_t end = 0;
        while (end < rest->n && rest->p[end] != separators[0] && !separates(separators, rest->p[end]))
            end++;
        *out = str_trim(str_sub(*rest, 0, end));
        *rest = str_sub(*rest, end + 1, rest->n);
        if (out->n)
            return true;
    }
    return false;
}

size_t str_distance(struct str a, struct str b, size_t limit)
{
    enum { MAX = 64 };
    size_t rows[3][MAX + 1];
    if (a.n > MAX || b.n > MAX || (a.n > b.n ? a.n - b.n : b.n - a.n) > limit)
        return limit + 1;
    for (size_t j = 0; j <= b.n; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.n; i++) {
        size_t *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= b.n; j++) {
            char x = str_byte_lower(a.p[i - 1]), y = str_byte_lower(b.p[j - 1]);
            size_t best = last[j - 1] + (x != y);
            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && x == str_byte_lower(b.p[j - 2]) && str_byte_lower(a.p[i - 2]) == y &&
                before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
    }
    size_t d = rows[a.n % 3][b.n];
    return d > limit ? limit + 1 : d;
}

struct buf buf_new(struct arena *arena, size_t max)
{
    size_t cap = max < 64 ? max : 64;
    return (struct buf){.p = arena_alloc(arena, cap + 1), .cap = cap, .max = max, .arena = arena};
}

void buf_add(struct buf *buf, struct str s)
{
    size_t room = buf->max - buf->n;
    if (s.n > room) {
        s.n = room;
        buf->full = true;
    }
    if (buf->n + s.n > buf->cap) {
        size_t cap = buf->cap ? buf->cap : 1;
        while (cap < buf->n + s.n)
            cap *= 2;
        if (cap > buf->max)
            cap = buf->max;
        char *moved = arena_alloc(buf->arena, cap + 1);
        if (buf->n)
            memcpy(moved, buf->p, buf->n);
        buf->p = moved;
        buf->cap = cap;
    }
    if (s.n)
        memcpy(buf->p + buf->n, s.p, s.n);
    buf->n += s.n;
    buf->p[buf->n] = '\0';
}

void buf_puts(struct buf *buf, const char *c_string)
{
    buf_add(buf, str_from(c_string));
}

void buf_putc(struct buf *buf, char c)
{
    buf_add(buf, (struct str){&c, 1});
}

void buf_printf(struct buf *buf, const char *format, ...)
{
    char small[512];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (n < 0)
        BUG("format");
    if ((size_t)n < sizeof small) {
        buf_add(buf, (struct str){small, (size_t)n});
    } else {
        char *large = arena_alloc(buf->arena, (size_t)n + 1);
        vsnprintf(large, (size_t)n + 1, format, again);
        buf_add(buf, (struct str){large, (size_t)n});
    }
    va_end(again);
}

struct str buf_str(const struct buf *buf)
{
    return (struct str){buf->p, buf->n};
}
