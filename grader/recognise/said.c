#include "recognise/said.h"

#include <string.h>

void said_room(struct said *said, size_t n)
{
    if (n < said->cap)
        return;
    size_t cap = said->cap ? said->cap : 128;
    while (cap <= n)
        cap *= 2;
    said->cap = cap;
    said->signs = arena_alloc(said->arena, (cap + 1) * sizeof *said->signs);
    said->echoed = arena_alloc(said->arena, cap * sizeof *said->echoed);
    said->before = arena_alloc(said->arena, cap);
    said->after = arena_alloc(said->arena, cap);
    said->flags = arena_alloc(said->arena, cap + 1);
    said->own_cues = arena_alloc(said->arena, cap * sizeof *said->own_cues);
    said->tool_end = arena_alloc(said->arena, (cap + 1) * sizeof *said->tool_end);
    said->hashes = arena_alloc(said->arena, cap * sizeof *said->hashes);
}

/*
 * Words that stand side by side but for a sign that parts them are no phrase: "drift; monitor" is two things.
 * A comma and brackets part less, but in "data, model" nobody speaks of a data model.
 */
static bool two_words(const struct said *said, const struct phrase_hit *hit)
{
    const struct rubric *rubric = said->lexicon->rubric;
    enum word_class class = said_class(said, hit);
    const struct token *token = &said->tokens->items[hit->first];
    /* A trigger of one word: "todo" is not "to do", but "dont" is "don't". */
    return hit->n > 1 && class != WORDS_SET && class != WORDS_ROLE &&
           rub_phrase_nodes(rubric, rub_phrases(rubric, hit->phrase)->root)->op == PHRASE_WORD &&
           said->tokens->source.p[token->at + token->n] == ' ';
}

static void drop_parted(struct said *said)
{
    size_t kept = 0;
    for (size_t i = 0; i < said->hits.n; i++) {
        const struct phrase_hit *hit = &said->hits.items[i];
        uint32_t parting = SIGN_STOP | SIGN_COLON, signs = 0;
        if (said_class(said, hit) == WORDS_CUE || said_class(said, hit) == WORDS_ROLE)
            parting |= SIGN_COMMA | SIGN_DASH | SIGN_OPEN | SIGN_CLOSE | SIGN_ARROW;
        for (uint32_t k = hit->first + 1; k < hit->first + hit->n && !hit->apart; k++)
            signs |= said->signs[k];
        if (!(signs & parting) && !two_words(said, hit))
            said->hits.items[kept++] = *hit;
    }
    said->hits.n = kept;
}

static void flag(struct said *said)
{
    static const unsigned char flag_of[WORD_CLASS_COUNT] = {
        [WORDS_PSEUDO] = AT_PSEUDO, [WORDS_TERMINATOR] = AT_TERMINATOR,
        [WORDS_CLAUSE] = AT_CLAUSE, [WORDS_CLAUSE_COMMA] = AT_CLAUSE_COMMA,
        [WORDS_CAUSE] = AT_CAUSE,   [WORDS_NUMBERING] = AT_NUMBERING,
    };
    memset(said->flags, 0, said->tokens->n + 1);
    for (size_t i = 0; i < said->hits.n; i++) {
        const struct phrase_hit *hit = &said->hits.items[i];
        unsigned char flag = flag_of[said_class(said, hit)];
        uint32_t n = flag & (AT_PSEUDO | AT_NUMBERING) ? hit->n : 1;
        for (uint32_t k = 0; flag && k < n; k++)
            said->flags[hit->first + k] |= flag;
        /* what rows and roles call things; turns of the language ("TOOL serves") are no names */
        bool name = said_class(said, hit) == WORDS_ROLE ||
                    (said_class(said, hit) == WORDS_SET &&
                     said->lexicon->row_of[said->lexicon->set_of[hit->phrase]] != RUB_NONE);
        for (uint32_t k = 1; name && !hit->apart && k < hit->n; k++)
            said->flags[hit->first + k] |= AT_NAME;
    }
    for (size_t i = 0; i < said->tools.n; i++)
        said->flags[said->tools.items[i].first + said->tools.items[i].n] |= BEHIND_TOOL;
}

void said_find(struct said *said, enum tool_where where)
{
    const struct tokens *tokens = said->tokens;
    tools_again(&said->tools, said->lexicon->tools, said->arena, tokens, where);
    for (size_t i = 0; i <= tokens->n; i++)
        said->tool_end[i] = 0;
    for (size_t i = 0; i < said->tools.n; i++)
        said->tool_end[said->tools.items[i].first] = said->tools.items[i].first + said->tools.items[i].n;
    phrases_again(&said->hits, said->lexicon->phrases, said->arena,
                  (struct phrase_unit){tokens, said->tool_end, false}, true);
    drop_parted(said);
    flag(said);
}

bool said_echoed(const struct said *said, uint32_t first, uint32_t n)
{
    for (uint32_t i = first; i < first + n; i++)
        if (said->echoed[i])
            return true;
    return false;
}
