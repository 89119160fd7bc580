#include "base/diag.h"
#include "cmd_help.h"
#include "commands.h"
#include "judge/calibrate.h"
#include "output.h"
#include "parse/labels.h"
#include "parse/stored_review.h"
#include "report/calibration.h"
#include "report/complaint.h"
#include "review_files.h"
#include "worker.h"

#include <string.h>

/*
 * Marks may name the files of reviews, and only a worker may look into marks. So there are two: the first one
 * lists those files, the parent reads them, and the second one compares.
 */
struct context {
    const struct grade_options *options;
    struct limits limits;
    struct str marks;          /* the bytes of LABELS */
    struct review_files files; /* those given first, then those that the marks name, in their order */
    struct report_options how[OUTPUTS_MAX];
};

static struct text *no_text(struct arena *arena, const char *path)
{
    return text_new(arena, str_copy(arena, str_from(path)), STR(""));
}

/* ---- in the worker ---- */

/* Nothing to report on: why not, and all that was wrong. */
static void fail(struct worker *worker, const struct diags *diags, const char *what)
{
    struct report_options options = {.unicode = worker_unicode(worker), .width = 80};
    struct page page;
    const struct diag **sorted = complaint_order(worker_arena(worker), diags);
    worker_say(worker, str_from(what));
    page_init(&page, worker_page(worker), &options);
    for (size_t i = 0; i < diags->n; i++)
        complaint_write(&page, sorted[i]);
    worker_status(worker, 3);
}

static bool read_marks(struct marks *out, struct diags *diags, struct worker *worker, const struct context *c)
{
    struct arena *arena = worker_arena(worker);
    const char *path = c->options->what;
    worker_seal(worker);
    diags_init(diags, arena, &c->limits);
    struct text *text = text_new(arena, str_from(path), c->marks);
    if (labels_read(out, arena, diags, &c->limits, text))
        return true;
    fail(worker, diags, arena_printf(arena, "%s holds no marks that could be read", path));
    return false;
}

static void work_list(struct worker *worker, void *context)
{
    struct marks marks = {0};
    struct diags diags;
    if (read_marks(&marks, &diags, worker, context))
        for (size_t i = 0; i < marks.n_reviews && i < RESULT_RECORDS_MAX; i++)
            out_add(worker_record(worker), marks.reviews[i].file);
}

struct reviews {
    struct stored_review **items;
    size_t n, cap;
    size_t *of_file; /* MARKS_NONE: it could not be used */
};

/* The number of the review in that file, or MARKS_NONE after a complaint. */
static size_t read_review(struct reviews *reviews, struct diags *diags, const struct context *c,
                          size_t number, struct place named)
{
    const struct review_file *file = &c->files.items[number];
    struct arena *arena = diags->arena;
    struct place at = named.text ? named : (struct place){no_text(arena, file->path), 0, 0};
    struct stored_review *review = NULL;
    switch (file->state) {
    case REVIEW_FILE_OVER:
        diag_add(diags, DIAG_LABEL_LIMIT, at, "more reviews than %zu: %s is left out", c->limits.reviews,
                 file->path);
        break;
    case REVIEW_FILE_UNREADABLE:
        diag_add(diags, DIAG_FILE_UNREADABLE, at, "%s: %s", file->path, file->why);
        break;
    case REVIEW_FILE_IRREGULAR:
        diag_add(diags, DIAG_FILE_UNREADABLE, at, "%s: not a regular file", file->path);
        break;
    case REVIEW_FILE_AGAIN:
        return reviews->of_file[file->same_as];
    case REVIEW_FILE_READ:
        review =
            stored_review_read(arena, diags, &c->limits, text_new(arena, str_from(file->path), file->bytes));
        break;
    }
    if (!review)
        return MARKS_NONE;
    *(struct stored_review **)ARENA_PUSH(arena, reviews->items, reviews->n, reviews->cap) = review;
    return reviews->n - 1;
}

static void read_reviews(struct reviews *out, struct marks *marks, struct diags *diags,
                         const struct context *c)
{
    const struct grade_options *options = c->options;
    out->of_file = arena_alloc(diags->arena, c->files.n * sizeof *out->of_file);
    for (size_t i = 0; i < options->n_more; i++) {
        out->of_file[i] = read_review(out, diags, c, i, (struct place){0});
        if (c->files.items[i].state == REVIEW_FILE_AGAIN)
            diag_add(diags, DIAG_REVIEW_UNMARKED,
                     (struct place){no_text(diags->arena, options->more[i]), 0, 0},
                     "given twice: it counts once");
    }
    for (size_t i = 0; i < marks->n_reviews; i++) {
        struct marks_review *one = &marks->reviews[i];
        size_t number = options->n_more + i;
        one->review = MARKS_NONE;
        if (number < c->files.n)
            one->review = out->of_file[number] = read_review(out, diags, c, number, one->at);
        else
            diag_add(diags, DIAG_LABEL_LIMIT, one->at, "more reviews than %zu: %.*s is left out",
                     c->limits.reviews, STR_ARG(one->file));
    }
}

static void work_compare(struct worker *worker, void *context)
{
    const struct context *c = context;
    const struct grade_options *options = c->options;
    struct marks marks = {0};
    struct diags diags;
    struct reviews reviews = {0};
    if (!read_marks(&marks, &diags, worker, c))
        return;
    read_reviews(&reviews, &marks, &diags, c);
    if (!reviews.n) {
        fail(worker, &diags,
             options->n_more || marks.n_reviews
                 ? "no review could be read"
                 : "no review is given: name the files that `grade -f json` wrote");
        return;
    }
    const struct calibration *calibration =
        calibrate(worker_arena(worker), &diags, &c->limits, &marks, reviews.items, reviews.n);
    if (!calibration->n_compared) {
        fail(worker, &diags, "no mark could be compared with a review");
        return;
    }
    for (size_t i = 0; i < options->n_outputs; i++)
        calibration_find(options->outputs[i].format)->write(worker_record(worker), calibration, &c->how[i]);
}

/* ---- in the parent ---- */

/* A path in LABELS is meant from where LABELS lies. */
static const char *beside(struct arena *arena, const char *labels, struct str file)
{
    const char *slash = strrchr(labels, '/');
    if (!slash || (file.n && file.p[0] == '/'))
        return str_copy(arena, file).p;
    return arena_printf(arena, "%.*s/%.*s", (int)(slash - labels), labels, STR_ARG(file));
}

static void read_files(struct context *c, struct arena *arena, const struct result *listed)
{
    const struct grade_options *options = c->options;
    c->files = (struct review_files){.arena = arena, .limits = &c->limits};
    for (size_t i = 0; i < options->n_more; i++)
        review_files_add(&c->files, options->more[i], false);
    for (size_t i = 0; i < listed->n_records; i++)
        review_files_add(&c->files, beside(arena, options->what, listed->records[i]), true);
}

static int run(struct arena *arena, const struct grade_options *options)
{
    struct context context = {.options = options, .limits = options->limits};
    struct result result;
    const char *why;
    /* Reviews are larger than what is drawn: what bounds them follows from their size. */
    context.limits.file_bytes = context.limits.review_bytes;
    limits_settle(&context.limits);
    if (!review_files_slurp(&context.marks, &why, arena, options->what, context.limits.review_bytes)) {
        output_complain(arena, str_from(arena_printf(arena, "cannot read %s: %s", options->what, why)));
        return 2;
    }
    for (size_t i = 0; i < options->n_outputs; i++) {
        bool to_stdout = !options->outputs[i].output;
        context.how[i] = (struct report_options){.all = options->all,
                                                 .quiet = options->quiet,
                                                 .colour = output_colour(options->colour, to_stdout),
                                                 .unicode = output_unicode(),
                                                 .width = to_stdout ? output_width() : 80,
                                                 .tool_version = options_version()};
    }
    struct worker_job job = {work_list, &context, options, options->what, context.marks.n};
    worker_run(&result, arena, &job);
    if (result.status != 0) {
        result.n_records = 0;
        return output_result(arena, &result, options);
    }
    read_files(&context, arena, &result);
    job.work = work_compare;
    job.bytes += context.files.bytes;
    worker_run(&result, arena, &job);
    return output_result(arena, &result, options);
}

int cmd_calibrate(int argc, char *const *argv)
{
    struct arena *arena = arena_new();
    struct grade_options options;
    int status = 0;
    if (cmd_help_parse(&options, arena, COMMAND_CALIBRATE, argc, argv, &status))
        status = run(arena, &options);
    arena_free(arena);
    return status;
}
