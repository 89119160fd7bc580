/*
 * Names of files as relative references: they lead nowhere else, and ordinary names come back.
 * fuzz: dict=escape max_len=512
 */
#include "fuzz.h"
#include "report/escape_uri.h"

#include <string.h>

static int hex(char c)
{
    return str_byte_digit(c) ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* No segment that leads upwards, is empty, or begins the name with a slash. */
static void check_segments(struct str uri)
{
    FUZZ_CHECK_TEXT(uri.n == 0 || uri.p[0] != '/', uri);
    for (size_t from = 0; from < uri.n;) {
        size_t n = str_find(str_sub(uri, from, uri.n), STR("/"));
        struct str segment = str_sub(uri, from, n);
        FUZZ_CHECK_TEXT(segment.n > 0 && !str_is(segment, ".") && !str_is(segment, ".."), uri);
        from += n + 1;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct str name = fuzz_bytes(arena, data, size);
    struct buf bytes;
    struct report_out out = fuzz_out(&bytes, arena);
    escape_uri(&out, name);
    struct str uri = buf_str(&bytes);
    struct buf decoded = buf_new(arena, uri.n + 1);
    for (size_t i = 0; i < uri.n; i++) {
        char c = uri.p[i], small = str_byte_lower(c);
        if (c == '%') {
            FUZZ_CHECK_TEXT(uri.n - i > 2 && hex(uri.p[i + 1]) >= 0 && hex(uri.p[i + 2]) >= 0, uri);
            c = (char)(hex(uri.p[i + 1]) * 16 + hex(uri.p[i + 2]));
            i += 2;
        } else {
            FUZZ_CHECK_TEXT(str_byte_digit(c) || (small >= 'a' && small <= 'z') || (c && strchr("-._~/", c)),
                            uri);
        }
        buf_putc(&decoded, c);
    }
    check_segments(uri);
    if (sound_utf8(name) && !memchr(name.p, '/', name.n) && !str_is(name, ".") && !str_is(name, ".."))
        FUZZ_CHECK_TEXT(str_eq(buf_str(&decoded), name), uri);
    arena_free(arena);
    return 0;
}
