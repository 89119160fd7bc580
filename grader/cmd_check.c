/* `grade check`: the self-check of a candidate. */
#include "cmd_help.h"
#include "commands.h"
#include "grade.h"
#include "output.h"
#include "report/check.h"

#include <string.h>

static const struct report_format *format_of(const char *name)
{
    for (size_t i = 0; i < n_check_formats; i++)
        if (strcmp(check_formats[i].name, name) == 0)
            return &check_formats[i];
    BUG("a format that the table of options let through");
}

static bool write_page(struct arena *arena, const struct review *review, const struct grade_options *options,
                       size_t i)
{
    struct output output;
    struct str error;
    bool to_stdout = !options->outputs[i].output;
    struct report_out out = {output_append, &output, arena};
    struct report_options how = {.all = options->all,
                                 .colour = output_colour(options->colour, to_stdout),
                                 .unicode = output_unicode(),
                                 .width = to_stdout ? output_width() : 80,
                                 .tool_version = options_version()};
    if (output_open(&output, arena, options->outputs[i].output, &error)) {
        format_of(options->outputs[i].format)->write(&out, review, &how);
        if (output_close(&output, arena, &error))
            return true;
    }
    output_complain(arena, error);
    return false;
}

/* --strict: a file that could not be used, or something in one that was not understood as it was written. */
static bool imperfect(const struct review *review)
{
    for (size_t i = 0; i < review->submission->n_files; i++)
        if (review->submission->files[i].use == FILE_REFUSED)
            return true;
    for (size_t id = 0; id < DIAG_COUNT; id++)
        if (review->diags->of[id] && diag_severity((enum diag_id)id) > SEVERITY_NOTE)
            return true;
    return false;
}

static int run(struct arena *arena, const struct grade_options *options)
{
    struct grade_options checking = *options;
    struct review *review = NULL;
    struct str error = STR("");
    checking.nothing_is_fine = true;
    enum grade_outcome outcome = grade_review(&review, arena, &checking, &error);
    if (outcome != GRADE_OK) {
        output_complain(arena, error);
        return (int)outcome;
    }
    bool written = true;
    for (size_t i = 0; i < options->n_outputs; i++)
        written = write_page(arena, review, options, i) && written;
    if (!written)
        return 2;
    if (!options->strict || !imperfect(review))
        return 0;
    output_complain(arena, STR("something could not be read as it was written (--strict)"));
    return 1;
}

int cmd_check(int argc, char *const *argv)
{
    struct arena *arena = arena_new();
    struct grade_options options;
    int status = 0;
    if (cmd_help_parse(&options, arena, COMMAND_CHECK, argc, argv, &status))
        status = run(arena, &options);
    arena_free(arena);
    return status;
}
