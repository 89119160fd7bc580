/*
 * The inside of a JSON string: another parser must give back what went in.
 * fuzz: dict=escape max_len=512
 */
#include "fuzz.h"
#include "report/escape.h"

#include <jansson.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct str text = fuzz_bytes(arena, data, size);
    struct buf bytes;
    struct report_out out = fuzz_out(&bytes, arena);
    out_puts(&out, "\"");
    escape_json(&out, text);
    out_puts(&out, "\"");
    struct str quoted = buf_str(&bytes);
    FUZZ_CHECK_TEXT(sound_utf8(quoted), quoted);
    for (size_t i = 0; i < quoted.n; i++)
        FUZZ_CHECK_TEXT((unsigned char)quoted.p[i] >= ' ' && quoted.p[i] != '<' && quoted.p[i] != '>' &&
                            quoted.p[i] != '&' && quoted.p[i] != 0x7F,
                        quoted);
    json_t *value = json_loadb(quoted.p, quoted.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    FUZZ_CHECK_TEXT(json_is_string(value), quoted);
    if (sound_utf8(text))
        FUZZ_CHECK_TEXT(str_eq(text, ((struct str){json_string_value(value), json_string_length(value)})),
                        text);
    else
        FUZZ_CHECK_TEXT(str_find(quoted, STR("\xEF\xBF\xBD")) < quoted.n, text);
    json_decref(value);
    arena_free(arena);
    return 0;
}
