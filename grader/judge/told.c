/* Levels by words: see told.h. */
#include "judge/told.h"

#include "judge/conditions.h"

#define QUOTED 90        /* bytes of a statement that are shown */
#define ENOUGH_WORDS 6   /* of a sentence that says something about something */
#define LONG_WORDS 12    /* of one that is a mechanism by an action alone */
#define REASON_WORDS 10  /* of one whose cause is more than a word */
#define CLEAR_SUBJECTS 3 /* of a statement that is about what it names, not about everything */
#define ROW_WORDS 10     /* the same for a row of a table */
#define ROW_FIGURES 3    /* of a row about one thing; more are a table of data */
#define CELLS " ; "      /* between the cells of a row */
#define FIGURE_WORDS 6   /* of a row that is more than figures with a name */

/* Everything in one statement that speaks of the subject. */
struct subject {
    const struct statement *statement;
    size_t first, n;    /* of the list of spans */
    unsigned standings; /* 1 << enum standing */
    bool strong;        /* some phrase of it is not weak */
    bool inherited;     /* the heading names the subject, the statement does not */
    uint64_t phrases;   /* a set of bits over the phrases, folded: for "two different phrases" */
};
struct span {
    size_t statement;
    uint32_t first, n, phrase;
    uint32_t at; /* byte of the statement */
    bool weak;
    enum standing standing;
};
struct told_scratch {
    struct span *spans;
    size_t n_spans, cap_spans;
    struct subject *subjects;
    size_t n, cap;
};

static void add_mentions(struct judge *j, struct told_scratch *s, const struct mention_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        const struct mention *m = &list->items[i];
        if (m->standing == STANDING_NEGATED || m->standing >= STANDING_OTHER_SENSE)
            continue;
        /* what is put off is a mention where it was thought about: with a condition or a date */
        if (m->standing == STANDING_DEFERRED && !j->reading->told->items[m->statement].dated)
            continue;
        struct span *span = ARENA_PUSH(j->arena, s->spans, s->n_spans, s->cap_spans);
        *span = (struct span){m->statement, m->first, m->n, m->phrase, m->at, m->weak, m->standing};
    }
}

/* By statement: the lists are in that order each, so a merge of runs does. */
static void sort_spans(struct judge *j, struct told_scratch *s)
{
    struct span *other = arena_alloc(j->arena, s->n_spans * sizeof *other), *from = s->spans, *to = other;
    for (size_t width = 1; width < s->n_spans; width *= 2) {
        for (size_t at = 0; at < s->n_spans; at += 2 * width) {
            size_t a = at, b = at + width < s->n_spans ? at + width : s->n_spans, middle = b;
            size_t end = at + 2 * width < s->n_spans ? at + 2 * width : s->n_spans;
            for (size_t k = at; k < end; k++)
                to[k] = a < middle && (b >= end || from[a].statement <= from[b].statement) ? from[a++]
                                                                                           : from[b++];
        }
        struct span *swap = from;
        from = to;
        to = swap;
    }
    s->spans = from;
}

static void group(struct judge *j, struct told_scratch *s)
{
    for (size_t i = 0; i < s->n_spans;) {
        struct subject *x = ARENA_PUSH(j->arena, s->subjects, s->n, s->cap);
        *x = (struct subject){.statement = &j->reading->told->items[s->spans[i].statement], .first = i};
        size_t statement = s->spans[i].statement;
        for (; i < s->n_spans && s->spans[i].statement == statement; i++) {
            x->n++;
            x->standings |= 1U << s->spans[i].standing;
            x->strong |= !s->spans[i].weak;
            x->phrases |= UINT64_C(1) << (s->spans[i].phrase % 64);
        }
    }
}

/* A box that was drawn with an arrow in and one out: the part has its place in the system. */
static bool is_placed(struct judge *j, const struct told_scratch *s, const struct subject *x)
{
    const struct statement *st = x->statement;
    bool by_words = false; /* not only by what a box was credited with */
    for (size_t i = x->first; i < x->first + x->n; i++)
        by_words |= s->spans[i].phrase < rub_phrases_n(j->rubric) && !s->spans[i].weak;
    return st->kind == STATEMENT_LABEL && !st->ignored && by_words &&
           (x->standings & 1U << STANDING_POSITIVE) && st->node < j->arch->n_nodes &&
           j->graph->drawn_in[st->node] && j->graph->drawn_out[st->node];
}

static bool overlaps(const struct told_scratch *s, const struct subject *x, uint32_t first, uint32_t n)
{
    for (size_t i = x->first; i < x->first + x->n; i++)
        if (first < s->spans[i].first + s->spans[i].n && s->spans[i].first < first + n)
            return true;
    return false;
}

/* The signals of the statement outside the words that name the subject. */
static unsigned signals_beside(const struct told_scratch *s, const struct subject *x)
{
    unsigned signals = 0;
    for (size_t i = 0; i < x->statement->n_marks; i++)
        if (!overlaps(s, x, x->statement->marks[i].first, x->statement->marks[i].n))
            signals |= x->statement->marks[i].signal;
    return signals;
}

/* Other parts of the system that the statement names, not the subject itself. */
static bool names_others(const struct told_scratch *s, const struct subject *x, uint64_t own)
{
    for (size_t i = 0; i < x->statement->n_components; i++) {
        const struct component *c = &x->statement->components[i];
        if (c->roles && !(c->roles & own) && c->standing <= STANDING_HYPOTHETICAL &&
            !overlaps(s, x, c->first, c->n))
            return true;
    }
    return false;
}

/*
 * In a row a name stands before its figures: those of the columns before are somebody else's. Takes them out
 * of what the statement holds.
 */
static void figures_of_row(const struct told_scratch *s, const struct subject *x, unsigned *quantities,
                           bool *compared)
{
    const struct statement *st = x->statement;
    size_t cell = SIZE_MAX;
    for (size_t i = x->first; i < x->first + x->n; i++) {
        size_t at = s->spans[i].at < st->text.n ? s->spans[i].at : st->text.n;
        while (at >= 3 && !str_starts(str_sub(st->text, at - 3, st->text.n), CELLS))
            at--;
        cell = at < 3 ? 0 : at < cell ? at : cell;
    }
    *quantities = 0;
    *compared = false;
    for (size_t i = 0; i < st->n_amounts; i++)
        if (st->amounts[i].quantity.at >= cell) {
            *quantities |= 1U << st->amounts[i].quantity.dim;
            *compared |= st->amounts[i].compared;
        }
}

static enum told_class classify_inherited(const struct subject *x, uint32_t quantities)
{
    const struct statement *st = x->statement;
    bool amount = (st->quantities & quantities) != 0;
    size_t named = 0;
    for (size_t i = 0; i < st->n_components; i++)
        named += st->components[i].roles != 0;
    if (st->bare)
        return TOLD_BARE;
    if (amount && (st->signals & SIGNAL_COMPARE))
        return TOLD_REASON;
    if (st->kind != STATEMENT_CONFIG && (st->signals & SIGNAL_ACTION) &&
        (amount || named >= 2 || (named && (st->n_words >= LONG_WORDS || (st->signals & SIGNAL_CONDITION)))))
        return (amount || st->n_words >= REASON_WORDS) && (st->signals & SIGNAL_CAUSE) ? TOLD_REASON
                                                                                       : TOLD_MECHANISM;
    return TOLD_BARE;
}

static enum told_class classify(const struct told_scratch *s, const struct subject *x, uint64_t own,
                                uint32_t quantities)
{
    const struct statement *st = x->statement;
    if (x->inherited)
        return classify_inherited(x, quantities);
    if (!(x->standings & 1U << STANDING_POSITIVE) || !x->strong || st->bare ||
        st->ignored == IGNORED_STUFFED || st->kind == STATEMENT_LABEL)
        return TOLD_BARE;
    unsigned signals = signals_beside(s, x);
    unsigned held = st->quantities;
    bool compared = (st->signals & SIGNAL_COMPARE) != 0;
    if (st->kind == STATEMENT_ROW)
        figures_of_row(s, x, &held, &compared);
    bool amount = (held & quantities) != 0;
    bool action = (signals & SIGNAL_ACTION) != 0, others = names_others(s, x, own), mechanism = false;
    switch (st->kind) {
    case STATEMENT_SENTENCE:
    case STATEMENT_ITEM:
    case STATEMENT_FACT:
        mechanism = (action && others && st->n_words >= ENOUGH_WORDS) ||
                    (action && (signals & SIGNAL_CONDITION) && st->n_words >= ENOUGH_WORDS) ||
                    /* a declared figure is judged as a fact, not as words */
                    (compared && amount && st->kind != STATEMENT_FACT) ||
                    (action && st->n_words >= LONG_WORDS);
        break;
    case STATEMENT_ROW:
        mechanism = (action && others) || (amount && compared && st->n_amounts <= ROW_FIGURES) ||
                    (action && st->n_words >= ROW_WORDS);
        break;
    case STATEMENT_BOX:
        mechanism = ((signals & SIGNAL_FLOW) && others) || (amount && compared);
        break;
    case STATEMENT_ARROW:
        mechanism = true;
        break;
    case STATEMENT_CONFIG:
        return amount || others ? TOLD_MECHANISM : TOLD_MENTION;
    default:
        break;
    }
    if (!mechanism)
        return TOLD_MENTION;
    /* a row of figures says how much, and not why */
    if (st->kind == STATEMENT_ROW && !action && st->n_words < FIGURE_WORDS)
        return TOLD_MECHANISM;
    bool cause = (signals & (SIGNAL_CAUSE | SIGNAL_CONTRAST)) && st->n_words >= REASON_WORDS;
    return (amount && (compared || action)) || cause ? TOLD_REASON : TOLD_MECHANISM;
}

/* Whether a statement stands in the section itself, or below a line of it that is set like a heading. */
static bool stands_in(const struct judge *j, const struct statement *st, size_t section)
{
    const struct prose *prose = j->reading->prose;
    if (st->section == section)
        return true;
    return st->section != PROSE_NONE && prose->sections[st->section].level == PROSE_BOLD &&
           prose->sections[st->section].parent == section;
}

/* Headings that name the subject lend it to what stands directly below them. */
static void inherit(struct judge *j, struct told_scratch *s)
{
    const struct statements *told = j->reading->told;
    size_t named = s->n;
    for (size_t i = 0; i < named; i++) {
        const struct subject *x = &s->subjects[i];
        const struct statement *heading = x->statement;
        if (heading->kind != STATEMENT_HEADING || !x->strong || !(x->standings & 1U << STANDING_POSITIVE) ||
            heading->section == PROSE_NONE || j->reading->prose->sections[heading->section].level < 2)
            continue;
        uint64_t phrases = x->phrases;
        size_t next = i + 1; /* of the named ones: those are not inherited */
        for (size_t k = (size_t)(heading - told->items) + 1; k < told->n; k++) {
            const struct statement *st = &told->items[k];
            if (!st->block || !stands_in(j, st, heading->section))
                break;
            while (next < named && s->subjects[next].statement < st)
                next++;
            if ((next < named && s->subjects[next].statement == st) || st->ignored || st->deferred)
                continue;
            if (st->kind != STATEMENT_SENTENCE && st->kind != STATEMENT_ITEM && st->kind != STATEMENT_ROW &&
                st->kind != STATEMENT_CONFIG)
                continue;
            struct subject *heir = ARENA_PUSH(j->arena, s->subjects, s->n, s->cap);
            *heir = (struct subject){.statement = st, .inherited = true, .phrases = phrases};
        }
    }
}

static size_t bits(uint64_t mask)
{
    size_t n = 0;
    for (; mask; mask &= mask - 1)
        n++;
    return n;
}

/* Different pairs of roles that are joined, one of them the subject's: in words or drawn. */
static size_t links_of(struct judge *j, uint64_t own)
{
    uint64_t seen[RUBRIC_MAX_ROLES] = {0};
    const struct statements *told = j->reading->told;
    size_t n = 0;
    for (size_t i = 0; i < told->n_links; i++) {
        const struct told_link *link = &told->links[i];
        if ((role_bit(link->from) | role_bit(link->to)) & own)
            seen[link->from] |= role_bit(link->to);
    }
    for (size_t i = 0; !j->graph->dense && i < j->graph->n_links; i++) {
        const struct link *link = &j->graph->links[i];
        uint32_t from = j->graph->vertices[link->from].role, to = j->graph->vertices[link->to].role;
        if (!link->merged && link->kinds && ((role_bit(from) | role_bit(to)) & own))
            seen[from] |= role_bit(to);
    }
    for (size_t r = 0; r < RUBRIC_MAX_ROLES; r++)
        n += bits(seen[r]);
    return n;
}

static void show(struct judge *j, struct told_finding *out, const struct subject *x, enum told_class class)
{
    static const char *const what[] = {"named", "named", "how it works", "how it works, with a reason"};
    struct str quote = evidence_cut(j, x->statement->text, QUOTED);
    evidence_add(j, &out->evidence, x->statement->at,
                 evidence_text(j, "%s: %.*s", what[class], STR_ARG(quote)));
}

static struct told_finding level_of(struct judge *j, struct told_scratch *s, uint64_t own,
                                    uint32_t quantities)
{
    struct told_finding out = {.missing = STR("")};
    uint64_t phrases = 0;
    size_t settings = 0, bare = 0, clear = 0;
    bool any = false, placed = false;
    unsigned char *classes = arena_alloc(j->arena, s->n + 1);
    for (size_t i = 0; i < s->n; i++) {
        const struct subject *x = &s->subjects[i];
        enum told_class class = classify(s, x, own, quantities);
        classes[i] = (unsigned char)class;
        any |= !x->inherited;
        /* what a box or a file is called, or a form says, is a mention, and no more words about the subject
         */
        bool name = x->statement->kind == STATEMENT_LABEL || x->statement->kind == STATEMENT_FILE ||
                    (x->statement->kind == STATEMENT_FACT && x->statement->bare) ||
                    (x->statement->kind == STATEMENT_ROW && class < TOLD_MECHANISM);
        if ((x->standings & 1U << STANDING_POSITIVE) && !name) {
            out.mentions++;
            bare += class == TOLD_BARE;
            if (class > TOLD_BARE)
                phrases |= x->phrases;
        }
        placed |= is_placed(j, s, x);
        if (class >= TOLD_MECHANISM && x->statement->kind == STATEMENT_CONFIG)
            settings++;
        else {
            out.mechanisms += class >= TOLD_MECHANISM;
            out.reasons += class >= TOLD_REASON;
            clear += class >= TOLD_REASON && !x->inherited && x->statement->n_subjects <= CLEAR_SUBJECTS;
        }
    }
    out.mechanisms += settings >= 3 ? 2 : settings > 0;
    out.mechanisms += placed;
    out.mentions += placed;
    out.phrases = bits(phrases);
    out.links = own ? links_of(j, own) : 0;
    size_t told = out.mentions - bare;
    if (!any)
        return out;
    out.level = 1;
    if (out.mentions &&
        (out.mechanisms >= 2 || clear >= 1 || (out.mechanisms >= 1 && told >= 2 && out.phrases >= 2) ||
         (out.links >= 2 && told >= 2)))
        out.level = out.reasons >= 2 && out.phrases >= 2 ? 3 : 2;
    for (int class = TOLD_REASON; class >= 0 && out.evidence.n < 4; class --)
        for (size_t i = 0; i < s->n && out.evidence.n < 4; i++)
            if (classes[i] == class && (class >= TOLD_MECHANISM || !s->subjects[i].inherited))
                show(j, &out, &s->subjects[i], (enum told_class) class);
    return out;
}

static struct told_finding judge_told(struct judge *j, uint32_t number)
{
    const struct rub_row *row = rub_rows(j->rubric, number);
    struct told_finding out = {.missing = STR("")};
    if (row->told == RUB_NONE)
        return out;
    const struct rub_told *told = rub_tolds(j->rubric, row->told);
    struct told_scratch s = {0};
    for (size_t i = 0; i < told->sets.n; i++)
        add_mentions(j, &s, &j->reading->told->of_set[rub_word(j->rubric, told->sets, i)]);
    for (uint32_t r = 0; r < rub_roles_n(j->rubric); r++)
        if (told->roles & role_bit(r))
            add_mentions(j, &s, &j->reading->told->of_role[r]);
    if (s.n_spans == 0)
        return out;
    sort_spans(j, &s);
    group(j, &s);
    inherit(j, &s);
    out = level_of(j, &s, told->roles, told->quantities);
    for (int level = 2; level <= 3; level++)
        if (out.level >= level && told->when[level - 2] != RUB_NONE) {
            struct finding f = judge_condition(j, told->when[level - 2]);
            if (f.value == TRUTH_FALSE) {
                out.level = level - 1;
                out.missing = f.missing;
            } else {
                evidence_join(j, &out.evidence, &f.evidence);
            }
        }
    return out;
}

const struct told_finding *told_level(struct judge *j, uint32_t row)
{
    if (!j->told)
        j->told = arena_alloc(j->arena, rub_rows_n(j->rubric) * sizeof *j->told);
    if (!j->told[row]) {
        struct told_finding *out = arena_alloc(j->arena, sizeof *out);
        j->told[row] = out; /* a condition that asks for the row's own words finds nothing */
        *out = judge_told(j, row);
    }
    return j->told[row];
}

struct told_finding told_role(struct judge *j, uint32_t role)
{
    struct told_scratch s = {0};
    struct told_finding out = {.missing = STR("")};
    add_mentions(j, &s, &j->reading->told->of_role[role]);
    if (s.n_spans == 0)
        return out;
    group(j, &s);
    size_t strong = 0, named = 0, reasons = 0;
    for (size_t i = 0; i < s.n; i++) {
        const struct subject *x = &s.subjects[i];
        const struct statement *st = x->statement;
        if (!(x->standings & 1U << STANDING_POSITIVE))
            continue;
        named++;
        bool says = !st->bare && st->kind != STATEMENT_LABEL && st->kind != STATEMENT_CONFIG &&
                    st->ignored == IGNORED_NOT &&
                    ((st->signals & SIGNAL_ACTION) || st->kind == STATEMENT_ARROW);
        strong += says;
        reasons += says && (st->signals & SIGNAL_CAUSE) && st->n_words >= REASON_WORDS;
        if (says && out.evidence.n < EVIDENCE_MOST)
            show(j, &out, x, TOLD_MECHANISM);
    }
    out.mentions = named;
    out.mechanisms = strong;
    out.reasons = reasons;
    out.links = links_of(j, role_bit(role));
    out.level = 1;
    if ((strong && (named >= 2 || out.links)) || (out.links && named))
        out.level = reasons >= 3 ? 3 : 2;
    for (size_t i = 0; out.evidence.n == 0 && i < s.n && i < 3; i++)
        show(j, &out, &s.subjects[i], TOLD_MENTION);
    return out;
}
