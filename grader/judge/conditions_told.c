/* Conditions on words: phrase, statements, told. */
#include "judge/conditions.h"
#include "judge/told.h"
#include "model/quantity.h"

static struct str said(struct judge *j, const struct statement *st)
{
    return evidence_cut(j, st->text, 100);
}

static void show(struct judge *j, struct finding *f, const struct statement *st)
{
    evidence_add(j, &f->evidence, st->at, said(j, st));
}

/* A phrase that stands is there; what is only thought of, or stands in a stuffed sentence, is a mention at most. */
struct finding condition_phrase(struct judge *j, const struct rub_cond *cond)
{
    uint32_t set = rub_set_of(j->rubric, arg_text(j, cond, "set"));
    struct finding f = finding_false(STR("no words for it"));
    if (set == RUB_NONE)
        return f;
    const struct mention_list *list = &j->reading->told->of_set[set];
    for (size_t i = 0; i < list->n; i++) {
        const struct mention *m = &list->items[i];
        const struct statement *st = &j->reading->told->items[m->statement];
        if (m->standing != STANDING_POSITIVE && m->standing != STANDING_HYPOTHETICAL)
            continue;
        bool thin = m->standing != STANDING_POSITIVE || st->ignored == IGNORED_STUFFED || st->bare;
        enum truth value = thin ? TRUTH_WEAK : TRUTH_TRUE;
        if (value > f.value) {
            f = finding_of(true, STR(""));
            f.value = value;
            f.thin = thin;
            f.reason = thin ? WEAK_FORM : WEAK_NOT;
        }
        if (value == f.value && f.evidence.n < 3)
            show(j, &f, st);
        f.number++;
    }
    return f;
}

struct finding condition_told(struct judge *j, const struct rub_cond *cond)
{
    uint32_t row = rub_row_of(j->rubric, arg_text(j, cond, "row"));
    if (row == RUB_NONE)
        return finding_false(STR("no such row"));
    const struct told_finding *told = told_level(j, row);
    struct finding f = finding_of(told->level >= arg_number(j, cond, "min", 2), told->missing);
    f.number = told->level;
    if (f.value == TRUTH_TRUE) {
        f.value = TRUTH_WEAK;
        f.reason = WEAK_UNLABELLED;
        evidence_join(j, &f.evidence, &told->evidence);
    }
    return f;
}

/* ---- statements */

static unsigned kinds_asked(struct judge *j, const struct rub_cond *cond)
{
    unsigned mask = 0;
    for (size_t i = 0; i < arg_n(j, cond, "kinds"); i++)
        for (unsigned k = 0; k < STATEMENT_KINDS; k++)
            if (str_is(arg_word(j, cond, "kinds", i), statement_kind_name((enum statement_kind)k)))
                mask |= 1U << k;
    return mask ? mask
                : 1U << STATEMENT_SENTENCE | 1U << STATEMENT_ITEM | 1U << STATEMENT_ROW | 1U << STATEMENT_FACT |
                      1U << STATEMENT_BOX;
}

static unsigned quantities_asked(struct judge *j, const struct rub_cond *cond)
{
    unsigned mask = 0;
    for (size_t i = 0; i < arg_n(j, cond, "quantities"); i++) {
        enum quantity_dim dim;
        if (quantity_dim_of(&dim, arg_word(j, cond, "quantities", i)))
            mask |= 1U << dim;
    }
    return mask;
}

static unsigned signals_asked(struct judge *j, const struct rub_cond *cond)
{
    unsigned mask = 0;
    for (size_t i = 0; i < arg_n(j, cond, "signals"); i++)
        for (unsigned bit = 0; bit < SIGNALS; bit++)
            if (str_is(arg_word(j, cond, "signals", i), signal_name(1U << bit)))
                mask |= 1U << bit;
    return mask;
}

/* One byte a statement: the sets that are named in it, or in a heading above it where `headings` asks. */
static unsigned char *marked(struct judge *j, const struct rub_cond *cond, const char *argument)
{
    const struct statements *told = j->reading->told;
    unsigned char *marks = arena_alloc(j->arena, told->n + 1);
    for (size_t i = 0; i < arg_n(j, cond, argument); i++) {
        uint32_t set = rub_set_of(j->rubric, arg_word(j, cond, argument, i));
        const struct mention_list *list = set == RUB_NONE ? NULL : &told->of_set[set];
        for (size_t k = 0; list && k < list->n; k++)
            if (list->items[k].standing == STANDING_POSITIVE)
                marks[list->items[k].statement] |= list->items[k].weak ? 1 : 3;
    }
    return marks;
}

/* The sections whose title names one of the sets, and those inside them. */
static unsigned char *headed(struct judge *j, const unsigned char *marks)
{
    const struct statements *told = j->reading->told;
    const struct prose *prose = j->reading->prose;
    unsigned char *sections = arena_alloc(j->arena, prose->n_sections + 1);
    for (size_t i = 0; i < told->n; i++)
        if (told->items[i].kind == STATEMENT_HEADING && marks[i] && told->items[i].section != PROSE_NONE)
            sections[told->items[i].section] = 1;
    for (size_t i = 0; i < prose->n_sections; i++) /* parents come first */
        if (prose->sections[i].parent != PROSE_NONE && prose->sections[i].parent < i)
            sections[i] |= sections[prose->sections[i].parent];
    return sections;
}

/* Different tools of the groups that are asked for, of any where none is. */
static size_t tools_named(struct judge *j, const struct rub_cond *cond, const struct statement *st, uint32_t *first)
{
    size_t n = 0;
    for (size_t i = 0; i < st->n_components; i++) {
        const struct component *c = &st->components[i];
        bool again = c->tool == RUB_NONE || c->standing == STANDING_OTHER_SENSE || c->standing == STANDING_IGNORED ||
                     !condition_in_groups(j, cond, c->tool);
        for (size_t k = 0; k < i && !again; k++)
            again = st->components[k].tool == c->tool;
        if (!again && n++ == 0)
            *first = c->tool;
    }
    return n;
}

static size_t components_named(const struct statement *st, uint64_t roles)
{
    size_t n = 0;
    for (size_t i = 0; i < st->n_components; i++)
        n += st->components[i].standing == STANDING_POSITIVE && (st->components[i].roles & roles) != 0;
    return n;
}

static size_t amounts_of(const struct statement *st, unsigned dims)
{
    size_t n = 0;
    for (size_t i = 0; i < st->n_amounts; i++)
        n += (dims & 1U << st->amounts[i].quantity.dim) != 0;
    return n;
}

/*
 * What most statements are passed over by, side by side: they are many, and each of them is large. Made once;
 * what is ignored or put off is left out.
 */
struct told_line {
    uint32_t number; /* of the statement */
    uint16_t kind;   /* 1 << enum statement_kind */
    bool bare;
};
struct told_lines {
    struct told_line *items;
    size_t n, cap;
};

static const struct told_lines *lines_of(struct judge *j)
{
    const struct statements *told = j->reading->told;
    if (j->told_lines)
        return j->told_lines;
    struct told_lines *lines = arena_alloc(j->arena, sizeof *lines);
    for (size_t i = 0; i < told->n; i++) {
        const struct statement *st = &told->items[i];
        if (st->ignored || st->deferred)
            continue;
        struct told_line *line = ARENA_PUSH(j->arena, lines->items, lines->n, lines->cap);
        *line = (struct told_line){(uint32_t)i, (uint16_t)(1U << st->kind), st->bare};
    }
    return j->told_lines = lines;
}

struct finding condition_statements(struct judge *j, const struct rub_cond *cond)
{
    const struct statements *told = j->reading->told;
    bool sets = arg_given(j, cond, "sets"), headings = arg_given(j, cond, "headings");
    bool either = arg_given(j, cond, "headed") && sets && headings;
    unsigned char *named = sets ? marked(j, cond, "sets") : NULL;
    unsigned char *below = headings ? headed(j, marked(j, cond, "headings")) : NULL;
    unsigned kinds = kinds_asked(j, cond), dims = quantities_asked(j, cond), signals = signals_asked(j, cond);
    uint64_t roles = arg_mask(j, cond, "roles");
    double amounts = arg_number(j, cond, "amounts", dims ? 1 : 0), tools = arg_number(j, cond, "tools", arg_given(j, cond, "groups") ? 1 : 0);
    double components = arg_number(j, cond, "components", 0), words = arg_number(j, cond, "words", 0);
    double min = arg_number(j, cond, "min", arg_given(j, cond, "max") ? 0 : 1), max = arg_number(j, cond, "max", 1e9);
    bool bare = arg_given(j, cond, "bare"), by_tool = str_is(arg_text(j, cond, "distinct"), "tool");
    unsigned char *seen = arena_alloc(j->arena, rub_tools_n(j->rubric) + 1);
    struct finding f = finding_of(true, STR(""));
    size_t n = 0;
    const struct told_lines *lines = lines_of(j);
    for (size_t k = 0; k < lines->n; k++) {
        const struct told_line *line = &lines->items[k];
        if ((line->bare && !bare) || !(kinds & line->kind) || (sets && !headings && named[line->number] != 3))
            continue;
        size_t i = line->number;
        const struct statement *st = &told->items[i];
        uint32_t tool = RUB_NONE;
        if ((double)st->n_words < words)
            continue;
        bool here = (!sets || named[i] == 3), above = headings && st->section != PROSE_NONE && below[st->section];
        if (!(either ? here || above : here && (!headings || above)))
            continue;
        if ((st->signals & signals) != signals || (dims && (double)amounts_of(st, dims) < amounts) ||
            (roles && components_named(st, roles) == 0) ||
            (components > 0 && (double)components_named(st, UINT64_MAX) < components))
            continue;
        size_t n_tools = tools > 0 || by_tool ? tools_named(j, cond, st, &tool) : 0;
        if ((double)n_tools < tools || (by_tool && (tool == RUB_NONE || seen[tool])))
            continue;
        if (by_tool)
            seen[tool] = 1;
        n++;
        if (f.evidence.n < 6)
            show(j, &f, st);
    }
    f.number = (double)n;
    f.value = f.number >= min && f.number <= max ? TRUTH_TRUE : TRUTH_FALSE;
    if (f.value == TRUTH_FALSE)
        f.missing = evidence_text(j, "%zu of the %.0f statements asked for are there", n, min);
    return f;
}
