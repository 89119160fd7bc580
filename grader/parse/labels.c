#include "parse/labels.h"

#include "parse/csv.h"
#include "parse/pack_shape.h"
#include "parse/yaml.h"
#include "parse/yaml_words.h"

#include <stdlib.h>

enum field { SUBMISSION, ROW, LEVEL, RATER, NOTE, AT, REVIEW, N_FIELDS };
static const char *const fields[N_FIELDS] = {"submission", "row", "level", "rater", "note", "at", "review"};

/* What one mark was given, from either format; empty where it was not. */
struct given {
    struct str value;
    struct place at;
};

struct run {
    struct arena *arena;
    struct diags *diags;
    const struct limits *limits;
    struct marks *out;
};

/* Space for a wrong word is given while the complaint will be kept: finding the nearest costs. */
static void unknown_key(struct run *run, struct str key, struct place at, const char *const *names, size_t n)
{
    bool kept = run->diags->of[DIAG_LABEL_KEY] < run->diags->max_each;
    const char *near = kept ? did_you_mean(key, names, n) : NULL;
    struct str shown = yaml_clip(key);
    if (near)
        diag_add(run->diags, DIAG_LABEL_KEY, at, "\"%.*s\" is not known here: ignored; did you mean \"%s\"?",
                 STR_ARG(shown), near);
    else
        diag_add(run->diags, DIAG_LABEL_KEY, at, "\"%.*s\" is not known here: ignored", STR_ARG(shown));
}

static void leave_out(struct run *run, struct place at, const char *what)
{
    diag_add(run->diags, DIAG_LABEL_TYPE, at, "%s: left out", what);
    run->out->left_out++;
}

static bool read_value(struct run *run, struct human_mark *mark, const struct given *level)
{
    struct str text = level->value;
    if (!text.n) {
        diag_add(run->diags, DIAG_LABEL_EMPTY, level->at, "no level: taken as not marked");
        return false;
    }
    if (mark->is_total) {
        if (pack_shape_parse(&mark->total, text) && mark->total >= 0 && mark->total <= MARKS_TOTAL_MOST)
            return true;
        diag_add(run->diags, DIAG_LABEL_LEVEL, level->at,
                 "\"%.*s\" is no number of points, like 61 or 61.5: left out", STR_ARG(yaml_clip(text)));
        return false;
    }
    if (text.n == 1 && text.p[0] >= '0' && text.p[0] < '0' + MARK_LEVELS) {
        mark->level = (unsigned)(text.p[0] - '0');
        return true;
    }
    diag_add(run->diags, DIAG_LABEL_LEVEL, level->at, "\"%.*s\" is not a level: 0, 1, 2 or 3; left out",
             STR_ARG(yaml_clip(text)));
    return false;
}

static bool full(struct run *run, size_t n, struct place at)
{
    if (n < run->limits->marks)
        return false;
    if (!run->diags->of[DIAG_LABEL_LIMIT])
        diag_add(run->diags, DIAG_LABEL_LIMIT, at, "more marks than %zu: from here on they are left out",
                 run->limits->marks);
    return true;
}

static void take_mark(struct run *run, const struct given given[N_FIELDS])
{
    struct marks *out = run->out;
    if (full(run, out->n, given[LEVEL].at)) {
        out->left_out++;
        return;
    }
    struct human_mark mark = {
        .submission = given[SUBMISSION].value,
        .submission_at = given[SUBMISSION].at,
        .row = given[ROW].value,
        .row_at = given[ROW].at,
        .rater = given[RATER].value.n ? given[RATER].value : STR("unnamed"),
        .note = given[NOTE].value,
        .evidence = given[AT].value,
        .at = given[LEVEL].at,
        .is_total =
            str_eq_nocase(given[ROW].value, STR("total")) || str_eq_nocase(given[ROW].value, STR("overall")),
    };
    if (!read_value(run, &mark, &given[LEVEL])) {
        out->left_out++;
        return;
    }
    struct human_mark *kept = ARENA_PUSH(run->arena, out->items, out->n, out->cap);
    *kept = mark;
}

/* Every line of a table may name the review: only changes are kept here, and settle_reviews() does the rest.
 */
static void take_review(struct run *run, const struct given *submission, const struct given *review)
{
    struct marks *out = run->out;
    if (!review->value.n)
        return;
    const struct marks_review *last = out->n_reviews ? &out->reviews[out->n_reviews - 1] : NULL;
    if ((last && str_eq(last->submission, submission->value) && str_eq(last->file, review->value)) ||
        full(run, out->n_reviews, review->at))
        return;
    struct marks_review *kept = ARENA_PUSH(run->arena, out->reviews, out->n_reviews, out->cap_reviews);
    *kept = (struct marks_review){submission->value, review->value, review->at, MARKS_NONE};
}

static int by_submission(const void *left, const void *right)
{
    const struct marks_review *a = *(struct marks_review *const *)left,
                              *b = *(struct marks_review *const *)right;
    int order = str_cmp(a->submission, b->submission);
    return order ? order : a < b ? -1 : a > b;
}

/* One review a submission: the first that was named. */
static void settle_reviews(struct run *run)
{
    struct marks *out = run->out;
    size_t n = out->n_reviews, kept = 0;
    struct marks_review **sorted = arena_alloc(run->arena, n * sizeof *sorted);
    for (size_t i = 0; i < n; i++)
        sorted[i] = &out->reviews[i];
    qsort(sorted, n, sizeof *sorted, by_submission);
    for (size_t i = 1, first = 0; i < n; i++) {
        if (!str_eq(sorted[i]->submission, sorted[first]->submission)) {
            first = i;
            continue;
        }
        if (!str_eq(sorted[i]->file, sorted[first]->file))
            diag_add(run->diags, DIAG_LABEL_REVIEW, sorted[i]->at,
                     "\"%.*s\" has its review named on line %u already: the first is used",
                     STR_ARG(yaml_clip(sorted[i]->submission)), (unsigned)sorted[first]->at.line);
        sorted[i]->at.line = 0; /* marks it for the sweep below */
    }
    for (size_t i = 0; i < n; i++)
        if (out->reviews[i].at.line)
            out->reviews[kept++] = out->reviews[i];
    out->n_reviews = kept;
}

/* -- CSV -- */

static bool read_head(struct run *run, const struct csv *csv, size_t column[N_FIELDS])
{
    for (size_t f = 0; f < N_FIELDS; f++)
        column[f] = MARKS_NONE;
    for (size_t i = 0; i < csv->n; i++) {
        size_t f = 0;
        while (f < N_FIELDS && !str_eq_nocase(csv->cells[i].value, str_from(fields[f])))
            f++;
        if (f == N_FIELDS && csv->cells[i].value.n)
            unknown_key(run, csv->cells[i].value, csv->cells[i].at, fields, N_FIELDS);
        else if (f < N_FIELDS && column[f] != MARKS_NONE)
            diag_add(run->diags, DIAG_LABEL_KEY, csv->cells[i].at,
                     "a second column \"%s\": the first is used", fields[f]);
        else if (f < N_FIELDS)
            column[f] = i;
    }
    for (size_t f = SUBMISSION; f <= LEVEL; f++)
        if (column[f] == MARKS_NONE) {
            diag_add(
                run->diags, DIAG_LABEL_TYPE, csv->at,
                "no column \"%s\" in the first line, which must name submission, row and level: the file "
                "is not used",
                fields[f]);
            return false;
        }
    return true;
}

static void take_line(struct run *run, const struct csv *csv, const size_t column[N_FIELDS])
{
    struct given given[N_FIELDS];
    for (size_t f = 0; f < N_FIELDS; f++)
        given[f] = column[f] == MARKS_NONE
                       ? (struct given){STR(""), csv->at}
                       : (struct given){str_trim(csv->cells[column[f]].value), csv->cells[column[f]].at};
    if (!given[SUBMISSION].value.n) {
        leave_out(run, given[SUBMISSION].at, "a line that names no submission");
        return;
    }
    take_review(run, &given[SUBMISSION], &given[REVIEW]);
    if (given[ROW].value.n)
        take_mark(run, given);
    else if (given[LEVEL].value.n || !given[REVIEW].value.n)
        leave_out(run, given[ROW].at, "a line that names no row");
}

static bool read_csv(struct run *run, const struct text *text)
{
    struct csv csv;
    size_t column[N_FIELDS];
    csv_open(&csv, run->arena, run->diags, run->limits, text);
    if (!csv_next(&csv)) {
        if (!csv.failed)
            diag_add(run->diags, DIAG_LABEL_TYPE, text_place(text, 0), "the file holds nothing");
        return false;
    }
    if (!read_head(run, &csv, column))
        return false;
    size_t width = csv.n;
    while (csv_next(&csv))
        if (csv.n == width)
            take_line(run, &csv, column);
        else
            leave_out(
                run, csv.at,
                arena_printf(run->arena, "a line of %zu cells under a first line of %zu", csv.n, width));
    return !csv.failed;
}

/* -- YAML -- */

static struct given scalar(const struct doc *doc)
{
    return (struct given){yaml_null(doc) ? STR("") : str_trim(doc->value), doc->at};
}

/* Takes those of the n named fields that the map gives; `rows` is the caller's to read. */
static void take_fields(struct run *run, struct given given[N_FIELDS], const struct doc *map,
                        const char *const *names, size_t n)
{
    for (size_t i = 0; i < map->n; i++) {
        const struct doc *item = map->items[i];
        size_t f = 0, known = 0;
        while (f < N_FIELDS && !str_eq_nocase(item->key, str_from(fields[f])))
            f++;
        while (known < n && !str_eq_nocase(item->key, str_from(names[known])))
            known++;
        if (known == n) {
            unknown_key(run, item->key, item->key_at, names, n);
        } else if (f == N_FIELDS) {
            continue;
        } else if (item->kind == DOC_SCALAR) {
            given[f] = scalar(item);
        } else {
            diag_add(run->diags, DIAG_LABEL_TYPE, item->at, "\"%s\" takes one value: ignored", fields[f]);
        }
    }
}

/* rows: {COMP-01: 2, COMP-02: {level: 1, note: …, at: …}} */
static void take_rows(struct run *run, const struct given sheet[N_FIELDS], const struct doc *rows)
{
    static const char *const names[] = {"level", "note", "at"};
    if (yaml_null(rows))
        return;
    if (rows->kind != DOC_MAP) {
        leave_out(run, rows->at, "\"rows\" takes a map of rows and levels");
        return;
    }
    for (size_t i = 0; i < rows->n; i++) {
        const struct doc *item = rows->items[i];
        struct given given[N_FIELDS];
        for (size_t f = 0; f < N_FIELDS; f++)
            given[f] = sheet[f];
        given[ROW] = (struct given){str_trim(item->key), item->key_at};
        given[LEVEL] = (struct given){STR(""), item->at};
        if (item->kind == DOC_LIST) {
            leave_out(run, item->at, "a list where a level is due");
            continue;
        }
        if (item->kind == DOC_MAP)
            take_fields(run, given, item, names, 3);
        else
            given[LEVEL] = scalar(item);
        take_mark(run, given);
    }
}

static void take_entry(struct run *run, const struct doc *entry)
{
    static const char *const names[] = {"submission", "rater", "rows", "row",
                                        "level",      "note",  "at",   "review"};
    struct given given[N_FIELDS];
    if (entry->kind != DOC_MAP) {
        leave_out(run, entry->at, "an entry that is no map of submission, rater and rows");
        return;
    }
    for (size_t f = 0; f < N_FIELDS; f++)
        given[f] = (struct given){STR(""), entry->at};
    take_fields(run, given, entry, names, N_FIELDS + 1);
    const struct doc *rows = doc_get(entry, "rows");
    if (!given[SUBMISSION].value.n) {
        leave_out(run, given[SUBMISSION].at, "an entry that names no submission");
        if (rows && rows->kind == DOC_MAP && rows->n)
            run->out->left_out += rows->n - 1;
        return;
    }
    take_review(run, &given[SUBMISSION], &given[REVIEW]);
    if (given[ROW].value.n)
        take_mark(run, given);
    else if (doc_get(entry, "level") || (!rows && !given[REVIEW].value.n))
        leave_out(run, given[ROW].at, "an entry that names no row");
    if (rows)
        take_rows(run, given, rows);
}

static bool read_yaml(struct run *run, const struct text *text)
{
    static const char *const names[] = {"marks"};
    struct doc *root;
    if (!yaml_read(&root, run->arena, run->diags, run->limits, text))
        return false;
    const struct doc *list = root;
    if (root->kind == DOC_MAP) {
        list = doc_get(root, "marks");
        for (size_t i = 0; i < root->n; i++)
            if (!str_eq_nocase(root->items[i]->key, STR("marks")))
                unknown_key(run, root->items[i]->key, root->items[i]->key_at, names, 1);
    }
    if (!list || list->kind != DOC_LIST) {
        diag_add(run->diags, DIAG_LABEL_TYPE, list ? list->at : root->at,
                 "the file must hold a list of marks, alone or under \"marks\": it is not used");
        return false;
    }
    for (size_t i = 0; i < list->n; i++)
        take_entry(run, list->items[i]);
    return true;
}

bool labels_read(struct marks *out, struct arena *arena, struct diags *diags, const struct limits *limits,
                 const struct text *text)
{
    struct run run = {arena, diags, limits, out};
    *out = (struct marks){.text = text};
    struct str name = str_lower(arena, text->name);
    bool table = str_ends(name, ".csv") || str_ends(name, ".tsv");
    if (!(table ? read_csv(&run, text) : read_yaml(&run, text))) {
        *out = (struct marks){.text = text};
        return false;
    }
    settle_reviews(&run);
    return true;
}
