#include "judge/figures.h"

#include "judge/along.h"
#include "judge/entries.h"

static enum take take_of(const struct rubric *rubric, const struct rub_fact *fact)
{
    static const char *const names[] = {"first", "sum", "min", "max", "count", "product"};
    for (size_t i = 1; i < sizeof names / sizeof names[0]; i++)
        if (fact->take && str_is(str_from(rub_text(rubric, fact->take)), names[i]))
            return (enum take)i;
    return TAKE_FIRST;
}

struct str figure_words(struct buf *buf)
{
    struct str words = buf_str(buf);
    if (!buf->full)
        return words;
    while (words.n > 0 && (words.p[words.n - 1] != ' ' || words.n + 5 > buf->max))
        words.n--;
    return str_copy(buf->arena,
                    (struct str){arena_printf(buf->arena, "%.*s\xe2\x80\xa6", STR_ARG(words)), words.n + 3});
}

struct str figure_print(struct judge *j, double value, enum quantity_dim dim, struct str currency)
{
    static const struct {
        const char *code, *sign;
    } signs[] = {{"USD", "$"}, {"EUR", "\xe2\x82\xac"}, {"GBP", "\xc2\xa3"}};
    char text[40];
    quantity_print(text, value, dim);
    if (dim != QUANTITY_MONEY || currency.n == 0)
        return str_copy(j->arena, str_from(text));
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (str_is(currency, signs[i].code))
            return evidence_text(j, "%s%s", signs[i].sign, text);
    return evidence_text(j, "%.*s %s", STR_ARG(currency), text);
}

/* ---- what is stated at a path, or of boxes */

struct sum {
    struct judge *judge;
    const struct rub_fact *fact;
    enum take take;
    struct figure out;
    size_t n;
};

static void take_value(struct sum *s, double value, struct place at, struct str words)
{
    struct figure *out = &s->out;
    if (s->take == TAKE_FIRST && s->n > 0)
        return;
    bool first = s->n++ == 0;
    if (first || (s->take == TAKE_MIN && value < out->value) || (s->take == TAKE_MAX && value > out->value))
        out->value = value;
    else if (s->take == TAKE_SUM || s->take == TAKE_COUNT)
        out->value += value;
    else if (s->take == TAKE_PRODUCT)
        out->value *= value;
    out->stated = true;
    evidence_add(s->judge, &out->evidence, at,
                 evidence_text(s->judge, "%s: %.*s", rub_text(s->judge->rubric, s->fact->id),
                               STR_ARG(str_trim(words))));
}

static double value_of(const struct rub_fact *fact, const struct quantity *q)
{
    return fact->low && q->dim != QUANTITY_MONEY ? q->low : quantity_value(q);
}

static void take_scalar(struct sum *s, const struct doc *doc)
{
    struct quantity q;
    size_t pos = 0, before = s->n;
    if (s->fact->anywhere)
        while (quantity_next(&q, doc->value, &pos))
            if (q.dim == s->out.dim)
                take_value(s, value_of(s->fact, &q), doc->at, doc->value);
    if (s->n > before || !quantity_read(&q, doc->value, s->out.dim))
        return;
    if (q.currency.n && s->out.currency.n == 0)
        s->out.currency = q.currency;
    take_value(s, s->take == TAKE_COUNT ? 1 : value_of(s->fact, &q), doc->at, doc->value);
}

static void take_doc(struct sum *s, const struct doc *doc)
{
    bool counts = s->out.dim == QUANTITY_NUMBER || s->out.dim == QUANTITY_COUNT;
    size_t before = s->n, items = 0;
    if (doc->kind == DOC_SCALAR) {
        take_scalar(s, doc);
        return;
    }
    for (size_t i = 0; i < doc->n; i++) {
        items += !facts_placeholder(doc->items[i]);
        if (s->take != TAKE_COUNT && doc->kind == DOC_LIST && doc->items[i]->kind == DOC_SCALAR)
            take_scalar(s, doc->items[i]);
    }
    /* zones: [a, b, c] are three */
    if (s->n == before && items && (counts || s->take == TAKE_COUNT))
        take_value(s, (double)items, doc->at, evidence_text(s->judge, "%zu of them", items));
}

/* Of alternatives `a|b` the first that is there. */
static void take_at(struct sum *s, const struct doc *root, struct str paths)
{
    struct str rest = paths, path;
    size_t before = s->n;
    bool all = s->fact->anywhere; /* words about the same thing stand under several keys */
    while ((all || s->n == before) && str_next(&rest, "|", &path)) {
        struct fact_list found = {0};
        facts_at(s->judge, &found, root, path);
        for (size_t i = 0; i < found.n; i++)
            take_doc(s, found.items[i]);
    }
}

/* A box that is drawn twice counts once. */
static void take_docs(struct sum *s, const struct fact_list *docs, struct str key)
{
    size_t before = s->n;
    for (size_t i = 0; i < docs->n && s->n == before; i++)
        take_at(s, docs->items[i], key);
}

static void take_boxes(struct sum *s)
{
    struct judge *j = s->judge;
    struct str key = str_from(rub_text(j->rubric, s->fact->key));
    for (size_t i = 0; i < j->arch->n_nodes; i++) {
        struct fact_list box = {0};
        if (!graph_is_box(j->graph, i) || !(j->reading->nodes[i].credited & s->fact->roles))
            continue;
        facts_of_box(j, &box, i);
        take_docs(s, &box, key);
    }
    if (s->n == 0) /* no box declares it, but a sentence may */
        take_at(s, j->reading->facts, evidence_text(j, "said.%s", rub_text(j->rubric, s->fact->id)));
}

static struct figure taken(struct judge *j, uint32_t number)
{
    const struct rub_fact *fact = rub_facts(j->rubric, number);
    struct str at = str_from(rub_text(j->rubric, fact->at));
    enum quantity_dim dim;
    enum take take = take_of(j->rubric, fact);
    if (!quantity_dim_of(&dim, str_from(rub_text(j->rubric, fact->dimension))))
        dim = QUANTITY_NUMBER;
    if (fact->along)
        return along_of(j, number, take, dim);
    struct sum s = {.judge = j,
                    .fact = fact,
                    .take = take,
                    .out = {.single = true, .dim = dim, .shown = STR(""), .currency = STR("")}};
    if (fact->local && j->entry)
        take_docs(&s, &j->entry->docs, at);
    else if (!fact->local && at.n)
        take_at(&s, j->reading->facts, at);
    else if (!fact->local)
        take_boxes(&s);
    if (s.out.stated)
        s.out.shown =
            figure_print(j, s.out.value, take == TAKE_COUNT ? QUANTITY_NUMBER : s.out.dim, s.out.currency);
    return s.out;
}

/* A fact of the whole is looked up once, however many entries are held against it. */
struct figure figure_of_fact(struct judge *j, uint32_t number)
{
    if (rub_facts(j->rubric, number)->local)
        return taken(j, number);
    if (!j->figures)
        j->figures = arena_alloc(j->arena, rub_facts_n(j->rubric) * sizeof(struct figure *));
    struct figure **memo = &j->figures[number];
    if (!*memo) {
        *memo = arena_alloc(j->arena, sizeof **memo);
        **memo = taken(j, number);
    }
    return **memo;
}
