#include "report/explanation.h"

#include "report/condition_words.h"
#include "report/explanation_found.h"
#include "report/rubric_page.h"

#include <stdio.h>
#include <string.h>

enum { COLUMN = 2, TEXT = 14 };

/* ---- ids */

struct id {
    enum explained_kind kind;
    uint32_t number;
    const char *id, *title;
};

static size_t id_count(const struct rubric *rubric, enum explained_kind kind)
{
    switch (kind) {
#define E(ID, table, field, one, many)                                                                       \
    case EXPLAINED_##ID:                                                                                     \
        return rub_##table##_n(rubric);
        EXPLAINED_KINDS(E)
#undef E
    case EXPLAINED_KIND_COUNT:
        break;
    }
    return 0;
}

static struct id id_at(const struct rubric *rubric, enum explained_kind kind, size_t i)
{
    struct id out = {.kind = kind, .number = (uint32_t)i};
    switch (kind) {
#define E(ID, table, field, one, many)                                                                       \
    case EXPLAINED_##ID:                                                                                     \
        out.id = rub_text(rubric, rub_##table(rubric, i)->field);                                            \
        out.title = rub_text(rubric, rub_##table(rubric, i)->title);                                         \
        break;
        EXPLAINED_KINDS(E)
#undef E
    case EXPLAINED_KIND_COUNT:
        break;
    }
    return out;
}

size_t explanation_find(struct explained out[EXPLAINED_KIND_COUNT], const struct rubric *rubric,
                        const char *id)
{
    size_t found = 0;
    for (int kind = 0; kind < EXPLAINED_KIND_COUNT; kind++)
        for (size_t i = 0, n = id_count(rubric, (enum explained_kind)kind); i < n; i++)
            if (str_eq_nocase(str_from(id), str_from(id_at(rubric, (enum explained_kind)kind, i).id))) {
                out[found++] = (struct explained){(enum explained_kind)kind, (uint32_t)i};
                break;
            }
    return found;
}

size_t explanation_ids(const char ***out, struct arena *arena, const struct rubric *rubric)
{
    size_t n = 0, cap = 0;
    *out = NULL;
    for (int kind = 0; kind < EXPLAINED_KIND_COUNT; kind++)
        for (size_t i = 0; i < id_count(rubric, (enum explained_kind)kind); i++) {
            const char **slot = ARENA_PUSH(arena, *out, n, cap);
            *slot = id_at(rubric, (enum explained_kind)kind, i).id;
        }
    return n;
}

void explanation_list(struct report_out *out, const struct rubric *rubric,
                      const struct report_options *options)
{
    static const char *const many[] = {
#define E(ID, table, field, one, several) several,
        EXPLAINED_KINDS(E)
#undef E
    };
    struct page page;
    page_init(&page, out, options);
    for (int kind = 0; kind < EXPLAINED_KIND_COUNT; kind++) {
        size_t n = id_count(rubric, (enum explained_kind)kind);
        if (kind && n)
            page_blank(&page);
        if (n) {
            page_start(&page, 0, 0);
            page_puts(&page, STYLE_BOLD, many[kind]);
            page_end(&page);
        }
        for (size_t i = 0; i < n; i++) {
            struct id id = id_at(rubric, (enum explained_kind)kind, i);
            page_start(&page, COLUMN, 24);
            page_puts(&page, STYLE_CYAN, id.id);
            page_column(&page, 22);
            page_puts(&page, STYLE_PLAIN, id.title);
            page_end(&page);
        }
    }
}

/* ---- pieces of a page */

static void heading(struct page *page, const char *id, const char *title, const char *what)
{
    page_start(page, 0, 4);
    page_puts(page, STYLE_BOLD, id);
    page_gap(page, 2);
    page_puts(page, STYLE_BOLD, title);
    page_end(page);
    page_start(page, COLUMN, COLUMN + 2);
    page_puts(page, STYLE_DIM, what);
    page_end(page);
    page_blank(page);
}

static void paragraph(struct page *page, const char *label, struct str text)
{
    if (!text.n)
        return;
    page_start(page, COLUMN, TEXT);
    page_puts(page, STYLE_DIM, label);
    page_column(page, TEXT);
    page_put(page, STYLE_PLAIN, text);
    page_end(page);
}

static void section(struct page *page, const char *title)
{
    page_blank(page);
    page_start(page, 0, 4);
    page_puts(page, STYLE_BOLD, title);
    page_end(page);
}

static void condition(struct page *page, const struct rubric *rubric, const struct review *review,
                      const char *label, uint32_t cond)
{
    if (cond == RUB_NONE)
        return;
    if (*label) {
        page_start(page, COLUMN, TEXT);
        page_puts(page, STYLE_DIM, label);
        page_end(page);
    }
    condition_words(page, rubric, review, cond, COLUMN + 2);
}

static struct str row_ids(struct arena *arena, const struct rubric *rubric, struct rub_span rows)
{
    struct buf out = buf_new(arena, 2000);
    for (size_t i = 0; i < rows.n; i++)
        buf_printf(&out, "%s%s", i ? ", " : "",
                   rub_text(rubric, rub_rows(rubric, rub_word(rubric, rows, i))->id));
    return buf_str(&out);
}

/* Whether the condition, or a part of it, is of that kind and names that id. */
static bool asks_for(const struct rubric *rubric, uint32_t number, enum cond_kind kind, const char *argument,
                     const char *id, int depth)
{
    if (number == RUB_NONE || depth > 40)
        return false;
    const struct rub_cond *cond = rub_conds(rubric, number);
    const struct rub_arg *arg = cond->kind == kind ? rub_arg_of(rubric, cond, argument) : NULL;
    if (arg && strcmp(rub_text(rubric, arg->text), id) == 0)
        return true;
    for (size_t i = 0; i < cond->args.n; i++) {
        const struct rub_arg *part = rub_args(rubric, cond->args.at + i);
        for (size_t k = 0; part->type == ARG_CONDS && k < part->list.n; k++)
            if (asks_for(rubric, rub_word(rubric, part->list, k), kind, argument, id, depth + 1))
                return true;
    }
    return false;
}

/* Why it is looked for at all: the rows, loops, gates and flags that ask for it. */
static void asked_by(struct page *page, const struct rubric *rubric, enum cond_kind kind,
                     const char *argument, const char *id)
{
    struct buf out = buf_new(page->out->arena, 2000);
    for (size_t i = 0; i < rub_rows_n(rubric); i++)
        for (int level = 0; level < 3; level++)
            if (asks_for(rubric, rub_rows(rubric, i)->level[level].when, kind, argument, id, 0))
                buf_printf(&out, "%s%s (level %d)", out.n ? ", " : "",
                           rub_text(rubric, rub_rows(rubric, i)->id), level + 1);
    for (size_t i = 0; i < rub_predicates_n(rubric); i++)
        if (asks_for(rubric, rub_predicates(rubric, i)->when, kind, argument, id, 0))
            buf_printf(&out, "%s%s", out.n ? ", " : "", rub_text(rubric, rub_predicates(rubric, i)->id));
    for (size_t i = 0; i < rub_loops_n(rubric); i++)
        for (size_t k = 0; k < rub_loops(rubric, i)->hops.n; k++)
            if (asks_for(rubric, rub_hops(rubric, rub_loops(rubric, i)->hops.at + k)->when, kind, argument,
                         id, 0)) {
                buf_printf(&out, "%sloop %s", out.n ? ", " : "", rub_text(rubric, rub_loops(rubric, i)->id));
                break;
            }
    for (size_t i = 0; i < rub_gates_n(rubric); i++)
        if (asks_for(rubric, rub_gates(rubric, i)->when, kind, argument, id, 0))
            buf_printf(&out, "%s%s", out.n ? ", " : "", rub_text(rubric, rub_gates(rubric, i)->id));
    for (size_t i = 0; i < rub_flags_n(rubric); i++)
        if (asks_for(rubric, rub_flags(rubric, i)->when, kind, argument, id, 0))
            buf_printf(&out, "%s%s", out.n ? ", " : "", rub_text(rubric, rub_flags(rubric, i)->id));
    paragraph(page, "Asked by", buf_str(&out));
}

/* ---- one page a kind */

static void told(struct page *page, const struct rubric *rubric, const struct review *review,
                 const struct rub_row *row)
{
    if (row->told == RUB_NONE)
        return;
    const struct rub_told *how = rub_tolds(rubric, row->told);
    page_start(page, COLUMN, TEXT);
    page_puts(page, STYLE_DIM, "Words");
    page_column(page, TEXT);
    page_printf(page, STYLE_PLAIN, "alone give level %u at most, as probable (docs/rubric-packs.md).",
                how->most);
    page_end(page);
    for (size_t i = 0; i < how->sets.n; i++) {
        uint32_t set = rub_word(rubric, how->sets, i);
        page_start(page, COLUMN + 2, COLUMN + 4);
        page_printf(page, STYLE_PLAIN,
                    "- they speak of it by %s: ", rub_text(rubric, rub_sets(rubric, set)->name));
        page_put(page, STYLE_PLAIN, condition_words_phrases(page->out->arena, rubric, set));
        page_end(page);
    }
    if (how->roles) {
        page_start(page, COLUMN + 2, COLUMN + 4);
        page_puts(page, STYLE_PLAIN, "- or by the names of ");
        page_put(page, STYLE_PLAIN, condition_words_roles(page->out->arena, rubric, how->roles));
        page_end(page);
    }
    condition(page, rubric, review, "Words, 2", how->when[0]);
    condition(page, rubric, review, "Words, 3", how->when[1]);
}

static void row(struct page *page, const struct rubric *rubric, const struct review *review, uint32_t number)
{
    const struct rub_row *row = rub_rows(rubric, number);
    char label[16];
    rubric_page_write_row(page, rubric, number);
    section(page, "How it is decided");
    for (int level = 1; level <= 3; level++) {
        snprintf(label, sizeof label, "Level %d", level);
        condition(page, rubric, review, label, row->level[level - 1].when);
    }
    told(page, rubric, review, row);
}

static void predicate(struct page *page, const struct rubric *rubric, const struct review *review,
                      uint32_t number)
{
    const struct rub_predicate *p = rub_predicates(rubric, number);
    const char *id = rub_text(rubric, p->id);
    heading(page, id, rub_text(rubric, p->title),
            p->smell ? "smell: good when it is not there" : "predicate");
    paragraph(page, "Means", str_from(rub_text(rubric, p->says)));
    asked_by(page, rubric, COND_PREDICATE, "id", id);
    if (p->nodes > 1)
        paragraph(page, "Boxes",
                  str_from(arena_printf(page->out->arena, "%u different ones at least", p->nodes)));
    section(page, "How it is detected");
    condition(page, rubric, review, "", p->when);
    condition(page, rubric, review, "Weaker form", p->weaker);
    condition(page, rubric, review, "Strictly", p->strictly);
}

static void check(struct page *page, const struct rubric *rubric, const struct review *review,
                  uint32_t number)
{
    const struct rub_check *c = rub_checks(rubric, number);
    const char *id = rub_text(rubric, c->id);
    heading(page, id, rub_text(rubric, c->title),
            "check: numbers that must agree; n/a where they are not all stated");
    paragraph(page, "Means", str_from(rub_text(rubric, c->says)));
    if (c->rows.n) {
        struct str rows = row_ids(page->out->arena, rubric, c->rows);
        paragraph(page, "Rows",
                  str_from(arena_printf(page->out->arena, "%.*s: where it fails, level 3 is not given",
                                        STR_ARG(rows))));
    }
    paragraph(page, "Once for", str_from(rub_text(rubric, c->each)));
    rubric_page_paragraph(page, rubric, "Ask live", c->ask);
    asked_by(page, rubric, COND_CHECK, "id", id);
    section(page, "How it is decided");
    condition(page, rubric, review, "", c->when);
}

static void flag(struct page *page, const struct rubric *rubric, const struct review *review, uint32_t number)
{
    const struct rub_flag *f = rub_flags(rubric, number);
    heading(page, rub_text(rubric, f->id), rub_text(rubric, f->title),
            arena_printf(page->out->arena, "%s flag%s; flags never change points",
                         rub_text(rubric, f->colour), f->guide ? ", from the hiring guide" : ""));
    rubric_page_paragraph(page, rubric, "Says", f->says);
    rubric_page_paragraph(page, rubric, "Ask live", f->ask);
    rubric_page_paragraph(page, rubric, "Remark", f->remark);
    if (f->when == RUB_NONE)
        return;
    section(page, "How it is raised (by what is certain only)");
    condition(page, rubric, review, "", f->when);
}

static void gate(struct page *page, const struct rubric *rubric, const struct review *review, uint32_t number)
{
    const struct rub_gate *g = rub_gates(rubric, number);
    struct arena *arena = page->out->arena;
    struct buf effect = buf_new(arena, 1000);
    heading(page, rub_text(rubric, g->id), rub_text(rubric, g->title),
            "gate: takes away only where it is certain; where it is probable, it is a question");
    if (g->caps.n)
        for (size_t i = 0; i < g->caps.n; i++)
            buf_printf(&effect, "%s%u with %zu missing",
                       i ? ", " : "caps the total: ", rub_word(rubric, g->caps, i), i + 1);
    else if (g->effect == GATE_CAP)
        buf_printf(&effect, "caps the total at %s", page_number(page, g->cap, 1, true));
    else if (g->effect == GATE_NO_TOTAL)
        buf_puts(&effect, "there is no total");
    else if (g->effect == GATE_ROWS)
        buf_printf(&effect, "level 0 for %.*s", STR_ARG(row_ids(arena, rubric, g->rows)));
    else
        buf_puts(&effect, "noted, and takes nothing away");
    paragraph(page, "Effect", buf_str(&effect));
    paragraph(page, "Message", str_from(rub_text(rubric, g->message)));
    section(page, "When it applies");
    condition(page, rubric, review, "", g->when);
}

static void loop(struct page *page, const struct rubric *rubric, const struct review *review, uint32_t number)
{
    const struct rub_loop *l = rub_loops(rubric, number);
    heading(page, rub_text(rubric, l->id), rub_text(rubric, l->title), "loop: closed where every hop holds");
    page_start(page, 0, 4);
    page_puts(page, STYLE_BOLD, "Hops");
    page_end(page);
    for (size_t i = 0; i < l->hops.n; i++) {
        const struct rub_hop *hop = rub_hops(rubric, l->hops.at + i);
        condition(page, rubric, review, rub_text(rubric, hop->title), hop->when);
    }
}

static void part(struct page *page, const struct rubric *rubric, const struct review *review, uint32_t number)
{
    const struct rub_part *p = rub_parts(rubric, number);
    heading(page, rub_text(rubric, p->id), rub_text(rubric, p->title),
            "part that the take-home asks for by name");
    paragraph(page, "Rows", row_ids(page->out->arena, rubric, p->rows));
    if (p->roles)
        paragraph(page, "Roles", condition_words_roles(page->out->arena, rubric, p->roles));
    paragraph(page, "Missing",
              STR("where all of its rows are at level 0 and nothing shows one of its roles"));
    section(page, "What is shown of it");
    condition(page, rubric, review, "", p->show);
}

static void maturity(struct page *page, const struct rubric *rubric, const struct review *review,
                     uint32_t number)
{
    const struct rub_maturity *m = rub_maturities(rubric, number);
    heading(page, rub_text(rubric, m->id), rub_text(rubric, m->title),
            "read-out of maturity: for information, no points");
    for (size_t i = 0; i < m->levels.n; i++) {
        const struct rub_maturity_level *level = rub_maturity_levels(rubric, m->levels.at + i);
        page_start(page, COLUMN, COLUMN + 4);
        page_puts(page, STYLE_BOLD, rub_text(rubric, level->name));
        page_puts(page, STYLE_PLAIN, ": ");
        page_puts(page, STYLE_PLAIN, rub_text(rubric, level->says));
        page_end(page);
        condition(page, rubric, review, "", level->when);
    }
    paragraph(page, "Source", str_from(rub_text(rubric, m->source)));
}

void explanation_write(struct report_out *out, const struct rubric *rubric, const struct review *review,
                       const struct explained *what, size_t n, const struct report_options *options)
{
    static void (*const table[])(struct page *, const struct rubric *, const struct review *, uint32_t) = {
        [EXPLAINED_ROW] = row,   [EXPLAINED_PREDICATE] = predicate, [EXPLAINED_CHECK] = check,
        [EXPLAINED_FLAG] = flag, [EXPLAINED_GATE] = gate,           [EXPLAINED_LOOP] = loop,
        [EXPLAINED_PART] = part, [EXPLAINED_MATURITY] = maturity,
    };
    struct page page;
    page_init(&page, out, options);
    for (size_t i = 0; i < n; i++) {
        if (i)
            page_blank(&page);
        table[what[i].kind](&page, rubric, review, what[i].number);
        if (review)
            explanation_found(&page, review, what[i]);
    }
}
