/*
 * Phrases of a pack: the first line is an entry in their notation, the rest a text that they are looked for
 * in. fuzz: dict=phrases max_len=1024
 */
#include "fuzz.h"
#include "parse/pack_phrases.h"
#include "recognise/phrases.h"

#include <string.h>

static bool same(const struct phrase_hits *a, const struct phrase_hits *b)
{
    for (size_t i = 0; a->n == b->n && i < a->n; i++)
        if (a->items[i].phrase != b->items[i].phrase || a->items[i].first != b->items[i].first ||
            a->items[i].n != b->items[i].n)
            return false;
    return a->n == b->n;
}

/* Both are in the same order. */
static bool within(const struct phrase_hits *some, const struct phrase_hits *all)
{
    size_t k = 0;
    for (size_t i = 0; i < some->n; i++, k++) {
        const struct phrase_hit *hit = &some->items[i];
        while (k < all->n && (all->items[k].phrase != hit->phrase || all->items[k].first != hit->first ||
                              all->items[k].n != hit->n))
            k++;
        if (k == all->n)
            return false;
    }
    return true;
}

static void match(struct arena *arena, const struct rubric *rubric, struct phrase_index *index,
                  struct str text, bool label)
{
    struct tokens tokens = {0};
    tokens_read(&tokens, arena, text);
    for (size_t i = 0; i < tokens.n; i++) {
        const struct token *t = &tokens.items[i];
        FUZZ_CHECK_TEXT(t->text.n > 0 && t->n > 0 && (size_t)t->at + t->n <= text.n, text);
        FUZZ_CHECK_TEXT(i == 0 || t->at >= tokens.items[i - 1].at, text);
    }
    if (label)
        phrase_mend(index, &tokens);
    struct phrase_unit unit = {&tokens, NULL, label};
    struct phrase_hits longest = {0}, all = {0}, again = {0};
    phrases_find(&longest, index, arena, unit, false);
    phrases_find(&all, index, arena, unit, true);
    phrases_find(&again, index, arena, unit, true);
    phrases_again(&again, index, arena, unit, false);
    FUZZ_CHECK_TEXT(same(&longest, &again), text);
    FUZZ_CHECK_TEXT(within(&longest, &all), text);
    for (size_t i = 0; i < all.n; i++) {
        const struct phrase_hit *hit = &all.items[i];
        FUZZ_CHECK_TEXT(hit->phrase < rub_phrases_n(rubric), text);
        FUZZ_CHECK_TEXT(hit->n > 0 && hit->n <= tokens.n && hit->first <= tokens.n - hit->n, text);
        FUZZ_CHECK_TEXT(i == 0 || hit->first >= all.items[i - 1].first, text);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct str rest = fuzz_bytes(arena, data, size), entry = fuzz_line(&rest);
    struct limits limits = limits_default();
    struct diags diags;
    struct pack_build build;
    struct rubric rubric;
    diags_init(&diags, arena, &limits);
    pack_build_init(&build, arena, &diags);
    PACK_NEW(&build, info);
    struct doc *list = doc_new(arena, NULL, DOC_LIST, STR(""), (struct place){0});
    doc_scalar(arena, list, STR(""), entry, (struct place){0});
    struct rub_span span = pack_phrases_read(&build, list, STAND_ANYWHERE);
    FUZZ_CHECK_TEXT(build.failed == (diags.n > 0), entry);
    if (!build.failed) {
        uint32_t *phrases = arena_alloc(arena, (span.n + 1) * sizeof *phrases);
        pack_build_image(&rubric, arena, &build);
        for (uint32_t i = 0; i < span.n; i++)
            phrases[i] = span.at + i;
        struct phrase_index *index = phrase_index_new(arena, &rubric, phrases, span.n);
        phrase_mending(index, arena);
        match(arena, &rubric, index, rest, false);
        match(arena, &rubric, index, rest, true);
    }
    arena_free(arena);
    return 0;
}
