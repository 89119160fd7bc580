#include "recognise/mentions.h"

#include "recognise/false_friends.h"
#include "recognise/standing.h"

/* Lies within a longer phrase of the same list, which came before it: hits are in order, the longest first.
 */
static bool inside(const struct mention_list *list, size_t number, const struct phrase_hit *hit)
{
    for (size_t i = list->n; i > 0 && list->items[i - 1].statement == number; i--) {
        const struct mention *other = &list->items[i - 1];
        if (other->first <= hit->first && hit->first + hit->n <= other->first + other->n)
            return true;
        /* Phrases are short: what began so long before reaches here no more. */
        if (list->n - i > 8)
            break;
    }
    return false;
}

static void place(struct mention *out, const struct tokens *tokens)
{
    const struct token *first = &tokens->items[out->first], *last = &tokens->items[out->first + out->n - 1];
    out->at = first->at;
    out->size = last->at + last->n - first->at;
}

/*
 * Subjects are groups of words, not rows: "drift triggers retraining" speaks to several rows and is one thing
 * or two. A group is of phrases that overlap; it is a subject of its own when one of its rows was not named
 * before.
 */
struct subjects {
    uint32_t rows[64];
    size_t n_rows, n;
    uint32_t end; /* of the group */
    bool counted; /* the group is one */
};

static void count_subject(struct subjects *s, const struct phrase_hit *hit, uint32_t row)
{
    uint32_t end = hit->first + (hit->apart ? 1 : hit->n);
    if (hit->first >= s->end)
        s->counted = false;
    s->end = end > s->end ? end : s->end;
    for (size_t k = 0; k < s->n_rows; k++)
        if (s->rows[k] == row)
            return;
    if (s->n_rows < sizeof s->rows / sizeof *s->rows)
        s->rows[s->n_rows++] = row;
    s->n += !s->counted;
    s->counted = true;
}

void mentions_read(struct said *said, struct statements *told, size_t number)
{
    const struct lexicon *lexicon = said->lexicon;
    struct subjects subjects;
    subjects.n_rows = subjects.n = subjects.end = 0;
    subjects.counted = false;
    for (size_t i = 0; i < said->hits.n; i++) {
        const struct phrase_hit *hit = &said->hits.items[i];
        if (said_class(said, hit) != WORDS_SET)
            continue;
        uint32_t set = lexicon->set_of[hit->phrase];
        struct mention_list *list = &told->of_set[set];
        if (said_echoed(said, hit->first, hit->n) || inside(list, number, hit))
            continue;
        bool weak = rub_phrases(lexicon->rubric, hit->phrase)->weak != 0;
        if (lexicon->row_of[set] != RUB_NONE && !weak)
            count_subject(&subjects, hit, lexicon->row_of[set]);
        struct mention *m = ARENA_PUSH(said->arena, list->items, list->n, list->cap);
        *m = (struct mention){.statement = number, .phrase = hit->phrase, .first = hit->first, .n = hit->n};
        m->weak = weak;
        m->standing = standing_of(said, hit->first, hit->n, hit->apart && !lexicon->negative[hit->phrase]);
        if (m->standing != STANDING_IGNORED && false_friends_here(said, hit, set))
            m->standing = STANDING_OTHER_SENSE;
        place(m, said->tokens);
    }
    said->statement->n_subjects = subjects.n;
    said->n_rows = subjects.n_rows;
}

void mentions_roles(struct arena *arena, struct statements *told, size_t number, const struct rubric *rubric)
{
    const struct statement *st = &told->items[number];
    for (size_t i = 0; i < st->n_components; i++) {
        const struct component *c = &st->components[i];
        for (uint32_t role = 0; role < rub_roles_n(rubric) && c->sure && c->roles >> role; role++) {
            if (!(c->roles >> role & 1))
                continue;
            struct mention_list *list = &told->of_role[role];
            struct mention *m = ARENA_PUSH(arena, list->items, list->n, list->cap);
            *m = (struct mention){.statement = number, .phrase = c->phrase, .first = c->first, .n = c->n};
            if (c->phrase == RUB_NONE && c->tool != RUB_NONE)
                m->phrase = (uint32_t)rub_phrases_n(rubric) + c->tool;
            m->weak = c->weak;
            m->standing = c->standing;
            if (c->n)
                place(m, st->tokens);
        }
    }
}
