#include "result.h"

#include <string.h>

static const char first_magic[8] = "grade-r1", last_magic[8] = "r1-ended";

/* ---- writing ---- */

struct sink {
    bool (*send)(void *context, const void *bytes, size_t n);
    void *context;
    bool failed;
};

static void put(struct sink *sink, const void *bytes, size_t n)
{
    if (n && !sink->failed && !sink->send(sink->context, bytes, n))
        sink->failed = true;
}

static void put_number(struct sink *sink, size_t n)
{
    unsigned char bytes[4] = {(unsigned char)n, (unsigned char)(n >> 8), (unsigned char)(n >> 16),
                              (unsigned char)(n >> 24)};
    if (n > UINT32_MAX)
        sink->failed = true;
    put(sink, bytes, sizeof bytes);
}

static void put_str(struct sink *sink, struct str s)
{
    put_number(sink, s.n);
    put(sink, s.p, s.n);
}

bool result_write(bool (*send)(void *context, const void *bytes, size_t n), void *context,
                  const struct result *result)
{
    struct sink sink = {send, context, false};
    put(&sink, first_magic, sizeof first_magic);
    put_number(&sink, result->status);
    put_str(&sink, result->said);
    put_number(&sink, result->n_records);
    for (size_t i = 0; i < result->n_records; i++)
        put_str(&sink, result->records[i]);
    put(&sink, last_magic, sizeof last_magic);
    return !sink.failed;
}

/* ---- reading ---- */

struct source {
    struct str rest;
    bool bad;
};

static struct str take(struct source *source, size_t n)
{
    if (n > source->rest.n)
        source->bad = true;
    if (source->bad)
        return (struct str){"", 0};
    struct str taken = str_sub(source->rest, 0, n);
    source->rest = str_sub(source->rest, n, source->rest.n);
    return taken;
}

static size_t take_number(struct source *source)
{
    struct str taken = take(source, 4);
    const unsigned char *p = (const unsigned char *)taken.p;
    return taken.n == 4 ? (size_t)p[0] | (size_t)p[1] << 8 | (size_t)p[2] << 16 | (size_t)p[3] << 24 : 0;
}

static void take_magic(struct source *source, const char magic[8])
{
    if (!str_eq(take(source, 8), (struct str){magic, 8}))
        source->bad = true;
}

bool result_read(struct result *out, struct arena *arena, struct str bytes)
{
    struct source source = {bytes, false};
    struct result result = {0};
    take_magic(&source, first_magic);
    result.status = (unsigned)take_number(&source);
    result.said = take(&source, take_number(&source));
    result.n_records = take_number(&source);
    /* Each has its length, so more than these cannot follow: nothing is allocated for a number alone. */
    if (result.status > 3 || result.n_records > RESULT_RECORDS_MAX || result.n_records > source.rest.n / 4)
        source.bad = true;
    if (source.bad)
        return false;
    result.records = arena_alloc(arena, result.n_records * sizeof *result.records);
    for (size_t i = 0; i < result.n_records; i++)
        result.records[i] = take(&source, take_number(&source));
    take_magic(&source, last_magic);
    if (source.bad || source.rest.n || !result_text(result.said))
        return false;
    *out = result;
    return true;
}

/* Bytes of the character that p begins with, 0 where it is none that may be shown. */
static size_t character(const unsigned char *p, size_t n)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = p[0] < 0x80 ? 1 : p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : p[0] >= 0xc2 ? 2 : 0;
    if (length == 1)
        return p[0] >= ' ' && p[0] != 0x7f ? 1 : 0;
    if (length == 0 || length > n || p[0] > 0xf4)
        return 0;
    uint32_t code = p[0] & (0x7fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return 0;
        code = code << 6 | (p[i] & 0x3fu);
    }
    bool fine = code >= least[length] && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) && code >= 0xa0;
    return fine ? length : 0;
}

/* Bytes of what p begins with, where it is a control that is allowed. */
static size_t control(const unsigned char *p, size_t n)
{
    enum { SGR_MAX = 24 };
    if (p[0] == '\n' || p[0] == '\t')
        return 1;
    if (p[0] == '\r')
        return n > 1 && p[1] == '\n' ? 2 : 0;
    if (p[0] != 0x1b || n < 3 || p[1] != '[')
        return 0;
    for (size_t i = 2; i < n && i < SGR_MAX; i++) {
        if (p[i] == 'm')
            return i + 1;
        if ((p[i] < '0' || p[i] > '9') && p[i] != ';')
            return 0;
    }
    return 0;
}

bool result_text(struct str text)
{
    const unsigned char *p = (const unsigned char *)text.p;
    for (size_t at = 0; at < text.n;) {
        size_t n = p[at] < ' ' ? control(p + at, text.n - at) : character(p + at, text.n - at);
        if (n == 0)
            return false;
        at += n;
    }
    return true;
}
