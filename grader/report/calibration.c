#include "report/calibration.h"

#include "report/calibration_json.h"
#include "report/escape.h"
#include "report/page.h"
#include "report/terminal_rows.h"

#include <stdio.h>
#include <string.h>

const struct calibration_format calibration_formats[] = {
    {"terminal", calibration_write},
    {"json", calibration_json_write},
};
const size_t n_calibration_formats = sizeof calibration_formats / sizeof *calibration_formats;

const struct calibration_format *calibration_find(const char *name)
{
    for (size_t i = 0; i < n_calibration_formats; i++)
        if (strcmp(calibration_formats[i].name, name) == 0)
            return &calibration_formats[i];
    return NULL;
}

enum { SHOWN = 10, EVIDENCE_SHOWN = 3, NAME_MOST = 26 };

static void plural(struct page *page, size_t n, const char *one)
{
    page_printf(page, STYLE_PLAIN, "%zu %s%s", n, one, n == 1 ? "" : "s");
}

static void head(struct page *page, const struct calibration *c)
{
    page_start(page, 0, 2);
    page_put(page, STYLE_BOLD, c->marks->text->name);
    if (c->pack_of && c->pack_of->pack_name.n) {
        page_gap(page, 3);
        page_puts(page, STYLE_PLAIN, "pack ");
        page_put(page, STYLE_PLAIN, c->pack_of->pack_name);
        page_puts(page, STYLE_PLAIN, " ");
        page_put(page, STYLE_PLAIN, c->pack_of->pack_version);
    }
    page_end(page);
    page_start(page, 0, 2);
    plural(page, c->n_compared_submissions, "submission");
    page_puts(page, STYLE_PLAIN, ", ");
    plural(page, c->n_raters, "rater");
    page_printf(page, STYLE_PLAIN, ", %zu of ", c->n_compared);
    plural(page, c->n_read, "mark");
    page_puts(page, STYLE_PLAIN, " compared");
    page_end(page);
    if (c->n_compared_submissions < MARKS_FEW) {
        page_start(page, 0, 2);
        page_printf(page, STYLE_YELLOW, "Fewer than %d submissions: the figures say little yet.", MARKS_FEW);
        page_end(page);
    }
}

static void right(struct page *page, unsigned end, enum style style, const char *text)
{
    unsigned width = (unsigned)escape_columns(str_from(text));
    page_column(page, end > width ? end - width : 0);
    page_puts(page, style, text);
}

static void column_heads(struct page *page, const char *title, unsigned at)
{
    page_blank(page);
    page_start(page, 0, 0);
    page_puts(page, STYLE_BOLD, title);
    right(page, at + 4, STYLE_DIM, "n");
    right(page, at + 12, STYLE_DIM, "kappa");
    right(page, at + 20, STYLE_DIM, "exact");
    page_column(page, at + 22);
    page_keep(page, STYLE_DIM, STR("within 1"));
    right(page, at + 36, STYLE_DIM, "lean");
    page_end(page);
}

static void share(struct page *page, unsigned end, double value)
{
    right(page, end - 2, STYLE_PLAIN, page_number(page, 100 * value, 0, true));
    page_puts(page, STYLE_PLAIN, " %");
}

/* The figures, from column `at`; `low` marks the kappa. */
static void figures(struct page *page, const struct agreement *a, unsigned at, bool low)
{
    char text[32];
    snprintf(text, sizeof text, "%zu", a->n);
    right(page, at + 4, STYLE_PLAIN, text);
    right(page, at + 12, low ? STYLE_RED : STYLE_PLAIN,
          a->has_kappa ? page_number(page, a->kappa, 2, false) : "n/a");
    page_puts(page, STYLE_RED, low ? "!" : "");
    share(page, at + 20, a->exact);
    share(page, at + 30, a->within_one);
    const char *lean = page_number(page, a->lean < 0 ? -a->lean : a->lean, 1, false);
    bool none = strcmp(lean, "0.0") == 0;
    snprintf(text, sizeof text, "%s%s", none ? "" : a->lean < 0 ? "\xE2\x88\x92" : "+", lean);
    right(page, at + 36, STYLE_PLAIN, text);
}

static void named(struct page *page, const char *before, struct str name, const struct agreement *a,
                  unsigned at)
{
    page_start(page, 2, at);
    page_puts(page, STYLE_PLAIN, before);
    page_put(page, STYLE_PLAIN, name);
    figures(page, a, at, false);
    page_end(page);
}

static unsigned name_width(struct page *page, struct str name)
{
    struct buf shown = buf_new(page->out->arena, 64 * KIB);
    escape_terminal(&shown, name, page->unicode);
    size_t width = escape_columns(buf_str(&shown));
    return width > NAME_MOST ? NAME_MOST : (unsigned)width;
}

static void raters(struct page *page, const struct calibration *c)
{
    unsigned at = NAME_MOST;
    column_heads(page, "Program and people", at);
    named(page, c->n_raters > 1 ? "mean of the raters" : "", c->n_raters == 1 ? c->raters[0].id : STR(""),
          &c->pooled, at);
    for (size_t i = 0; i < c->n_raters && c->n_raters > 1; i++)
        named(page, "", c->raters[i].id, &c->raters[i].agreement, at);
    if (c->n_pairs)
        column_heads(page, "People among themselves", at);
    for (size_t i = 0; i < c->n_pairs; i++) {
        page_start(page, 2, at);
        page_put(page, STYLE_PLAIN, c->raters[c->pairs[i].first].id);
        page_puts(page, STYLE_PLAIN, ", ");
        page_put(page, STYLE_PLAIN, c->raters[c->pairs[i].second].id);
        figures(page, &c->pairs[i].agreement, at, false);
        page_end(page);
    }
}

static void correlation(struct page *page, const char *name, const struct correlation *c)
{
    page_start(page, 2, NAME_MOST);
    page_puts(page, STYLE_PLAIN, name);
    page_column(page, NAME_MOST);
    page_printf(page, STYLE_PLAIN, "Spearman %s, Pearson %s, n %zu",
                c->has_spearman ? page_number(page, c->spearman, 2, false) : "n/a",
                c->has_pearson ? page_number(page, c->pearson, 2, false) : "n/a", c->n);
    page_end(page);
}

static void totals(struct page *page, const struct calibration *c)
{
    if (!c->ungated.n)
        return;
    page_heading(page, "Totals");
    correlation(page, "as graded", &c->totals);
    correlation(page, "before gates", &c->ungated);
}

static void rows(struct page *page, const struct calibration *c)
{
    unsigned width = 4;
    size_t low = 0;
    if (!c->n_rows)
        return;
    for (size_t i = 0; i < c->n_rows; i++) {
        unsigned own = name_width(page, c->rows[i].id);
        width = own > width ? own : width;
        low += !c->rows[i].accepted;
    }
    unsigned at = 2 + width + 1;
    column_heads(page, "Rows", at);
    for (size_t i = 0; i < c->n_rows; i++) {
        page_start(page, 2, at + 39);
        page_put(page, STYLE_PLAIN, c->rows[i].id);
        figures(page, &c->rows[i].agreement, at, !c->rows[i].accepted);
        page_column(page, at + 39);
        page_put(page, STYLE_DIM, c->rows[i].title);
        page_end(page);
    }
    page_start(page, 2, 2);
    page_printf(page, low ? STYLE_PLAIN : STYLE_GREEN, "%zu of %zu accepted", c->n_rows - low, c->n_rows);
    page_printf(page, STYLE_DIM, " (kappa from %s)", page_number(page, MARKS_ACCEPTED, 2, false));
    page_end(page);
}

static void quoted(struct page *page, struct str quote)
{
    page_puts(page, STYLE_PLAIN, "\"");
    page_put(page, STYLE_PLAIN, quote);
    page_puts(page, STYLE_PLAIN, "\"");
}

static void side(struct page *page, struct str who, unsigned level)
{
    page_start(page, 4, 8);
    page_put(page, STYLE_BOLD, who);
    page_gap(page, 1);
    page_printf(page, STYLE_BOLD, "%u", level);
    page_gap(page, 2);
}

static void program_side(struct page *page, const struct stored_row *row, bool all)
{
    side(page, STR("program"), row->level);
    if (!row->n_evidence)
        page_puts(page, STYLE_PLAIN, "saw nothing");
    for (size_t i = 0; i < row->n_evidence && (all || i < EVIDENCE_SHOWN); i++) {
        const struct stored_evidence *e = &row->evidence[i];
        if (i)
            page_start(page, 6, 8);
        page_put(page, STYLE_DIM, e->file);
        if (e->line)
            page_printf(page, STYLE_DIM, ":%u", (unsigned)e->line);
        page_gap(page, 2);
        if (e->why.n)
            page_claim(page, STYLE_PLAIN, e->why);
        else
            quoted(page, e->quote);
    }
    if (!all && row->n_evidence > EVIDENCE_SHOWN)
        page_printf(page, STYLE_DIM, " (and %zu more)", row->n_evidence - EVIDENCE_SHOWN);
    page_end(page);
    if (row->looked_for.n) {
        page_start(page, 6, 8);
        page_printf(page, STYLE_DIM, "not %u: ", row->level + 1);
        page_claim(page, STYLE_PLAIN, row->looked_for);
        page_end(page);
    }
}

static void people_side(struct page *page, const struct calibrated_cell *cell)
{
    for (size_t i = 0; i < cell->n_marks; i++) {
        const struct human_mark *mark = cell->marks[i];
        side(page, mark->rater, mark->level);
        page_put(page, STYLE_DIM, mark->evidence.n ? mark->evidence : page_place(page, mark->at, false));
        if (mark->note.n) {
            page_gap(page, 2);
            page_put(page, STYLE_PLAIN, mark->note);
        }
        page_end(page);
    }
}

static void disagreements(struct page *page, const struct calibration *c, bool all)
{
    if (!c->n_disagreements)
        return;
    page_heading(page, "Worst disagreements");
    for (size_t i = 0; i < c->n_disagreements && (all || i < SHOWN); i++) {
        const struct calibrated_cell *cell = &c->disagreements[i];
        page_start(page, 2, 4);
        page_put(page, STYLE_BOLD, c->submissions[cell->submission].id);
        page_gap(page, 2);
        page_put(page, STYLE_BOLD, c->rows[cell->row].id);
        page_gap(page, 2);
        page_put(page, STYLE_PLAIN, cell->stored->title);
        page_end(page);
        program_side(page, cell->stored, all);
        people_side(page, cell);
    }
    if (!all && c->n_disagreements > SHOWN) {
        page_start(page, 2, 2);
        page_printf(page, STYLE_DIM, "(%zu more: --all)", c->n_disagreements - SHOWN);
        page_end(page);
    }
}

void calibration_write(struct report_out *out, const struct calibration *calibration,
                       const struct report_options *options)
{
    struct page page;
    page_init(&page, out, options);
    head(&page, calibration);
    raters(&page, calibration);
    totals(&page, calibration);
    if (options->quiet)
        return;
    rows(&page, calibration);
    disagreements(&page, calibration, options->all);
    terminal_rows_diagnostics(&page, calibration->diags, options->all);
}
