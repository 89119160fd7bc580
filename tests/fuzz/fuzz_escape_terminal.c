/*
 * Text for a terminal or a log, in Unicode and in ASCII.
 * fuzz: dict=escape max_len=512
 */
#include "fuzz.h"
#include "report/escape.h"

#include <string.h>

static struct str escaped(struct arena *arena, struct str text, bool unicode)
{
    struct buf out = buf_new(arena, 4 * text.n + 16);
    escape_terminal(&out, text, unicode);
    FUZZ_CHECK(!out.full);
    return buf_str(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct str text = fuzz_bytes(arena, data, size);
    for (int unicode = 0; unicode < 2; unicode++) {
        struct str once = escaped(arena, text, unicode);
        FUZZ_CHECK_TEXT(!memchr(once.p, '\n', once.n), once);
        fuzz_check_terminal(once, false, unicode);
        FUZZ_CHECK_TEXT(escape_columns(once) <= 2 * once.n, once);
        /* What is harmless stays as it is. */
        struct str twice = escaped(arena, once, unicode);
        FUZZ_CHECK_TEXT(str_eq(once, twice), once);
    }
    arena_free(arena);
    return 0;
}
