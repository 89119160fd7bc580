#include "judge/adjust.h"

#include "judge/scoring.h"
#include "model/review_settle.h"

#include <stdlib.h>
#include <string.h>

struct named {
    struct str name;
    size_t number;
};

/* Rows or questions by name. */
struct index {
    struct named *items;
    size_t n;
};

struct run {
    struct arena *arena;
    struct review *review;
    struct diags *diags;
    struct index rows, questions;
};

static int by_name(const void *left, const void *right)
{
    const struct named *a = left, *b = right;
    int order = str_cmp(a->name, b->name);
    return order ? order : a->number < b->number ? -1 : a->number > b->number;
}

static void index_rows(struct run *run)
{
    const struct rubric *rubric = run->review->rubric;
    run->rows = (struct index){arena_alloc(run->arena, rub_rows_n(rubric) * sizeof(struct named)),
                               rub_rows_n(rubric)};
    for (size_t i = 0; i < run->rows.n; i++)
        run->rows.items[i] = (struct named){str_from(rub_text(rubric, rub_rows(rubric, i)->id)), i};
    qsort(run->rows.items, run->rows.n, sizeof(struct named), by_name);
}

static void index_questions(struct run *run)
{
    const struct review *review = run->review;
    run->questions = (struct index){arena_alloc(run->arena, review->n_questions * sizeof(struct named)),
                                    review->n_questions};
    for (size_t i = 0; i < run->questions.n; i++)
        run->questions.items[i] = (struct named){str_trim(review->questions[i].text), i};
    qsort(run->questions.items, run->questions.n, sizeof(struct named), by_name);
}

/* The number of that name, or SIZE_MAX. */
static size_t find(const struct index *index, struct str name)
{
    size_t low = 0, high = index->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(index->items[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < index->n && str_eq(index->items[low].name, name) ? index->items[low].number : SIZE_MAX;
}

static struct str hash_of(const struct review *review)
{
    return str_from(rub_text(review->rubric, rub_info(review->rubric, 0)->hash));
}

/* What they are about is what was reviewed: the same commit, or the same files. */
static bool of_this(const struct review *review, const struct adjustments *given)
{
    struct str commit = review->submission->source.commit;
    return (given->digest.n && str_eq(given->digest, review->digest)) ||
           (given->commit.n && str_eq(given->commit, commit));
}

/* Where the marks as a whole are about something else; ADJUSTMENT_APPLIED where they are not. */
static enum adjustment_state fits(struct run *run, const struct adjustments *given)
{
    if (!of_this(run->review, given)) {
        diag_add(run->diags, DIAG_ADJUSTMENT_OTHER, given->review_at,
                 "the marks are about another commit and other files than were reviewed: they are kept, and "
                 "change no level");
        return ADJUSTMENT_OTHER;
    }
    if (!str_eq(given->pack_hash, hash_of(run->review))) {
        diag_add(
            run->diags, DIAG_ADJUSTMENT_OTHER, given->pack_at,
            "the marks were made with another rubric pack (%.*s, here %.*s): they are kept, and change no "
            "level",
            STR_ARG(given->pack_hash), STR_ARG(hash_of(run->review)));
        return ADJUSTMENT_PACK;
    }
    return ADJUSTMENT_APPLIED;
}

static int program_level(const struct review *review, size_t row)
{
    size_t adjusted = review->rows[row].adjusted;
    return adjusted ? review->adjustments[adjusted - 1].before : review->rows[row].level;
}

static enum adjustment_state on_row(struct run *run, struct adjustment *mark, size_t row)
{
    struct review *review = run->review;
    if (row == SIZE_MAX) {
        diag_add(run->diags, DIAG_ADJUSTMENT_ROW, mark->at,
                 "the review has no row \"%.*s\": the mark is kept, and changes nothing", STR_ARG(mark->row));
        return ADJUSTMENT_NO_ROW;
    }
    mark->before = program_level(review, row);
    if (mark->was != ADJUSTMENT_NO_LEVEL && mark->was != mark->before)
        diag_add(run->diags, DIAG_ADJUSTMENT_WAS, mark->at,
                 "%.*s was at level %d when the mark was made, and the program now gives %d: the mark counts",
                 STR_ARG(mark->row), mark->was, mark->before);
    if (mark->level == ADJUSTMENT_NO_LEVEL)
        return ADJUSTMENT_COMMENT;
    if (!review->rows[row].capped)
        return ADJUSTMENT_APPLIED;
    diag_add(run->diags, DIAG_ADJUSTMENT_ROW, mark->at,
             "a gate takes %.*s away: the mark is kept, and changes no points", STR_ARG(mark->row));
    return ADJUSTMENT_GATED;
}

static bool same(const struct adjustment *a, const struct adjustment *b)
{
    return str_eq(a->row, b->row) && str_eq(a->question, b->question) && a->level == b->level &&
           str_eq(a->by, b->by) && str_eq(a->when, b->when) && str_eq(a->why, b->why);
}

static uint64_t mark_hash(const struct adjustment *mark)
{
    return str_hash(mark->row) * 31 + str_hash(mark->question) * 37 + str_hash(mark->why) * 41 +
           str_hash(mark->by);
}

/* The marks that the review holds, by their hash. */
struct held {
    size_t *slots; /* numbers + 1 */
    size_t n;
};

static bool hold(struct held *held, const struct review *review, size_t number)
{
    const struct adjustment *mark = &review->adjustments[number];
    size_t slot = (size_t)mark_hash(mark) & (held->n - 1);
    for (; held->slots[slot]; slot = (slot + 1) & (held->n - 1))
        if (same(&review->adjustments[held->slots[slot] - 1], mark))
            return false;
    held->slots[slot] = number + 1;
    return true;
}

static void take(struct run *run, struct adjustment *mark, size_t number, enum adjustment_state whole)
{
    struct review *review = run->review;
    if (mark->question.n) {
        size_t at = find(&run->questions, mark->question);
        mark->state = whole != ADJUSTMENT_APPLIED ? whole : ADJUSTMENT_ASKED;
        if (whole != ADJUSTMENT_APPLIED)
            return;
        if (at != SIZE_MAX) {
            review->questions[at].asked = number + 1;
            return;
        }
        mark->state = ADJUSTMENT_UNASKED;
        diag_add(run->diags, DIAG_ADJUSTMENT_QUESTION, mark->at,
                 "the review does not ask this question: the mark is kept");
        return;
    }
    size_t row = find(&run->rows, mark->row);
    if (whole != ADJUSTMENT_APPLIED) {
        mark->state = whole;
        mark->before = row == SIZE_MAX ? ADJUSTMENT_NO_LEVEL : program_level(review, row);
        return;
    }
    mark->state = on_row(run, mark, row);
    if (mark->state != ADJUSTMENT_APPLIED)
        return;
    review->rows[row].level = mark->level;
    review->rows[row].adjusted = number + 1;
    scoring_row(review, (uint32_t)row);
}

static void score(struct review *review, double without_rows)
{
    double unadjusted = review->unadjusted;
    review->ungated = scoring_sum(review) + without_rows;
    scoring_total(review);
    review->unadjusted = unadjusted;
    review_settle_numbers(review);
}

/* The review knows it from when the same file was applied before. Both lists are short: limits.findings. */
static bool complained(const struct diags *diags, const struct diag *new)
{
    for (size_t i = 0; i < diags->n; i++) {
        const struct diag *old = &diags->items[i];
        if (old->id == new->id && old->at.line == new->at.line &&
            old->at.column == new->at.column &&str_eq(old->message, new->message))
            return true;
    }
    return false;
}

static void *copy(struct arena *arena, const void *items, size_t n, size_t size)
{
    void *out = arena_alloc(arena, (n + 1) * size);
    return n ? memcpy(out, items, n * size) : out;
}
#define COPY(arena, items, n) ((items) = copy((arena), (items), (n), sizeof *(items)))

struct review *adjust_review(struct arena *arena, const struct review *of, const struct adjustments *given,
                             const struct diags *complaints)
{
    struct review *review = copy(arena, of, 1, sizeof *of);
    struct diags *diags = copy(arena, of->diags, 1, sizeof *diags);
    struct run run = {.arena = arena, .review = review, .diags = diags};
    bool changed = false;
    /* A copy without room: what is added goes elsewhere. */
    diags->cap = diags->n;
    review->diags = diags;
    COPY(arena, review->rows, rub_rows_n(of->rubric));
    COPY(arena, review->dimensions, rub_dimensions_n(of->rubric));
    COPY(arena, review->questions, of->n_questions);
    for (size_t i = 0; i < complaints->n; i++)
        if (!complained(of->diags, &complaints->items[i]))
            *(struct diag *)ARENA_PUSH(arena, diags->items, diags->n, diags->cap) = complaints->items[i];
    diags->dropped += complaints->dropped;

    size_t n = of->n_adjustments + given->n;
    struct adjustment *all = arena_alloc(arena, (n + 1) * sizeof *all);
    struct held held = {NULL, 64};
    while (held.n < 2 * n)
        held.n *= 2;
    held.slots = arena_alloc(arena, held.n * sizeof *held.slots);
    review->adjustments = all;
    for (size_t i = 0; i < of->n_adjustments; i++) {
        all[i] = of->adjustments[i];
        hold(&held, review, i);
    }
    index_rows(&run);
    index_questions(&run);
    double without_rows = of->ungated - scoring_sum(of);
    enum adjustment_state whole = fits(&run, given);
    for (size_t i = 0; i < given->n; i++) {
        struct adjustment *mark = &all[review->n_adjustments];
        *mark = given->items[i];
        if (!hold(&held, review, review->n_adjustments))
            continue;
        take(&run, mark, review->n_adjustments++, whole);
        changed |= mark->state == ADJUSTMENT_APPLIED;
    }
    if (changed)
        score(review, without_rows);
    return review;
}
