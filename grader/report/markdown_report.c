#include "report/markdown_report.h"

#include "report/cost.h"
#include "report/markdown_view.h"

static const char *mark(enum truth value)
{
    return value == TRUTH_TRUE ? "\xE2\x9C\x94" : value == TRUTH_WEAK ? "?" : "\xE2\x9C\x98";
}

static double share(const struct dimension_verdict *verdict)
{
    double part = verdict->max > 0 ? verdict->points / verdict->max : 0;
    return part < 0 ? 0 : part > 1 ? 1 : part;
}

static void headline(struct markdown_view *r)
{
    const struct review *review = r->review;
    const struct source *source = &review->submission->source;
    const struct rub_info *info = rub_info(r->rubric, 0);
    view_raw(r, "## ");
    if (review->for_candidate) {
        view_raw(r, "Feedback on your design");
    } else if (review->has_total) {
        markdown_page_number(&r->page, review->total, 1, true);
        view_raw(r, " of ");
        markdown_page_number(&r->page, review->max, 1, true);
        if (review->band != RUB_NONE) {
            view_raw(r, ", band ");
            view_words(r, rub_bands(r->rubric, review->band)->name);
        }
    } else {
        view_raw(r, "No total");
    }
    view_end(r, 1);
    markdown_page_code(&r->page, source->url.n ? source->url : source->path);
    if (source->commit.n) {
        view_raw(r, " at ");
        markdown_page_code(&r->page, str_sub(source->commit, 0, 7));
    }
    view_raw(r, "; pack ");
    view_words(r, info->name);
    view_raw(r, " ");
    view_words(r, info->version);
    if (review->has_total && review->weakest != RUB_NONE) {
        view_raw(r, "; weakest: ");
        view_words(r, rub_dimensions(r->rubric, review->weakest)->name);
        view_raw(r, ", ");
        markdown_page_number(&r->page, 100 * share(&review->dimensions[review->weakest]), 0, true);
        view_raw(r, " %");
    }
    view_end(r, 1);
    if (review->partial) {
        view_raw(r, "**Partial:** something was left out; see Diagnostics and Files.");
        view_end(r, 1);
    }
}

static void gates(struct markdown_view *r)
{
    bool any = false;
    for (size_t i = 0; i < rub_gates_n(r->rubric); i++) {
        const char *does = cost_of_gate(r->page.out->arena, r->review, i);
        if (!does)
            continue;
        view_raw(r, "- **");
        markdown_page_puts(&r->page, does);
        view_raw(r, "**: ");
        view_put(r, r->review->gates[i].message);
        view_places(r, " ", &r->review->gates[i].evidence);
        view_end(r, 0);
        any = true;
    }
    if (any && r->review->has_total && r->review->ungated > r->review->total + 0.05) {
        view_raw(r, "- ");
        markdown_page_number(&r->page, r->review->ungated, 1, true);
        view_raw(r, " without gates");
        view_end(r, 0);
    }
    if (any)
        view_end(r, 0);
}

static void dimensions(struct markdown_view *r)
{
    view_raw(r, r->review->for_candidate ? "| Dimension | |\n|---|---:|"
                                         : "| Dimension | | Points |\n|---|---:|---:|");
    view_end(r, 0);
    for (size_t i = 0; i < rub_dimensions_n(r->rubric); i++) {
        const struct dimension_verdict *verdict = &r->review->dimensions[i];
        view_raw(r, "| ");
        view_words(r, rub_dimensions(r->rubric, i)->name);
        view_raw(r, r->review->for_candidate ? " | about " : " | ");
        markdown_page_number(&r->page, 100 * share(verdict), 0, true);
        view_raw(r, " % |");
        if (!r->review->for_candidate) {
            view_raw(r, " ");
            markdown_page_number(&r->page, verdict->points, 1, false);
            view_raw(r, " / ");
            markdown_page_number(&r->page, verdict->max, 1, true);
            view_raw(r, " |");
        }
        view_end(r, 0);
    }
}

static void parts(struct markdown_view *r)
{
    if (!rub_parts_n(r->rubric))
        return;
    view_heading(r, 3, "Asked for");
    view_raw(r, "| | Part | What | Where |\n|---|---|---|---|");
    view_end(r, 0);
    for (size_t i = 0; i < rub_parts_n(r->rubric); i++) {
        const struct part_verdict *verdict = &r->review->parts[i];
        view_raw(r, "| ");
        view_raw(r, mark(verdict->value));
        view_raw(r, " | ");
        view_words(r, rub_parts(r->rubric, i)->title);
        view_raw(r, " | ");
        if (verdict->shown.n)
            view_put(r, verdict->shown);
        else if (verdict->value == TRUTH_FALSE)
            view_raw(r, "not found");
        view_raw(r, " |");
        view_places(r, " ", &verdict->evidence);
        view_raw(r, " |");
        view_end(r, 0);
    }
}

static void loops(struct markdown_view *r)
{
    if (!rub_loops_n(r->rubric))
        return;
    view_heading(r, 3, "Loops");
    view_raw(r, "| Loop | Hops |\n|---|---|");
    view_end(r, 0);
    for (size_t i = 0; i < rub_loops_n(r->rubric); i++) {
        const struct loop_verdict *verdict = &r->review->loops[i];
        view_raw(r, "| ");
        view_words(r, rub_loops(r->rubric, i)->title);
        view_raw(r, verdict->closed ? " (closed) |" : " |");
        for (size_t k = 0; k < verdict->n_hops; k++) {
            view_raw(r, k ? ", " : " ");
            markdown_page_puts(&r->page, verdict->hops[k].title);
            view_raw(r, " ");
            view_raw(r, mark(verdict->hops[k].value));
        }
        view_raw(r, " |");
        view_end(r, 0);
    }
}

void markdown_report_write(struct report_out *out, const struct review *review,
                           const struct report_options *options)
{
    struct markdown_view r = {.review = review, .rubric = review->rubric, .all = options->all};
    markdown_page_init(&r.page, out, options->max_bytes);
    headline(&r);
    gates(&r);
    if (!options->quiet) {
        dimensions(&r);
        parts(&r);
        loops(&r);
        markdown_rows_write(&r);
    }
    markdown_page_close(&r.page);
}
