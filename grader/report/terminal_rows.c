#include "report/terminal_rows.h"

#include "report/complaint.h"
#include "report/cost.h"
#include "report/escape.h"
#include "report/evidence_lines.h"
#include "report/marked.h"

#include <stdio.h>
#include <string.h>

enum { ROWS_SHOWN = 6, EVIDENCE_SHOWN = 2, COMPLAINTS_SHOWN = 10, FILES_SHOWN = 5, LABEL = 10 };

/* Begins an item of a list whose label stands in the margin of the first one. */
static void item(struct page *page, const char *label, bool *first, unsigned hang)
{
    if (*first) {
        page_blank(page);
        page_start(page, 0, LABEL + hang);
        page_puts(page, STYLE_BOLD, label);
        page_column(page, LABEL);
    } else {
        page_start(page, LABEL, LABEL + hang);
    }
    *first = false;
}

static void places(struct page *page, const struct evidence_list *evidence, size_t most)
{
    struct str where = page_places(page, evidence, most);
    if (where.n) {
        page_gap(page, 2);
        page_put(page, STYLE_DIM, where);
    }
}

static void write_row(struct page *page, const struct review *review, size_t i, unsigned id_width, bool all)
{
    const struct rub_row *row = rub_rows(review->rubric, i);
    const struct row_verdict *verdict = &review->rows[i];
    unsigned column = 2 + id_width + 2;
    page_start(page, 2, column + 17);
    page_puts(page, STYLE_BOLD, rub_text(review->rubric, row->id));
    page_column(page, column);
    page_printf(page, STYLE_PLAIN, "%d of 3", verdict->level);
    double cost = cost_of_row(review, i);
    const char *number = page_number(page, cost, 1, false);
    if (strcmp(number, "0.0") != 0 && cost > 0) {
        page_column(page, column + 14 - (unsigned)strlen(number));
        page_printf(page, STYLE_RED, "\xE2\x88\x92%s", number);
    }
    page_column(page, column + 17);
    page_puts(page, STYLE_PLAIN, rub_text(review->rubric, row->title));
    if (verdict->adjusted)
        page_printf(page, STYLE_CYAN, " (by hand; the program: %d)", marked_program_level(review, verdict));
    else if (verdict->probable)
        page_puts(page, STYLE_YELLOW, " (probable)");
    page_end(page);

    evidence_lines(page, &verdict->evidence, column, all ? SIZE_MAX : EVIDENCE_SHOWN, all);
    if (verdict->capped) {
        evidence_label(page, column, "capped");
        page_puts(page, STYLE_PLAIN, "by a gate, above");
        page_end(page);
    }
    if (verdict->level < 3 && verdict->looked_for.n) {
        char label[16];
        snprintf(label, sizeof label, "not %d", marked_program_level(review, verdict) + 1);
        evidence_label(page, column, label);
        page_claim(page, STYLE_PLAIN, verdict->looked_for);
        page_end(page);
    }
}

void terminal_rows_cost(struct page *page, const struct review *review, bool all)
{
    const struct rubric *rubric = review->rubric;
    size_t n = rub_rows_n(rubric), shown = 0;
    unsigned id_width = 0;
    for (size_t i = 0; i < n; i++) {
        size_t width = strlen(rub_text(rubric, rub_rows(rubric, i)->id));
        if (width > id_width && width <= 12)
            id_width = (unsigned)width;
    }
    if (all) {
        for (size_t d = 0; d < rub_dimensions_n(rubric); d++) {
            const struct rub_dimension *dimension = rub_dimensions(rubric, d);
            if (dimension->rows.n)
                page_heading(page, rub_text(rubric, dimension->name));
            for (size_t k = 0; k < dimension->rows.n; k++)
                write_row(page, review, dimension->rows.at + k, id_width, true);
        }
        return;
    }
    size_t costly;
    const size_t *dearest = cost_rows(&costly, page->out->arena, review);
    for (; shown < ROWS_SHOWN && shown < costly; shown++) {
        if (!shown)
            page_heading(page, "What cost most");
        write_row(page, review, dearest[shown], id_width, false);
    }
    if (n > shown) {
        page_start(page, 2, 2);
        page_printf(page, STYLE_DIM, "(%zu more row%s: --all, or grade rubric ROW)", n - shown,
                    n - shown == 1 ? "" : "s");
        page_end(page);
    }
}

void terminal_rows_flags(struct page *page, const struct review *review, bool all)
{
    const struct rubric *rubric = review->rubric;
    bool first = true;
    for (size_t i = 0; i < rub_flags_n(rubric); i++) {
        if (!review->flags[i].raised)
            continue;
        const struct rub_flag *flag = rub_flags(rubric, i);
        const char *colour = rub_text(rubric, flag->colour);
        enum style style = strcmp(colour, "red") == 0      ? STYLE_RED
                           : strcmp(colour, "yellow") == 0 ? STYLE_YELLOW
                           : strcmp(colour, "green") == 0  ? STYLE_GREEN
                                                           : STYLE_PLAIN;
        item(page, "Flags", &first, 2);
        page_puts(page, style, colour);
        page_puts(page, STYLE_PLAIN, " ");
        page_puts(page, STYLE_BOLD, rub_text(rubric, flag->id));
        page_puts(page, STYLE_PLAIN, " ");
        page_puts(page, STYLE_PLAIN, rub_text(rubric, flag->title));
        if (all && review->flags[i].says.n) {
            page_puts(page, STYLE_PLAIN, ": ");
            page_claim(page, STYLE_PLAIN, review->flags[i].says);
        }
        places(page, &review->flags[i].evidence, all ? SIZE_MAX : 3);
        page_end(page);
    }
    for (size_t i = 0; i < review->n_lints; i++) {
        item(page, "Flags", &first, 2);
        page_puts(page, STYLE_YELLOW, "drawn ");
        page_claim(page, STYLE_PLAIN, review->lints[i].message);
        places(page, &review->lints[i].evidence, all ? SIZE_MAX : 3);
        page_end(page);
    }
}

void terminal_rows_numbers(struct page *page, const struct review *review, bool all)
{
    static const enum style styles[] = {STYLE_DIM, STYLE_GREEN, STYLE_YELLOW, STYLE_RED};
    const struct rubric *rubric = review->rubric;
    bool first = true;
    size_t silent = 0;
    for (size_t i = 0; i < rub_checks_n(rubric); i++) {
        const struct check_verdict *verdict = &review->checks[i];
        if (verdict->result == CHECK_NA) {
            silent++;
            continue;
        }
        item(page, "Numbers", &first, 2);
        page_puts(page, STYLE_BOLD, rub_text(rubric, rub_checks(rubric, i)->id));
        page_puts(page, STYLE_PLAIN, " ");
        page_puts(page, styles[verdict->result], check_result_name(verdict->result));
        page_puts(page, STYLE_PLAIN, " ");
        page_puts(page, STYLE_PLAIN, rub_text(rubric, rub_checks(rubric, i)->title));
        if (verdict->arithmetic.n) {
            page_puts(page, STYLE_PLAIN, ": ");
            page_put(page, STYLE_PLAIN, verdict->arithmetic);
        }
        places(page, &verdict->evidence, all ? SIZE_MAX : 3);
        page_end(page);
    }
    if (!silent)
        return;
    item(page, "Numbers", &first, 2);
    if (review->for_candidate) {
        page_printf(page, STYLE_DIM, "%zu more that reviewers look at are not stated", silent);
        page_end(page);
        return;
    }
    page_puts(page, STYLE_DIM, "not stated:");
    for (size_t i = 0, shown = 0; i < rub_checks_n(rubric); i++) {
        if (review->checks[i].result != CHECK_NA)
            continue;
        page_puts(page, STYLE_DIM, shown++ ? ", " : " ");
        page_puts(page, STYLE_DIM, rub_text(rubric, rub_checks(rubric, i)->id));
    }
    page_end(page);
}

void terminal_rows_maturity(struct page *page, const struct review *review, bool all)
{
    const struct rubric *rubric = review->rubric;
    bool first = true;
    for (size_t i = 0; i < rub_maturities_n(rubric); i++) {
        const struct rub_maturity *scale = rub_maturities(rubric, i);
        const struct maturity_verdict *verdict = &review->maturities[i];
        item(page, "Maturity", &first, 2);
        page_puts(page, STYLE_BOLD, rub_text(rubric, scale->title));
        page_puts(page, STYLE_PLAIN, " ");
        page_puts(page, STYLE_PLAIN,
                  rub_text(rubric, rub_maturity_levels(rubric, scale->levels.at + verdict->level)->name));
        page_printf(page, STYLE_DIM, " (of %u)", scale->levels.n - 1);
        if (verdict->probable)
            page_puts(page, STYLE_YELLOW, " probable");
        if (all && verdict->looked_for.n) {
            page_printf(page, STYLE_DIM, "; not %u: ", verdict->level + 1);
            page_claim(page, STYLE_PLAIN, verdict->looked_for);
        }
        page_end(page);
    }
}

void terminal_rows_diagnostics(struct page *page, const struct diags *diags, bool all)
{
    if (!diags->n)
        return;
    const struct diag **sorted = complaint_order(page->out->arena, diags);
    size_t shown = all || diags->n <= COMPLAINTS_SHOWN ? diags->n : COMPLAINTS_SHOWN, left = diags->n - shown,
           at = 0;
    page_heading(page, "Diagnostics");
    /* Where not all are shown, errors go before warnings before notes; each in the order of the files. */
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--)
        for (size_t i = 0; i < diags->n && at < shown; i++)
            if ((int)diag_severity(sorted[i]->id) == severity || (!left && severity == SEVERITY_ERROR)) {
                complaint_write(page, sorted[i]);
                at++;
            }
    if (left + diags->dropped) {
        page_start(page, 2, 2);
        if (left)
            page_printf(page, STYLE_DIM, "(%zu more: --all)", left);
        if (diags->dropped)
            page_printf(page, STYLE_DIM, " (%zu over the limit are not listed)", diags->dropped);
        page_end(page);
    }
}

void terminal_rows_files(struct page *page, const struct review *review, bool all)
{
    static const char *const uses[] = {"not used", "used", "refused", "skipped"};
    static const enum file_use order[] = {FILE_USED, FILE_REFUSED, FILE_SKIPPED, FILE_UNUSED};
    const struct submission *submission = review->submission;
    bool first = true;
    size_t shown = 0, left = 0;
    if (!submission->n_files)
        return;
    item(page, "Files", &first, 2);
    for (size_t k = 0, said = 0; k < sizeof order / sizeof *order; k++) {
        size_t n = 0;
        for (size_t i = 0; i < submission->n_files; i++)
            n += submission->files[i].use == order[k];
        if (n)
            page_printf(page, STYLE_PLAIN, "%s%zu %s", said++ ? ", " : "", n, uses[order[k]]);
    }
    page_end(page);
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (size_t i = 0; i < submission->n_files; i++) {
            const struct file *file = &submission->files[i];
            bool worth = file->use == FILE_REFUSED || file->use == FILE_SKIPPED;
            if (file->use != order[k] || (!worth && !all))
                continue;
            if (shown >= FILES_SHOWN && !all) {
                left++;
                continue;
            }
            shown++;
            item(page, "Files", &first, 2);
            page_put(page, STYLE_PLAIN, file->name);
            page_puts(page, STYLE_DIM, ": ");
            page_puts(page, STYLE_DIM, uses[file->use]);
            if (file->why) {
                page_puts(page, STYLE_DIM, ", ");
                page_puts(page, STYLE_DIM, file->why);
            }
            page_end(page);
        }
    if (left) {
        item(page, "Files", &first, 2);
        page_printf(page, STYLE_DIM, "(%zu more: --all)", left);
        page_end(page);
    }
}

void terminal_rows_questions(struct page *page, const struct review *review)
{
    bool first = true;
    for (size_t i = 0; i < review->n_questions; i++) {
        const struct question *question = &review->questions[i];
        item(page, "Ask", &first, 4);
        page_printf(page, STYLE_BOLD, "%zu", i + 1);
        page_column(page, LABEL + 4);
        page_claim(page, STYLE_PLAIN, question->text);
        if (question->because.n) {
            page_puts(page, STYLE_DIM, " (");
            page_put(page, STYLE_DIM, question->because);
            page_puts(page, STYLE_DIM, ")");
        }
        page_end(page);
    }
    for (size_t i = 0; i < review->n_hints && review->for_candidate; i++) {
        item(page, "Ask", &first, 4);
        page_printf(page, STYLE_BOLD, "%zu", i + 1);
        page_column(page, LABEL + 4);
        page_put(page, STYLE_PLAIN, review->hints[i]);
        page_end(page);
    }
}
