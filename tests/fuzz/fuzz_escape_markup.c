/*
 * Text and attributes of HTML, XML and SVG: nothing that opens or closes anything, and all that is visible
 * comes back. fuzz: dict=escape max_len=512
 */
#include "fuzz.h"
#include "report/escape_markup.h"

#include <string.h>

/* The character that the entity at i stands for, and its length; 0 for none of the six. */
static size_t entity(char *out, struct str s)
{
    static const struct {
        const char *name;
        char is;
    } known[] = {{"&lt;", '<'},   {"&gt;", '>'},   {"&amp;", '&'},
                 {"&quot;", '"'}, {"&#39;", '\''}, {"&#96;", '`'}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_starts(s, known[i].name)) {
            *out = known[i].is;
            return str_from(known[i].name).n;
        }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct str text = fuzz_bytes(arena, data, size);
    struct buf bytes;
    struct report_out out = fuzz_out(&bytes, arena);
    escape_markup(&out, text);
    struct str escaped = buf_str(&bytes);
    struct buf plain = buf_new(arena, escaped.n + 1);
    fuzz_check_terminal(escaped, false, true);
    for (size_t i = 0; i < escaped.n;) {
        char c = escaped.p[i];
        size_t n = c == '&' ? entity(&c, str_sub(escaped, i, escaped.n)) : 1;
        FUZZ_CHECK_TEXT(n > 0, escaped);
        FUZZ_CHECK_TEXT(n > 1 || !strchr("<>\"'`", c), escaped);
        buf_putc(&plain, c);
        i += n;
    }
    FUZZ_CHECK_TEXT(str_eq(buf_str(&plain), fuzz_visible(arena, text)), escaped);
    arena_free(arena);
    return 0;
}
