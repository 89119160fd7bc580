/* Conditions on what is declared: count, attr. */
#include "judge/box_names.h"
#include "judge/conditions.h"
#include "judge/entries.h"

#define SHOWN 8 /* entries in the evidence */

/* A list of texts of the condition, looked up once: there may be many entries. */
struct words {
    const struct rub_arg *arg;
    size_t n;
};

static struct words words_of(struct judge *j, const struct rub_cond *cond, const char *name)
{
    const struct rub_arg *arg = rub_arg_of(j->rubric, cond, name);
    return (struct words){arg, arg ? arg->list.n : 0};
}

static struct str word_at(struct judge *j, struct words words, size_t i)
{
    return str_from(rub_text(j->rubric, rub_word(j->rubric, words.arg->list, i)));
}

/* What the condition asks of an entry, read once. */
struct wanted {
    const struct rub_cond *cond;
    uint64_t roles, touches;
    bool with_roles, with_touches;
    struct words kind, has, has_any, text, in, value; /* in: keys where the text must stand, any if none */
    struct words is, not ;                            /* what stands under the keys of has */
    double any_n;
    enum quantity_dim dim;
    bool with_quantity, wired;
};

static const struct doc *key_of(const struct entry *entry, struct str key)
{
    for (size_t i = 0; i < entry->docs.n; i++) {
        const struct doc *doc = facts_key(entry->docs.items[i], key);
        if (doc)
            return doc;
    }
    return NULL;
}

/* A key that the drawing itself answers: the tool of a box, the label or kind of an arrow. */
static bool drawn_key(struct judge *j, const struct entry *entry, struct str key)
{
    if (entry->node != ARCH_NONE) {
        const struct arch_node *node = &j->arch->nodes[entry->node];
        return (str_is(key, "tool") && node->tool.n) || (str_is(key, "label") && node->own_label) ||
               (str_is(key, "role") && node->role) || (str_is(key, "group") && node->group != ARCH_NONE);
    }
    if (entry->edge == ARCH_NONE)
        return false;
    const struct arch_edge *edge = &j->arch->edges[entry->edge];
    return (str_is(key, "label") && edge->label.n) || (str_is(key, "kind") && edge->kind.n);
}

static uint64_t roles_of(struct judge *j, size_t node)
{
    return node == ARCH_NONE ? 0 : j->reading->nodes[node].credited;
}

static uint64_t named_roles(struct judge *j, const struct doc *doc, int depth)
{
    uint64_t mask = 0;
    struct str rest, name;
    if (!doc || depth > 8)
        return 0;
    for (size_t i = 0; doc->kind != DOC_SCALAR && i < doc->n; i++)
        mask |= named_roles(j, doc->items[i], depth + 1);
    rest = doc_text(doc);
    if (rest.n == 0)
        return mask;
    mask |= roles_of(j, box_names_find(j, rest));
    while (str_next(&rest, ",|;+", &name))
        mask |= roles_of(j, box_names_find(j, name));
    return mask;
}

static uint64_t touched(struct judge *j, const struct entry *entry)
{
    static const char *const keys[] = {"on", "where", "component", "components", "watches", "at"};
    uint64_t mask = roles_of(j, entry->node);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        mask |= named_roles(j, key_of(entry, str_from(keys[i])), 0);
    if (entry->node == ARCH_NONE)
        return mask;
    const struct graph *g = j->graph;
    for (uint32_t v = g->first[entry->node]; v < g->first[entry->node + 1]; v++) {
        for (uint32_t k = g->out_at[v]; k < g->out_at[v + 1]; k++)
            mask |= role_bit(g->vertices[g->links[g->out[k]].to].role);
        for (uint32_t k = g->in_at[v]; k < g->in_at[v + 1]; k++)
            mask |= role_bit(g->vertices[g->links[g->in[k]].from].role);
    }
    return mask;
}

static bool kind_fits(struct judge *j, const struct wanted *w, const struct entry *entry)
{
    static const char *const keys[] = {"kind", "on", "when", "control", "name"};
    for (size_t i = 0; i < w->kind.n; i++) {
        struct str word = word_at(j, w->kind, i);
        if (facts_text_is(entry->kind, word))
            return true;
        for (size_t k = 0; k < sizeof keys / sizeof keys[0]; k++) {
            const struct doc *said = key_of(entry, str_from(keys[k]));
            /* `on` with a box says where it looks, not of what kind it is: ids decide nothing. */
            bool where = str_is(STR("on"), keys[k]) && box_names_find(j, doc_text(said)) != ARCH_NONE;
            if (!where && facts_is(said, word))
                return true;
        }
        if (entry->docs.n && entry->docs.items[0]->key.n && facts_text_is(entry->docs.items[0]->key, word))
            return true;
    }
    return w->kind.n == 0;
}

static bool says_one(struct judge *j, const struct wanted *w, const struct entry *entry)
{
    for (size_t i = 0; i < w->text.n; i++) {
        struct str phrase = word_at(j, w->text, i);
        for (size_t k = 0; k < w->in.n; k++)
            if (facts_say(key_of(entry, word_at(j, w->in, k)), phrase))
                return true;
        if (w->in.n == 0 && facts_text_says(entry->text, phrase))
            return true;
        for (size_t d = 0; w->in.n == 0 && d < entry->docs.n; d++)
            if (facts_say(entry->docs.items[d], phrase))
                return true;
    }
    return w->text.n == 0;
}

static bool has_value(struct judge *j, const struct wanted *w, const struct entry *entry)
{
    for (size_t i = 0; i < w->value.n; i++)
        for (size_t d = 0; d < entry->docs.n; d++)
            if (facts_is(entry->docs.items[d], word_at(j, w->value, i)))
                return true;
    return w->value.n == 0;
}

static bool measured(struct judge *j, const struct wanted *w, const struct entry *entry)
{
    const struct words lists[] = {w->has, w->has_any};
    if (!w->with_quantity)
        return true;
    for (size_t l = 0; l < 2; l++)
        for (size_t i = 0; i < lists[l].n; i++)
            if (facts_quantity(key_of(entry, word_at(j, lists[l], i)), w->dim))
                return true;
    if (w->has.n + w->has_any.n > 0)
        return false;
    struct doc text = {.kind = DOC_SCALAR, .quoted = true, .value = entry->text, .key = STR("")};
    for (size_t d = 0; d < entry->docs.n; d++)
        if (facts_quantity(entry->docs.items[d], w->dim))
            return true;
    return entry->text.n && facts_quantity(&text, w->dim);
}

static bool one_of(struct judge *j, const struct doc *doc, struct words words)
{
    for (size_t i = 0; doc && i < words.n; i++)
        if (facts_is(doc, word_at(j, words, i)))
            return true;
    return false;
}

/* What stands under the keys of `has` is one of the words of `is`, and none of those of `not`. */
static bool keys_are(struct judge *j, const struct wanted *w, const struct entry *entry)
{
    for (size_t i = 0; i < w->has.n; i++) {
        const struct doc *doc = key_of(entry, word_at(j, w->has, i));
        if ((w->is.n && !one_of(j, doc, w->is)) || one_of(j, doc, w->not ))
            return false;
    }
    return true;
}

/* The box has a legal arrow for one of the roles asked for, or for any where none is. */
static bool is_wired(struct judge *j, const struct wanted *w, const struct entry *entry)
{
    if (!w->wired || entry->node == ARCH_NONE)
        return true;
    for (uint32_t v = j->graph->first[entry->node]; v < j->graph->first[entry->node + 1]; v++)
        if (j->graph->vertices[v].wired &&
            (!w->with_roles || (role_bit(j->graph->vertices[v].role) & w->roles)))
            return true;
    return false;
}

static bool fits(struct judge *j, const struct wanted *w, const struct entry *entry)
{
    if (w->with_roles) {
        uint64_t mask = roles_of(j, entry->node);
        if (entry->edge != ARCH_NONE)
            mask = roles_of(j, j->reading->edges[entry->edge].from) |
                   roles_of(j, j->reading->edges[entry->edge].to);
        else if (entry->node == ARCH_NONE)
            mask = touched(j, entry);
        if (!(mask & w->roles))
            return false;
    }
    for (size_t i = 0; i < w->has.n; i++) {
        struct str key = word_at(j, w->has, i);
        if (!key_of(entry, key) && !drawn_key(j, entry, key))
            return false;
    }
    double any = 0;
    for (size_t i = 0; i < w->has_any.n; i++) {
        struct str key = word_at(j, w->has_any, i);
        any += key_of(entry, key) || drawn_key(j, entry, key);
    }
    if (w->has_any.n && any < w->any_n)
        return false;
    return kind_fits(j, w, entry) && keys_are(j, w, entry) && says_one(j, w, entry) &&
           has_value(j, w, entry) && measured(j, w, entry) && is_wired(j, w, entry) &&
           (!w->with_touches || (touched(j, entry) & w->touches));
}

/* For `distinct`: the text of the key's value; the kind of a collection's box stands for kind, on and name.
 */
static struct str distinct_value(const struct entry *entry, struct str key)
{
    const struct doc *doc = key_of(entry, key);
    while (doc && doc->kind != DOC_SCALAR)
        doc = doc->n ? doc->items[0] : NULL;
    if (doc)
        return doc->value;
    if (str_is(key, "on") && key_of(entry, STR("when")))
        return distinct_value(entry, STR("when"));
    return entry->kind.n ? entry->kind : STR("");
}

static struct str asked(struct judge *j, const struct wanted *w, struct str of)
{
    struct buf out = buf_new(j->arena, 300);
    for (size_t i = 0; i < of.n; i++)
        buf_putc(&out, of.p[i] == '_' || of.p[i] == '.' ? ' ' : of.p[i]);
    static const struct {
        const char *name, *before, *between;
    } lists[] = {{"kind", " of kind ", " or "},
                 {"has", " with ", " and "},
                 {"has_any", " with ", " or "},
                 {"is", ", being ", " or "},
                 {"text", " that say ", " or "}};
    if (w->with_roles || w->with_touches) {
        buf_puts(&out, w->with_roles ? " that are " : " at ");
        buf_add(&out, evidence_roles(j, w->with_roles ? w->roles : w->touches));
    }
    for (size_t l = 0; l < sizeof lists / sizeof lists[0]; l++)
        for (size_t i = 0; i < arg_n(j, w->cond, lists[l].name); i++) {
            buf_puts(&out, i == 0 ? lists[l].before : lists[l].between);
            buf_add(&out, arg_word(j, w->cond, lists[l].name, i));
        }
    if (w->with_quantity)
        buf_printf(&out, " in figures");
    return buf_str(&out);
}

static struct wanted wanted_of(struct judge *j, const struct rub_cond *cond)
{
    struct wanted w = {.cond = cond,
                       .roles = arg_mask(j, cond, "roles"),
                       .touches = arg_mask(j, cond, "touches"),
                       .with_roles = arg_given(j, cond, "roles"),
                       .with_touches = arg_given(j, cond, "touches"),
                       .kind = words_of(j, cond, "kind"),
                       .has = words_of(j, cond, "has"),
                       .has_any = words_of(j, cond, "has_any"),
                       .text = words_of(j, cond, "text"),
                       .in = words_of(j, cond, "in"),
                       .value = words_of(j, cond, "value"),
                       .is = words_of(j, cond, "is"),
                       .not = words_of(j, cond, "not"),
                       .any_n = arg_number(j, cond, "any_n", 1),
                       .with_quantity = arg_given(j, cond, "quantity"),
                       .wired = arg_given(j, cond, "wired")};
    if (w.with_quantity && !quantity_dim_of(&w.dim, arg_text(j, cond, "quantity")))
        w.dim = QUANTITY_ANY;
    return w;
}

struct finding condition_entry(struct judge *j, const struct rub_cond *cond)
{
    struct wanted w = wanted_of(j, cond);
    if (!j->entry || !fits(j, &w, j->entry))
        return finding_false(asked(j, &w, STR("an entry")));
    struct finding f = finding_of(true, STR(""));
    evidence_add(j, &f.evidence, j->entry->at, j->entry->name);
    return f;
}

#define SAYINGS 500 /* different entries of one list that others are held against */

/*
 * An entry of a list that says nothing of its own: beside its name (what stands first) it has three values or more, and
 * all are those of another. Twelve failures with one mitigation are one.
 */
static bool said_before(const struct entry *entry, uint64_t *sayings, size_t *n)
{
    uint64_t saying = 0;
    size_t values = 0;
    if (entry->node != ARCH_NONE || entry->docs.n != 1 || entry->docs.items[0]->kind != DOC_MAP)
        return false;
    const struct doc *doc = entry->docs.items[0];
    for (size_t i = 1; i < doc->n; i++)
        if (doc->items[i]->kind == DOC_SCALAR) {
            saying = saying * 31 + str_hash(str_trim(doc->items[i]->key)) * 7 + str_hash(str_trim(doc->items[i]->value));
            values++;
        } else {
            return false;
        }
    if (values < 3)
        return false;
    for (size_t i = 0; i < *n; i++)
        if (sayings[i] == saying)
            return true;
    if (*n < SAYINGS)
        sayings[(*n)++] = saying;
    return false;
}

static struct str threshold_of(const struct entry *entry)
{
    if (!entry->docs.n)
        return STR("");
    return str_trim(doc_text(facts_key(entry->docs.items[0], STR("threshold"))));
}

/* The same threshold on many entries is hardly a reason on any: language.stuffing.identical_thresholds says how many. */
static bool copied(struct judge *j, const struct entries *entries, struct str **thresholds, const struct entry *entry)
{
    double many = rub_number_of(j->rubric, "language.stuffing.identical_thresholds", 1e9);
    size_t n = entries->n < SAYINGS ? entries->n : SAYINGS, all = 0;
    if (!*thresholds) { /* read when the first entry asks */
        *thresholds = arena_alloc(j->arena, n * sizeof **thresholds);
        for (size_t i = 0; i < n; i++)
            (*thresholds)[i] = threshold_of(&entries->items[i]);
    }
    struct str mine = threshold_of(entry);
    for (size_t i = 0; mine.n && i < n; i++)
        all += str_eq_nocase((*thresholds)[i], mine);
    return (double)all >= many;
}

static struct finding counted(struct judge *j, const struct rub_cond *cond)
{
    struct str of = arg_text(j, cond, "of"), key = arg_text(j, cond, "distinct");
    struct wanted w = wanted_of(j, cond);
    struct entries entries = *entries_of(j, of, w.has.n + w.has_any.n > 0);
    struct finding f = finding_of(true, STR(""));
    struct str *values = arena_alloc(j->arena, entries.n * sizeof *values), *thresholds = NULL;
    uint64_t *sayings = arena_alloc(j->arena, entries.n * sizeof *sayings);
    size_t n = 0, said = 0, worn = 0;
    for (size_t i = 0; i < entries.n; i++) {
        struct entry *entry = &entries.items[i];
        if (!fits(j, &w, entry) || said_before(entry, sayings, &said))
            continue;
        if (key.n) {
            struct str value = distinct_value(entry, key);
            bool known = value.n == 0;
            for (size_t k = 0; k < n && !known; k++)
                known = str_eq_nocase(str_trim(values[k]), str_trim(value));
            if (known)
                continue;
            values[n] = value;
        }
        if (n++ < SHOWN)
            evidence_add(j, &f.evidence, entry->at, entry->name);
        worn += copied(j, &entries, &thresholds, entry);
        if (entry->node != ARCH_NONE)
            finding_box(j, &f, (uint32_t)entry->node);
    }
    double min = arg_number(j, cond, "min", arg_given(j, cond, "max") ? 0 : 1),
           max = arg_number(j, cond, "max", 1e9);
    f.number = (double)n;
    f.copied = (double)(n - worn) < min;
    if (f.number >= min && f.number <= max)
        return f;
    struct str what = asked(j, &w, of);
    f.value = TRUTH_FALSE;
    f.missing = f.number > max
                    ? evidence_text(j, "%zu %.*s; at most %.0f", n, STR_ARG(what), max)
                    : evidence_text(j, "%s%.*s (%zu of %.0f)", n ? "" : "no ", STR_ARG(what), n, min);
    if (f.number < min)
        f.evidence = (struct evidence_list){0};
    return f;
}

/* What is counted does not depend on the entry that a check looks at: for many entries it is counted once. */
struct finding condition_count(struct judge *j, const struct rub_cond *cond)
{
    if (!j->entry)
        return counted(j, cond);
    if (!j->counted)
        j->counted = arena_alloc(j->arena, rub_conds_n(j->rubric) * sizeof(struct finding *));
    struct finding **memo = &j->counted[cond - rub_conds(j->rubric, 0)];
    if (!*memo) {
        *memo = arena_alloc(j->arena, sizeof **memo);
        **memo = counted(j, cond);
    }
    return **memo;
}

struct finding condition_attr(struct judge *j, const struct rub_cond *cond)
{
    struct str at = arg_text(j, cond, "at");
    struct fact_list sections = {0};
    size_t n_keys = arg_n(j, cond, "keys"), n = 0;
    bool quantity = arg_given(j, cond, "quantity");
    enum quantity_dim dim = QUANTITY_ANY;
    if (quantity && !quantity_dim_of(&dim, arg_text(j, cond, "quantity")))
        dim = QUANTITY_ANY;
    facts_at(j, &sections, j->reading->facts, at);
    struct finding f = finding_of(true, STR(""));
    struct buf absent = buf_new(j->arena, 300);
    for (size_t k = 0; k < n_keys; k++) {
        const struct doc *doc = NULL;
        for (size_t i = 0; i < sections.n && (!doc || (quantity && !facts_quantity(doc, dim))); i++)
            doc = facts_key(sections.items[i], arg_word(j, cond, "keys", k));
        if (doc && (!quantity || facts_quantity(doc, dim))) {
            n++;
            evidence_add(j, &f.evidence, doc->at, evidence_text(j, "%.*s", STR_ARG(doc->key)));
            continue;
        }
        buf_printf(&absent, "%s%.*s%s", absent.n ? ", " : "", STR_ARG(arg_word(j, cond, "keys", k)),
                   doc ? " in figures" : "");
    }
    for (size_t i = 0; n_keys == 0 && i < sections.n; i++) {
        const struct doc *doc = sections.items[i];
        size_t items = doc->kind == DOC_SCALAR ? 1 : doc->n;
        for (size_t k = 0; k < items; k++) {
            const struct doc *item = doc->kind == DOC_SCALAR ? doc : doc->items[k];
            if (facts_placeholder(item) || (quantity && !facts_quantity(item, dim)))
                continue;
            if (n++ < SHOWN)
                evidence_add(j, &f.evidence, item->at, item->key.n ? item->key : at);
        }
    }
    double min = arg_number(j, cond, "min", n_keys ? (double)n_keys : 1);
    f.number = (double)n;
    if (f.number >= min && n > 0)
        return f;
    f.value = TRUTH_FALSE;
    f.evidence = (struct evidence_list){0};
    f.missing = n_keys ? evidence_text(j, "%.*s does not say: %.*s", STR_ARG(at), STR_ARG(buf_str(&absent)))
                       : evidence_text(j, "%.*s says too little (%zu of %.0f)", STR_ARG(at), n, min);
    return f;
}
