#ifndef GRADE_PHRASE_MAKER_H
#define GRADE_PHRASE_MAKER_H
/*
 * An index of phrases under construction: phrase_index.c has it made in three steps, phrases and words copied
 * (phrase_copy.c), what they begin with and need (phrase_needs.c), all of it put in the order of words.
 */
#include "recognise/phrase_index.h"

/* Lists that are put in the order of words when all of them are known. */
struct phrase_beginning {
    uint32_t word;
    struct phrase_entry entry;
};
struct phrase_member {
    uint32_t word, choice;
};

struct phrase_maker {
    struct phrase_index *index;
    struct arena *arena;
    uint32_t *texts;  /* of each node: of a word, in the rubric */
    uint32_t *rarity; /* of each node: letters of the word that stands for it; 0 where none does */
    struct phrase_beginning *beginnings;
    struct phrase_member *members;
    size_t cap_texts, n_beginnings, cap_beginnings, n_members, cap_members;
};

/* Copies the phrases out of the rubric, and numbers their words. */
void phrase_copy(struct phrase_maker *maker, const uint32_t *phrases, size_t n);
/* What each node begins with; the lists of entries and choices, not yet in order; what each rule needs. */
void phrase_needs(struct phrase_maker *maker);
/* What an entry of that word needs besides it; when the choices are in order. */
uint32_t phrase_needs_first(const struct phrase_index *index, uint32_t word, const struct phrase_rule *rule);

#endif
