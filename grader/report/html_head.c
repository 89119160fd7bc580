#include "report/html_head.h"

#include "report/markup.h"

struct str html_head_subject(const struct html *h)
{
    const struct source *source = &h->review->submission->source;
    struct str name = source->url.n ? source->url : source->path;
    return name.n ? name : STR("a submission");
}

static double share(const struct dimension_verdict *verdict)
{
    double share = verdict->max > 0 ? verdict->points / verdict->max : 0;
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

static void source(const struct html *h)
{
    const struct rub_info *info = rub_info(h->rubric, 0);
    struct str commit = h->review->submission->source.commit;
    out_puts(h->out, "<h1>");
    markup_text(h->out, html_head_subject(h));
    out_puts(h->out, "</h1>\n<p class=\"about\">");
    if (commit.n) {
        out_puts(h->out, "<span>commit <code>");
        markup_text(h->out, str_sub(commit, 0, 12));
        out_puts(h->out, "</code></span> ");
    }
    out_puts(h->out, "<span>");
    html_kit_words(h, info->title);
    out_puts(h->out, "</span> <span>pack <code>");
    html_kit_words(h, info->name);
    out_puts(h->out, " ");
    html_kit_words(h, info->version);
    out_puts(h->out, "</code> <code>");
    markup_text(h->out, str_sub(str_from(rub_text(h->rubric, info->hash)), 0, 8));
    out_puts(h->out, "</code></span></p>\n");
}

static void total(const struct html *h)
{
    const struct review *r = h->review;
    if (r->for_candidate) {
        out_puts(h->out, "<p class=\"total\">Feedback on your design</p>\n");
        return;
    }
    if (!r->has_total) {
        out_puts(h->out, "<p class=\"total\"><strong>No total</strong></p>\n");
        return;
    }
    out_puts(h->out, "<p class=\"total\"><strong>");
    markup_number(h->out, r->total, 1, true);
    out_puts(h->out, "</strong> of ");
    markup_number(h->out, r->max, 1, true);
    out_puts(h->out, "</p>\n<dl>");
    if (r->band != RUB_NONE) {
        out_puts(h->out, "<div><dt>Band</dt><dd>");
        html_kit_words(h, rub_bands(h->rubric, r->band)->name);
        out_puts(h->out, "</dd></div>");
    }
    if (r->weakest != RUB_NONE) {
        out_puts(h->out, "<div><dt>Weakest dimension</dt><dd>");
        html_kit_words(h, rub_dimensions(h->rubric, r->weakest)->name);
        out_puts(h->out, ", ");
        markup_number(h->out, 100 * share(&r->dimensions[r->weakest]), 0, true);
        out_puts(h->out, " %</dd></div>");
    }
    if (r->ungated > r->total + 0.05) {
        out_puts(h->out, "<div><dt>Without gates</dt><dd>");
        markup_number(h->out, r->ungated, 1, true);
        out_puts(h->out, "</dd></div>");
    }
    out_puts(h->out, "</dl>\n");
}

static void gate(const struct html *h, size_t i)
{
    const struct rub_gate *gate = rub_gates(h->rubric, i);
    const struct gate_verdict *verdict = &h->review->gates[i];
    markup_own(h->out, "<li class=\"%s\"", verdict->applied ? "bad" : "doubt");
    html_kit_on(h, &verdict->evidence);
    out_puts(h->out, "><b>");
    if (gate->effect == GATE_CAP) {
        out_puts(h->out, verdict->applied ? "Capped at " : "May be capped at ");
        markup_number(h->out, verdict->cap, 1, true);
    } else if (gate->effect == GATE_NO_TOTAL) {
        out_puts(h->out, verdict->applied ? "No total" : "May have no total");
    } else if (gate->effect == GATE_ROWS) {
        out_puts(h->out, verdict->applied ? "Rows capped" : "Rows may be capped");
    } else {
        out_puts(h->out, "Noted");
    }
    out_puts(h->out, "</b> ");
    markup_claim(h->out, verdict->message);
    html_kit_places(h, &verdict->evidence);
    out_puts(h->out, "</li>\n");
}

static void gates(const struct html *h)
{
    size_t shown = 0;
    for (size_t i = 0; i < rub_gates_n(h->rubric); i++) {
        const struct gate_verdict *verdict = &h->review->gates[i];
        if (!verdict->applied && !verdict->probable && !verdict->noted)
            continue;
        if (!shown++)
            out_puts(h->out, "<ul class=\"gates\" aria-label=\"Gates\">\n");
        gate(h, i);
    }
    if (shown)
        out_puts(h->out, "</ul>\n");
    if (h->review->partial)
        out_puts(h->out, "<p class=\"partial\"><b>Partial</b> something was left out of the grading: see "
                         "<a href=\"#files\">files</a> and <a href=\"#diagnostics\">diagnostics</a>.</p>\n");
}

static void points(const struct html *h, const struct dimension_verdict *verdict)
{
    out_puts(h->out, "<td class=\"points\">");
    markup_number(h->out, verdict->points, 1, false);
    out_puts(h->out, " / ");
    markup_number(h->out, verdict->max, 1, true);
    out_puts(h->out, "</td>");
}

/* Bars are drawn, since a page without inline styles cannot give an element a width. */
static void bar(const struct html *h, double part)
{
    out_puts(h->out,
             "<td class=\"bar\"><svg viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
             "<rect class=\"empty\" width=\"100\" height=\"8\"/>");
    markup_own(h->out, "<rect class=\"%s\" width=\"", part >= 0.7 ? "good" : part >= 0.4 ? "fair" : "poor");
    markup_number(h->out, 100 * part, 1, true);
    out_puts(h->out, "\" height=\"8\"/></svg></td>");
}

/* A reviewer's rows lead on to the rows of the rubric; a candidate sees shares alone. */
static void chart(const struct html *h)
{
    bool reviewer = !h->review->for_candidate;
    out_puts(
        h->out,
        "<table class=\"chart\"><caption class=\"unseen\">By dimension</caption>\n<thead class=\"unseen\">"
        "<tr><th scope=\"col\">Dimension</th><td></td><th scope=\"col\">Share</th>");
    out_puts(h->out,
             reviewer ? "<th scope=\"col\">Points</th></tr></thead>\n<tbody>\n" : "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < rub_dimensions_n(h->rubric); i++) {
        const struct dimension_verdict *verdict = &h->review->dimensions[i];
        markup_own(h->out, "<tr%s><th scope=\"row\">", i == h->review->weakest ? " class=\"weakest\"" : "");
        if (reviewer)
            markup_own(h->out, "<a href=\"#dimension-%zu\">", i);
        html_kit_words(h, rub_dimensions(h->rubric, i)->name);
        out_puts(h->out, reviewer ? "</a></th>" : "</th>");
        bar(h, share(verdict));
        out_puts(h->out, "<td class=\"share\">");
        markup_number(h->out, 100 * share(verdict), 0, true);
        out_puts(h->out, " %</td>");
        if (reviewer)
            points(h, verdict);
        out_puts(h->out, "</tr>\n");
    }
    out_puts(h->out, "</tbody></table>\n");
}

void html_head_write(const struct html *h)
{
    out_puts(h->out, "<header class=\"top\">\n<div class=\"verdict\">\n");
    source(h);
    total(h);
    gates(h);
    out_puts(h->out, "</div>\n");
    chart(h);
    out_puts(h->out, "</header>\n");
}
