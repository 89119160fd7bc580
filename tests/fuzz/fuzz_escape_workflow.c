/*
 * Workflow commands: what the runner undoes gives back the text, and nothing in it ends the command or its
 * property. fuzz: dict=escape max_len=512
 */
#include "fuzz.h"
#include "report/escape_workflow.h"

#include <string.h>

static void check(struct arena *arena, struct str text, bool property)
{
    struct buf bytes;
    struct report_out out = fuzz_out(&bytes, arena);
    if (property)
        escape_workflow_property(&out, text);
    else
        escape_workflow_data(&out, text);
    struct str escaped = buf_str(&bytes);
    struct buf undone = buf_new(arena, escaped.n + 1);
    fuzz_check_terminal(escaped, false, true);
    if (property)
        FUZZ_CHECK_TEXT(!memchr(escaped.p, ':', escaped.n) && !memchr(escaped.p, ',', escaped.n), escaped);
    for (size_t i = 0; i < escaped.n; i++) {
        struct str rest = str_sub(escaped, i, escaped.n);
        char c = escaped.p[i];
        if (c == '%') {
            bool colon = property && str_starts(rest, "%3A"), comma = property && str_starts(rest, "%2C");
            FUZZ_CHECK_TEXT(colon || comma || str_starts(rest, "%25"), escaped);
            c = colon ? ':' : comma ? ',' : '%';
            i += 2;
        }
        buf_putc(&undone, c);
    }
    FUZZ_CHECK_TEXT(str_eq(buf_str(&undone), fuzz_visible(arena, text)), escaped);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct str text = fuzz_bytes(arena, data, size);
    check(arena, text, false);
    check(arena, text, true);
    arena_free(arena);
    return 0;
}
