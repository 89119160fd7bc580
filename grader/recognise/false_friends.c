#include "recognise/false_friends.h"

#include <string.h>

/* The token of the range at which the word stands; `end` where it does not. */
static uint32_t word_in(const struct said *said, struct str word, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (phrase_letters(said->tokens, i, word, true))
            return i;
    return end;
}

static void activate(struct said *said, uint32_t friend)
{
    for (size_t i = 0; i < said->n_active; i++)
        if (said->active[i] == friend)
            return;
    said->senses[friend] = (struct sense){{0, 0}, {0, 0}, false};
    said->active[said->n_active++] = friend;
}

void false_friends_read(struct said *said)
{
    const struct lexicon *lexicon = said->lexicon;
    if (!said->senses) {
        said->senses = arena_alloc(said->arena, lexicon->n_friends * sizeof *said->senses);
        said->active = arena_alloc(said->arena, lexicon->n_friends * sizeof *said->active);
    }
    if (said->own_cue)
        memset(said->own_cues, 0, said->cap * sizeof *said->own_cues);
    said->own_cue = false;
    said->n_active = 0;
    for (size_t i = 0; i < said->hits.n; i++) {
        const struct phrase_hit *hit = &said->hits.items[i];
        enum word_class class = said_class(said, hit);
        if (class != WORDS_CUE && class != WORDS_RIGHT)
            continue;
        uint32_t friend = lexicon->set_of[hit->phrase], end = hit->first + hit->n;
        uint32_t own =
            class == WORDS_CUE ? word_in(said, lexicon->friends[friend].word, hit->first, end) : end;
        if (own < end) {
            said->own_cues[own] = (struct own_cue){friend, hit->first, end};
            said->own_cue = true;
            continue;
        }
        activate(said, friend);
        struct sense *sense = &said->senses[friend];
        if (class == WORDS_RIGHT) {
            sense->right = true;
            continue;
        }
        size_t which = sense->end[0] ? 1 : 0;
        sense->first[which] = hit->first;
        sense->end[which] = end;
    }
}

static bool excepted(const struct said *said, uint32_t number, uint32_t set)
{
    const struct rubric *rubric = said->lexicon->rubric;
    uint32_t except = said->lexicon->friends[number].except;
    if (except == RUB_NONE || set == RUB_NONE)
        return false;
    struct rub_span names = rub_sets(rubric, except)->phrases;
    struct str name = str_from(rub_text(rubric, rub_sets(rubric, set)->name));
    for (uint32_t i = names.at; i < names.at + names.n; i++)
        if (str_starts(name, rub_text(rubric, rub_phrases(rubric, i)->source)))
            return true;
    return false;
}

/* A cue that is part of the phrase was meant when the phrase was written. */
static bool outside(const struct phrase_hit *hit, uint32_t first, uint32_t end)
{
    return end > 0 && (first < hit->first || end > hit->first + hit->n);
}

bool false_friends_here(const struct said *said, const struct phrase_hit *hit, uint32_t set)
{
    uint32_t end = hit->first + hit->n;
    for (uint32_t t = hit->first; said->own_cue && t < end; t++) {
        const struct own_cue *cue = &said->own_cues[t];
        if (outside(hit, cue->first, cue->end) && !excepted(said, cue->friend, set))
            return true;
    }
    for (size_t i = 0; i < said->n_active; i++) {
        uint32_t friend = said->active[i];
        const struct sense *sense = &said->senses[friend];
        if (sense->right ||
            !(outside(hit, sense->first[0], sense->end[0]) || outside(hit, sense->first[1], sense->end[1])))
            continue;
        if (word_in(said, said->lexicon->friends[friend].word, hit->first, end) < end &&
            !excepted(said, friend, set))
            return true;
    }
    return false;
}
