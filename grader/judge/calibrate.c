#include "judge/calibrate.h"

#include "judge/agreement.h"
#include "judge/calibrate_match.h"

#include <stdlib.h>

/* Levels of two raters on the cells that both marked, as they come in. */
struct tally {
    struct agreement_table table;
    double lean; /* sum of first less second */
};

/* Totals of two raters, side by side. */
struct totals {
    double *first, *second;
    size_t n;
};

struct run {
    struct arena *arena;
    struct diags *diags;
    struct calibrate_matched matched;
    struct calibration *out;
    struct tally pooled;
    struct tally *rows, *raters, *pairs; /* pairs: n_raters squared, [first * n_raters + second] */
    struct totals total, ungated;
    struct totals *rater_totals;
    struct calibrated_cell *cells;
    size_t n_cells;
};

static void count(struct tally *tally, unsigned first, unsigned second, double lean)
{
    agreement_count(&tally->table, first, second);
    tally->lean += lean;
}

static struct agreement agreement_of(const struct tally *tally)
{
    struct agreement a = {.n = agreement_n(&tally->table)};
    a.has_kappa = agreement_qwk(&a.kappa, &tally->table);
    a.exact = agreement_exact(&tally->table);
    a.within_one = agreement_within_one(&tally->table);
    a.lean = a.n ? tally->lean / (double)a.n : 0;
    return a;
}

static struct correlation correlation_of(struct arena *arena, const struct totals *totals)
{
    struct correlation c = {.n = totals->n};
    c.has_pearson = agreement_pearson(&c.pearson, totals->first, totals->second, totals->n);
    c.has_spearman = agreement_spearman(&c.spearman, arena, totals->first, totals->second, totals->n);
    return c;
}

static struct totals new_totals(struct arena *arena, size_t most)
{
    return (struct totals){arena_alloc(arena, most * sizeof(double)),
                           arena_alloc(arena, most * sizeof(double)), 0};
}

static void add_totals(struct totals *totals, double first, double second)
{
    totals->first[totals->n] = first;
    totals->second[totals->n++] = second;
}

/* All marks of one row of one submission. */
static void take_cell(struct run *run, const struct calibrate_mark *marks, size_t n)
{
    size_t sum = 0, n_raters = run->matched.n_raters;
    const struct human_mark **list = arena_alloc(run->arena, n * sizeof *list);
    unsigned program = marks[0].stored->level;
    for (size_t i = 0; i < n; i++) {
        unsigned level = marks[i].mark->level;
        list[i] = marks[i].mark;
        sum += level;
        count(&run->raters[marks[i].rater], program, level, (double)program - (double)level);
        for (size_t k = 0; k < i; k++) {
            unsigned other = marks[k].mark->level;
            count(&run->pairs[marks[k].rater * n_raters + marks[i].rater], other, level,
                  (double)other - (double)level);
        }
    }
    struct calibrated_cell *cell = &run->cells[run->n_cells++];
    *cell = (struct calibrated_cell){
        .submission = marks[0].submission,
        .row = marks[0].row,
        .stored = marks[0].stored,
        .marks = list,
        .n_marks = n,
        .mean = (double)sum / (double)n,
        .level = agreement_mean_level(sum, n),
    };
    count(&run->rows[cell->row], program, cell->level, (double)program - cell->mean);
    count(&run->pooled, program, cell->level, (double)program - cell->mean);
}

static void take_total(struct run *run, const struct calibrate_mark *marks, size_t n)
{
    struct calibrated_submission *submission = &run->matched.submissions[marks[0].submission];
    const struct stored_review *review = submission->review;
    double sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += marks[i].mark->total;
        if (review->has_total)
            add_totals(&run->rater_totals[marks[i].rater], review->total, marks[i].mark->total);
    }
    submission->has_total = true;
    submission->total = sum / (double)n;
    add_totals(&run->ungated, review->ungated, submission->total);
    if (review->has_total)
        add_totals(&run->total, review->total, submission->total);
    else
        diag_add(run->diags, DIAG_REVIEW_TOTAL, marks[0].mark->at,
                 "a gate leaves %.*s no total: this one is compared with the points before gates alone",
                 STR_ARG(review->text->name));
}

static void take_marks(struct run *run)
{
    const struct calibrate_mark *marks = run->matched.marks;
    for (size_t from = 0, to; from < run->matched.n_marks; from = to) {
        for (to = from + 1; to < run->matched.n_marks && marks[to].submission == marks[from].submission &&
                            marks[to].row == marks[from].row;
             to++)
            ;
        run->matched.submissions[marks[from].submission].n_marks += to - from;
        run->out->n_compared += to - from;
        if (marks[from].row == MARKS_NONE)
            take_total(run, &marks[from], to - from);
        else
            take_cell(run, &marks[from], to - from);
    }
}

static double apart(const struct calibrated_cell *cell)
{
    double difference = (double)cell->stored->level - cell->mean;
    return difference < 0 ? -difference : difference;
}

/* Worst first; then by submission and row, as the cells came. */
static int by_difference(const void *left, const void *right)
{
    const struct calibrated_cell *a = left, *b = right;
    double x = apart(a), y = apart(b);
    if (x < y || x > y)
        return x > y ? -1 : 1;
    if (a->submission != b->submission)
        return a->submission < b->submission ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static void find_disagreements(struct run *run)
{
    struct calibration *out = run->out;
    out->disagreements = run->cells;
    for (size_t i = 0; i < run->n_cells; i++)
        if (run->cells[i].stored->level != run->cells[i].level)
            out->disagreements[out->n_disagreements++] = run->cells[i];
    qsort(out->disagreements, out->n_disagreements, sizeof *out->disagreements, by_difference);
}

/* Held against the bar as it is printed: 0.60 is never under 0.60 for the sake of a last bit. */
static bool accepted(const struct agreement *a)
{
    return a->has_kappa && a->kappa > 0 && (int)(a->kappa * 100 + 0.5) >= (int)(MARKS_ACCEPTED * 100 + 0.5);
}

/* Keeps the rows that have marks; cells refer to the new numbers. */
static void settle_rows(struct run *run)
{
    struct calibration *out = run->out;
    size_t *number = arena_alloc(run->arena, run->matched.n_rows * sizeof *number);
    out->rows = run->matched.rows;
    for (size_t i = 0; i < run->matched.n_rows; i++) {
        struct agreement agreement = agreement_of(&run->rows[i]);
        if (!agreement.n)
            continue;
        number[i] = out->n_rows;
        out->rows[out->n_rows] = run->matched.rows[i];
        out->rows[out->n_rows].agreement = agreement;
        out->rows[out->n_rows++].accepted = accepted(&agreement);
    }
    for (size_t i = 0; i < out->n_disagreements; i++)
        out->disagreements[i].row = number[out->disagreements[i].row];
}

/* Keeps the raters with a mark that was compared, and the pairs with a cell in common. */
static void settle_raters(struct run *run)
{
    struct calibration *out = run->out;
    size_t n = run->matched.n_raters;
    size_t *number = arena_alloc(run->arena, n * sizeof *number);
    out->raters = arena_alloc(run->arena, n * sizeof *out->raters);
    out->pairs = arena_alloc(run->arena, n * n * sizeof *out->pairs);
    for (size_t i = 0; i < run->matched.n_marks; i++)
        number[run->matched.marks[i].rater] = 1;
    for (size_t i = 0; i < n; i++) {
        if (!number[i])
            continue;
        number[i] = out->n_raters;
        out->raters[out->n_raters++] =
            (struct calibrated_rater){run->matched.raters[i], agreement_of(&run->raters[i]),
                                      correlation_of(run->arena, &run->rater_totals[i])};
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) {
            struct agreement agreement = agreement_of(&run->pairs[i * n + k]);
            if (agreement.n)
                out->pairs[out->n_pairs++] = (struct rater_pair){number[i], number[k], agreement};
        }
}

static void compare_packs(struct run *run, struct stored_review *const *reviews, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!str_eq(reviews[i]->pack_hash, reviews[0]->pack_hash))
            diag_add(run->diags, DIAG_REVIEW_PACK, (struct place){reviews[i]->text, 0, 0},
                     "made with another rubric pack than %.*s: rows of the same name may not mean the same",
                     STR_ARG(reviews[0]->text->name));
}

struct calibration *calibrate(struct arena *arena, struct diags *diags, const struct limits *limits,
                              const struct marks *marks, struct stored_review *const *reviews, size_t n)
{
    struct calibration *out = arena_alloc(arena, sizeof *out);
    struct run run = {.arena = arena, .diags = diags, .out = out};
    out->marks = marks;
    out->diags = diags;
    out->pack_of = n ? reviews[0] : NULL;
    out->n_read = marks->n + marks->left_out;
    compare_packs(&run, reviews, n);
    calibrate_match(&run.matched, arena, diags, limits, marks, reviews, n);

    size_t n_raters = run.matched.n_raters, n_submissions = run.matched.n_submissions;
    run.rows = arena_alloc(arena, run.matched.n_rows * sizeof *run.rows);
    run.raters = arena_alloc(arena, n_raters * sizeof *run.raters);
    run.pairs = arena_alloc(arena, n_raters * n_raters * sizeof *run.pairs);
    run.cells = arena_alloc(arena, run.matched.n_marks * sizeof *run.cells);
    run.total = new_totals(arena, n_submissions);
    run.ungated = new_totals(arena, n_submissions);
    run.rater_totals = arena_alloc(arena, n_raters * sizeof *run.rater_totals);
    for (size_t i = 0; i < n_raters; i++)
        run.rater_totals[i] = new_totals(arena, n_submissions);
    take_marks(&run);

    out->pooled = agreement_of(&run.pooled);
    out->totals = correlation_of(arena, &run.total);
    out->ungated = correlation_of(arena, &run.ungated);
    find_disagreements(&run);
    settle_rows(&run);
    settle_raters(&run);
    out->submissions = run.matched.submissions;
    out->n_submissions = n_submissions;
    for (size_t i = 0; i < n_submissions; i++)
        out->n_compared_submissions += out->submissions[i].n_marks > 0;
    return out;
}
