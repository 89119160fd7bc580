#include "recognise/phrase_match.h"

#include <string.h>

static void add_word(struct phrase_index *index, struct arena *arena, struct str word, bool prefix)
{
    if (word.n == 0 || word.p[0] < 'a' || word.p[0] > 'z' || (!prefix && word.n < PHRASE_MEND))
        return;
    size_t letter = (size_t)(word.p[0] - 'a');
    for (size_t i = 0; i < index->n_words[letter]; i++)
        if (index->words[letter][i].prefix == prefix && str_eq(index->words[letter][i].word, word))
            return;
    struct word_entry *entry =
        ARENA_PUSH(arena, index->words[letter], index->n_words[letter], index->cap_words[letter]);
    *entry = (struct word_entry){word, prefix};
}

void phrase_mending(struct phrase_index *index, struct arena *arena)
{
    for (uint32_t i = 0; i < rub_phrase_nodes_n(index->rubric); i++)
        if (index->leaves[i].word.n)
            add_word(index, arena, index->leaves[i].word, index->nodes[i].op == PHRASE_PREFIX);
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
        if (text.n < PHRASE_MEND || text.n > 40 || text.p[0] < 'a' || text.p[0] > 'z')
            continue;
        size_t letter = (size_t)(text.p[0] - 'a');
        struct str singular = phrase_singular(text), found = {0};
        bool known = false, several = false;
        for (size_t k = 0; k < index->n_words[letter] && !known; k++) {
            const struct word_entry *entry = &index->words[letter][k];
            if (entry->prefix) {
                known = entry->word.n >= 3 && text.n >= entry->word.n &&
                        memcmp(text.p, entry->word.p, entry->word.n) == 0;
            } else if (str_eq(entry->word, text) || str_eq(entry->word, singular)) {
                known = true;
            } else if (slip(singular, entry->word)) {
                several = several || (found.n && !str_eq(found, entry->word));
                found = entry->word;
            }
        }
        if (!known && found.n && !several) {
            token->text = found;
            token->mended = true;
        }
    }
}
