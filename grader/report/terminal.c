#include "report/terminal.h"

#include "report/escape.h"
#include "report/cost.h"
#include "report/marked.h"
#include "report/terminal_rows.h"

#include <string.h>

enum { BAR = 21 };

static unsigned columns(const char *text)
{
    return (unsigned)escape_columns(str_from(text));
}

static double share(const struct dimension_verdict *verdict)
{
    double share = verdict->max > 0 ? verdict->points / verdict->max : 0;
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* Found, probable or told only in text, missing. */
static void mark(struct page *page, enum truth value)
{
    if (value == TRUTH_TRUE)
        page_puts(page, STYLE_GREEN, page->unicode ? "\xE2\x9C\x94" : "yes");
    else if (value == TRUTH_FALSE)
        page_puts(page, STYLE_RED, page->unicode ? "\xE2\x9C\x98" : "no");
    else
        page_puts(page, STYLE_YELLOW, "?");
}

/* The name of a dimension within a sentence: "Training-serving skew" -> "training-serving skew", "SLOs"
 * stays. */
static const char *in_sentence(struct page *page, const char *name)
{
    struct str s = str_from(name);
    if (s.n < 2 || s.p[0] < 'A' || s.p[0] > 'Z' || s.p[1] < 'a' || s.p[1] > 'z')
        return name;
    char *copy = arena_copy(page->out->arena, s.p, s.n);
    copy[0] = (char)(copy[0] + ('a' - 'A'));
    return copy;
}

static void source_line(struct page *page, const struct review *review)
{
    const struct rub_info *info = rub_info(review->rubric, 0);
    const struct source *source = &review->submission->source;
    page_start(page, 0, 2);
    page_put(page, STYLE_BOLD, source->url.n ? source->url : source->path);
    if (source->commit.n) {
        page_puts(page, STYLE_PLAIN, " @ ");
        page_put(page, STYLE_PLAIN, str_sub(source->commit, 0, 7));
    }
    page_gap(page, 3);
    page_keep(page, STYLE_DIM,
              str_from(arena_printf(
                  page->out->arena, "pack %s %s (%.8s)", rub_text(review->rubric, info->name),
                  rub_text(review->rubric, info->version), rub_text(review->rubric, info->hash))));
    page_end(page);
}

static void score_line(struct page *page, const struct review *review)
{
    page_start(page, 2, 2);
    if (review->for_candidate) {
        page_puts(page, STYLE_BOLD, "feedback on your design");
    } else if (review->has_total) {
        page_printf(page, STYLE_BOLD, "%s of %s", page_number(page, review->total, 1, true),
                    page_number(page, review->max, 1, true));
        if (review->band != RUB_NONE) {
            page_gap(page, 4);
            page_puts(page, STYLE_PLAIN, "band ");
            page_puts(page, STYLE_BOLD,
                      rub_text(review->rubric, rub_bands(review->rubric, review->band)->name));
        }
    } else {
        page_puts(page, STYLE_BOLD, "no total");
    }
    if (review->has_total && review->weakest != RUB_NONE) {
        page_gap(page, 4);
        page_puts(page, STYLE_PLAIN, "weakest: ");
        page_puts(page, STYLE_PLAIN,
                  in_sentence(
                      page, rub_text(review->rubric, rub_dimensions(review->rubric, review->weakest)->name)));
        page_printf(page, STYLE_PLAIN, ", %s %%",
                    page_number(page, 100 * share(&review->dimensions[review->weakest]), 0, true));
    }
    page_end(page);
}

static void gates(struct page *page, const struct review *review)
{
    for (size_t i = 0; i < rub_gates_n(review->rubric); i++) {
        const struct gate_verdict *verdict = &review->gates[i];
        const char *does = cost_of_gate(page->out->arena, review, i);
        if (!does)
            continue;
        /* That there is no total stands in the line above. */
        bool said = verdict->applied && rub_gates(review->rubric, i)->effect == GATE_NO_TOTAL;
        page_start(page, 2, 4);
        page_printf(page, verdict->applied ? STYLE_RED : STYLE_YELLOW, "%s: ", said ? "because" : does);
        page_claim(page, STYLE_PLAIN, verdict->message);
        struct str where = page_places(page, &verdict->evidence, 3);
        if (where.n) {
            page_gap(page, 2);
            page_put(page, STYLE_DIM, where);
        }
        page_end(page);
    }
    if (review->has_total && review->ungated > review->total + 0.05) {
        page_start(page, 2, 4);
        page_printf(page, STYLE_DIM, "%s without gates", page_number(page, review->ungated, 1, true));
        page_end(page);
    }
}

/* What was left out: the first file that could not be used, and how many more. */
static void partial(struct page *page, const struct review *review)
{
    if (!review->partial)
        return;
    const struct submission *submission = review->submission;
    const struct file *first = NULL;
    size_t refused = 0;
    for (size_t i = 0; i < submission->n_files; i++)
        if (submission->files[i].use == FILE_REFUSED) {
            first = first ? first : &submission->files[i];
            refused++;
        }
    page_start(page, 2, 4);
    page_puts(page, STYLE_YELLOW, "partial: ");
    if (first) {
        page_printf(page, STYLE_PLAIN, "%zu file%s refused (", refused, refused == 1 ? "" : "s");
        page_put(page, STYLE_PLAIN, first->name);
        if (first->why) {
            page_puts(page, STYLE_PLAIN, ": ");
            page_puts(page, STYLE_PLAIN, first->why);
        }
        page_puts(page, STYLE_PLAIN, refused > 1 ? " \xE2\x80\xA6)" : ")");
    } else {
        page_puts(page, STYLE_PLAIN, "something was left out: see Diagnostics");
    }
    page_end(page);
}

static void bar(struct page *page, double part)
{
    static const char *const eighths[] = {"",
                                          "\xE2\x96\x8F",
                                          "\xE2\x96\x8E",
                                          "\xE2\x96\x8D",
                                          "\xE2\x96\x8C",
                                          "\xE2\x96\x8B",
                                          "\xE2\x96\x8A",
                                          "\xE2\x96\x89"};
    unsigned filled = (unsigned)(part * BAR * 8 + 0.5), whole = filled / 8, rest = filled % 8;
    struct buf full = buf_new(page->out->arena, 256), empty = buf_new(page->out->arena, 256);
    if (!page->unicode) {
        whole = (unsigned)(part * BAR + 0.5);
        rest = 0;
    }
    for (unsigned i = 0; i < whole; i++)
        buf_puts(&full, page->unicode ? "\xE2\x96\x88" : "#");
    buf_puts(&full, eighths[rest]);
    for (unsigned i = whole + (rest != 0); i < BAR; i++)
        buf_puts(&empty, page->unicode ? "\xC2\xB7" : ".");
    page_keep(page, part >= 0.7 ? STYLE_GREEN : part >= 0.4 ? STYLE_YELLOW : STYLE_RED, buf_str(&full));
    page_keep(page, STYLE_DIM, buf_str(&empty));
}

static void right_aligned(struct page *page, unsigned end, const char *text)
{
    unsigned width = columns(text);
    page_column(page, end > width ? end - width : 0);
    page_puts(page, STYLE_PLAIN, text);
}

static void dimensions(struct page *page, const struct review *review)
{
    const struct rubric *rubric = review->rubric;
    unsigned name = 0;
    for (size_t i = 0; i < rub_dimensions_n(rubric); i++) {
        unsigned width = columns(rub_text(rubric, rub_dimensions(rubric, i)->name));
        name = width > name ? width : name;
    }
    unsigned at = 2 + (name > 34 ? 34 : name) + 3;
    page_blank(page);
    for (size_t i = 0; i < rub_dimensions_n(rubric); i++) {
        const struct dimension_verdict *verdict = &review->dimensions[i];
        double part = share(verdict);
        page_start(page, 2, at);
        page_puts(page, STYLE_PLAIN, rub_text(rubric, rub_dimensions(rubric, i)->name));
        page_column(page, at);
        bar(page, part);
        right_aligned(page, at + BAR + 5, page_number(page, 100 * part, 0, true));
        page_puts(page, STYLE_PLAIN, " %");
        if (review->for_candidate) {
            page_end(page);
            continue;
        }
        right_aligned(page, at + BAR + 15, page_number(page, verdict->points, 1, false));
        page_puts(page, STYLE_DIM, " /");
        right_aligned(page, at + BAR + 20, page_number(page, verdict->max, 1, true));
        page_end(page);
    }
}

static void parts(struct page *page, const struct review *review)
{
    const struct rubric *rubric = review->rubric;
    unsigned title = 0;
    for (size_t i = 0; i < rub_parts_n(rubric); i++) {
        unsigned width = columns(rub_text(rubric, rub_parts(rubric, i)->title));
        title = width > title ? width : title;
    }
    unsigned mark_width = page->unicode ? 2 : 4, at = 2 + mark_width + (title > 24 ? 24 : title) + 2;
    if (rub_parts_n(rubric))
        page_heading(page, "Asked for");
    for (size_t i = 0; i < rub_parts_n(rubric); i++) {
        const struct part_verdict *verdict = &review->parts[i];
        page_start(page, 2, at);
        mark(page, verdict->value);
        page_column(page, 2 + mark_width);
        page_puts(page, STYLE_PLAIN, rub_text(rubric, rub_parts(rubric, i)->title));
        page_column(page, at);
        if (verdict->shown.n)
            page_claim(page, STYLE_PLAIN, verdict->shown);
        else if (verdict->value == TRUTH_FALSE)
            page_puts(page, STYLE_DIM, "not found");
        page_right(page, STYLE_DIM, page_places(page, &verdict->evidence, 1));
        page_end(page);
    }
}

static void hops_with_places(struct page *page, const struct loop_verdict *verdict, unsigned at)
{
    for (size_t k = 0; k < verdict->n_hops; k++) {
        const struct hop_verdict *hop = &verdict->hops[k];
        page_start(page, at, at + 4);
        mark(page, hop->value);
        page_column(page, at + 4);
        page_puts(page, STYLE_PLAIN, hop->title);
        for (size_t e = 0; e < hop->witness.n; e++) {
            page_start(page, at + 6, at + 8);
            page_put(page, STYLE_DIM, page_place(page, hop->witness.items[e].at, true));
            page_gap(page, 2);
            page_claim(page, STYLE_PLAIN,
                       hop->witness.items[e].why.n ? hop->witness.items[e].why : hop->witness.items[e].quote);
        }
        page_end(page);
    }
}

static void loops(struct page *page, const struct review *review, bool all)
{
    const struct rubric *rubric = review->rubric;
    unsigned title = 0;
    for (size_t i = 0; i < rub_loops_n(rubric); i++) {
        unsigned width = columns(rub_text(rubric, rub_loops(rubric, i)->title));
        title = width > title ? width : title;
    }
    unsigned at = 2 + (title > 24 ? 24 : title) + 2;
    if (rub_loops_n(rubric))
        page_heading(page, "Loops");
    for (size_t i = 0; i < rub_loops_n(rubric); i++) {
        const struct loop_verdict *verdict = &review->loops[i];
        page_start(page, 2, at);
        page_puts(page, STYLE_PLAIN, rub_text(rubric, rub_loops(rubric, i)->title));
        page_column(page, at);
        for (size_t k = 0; k < verdict->n_hops && !all; k++) {
            /* A hop and its mark stay together. */
            page_gap(page, k || page->column >= at ? 2 : at - page->column);
            page_keep(page, STYLE_PLAIN, str_from(verdict->hops[k].title));
            page_keep(page, STYLE_PLAIN, page->unicode ? STR(" ") : STR(": "));
            mark(page, verdict->hops[k].value);
        }
        if (all)
            page_puts(page, verdict->closed ? STYLE_GREEN : STYLE_PLAIN, verdict->closed ? "closed" : "open");
        page_end(page);
        if (all)
            hops_with_places(page, verdict, 4);
    }
}

void terminal_write(struct report_out *out, const struct review *review, const struct report_options *options)
{
    struct page page;
    page_init(&page, out, options);
    source_line(&page, review);
    if (!options->quiet)
        page_blank(&page);
    score_line(&page, review);
    gates(&page, review);
    partial(&page, review);
    if (options->quiet)
        return;
    marked_terminal(&page, review);
    dimensions(&page, review);
    parts(&page, review);
    loops(&page, review, options->all);
    terminal_rows_cost(&page, review, options->all);
    terminal_rows_flags(&page, review, options->all);
    terminal_rows_numbers(&page, review, options->all);
    terminal_rows_maturity(&page, review, options->all);
    terminal_rows_diagnostics(&page, review->diags, options->all);
    terminal_rows_files(&page, review, options->all);
    terminal_rows_questions(&page, review);
}
