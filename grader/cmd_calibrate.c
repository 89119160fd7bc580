#include "base/diag.h"
#include "cmd_help.h"
#include "commands.h"
#include "judge/calibrate.h"
#include "output.h"
#include "parse/labels.h"
#include "parse/stored_review.h"
#include "report/calibration.h"
#include "report/complaint.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* The files that were read, and which of them are the same. */
struct review_files {
    struct arena *arena;
    struct diags *diags;
    const struct limits *limits;
    struct stored_review **reviews;
    size_t n, cap;
    struct known {
        dev_t device;
        ino_t file;
        size_t review; /* MARKS_NONE: it could not be used */
    } * known;
    size_t n_known, cap_known;
};

static struct text *no_text(struct arena *arena, const char *path)
{
    return text_new(arena, str_copy(arena, str_from(path)), STR(""));
}

/* The whole file, or NULL and *why. What it is for says nothing here: a pipe is read as well as a file. */
static struct text *slurp(const char **why, struct arena *arena, const char *path, FILE *file, size_t most)
{
    struct buf bytes = buf_new(arena, most);
    char chunk[16 * 1024];
    size_t n;
    while (!bytes.full && (n = fread(chunk, 1, sizeof chunk, file)) > 0)
        buf_add(&bytes, (struct str){chunk, n});
    *why = ferror(file) ? strerror(errno)
           : bytes.full ? arena_printf(arena, "larger than %zu bytes", most)
                        : NULL;
    return *why ? NULL : text_new(arena, str_copy(arena, str_from(path)), buf_str(&bytes));
}

/* The number of the review in that file, or MARKS_NONE after a complaint. `again` says that it was known. */
static size_t read_review(struct review_files *r, const char *path, struct place named, bool *again)
{
    const char *why = NULL;
    struct stat status;
    struct place whole = {no_text(r->arena, path), 0, 0};
    FILE *file = fopen(path, "rb");
    *again = false;
    if (r->n_known >= r->limits->reviews) {
        if (file)
            fclose(file);
        diag_add(r->diags, DIAG_LABEL_LIMIT, named.text ? named : whole,
                 "more reviews than %zu: %s is left out", r->limits->reviews, path);
        return MARKS_NONE;
    }
    if (!file || fstat(fileno(file), &status) != 0) {
        diag_add(r->diags, DIAG_FILE_UNREADABLE, named.text ? named : whole, "%s: %s", path, strerror(errno));
        if (file)
            fclose(file);
        return MARKS_NONE;
    }
    for (size_t i = 0; i < r->n_known; i++)
        if (r->known[i].device == status.st_dev && r->known[i].file == status.st_ino) {
            fclose(file);
            *again = true;
            return r->known[i].review;
        }
    struct text *text = slurp(&why, r->arena, path, file, r->limits->review_bytes);
    fclose(file);
    struct stored_review *review = text ? stored_review_read(r->arena, r->diags, r->limits, text) : NULL;
    if (!text)
        diag_add(r->diags, DIAG_FILE_UNREADABLE, named.text ? named : whole, "%s: %s", path, why);
    struct known *known = ARENA_PUSH(r->arena, r->known, r->n_known, r->cap_known);
    *known = (struct known){status.st_dev, status.st_ino, review ? r->n : MARKS_NONE};
    if (!review)
        return MARKS_NONE;
    struct stored_review **slot = ARENA_PUSH(r->arena, r->reviews, r->n, r->cap);
    *slot = review;
    return r->n - 1;
}

/* A path in LABELS is meant from where LABELS lies. */
static const char *beside(struct arena *arena, const char *labels, struct str file)
{
    const char *slash = strrchr(labels, '/');
    if (!slash || (file.n && file.p[0] == '/'))
        return str_copy(arena, file).p;
    return arena_printf(arena, "%.*s/%.*s", (int)(slash - labels), labels, STR_ARG(file));
}

static void read_reviews(struct review_files *r, struct marks *marks, const struct grade_options *options)
{
    bool again;
    for (size_t i = 0; i < options->n_more; i++) {
        read_review(r, options->more[i], (struct place){0}, &again);
        if (again)
            diag_add(r->diags, DIAG_REVIEW_UNMARKED,
                     (struct place){no_text(r->arena, options->more[i]), 0, 0},
                     "given twice: it counts once");
    }
    for (size_t i = 0; i < marks->n_reviews; i++) {
        struct marks_review *one = &marks->reviews[i];
        struct stat status;
        const char *path = beside(r->arena, options->what, one->file);
        /* Nobody means a pipe or device that a file names; opening one may wait for ever. */
        if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
            diag_add(r->diags, DIAG_FILE_UNREADABLE, one->at, "%s: not a regular file", path);
        else
            one->review = read_review(r, path, one->at, &again);
    }
}

static void append_stderr(void *ctx, const char *bytes, size_t n)
{
    (void)ctx;
    fwrite(bytes, 1, n, stderr);
}

/* Nothing to report on: why not, and all that was wrong. */
static int fail(struct arena *arena, const struct diags *diags, const char *what)
{
    struct report_out out = {append_stderr, NULL, arena};
    struct report_options options = {.unicode = output_unicode(), .width = 80};
    struct page page;
    const struct diag **sorted = complaint_order(arena, diags);
    output_complain(arena, str_from(what));
    page_init(&page, &out, &options);
    for (size_t i = 0; i < diags->n; i++)
        complaint_write(&page, sorted[i]);
    return 3;
}

static bool write_report(struct arena *arena, const struct calibration *calibration,
                         const struct grade_options *options, size_t i)
{
    struct output output;
    struct str error;
    bool to_stdout = !options->outputs[i].output;
    struct report_out out = {output_append, &output, arena};
    struct report_options how = {.all = options->all,
                                 .quiet = options->quiet,
                                 .colour = output_colour(options->colour, to_stdout),
                                 .unicode = output_unicode(),
                                 .width = to_stdout ? output_width() : 80,
                                 .tool_version = options_version()};
    if (output_open(&output, arena, options->outputs[i].output, &error)) {
        calibration_find(options->outputs[i].format)->write(&out, calibration, &how);
        if (output_close(&output, arena, &error))
            return true;
    }
    output_complain(arena, error);
    return false;
}

static int run(struct arena *arena, const struct grade_options *options)
{
    struct diags diags;
    struct marks marks = {0};
    const char *why = NULL;
    struct limits limits = options->limits;
    /* Reviews are larger than what is drawn: what bounds them follows from their size. */
    limits.file_bytes = limits.review_bytes;
    limits_settle(&limits);
    diags_init(&diags, arena, &limits);

    FILE *file = fopen(options->what, "rb");
    struct text *text = file ? slurp(&why, arena, options->what, file, limits.review_bytes) : NULL;
    if (!text)
        output_complain(arena, str_from(arena_printf(arena, "cannot read %s: %s", options->what,
                                                     file ? why : strerror(errno))));
    if (file)
        fclose(file);
    if (!text)
        return 2;
    if (!labels_read(&marks, arena, &diags, &limits, text))
        return fail(arena, &diags,
                    arena_printf(arena, "%s holds no marks that could be read", options->what));

    struct review_files files = {.arena = arena, .diags = &diags, .limits = &limits};
    read_reviews(&files, &marks, options);
    if (!files.n)
        return fail(arena, &diags,
                    options->n_more || marks.n_reviews
                        ? "no review could be read"
                        : "no review is given: name the files that `grade -f json` wrote");
    const struct calibration *calibration = calibrate(arena, &diags, &limits, &marks, files.reviews, files.n);
    if (!calibration->n_compared)
        return fail(arena, &diags, "no mark could be compared with a review");
    bool written = true;
    for (size_t i = 0; i < options->n_outputs; i++)
        written = write_report(arena, calibration, options, i) && written;
    return written ? 0 : 2;
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
