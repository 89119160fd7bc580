/* `grade check`: the self-check of a candidate. */
#include "cmd_help.h"
#include "commands.h"
#include "grade.h"
#include "output.h"
#include "report/check.h"

#include <string.h>

struct context {
    struct grade_input input;
    struct report_options how[OUTPUTS_MAX];
};

static const struct report_format *format_of(const char *name)
{
    for (size_t i = 0; i < n_check_formats; i++)
        if (strcmp(check_formats[i].name, name) == 0)
            return &check_formats[i];
    BUG("a format that the table of options let through");
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

static void work(struct worker *worker, void *context)
{
    struct context *c = context;
    const struct grade_options *options = c->input.options;
    const struct review *review = grade_review(worker, &c->input);
    if (!review)
        return;
    for (size_t i = 0; i < options->n_outputs; i++)
        format_of(options->outputs[i].format)->write(worker_record(worker), review, &c->how[i]);
    if (!options->strict || !imperfect(review))
        return;
    worker_say(worker, STR("something could not be read as it was written (--strict)"));
    worker_status(worker, 1);
}

static int run(struct arena *arena, const struct grade_options *options)
{
    struct grade_options checking = *options;
    struct context context;
    struct result result;
    struct str error = STR("");
    checking.nothing_is_fine = true;
    enum grade_outcome outcome = grade_gather(&context.input, arena, &checking, &error);
    if (outcome != GRADE_OK) {
        output_complain(arena, error);
        return (int)outcome;
    }
    for (size_t i = 0; i < options->n_outputs; i++) {
        bool to_stdout = !options->outputs[i].output;
        context.how[i] = (struct report_options){.all = options->all,
                                                 .colour = output_colour(options->colour, to_stdout),
                                                 .unicode = output_unicode(),
                                                 .width = to_stdout ? output_width() : 80,
                                                 .tool_version = options_version()};
    }
    const struct worker_job job = {work, &context, options, options->what, context.input.bytes};
    worker_run(&result, arena, &job);
    return output_result(arena, &result, options);
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
