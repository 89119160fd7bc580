#include "report/html_found.h"

#include "report/markup.h"

#include <string.h>

void html_found_parts(const struct html *h)
{
    if (!rub_parts_n(h->rubric))
        return;
    html_kit_section(h, "parts", "Asked for");
    out_puts(h->out, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < rub_parts_n(h->rubric); i++) {
        const struct part_verdict *verdict = &h->review->parts[i];
        out_puts(h->out, "<li class=\"item\"");
        html_kit_on(h, &verdict->evidence);
        out_puts(h->out, ">");
        html_kit_truth(h, verdict->value);
        out_puts(h->out, "<b>");
        html_kit_words(h, rub_parts(h->rubric, i)->title);
        out_puts(h->out, "</b> ");
        if (verdict->shown.n)
            markup_claim(h->out, verdict->shown);
        else if (verdict->value == TRUTH_FALSE)
            out_puts(h->out, "<span class=\"none\">not found</span>");
        html_kit_places(h, &verdict->evidence);
        out_puts(h->out, "</li>\n");
    }
    out_puts(h->out, "</ul></section>\n");
}

void html_found_loops(const struct html *h)
{
    if (!rub_loops_n(h->rubric))
        return;
    html_kit_section(h, "loops", "Loops");
    for (size_t i = 0; i < rub_loops_n(h->rubric); i++) {
        const struct loop_verdict *verdict = &h->review->loops[i];
        markup_own(h->out, "<div class=\"loop\" data-loop=\"%zu\"><h3>", i);
        html_kit_words(h, rub_loops(h->rubric, i)->title);
        markup_own(h->out, " <span class=\"tag%s\">%s</span></h3>\n<ol class=\"hops\">\n",
                   verdict->closed ? " good" : "", verdict->closed ? "closed" : "open");
        for (size_t k = 0; k < verdict->n_hops; k++) {
            const struct hop_verdict *hop = &verdict->hops[k];
            out_puts(h->out, "<li class=\"item\"");
            html_kit_on(h, &hop->witness);
            out_puts(h->out, ">");
            html_kit_truth(h, hop->value);
            markup_c(h->out, hop->title);
            html_kit_places(h, &hop->witness);
            out_puts(h->out, "</li>\n");
        }
        out_puts(h->out, "</ol></div>\n");
    }
    out_puts(h->out, "</section>\n");
}

/* Colours of the pack, as classes of ours. */
static const char *colour_class(const char *colour)
{
    static const char *const known[] = {"red", "yellow", "green"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i], colour) == 0)
            return known[i];
    return "plain";
}

static void flag(const struct html *h, size_t i)
{
    const struct rub_flag *flag = rub_flags(h->rubric, i);
    const struct flag_verdict *verdict = &h->review->flags[i];
    const char *colour = rub_text(h->rubric, flag->colour);
    markup_own(h->out, "<li class=\"flag %s item\"", colour_class(colour));
    html_kit_on(h, &verdict->evidence);
    out_puts(h->out, "><span class=\"colour\">");
    markup_c(h->out, colour);
    out_puts(h->out, "</span> <span class=\"id\">");
    html_kit_words(h, flag->id);
    out_puts(h->out, "</span> <b>");
    html_kit_words(h, flag->title);
    out_puts(h->out, "</b>");
    if (verdict->says.n) {
        out_puts(h->out, "<br>");
        markup_claim(h->out, verdict->says);
    }
    html_kit_places(h, &verdict->evidence);
    out_puts(h->out, "</li>\n");
}

void html_found_flags(const struct html *h)
{
    static const char *const order[] = {"red", "yellow", "plain", "green"};
    size_t shown = 0;
    html_kit_section(h, "flags", "Flags");
    out_puts(h->out, "<ul class=\"plain\">\n");
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (size_t i = 0; i < rub_flags_n(h->rubric); i++)
            if (h->review->flags[i].raised &&
                strcmp(colour_class(rub_text(h->rubric, rub_flags(h->rubric, i)->colour)), order[k]) == 0) {
                flag(h, i);
                shown++;
            }
    for (size_t i = 0; i < h->review->n_lints; i++, shown++) {
        const struct lint_verdict *lint = &h->review->lints[i];
        out_puts(h->out, "<li class=\"flag yellow item\"");
        html_kit_on(h, &lint->evidence);
        out_puts(h->out, "><span class=\"colour\">drawn</span> ");
        markup_claim(h->out, lint->message);
        html_kit_places(h, &lint->evidence);
        out_puts(h->out, "</li>\n");
    }
    out_puts(h->out,
             shown ? "</ul></section>\n" : "<li class=\"none\">None was raised.</li></ul></section>\n");
}

void html_found_numbers(const struct html *h)
{
    size_t silent = 0;
    html_kit_section(h, "numbers", "Numbers that must agree");
    out_puts(h->out, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < rub_checks_n(h->rubric); i++) {
        const struct check_verdict *verdict = &h->review->checks[i];
        const char *result = check_result_name(verdict->result);
        if (verdict->result == CHECK_NA) {
            silent++;
            continue;
        }
        out_puts(h->out, "<li class=\"item\"");
        html_kit_on(h, &verdict->evidence);
        markup_own(h->out, "><span class=\"result %s\">%s</span> <span class=\"id\">", result, result);
        html_kit_words(h, rub_checks(h->rubric, i)->id);
        out_puts(h->out, "</span> ");
        html_kit_words(h, rub_checks(h->rubric, i)->title);
        if (verdict->arithmetic.n) {
            out_puts(h->out, " <span class=\"sum\">");
            markup_text(h->out, verdict->arithmetic);
            out_puts(h->out, "</span>");
        }
        html_kit_places(h, &verdict->evidence);
        out_puts(h->out, "</li>\n");
    }
    out_puts(h->out, "</ul>\n");
    if (silent) {
        out_puts(h->out, "<p class=\"none\">Not stated:");
        for (size_t i = 0, shown = 0; i < rub_checks_n(h->rubric); i++) {
            if (h->review->checks[i].result != CHECK_NA)
                continue;
            out_puts(h->out, shown++ ? ", " : " ");
            html_kit_words(h, rub_checks(h->rubric, i)->title);
        }
        out_puts(h->out, ".</p>\n");
    }
    out_puts(h->out, "</section>\n");
}

void html_found_hints(const struct html *h)
{
    html_kit_section(h, "hints", "Hints");
    out_puts(h->out, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < h->review->n_hints; i++) {
        out_puts(h->out, "<li>");
        markup_claim(h->out, h->review->hints[i]);
        out_puts(h->out, "</li>\n");
    }
    out_puts(h->out,
             h->review->n_hints ? "</ul></section>\n" : "<li class=\"none\">None.</li></ul></section>\n");
}

void html_found_maturity(const struct html *h)
{
    if (!rub_maturities_n(h->rubric))
        return;
    html_kit_section(h, "maturity", "Maturity");
    out_puts(h->out, "<p class=\"note\">For information: no part of the total.</p>\n<ul class=\"plain\">\n");
    for (size_t i = 0; i < rub_maturities_n(h->rubric); i++) {
        const struct rub_maturity *scale = rub_maturities(h->rubric, i);
        const struct maturity_verdict *verdict = &h->review->maturities[i];
        out_puts(h->out, "<li class=\"item\"");
        html_kit_on(h, &verdict->evidence);
        out_puts(h->out, "><b>");
        html_kit_words(h, scale->title);
        out_puts(h->out, "</b> ");
        html_kit_words(h, rub_maturity_levels(h->rubric, scale->levels.at + verdict->level)->name);
        markup_own(h->out, " <span class=\"none\">(level %u of %u)</span>", (unsigned)verdict->level,
                   (unsigned)scale->levels.n - 1);
        if (verdict->probable)
            out_puts(h->out, " <span class=\"tag\">probable</span>");
        if (verdict->looked_for.n) {
            markup_own(h->out, "<br><span class=\"none\">Not %u:</span> ", (unsigned)verdict->level + 1);
            markup_claim(h->out, verdict->looked_for);
        }
        out_puts(h->out, "</li>\n");
    }
    out_puts(h->out, "</ul></section>\n");
}

/* Where a question comes from: a link where that is a row. */
static void because(const struct html *h, struct str id)
{
    uint32_t row = rub_row_of(h->rubric, id);
    if (!id.n)
        return;
    out_puts(h->out, " <span class=\"because\">");
    if (row != RUB_NONE)
        markup_own(h->out, "<a href=\"#row-%u\">", (unsigned)row);
    markup_text(h->out, id);
    out_puts(h->out, row != RUB_NONE ? "</a></span>" : "</span>");
}

void html_found_questions(const struct html *h)
{
    html_kit_section(h, "questions", "Questions for the interview");
    out_puts(h->out, "<ol class=\"questions\">\n");
    for (size_t i = 0; i < h->review->n_questions; i++) {
        markup_own(h->out, "<li data-question=\"%zu\"><span class=\"text\">", i);
        markup_claim(h->out, h->review->questions[i].text);
        out_puts(h->out, "</span>");
        because(h, h->review->questions[i].because);
        out_puts(h->out, "</li>\n");
    }
    out_puts(h->out,
             h->review->n_questions ? "</ol></section>\n" : "<li class=\"none\">None.</li></ol></section>\n");
}
