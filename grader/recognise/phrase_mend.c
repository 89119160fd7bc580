#include "recognise/phrase_index.h"

#define MEND_LETTERS 6 /* of a word that may hold a slip */

/* Words by their first letter. */
struct word_list {
    const struct phrase_word **items;
    size_t n, cap;
};

void phrase_mending(struct phrase_index *index, struct arena *arena)
{
    index->mending = arena_alloc(arena, 26 * sizeof *index->mending);
    for (size_t i = WORDS_OWN; i < index->n_words; i++) {
        const struct phrase_word *word = &index->words[i];
        char first = word->text.p[0];
        if (first < 'a' || first > 'z' || (!word->prefix && word->text.n < MEND_LETTERS))
            continue;
        struct word_list *list = &index->mending[first - 'a'];
        *(const struct phrase_word **)ARENA_PUSH(arena, list->items, list->n, list->cap) = word;
    }
}

/*
 * One letter is wrong, missing, doubled, or two are swapped. In words of seven letters a changed one is no
 * slip (scoring, storing); the first letter is always right, and a difference in the last is grammar.
 */
static bool slip(struct str wrong, struct str right)
{
    if (wrong.p[0] != right.p[0] || right.n < 7 || (right.n == 7 && wrong.n == right.n))
        return false;
    if (str_distance(wrong, right, 1) != 1)
        return false;
    return wrong.p[wrong.n - 1] == right.p[right.n - 1];
}

void phrase_mend(const struct phrase_index *index, struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->n; i++) {
        struct token *token = &tokens->items[i];
        struct str text = token->text;
        if (text.n < MEND_LETTERS || text.n > 40 || text.p[0] < 'a' || text.p[0] > 'z')
            continue;
        const struct word_list *list = &index->mending[text.p[0] - 'a'];
        struct str singular = phrase_singular(text), found = {0};
        bool known = false, several = false;
        for (size_t k = 0; k < list->n && !known; k++) {
            const struct phrase_word *word = list->items[k];
            struct str right = word->text;
            if (word->prefix) {
                known = right.n >= 3 && text.n >= right.n && memcmp(text.p, right.p, right.n) == 0;
            } else if (str_eq(right, text) || str_eq(right, singular)) {
                known = true;
            } else if (slip(singular, right)) {
                several = several || (found.n && !str_eq(found, right));
                found = right;
            }
        }
        if (!known && found.n && !several) {
            token->text = found;
            token->mended = true;
        }
    }
}
