#include "report/complaint.h"
#include "report/cost.h"
#include "report/markdown_view.h"
#include "report/marked.h"

enum { ROWS_SHOWN = 6, EVIDENCE_SHOWN = 2, COMPLAINTS_SHOWN = 10 };

static void evidence(struct markdown_view *r, const struct evidence_list *list)
{
    size_t most = r->all ? list->n : EVIDENCE_SHOWN;
    for (size_t i = 0; i < list->n && i < most; i++) {
        const struct evidence *e = &list->items[i];
        const struct evidence_list one = {(struct evidence *)e, 1, 1};
        view_raw(r, "  - seen");
        markdown_page_places(&r->page, " ", &one, 1);
        view_raw(r, ": ");
        if (e->why.n)
            view_put(r, e->why);
        if (e->quote.n && (r->all || !e->why.n)) {
            view_raw(r, e->why.n ? " " : "");
            markdown_page_code(&r->page, e->quote);
        }
        view_end(r, 0);
    }
    if (list->n > most) {
        view_count(r, "  - and ", list->n - most, " more");
        view_end(r, 0);
    }
}

static void row(struct markdown_view *r, size_t i)
{
    const struct rub_row *asked = rub_rows(r->rubric, i);
    const struct row_verdict *verdict = &r->review->rows[i];
    double lost = cost_of_row(r->review, i);
    char level[48];
    view_raw(r, "- **");
    view_words(r, asked->id);
    view_raw(r, "** ");
    view_words(r, asked->title);
    snprintf(level, sizeof level, ": level %d of 3", verdict->level);
    view_raw(r, level);
    if (lost >= 0.05) {
        view_raw(r, ", \xE2\x88\x92");
        markdown_page_number(&r->page, lost, 1, false);
    }
    if (verdict->adjusted) {
        snprintf(level, sizeof level, " (by hand; the program: %d)", marked_program_level(r->review, verdict));
        view_raw(r, level);
    }
    view_raw(r, verdict->probable && !verdict->adjusted ? " (probable)" : "");
    view_raw(r, verdict->capped ? " (capped by a gate)" : "");
    view_end(r, 0);
    evidence(r, &verdict->evidence);
    if (verdict->level < 3 && verdict->looked_for.n) {
        snprintf(level, sizeof level, "  - not %d: ", marked_program_level(r->review, verdict) + 1);
        view_raw(r, level);
        view_put(r, verdict->looked_for);
        view_end(r, 0);
    }
}

static void rows(struct markdown_view *r)
{
    if (r->all) {
        for (size_t d = 0; d < rub_dimensions_n(r->rubric); d++) {
            const struct rub_dimension *dimension = rub_dimensions(r->rubric, d);
            if (dimension->rows.n)
                view_heading(r, 3, rub_text(r->rubric, dimension->name));
            for (size_t k = 0; k < dimension->rows.n; k++)
                row(r, dimension->rows.at + k);
        }
        return;
    }
    size_t n;
    const size_t *dearest = cost_rows(&n, r->page.out->arena, r->review);
    if (n)
        view_heading(r, 3, "What cost most");
    for (size_t i = 0; i < n && i < ROWS_SHOWN; i++)
        row(r, dearest[i]);
}

static void flags(struct markdown_view *r)
{
    bool any = false;
    for (size_t i = 0; i < rub_flags_n(r->rubric); i++) {
        const struct rub_flag *flag = rub_flags(r->rubric, i);
        const struct flag_verdict *verdict = &r->review->flags[i];
        if (!verdict->raised)
            continue;
        if (!any)
            view_heading(r, 3, "Flags");
        any = true;
        view_raw(r, "- ");
        view_words(r, flag->colour);
        view_raw(r, " **");
        view_words(r, flag->id);
        view_raw(r, "** ");
        view_words(r, flag->title);
        if (verdict->says.n) {
            view_raw(r, ": ");
            view_put(r, verdict->says);
        }
        view_places(r, " ", &verdict->evidence);
        view_end(r, 0);
    }
    for (size_t i = 0; i < r->review->n_lints; i++) {
        if (!any)
            view_heading(r, 3, "Flags");
        any = true;
        view_raw(r, "- drawn: ");
        view_put(r, r->review->lints[i].message);
        view_places(r, " ", &r->review->lints[i].evidence);
        view_end(r, 0);
    }
}

static void checks(struct markdown_view *r)
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
            view_heading(r, 3, "Numbers");
        any = true;
        view_raw(r, "- **");
        view_words(r, rub_checks(r->rubric, i)->id);
        view_raw(r, "** ");
        view_raw(r, check_result_name(verdict->result));
        view_raw(r, ": ");
        view_words(r, rub_checks(r->rubric, i)->title);
        if (verdict->arithmetic.n) {
            view_raw(r, ": ");
            view_put(r, verdict->arithmetic);
        }
        view_places(r, " ", &verdict->evidence);
        view_end(r, 0);
    }
    if (!silent)
        return;
    if (!any)
        view_heading(r, 3, "Numbers");
    view_count(r, "- not stated: ", silent, " of the checks");
    view_end(r, 0);
}

static void maturity(struct markdown_view *r)
{
    for (size_t i = 0; i < rub_maturities_n(r->rubric); i++) {
        const struct rub_maturity *scale = rub_maturities(r->rubric, i);
        const struct maturity_verdict *verdict = &r->review->maturities[i];
        if (!i)
            view_heading(r, 3, "Maturity");
        view_raw(r, "- ");
        view_words(r, scale->title);
        view_raw(r, ": ");
        view_words(r, rub_maturity_levels(r->rubric, scale->levels.at + verdict->level)->name);
        view_count(r, " (of ", scale->levels.n - 1, ")");
        view_raw(r, verdict->probable ? " (probable)" : "");
        view_end(r, 0);
    }
}

static void questions(struct markdown_view *r)
{
    for (size_t i = 0; i < r->review->n_questions; i++) {
        if (!i)
            view_heading(r, 3, "Ask");
        view_count(r, "", i + 1, ". ");
        view_put(r, r->review->questions[i].text);
        if (r->review->questions[i].because.n) {
            view_raw(r, " (");
            view_put(r, r->review->questions[i].because);
            view_raw(r, ")");
        }
        view_end(r, 0);
    }
    for (size_t i = 0; i < r->review->n_hints && r->review->for_candidate; i++) {
        if (!i)
            view_heading(r, 3, "Ask yourself");
        view_count(r, "", i + 1, ". ");
        view_put(r, r->review->hints[i]);
        view_end(r, 0);
    }
}

static void diagnostics(struct markdown_view *r)
{
    const struct diags *diags = r->review->diags;
    const struct diag **sorted = complaint_order(r->page.out->arena, diags);
    size_t most = r->all || diags->n <= COMPLAINTS_SHOWN ? diags->n : COMPLAINTS_SHOWN, shown = 0;
    if (diags->n)
        view_heading(r, 3, "Diagnostics");
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--)
        for (size_t i = 0; i < diags->n && shown < most; i++) {
            const struct diag *diag = sorted[i];
            const struct evidence where = {.at = diag->at};
            const struct evidence_list one = {(struct evidence *)&where, 1, 1};
            if ((int)diag_severity(diag->id) != severity)
                continue;
            shown++;
            view_raw(r, "- ");
            view_raw(r, severity_name(diag_severity(diag->id)));
            view_raw(r, " ");
            view_raw(r, diag_name(diag->id));
            markdown_page_places(&r->page, " ", &one, 1);
            view_raw(r, ": ");
            view_put(r, diag->message);
            view_end(r, 0);
        }
    if (diags->n - shown + diags->dropped) {
        view_count(r, "- and ", diags->n - shown + diags->dropped, " more");
        view_end(r, 0);
    }
}

static void files(struct markdown_view *r)
{
    static const char *const uses[] = {"not used", "used", "refused", "skipped"};
    const struct submission *submission = r->review->submission;
    if (!submission->n_files)
        return;
    view_heading(r, 3, "Files");
    for (size_t i = 0; i < submission->n_files; i++) {
        const struct file *file = &submission->files[i];
        if (file->use == FILE_UNUSED && !r->all)
            continue;
        view_raw(r, "- ");
        markdown_page_code(&r->page, file->name);
        view_raw(r, " ");
        view_raw(r, uses[file->use]);
        if (file->why) {
            view_raw(r, ": ");
            markdown_page_puts(&r->page, file->why);
        }
        view_end(r, 0);
    }
}

void markdown_rows_write(struct markdown_view *r)
{
    marked_markdown(r);
    rows(r);
    flags(r);
    checks(r);
    maturity(r);
    questions(r);
    diagnostics(r);
    files(r);
}
