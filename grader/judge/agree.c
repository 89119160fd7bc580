/* Whether what is stated in several places is the same. A difference is a question, never more. */
#include "judge/conditions.h"
#include "judge/facts.h"
#include "judge/figures.h"

#define DRAWINGS 16 /* of one box */
#define KEYS 64     /* of one box, in one drawing */
#define USES 64     /* of tools in one role */
#define SHOWN 3     /* differences in words */

struct differences {
    struct judge *judge;
    struct finding finding;
    struct buf words;
    double tolerance;
    size_t n_pairs, n_differ;
};

static struct str where(struct judge *j, struct place at)
{
    return at.text && at.line ? evidence_text(j, "%.*s:%u", STR_ARG(at.text->name), (unsigned)at.line)
                              : STR("?");
}

/* "peak: 350/s (a.yaml:3) and 290/s (b.md:7)" */
static void differ(struct differences *d, struct str what, struct str one, struct place one_at,
                   struct str other, struct place other_at)
{
    struct judge *j = d->judge;
    if (d->n_differ++ < SHOWN)
        buf_printf(&d->words, "%s%.*s: %.*s (%.*s) and %.*s (%.*s)", d->words.n ? "; " : "", STR_ARG(what),
                   STR_ARG(one), STR_ARG(where(j, one_at)), STR_ARG(other), STR_ARG(where(j, other_at)));
    evidence_add(j, &d->finding.evidence, one_at,
                 evidence_text(j, "%.*s: %.*s", STR_ARG(what), STR_ARG(one)));
    evidence_add(j, &d->finding.evidence, other_at,
                 evidence_text(j, "%.*s: %.*s", STR_ARG(what), STR_ARG(other)));
}

static bool same(const struct differences *d, double a, double b)
{
    double more = a > b ? a : b, less = a > b ? b : a;
    return more - less <= d->tolerance * (more > 0 ? more : -more) + 1e-12;
}

static void compare(struct differences *d, struct str what, const struct doc *one, const struct quantity *a,
                    const struct doc *other, const struct quantity *b)
{
    d->n_pairs++;
    if (!same(d, quantity_value(a), quantity_value(b)))
        differ(d, what, str_trim(one->value), one->at, str_trim(other->value), other->at);
}

/* A fact in several places: in several files, declared here and told in a table or a sentence there. */
static void facts(struct differences *d)
{
    struct judge *j = d->judge;
    const struct reading *reading = j->reading;
    for (uint32_t f = 0; f < rub_facts_n(j->rubric); f++) {
        const struct rub_fact *fact = rub_facts(j->rubric, f);
        struct str rest = str_from(rub_text(j->rubric, fact->at)), section;
        struct str what = str_from(rub_text(j->rubric, fact->id));
        const struct doc *first = NULL;
        struct quantity of_first = {0}, q;
        enum quantity_dim dim;
        bool one = !fact->take || str_is(str_from(rub_text(j->rubric, fact->take)), "first");
        if (fact->local || !one || !str_next(&rest, ".", &section) || rest.n == 0 ||
            !quantity_dim_of(&dim, str_from(rub_text(j->rubric, fact->dimension))))
            continue;
        for (size_t i = 0; i < reading->facts->n; i++) {
            const struct doc *root = reading->facts->items[i];
            struct fact_list found = {0};
            if (root->kind != DOC_MAP || !str_eq_nocase(root->key, section))
                continue;
            facts_at(j, &found, root, rest);
            if (found.n != 1 || found.items[0]->kind != DOC_SCALAR ||
                !quantity_read(&q, found.items[0]->value, dim))
                continue;
            if (first)
                compare(d, what, first, &of_first, found.items[0], &q);
            else
                of_first = q, first = found.items[0];
        }
        /* sentences that say what is declared as well, or one another's fact */
        for (size_t i = 0; first && i < reading->n_said; i++) {
            const struct said_reading *said = &reading->said[i];
            if (said->fact != f || said->used || place_cmp(said->at, first->at) == 0 ||
                !quantity_read(&q, said->value, dim))
                continue;
            const struct doc *doc = doc_scalar(j->arena, NULL, STR(""), said->value, said->at);
            compare(d, what, first, &of_first, doc, &q);
        }
    }
}

/* The value is an amount and little else: "12ms", not "Kafka, 3 brokers". */
static bool amount(struct quantity *out, const struct doc *doc)
{
    return doc->kind == DOC_SCALAR && quantity_read(out, doc->value, QUANTITY_ANY) &&
           2 * out->n >= str_trim(doc->value).n;
}

/* The facts of a box that stands in several places. */
static void boxes(struct differences *d)
{
    struct judge *j = d->judge;
    for (size_t i = 0; i < j->arch->n_nodes; i++) {
        struct fact_list docs = {0};
        if (!graph_is_box(j->graph, i))
            continue;
        facts_of_box(j, &docs, i);
        const struct doc *one = docs.items[0];
        for (size_t k = 1; k < docs.n && k < DRAWINGS; k++)
            for (size_t a = 0; a < one->n && a < KEYS; a++)
                for (size_t b = 0; b < docs.items[k]->n && b < KEYS; b++) {
                    const struct doc *x = one->items[a], *y = docs.items[k]->items[b];
                    struct quantity p, q;
                    if (str_eq_nocase(x->key, y->key) && amount(&p, x) && amount(&q, y) && p.dim == q.dim)
                        compare(d,
                                evidence_text(j, "%.*s %.*s", STR_ARG(evidence_name(j, i)), STR_ARG(x->key)),
                                x, &p, y, &q);
                }
    }
}

/* ---- tools */

struct use {
    uint32_t tool;
    struct place at;
};

static size_t uses_of(struct judge *j, struct use *out, uint32_t role)
{
    size_t n = 0;
    for (size_t i = 0; i < j->arch->n_nodes; i++) {
        const struct node_reading *node = &j->reading->nodes[i];
        if (!graph_is_box(j->graph, i) || !(node->credited & role_bit(role)))
            continue;
        for (size_t k = 0; k < node->n_tools && n < USES; k++) {
            const struct rub_tool *tool = rub_tools(j->rubric, node->tools[k].tool);
            bool can = false;
            for (size_t r = 0; r < tool->roles.n; r++)
                can |= rub_word(j->rubric, tool->roles, r) == role;
            if (can && node->tools[k].at.text)
                out[n++] = (struct use){node->tools[k].tool, node->tools[k].at};
        }
    }
    return n;
}

/* Somewhere in that file the role is played by this tool. */
static bool uses_it(const struct use *uses, size_t n, const struct text *file, uint32_t tool)
{
    for (size_t i = 0; i < n; i++)
        if (uses[i].at.text == file && uses[i].tool == tool)
            return true;
    return false;
}

/* Boxes that two files draw, with the tool that they agree on. */
static size_t drawn_twice(struct judge *j, uint32_t role)
{
    size_t n = 0;
    for (size_t i = 0; i < j->arch->n_nodes; i++) {
        uint32_t other = j->graph->joined_next[i];
        n += graph_is_box(j->graph, i) && (j->reading->nodes[i].credited & role_bit(role)) &&
             j->reading->nodes[i].n_tools && other != GRAPH_NONE &&
             j->arch->nodes[other].at.text != j->arch->nodes[i].at.text && j->arch->nodes[i].tool.n &&
             j->arch->nodes[other].tool.n;
    }
    return n;
}

static bool weighed(struct judge *j, uint32_t tool)
{
    struct fact_list decisions = {0};
    struct str name = str_from(rub_text(j->rubric, rub_tools(j->rubric, tool)->name));
    facts_at(j, &decisions, j->reading->facts, STR("decisions"));
    for (size_t i = 0; i < decisions.n; i++)
        if (facts_say(decisions.items[i], name))
            return true;
    return false;
}

/* One role, one tool in one file and another of its kind in the other, and no word of a choice between them.
 */
static void tools(struct differences *d)
{
    struct judge *j = d->judge;
    struct use *uses = arena_alloc(j->arena, USES * sizeof *uses);
    for (uint32_t r = 0; r < rub_roles_n(j->rubric); r++) {
        size_t n = uses_of(j, uses, r);
        bool told = false;
        d->n_pairs += drawn_twice(j, r);
        for (size_t a = 0; a < n && !told; a++)
            for (size_t b = a + 1; b < n && !told; b++) {
                const struct rub_tool *one = rub_tools(j->rubric, uses[a].tool),
                                      *other = rub_tools(j->rubric, uses[b].tool);
                if (uses[a].at.text == uses[b].at.text)
                    continue;
                told = one != other && one->group && one->group == other->group &&
                       !uses_it(uses, n, uses[b].at.text, uses[a].tool) &&
                       !uses_it(uses, n, uses[a].at.text, uses[b].tool) && !weighed(j, uses[a].tool) &&
                       !weighed(j, uses[b].tool);
                d->n_pairs += told;
                if (told)
                    differ(d, evidence_roles(j, role_bit(r)), str_from(rub_text(j->rubric, one->name)),
                           uses[a].at, str_from(rub_text(j->rubric, other->name)), uses[b].at);
            }
    }
}

/* ---- currencies */

struct money {
    struct str currency, value;
    struct place at;
};

static void money_in(struct differences *d, const struct doc *doc, struct money *first, int depth)
{
    struct quantity q;
    for (size_t i = 0; depth < 8 && doc->kind != DOC_SCALAR && i < doc->n; i++)
        money_in(d, doc->items[i], first, depth + 1);
    if (doc->kind != DOC_SCALAR || !quantity_read(&q, doc->value, QUANTITY_MONEY) || q.currency.n == 0)
        return;
    if (first->at.text) {
        d->n_pairs++;
        if (!str_eq(first->currency, q.currency) && d->n_differ == 0)
            differ(d, STR("currency"), first->value, first->at, str_trim(doc->value), doc->at);
    } else {
        *first = (struct money){str_copy(d->judge->arena, q.currency), str_trim(doc->value), doc->at};
    }
}

static void currencies(struct differences *d)
{
    struct judge *j = d->judge;
    struct money first = {0};
    for (uint32_t f = 0; f < rub_facts_n(j->rubric); f++) {
        const struct rub_fact *fact = rub_facts(j->rubric, f);
        struct fact_list found = {0};
        enum quantity_dim dim;
        if (fact->local || !fact->at ||
            !quantity_dim_of(&dim, str_from(rub_text(j->rubric, fact->dimension))) || dim != QUANTITY_MONEY)
            continue;
        facts_at(j, &found, j->reading->facts, str_from(rub_text(j->rubric, fact->at)));
        for (size_t i = 0; i < found.n; i++)
            money_in(d, found.items[i], &first, 0);
    }
}

struct finding condition_agree(struct judge *j, const struct rub_cond *cond)
{
    static const struct {
        const char *name, *thing;
        void (*look)(struct differences *);
    } kinds[] = {{"facts", "facts stated twice", facts},
                 {"boxes", "facts of boxes drawn twice", boxes},
                 {"tools", "roles drawn twice", tools},
                 {"currencies", "amounts of money", currencies}};
    struct differences d = {.judge = j,
                            .finding = finding_of(true, STR("")),
                            .words = buf_new(j->arena, 480),
                            .tolerance = arg_number(j, cond, "tolerance", 0)};
    const char *thing = "";
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(arg_text(j, cond, "of"), kinds[i].name)) {
            thing = kinds[i].thing;
            kinds[i].look(&d);
        }
    struct finding f = d.finding;
    f.compared = true;
    f.result = d.n_differ ? CHECK_WARN : d.n_pairs ? CHECK_PASS : CHECK_NA;
    f.value = d.n_differ ? TRUTH_WEAK : d.n_pairs ? TRUTH_TRUE : TRUTH_FALSE;
    f.reason = d.n_differ ? WEAK_FORM : WEAK_NOT;
    if (d.n_differ)
        f.arithmetic = buf_str(&d.words);
    else if (d.n_pairs)
        f.arithmetic = evidence_text(j, "%s agree (%zu compared)", thing, d.n_pairs);
    f.missing = d.n_differ ? f.arithmetic : d.n_pairs ? STR("") : STR("nothing is stated twice");
    return f;
}
