#include "recognise/standing.h"

#include <string.h>

enum { NEGATED = 1, DEFERRED = 2, HYPOTHETICAL = 4, REJECTED = 8 };

/* "Missing: a, b" and "Out of scope: a, b" reach to the end; "No: we have that" is an answer. */
static bool reaches_all(const struct said *said, const struct phrase_hit *hit, unsigned bit)
{
    uint32_t end = hit->first + hit->n;
    if (!(said->signs[end] & (SIGN_COLON | SIGN_DASH)))
        return false;
    return bit == DEFERRED ||
           (bit == NEGATED && hit->first <= 2 && (hit->n > 1 || said->tokens->items[hit->first].text.n > 5));
}

static bool token_is(const struct said *said, uint32_t t, const char *word)
{
    return str_is(said->tokens->items[t].text, word);
}

/* "no Kafka, Redis or Spark" is one list; in "no Kafka, Redis holds the counters" something new begins. */
static bool list_goes_on(const struct said *said, uint32_t t)
{
    uint32_t end = said->tool_end[t];
    return end && (end == said->tokens->n || (said->signs[end] & (SIGN_COMMA | SIGN_STOP)) ||
                   token_is(said, end, "or") || token_is(said, end, "nor"));
}

static void reach_forward(struct said *said, const struct phrase_hit *hit, unsigned bit)
{
    const struct tokens *tokens = said->tokens;
    uint32_t end = hit->first + hit->n, limit = end + (uint32_t)said->lexicon->window_before;
    bool all = reaches_all(said, hit, bit);
    unsigned opened = 0;
    if (all || limit > tokens->n)
        limit = (uint32_t)tokens->n;
    for (uint32_t t = hit->first + 1; t < limit; t++) {
        uint32_t signs = said->signs[t];
        unsigned flags = said->flags[t];
        if (t >= end) {
            if ((signs & SIGN_STOP) || (flags & AT_TERMINATOR))
                return;
            if (signs & SIGN_OPEN) {
                if (bit != DEFERRED)
                    return;
                opened++;
            }
            if ((signs & SIGN_CLOSE) && opened-- == 0)
                return;
            if ((signs & (SIGN_COLON | SIGN_DASH)) && !(all && t == end))
                return;
            if ((signs & SIGN_COMMA) && !all &&
                (bit == REJECTED || (bit == NEGATED && (flags & AT_CLAUSE_COMMA) && !list_goes_on(said, t))))
                return;
            if ((bit & (NEGATED | REJECTED)) && !all && (flags & AT_CLAUSE))
                return;
            if (bit == REJECTED && (flags & AT_CAUSE))
                return;
        }
        said->before[t] |= (unsigned char)bit;
    }
}

/* Towards the beginning from a trigger behind the words. `far`: a mark behind a sign, which is about all
 * before it. */
static void reach_back(struct said *said, const struct phrase_hit *hit, unsigned bit, bool far)
{
    uint32_t window =
        far ? 2 * (uint32_t)said->lexicon->window_before : (uint32_t)said->lexicon->window_after;
    bool list = false;
    if ((said->signs[hit->first] & SIGN_STOP) && !far)
        return;
    for (uint32_t t = hit->first; t-- > 0 && hit->first - t <= window;) {
        uint32_t next = t + 1;
        bool own = next == hit->first;
        bool pronoun =
            next + 1 == hit->first && (token_is(said, next, "which") || token_is(said, next, "that"));
        if (!own && !pronoun) {
            uint32_t signs = said->signs[next];
            if ((signs & (SIGN_STOP | SIGN_COLON | SIGN_DASH | SIGN_OPEN | SIGN_CLOSE)) ||
                (said->flags[next] & AT_TERMINATOR) || ((signs & SIGN_COMMA) && !list && !far))
                return;
        }
        list = list || token_is(said, t, "and") || token_is(said, t, "or");
        said->after[t] |= (unsigned char)bit;
    }
}

/* "(later)", "GPU serving: planned", a cell of its own. */
static void closing(struct said *said, const struct phrase_hit *hit, unsigned bit)
{
    const uint32_t ends = SIGN_STOP | SIGN_CLOSE;
    uint32_t end = hit->first + hit->n, left = said->signs[hit->first], right = said->signs[end];
    bool row = said->statement->kind == STATEMENT_ROW, last = end == said->tokens->n;
    if (!last && !(right & ends))
        return;
    if (row && ((left & SIGN_STOP) || hit->first == 0)) {
        /* "no" in a cell is an answer to its column. */
        if (bit != NEGATED || !token_is(said, hit->first, "no"))
            said->whole |= (unsigned char)bit;
        return;
    }
    if (hit->first > 0 && (left & (SIGN_COLON | SIGN_DASH | SIGN_OPEN)))
        reach_back(said, hit, bit, true);
}

static void apply(struct said *said, const struct phrase_hit *hit)
{
    switch (said_class(said, hit)) {
    case WORDS_NEGATION_BEFORE:
        reach_forward(said, hit, NEGATED);
        break;
    case WORDS_NEGATION_AFTER:
        reach_back(said, hit, NEGATED, false);
        break;
    case WORDS_NEGATION_CLOSING:
        closing(said, hit, NEGATED);
        break;
    case WORDS_DEFERRAL_BEFORE:
        reach_forward(said, hit, DEFERRED);
        break;
    case WORDS_DEFERRAL_AFTER:
        reach_back(said, hit, DEFERRED, false);
        break;
    case WORDS_DEFERRAL_CLOSING:
        closing(said, hit, DEFERRED);
        break;
    case WORDS_HYPOTHETICAL_BEFORE:
        reach_forward(said, hit, HYPOTHETICAL);
        break;
    case WORDS_HYPOTHETICAL_AFTER:
        reach_back(said, hit, HYPOTHETICAL, false);
        break;
    case WORDS_REJECTED_BEFORE:
        reach_forward(said, hit, REJECTED);
        break;
    case WORDS_REJECTED_AFTER:
        reach_back(said, hit, REJECTED, false);
        break;
    default:
        break;
    }
}

/* Part of what only looks like a trigger: "no single point of failure", "card-not-present". */
static bool disarmed(const struct said *said, const struct phrase_hit *hit)
{
    const struct token *token = &said->tokens->items[hit->first];
    struct str source = said->tokens->source;
    size_t end = (size_t)token->at + token->n;
    for (uint32_t k = hit->first; k < hit->first + hit->n; k++)
        if (said->flags[k] & AT_PSEUDO)
            return true;
    return hit->n == 1 &&
           ((token->at > 0 && source.p[token->at - 1] == '-') || (end < source.n && source.p[end] == '-'));
}

void standing_read(struct said *said)
{
    size_t n = said->tokens->n;
    memset(said->before, 0, n);
    memset(said->after, 0, n);
    said->whole = 0;
    for (size_t i = 0; i < said->hits.n; i++)
        if (!disarmed(said, &said->hits.items[i]))
            apply(said, &said->hits.items[i]);
    /* A cross or an empty box before all words. */
    uint32_t any = 0;
    for (size_t i = 0; i <= n; i++)
        any |= said->signs[i];
    if ((said->signs[0] & SIGN_CROSS) && !(any & SIGN_TICK))
        said->whole |= NEGATED;
    bool open = (said->signs[0] & SIGN_OPEN_TASK) || (said->statement->block && said->statement->block->task);
    if (open && !said->statement->asked)
        said->whole |= DEFERRED;
}

enum standing standing_of(const struct said *said, uint32_t first, uint32_t n, bool apart)
{
    const struct statement *st = said->statement;
    unsigned bits = said->whole | said->before[first] | said->after[first + n - 1];
    if (apart) /* a negation may stand between its words */
        bits |= said->before[first + n - 1];
    if (st->ignored != IGNORED_NOT && st->ignored != IGNORED_STUFFED)
        return STANDING_IGNORED;
    if (bits & DEFERRED)
        return STANDING_DEFERRED;
    /* "Kubernetes because …" is about the choice, not in use or out of it. */
    for (uint32_t i = first; (bits & REJECTED) && i < first + n; i++)
        if (said->flags[i] & AT_CAUSE)
            bits &= ~(unsigned)REJECTED;
    if (bits & REJECTED)
        return STANDING_REJECTED;
    if (bits & NEGATED)
        return STANDING_NEGATED;
    if (st->deferred)
        return STANDING_DEFERRED;
    return bits & HYPOTHETICAL ? STANDING_HYPOTHETICAL : STANDING_POSITIVE;
}
