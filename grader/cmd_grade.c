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

static bool write_report(struct arena *arena, const struct review *review,
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
        formats_find(options->outputs[i].format)->write(&out, review, &how);
        if (output_close(&output, arena, &error))
            return true;
    }
    output_complain(arena, error);
    return false;
}

/* Compared as the report prints them, in ten-thousandths: 60 is never under 60 for the sake of a last bit. */
static bool under(double total, double bar)
{
    return (long long)(total * 1e4 + 0.5) < (long long)(bar * 1e4 + 0.5);
}

/* Whether the caller's bar was missed; says so, since the report itself does not know of it. */
static bool missed(struct arena *arena, const struct review *review, const struct grade_options *options)
{
    char bar[NUMBER_MAX], total[NUMBER_MAX];
    if (options->fail_under < 0 || (review->has_total && !under(review->total, options->fail_under)))
        return false;
    number_write(bar, options->fail_under, 4, true);
    number_write(total, review->total, 4, true);
    output_complain(arena,
                    str_from(review->has_total
                                 ? arena_printf(arena, "%s is under %s (--fail-under)", total, bar)
                                 : arena_printf(arena, "no total to hold against %s (--fail-under)", bar)));
    return true;
}

static int run(struct arena *arena, const struct grade_options *options)
{
    struct review *review = NULL;
    struct str error = STR("");
    if (mistyped_command(arena, options->what))
        return 2;
    enum grade_outcome outcome = grade_review(&review, arena, options, &error);
    if (outcome != GRADE_OK) {
        output_complain(arena, error);
        return (int)outcome;
    }
    bool written = true;
    for (size_t i = 0; i < options->n_outputs; i++)
        written = write_report(arena, review, options, i) && written;
    if (!written)
        return 2;
    return missed(arena, review, options) && !options->exit_zero ? 1 : 0;
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
