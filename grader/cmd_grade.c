#include "base/diag.h"
#include "cmd_help.h"
#include "commands.h"
#include "grade.h"
#include "output.h"
#include "report/formats.h"
#include "report/number.h"

#include <string.h>
#include <unistd.h>

/* `grade rubrc`: a word that is no path here, and nearly a command. */
static bool mistyped_command(struct arena *arena, const char *what)
{
    const char *names[COMMAND_COUNT];
    size_t n = 0;
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (options_command_name((enum command_id)i))
            names[n++] = options_command_name((enum command_id)i);
    const char *near = strpbrk(what, "/.:") ? NULL : did_you_mean(str_from(what), names, n);
    if (!near || access(what, F_OK) == 0)
        return false;
    output_complain(arena,
                    str_from(arena_printf(arena, "no file, folder or command '%s' (did you mean 'grade %s'?)",
                                          what, near)));
    return true;
}

/* Compared as the report prints them, in ten-thousandths: 60 is never under 60 for the sake of a last bit. */
static bool under(double total, double bar)
{
    return (long long)(total * 1e4 + 0.5) < (long long)(bar * 1e4 + 0.5);
}

/* What the worker is given. */
struct context {
    struct grade_input input;
    struct report_options how[OUTPUTS_MAX]; /* of each report: what the terminal can do is found out before */
};

/* Whether the caller's bar was missed; says so, since the report itself does not know of it. */
static bool missed(struct worker *worker, const struct review *review, const struct grade_options *options)
{
    struct arena *arena = worker_arena(worker);
    char bar[NUMBER_MAX], total[NUMBER_MAX];
    if (options->fail_under < 0 || (review->has_total && !under(review->total, options->fail_under)))
        return false;
    number_write(bar, options->fail_under, 4, true);
    number_write(total, review->total, 4, true);
    worker_say(worker,
               str_from(review->has_total
                            ? arena_printf(arena, "%s is under %s (--fail-under)", total, bar)
                            : arena_printf(arena, "no total to hold against %s (--fail-under)", bar)));
    return true;
}

static void work(struct worker *worker, void *context)
{
    struct context *c = context;
    const struct grade_options *options = c->input.options;
    const struct review *review = grade_review(worker, &c->input);
    if (!review)
        return;
    for (size_t i = 0; i < options->n_outputs; i++)
        formats_find(options->outputs[i].format)->write(worker_record(worker), review, &c->how[i]);
    if (missed(worker, review, options) && !options->exit_zero)
        worker_status(worker, 1);
}

static int run(struct arena *arena, const struct grade_options *options)
{
    struct context context;
    struct result result;
    struct str error = STR("");
    if (mistyped_command(arena, options->what))
        return 2;
    enum grade_outcome outcome = grade_gather(&context.input, arena, options, &error);
    if (outcome != GRADE_OK) {
        output_complain(arena, error);
        return (int)outcome;
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
    const struct worker_job job = {work, &context, options, options->what, context.input.bytes};
    worker_run(&result, arena, &job);
    return output_result(arena, &result, options);
}

int cmd_grade(int argc, char *const *argv)
{
    struct arena *arena = arena_new();
    struct grade_options options;
    int status = 0;
    if (cmd_help_parse(&options, arena, COMMAND_GRADE, argc, argv, &status))
        status = run(arena, &options);
    arena_free(arena);
    return status;
}
