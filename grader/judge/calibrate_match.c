#include "judge/calibrate_match.h"

#include <stdlib.h>

/* A name and what it stands for: for sorting and finding. */
struct entry {
    struct str key;
    size_t review, index;
};

static int by_entry(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = str_cmp(a->key, b->key);
    if (order)
        return order;
    if (a->review != b->review)
        return a->review < b->review ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* The first entry that is not before key and review. */
static size_t lower_bound(const struct entry *entries, size_t n, struct str key, size_t review)
{
    const struct entry wanted = {key, review, 0};
    size_t low = 0;
    for (size_t high = n; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (by_entry(&entries[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct run {
    struct arena *arena;
    struct diags *diags;
    const struct limits *limits;
    const struct marks *marks;
    struct stored_review *const *reviews;
    size_t n_reviews;
    struct entry *rows; /* sorted by id in lower case, review, position */
    size_t n_entries;
    size_t *row_of; /* number of the row of each entry of rows */
    struct calibrate_matched *out;
};

static struct str clip(struct str s)
{
    return str_sub(s, 0, 60);
}

/* -- rows -- */

/* Rows of one id in different reviews are one; they are numbered as they first occur. */
static void number_rows(struct run *run)
{
    size_t n = 0, total = 0;
    for (size_t i = 0; i < run->n_reviews; i++)
        total += run->reviews[i]->n_rows;
    run->rows = arena_alloc(run->arena, total * sizeof *run->rows);
    run->row_of = arena_alloc(run->arena, total * sizeof *run->row_of);
    for (size_t i = 0; i < run->n_reviews; i++)
        for (size_t k = 0; k < run->reviews[i]->n_rows; k++)
            run->rows[n++] = (struct entry){str_lower(run->arena, run->reviews[i]->rows[k].id), i, k};
    qsort(run->rows, n, sizeof *run->rows, by_entry);
    run->n_entries = n;

    /* The first entry of each id is its first occurrence; its number is how many such stand before it. */
    size_t *starts = arena_alloc(run->arena, (run->n_reviews + 1) * sizeof *starts);
    for (size_t i = 0; i < run->n_reviews; i++)
        starts[i + 1] = starts[i] + run->reviews[i]->n_rows;
    size_t *number = arena_alloc(run->arena, total * sizeof *number);
    for (size_t i = 0; i < n; i++)
        if (i == 0 || !str_eq(run->rows[i].key, run->rows[i - 1].key))
            number[starts[run->rows[i].review] + run->rows[i].index] = 1;
    size_t rows = 0;
    run->out->rows = arena_alloc(run->arena, total * sizeof *run->out->rows);
    for (size_t i = 0; i < run->n_reviews; i++)
        for (size_t k = 0; k < run->reviews[i]->n_rows; k++) {
            if (!number[starts[i] + k])
                continue;
            run->out->rows[rows] = (struct calibrated_row){
                run->reviews[i]->rows[k].id, run->reviews[i]->rows[k].title, {0}, false};
            number[starts[i] + k] = rows++;
        }
    run->out->n_rows = rows;
    for (size_t i = 0; i < n; i++)
        run->row_of[i] = i && str_eq(run->rows[i].key, run->rows[i - 1].key)
                             ? run->row_of[i - 1]
                             : number[starts[run->rows[i].review] + run->rows[i].index];
}

static void unknown_row(struct run *run, const struct human_mark *mark, const struct stored_review *review)
{
    const char *near = NULL;
    /* Finding the nearest name costs: only while the complaint will be kept. */
    if (run->diags->of[DIAG_LABEL_ROW] < run->diags->max_each && review->n_rows <= 1000) {
        const char **names = arena_alloc(run->arena, review->n_rows * sizeof *names);
        for (size_t i = 0; i < review->n_rows; i++)
            names[i] = str_copy(run->arena, review->rows[i].id).p;
        near = did_you_mean(mark->row, names, review->n_rows);
    }
    diag_add(run->diags, DIAG_LABEL_ROW, mark->row_at,
             "the review %.*s has no row \"%.*s\"%s%s%s: the mark is left out", STR_ARG(review->text->name),
             STR_ARG(clip(mark->row)), near ? " (did you mean \"" : "", near ? near : "", near ? "\"?)" : "");
}

static bool find_row(struct calibrate_mark *out, struct run *run, size_t review)
{
    struct str key = str_lower(run->arena, out->mark->row);
    size_t i = lower_bound(run->rows, run->n_entries, key, review);
    if (i == run->n_entries || !str_eq(run->rows[i].key, key) || run->rows[i].review != review) {
        unknown_row(run, out->mark, run->reviews[review]);
        return false;
    }
    out->row = run->row_of[i];
    out->stored = &run->reviews[review]->rows[run->rows[i].index];
    return true;
}

/* -- submissions -- */

/* The names that occur in `keys`, sorted; numbers[i] is the position of keys[i]. */
static struct str *number_names(size_t *out_n, size_t *numbers, struct arena *arena, const struct str *keys,
                                size_t n)
{
    struct entry *sorted = arena_alloc(arena, n * sizeof *sorted);
    struct str *names = arena_alloc(arena, n * sizeof *names);
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        sorted[i] = (struct entry){keys[i], 0, i};
    qsort(sorted, n, sizeof *sorted, by_entry);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || !str_eq(sorted[i].key, sorted[i - 1].key))
            names[found++] = sorted[i].key;
        numbers[sorted[i].index] = found - 1;
    }
    *out_n = found;
    return names;
}

/* All names of all reviews: index 0 is a file's name, 1 a source's. */
static struct entry *review_names(size_t *out_n, struct run *run)
{
    struct entry *names = arena_alloc(run->arena, 2 * run->n_reviews * sizeof *names);
    size_t n = 0;
    for (size_t i = 0; i < run->n_reviews; i++) {
        names[n++] = (struct entry){run->reviews[i]->name, i, 0};
        if (run->reviews[i]->source.n)
            names[n++] = (struct entry){run->reviews[i]->source, i, 1};
    }
    qsort(names, n, sizeof *names, by_entry);
    *out_n = n;
    return names;
}

/*
 * The review that has this name, or MARKS_NONE. One found by its file's name goes before those found by their
 * source's; where there are two of a kind, neither is taken, and *ambiguous is set.
 */
static size_t find_review(bool *ambiguous, const struct entry *names, size_t n, struct str name)
{
    size_t found[2] = {MARKS_NONE, MARKS_NONE}, count[2] = {0, 0};
    for (size_t i = lower_bound(names, n, name, 0); i < n && str_eq(names[i].key, name); i++) {
        found[names[i].index] = names[i].review;
        count[names[i].index]++;
    }
    *ambiguous = count[0] > 1 || (count[0] == 0 && count[1] > 1);
    return *ambiguous ? MARKS_NONE : count[0] ? found[0] : found[1];
}

static void complain_of_submission(struct run *run, const struct calibrated_submission *submission,
                                   const struct human_mark *first, size_t n_marks, bool ambiguous,
                                   size_t taken)
{
    struct str id = clip(submission->id);
    if (ambiguous)
        diag_add(run->diags, DIAG_LABEL_REVIEW, first->submission_at,
                 "more than one review is of \"%.*s\": name one with `review:`; %zu marks are left out",
                 STR_ARG(id), n_marks);
    else if (taken != MARKS_NONE)
        diag_add(run->diags, DIAG_LABEL_REVIEW, first->submission_at,
                 "the review %.*s of \"%.*s\" is that of another submission: %zu marks are left out",
                 STR_ARG(run->reviews[taken]->text->name), STR_ARG(id), n_marks);
    else
        diag_add(run->diags, DIAG_LABEL_SUBMISSION, first->submission_at,
                 "no review of \"%.*s\" could be read: %zu marks are left out", STR_ARG(id), n_marks);
}

/* The review that LABELS names for each submission: MARKS_NONE where it could not be read. */
static void named_reviews(struct run *run, size_t *review, bool *named)
{
    struct calibrate_matched *out = run->out;
    struct entry *ids = arena_alloc(run->arena, out->n_submissions * sizeof *ids);
    for (size_t i = 0; i < out->n_submissions; i++)
        ids[i] = (struct entry){out->submissions[i].id, 0, i};
    for (size_t i = 0; i < run->marks->n_reviews; i++) {
        const struct marks_review *one = &run->marks->reviews[i];
        size_t at = lower_bound(ids, out->n_submissions, one->submission, 0);
        if (at < out->n_submissions && str_eq(ids[at].key, one->submission)) {
            named[at] = true;
            review[at] = one->review;
        }
    }
}

/* Gives each submission its review; those that are named in LABELS first. */
static size_t *match_submissions(struct run *run, const size_t *submission_of)
{
    struct calibrate_matched *out = run->out;
    size_t n = out->n_submissions, n_names;
    size_t *review = arena_alloc(run->arena, n * sizeof *review);
    size_t *user = arena_alloc(run->arena, run->n_reviews * sizeof *user);
    size_t *n_marks = arena_alloc(run->arena, n * sizeof *n_marks);
    const struct human_mark **first = arena_alloc(run->arena, n * sizeof *first);
    bool *named = arena_alloc(run->arena, n * sizeof *named);
    struct entry *names = review_names(&n_names, run);
    for (size_t i = 0; i < run->n_reviews; i++)
        user[i] = MARKS_NONE;
    for (size_t i = 0; i < n; i++)
        review[i] = MARKS_NONE;
    for (size_t i = run->marks->n; i-- > 0;) {
        first[submission_of[i]] = &run->marks->items[i];
        n_marks[submission_of[i]]++;
    }
    named_reviews(run, review, named);
    for (int by_name = 0; by_name < 2; by_name++)
        for (size_t i = 0; i < n; i++) {
            bool ambiguous = false;
            if (named[i] != !by_name)
                continue;
            if (by_name)
                review[i] = find_review(&ambiguous, names, n_names, out->submissions[i].id);
            size_t taken = MARKS_NONE;
            if (review[i] != MARKS_NONE && user[review[i]] != MARKS_NONE) {
                taken = review[i];
                review[i] = MARKS_NONE;
            }
            if (review[i] == MARKS_NONE) {
                complain_of_submission(run, &out->submissions[i], first[i], n_marks[i], ambiguous, taken);
                continue;
            }
            user[review[i]] = i;
            out->submissions[i].review = run->reviews[review[i]];
        }
    for (size_t i = 0; i < run->n_reviews; i++)
        if (user[i] == MARKS_NONE)
            diag_add(run->diags, DIAG_REVIEW_UNMARKED, (struct place){run->reviews[i]->text, 0, 0},
                     "no mark is for this review: it is not compared");
    return review;
}

/* -- marks -- */

static int by_cell(const void *left, const void *right)
{
    const struct calibrate_mark *a = left, *b = right;
    if (a->submission != b->submission)
        return a->submission < b->submission ? -1 : 1;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (a->rater != b->rater)
        return a->rater < b->rater ? -1 : 1;
    return a->mark < b->mark ? -1 : a->mark > b->mark; /* one array, in file order */
}

/* The first of each rater's marks for a cell. */
static void drop_second_marks(struct run *run)
{
    struct calibrate_matched *out = run->out;
    size_t kept = 0;
    for (size_t i = 0; i < out->n_marks; i++) {
        const struct calibrate_mark *last = kept ? &out->marks[kept - 1] : NULL, *mark = &out->marks[i];
        if (last && last->submission == mark->submission && last->row == mark->row &&
            last->rater == mark->rater)
            diag_add(run->diags, DIAG_LABEL_DUPLICATE, mark->mark->at,
                     "%.*s has marked %.*s of \"%.*s\" on line %u already: the first is used",
                     STR_ARG(clip(mark->mark->rater)), STR_ARG(clip(mark->mark->row)),
                     STR_ARG(clip(mark->mark->submission)), (unsigned)last->mark->at.line);
        else
            out->marks[kept++] = *mark;
    }
    out->n_marks = kept;
}

static bool rater_counts(struct run *run, const struct human_mark *mark, size_t rater)
{
    if (rater < run->limits->raters)
        return true;
    diag_add(run->diags, DIAG_LABEL_LIMIT, mark->at,
             "more raters than %zu: the marks of \"%.*s\" are left out", run->limits->raters,
             STR_ARG(clip(mark->rater)));
    return false;
}

void calibrate_match(struct calibrate_matched *out, struct arena *arena, struct diags *diags,
                     const struct limits *limits, const struct marks *marks,
                     struct stored_review *const *reviews, size_t n)
{
    struct run run = {.arena = arena,
                      .diags = diags,
                      .limits = limits,
                      .marks = marks,
                      .reviews = reviews,
                      .n_reviews = n,
                      .out = out};
    *out = (struct calibrate_matched){0};
    struct str *keys = arena_alloc(arena, marks->n * sizeof *keys);
    size_t *submission_of = arena_alloc(arena, marks->n * sizeof *submission_of);
    size_t *rater_of = arena_alloc(arena, marks->n * sizeof *rater_of);

    number_rows(&run);
    for (size_t i = 0; i < marks->n; i++)
        keys[i] = marks->items[i].submission;
    struct str *ids = number_names(&out->n_submissions, submission_of, arena, keys, marks->n);
    out->submissions = arena_alloc(arena, out->n_submissions * sizeof *out->submissions);
    for (size_t i = 0; i < out->n_submissions; i++)
        out->submissions[i].id = ids[i];
    for (size_t i = 0; i < marks->n; i++)
        keys[i] = marks->items[i].rater;
    out->raters = number_names(&out->n_raters, rater_of, arena, keys, marks->n);
    if (out->n_raters > limits->raters)
        out->n_raters = limits->raters;

    size_t *review = match_submissions(&run, submission_of);
    out->marks = arena_alloc(arena, marks->n * sizeof *out->marks);
    for (size_t i = 0; i < marks->n; i++) {
        struct calibrate_mark mark = {.mark = &marks->items[i],
                                      .submission = submission_of[i],
                                      .rater = rater_of[i],
                                      .row = MARKS_NONE};
        if (review[mark.submission] == MARKS_NONE || !rater_counts(&run, mark.mark, mark.rater))
            continue;
        if (mark.mark->is_total || find_row(&mark, &run, review[mark.submission]))
            out->marks[out->n_marks++] = mark;
    }
    qsort(out->marks, out->n_marks, sizeof *out->marks, by_cell);
    drop_second_marks(&run);
}
