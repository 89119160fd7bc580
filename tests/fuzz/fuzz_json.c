/*
 * JSON: the tree of it, and the descriptions that are written in it.
 * fuzz: dict=json max_len=4096
 */
#include "fuzz.h"
#include "parse/json.h"

/* Strings are what jansson has decoded: UTF-8 without exception. */
static void check_strings(const struct doc *doc)
{
    FUZZ_CHECK_TEXT(!doc->quoted || sound_utf8(doc->value), doc->value);
    FUZZ_CHECK_TEXT(sound_utf8(doc->key), doc->key);
    for (size_t i = 0; i < doc->n; i++)
        check_strings(doc->items[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f;
    fuzz_open(&f);
    struct str bytes = fuzz_bytes(f.arena, data, size);
    struct doc *doc = json_read(f.arena, &f.diags, &f.limits, text_new(f.arena, STR("a.json"), bytes));
    FUZZ_CHECK(doc || f.diags.n > 0);
    if (doc) {
        FUZZ_SOUND(sound_doc(doc, f.limits.yaml_depth + 2));
        check_strings(doc);
    }
    FUZZ_SOUND(sound_diags(&f.diags));
    fuzz_close(&f);
    fuzz_file("design.json", data, size);
    return 0;
}
