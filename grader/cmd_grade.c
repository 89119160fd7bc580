#include "base/diag.h"
#include "cmd_help.h"
#include "commands.h"
#include "grade.h"
#include "output.h"
#include "reports.h"

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

/* What the worker is given. */
struct context {
    struct grade_input input;
    struct reports reports;
};

static void work(struct worker *worker, void *context)
{
    struct context *c = context;
    const struct review *review = grade_review(worker, &c->input);
    if (review)
        reports_write(worker, review, &c->reports);
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
    reports_prepare(&context.reports, options);
    if (!reports_gather(&context.reports, arena, &error)) {
        output_complain(arena, error);
        return GRADE_USAGE;
    }
    const struct worker_job job = {work, &context, options, options->what,
                                   context.input.bytes + context.reports.adjustments.n};
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
