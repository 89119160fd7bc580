#include "reports.h"

#include "output.h"
#include "rendering.h"
#include "report/number.h"

#include <string.h>

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
                                 .max_bytes = options->max_bytes,
                                 .tool_version = options_version()};
    if (output_open(&output, arena, options->outputs[i].output, &error)) {
        rendering_report(&out, review, options->outputs[i].format, &how);
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

static bool too_low(struct arena *arena, const struct review *review, double least)
{
    char bar[NUMBER_MAX], total[NUMBER_MAX];
    if (least < 0 || (review->has_total && !under(review->total, least)))
        return false;
    number_write(bar, least, 4, true);
    number_write(total, review->total, 4, true);
    output_complain(arena,
                    str_from(review->has_total
                                 ? arena_printf(arena, "%s is under %s (--fail-under)", total, bar)
                                 : arena_printf(arena, "no total to hold against %s (--fail-under)", bar)));
    return true;
}

/* The first of that sort, as it is called in the review; NULL where there is none. */
static const char *found(const struct review *review, enum fail_on what)
{
    const struct rubric *rubric = review->rubric;
    static const char *const colours[] = {[FAIL_ON_RED] = "red", [FAIL_ON_YELLOW] = "yellow"};
    switch (what) {
    case FAIL_ON_GATE:
        for (size_t i = 0; i < rub_gates_n(rubric); i++)
            if (review->gates[i].applied)
                return rub_text(rubric, rub_gates(rubric, i)->id);
        return NULL;
    case FAIL_ON_RED:
    case FAIL_ON_YELLOW:
        for (size_t i = 0; i < rub_flags_n(rubric); i++)
            if (review->flags[i].raised &&
                strcmp(rub_text(rubric, rub_flags(rubric, i)->colour), colours[what]) == 0)
                return rub_text(rubric, rub_flags(rubric, i)->id);
        return NULL;
    case FAIL_ON_ERROR:
    case FAIL_ON_WARNING:
        for (size_t i = 0; i < review->diags->n; i++)
            if (diag_severity(review->diags->items[i].id) >=
                (what == FAIL_ON_ERROR ? SEVERITY_ERROR : SEVERITY_WARNING))
                return diag_name(review->diags->items[i].id);
        return NULL;
    case FAIL_ON_PARTIAL:
        return review->partial ? "something was left out" : NULL;
    case FAIL_ON_COUNT:
        break;
    }
    return NULL;
}

/* Whether a bar that the caller set was missed; says which, since the report itself does not know of them. */
static bool missed(struct arena *arena, const struct review *review, const struct grade_options *options)
{
    bool any = too_low(arena, review, options->fail_under);
    for (unsigned what = 0; what < FAIL_ON_COUNT; what++) {
        const char *first = options->fail_on >> what & 1 ? found(review, (enum fail_on)what) : NULL;
        if (first)
            output_complain(arena, str_from(arena_printf(arena, "%s (--fail-on %s)", first,
                                                         options_fail_on_name((enum fail_on)what))));
        any = any || first;
    }
    return any;
}

int reports_write(struct arena *arena, const struct review *review, const struct grade_options *options)
{
    struct str error = STR("");
    const struct rendering_view view = {options->anonymous, options->for_candidate};
    const struct review *seen = rendering_view(arena, &options->limits, review, view, &error);
    if (!seen) {
        output_complain(arena, error);
        return 2;
    }
    bool written = true;
    for (size_t i = 0; i < options->n_outputs; i++)
        written = write_report(arena, seen, options, i) && written;
    if (!written)
        return 2;
    return missed(arena, review, options) && !options->exit_zero ? 1 : 0;
}
