#include "recognise/phrase_maker.h"
#include "recognise/phrase_match.h"

/* Lists word after word: counted, then filled. */
static void sort_lists(struct phrase_maker *m)
{
    struct phrase_index *index = m->index;
    index->entries = arena_alloc(m->arena, m->n_beginnings * sizeof *index->entries);
    index->choices = arena_alloc(m->arena, m->n_members * sizeof *index->choices);
    for (size_t i = 0; i < m->n_beginnings; i++)
        index->words[m->beginnings[i].word].entries.n++;
    for (size_t i = 0; i < m->n_members; i++)
        index->words[m->members[i].word].choices.n++;
    for (size_t i = 1; i < index->n_words; i++) {
        struct phrase_word *word = &index->words[i], *last = word - 1;
        word->entries.at = last->entries.at + last->entries.n;
        word->choices.at = last->choices.at + last->choices.n;
        last->entries.n = last->choices.n = 0;
    }
    index->words[index->n_words - 1].entries.n = index->words[index->n_words - 1].choices.n = 0;
    for (size_t i = 0; i < m->n_beginnings; i++) {
        struct rub_span *span = &index->words[m->beginnings[i].word].entries;
        index->entries[span->at + span->n++] = m->beginnings[i].entry;
    }
    for (size_t i = 0; i < m->n_members; i++) {
        struct rub_span *span = &index->words[m->members[i].word].choices;
        index->choices[span->at + span->n++] = m->members[i].choice;
    }
}

static void read_needs(struct phrase_maker *m)
{
    struct phrase_index *index = m->index;
    index->needs = arena_alloc(m->arena, m->n_beginnings * sizeof *index->needs);
    for (uint32_t i = 0; i < index->n_words; i++) {
        struct rub_span entries = index->words[i].entries;
        for (uint32_t k = entries.at; k < entries.at + entries.n; k++)
            index->needs[k] = phrase_needs_first(index, i, &index->rules[index->entries[k].rule]);
    }
}

/* The first letters of a word, by which it is found. */
static struct phrase_key key_of(const struct phrase_word *word, uint32_t number)
{
    char letters[8] = {0};
    memcpy(letters, word->text.p, word->least < 8 ? word->least : 8);
    return (struct phrase_key){phrase_eight(letters), phrase_mask(word->least), number};
}

static void sort_keys(struct phrase_maker *m)
{
    struct phrase_index *index = m->index;
    index->slot_bits = 6;
    while ((size_t)1 << index->slot_bits < 2 * index->n_words && index->slot_bits < 16)
        index->slot_bits++;
    for (size_t i = 0; i <= KEY_LETTERS; i++)
        index->masks[i] = phrase_mask(i);
    index->begun = arena_alloc(m->arena, BEGUN_BITS / 8);
    for (size_t i = WORDS_OWN; i < index->n_words; i++) {
        const struct phrase_word *word = &index->words[i];
        const char *p = word->text.p;
        uint32_t bit = word->least > 3    ? phrase_begin_4(p)
                       : word->least == 3 ? phrase_begin_3(p)
                       : word->least == 2 ? phrase_begin_2(p)
                                          : phrase_begin_1(p);
        index->begun[bit / 64] |= UINT64_C(1) << bit % 64;
    }
    size_t slots = (size_t)1 << index->slot_bits;
    index->slots = arena_alloc(m->arena, (slots + 1) * sizeof *index->slots);
    index->keys = arena_alloc(m->arena, index->n_words * sizeof *index->keys);
    /* Counted from the end backwards: each slot's number is then where it begins. */
    for (int filling = 0; filling < 2; filling++) {
        for (uint32_t i = WORDS_OWN; i < index->n_words; i++) {
            const struct phrase_word *word = &index->words[i];
            struct phrase_key key = key_of(word, i);
            size_t n = word->least < KEY_LETTERS ? word->least : KEY_LETTERS;
            uint32_t slot = phrase_slot(index, key.letters & index->masks[n]);
            if (filling)
                index->keys[--index->slots[slot]] = key;
            else
                index->slots[slot]++;
        }
        for (size_t i = 0; i < slots && !filling; i++)
            index->slots[i + 1] += index->slots[i];
    }
}

struct phrase_index *phrase_index_new(struct arena *arena, const struct rubric *rubric,
                                      const uint32_t *phrases, size_t n)
{
    struct phrase_index *index = arena_alloc(arena, sizeof *index);
    struct phrase_maker m = {.index = index, .arena = arena};
    index->rubric = rubric;
    phrase_copy(&m, phrases, n);
    phrase_needs(&m);
    sort_lists(&m);
    read_needs(&m);
    sort_keys(&m);
    index->room = arena_alloc(arena, sizeof *index->room);
    index->room->facts = arena_alloc(arena, (index->n_facts / 64 + 1) * sizeof *index->room->facts);
    return index;
}
