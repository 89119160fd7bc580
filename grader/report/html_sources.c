#include "report/html_sources.h"

#include "report/complaint.h"
#include "report/markup.h"

void html_sources_quotes(const struct html *h)
{
    html_kit_section(h, "quotes", "Quoted lines");
    for (size_t i = 0; i < h->n_quotes; i++) {
        const struct html_quote *quote = &h->quotes[i];
        bool first = i == 0 || !str_eq(h->quotes[i - 1].at.text->name, quote->at.text->name);
        if (first) {
            out_puts(h->out, i ? "</ul>\n<h3 class=\"file\">" : "<h3 class=\"file\">");
            markup_text(h->out, quote->at.text->name);
            out_puts(h->out, "</h3>\n<ul class=\"quotes\">\n");
        }
        markup_own(h->out, "<li id=\"q-%zu\"><span class=\"line\">%u</span><q>", i, (unsigned)quote->at.line);
        markup_text(h->out, quote->quote);
        out_puts(h->out, "</q><span class=\"supports\">");
        html_kit_rows(h, &h->of_quote, i);
        out_puts(h->out, "</span></li>\n");
    }
    out_puts(h->out, h->n_quotes ? "</ul></section>\n" : "<p class=\"none\">None.</p></section>\n");
}

void html_sources_ignored(const struct html *h)
{
    const struct words_told *words = &h->review->words;
    html_kit_section(h, "ignored", "Text that does not count, or counts less");
    if (words->n)
        out_puts(h->out, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < words->n; i++) {
        out_puts(h->out, "<li><span class=\"tag\">");
        markup_text(h->out, words->ignored[i].reason);
        out_puts(h->out, "</span> <span class=\"at\">");
        markup_place(h->out, words->ignored[i].at, false);
        out_puts(h->out, "</span> <q>");
        markup_text(h->out, words->ignored[i].text);
        out_puts(h->out, "</q></li>\n");
    }
    if (words->left_out)
        markup_own(h->out, "<li class=\"none\">and %zu more</li>\n", words->left_out);
    out_puts(h->out, words->n ? "</ul></section>\n" : "<p class=\"none\">None.</p></section>\n");
}

void html_sources_diagnostics(const struct html *h)
{
    const struct diags *diags = h->review->diags;
    const struct diag **sorted = complaint_order(h->arena, diags);
    html_kit_section(h, "diagnostics", "Diagnostics");
    if (diags->n)
        out_puts(h->out, "<ul class=\"plain\">\n");
    for (size_t i = 0; i < diags->n; i++) {
        const char *severity = severity_name(diag_severity(sorted[i]->id));
        markup_own(h->out, "<li><span class=\"severity %s\">%s</span> <code>%s</code> <span class=\"at\">",
                   severity, severity, diag_name(sorted[i]->id));
        markup_place(h->out, sorted[i]->at, true);
        out_puts(h->out, "</span> ");
        markup_claim(h->out, sorted[i]->message);
        out_puts(h->out, "</li>\n");
    }
    out_puts(h->out, diags->n ? "</ul>\n" : "<p class=\"none\">None.</p>\n");
    if (diags->dropped)
        markup_own(h->out, "<p class=\"none\">%zu over the limit are not listed.</p>\n", diags->dropped);
    out_puts(h->out, "</section>\n");
}

void html_sources_files(const struct html *h)
{
    const struct submission *submission = h->review->submission;
    html_kit_section(h, "files", "Files");
    if (!submission->n_files) {
        out_puts(h->out, "<p class=\"none\">None.</p></section>\n");
        return;
    }
    out_puts(h->out,
             "<table><thead><tr><th scope=\"col\">File</th><th scope=\"col\">Use</th><th scope=\"col\">Format"
             "</th><th scope=\"col\">Why</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < submission->n_files; i++) {
        const struct file *file = &submission->files[i];
        out_puts(h->out, "<tr><th scope=\"row\">");
        markup_text(h->out, file->name);
        markup_own(h->out, "</th><td>%s</td><td>", file_use_name(file->use));
        markup_c(h->out, file->format);
        out_puts(h->out, "</td><td>");
        markup_c(h->out, file->why);
        out_puts(h->out, "</td></tr>\n");
    }
    out_puts(h->out, "</tbody></table></section>\n");
}
