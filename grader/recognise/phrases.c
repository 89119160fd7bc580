#include "recognise/phrase_match.h"

/* ------------------------------------------------------------------ what must stand beside a phrase */

static bool stands(struct search *search, const struct phrase_condition *condition, uint32_t from,
                   uint32_t to)
{
    const struct phrase_room *room = search->room;
    if (!phrase_fact(room, condition->fact))
        return false;
    uint64_t begins = search->index->begins[condition->root];
    for (uint32_t i = from; i < to; i++) {
        struct ends ends;
        ends.n = 0;
        if (!(begins & phrase_next(room, room->starts[i])))
            continue;
        phrase_match(&ends, search, condition->root, (struct end){room->starts[i], 0, false});
        for (size_t k = 0; k < ends.n; k++) {
            uint32_t end = ends.items[k].at;
            if (phrase_starts(room, end) && end > room->starts[i] && end <= room->starts[to])
                return true;
        }
    }
    return false;
}

static bool any_stands(struct search *search, struct rub_span conditions, uint32_t from, uint32_t to)
{
    for (uint32_t i = conditions.at; i < conditions.at + conditions.n; i++)
        if (stands(search, &search->index->conditions[i], from, to))
            return true;
    return false;
}

static bool hold_between(struct search *search, const struct phrase_rule *rule, uint32_t from, uint32_t to)
{
    return (!rule->near.n || any_stands(search, rule->near, from, to)) &&
           !any_stands(search, rule->not_near, from, to);
}

/* {near: …, not: …} of a phrase, looked up once for a unit; of what a part begins or ends with, in that part.
 */
static bool conditions_hold(struct search *search, uint32_t number, uint32_t at)
{
    const struct phrase_rule *rule = &search->index->rules[number];
    uint32_t n = search->room->n_tokens, from = at, to = at + 1;
    if (!rule->near.n && !rule->not_near.n)
        return true;
    if (rule->stand == STAND_BEGINS || rule->stand == STAND_ENDS) {
        const struct label_part *parts = search->label.parts;
        while (from > 0 && parts[from - 1].number == parts[at].number)
            from--;
        while (to < n && parts[to].number == parts[at].number)
            to++;
        return hold_between(search, rule, from, to);
    }
    for (size_t i = 0; i < search->n_asked && i < PHRASE_ASKED; i++)
        if (search->asked[i].rule == number)
            return search->asked[i].holds;
    bool holds = hold_between(search, rule, 0, n);
    search->asked[search->n_asked++ % PHRASE_ASKED] = (struct asked){number, holds};
    return holds;
}

/* The phrase stands where it must. */
static bool stands_right(const struct search *search, enum rub_stand stand, uint32_t first, uint32_t end)
{
    const struct label_parts *label = &search->label;
    if (stand == STAND_ANYWHERE)
        return true;
    /* Signs part what they stand between. */
    if (label->items[first].number != label->items[end - 1].number)
        return false;
    if (stand == STAND_LABEL)
        return true;
    if (stand == STAND_BEGINS)
        return first <= label->parts[first].first;
    if (stand == STAND_ENDS)
        return first < label->parts[end - 1].head && end >= label->parts[end - 1].head;
    /* The whole of an item; what stands in brackets is none. */
    const struct label_part *item = &label->items[first];
    return search->unit.tokens->items[first].part != PART_DETAIL && first <= item->first && end >= item->head;
}

/* ------------------------------------------------------------------ search */

static void add_hit(struct phrase_hits *out, struct arena *arena, struct phrase_hit hit)
{
    for (size_t i = out->n; i > 0 && out->items[i - 1].first == hit.first; i--) {
        struct phrase_hit *same = &out->items[i - 1];
        if (same->phrase != hit.phrase)
            continue;
        if (hit.n > same->n || (hit.n == same->n && hit.slips < same->slips))
            *same = hit;
        return;
    }
    *(struct phrase_hit *)ARENA_PUSH(arena, out->items, out->n, out->cap) = hit;
}

/* A word that is there, and how the text goes on behind it. */
struct beginning {
    const struct phrase_word *word;
    uint32_t token;
    uint64_t next; /* pairs of letters that the next part of a phrase may begin with */
    bool ends;     /* the token ends with it, but for a plural's letters */
    bool exact;    /* the token is the word */
};

/* False where the word is no part of what stands there: "in" of "into". */
static bool read_beginning(struct beginning *out, const struct search *search, struct word_found found)
{
    const struct phrase_room *room = search->room;
    const struct phrase_word *word = &search->index->words[found.word];
    uint32_t n = (uint32_t)word->text.n, end = room->starts[found.token] + n;
    *out = (struct beginning){word, found.token, UINT64_MAX, true, false};
    if (n == 0 || word->prefix)
        return true;
    /* "queries" begins what "query" does; "copies" is a word of its own. */
    if (word->least < n && (end > room->n_letters || room->letters[end - 1] != 'y'))
        return n > 4;
    uint32_t stop = phrase_next_start(room, end);
    bool plural = phrase_plural(room, word, end, stop);
    out->next = phrase_next(room, end) | (plural ? phrase_next(room, stop) : 0);
    out->ends = end == stop || plural;
    out->exact = end == room->starts[found.token + 1];
    return end == stop || n > 2;
}

static bool needs_met(const struct phrase_room *room, const struct phrase_rule *rule)
{
    for (size_t i = 0; i < PHRASE_NEEDS; i++)
        if (!phrase_fact(room, rule->needs[i]))
            return false;
    return true;
}

static void try(struct phrase_hits *out, struct arena *arena, struct search *search,
                const struct beginning *begins, const struct phrase_entry *entry)
{
    const struct phrase_room *room = search->room;
    const struct phrase_rule *rule = &search->index->rules[entry->rule];
    uint32_t at = begins->token;
    /* One word, or one of several: only the one that is there counts, and mostly it is the whole token. */
    if (rule->simple && begins->exact)
        add_hit(out, arena, (struct phrase_hit){rule->phrase, at, 1, begins->word->plural, false});
    if ((rule->simple && (begins->exact || !begins->ends)) || !needs_met(room, rule) ||
        (rule->stand != STAND_ANYWHERE && !search->unit.label))
        return;
    struct ends ends;
    ends.n = 0;
    phrase_match(&ends, search, rule->simple ? entry->node : rule->root,
                 (struct end){room->starts[at], 0, false});
    const struct end *best = NULL;
    for (size_t i = 0; i < ends.n; i++)
        if (phrase_starts(room, ends.items[i].at) && ends.items[i].at > room->starts[at] &&
            (!best || ends.items[i].at > best->at))
            best = &ends.items[i];
    if (!best)
        return;
    uint32_t end = room->token_of[best->at];
    if (stands_right(search, (enum rub_stand)rule->stand, at, end) &&
        conditions_hold(search, entry->rule, at))
        add_hit(out, arena, (struct phrase_hit){rule->phrase, at, end - at, best->slips, best->apart});
}

/* What may begin with the word, a portion at a time; first those are left out that need what is not there. */
static void try_word(struct phrase_hits *out, struct arena *arena, struct search *search,
                     struct word_found found)
{
    enum { PORTION = 64 };
    const struct phrase_index *index = search->index;
    struct beginning begins;
    if (!read_beginning(&begins, search, found))
        return;
    uint32_t end = begins.word->entries.at + begins.word->entries.n, left[PORTION];
    for (uint32_t from = begins.word->entries.at; from < end; from += PORTION) {
        uint32_t to = from + PORTION < end ? from + PORTION : end;
        size_t n = 0;
        /* Without a branch: no processor could guess which ones are left. */
        for (uint32_t i = from; i < to; i++) {
            left[n] = i;
            n += phrase_fact(search->room, index->needs[i]);
        }
        for (size_t i = 0; i < n; i++)
            if (index->entries[left[i]].after & begins.next)
                try(out, arena, search, &begins, &index->entries[left[i]]);
    }
}

static bool before(const struct phrase_hit *x, const struct phrase_hit *y)
{
    if (x->first != y->first)
        return x->first < y->first;
    return x->n != y->n ? x->n > y->n : x->phrase < y->phrase;
}

/* Hits come in the order of the tokens: only those that begin at the same one are put in order. */
static void sort(struct phrase_hits *hits)
{
    for (size_t i = 1; i < hits->n; i++) {
        struct phrase_hit moved = hits->items[i];
        size_t k = i;
        for (; k > 0 && before(&moved, &hits->items[k - 1]); k--)
            hits->items[k] = hits->items[k - 1];
        hits->items[k] = moved;
    }
}

/*
 * Drops what lies inside a longer hit, and of two on the same words the one that needed more plurals changed.
 * In their order the longer ones come first, so that one walk will do.
 */
static void keep_longest(struct phrase_hits *hits)
{
    size_t kept = 0;
    uint32_t reach = 0; /* where the hits whose words stand side by side end, those that began before */
    for (size_t i = 0, next; i < hits->n; i = next) {
        const struct phrase_hit same = hits->items[i];
        uint32_t end = same.first + same.n, slips = same.slips;
        bool side_by_side = false;
        for (next = i;
             next < hits->n && hits->items[next].first == same.first && hits->items[next].n == same.n;
             next++) {
            slips = hits->items[next].slips < slips ? hits->items[next].slips : slips;
            side_by_side = side_by_side || !hits->items[next].apart;
        }
        for (size_t k = i; k < next && reach < end; k++)
            if (hits->items[k].slips == slips)
                hits->items[kept++] = hits->items[k];
        if (side_by_side && end > reach)
            reach = end;
    }
    hits->n = kept;
}

void phrases_find(struct phrase_hits *out, const struct phrase_index *index, struct arena *arena,
                  struct phrase_unit unit, bool all)
{
    *out = (struct phrase_hits){0};
    phrases_again(out, index, arena, unit, all);
}

void phrases_again(struct phrase_hits *out, const struct phrase_index *index, struct arena *arena,
                   struct phrase_unit unit, bool all)
{
    struct search search;
    out->n = 0;
    search.index = index;
    search.unit = unit;
    search.n_asked = search.n_amounts = 0;
    search.room = phrase_letters_read(index, arena, unit);
    if (unit.label)
        label_parts_read(&search.label, arena, unit.tokens, unit.tool_end);
    for (size_t i = 0; i < search.room->n_found; i++)
        try_word(out, arena, &search, search.room->found[i]);
    sort(out);
    if (!all)
        keep_longest(out);
}

bool phrase_filler(const struct token *token)
{
    static const char *const words[] = {"a",       "an",         "the",    "our",       "and",  "of",
                                        "service", "services",   "system", "component", "new",  "live",
                                        "prod",    "production", "main",   "layer",     "step", "stage"};
    if (token->number)
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(token->text, words[i]))
            return true;
    return false;
}
