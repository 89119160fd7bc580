#include "judge/along.h"

#include "judge/conditions.h"
#include "judge/entries.h"
#include "judge/waits.h"

#define SHOWN 320     /* bytes of arithmetic */
#define TAKEN_AWAY 64 /* boxes that `unless` is asked for: a search each */
#define TAGS 8        /* different tags of parallel calls of one box; what is beyond waits its turn */

/* What is added up: of a box with all that is under it, or of a part of that. */
struct branch {
    bool stated;
    double value;
    size_t terms;
    struct str shown;
    struct evidence_list evidence;
};

/* What is asked of boxes and arrows. */
struct along {
    struct judge *judge;
    const struct rub_fact *fact;
    const struct waits *waits;
    struct str keys, within;
    enum quantity_dim dim;
};

struct along_memo {
    uint32_t fact;
    struct branch whole, *own; /* own: of each box, what it takes by itself and with what it calls */
    struct along_memo *next;
};

static bool stated_in(const struct along *a, double *out, struct place *at, const struct fact_list *docs,
                      struct str keys)
{
    for (size_t i = 0; keys.n && i < docs->n; i++) {
        const struct doc *doc = facts_key(docs->items[i], keys);
        struct quantity q;
        if (doc && doc->kind == DOC_SCALAR && quantity_read(&q, doc->value, a->dim)) {
            *out = quantity_value(&q);
            *at = doc->at;
            return true;
        }
    }
    return false;
}

/* Whether the first of the keys is what most boxes state. */
static bool first_prevails(const struct along *a)
{
    struct str rest = a->keys, first;
    size_t n_first = 0, n_other = 0;
    double value;
    struct place at;
    if (!str_next(&rest, "|", &first) || rest.n == 0)
        return true;
    for (uint32_t i = 0; i < a->waits->n; i++)
        if (stated_in(a, &value, &at, &a->waits->boxes[i].docs, first))
            n_first++;
        else if (stated_in(a, &value, &at, &a->waits->boxes[i].docs, a->keys))
            n_other++;
    return n_first > 0 && n_first >= n_other;
}

static struct str term(const struct along *a, uint32_t node, double value)
{
    return evidence_text(a->judge, "%.*s %.*s", STR_ARG(evidence_name(a->judge, node)),
                         STR_ARG(figure_print(a->judge, value, a->dim, STR(""))));
}

/* ---- one by one */

static bool left_out(const struct along *a, uint32_t node, size_t *asked)
{
    struct judge *j = a->judge;
    if (a->fact->unless == RUB_NONE)
        return false;
    if (++*asked > TAKEN_AWAY)
        return true;
    bool *gone = arena_alloc(j->arena, j->arch->n_nodes);
    const bool *before = j->gone;
    gone[node] = true;
    j->gone = gone;
    struct finding f = judge_condition(j, a->fact->unless);
    j->gone = before;
    return f.value == TRUTH_TRUE;
}

static struct figure each_value(const struct along *a, enum take take)
{
    struct judge *j = a->judge;
    struct figure out = {.dim = a->dim, .shown = STR(""), .currency = STR("")};
    struct buf product = buf_new(j->arena, SHOWN);
    struct str best = STR("");
    size_t asked = 0, n = 0;
    for (uint32_t i = 0; i < a->waits->n; i++) {
        const struct wait_box *box = &a->waits->boxes[i];
        const struct fact_list *lists[] = {&box->docs, &box->calls};
        for (size_t l = 0; l < 2; l++) {
            double value;
            struct place at;
            if ((a->fact->inner && box->depth < 2) || !stated_in(a, &value, &at, lists[l], a->keys) ||
                left_out(a, box->node, &asked))
                continue;
            struct str words = term(a, box->node, value);
            evidence_add(j, &out.evidence, at, words);
            if (take == TAKE_PRODUCT) {
                buf_puts(&product, n ? " \xc3\x97 " : "");
                buf_add(&product, words);
                out.value = n ? out.value * value : value;
            } else if (n == 0 || (take == TAKE_MIN ? value < out.value : value > out.value)) {
                best = words;
                out.value = value;
            }
            n++;
        }
    }
    out.stated = n > 0;
    out.single = take != TAKE_PRODUCT || n == 1;
    out.shown = take == TAKE_PRODUCT ? figure_words(&product) : best;
    if (take == TAKE_COUNT) {
        out.value = (double)n;
        out.shown = figure_print(j, out.value, out.dim = QUANTITY_NUMBER, STR(""));
    }
    return out;
}

/* ---- sums */

struct group { /* calls of one box under one tag */
    struct str tag;
    struct branch longest;
    struct str shown;
    size_t n;
};

/* What is under one box, while it is put together. */
struct under {
    struct branch inside;  /* in the time that is waited for it */
    struct branch outside; /* beside it: not surely part of that call */
    struct group groups[TAGS];
    size_t n_groups;
};

/* The part stands behind what is there, or before it: callees come last first. */
static void join(struct judge *j, struct branch *to, const struct branch *part, bool before)
{
    struct buf shown = buf_new(j->arena, SHOWN);
    if (!part->stated)
        return;
    buf_add(&shown, before || !to->stated ? part->shown : to->shown);
    if (to->stated) {
        buf_puts(&shown, " + ");
        buf_add(&shown, before ? to->shown : part->shown);
    }
    to->shown = figure_words(&shown);
    to->value += part->value;
    to->terms += part->terms;
    to->stated = true;
    evidence_join(j, &to->evidence, &part->evidence);
}

static void plus(struct judge *j, struct branch *to, const struct branch *part)
{
    join(j, to, part, false);
}

static struct branch single(const struct along *a, uint32_t node, double value, struct place at)
{
    struct branch out = {.stated = true, .value = value, .terms = 1, .shown = term(a, node, value)};
    evidence_add(a->judge, &out.evidence, at, out.shown);
    return out;
}

static void beside(struct judge *j, struct under *u, struct str tag, const struct branch *part)
{
    size_t g = 0;
    while (g < u->n_groups && !str_eq_nocase(u->groups[g].tag, tag))
        g++;
    if (g == TAGS) {
        join(j, &u->inside, part, true);
        return;
    }
    struct group *group = &u->groups[g];
    if (g == u->n_groups) {
        u->n_groups++;
        *group = (struct group){.tag = tag};
    }
    struct buf shown = buf_new(j->arena, SHOWN);
    buf_add(&shown, part->shown);
    if (group->n++)
        buf_printf(&shown, ", %.*s", STR_ARG(group->shown));
    group->shown = figure_words(&shown);
    group->longest.value = part->value > group->longest.value ? part->value : group->longest.value;
    group->longest.terms += part->terms;
    group->longest.stated = true;
    evidence_join(j, &group->longest.evidence, &part->evidence);
}

/* The parallel calls of a box become one term each tag. */
static void close_groups(struct judge *j, struct under *u)
{
    for (size_t g = 0; g < u->n_groups; g++) {
        struct group *group = &u->groups[g];
        group->longest.shown =
            group->n > 1 ? evidence_text(j, "max(%.*s)", STR_ARG(group->shown)) : group->shown;
        plus(j, &u->inside, &group->longest);
    }
    u->n_groups = 0;
}

/* From the leaves to the entries: callers have smaller numbers than what they call. */
static struct along_memo *add_up(const struct along *a, uint32_t number)
{
    struct judge *j = a->judge;
    const struct waits *w = a->waits;
    struct along_memo *memo = arena_alloc(j->arena, sizeof *memo);
    struct under **under = arena_alloc(j->arena, w->n * sizeof *under);
    memo->fact = number;
    memo->own = arena_alloc(j->arena, w->n * sizeof *memo->own);
    for (uint32_t i = w->n; i-- > 0;) {
        const struct wait_box *box = &w->boxes[i];
        struct branch all = {0}, *own = &memo->own[i];
        double value = 0, call = 0, limit = 0;
        struct place at = {0}, call_at = {0};
        bool stated = stated_in(a, &value, &at, &box->docs, a->keys);
        bool called = stated_in(a, &call, &call_at, &box->calls, a->keys);
        if (stated) {
            struct branch self = single(a, box->node, value, at);
            plus(j, own, &self);
        }
        if (under[i]) {
            close_groups(j, under[i]);
            plus(j, own, &under[i]->inside);
        }
        if (stated_in(a, &limit, &at, &box->calls, a->within) ||
            stated_in(a, &limit, &at, &box->docs, a->within)) {
            struct branch waited = single(a, box->node, limit, at);
            plus(j, &all, &waited);
        } else {
            if (stated || called) {
                struct branch self = single(a, box->node, value + call, stated ? at : call_at);
                plus(j, &all, &self);
            }
            if (under[i])
                plus(j, &all, &under[i]->inside);
        }
        if (under[i])
            plus(j, &all, &under[i]->outside);
        if (box->parent == WAITS_NONE || !all.stated) {
            join(j, &memo->whole, &all, true);
            continue;
        }
        struct under **to = &under[box->parent];
        if (!*to)
            *to = arena_alloc(j->arena, sizeof **to);
        bool apart = (a->fact->roles & j->reading->nodes[box->node].credited) != 0;
        if (a->within.n && !box->surely)
            join(j, &(*to)->outside, &all, true);
        else if (box->parallel.n && !apart)
            beside(j, *to, box->parallel, &all);
        else
            join(j, &(*to)->inside, &all, true);
    }
    memo->next = j->along;
    j->along = memo;
    return memo;
}

static struct figure summed(const struct along *a, uint32_t number, uint32_t of)
{
    const struct along_memo *memo = a->judge->along;
    while (memo && memo->fact != number)
        memo = memo->next;
    if (!memo)
        memo = add_up(a, number);
    const struct branch *b = of == WAITS_NONE ? &memo->whole : &memo->own[of];
    return (struct figure){.stated = b->stated,
                           .value = b->value,
                           .dim = a->dim,
                           .currency = STR(""),
                           .shown = b->stated ? b->shown : STR(""),
                           .single = b->terms < 2,
                           .evidence = b->evidence};
}

struct figure along_of(struct judge *j, uint32_t number, enum take take, enum quantity_dim dim)
{
    const struct rub_fact *fact = rub_facts(j->rubric, number);
    const struct along a = {.judge = j,
                            .fact = fact,
                            .waits = waits_of(j),
                            .keys = str_from(rub_text(j->rubric, fact->along)),
                            .within = str_from(rub_text(j->rubric, fact->within)),
                            .dim = dim};
    bool entry = j->entry && j->entry->node != ARCH_NONE;
    uint32_t of = fact->local && entry ? a.waits->at[j->entry->node] : WAITS_NONE;
    if ((fact->local && of == WAITS_NONE) || !first_prevails(&a))
        return (struct figure){.single = true, .dim = dim, .shown = STR(""), .currency = STR("")};
    return take == TAKE_FIRST || take == TAKE_SUM ? summed(&a, number, of) : each_value(&a, take);
}
