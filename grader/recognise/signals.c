#include "recognise/signals.h"

#include <string.h>

#define COMPARE_TOKENS 3 /* between a comparison and its amount */

static void mark(struct said *said, unsigned signal, bool back, uint32_t first, uint32_t n)
{
    struct mark *mark = ARENA_PUSH(said->arena, said->marks, said->n_marks, said->cap_marks);
    *mark = (struct mark){signal, back, first, n};
    said->statement->signals |= signal;
}

/* ------------------------------------------------------------------ amounts */

/* A number that counts nothing: of a list, a year, a version, a phase. */
static bool plain_label(const struct said *said, const struct quantity *q, uint32_t first)
{
    const struct tokens *tokens = said->tokens;
    if (q->dim != QUANTITY_NUMBER || q->compare != COMPARE_NONE)
        return false;
    const struct token *token = &tokens->items[first];
    size_t behind = token->at + token->n;
    char next = behind < tokens->source.n ? tokens->source.p[behind] : '\0';
    if (first == 0 && (next == '.' || next == ')' || next == ':'))
        return true;
    if (token->n == 4 && q->low >= 1900 && q->low < 2100 && q->low == q->high)
        return true;
    if (said->flags[first] & AT_NUMBERING)
        return true;
    return (said->flags[first] & BEHIND_TOOL) && !(said->signs[first] & ~(uint32_t)SIGN_OPEN);
}

static bool holds_digit(struct str s)
{
    bool any = false;
    for (size_t i = 0; i < s.n; i++)
        any |= str_byte_digit(s.p[i]);
    return any;
}

/* A number, or a word such as "daily" and "every": most statements hold no amount. */
static bool may_hold_amounts(const struct tokens *tokens)
{
    bool y = false;
    for (size_t i = 0; i < tokens->n; i++) {
        struct str text = tokens->items[i].text;
        if (tokens->items[i].number)
            return true;
        if (text.n < 4)
            continue;
        const char *p = text.p, *last = p + text.n - 1;
        if ((text.n == 4 && memcmp(p, "once", 4) == 0) || (text.n == 5 && memcmp(p, "twice", 5) == 0) ||
            (text.n == 5 && memcmp(p, "every", 5) == 0) || (text.n >= 5 && last[0] == 'y' && last[-1] == 'l'))
            return true;
        y = y || (text.n >= 5 && *last == 'y');
    }
    return y && holds_digit(tokens->source);
}

static void read_amounts(struct said *said)
{
    const struct tokens *tokens = said->tokens;
    if (!may_hold_amounts(tokens))
        return;
    struct quantity q;
    size_t pos = 0;
    uint32_t t = 0;
    while (quantity_next(&q, tokens->source, &pos)) {
        while (t < tokens->n && tokens->items[t].at + tokens->items[t].n <= q.at)
            t++;
        uint32_t end = t;
        while (end < tokens->n && tokens->items[end].at < q.at + q.n)
            end++;
        if (end == t)
            continue;
        /* The comparison is part of the quantity; its number is what is counted. */
        uint32_t number = t;
        while (number + 1 < end && !tokens->items[number].number)
            number++;
        if (plain_label(said, &q, number))
            continue;
        struct amount *amount = ARENA_PUSH(said->arena, said->amounts, said->n_amounts, said->cap_amounts);
        *amount = (struct amount){.quantity = q, .first = t, .n = end - t};
        amount->compared = q.compare != COMPARE_NONE && q.compare != COMPARE_ABOUT;
        for (uint32_t k = number; k + COMPARE_TOKENS > number && !amount->compared; k--) {
            amount->compared = (said->signs[k] & SIGN_LESS) != 0;
            if (k == 0 || (said->signs[k] & SIGN_STOP))
                break;
        }
    }
}

/* A comparison in words before an amount. *next: the first amount that can be meant; comparisons come in
 * order. */
static void compare(struct said *said, const struct phrase_hit *hit, size_t *next)
{
    uint32_t end = hit->first + hit->n;
    for (; *next < said->n_amounts; ++*next) {
        struct amount *amount = &said->amounts[*next];
        if (amount->first + amount->n <= hit->first)
            continue;
        if (amount->first > end + COMPARE_TOKENS)
            return;
        for (uint32_t k = end; k <= amount->first && k > hit->first; k++)
            if (said->signs[k] & SIGN_STOP && said->statement->kind != STATEMENT_ROW)
                return;
        amount->compared = true;
        mark(said, SIGNAL_COMPARE, false, hit->first, hit->n);
        return;
    }
}

/* ------------------------------------------------------------------ words */

static unsigned signal_of(enum word_class class)
{
    switch (class) {
    case WORDS_ACTION:
        return SIGNAL_ACTION;
    case WORDS_FLOW:
    case WORDS_FLOW_BACK:
        return SIGNAL_FLOW;
    case WORDS_CONDITION:
        return SIGNAL_CONDITION;
    case WORDS_CAUSE:
        return SIGNAL_CAUSE;
    case WORDS_CONTRAST:
        return SIGNAL_CONTRAST;
    case WORDS_OWNER:
        return SIGNAL_OWNER;
    default:
        return 0;
    }
}

/* Marks come in the order of the words: what signs give is put in before the words from that token on. */
struct order {
    uint32_t token;
    size_t amount;
};

static void signs_before(struct said *said, struct order *order, uint32_t token)
{
    for (; order->token <= token && order->token <= said->tokens->n; order->token++) {
        uint32_t t = order->token, signs = said->signs[t];
        for (; order->amount < said->n_amounts && said->amounts[order->amount].first <= t; order->amount++)
            if (said->amounts[order->amount].compared)
                mark(said, SIGNAL_COMPARE, false, said->amounts[order->amount].first, 1);
        if (t == 0 || t == said->tokens->n)
            continue;
        if (signs & (SIGN_ARROW | SIGN_BACK))
            mark(said, SIGNAL_ACTION | SIGNAL_FLOW, !(signs & SIGN_ARROW), t, 0);
        if ((signs & (SIGN_EQUAL | SIGN_TIMES)) && said->n_amounts >= 2)
            mark(said, SIGNAL_RELATION, false, t, 0);
    }
}

void signals_read(struct said *said)
{
    struct statement *st = said->statement;
    struct order order = {0, 0};
    size_t next = 0;
    uint32_t flow_end = 0; /* "read by" is one verb, not "read" */
    said->n_marks = said->n_amounts = 0;
    read_amounts(said);
    for (size_t i = 0; i < said->hits.n; i++) {
        const struct phrase_hit *hit = &said->hits.items[i];
        enum word_class class = said_class(said, hit);
        unsigned signal = signal_of(class);
        if (!signal && class != WORDS_COMPARE && class != WORDS_RELATION && class != WORDS_DATED)
            continue;
        if ((signal & (SIGNAL_ACTION | SIGNAL_FLOW)) && (said->flags[hit->first] & AT_NAME))
            continue;
        signs_before(said, &order, hit->first);
        if (said->echoed[hit->first])
            continue; /* the take-home's own verb */
        if (signal == SIGNAL_FLOW) {
            if (hit->first + hit->n <= flow_end)
                continue;
            flow_end = hit->first + hit->n;
        }
        if (signal)
            mark(said, signal, class == WORDS_FLOW_BACK, hit->first, hit->n);
        else if (class == WORDS_COMPARE)
            compare(said, hit, &next);
        else if (class == WORDS_DATED)
            st->dated = true;
        else if (said->n_amounts >= 2)
            mark(said, SIGNAL_RELATION, false, hit->first, hit->n);
    }
    signs_before(said, &order, (uint32_t)said->tokens->n);
    for (size_t i = 0; i < said->n_amounts; i++) {
        const struct amount *amount = &said->amounts[i];
        st->quantities |= 1U << amount->quantity.dim;
        if (amount->compared)
            st->compared |= 1U << amount->quantity.dim;
    }
}
