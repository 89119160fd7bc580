#include "base/diag.h"
#include "cmd_help.h"
#include "cmd_pack.h"
#include "commands.h"
#include "output.h"
#include "report/rubric_page.h"

/* The row of that id in any case, or a word about the nearest one. */
static bool find_row(size_t *out, struct arena *arena, const struct rubric *rubric, const char *id)
{
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
    output_complain(arena, str_from(near ? arena_printf(arena, "no row '%s' (did you mean '%s'?)", id, near)
                                         : arena_printf(arena, "no row '%s': grade rubric lists them", id)));
    return false;
}

static int run(struct arena *arena, const struct grade_options *options)
{
    struct rubric rubric;
    struct output output;
    struct str error;
    size_t row = 0;
    if (!cmd_pack_open(&rubric, arena, options))
        return 2;
    if (options->what && !find_row(&row, arena, &rubric, options->what))
        return 2;
    struct report_out out = {output_append, &output, arena};
    struct report_options how = {
        .colour = output_colour(options->colour, true), .unicode = output_unicode(), .width = output_width()};
    if (output_open(&output, arena, NULL, &error)) {
        if (options->what)
            rubric_page_row(&out, &rubric, row, &how);
        else
            rubric_page_list(&out, &rubric, &how);
        if (output_close(&output, arena, &error))
            return 0;
    }
    output_complain(arena, error);
    return 2;
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
