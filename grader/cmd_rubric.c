#include "base/diag.h"
#include "cmd_help.h"
#include "commands.h"
#include "grade.h"
#include "output.h"
#include "report/rubric_page.h"

struct context {
    const struct grade_options *options;
    struct grade_pack pack;
    struct report_options how;
};

/* The row of that id in any case, or a word about the nearest one. */
static bool find_row(size_t *out, struct worker *worker, const struct rubric *rubric, const char *id)
{
    struct arena *arena = worker_arena(worker);
    size_t n = rub_rows_n(rubric);
    const char **names = arena_alloc(arena, (n + 1) * sizeof *names);
    for (size_t i = 0; i < n; i++) {
        names[i] = rub_text(rubric, rub_rows(rubric, i)->id);
        if (str_eq_nocase(str_from(id), str_from(names[i]))) {
            *out = i;
            return true;
        }
    }
    const char *near = did_you_mean(str_from(id), names, n);
    worker_say(worker, str_from(near ? arena_printf(arena, "no row '%s' (did you mean '%s'?)", id, near)
                                     : arena_printf(arena, "no row '%s': grade rubric lists them", id)));
    worker_status(worker, 2);
    return false;
}

static void work(struct worker *worker, void *context)
{
    const struct context *c = context;
    struct rubric rubric;
    size_t row = 0;
    worker_seal(worker);
    if (!grade_pack_open(&rubric, worker, &c->pack, &c->options->limits) ||
        (c->options->what && !find_row(&row, worker, &rubric, c->options->what)))
        return;
    if (c->options->what)
        rubric_page_row(worker_record(worker), &rubric, row, &c->how);
    else
        rubric_page_list(worker_record(worker), &rubric, &c->how);
}

static int run(struct arena *arena, const struct grade_options *options)
{
    struct context context = {.options = options,
                              .how = {.colour = output_colour(options->colour, true),
                                      .unicode = output_unicode(),
                                      .width = output_width()}};
    struct result result;
    struct str error;
    if (!grade_pack_read(&context.pack, arena, options->rubric, &error)) {
        output_complain(arena, error);
        return GRADE_USAGE;
    }
    const char *what = options->rubric ? options->rubric : "the built-in pack";
    const struct worker_job job = {work, &context, options, what, context.pack.bytes};
    worker_run(&result, arena, &job);
    return output_result(arena, &result, options);
}

int cmd_rubric(int argc, char *const *argv)
{
    struct arena *arena = arena_new();
    struct grade_options options;
    int status = 0;
    if (cmd_help_parse(&options, arena, COMMAND_RUBRIC, argc, argv, &status))
        status = run(arena, &options);
    arena_free(arena);
    return status;
}
