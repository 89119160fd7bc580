#include "recognise/table_words.h"

struct maker {
    struct table_words *words;
    struct arena *arena;
    struct {
        uint32_t *items;
        size_t n, cap;
    } phrases[WORD_PLACES];
};

static void add(struct maker *m, struct rub_span span, enum word_place place, enum word_use use,
                size_t number)
{
    for (uint32_t i = 0; i < span.n; i++) {
        *(uint32_t *)ARENA_PUSH(m->arena, m->phrases[place].items, m->phrases[place].n,
                                m->phrases[place].cap) = span.at + i;
        m->words->owners[span.at + i] = (struct word_owner){use, (uint32_t)number, i};
    }
}

struct table_words *table_words_new(struct arena *arena, const struct rubric *rubric)
{
    struct table_words *words = arena_alloc(arena, sizeof *words);
    struct maker m = {.words = words, .arena = arena};
    words->rubric = rubric;
    words->ranks = arena_alloc(arena, HEADER_MOST * rub_form_columns_n(rubric) * sizeof *words->ranks);
    words->owners = arena_alloc(arena, rub_phrases_n(rubric) * sizeof *words->owners);
    for (size_t i = 0; i < rub_form_columns_n(rubric); i++)
        add(&m, rub_form_columns(rubric, i)->phrases, WORDS_OF_HEADERS, WORD_COLUMN, i);
    for (size_t i = 0; i < rub_forms_n(rubric); i++)
        add(&m, rub_forms(rubric, i)->near, WORDS_OF_HEADERS, WORD_NEAR, i);
    for (size_t i = 0; i < rub_form_words_n(rubric); i++) {
        const struct rub_form_word *word = rub_form_words(rubric, i);
        add(&m, word->phrases, word->use == FORM_UNIT ? WORDS_OF_HEADERS : WORDS_OF_TOTALS, WORD_NOTE, i);
    }
    for (size_t i = 0; i < rub_form_values_n(rubric); i++)
        add(&m, rub_form_values(rubric, i)->phrases, WORDS_OF_CELLS, WORD_VALUE, i);
    for (size_t i = 0; i < rub_facts_n(rubric); i++)
        add(&m, rub_facts(rubric, i)->said, WORDS_OF_CELLS, WORD_FACT, i);
    for (size_t i = 0; i < WORD_PLACES; i++)
        words->index[i] = phrase_index_new(arena, rubric, m.phrases[i].items, m.phrases[i].n);
    return words;
}

void table_words_find(struct word_hits *out, const struct table_words *words, struct arena *arena,
                      enum word_place place, struct str text)
{
    out->tokens = arena_alloc(arena, sizeof *out->tokens);
    tokens_read(out->tokens, arena, text);
    phrases_find(&out->hits, words->index[place], arena, (struct phrase_unit){.tokens = out->tokens}, true);
}

const struct word_owner *table_words_owner(const struct table_words *words, const struct phrase_hit *hit)
{
    return &words->owners[hit->phrase];
}

uint32_t table_words_fact(const struct table_words *words, const struct word_hits *found)
{
    uint32_t fact = RUB_NONE, longest = 0;
    bool several = false;
    for (size_t i = 0; i < found->hits.n; i++) {
        const struct phrase_hit *hit = &found->hits.items[i];
        const struct word_owner *owner = table_words_owner(words, hit);
        if (owner->use != WORD_FACT || hit->n < longest)
            continue;
        several = hit->n == longest && owner->number != fact && (several || fact != RUB_NONE);
        fact = owner->number;
        longest = hit->n;
    }
    return several ? RUB_NONE : fact;
}

struct str table_words_key(struct arena *arena, struct str text)
{
    struct tokens tokens;
    struct buf key = buf_new(arena, 60);
    tokens_read(&tokens, arena, str_sub(text, 0, 200));
    for (size_t i = 0; i < tokens.n && !key.full; i++) {
        if (i)
            buf_putc(&key, '_');
        buf_add(&key, tokens.items[i].text);
    }
    return buf_str(&key);
}
