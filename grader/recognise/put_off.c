#include "recognise/put_off.h"

struct phrase_index *put_off_index_new(struct arena *arena, const struct rubric *rubric)
{
    uint32_t set = rub_set_of(rubric, STR("language.deferral.label")), *numbers = NULL;
    size_t n = 0, cap = 0;
    struct rub_span phrases = {0, 0};
    if (set != RUB_NONE)
        phrases = rub_sets(rubric, set)->phrases;
    for (uint32_t i = phrases.at; i < phrases.at + phrases.n; i++)
        *(uint32_t *)ARENA_PUSH(arena, numbers, n, cap) = i;
    return phrase_index_new(arena, rubric, numbers, n);
}

/* More than a blank or hyphen between two words, or the end of the label. */
static bool apart(struct str source, size_t from, size_t to, bool outside)
{
    bool blank = false, sign = false;
    for (size_t i = from; i < to; i++) {
        char c = source.p[i];
        blank = blank || c == ' ' || c == '\n';
        sign = sign || c == ':' || c == '(' || c == ')' || c == '[' || c == ']' || c == '\n' || c == '<' ||
               (unsigned char)c >= 0x80 || (c == '-' && blank);
    }
    return outside || sign;
}

bool put_off_label(struct str *out, const struct phrase_index *index, struct arena *arena,
                   const struct tokens *tokens, bool alone)
{
    struct phrase_hits hits;
    phrases_find(&hits, index, arena, (struct phrase_unit){.tokens = tokens, .label = true}, false);
    for (size_t i = 0; i < hits.n; i++) {
        uint32_t first = hits.items[i].first, end = first + hits.items[i].n;
        size_t before = first ? tokens->items[first - 1].at + tokens->items[first - 1].n : 0;
        size_t after = tokens->items[end - 1].at + tokens->items[end - 1].n;
        size_t next = end < tokens->n ? tokens->items[end].at : tokens->source.n;
        if ((alone || hits.items[i].n < tokens->n) &&
            apart(tokens->source, before, tokens->items[first].at, first == 0) &&
            apart(tokens->source, after, next, end == tokens->n)) {
            *out = tokens_quote(tokens, first, hits.items[i].n);
            return true;
        }
    }
    return false;
}
