#include "recognise/phrase_match.h"
#include "model/quantity.h"

#include <string.h>

#define MAX_QUANTITY 64 /* bytes in which a quantity ends */

static void put(struct ends *ends, struct end end)
{
    for (size_t i = 0; i < ends->n; i++) {
        struct end *same = &ends->items[i];
        if (same->at == end.at) {
            same->slips = same->slips < end.slips ? same->slips : end.slips;
            same->apart = same->apart && end.apart;
            return;
        }
    }
    if (ends->n < PHRASE_ENDS)
        ends->items[ends->n++] = end;
}

static bool has(const struct phrase_room *room, uint32_t at, const char *letters, size_t n)
{
    return n <= room->n_letters - at && room->letters[at] == *letters &&
           memcmp(room->letters + at, letters, n) == 0;
}

static void match_word(struct ends *out, const struct phrase_room *room, const struct phrase_word *word,
                       struct end at)
{
    size_t n = word->text.n;
    if (!has(room, at.at, word->text.p, word->least))
        return;
    struct end end = {at.at + (uint32_t)n, at.slips, at.apart}, plural = end;
    if (word->least < n && !(end.at <= room->n_letters && room->letters[end.at - 1] == 'y')) {
        /* query, queries: everything but the y was read. */
        end.at--;
        plural.at = phrase_next_start(room, end.at);
        plural.slips++;
        if (plural.at - end.at == 3 && memcmp(room->letters + end.at, "ies", 3) == 0)
            put(out, plural);
        return;
    }
    plural.at = phrase_next_start(room, end.at);
    plural.slips += !word->plural;
    end.slips += word->plural;
    if (phrase_plural(room, word, end.at, plural.at))
        put(out, plural);
    /* A word of one or two letters is no part of a compound. */
    if (plural.at == end.at || n > 2)
        put(out, end);
}

/* The quantity that begins with the token. */
static struct amount_at read_amount(const struct tokens *tokens, uint32_t at)
{
    struct amount_at amount = {at, 0, QUANTITY_ANY};
    const struct token *token = &tokens->items[at];
    /* The sign of a currency stands before the number. */
    size_t from = token->at < 4 ? 0 : token->at - 4, pos = token->at - from;
    while (pos > 0 && (tokens->source.p[from + pos - 1] == '$' ||
                       (unsigned char)tokens->source.p[from + pos - 1] >= 0x80))
        pos--;
    struct str near = str_sub(tokens->source, from, MAX_QUANTITY);
    struct quantity found;
    if (!quantity_next(&found, near, &pos) || from + found.at > token->at)
        return amount;
    amount.dim = found.dim;
    amount.end = at + 1;
    while (amount.end < tokens->n && tokens->items[amount.end].at < from + found.at + found.n)
        amount.end++;
    return amount;
}

/* A quantity of that kind that begins with the token; the token after it, or 0. */
static uint32_t quantity(struct search *search, uint32_t at, enum phrase_amount wanted)
{
    if (wanted == AMOUNT_NUMBER)
        return at + 1;
    struct amount_at *amount = NULL;
    for (size_t i = 0; i < search->n_amounts && i < PHRASE_AMOUNTS && !amount; i++)
        if (search->amounts[i].token == at)
            amount = &search->amounts[i];
    if (!amount) {
        amount = &search->amounts[search->n_amounts++ % PHRASE_AMOUNTS];
        *amount = read_amount(search->unit.tokens, at);
    }
    static const struct {
        enum quantity_dim dim, other;
    } fits[] = {[AMOUNT_TIME] = {QUANTITY_DURATION, QUANTITY_DURATION},
                [AMOUNT_SHARE] = {QUANTITY_SHARE, QUANTITY_SHARE},
                [AMOUNT_MONEY] = {QUANTITY_MONEY, QUANTITY_MONEY},
                [AMOUNT_RATE] = {QUANTITY_RATE, QUANTITY_RATE},
                [AMOUNT_BYTES] = {QUANTITY_SIZE, QUANTITY_GROWTH}};
    bool right = wanted == AMOUNT_ANY || amount->dim == fits[wanted].dim || amount->dim == fits[wanted].other;
    return right ? amount->end : 0;
}

static void match_quantity(struct ends *out, struct search *search, uint32_t wanted, struct end at)
{
    const struct phrase_room *room = search->room;
    const struct token *tokens = search->unit.tokens->items;
    uint32_t token = room->token_of[at.at];
    if (token >= room->n_tokens || !phrase_starts(room, at.at) || !tokens[token].number)
        return;
    uint32_t end = quantity(search, token, (enum phrase_amount)wanted);
    if (end)
        put(out, (struct end){room->starts[end], at.slips, at.apart});
    /* "$0.05 per 1k" is one amount, and "$0.05" followed by words that a phrase may name */
    for (uint32_t k = token + 1; k < end; k++)
        if (str_is(tokens[k].text, "per"))
            put(out, (struct end){room->starts[k], at.slips, at.apart});
}

static void match_tool(struct ends *out, const struct search *search, struct end at)
{
    const struct phrase_room *room = search->room;
    uint32_t token = room->token_of[at.at];
    const uint32_t *tool_end = search->unit.tool_end;
    if (tool_end && token < room->n_tokens && phrase_starts(room, at.at) && tool_end[token])
        put(out, (struct end){room->starts[tool_end[token]], at.slips, at.apart});
}

/* One part, then the other at most `distance` tokens later. */
static void match_near(struct ends *out, struct search *search, uint32_t a, uint32_t b, uint32_t distance,
                       struct end at)
{
    const struct phrase_room *room = search->room;
    uint64_t second_begins = search->index->begins[b];
    struct ends first;
    first.n = 0;
    if (!(search->index->begins[a] & phrase_next(room, at.at)))
        return;
    phrase_match(&first, search, a, at);
    for (size_t i = 0; i < first.n; i++) {
        struct end end = first.items[i];
        uint32_t token = room->token_of[end.at];
        if (!phrase_starts(room, end.at))
            continue;
        for (uint32_t gap = 0; gap <= distance && token + gap < room->n_tokens; gap++) {
            struct end next = {room->starts[token + gap], end.slips, end.apart || gap > 0};
            struct ends second;
            second.n = 0;
            if (!(second_begins & phrase_next(room, next.at)))
                continue;
            phrase_match(&second, search, b, next);
            for (size_t k = 0; k < second.n; k++)
                put(out, second.items[k]);
            if (second.n)
                break;
        }
    }
}

static void match_sequence(struct ends *out, struct search *search, const struct phrase_node *node,
                           struct end at)
{
    /* Two sets of places, in turn: where the parts so far may end, and where with the next one. */
    struct ends both[2], *here = &both[0], *next = &both[1];
    here->items[0] = at;
    here->n = 1;
    for (uint32_t i = 0; i < node->n && here->n; i++) {
        uint64_t begins = search->index->begins[node->first + i];
        next->n = 0;
        for (size_t k = 0; k < here->n; k++)
            if (begins & phrase_next(search->room, here->items[k].at))
                phrase_match(next, search, node->first + i, here->items[k]);
        struct ends *last = here;
        here = next;
        next = last;
    }
    for (size_t k = 0; k < here->n; k++)
        put(out, here->items[k]);
}

/* As deep as the phrase, which phrase_index.c bounds. */
void phrase_match(struct ends *out, struct search *search, uint32_t number, struct end at)
{
    const struct phrase_index *index = search->index;
    const struct phrase_node *node = &index->nodes[number];
    switch ((enum rub_phrase_op)node->op) {
    case PHRASE_WORD:
        if (node->word != RUB_NONE)
            match_word(out, search->room, &index->words[node->word], at);
        return;
    case PHRASE_PREFIX:
        if (node->word != RUB_NONE) {
            struct str word = index->words[node->word].text;
            if (has(search->room, at.at, word.p, word.n))
                put(out, (struct end){phrase_next_start(search->room, at.at + (uint32_t)word.n), at.slips,
                                      at.apart});
        }
        return;
    case PHRASE_QUANTITY:
        match_quantity(out, search, node->amount, at);
        return;
    case PHRASE_TOOL:
        match_tool(out, search, at);
        return;
    case PHRASE_SEQUENCE:
        match_sequence(out, search, node, at);
        return;
    case PHRASE_OPTIONAL:
        put(out, at);
        /* fall through */
    case PHRASE_ONE_OF: {
        uint64_t letters = phrase_next(search->room, at.at);
        for (uint32_t i = node->first; i < node->first + node->n; i++)
            if (index->begins[i] & letters)
                phrase_match(out, search, i, at);
        return;
    }
    case PHRASE_NEAR:
        if (node->n == 2) {
            match_near(out, search, node->first, node->first + 1, node->distance, at);
            match_near(out, search, node->first + 1, node->first, node->distance, at);
        }
        return;
    }
}

/* ------------------------------------------------------------------ single words, without an index */

/* Reads `word` from the beginning of the token, across boundaries; the token and letter behind it. */
static bool eat(const struct tokens *tokens, struct str word, size_t *token, size_t *letter)
{
    size_t i = 0;
    *letter = 0;
    while (i < word.n) {
        if (*token >= tokens->n)
            return false;
        struct str text = tokens->items[*token].text;
        if (*letter >= text.n) {
            ++*token;
            *letter = 0;
            continue;
        }
        if (text.p[*letter] != word.p[i])
            return false;
        i++;
        ++*letter;
    }
    return word.n > 0;
}

size_t phrase_letters(const struct tokens *tokens, size_t token, struct str word, bool plural)
{
    size_t letter;
    if (!eat(tokens, word, &token, &letter))
        return 0;
    struct str text = tokens->items[token].text, rest = str_sub(text, letter, text.n);
    if (rest.n && !(plural && (str_is(rest, "s") || str_is(rest, "es"))))
        return 0;
    return token + 1;
}

size_t phrase_begins(const struct tokens *tokens, size_t token, struct str word)
{
    size_t letter;
    return eat(tokens, word, &token, &letter) ? token + 1 : 0;
}
