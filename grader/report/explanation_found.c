#include "report/explanation_found.h"

#include "report/evidence_lines.h"

#include <stdio.h>

enum { COLUMN = 2 };

static void claim(struct page *page, const char *label, struct str text)
{
    if (!text.n)
        return;
    evidence_label(page, COLUMN, label);
    page_claim(page, STYLE_PLAIN, text);
    page_end(page);
}

static void word(struct page *page, const char *label, enum style style, const char *text)
{
    evidence_label(page, COLUMN, label);
    page_puts(page, style, text);
    page_end(page);
}

static void seen(struct page *page, const struct evidence_list *evidence)
{
    evidence_lines(page, evidence, COLUMN, SIZE_MAX, true);
}

static enum style style_of(enum truth value)
{
    static const enum style styles[] = {STYLE_RED, STYLE_YELLOW, STYLE_GREEN};
    return styles[value];
}

static void row(struct page *page, const struct review *review, uint32_t number)
{
    const struct row_verdict *verdict = &review->rows[number];
    const struct rub_row *row = rub_rows(review->rubric, number);
    char not_next[16];
    evidence_label(page, COLUMN, "level");
    page_printf(page, STYLE_BOLD, "%d of 3", verdict->level);
    page_printf(page, STYLE_PLAIN, ", %s of %s points", page_number(page, verdict->points, 2, true),
                page_number(page, row->points, 2, true));
    if (verdict->probable)
        page_puts(page, STYLE_YELLOW, verdict->told ? ", probable: words alone give it" : ", probable");
    if (verdict->capped)
        page_puts(page, STYLE_RED, ", held down by a gate");
    page_end(page);
    seen(page, &verdict->evidence);
    snprintf(not_next, sizeof not_next, "not %d", verdict->level + 1);
    if (verdict->level < 3)
        claim(page, not_next, verdict->looked_for);
    for (uint32_t c = 0; c < rub_checks_n(review->rubric); c++) {
        const struct rub_check *check = rub_checks(review->rubric, c);
        for (size_t i = 0; i < check->rows.n && review->checks[c].result != CHECK_NA; i++)
            if (rub_word(review->rubric, check->rows, i) == number) {
                evidence_label(page, COLUMN, check_result_name(review->checks[c].result));
                page_printf(page, STYLE_BOLD, "%s ", rub_text(review->rubric, check->id));
                page_put(page, STYLE_PLAIN, review->checks[c].arithmetic);
                page_end(page);
            }
    }
}

static void predicate(struct page *page, const struct review *review, uint32_t number)
{
    const struct predicate_verdict *verdict = &review->predicates[number];
    bool smell = rub_predicates(review->rubric, number)->smell != 0;
    evidence_label(page, COLUMN, "holds");
    page_puts(page, style_of(smell ? (enum truth)(TRUTH_TRUE - verdict->value) : verdict->value),
              truth_name(verdict->value));
    if (verdict->value == TRUTH_WEAK)
        page_printf(page, STYLE_PLAIN, " (%s)", weak_reason_name(verdict->reason));
    if (verdict->value != TRUTH_FALSE)
        page_printf(page, STYLE_DIM, ", confidence %s", page_number(page, verdict->confidence, 2, true));
    page_end(page);
    seen(page, &verdict->witness);
    if (verdict->value != TRUTH_TRUE)
        claim(page, "missing", verdict->missing);
}

static void check(struct page *page, const struct review *review, uint32_t number)
{
    static const enum style styles[] = {STYLE_DIM, STYLE_GREEN, STYLE_YELLOW, STYLE_RED};
    const struct check_verdict *verdict = &review->checks[number];
    word(page, "result", styles[verdict->result],
         verdict->result == CHECK_NA ? "n/a: the numbers are not all stated"
                                     : check_result_name(verdict->result));
    claim(page, "sum", verdict->arithmetic);
    seen(page, &verdict->evidence);
}

static void flag(struct page *page, const struct review *review, uint32_t number)
{
    const struct flag_verdict *verdict = &review->flags[number];
    word(page, "raised", verdict->raised ? STYLE_BOLD : STYLE_DIM, verdict->raised ? "yes" : "no");
    if (!verdict->raised) {
        claim(page, "because", verdict->missing);
        return;
    }
    claim(page, "says", verdict->says);
    claim(page, "ask", verdict->ask);
    seen(page, &verdict->evidence);
}

static void gate(struct page *page, const struct review *review, uint32_t number)
{
    const struct gate_verdict *verdict = &review->gates[number];
    word(page, "applies",
         verdict->applied                      ? STYLE_RED
         : verdict->probable || verdict->noted ? STYLE_YELLOW
                                               : STYLE_GREEN,
         verdict->applied    ? "yes"
         : verdict->probable ? "not certain enough: a question for a person"
         : verdict->noted    ? "it holds, and takes nothing away"
                             : "no");
    claim(page, "message", verdict->message);
    seen(page, &verdict->evidence);
}

static void loop(struct page *page, const struct review *review, uint32_t number)
{
    const struct loop_verdict *verdict = &review->loops[number];
    word(page, "closed", verdict->closed ? STYLE_GREEN : STYLE_RED, verdict->closed ? "yes" : "no");
    for (size_t i = 0; i < verdict->n_hops; i++) {
        word(page, truth_name(verdict->hops[i].value), style_of(verdict->hops[i].value),
             verdict->hops[i].title);
        seen(page, &verdict->hops[i].witness);
    }
}

static void part(struct page *page, const struct review *review, uint32_t number)
{
    const struct part_verdict *verdict = &review->parts[number];
    static const char *const words[] = {"no", "probably", "yes"};
    word(page, "found", style_of(verdict->value), words[verdict->value]);
    claim(page, "shown", verdict->shown);
    seen(page, &verdict->evidence);
}

static void maturity(struct page *page, const struct review *review, uint32_t number)
{
    const struct maturity_verdict *verdict = &review->maturities[number];
    const struct rub_maturity *scale = rub_maturities(review->rubric, number);
    evidence_label(page, COLUMN, "level");
    page_puts(page, STYLE_BOLD,
              rub_text(review->rubric,
                       rub_maturity_levels(review->rubric, scale->levels.at + verdict->level)->name));
    if (verdict->probable)
        page_puts(page, STYLE_YELLOW, ", probable");
    page_end(page);
    seen(page, &verdict->evidence);
    claim(page, "not next", verdict->looked_for);
}

void explanation_found(struct page *page, const struct review *review, struct explained what)
{
    static void (*const table[])(struct page *, const struct review *, uint32_t) = {
        [EXPLAINED_ROW] = row,   [EXPLAINED_PREDICATE] = predicate, [EXPLAINED_CHECK] = check,
        [EXPLAINED_FLAG] = flag, [EXPLAINED_GATE] = gate,           [EXPLAINED_LOOP] = loop,
        [EXPLAINED_PART] = part, [EXPLAINED_MATURITY] = maturity,
    };
    const struct source *source = &review->submission->source;
    page_blank(page);
    page_start(page, 0, 4);
    page_puts(page, STYLE_BOLD, "Found in ");
    page_put(page, STYLE_BOLD, source->url.n ? source->url : source->path);
    if (review->partial)
        page_puts(page, STYLE_YELLOW, " (partial: something could not be read)");
    page_end(page);
    table[what.kind](page, review, what.number);
}
