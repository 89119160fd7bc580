#include "reports.h"

#include "judge/adjust.h"
#include "laying_out.h"
#include "output.h"
#include "parse/adjustments.h"
#include "rendering.h"
#include "report/complaint.h"
#include "report/number.h"
#include "review_files.h"

#include <string.h>

void reports_prepare(struct reports *out, const struct grade_options *options)
{
    *out = (struct reports){.options = options};
    for (size_t i = 0; i < options->n_outputs; i++) {
        bool to_stdout = !options->outputs[i].output;
        out->how[i] = (struct report_options){.all = options->all,
                                              .quiet = options->quiet,
                                              .colour = output_colour(options->colour, to_stdout),
                                              .unicode = output_unicode(),
                                              .width = to_stdout ? output_width() : 80,
                                              .max_bytes = options->max_bytes,
                                              .tool_version = options_version()};
    }
}

/* Compared as the report prints them, in ten-thousandths: 60 is never under 60 for the sake of a last bit. */
static bool under(double total, double bar)
{
    return (long long)(total * 1e4 + 0.5) < (long long)(bar * 1e4 + 0.5);
}

static bool too_low(struct worker *worker, const struct review *review, double least)
{
    struct arena *arena = worker_arena(worker);
    char bar[NUMBER_MAX], total[NUMBER_MAX];
    if (least < 0 || (review->has_total && !under(review->total, least)))
        return false;
    number_write(bar, least, 4, true);
    number_write(total, review->total, 4, true);
    worker_say(worker,
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
static bool missed(struct worker *worker, const struct review *review, const struct grade_options *options)
{
    bool any = too_low(worker, review, options->fail_under);
    for (unsigned what = 0; what < FAIL_ON_COUNT; what++) {
        const char *first = options->fail_on >> what & 1 ? found(review, (enum fail_on)what) : NULL;
        if (first)
            worker_say(worker, str_from(arena_printf(worker_arena(worker), "%s (--fail-on %s)", first,
                                                     options_fail_on_name((enum fail_on)what))));
        any = any || first;
    }
    return any;
}

static enum apart_end ask_layout(void *context, struct str *reply, struct str request)
{
    return worker_ask(reply, context, ASK_LAYOUT, request);
}

/* Once for all formats that draw. */
static const struct coordinates *drawn(struct worker *worker, const struct review *review,
                                       const struct grade_options *options)
{
    for (size_t i = 0; i < options->n_outputs; i++)
        if (formats_find(options->outputs[i].format)->draws)
            return laying_out(worker_arena(worker), review, ask_layout, worker);
    return NULL;
}

bool reports_gather(struct reports *reports, struct arena *arena, struct str *error)
{
    const struct grade_options *options = reports->options;
    const char *why;
    if (!options->adjustments || review_files_slurp(&reports->adjustments, &why, arena, options->adjustments,
                                                    options->limits.review_bytes))
        return true;
    *error = str_from(arena_printf(arena, "cannot read %s: %s", options->adjustments, why));
    return false;
}

/* The review with the marks; NULL after all that is wrong with their file. */
static const struct review *adjusted(struct worker *worker, const struct review *review,
                                     const struct reports *reports)
{
    const struct grade_options *options = reports->options;
    struct arena *arena = worker_arena(worker);
    struct report_options plain = {.unicode = worker_unicode(worker), .width = 80};
    struct adjustments adjustments;
    struct diags diags;
    struct page page;
    diags_init(&diags, arena, &options->limits);
    const struct text *text = text_new(arena, str_from(options->adjustments), reports->adjustments);
    if (adjustments_read(&adjustments, arena, &diags, &options->limits, text))
        return adjust_review(arena, review, &adjustments, &diags);
    const struct diag **sorted = complaint_order(arena, &diags);
    worker_say(worker, str_from(arena_printf(arena, "%s cannot be applied", options->adjustments)));
    page_init(&page, worker_page(worker), &plain);
    for (size_t i = 0; i < diags.n; i++)
        complaint_write(&page, sorted[i]);
    worker_status(worker, 2);
    return NULL;
}

void reports_write(struct worker *worker, const struct review *review, const struct reports *reports)
{
    const struct grade_options *options = reports->options;
    const struct rendering_view view = {options->anonymous, options->for_candidate};
    struct str error = STR("");
    if (options->adjustments && !(review = adjusted(worker, review, reports)))
        return;
    const struct review *seen = rendering_view(worker_arena(worker), &options->limits, review, view, &error);
    if (!seen) {
        worker_say(worker, error);
        worker_status(worker, 2);
        return;
    }
    const struct coordinates *coordinates = drawn(worker, seen, options);
    for (size_t i = 0; i < options->n_outputs; i++) {
        struct report_options how = reports->how[i];
        how.coordinates = coordinates;
        rendering_report(worker_record(worker), seen, options->outputs[i].format, &how);
    }
    if (missed(worker, review, options) && !options->exit_zero)
        worker_status(worker, 1);
}
