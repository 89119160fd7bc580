#include "base/diag.h"
#include "cmd_help.h"
#include "commands.h"
#include "laying_out.h"
#include "output.h"
#include "rendering.h"
#include "reports.h"
#include "review_files.h"

#include <string.h>

struct context {
    const struct text *json;
    struct reports reports;
};

static void work(struct worker *worker, void *context)
{
    const struct context *c = context;
    struct str error = STR("");
    /* As large as a drawing may be that is laid out at all. */
    const struct apart_rules rules = {
        .kinds[ASK_LAYOUT] = laying_out_kind(), .request_max = MIB, .reply_max = 16 * MIB};
    worker_apart(worker, &rules);
    worker_seal(worker);
    const struct review *review =
        rendering_stored(worker_arena(worker), &c->reports.options->limits, c->json, &error);
    if (review) {
        reports_write(worker, review, &c->reports);
        return;
    }
    worker_say(worker, error);
    worker_status(worker, 3);
}

static int run(struct arena *arena, const struct grade_options *options)
{
    bool from_stdin = strcmp(options->what, "-") == 0;
    const char *name = from_stdin ? "standard input" : options->what, *why;
    struct context context;
    struct result result;
    struct str bytes, error = STR("");
    if (!review_files_slurp(&bytes, &why, arena, options->what, options->limits.review_bytes)) {
        output_complain(arena, str_from(arena_printf(arena, "cannot read %s: %s", name, why)));
        return 3;
    }
    context.json = text_new(arena, str_from(name), bytes);
    reports_prepare(&context.reports, options);
    if (!reports_gather(&context.reports, arena, &error)) {
        output_complain(arena, error);
        return 2;
    }
    const struct worker_job job = {work, &context, options, name, bytes.n + context.reports.adjustments.n};
    worker_run(&result, arena, &job);
    return output_result(arena, &result, options);
}

int cmd_render(int argc, char *const *argv)
{
    struct arena *arena = arena_new();
    struct grade_options options;
    int status = 0;
    if (cmd_help_parse(&options, arena, COMMAND_RENDER, argc, argv, &status))
        status = run(arena, &options);
    arena_free(arena);
    return status;
}
