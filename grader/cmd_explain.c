#include "base/diag.h"
#include "cmd_help.h"
#include "cmd_pack.h"
#include "commands.h"
#include "grade.h"
#include "output.h"
#include "report/explanation.h"

/* What has the id, or a word about the nearest one. */
static size_t find(struct explained out[EXPLAINED_KIND_COUNT], struct arena *arena,
                   const struct rubric *rubric, const char *id)
{
    size_t found = explanation_find(out, rubric, id);
    if (found)
        return found;
    const char **ids;
    size_t n = explanation_ids(&ids, arena, rubric);
    const char *near = did_you_mean(str_from(id), ids, n);
    output_complain(
        arena,
        str_from(near ? arena_printf(arena, "nothing is called '%s' (did you mean '%s'?)", id, near)
                      : arena_printf(arena, "nothing is called '%s': grade explain lists what is", id)));
    return 0;
}

static int run(struct arena *arena, const struct grade_options *options)
{
    struct rubric rubric;
    struct explained what[EXPLAINED_KIND_COUNT];
    struct review *review = NULL;
    struct output output;
    struct str error;
    size_t n = 0;
    if (!cmd_pack_open(&rubric, arena, options))
        return 2;
    if (options->what && (n = find(what, arena, &rubric, options->what)) == 0)
        return 2;
    if (options->in) {
        struct grade_options grading = *options;
        grading.what = options->in;
        enum grade_outcome outcome = grade_review(&review, arena, &grading, &error);
        if (outcome != GRADE_OK) {
            output_complain(arena, error);
            return (int)outcome;
        }
    }
    struct report_out out = {output_append, &output, arena};
    struct report_options how = {
        .colour = output_colour(options->colour, true), .unicode = output_unicode(), .width = output_width()};
    if (output_open(&output, arena, NULL, &error)) {
        if (n)
            explanation_write(&out, review ? review->rubric : &rubric, review, what, n, &how);
        else
            explanation_list(&out, &rubric, &how);
        if (output_close(&output, arena, &error))
            return 0;
    }
    output_complain(arena, error);
    return 2;
}

int cmd_explain(int argc, char *const *argv)
{
    struct arena *arena = arena_new();
    struct grade_options options;
    int status = 0;
    if (cmd_help_parse(&options, arena, COMMAND_EXPLAIN, argc, argv, &status))
        status = run(arena, &options);
    arena_free(arena);
    return status;
}
