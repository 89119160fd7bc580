#include "report/markdown_report.h"

#include "report/complaint.h"
#include "report/cost.h"
#include "report/markdown_page.h"
#include "report/number.h"

#include <stdio.h>

enum { ROWS_SHOWN = 6, EVIDENCE_SHOWN = 2, COMPLAINTS_SHOWN = 10, PLACES_SHOWN = 3 };

struct report {
    struct markdown_page page;
    const struct review *review;
    const struct rubric *rubric;
    bool all;
};

static void raw(struct report *r, const char *markdown)
{
    markdown_page_raw(&r->page, markdown);
}

static void put(struct report *r, struct str text)
{
    markdown_page_put(&r->page, text);
}

static void words(struct report *r, uint32_t text)
{
    markdown_page_puts(&r->page, rub_text(r->rubric, text));
}

static void end(struct report *r, unsigned blank)
{
    markdown_page_end(&r->page, blank);
}

static void heading(struct report *r, unsigned level, const char *title)
{
    markdown_page_heading(&r->page, level, title);
}

static void places(struct report *r, const char *before, const struct evidence_list *evidence)
{
    markdown_page_places(&r->page, before, evidence, r->all ? SIZE_MAX : PLACES_SHOWN);
}

static void count(struct report *r, const char *before, size_t n, const char *after)
{
    char text[96];
    snprintf(text, sizeof text, "%s%zu%s", before, n, after);
    raw(r, text);
}

static const char *mark(enum truth value)
{
    return value == TRUTH_TRUE ? "\xE2\x9C\x94" : value == TRUTH_WEAK ? "?" : "\xE2\x9C\x98";
}

static double share(const struct dimension_verdict *verdict)
{
    double part = verdict->max > 0 ? verdict->points / verdict->max : 0;
    return part < 0 ? 0 : part > 1 ? 1 : part;
}

static void headline(struct report *r)
{
    const struct review *review = r->review;
    const struct source *source = &review->submission->source;
    const struct rub_info *info = rub_info(r->rubric, 0);
    raw(r, "## ");
    if (review->for_candidate) {
        raw(r, "Feedback on your design");
    } else if (review->has_total) {
        markdown_page_number(&r->page, review->total, 1, true);
        raw(r, " of ");
        markdown_page_number(&r->page, review->max, 1, true);
        if (review->band != RUB_NONE) {
            raw(r, ", band ");
            words(r, rub_bands(r->rubric, review->band)->name);
        }
    } else {
        raw(r, "No total");
    }
    end(r, 1);
    markdown_page_code(&r->page, source->url.n ? source->url : source->path);
    if (source->commit.n) {
        raw(r, " at ");
        markdown_page_code(&r->page, str_sub(source->commit, 0, 7));
    }
    raw(r, "; pack ");
    words(r, info->name);
    raw(r, " ");
    words(r, info->version);
    if (review->has_total && review->weakest != RUB_NONE) {
        raw(r, "; weakest: ");
        words(r, rub_dimensions(r->rubric, review->weakest)->name);
        raw(r, ", ");
        markdown_page_number(&r->page, 100 * share(&review->dimensions[review->weakest]), 0, true);
        raw(r, " %");
    }
    end(r, 1);
    if (review->partial) {
        raw(r, "**Partial:** something was left out; see Diagnostics and Files.");
        end(r, 1);
    }
}

static void gates(struct report *r)
{
    bool any = false;
    for (size_t i = 0; i < rub_gates_n(r->rubric); i++) {
        const char *does = cost_of_gate(r->page.out->arena, r->review, i);
        if (!does)
            continue;
        raw(r, "- **");
        markdown_page_puts(&r->page, does);
        raw(r, "**: ");
        put(r, r->review->gates[i].message);
        places(r, " ", &r->review->gates[i].evidence);
        end(r, 0);
        any = true;
    }
    if (any && r->review->has_total && r->review->ungated > r->review->total + 0.05) {
        raw(r, "- ");
        markdown_page_number(&r->page, r->review->ungated, 1, true);
        raw(r, " without gates");
        end(r, 0);
    }
    if (any)
        end(r, 0);
}

static void dimensions(struct report *r)
{
    raw(r, r->review->for_candidate ? "| Dimension | |\n|---|---:|"
                                    : "| Dimension | | Points |\n|---|---:|---:|");
    end(r, 0);
    for (size_t i = 0; i < rub_dimensions_n(r->rubric); i++) {
        const struct dimension_verdict *verdict = &r->review->dimensions[i];
        raw(r, "| ");
        words(r, rub_dimensions(r->rubric, i)->name);
        raw(r, r->review->for_candidate ? " | about " : " | ");
        markdown_page_number(&r->page, 100 * share(verdict), 0, true);
        raw(r, " % |");
        if (!r->review->for_candidate) {
            raw(r, " ");
            markdown_page_number(&r->page, verdict->points, 1, false);
            raw(r, " / ");
            markdown_page_number(&r->page, verdict->max, 1, true);
            raw(r, " |");
        }
        end(r, 0);
    }
}

static void parts(struct report *r)
{
    if (!rub_parts_n(r->rubric))
        return;
    heading(r, 3, "Asked for");
    raw(r, "| | Part | What | Where |\n|---|---|---|---|");
    end(r, 0);
    for (size_t i = 0; i < rub_parts_n(r->rubric); i++) {
        const struct part_verdict *verdict = &r->review->parts[i];
        raw(r, "| ");
        raw(r, mark(verdict->value));
        raw(r, " | ");
        words(r, rub_parts(r->rubric, i)->title);
        raw(r, " | ");
        if (verdict->shown.n)
            put(r, verdict->shown);
        else if (verdict->value == TRUTH_FALSE)
            raw(r, "not found");
        raw(r, " |");
        places(r, " ", &verdict->evidence);
        raw(r, " |");
        end(r, 0);
    }
}

static void loops(struct report *r)
{
    if (!rub_loops_n(r->rubric))
        return;
    heading(r, 3, "Loops");
    raw(r, "| Loop | Hops |\n|---|---|");
    end(r, 0);
    for (size_t i = 0; i < rub_loops_n(r->rubric); i++) {
        const struct loop_verdict *verdict = &r->review->loops[i];
        raw(r, "| ");
        words(r, rub_loops(r->rubric, i)->title);
        raw(r, verdict->closed ? " (closed) |" : " |");
        for (size_t k = 0; k < verdict->n_hops; k++) {
            raw(r, k ? ", " : " ");
            markdown_page_puts(&r->page, verdict->hops[k].title);
            raw(r, " ");
            raw(r, mark(verdict->hops[k].value));
        }
        raw(r, " |");
        end(r, 0);
    }
}

static void evidence(struct report *r, const struct evidence_list *list)
{
    size_t most = r->all ? list->n : EVIDENCE_SHOWN;
    for (size_t i = 0; i < list->n && i < most; i++) {
        const struct evidence *e = &list->items[i];
        const struct evidence_list one = {(struct evidence *)e, 1, 1};
        raw(r, "  - seen");
        markdown_page_places(&r->page, " ", &one, 1);
        raw(r, ": ");
        if (e->why.n)
            put(r, e->why);
        if (e->quote.n && (r->all || !e->why.n)) {
            raw(r, e->why.n ? " " : "");
            markdown_page_code(&r->page, e->quote);
        }
        end(r, 0);
    }
    if (list->n > most) {
        count(r, "  - and ", list->n - most, " more");
        end(r, 0);
    }
}

static void row(struct report *r, size_t i)
{
    const struct rub_row *asked = rub_rows(r->rubric, i);
    const struct row_verdict *verdict = &r->review->rows[i];
    double lost = cost_of_row(r->review, i);
    char level[32];
    raw(r, "- **");
    words(r, asked->id);
    raw(r, "** ");
    words(r, asked->title);
    snprintf(level, sizeof level, ": level %d of 3", verdict->level);
    raw(r, level);
    if (lost >= 0.05) {
        raw(r, ", \xE2\x88\x92");
        markdown_page_number(&r->page, lost, 1, false);
    }
    raw(r, verdict->probable ? " (probable)" : "");
    raw(r, verdict->capped ? " (capped by a gate)" : "");
    end(r, 0);
    evidence(r, &verdict->evidence);
    if (verdict->level < 3 && verdict->looked_for.n) {
        snprintf(level, sizeof level, "  - not %d: ", verdict->level + 1);
        raw(r, level);
        put(r, verdict->looked_for);
        end(r, 0);
    }
}

static void rows(struct report *r)
{
    if (r->all) {
        for (size_t d = 0; d < rub_dimensions_n(r->rubric); d++) {
            const struct rub_dimension *dimension = rub_dimensions(r->rubric, d);
            if (dimension->rows.n)
                heading(r, 3, rub_text(r->rubric, dimension->name));
            for (size_t k = 0; k < dimension->rows.n; k++)
                row(r, dimension->rows.at + k);
        }
        return;
    }
    size_t n;
    const size_t *dearest = cost_rows(&n, r->page.out->arena, r->review);
    if (n)
        heading(r, 3, "What cost most");
    for (size_t i = 0; i < n && i < ROWS_SHOWN; i++)
        row(r, dearest[i]);
}

static void flags(struct report *r)
{
    bool any = false;
    for (size_t i = 0; i < rub_flags_n(r->rubric); i++) {
        const struct rub_flag *flag = rub_flags(r->rubric, i);
        const struct flag_verdict *verdict = &r->review->flags[i];
        if (!verdict->raised)
            continue;
        if (!any)
            heading(r, 3, "Flags");
        any = true;
        raw(r, "- ");
        words(r, flag->colour);
        raw(r, " **");
        words(r, flag->id);
        raw(r, "** ");
        words(r, flag->title);
        if (verdict->says.n) {
            raw(r, ": ");
            put(r, verdict->says);
        }
        places(r, " ", &verdict->evidence);
        end(r, 0);
    }
    for (size_t i = 0; i < r->review->n_lints; i++) {
        if (!any)
            heading(r, 3, "Flags");
        any = true;
        raw(r, "- drawn: ");
        put(r, r->review->lints[i].message);
        places(r, " ", &r->review->lints[i].evidence);
        end(r, 0);
    }
}

static void checks(struct report *r)
{
    bool any = false;
    size_t silent = 0;
    for (size_t i = 0; i < rub_checks_n(r->rubric); i++) {
        const struct check_verdict *verdict = &r->review->checks[i];
        if (verdict->result == CHECK_NA) {
            silent++;
            continue;
        }
        if (!any)
            heading(r, 3, "Numbers");
        any = true;
        raw(r, "- **");
        words(r, rub_checks(r->rubric, i)->id);
        raw(r, "** ");
        raw(r, check_result_name(verdict->result));
        raw(r, ": ");
        words(r, rub_checks(r->rubric, i)->title);
        if (verdict->arithmetic.n) {
            raw(r, ": ");
            put(r, verdict->arithmetic);
        }
        places(r, " ", &verdict->evidence);
        end(r, 0);
    }
    if (!silent)
        return;
    if (!any)
        heading(r, 3, "Numbers");
    count(r, "- not stated: ", silent, " of the checks");
    end(r, 0);
}

static void maturity(struct report *r)
{
    for (size_t i = 0; i < rub_maturities_n(r->rubric); i++) {
        const struct rub_maturity *scale = rub_maturities(r->rubric, i);
        const struct maturity_verdict *verdict = &r->review->maturities[i];
        if (!i)
            heading(r, 3, "Maturity");
        raw(r, "- ");
        words(r, scale->title);
        raw(r, ": ");
        words(r, rub_maturity_levels(r->rubric, scale->levels.at + verdict->level)->name);
        count(r, " (of ", scale->levels.n - 1, ")");
        raw(r, verdict->probable ? " (probable)" : "");
        end(r, 0);
    }
}

static void questions(struct report *r)
{
    for (size_t i = 0; i < r->review->n_questions; i++) {
        if (!i)
            heading(r, 3, "Ask");
        count(r, "", i + 1, ". ");
        put(r, r->review->questions[i].text);
        if (r->review->questions[i].because.n) {
            raw(r, " (");
            put(r, r->review->questions[i].because);
            raw(r, ")");
        }
        end(r, 0);
    }
    for (size_t i = 0; i < r->review->n_hints && r->review->for_candidate; i++) {
        if (!i)
            heading(r, 3, "Ask yourself");
        count(r, "", i + 1, ". ");
        put(r, r->review->hints[i]);
        end(r, 0);
    }
}

static void diagnostics(struct report *r)
{
    const struct diags *diags = r->review->diags;
    const struct diag **sorted = complaint_order(r->page.out->arena, diags);
    size_t most = r->all || diags->n <= COMPLAINTS_SHOWN ? diags->n : COMPLAINTS_SHOWN, shown = 0;
    if (diags->n)
        heading(r, 3, "Diagnostics");
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--)
        for (size_t i = 0; i < diags->n && shown < most; i++) {
            const struct diag *diag = sorted[i];
            const struct evidence where = {.at = diag->at};
            const struct evidence_list one = {(struct evidence *)&where, 1, 1};
            if ((int)diag_severity(diag->id) != severity)
                continue;
            shown++;
            raw(r, "- ");
            raw(r, severity_name(diag_severity(diag->id)));
            raw(r, " ");
            raw(r, diag_name(diag->id));
            markdown_page_places(&r->page, " ", &one, 1);
            raw(r, ": ");
            put(r, diag->message);
            end(r, 0);
        }
    if (diags->n - shown + diags->dropped) {
        count(r, "- and ", diags->n - shown + diags->dropped, " more");
        end(r, 0);
    }
}

static void files(struct report *r)
{
    static const char *const uses[] = {"not used", "used", "refused", "skipped"};
    const struct submission *submission = r->review->submission;
    if (!submission->n_files)
        return;
    heading(r, 3, "Files");
    for (size_t i = 0; i < submission->n_files; i++) {
        const struct file *file = &submission->files[i];
        if (file->use == FILE_UNUSED && !r->all)
            continue;
        raw(r, "- ");
        markdown_page_code(&r->page, file->name);
        raw(r, " ");
        raw(r, uses[file->use]);
        if (file->why) {
            raw(r, ": ");
            markdown_page_puts(&r->page, file->why);
        }
        end(r, 0);
    }
}

void markdown_report_write(struct report_out *out, const struct review *review,
                           const struct report_options *options)
{
    struct report r = {.review = review, .rubric = review->rubric, .all = options->all};
    markdown_page_init(&r.page, out, options->max_bytes);
    headline(&r);
    gates(&r);
    if (!options->quiet) {
        dimensions(&r);
        parts(&r);
        loops(&r);
        rows(&r);
        flags(&r);
        checks(&r);
        maturity(&r);
        questions(&r);
        diagnostics(&r);
        files(&r);
    }
    markdown_page_close(&r.page);
}
