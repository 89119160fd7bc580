#include "report/html_rows.h"

#include "report/markup.h"

static void level(const struct html *h, int level)
{
    out_puts(h->out, "<span class=\"level\"><span class=\"pips\" aria-hidden=\"true\">");
    for (int i = 0; i < 3; i++)
        out_puts(h->out, i < level ? "\xE2\x97\x8F" : "\xE2\x97\x8B");
    markup_own(h->out, "</span> %d of 3</span>", level);
}

static void row(const struct html *h, size_t i)
{
    const struct rub_row *row = rub_rows(h->rubric, i);
    const struct row_verdict *verdict = &h->review->rows[i];
    double lost = row->points - verdict->points;
    markup_own(h->out, "<details class=\"row l%d\" id=\"row-%zu\"", verdict->level, i);
    html_kit_on(h, &verdict->evidence);
    out_puts(h->out, "><summary>");
    level(h, verdict->level);
    out_puts(h->out, " <span class=\"id\">");
    html_kit_words(h, row->id);
    out_puts(h->out, "</span> <span class=\"title\">");
    html_kit_words(h, row->title);
    out_puts(h->out, "</span>");
    if (verdict->probable)
        out_puts(h->out, " <span class=\"tag\">probable</span>");
    if (verdict->told)
        out_puts(h->out, " <span class=\"tag\">told in words</span>");
    if (verdict->capped)
        out_puts(h->out, " <span class=\"tag bad\">capped by a gate</span>");
    if (lost >= 0.05) {
        out_puts(h->out, " <span class=\"lost\">\xE2\x88\x92");
        markup_number(h->out, lost, 1, false);
        out_puts(h->out, "<span class=\"unseen\"> points</span></span>");
    }
    out_puts(h->out, "</summary>\n<div class=\"body\">\n");
    if (verdict->evidence.n) {
        out_puts(h->out, "<h4>Seen</h4>\n");
        html_kit_evidence(h, &verdict->evidence);
    } else {
        out_puts(h->out, "<p class=\"none\">Nothing was found for this row.</p>\n");
    }
    if (verdict->level < 3 && verdict->looked_for.n) {
        markup_own(h->out, "<h4>Not level %d</h4>\n<p class=\"needed\">", verdict->level + 1);
        markup_claim(h->out, verdict->looked_for);
        out_puts(h->out, "</p>\n");
    }
    out_puts(h->out, "</div></details>\n");
}

void html_rows_write(const struct html *h)
{
    html_kit_section(h, "rows", "Rows of the rubric");
    out_puts(h->out, "<div class=\"tools\" id=\"row-tools\" hidden></div>\n");
    for (size_t d = 0; d < rub_dimensions_n(h->rubric); d++) {
        const struct rub_dimension *dimension = rub_dimensions(h->rubric, d);
        const struct dimension_verdict *verdict = &h->review->dimensions[d];
        markup_own(h->out, "<div class=\"dimension\" id=\"dimension-%zu\"><h3>", d);
        html_kit_words(h, dimension->name);
        out_puts(h->out, " <span class=\"points\">");
        markup_number(h->out, verdict->points, 1, false);
        out_puts(h->out, " / ");
        markup_number(h->out, verdict->max, 1, true);
        out_puts(h->out, "</span></h3>\n");
        for (size_t i = 0; i < dimension->rows.n; i++)
            row(h, dimension->rows.at + i);
        out_puts(h->out, "</div>\n");
    }
    out_puts(h->out, "</section>\n");
}
