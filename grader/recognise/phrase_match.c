#include "recognise/phrase_match.h"
#include "model/quantity.h"

#include <string.h>

#define MAX_QUANTITY 64 /* bytes in which a quantity ends */

struct str phrase_singular(struct str word)
{
    bool drops = word.n >= 4 && word.p[word.n - 1] == 's' && word.p[word.n - 2] != 's' &&
                 word.p[word.n - 2] != 'u' && word.p[word.n - 2] != 'i';
    return drops ? str_sub(word, 0, word.n - 1) : word;
}

static const struct leaf *leaf_of(const struct phrase_index *index, uint32_t node)
{
    return &index->leaves[node];
}

/* The bits of the next two letters to read. */
static uint64_t letters_at(const struct search *search, struct end at)
{
    const struct tokens *tokens = search->unit.tokens;
    if (at.token >= tokens->n)
        return PHRASE_EMPTY;
    if (at.offset == 0 && at.token < PHRASE_PAIRS) {
        unsigned pair = search->pairs[at.token];
        return pair == PHRASE_UNPAIRED ? UINT64_MAX : PHRASE_EMPTY | UINT64_C(1) << pair;
    }
    struct str text = tokens->items[at.token].text;
    if (at.offset + 1 >= text.n)
        return UINT64_MAX;
    return PHRASE_EMPTY | UINT64_C(1) << phrase_pair(text.p[at.offset], text.p[at.offset + 1]);
}

static void put(struct ends *ends, struct end end, const struct tokens *tokens)
{
    if (end.token < tokens->n && end.offset == tokens->items[end.token].text.n)
        end = (struct end){end.token + 1, 0, end.slips, end.apart};
    for (size_t i = 0; i < ends->n; i++) {
        struct end *same = &ends->items[i];
        if (same->token == end.token && same->offset == end.offset) {
            same->slips = same->slips < end.slips ? same->slips : end.slips;
            same->apart = same->apart && end.apart;
            return;
        }
    }
    if (ends->n < PHRASE_ENDS)
        ends->items[ends->n++] = end;
}

/* Reads `word` from there, across token boundaries. */
static bool eat(const struct tokens *tokens, struct str word, struct end *at)
{
    size_t i = 0;
    struct end here = *at;
    while (i < word.n) {
        if (here.token >= tokens->n)
            return false;
        struct str text = tokens->items[here.token].text;
        if (here.offset >= text.n) {
            here.token++;
            here.offset = 0;
            continue;
        }
        if (text.p[here.offset] != word.p[i])
            break;
        i++;
        here.offset++;
    }
    *at = here;
    return i == word.n;
}

/* The letters left in the token. */
static struct str rest_of(const struct tokens *tokens, struct end at)
{
    if (at.token >= tokens->n)
        return STR("");
    struct str text = tokens->items[at.token].text;
    return str_sub(text, at.offset, text.n - at.offset);
}

static void match_word(struct ends *out, struct search *search, const struct leaf *leaf, struct end at)
{
    const struct tokens *tokens = search->unit.tokens;
    if (leaf->word.n == 0)
        return;
    struct end here = at;
    if (!eat(tokens, leaf->word, &here)) {
        /* query, queries: everything but the y was read. */
        struct str word = leaf->word;
        here = at;
        if (word.n > 3 && word.p[word.n - 1] == 'y' && eat(tokens, str_sub(word, 0, word.n - 1), &here) &&
            str_is(rest_of(tokens, here), "ies"))
            put(out, (struct end){here.token + 1, 0, at.slips + 1, at.apart}, tokens);
        return;
    }
    struct str rest = rest_of(tokens, here);
    bool plural = leaf->word.n >= 3 && (str_is(rest, "s") || str_is(rest, "es"));
    uint32_t exact = at.slips, slip = at.slips + 1;
    if (plural)
        put(out, (struct end){here.token + 1, 0, leaf->plural ? exact : slip, at.apart}, tokens);
    here.slips = leaf->plural ? slip : exact;
    /* A word of one or two letters is no part of a compound. */
    if (rest.n == 0 || leaf->word.n > 2)
        put(out, here, tokens);
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

/* A quantity of that dimension that begins with the token; the token after it, or 0. `n` takes the bare
 * number. */
static uint32_t quantity(struct search *search, uint32_t at, const char *dimension)
{
    static const struct {
        const char *name;
        enum quantity_dim dim, other;
    } dimensions[] = {{"dur", QUANTITY_DURATION, QUANTITY_DURATION},
                      {"pct", QUANTITY_SHARE, QUANTITY_SHARE},
                      {"money", QUANTITY_MONEY, QUANTITY_MONEY},
                      {"rate", QUANTITY_RATE, QUANTITY_RATE},
                      {"bytes", QUANTITY_SIZE, QUANTITY_GROWTH}};
    if (!search->unit.tokens->items[at].number)
        return 0;
    if (strcmp(dimension, "n") == 0)
        return at + 1;
    struct amount_at *amount = NULL;
    for (size_t i = 0; i < search->n_amounts && i < PHRASE_AMOUNTS && !amount; i++)
        if (search->amounts[i].token == at)
            amount = &search->amounts[i];
    if (!amount) {
        amount = &search->amounts[search->n_amounts++ % PHRASE_AMOUNTS];
        *amount = read_amount(search->unit.tokens, at);
    }
    bool fits = *dimension == '\0';
    for (size_t i = 0; i < sizeof dimensions / sizeof *dimensions; i++)
        if (strcmp(dimension, dimensions[i].name) == 0)
            fits = amount->dim == dimensions[i].dim || amount->dim == dimensions[i].other;
    return fits ? amount->end : 0;
}

/* One part, then the other at most `distance` tokens later. */
static void match_near(struct ends *out, struct search *search, uint32_t a, uint32_t b, uint32_t distance,
                       struct end at, unsigned depth)
{
    const struct tokens *tokens = search->unit.tokens;
    struct ends firsts_end;
    firsts_end.n = 0;
    if (!(search->index->begins[a] & letters_at(search, at)))
        return;
    phrase_match(&firsts_end, search, a, at, depth);
    for (size_t i = 0; i < firsts_end.n; i++) {
        struct end end = firsts_end.items[i];
        if (end.offset)
            continue;
        for (uint32_t gap = 0; gap <= distance && end.token + gap < tokens->n; gap++) {
            struct ends seconds;
            struct end next = {end.token + gap, 0, end.slips, end.apart || gap > 0};
            seconds.n = 0;
            if (!(search->index->begins[b] & letters_at(search, next)))
                continue;
            phrase_match(&seconds, search, b, next, depth);
            for (size_t k = 0; k < seconds.n; k++)
                put(out, seconds.items[k], tokens);
            if (seconds.n)
                break;
        }
    }
}

void phrase_match(struct ends *out, struct search *search, uint32_t number, struct end at, unsigned depth)
{
    const struct phrase_index *index = search->index;
    const struct tokens *tokens = search->unit.tokens;
    const struct rub_phrase_node *node = &index->nodes[number];
    const uint32_t *parts = index->parts + node->parts.at;
    if (depth > PHRASE_DEPTH)
        return;
    switch ((enum rub_phrase_op)node->op) {
    case PHRASE_WORD:
        match_word(out, search, leaf_of(index, number), at);
        return;
    case PHRASE_PREFIX: {
        struct end here = at;
        if (leaf_of(index, number)->word.n && eat(tokens, leaf_of(index, number)->word, &here)) {
            here.offset = (uint32_t)tokens->items[here.token].text.n;
            put(out, here, tokens);
        }
        return;
    }
    case PHRASE_QUANTITY:
        if (at.offset == 0 && at.token < tokens->n) {
            uint32_t end = quantity(search, at.token, rub_text(index->rubric, node->text));
            if (end)
                put(out, (struct end){end, 0, at.slips, at.apart}, tokens);
            /* "$0.05 per 1k" is one amount, and "$0.05" followed by words that a phrase may name */
            for (uint32_t k = at.token + 1; k < end; k++)
                if (str_is(tokens->items[k].text, "per"))
                    put(out, (struct end){k, 0, at.slips, at.apart}, tokens);
        }
        return;
    case PHRASE_TOOL:
        if (at.offset == 0 && at.token < tokens->n && search->unit.tool_end &&
            search->unit.tool_end[at.token])
            put(out, (struct end){search->unit.tool_end[at.token], 0, at.slips, at.apart}, tokens);
        return;
    case PHRASE_SEQUENCE: {
        /* Two sets of places, in turn: where the parts so far may end, and where with the next one. */
        struct ends both[2], *here = &both[0], *next = &both[1];
        here->items[0] = at;
        here->n = 1;
        for (size_t i = 0; i < node->parts.n && here->n; i++) {
            next->n = 0;
            for (size_t k = 0; k < here->n; k++)
                if (index->begins[parts[i]] & letters_at(search, here->items[k]))
                    phrase_match(next, search, parts[i], here->items[k], depth + 1);
            struct ends *last = here;
            here = next;
            next = last;
        }
        for (size_t k = 0; k < here->n; k++)
            put(out, here->items[k], tokens);
        return;
    }
    case PHRASE_OPTIONAL:
        put(out, at, tokens);
        /* fall through */
    case PHRASE_ONE_OF: {
        uint64_t letters = letters_at(search, at);
        for (size_t i = 0; i < node->parts.n; i++)
            if (index->begins[parts[i]] & letters)
                phrase_match(out, search, parts[i], at, depth + 1);
        return;
    }
    case PHRASE_NEAR:
        if (node->parts.n == 2) {
            match_near(out, search, parts[0], parts[1], node->distance, at, depth + 1);
            match_near(out, search, parts[1], parts[0], node->distance, at, depth + 1);
        }
        return;
    }
}

size_t phrase_letters(const struct tokens *tokens, size_t token, struct str word, bool plural)
{
    struct end here = {(uint32_t)token, 0, 0, false};
    if (word.n == 0 || !eat(tokens, word, &here))
        return 0;
    struct str rest = rest_of(tokens, here);
    if (rest.n && !(plural && (str_is(rest, "s") || str_is(rest, "es"))))
        return 0;
    return here.token + 1;
}

size_t phrase_begins(const struct tokens *tokens, size_t token, struct str word)
{
    struct end here = {(uint32_t)token, 0, 0, false};
    return word.n && eat(tokens, word, &here) ? here.token + 1 : 0;
}
