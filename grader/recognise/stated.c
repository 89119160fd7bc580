#include "recognise/stated.h"

#include "recognise/fact_tree.h"
#include "recognise/phrases.h"

#include <string.h>

#define REACH 8     /* tokens between a name and its quantity */
#define LONGEST 400 /* tokens: no sentence is longer, and the work is quadratic within one */
#define DAY 86400.0

enum use { USE_NONE, USE_FACT, USE_DOUBT, USE_CLOSING, USE_PSEUDO };
struct owner {
    enum use use;
    uint32_t fact;
};

struct reader {
    struct reading *reading;
    struct arena *arena;
    struct phrase_index *index;
    struct owner *owners; /* of each phrase of the rubric */
    bool *stated;         /* of each fact: something stronger states it */
};

/* ------------------------------------------------------------------ phrases */

/*
 * Sets of the language after which a statement is no plain assertion, at its end only ("closing"), and those
 * that only look like it.
 */
static enum use use_of_set(struct str name)
{
    static const struct {
        const char *name;
        enum use use;
    } sets[] = {{"language.negation", USE_DOUBT},
                {"language.negation.before", USE_DOUBT},
                {"language.negation.after", USE_DOUBT},
                {"language.negation.closing", USE_CLOSING},
                {"language.deferral", USE_DOUBT},
                {"language.deferral.before", USE_DOUBT},
                {"language.deferral.after", USE_DOUBT},
                {"language.deferral.closing", USE_CLOSING},
                {"language.hypothetical", USE_DOUBT},
                {"language.rejected", USE_DOUBT},
                {"language.hypothetical.before", USE_DOUBT},
                {"language.hypothetical.after", USE_DOUBT},
                {"language.rejected.before", USE_DOUBT},
                {"language.rejected.after", USE_DOUBT},
                {"language.pseudo_negation", USE_PSEUDO}};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++)
        if (str_is(name, sets[i].name))
            return sets[i].use;
    return USE_NONE;
}

static bool make_index(struct reader *s)
{
    const struct rubric *rubric = s->reading->rubric;
    uint32_t *phrases = NULL;
    size_t n = 0, cap = 0;
    s->owners = arena_alloc(s->arena, rub_phrases_n(rubric) * sizeof *s->owners);
    for (uint32_t f = 0; f < rub_facts_n(rubric); f++) {
        struct rub_span span = rub_facts(rubric, f)->said;
        for (uint32_t i = 0; i < span.n; i++) {
            *(uint32_t *)ARENA_PUSH(s->arena, phrases, n, cap) = span.at + i;
            s->owners[span.at + i] = (struct owner){USE_FACT, f};
        }
    }
    if (n == 0)
        return false;
    for (size_t k = 0; k < rub_sets_n(rubric); k++) {
        const struct rub_set *set = rub_sets(rubric, k);
        enum use use = use_of_set(str_from(rub_text(rubric, set->name)));
        for (uint32_t i = 0; use != USE_NONE && i < set->phrases.n; i++) {
            *(uint32_t *)ARENA_PUSH(s->arena, phrases, n, cap) = set->phrases.at + i;
            s->owners[set->phrases.at + i].use = use;
        }
    }
    s->index = phrase_index_new(s->arena, rubric, phrases, n);
    return true;
}

static bool inside(const struct phrase_hit *hit, const struct phrase_hit *other)
{
    return other->first <= hit->first && hit->first + hit->n <= other->first + other->n;
}

static bool doubtful(const struct reader *s, const struct phrase_hits *hits, size_t n_tokens)
{
    for (size_t i = 0; i < hits->n; i++) {
        const struct phrase_hit *hit = &hits->items[i];
        enum use use = s->owners[hit->phrase].use;
        bool doubt = use == USE_DOUBT || (use == USE_CLOSING && hit->first + hit->n == n_tokens);
        for (size_t k = 0; k < hits->n && doubt; k++)
            doubt = s->owners[hits->items[k].phrase].use != USE_PSEUDO || !inside(hit, &hits->items[k]);
        if (doubt)
            return true;
    }
    return false;
}

/* ------------------------------------------------------------------ quantities */

/* Something between two tokens ends the thought: a comma, a bracket, a stroke between blanks, "and", "but".
 */
static bool parted(const struct tokens *tokens, uint32_t left, uint32_t right)
{
    for (uint32_t i = left; i + 1 < tokens->n && i < right; i++) {
        const struct token *a = &tokens->items[i], *b = &tokens->items[i + 1];
        struct str gap = str_sub(tokens->source, a->at + a->n, b->at - a->at - a->n);
        if (i > left && (str_is(a->text, "and") || str_is(a->text, "but") || str_is(a->text, "while")))
            return true;
        for (size_t k = 0; k < gap.n; k++)
            if (strchr(",;()[]/", gap.p[k]) && !(gap.p[k] == '/' && gap.n == 1))
                return true;
    }
    return false;
}

/* Tokens between two spans; 0 where they meet or overlap. */
static uint32_t apart(uint32_t a, uint32_t a_n, uint32_t b, uint32_t b_n)
{
    return a + a_n < b ? b - a - a_n : b + b_n < a ? a - b - b_n : 0;
}

static bool joined(const struct tokens *tokens, uint32_t a, uint32_t a_n, uint32_t b, uint32_t b_n)
{
    if (a + a_n <= b)
        return !parted(tokens, a + a_n - 1, b);
    return b + b_n <= a ? !parted(tokens, b + b_n - 1, a) : true;
}

/* Among the words of the name is a unit of that dimension: "peak tps" may be followed by a bare number. */
static bool names_unit(const struct reader *s, const struct tokens *tokens, const struct phrase_hit *hit,
                       enum quantity_dim dim)
{
    struct quantity q;
    for (uint32_t i = hit->first; i < hit->first + hit->n; i++) {
        if (tokens->items[i].number)
            continue;
        struct str one = str_from(arena_printf(s->arena, "1 %.*s", STR_ARG(tokens->items[i].text)));
        if (quantity_read(&q, one, QUANTITY_ANY) && q.dim == dim && q.at + q.n == one.n)
            return true;
    }
    return false;
}

static bool of_dimension(const struct amount *amount, enum quantity_dim dim, bool unit_named)
{
    const struct quantity *q = &amount->quantity;
    bool plain = q->dim == QUANTITY_NUMBER || q->dim == QUANTITY_COUNT;
    if (q->points)
        return false; /* a change of a share is no share */
    if (dim == QUANTITY_COUNT || dim == QUANTITY_NUMBER)
        return plain || (dim == QUANTITY_COUNT && q->dim == QUANTITY_RATE && q->period == DAY);
    return q->dim == dim || (plain && unit_named && (dim == QUANTITY_RATE || dim == QUANTITY_DURATION));
}

/* ------------------------------------------------------------------ claims */

/* A name and the quantity that it takes. */
struct claim {
    uint32_t fact, amount;
};
struct claims {
    struct claim *items;
    size_t n, cap;
};

static bool has_digit(const struct statement *statement, const struct amount *amount)
{
    struct str text = str_sub(statement->text, amount->quantity.at, amount->quantity.n);
    for (size_t i = 0; i < text.n; i++)
        if (str_byte_digit(text.p[i]))
            return true;
    return false;
}

/* Another quantity of the dimension stands right beside it: "350 TPS or 500 TPS". */
static bool doubled(const struct statement *statement, uint32_t number, enum quantity_dim dim)
{
    const struct amount *amount = &statement->amounts[number];
    for (uint32_t i = 0; i < statement->n_amounts; i++)
        if (i != number && statement->amounts[i].quantity.dim == amount->quantity.dim &&
            of_dimension(&statement->amounts[i], dim, true) &&
            apart(amount->first, amount->n, statement->amounts[i].first, statement->amounts[i].n) <= 1 &&
            joined(statement->tokens, amount->first, amount->n, statement->amounts[i].first,
                   statement->amounts[i].n))
            return true;
    return false;
}

/* The quantity for one place where the fact is named: within the name, else alone in its clause. */
static void claim(struct claims *out, struct reader *s, const struct statement *statement,
                  const struct phrase_hit *hit, uint32_t fact)
{
    enum quantity_dim dim = QUANTITY_ANY;
    const struct tokens *tokens = statement->tokens;
    quantity_dim_of(&dim,
                    str_from(rub_text(s->reading->rubric, rub_facts(s->reading->rubric, fact)->dimension)));
    if (dim == QUANTITY_ANY || parted(tokens, hit->first, hit->first + hit->n - 1))
        return;
    bool unit = names_unit(s, tokens, hit, dim);
    uint32_t within = 0, close = 0;
    struct claim found = {fact, 0};
    for (uint32_t i = 0; i < statement->n_amounts; i++) {
        const struct amount *amount = &statement->amounts[i];
        if (!of_dimension(amount, dim, unit) || apart(hit->first, hit->n, amount->first, amount->n) > REACH ||
            !joined(tokens, hit->first, hit->n, amount->first, amount->n))
            continue;
        bool overlaps = amount->first < hit->first + hit->n && hit->first < amount->first + amount->n;
        close++;
        within += overlaps;
        if (overlaps || within == 0)
            found.amount = i;
    }
    /* "daily" is a quantity only where the name asks for it: "retrained daily". */
    if (within > 1 || (within == 0 && close != 1) ||
        (within == 0 && !has_digit(statement, &statement->amounts[found.amount])) ||
        doubled(statement, found.amount, dim))
        return;
    *(struct claim *)ARENA_PUSH(s->arena, out->items, out->n, out->cap) = found;
}

/* Another fact claims the quantity as well, or this fact claims another one that says something else. */
static bool contested(const struct claims *claims, const struct statement *statement,
                      const struct claim *claim)
{
    const struct quantity *mine = &statement->amounts[claim->amount].quantity;
    for (size_t i = 0; i < claims->n; i++) {
        const struct claim *other = &claims->items[i];
        const struct quantity *its = &statement->amounts[other->amount].quantity;
        bool same_fact = other->fact == claim->fact, same_amount = other->amount == claim->amount;
        if (same_fact == same_amount)
            continue;
        if (same_amount ||
            !str_eq(str_sub(statement->text, its->at, its->n), str_sub(statement->text, mine->at, mine->n)))
            return true;
    }
    return false;
}

/* "page when p99 > 150 ms": what something is to happen at, not what is. */
static bool threshold(const struct statement *statement, const struct amount *amount)
{
    unsigned both = SIGNAL_ACTION | SIGNAL_CONDITION;
    return (statement->signals & both) == both &&
           (amount->compared || amount->quantity.compare != COMPARE_NONE);
}

/* "off by more than 12 %", "p99 > 90 ms": a bound that is passed, not what is; but an objective may be a
 * least share. */
static bool only_bound(const struct reader *s, uint32_t fact, const struct quantity *q)
{
    const char *path = rub_text(s->reading->rubric, rub_facts(s->reading->rubric, fact)->at);
    if (q->dim == QUANTITY_DURATION)
        return q->compare == COMPARE_MORE;
    return q->dim == QUANTITY_SHARE && (q->compare == COMPARE_LESS || q->compare == COMPARE_MORE) &&
           !str_starts(str_from(path), "slo.");
}

static void say(struct reader *s, size_t number, uint32_t fact, const struct amount *amount)
{
    const struct statement *statement = &s->reading->told->items[number];
    struct said_reading *said =
        ARENA_PUSH(s->arena, s->reading->said, s->reading->n_said, s->reading->cap_said);
    said->fact = fact;
    said->value = str_trim(str_sub(statement->text, amount->quantity.at, amount->quantity.n));
    while (said->value.n && strchr(".,;", said->value.p[said->value.n - 1]))
        said->value.n--;
    said->at = statement_place(statement, amount->quantity.at);
    said->statement = number;
    said->used = !s->stated[fact];
}

static void read_statement(struct reader *s, size_t number)
{
    const struct statement *statement = &s->reading->told->items[number];
    struct phrase_hits hits;
    struct claims claims = {0};
    if ((statement->kind != STATEMENT_SENTENCE && statement->kind != STATEMENT_ITEM) || !statement->tokens ||
        statement->ignored != IGNORED_NOT || statement->deferred || statement->n_amounts == 0 ||
        statement->tokens->n > LONGEST || statement->n_amounts > LONGEST)
        return;
    phrases_find(&hits, s->index, s->arena, (struct phrase_unit){.tokens = statement->tokens}, true);
    if (doubtful(s, &hits, statement->tokens->n))
        return;
    for (size_t i = 0; i < hits.n && claims.n < LONGEST; i++)
        if (s->owners[hits.items[i].phrase].use == USE_FACT)
            claim(&claims, s, statement, &hits.items[i], s->owners[hits.items[i].phrase].fact);
    for (size_t i = 0; i < claims.n; i++) {
        const struct claim *one = &claims.items[i];
        bool again = false;
        for (size_t k = 0; k < i && !again; k++)
            again = claims.items[k].fact == one->fact;
        if (!again && !only_bound(s, one->fact, &statement->amounts[one->amount].quantity) &&
            !contested(&claims, statement, one) && !threshold(statement, &statement->amounts[one->amount]))
            say(s, number, one->fact, &statement->amounts[one->amount]);
    }
}

static struct str path_of(const struct reader *s, uint32_t number)
{
    const struct rubric *rubric = s->reading->rubric;
    const struct rub_fact *fact = rub_facts(rubric, number);
    return str_from(fact->at ? rub_text(rubric, fact->at)
                             : arena_printf(s->arena, "said.%s", rub_text(rubric, fact->id)));
}

void stated_read(struct reading *reading, struct arena *arena)
{
    struct reader s = {.reading = reading, .arena = arena};
    struct fact_source source = {.arena = arena, .root = reading->facts};
    if (!reading->told || !reading->told->n || !make_index(&s))
        return;
    s.stated = arena_alloc(arena, rub_facts_n(reading->rubric) * sizeof *s.stated);
    for (uint32_t i = 0; i < rub_facts_n(reading->rubric); i++)
        s.stated[i] = rub_facts(reading->rubric, i)->said.n && fact_tree_has(reading->facts, path_of(&s, i));
    for (size_t i = 0; i < reading->told->n; i++)
        read_statement(&s, i);
    for (size_t i = 0; i < reading->n_said; i++)
        if (reading->said[i].used)
            fact_tree_put(&source, path_of(&s, reading->said[i].fact), reading->said[i].value,
                          reading->said[i].at);
}
