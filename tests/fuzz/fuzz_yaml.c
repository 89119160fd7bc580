/*
 * architecture.yaml: libyaml's events, our tree of them, components, flows and facts.
 * fuzz: dict=yaml max_len=4096
 */
#include "fuzz.h"
#include "parse/yaml.h"

static void tree(struct str bytes, bool all)
{
    struct fuzz f;
    struct doc *doc;
    fuzz_open(&f);
    struct text *text = text_new(f.arena, STR("a.yaml"), bytes);
    bool read = all ? yaml_read_all(&doc, f.arena, &f.diags, &f.limits, text)
                    : yaml_read(&doc, f.arena, &f.diags, &f.limits, text);
    FUZZ_CHECK(read == (doc != NULL));
    FUZZ_CHECK(read || f.diags.n > 0);
    if (read)
        FUZZ_SOUND(sound_doc(doc, f.limits.yaml_depth + 2));
    FUZZ_SOUND(sound_diags(&f.diags));
    fuzz_close(&f);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct str bytes = fuzz_bytes(arena, data, size);
    tree(bytes, false);
    tree(bytes, true);
    arena_free(arena);
    fuzz_file("architecture.yaml", data, size);
    return 0;
}
