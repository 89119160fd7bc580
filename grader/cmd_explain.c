#include "base/diag.h"
#include "cmd_help.h"
#include "commands.h"
#include "grade.h"
#include "output.h"
#include "report/explanation.h"

struct context {
    const struct grade_options *options;
    struct grade_input input; /* with --in, all of it; else the pack alone */
    struct report_options how;
};

/* What has the id, or a word about the nearest one. */
static size_t find(struct explained out[EXPLAINED_KIND_COUNT], struct worker *worker,
                   const struct rubric *rubric, const char *id)
{
    struct arena *arena = worker_arena(worker);
    size_t found = explanation_find(out, rubric, id);
    if (found)
        return found;
    const char **ids;
    size_t n = explanation_ids(&ids, arena, rubric);
    const char *near = did_you_mean(str_from(id), ids, n);
    worker_say(
        worker,
        str_from(near ? arena_printf(arena, "nothing is called '%s' (did you mean '%s'?)", id, near)
                      : arena_printf(arena, "nothing is called '%s': grade explain lists what is", id)));
    worker_status(worker, 2);
    return 0;
}

static void work(struct worker *worker, void *context)
{
    struct context *c = context;
    const struct grade_options *options = c->options;
    struct explained what[EXPLAINED_KIND_COUNT];
    const struct review *review = NULL;
    struct rubric rubric;
    size_t n = 0;
    if (options->in && (review = grade_review(worker, &c->input)))
        rubric = *review->rubric;
    if (!options->in)
        worker_seal(worker);
    if (options->in ? !review : !grade_pack_open(&rubric, worker, &c->input.pack, &options->limits))
        return;
    if (options->what && (n = find(what, worker, &rubric, options->what)) == 0)
        return;
    if (n)
        explanation_write(worker_record(worker), &rubric, review, what, n, &c->how);
    else
        explanation_list(worker_record(worker), &rubric, &c->how);
}

static int run(struct arena *arena, const struct grade_options *options)
{
    struct context context = {.options = options,
                              .how = {.colour = output_colour(options->colour, true),
                                      .unicode = output_unicode(),
                                      .width = output_width()}};
    struct grade_options grading = *options;
    struct result result;
    struct str error = STR("");
    enum grade_outcome outcome = GRADE_OK;
    grading.what = options->in;
    if (options->in)
        outcome = grade_gather(&context.input, arena, &grading, &error);
    else if (!grade_pack_read(&context.input.pack, arena, options->rubric, &error))
        outcome = GRADE_USAGE;
    if (outcome != GRADE_OK) {
        output_complain(arena, error);
        return (int)outcome;
    }
    const char *what = options->in ? options->in : options->rubric ? options->rubric : "the built-in pack";
    const struct worker_job job = {work, &context, options, what,
                                   options->in ? context.input.bytes : context.input.pack.bytes};
    worker_run(&result, arena, &job);
    return output_result(arena, &result, options);
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
