#include "report/html.h"

#include "report/html_data.h"
#include "report/html_drawing.h"
#include "report/html_found.h"
#include "report/html_head.h"
#include "report/html_page.h"
#include "report/html_page_hashes.h"
#include "report/html_rows.h"
#include "report/html_sources.h"
#include "report/markup.h"

static void asset(struct report_out *out, const char *from, const char *to)
{
    out_add(out, (struct str){from, (size_t)(to - from)});
}

static void document_head(const struct html *h)
{
    out_puts(h->out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                     "script-src '" HTML_PAGE_JS_HASH "'; style-src '" HTML_PAGE_CSS_HASH "'; "
                     "base-uri 'none'; form-action 'none'\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<meta name=\"color-scheme\" content=\"light dark\">\n"
                     "<meta name=\"referrer\" content=\"no-referrer\">\n<title>Review of ");
    markup_text(h->out, html_head_subject(h));
    out_puts(h->out, "</title>\n<style>");
    asset(h->out, html_page_css, html_page_css_end);
    out_puts(h->out, "</style>\n</head>\n");
}

static void navigation(const struct html *h)
{
    const struct {
        const char *id, *title;
        bool there;
    } links[] = {{"drawing", "Drawing", true},
                 {"parts", "Asked for", rub_parts_n(h->rubric) > 0},
                 {"loops", "Loops", rub_loops_n(h->rubric) > 0},
                 {"rows", "Rows", true},
                 {"flags", "Flags", true},
                 {"numbers", "Numbers", true},
                 {"questions", "Questions", true},
                 {"maturity", "Maturity", rub_maturities_n(h->rubric) > 0},
                 {"tools", "Tools", true},
                 {"boxes", "Boxes", true},
                 {"arrows", "Arrows", true},
                 {"quotes", "Quotes", true},
                 {"ignored", "Ignored", true},
                 {"diagnostics", "Diagnostics", true},
                 {"files", "Files", true}};
    out_puts(h->out, "<nav aria-label=\"Sections\"><ul>");
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (links[i].there)
            markup_own(h->out, "<li><a href=\"#%s\">%s</a></li>", links[i].id, links[i].title);
    out_puts(h->out, "</ul></nav>\n");
}

static void sections(const struct html *h)
{
    out_puts(h->out, "<main>\n");
    html_drawing_write(h);
    out_puts(h->out, "<div class=\"review\">\n");
    html_found_parts(h);
    html_found_loops(h);
    html_rows_write(h);
    html_found_flags(h);
    html_found_numbers(h);
    html_found_questions(h);
    html_found_maturity(h);
    html_drawing_tools(h);
    html_drawing_boxes(h);
    html_drawing_arrows(h);
    html_sources_quotes(h);
    html_sources_ignored(h);
    html_sources_diagnostics(h);
    html_sources_files(h);
    out_puts(h->out, "</div>\n</main>\n");
}

void html_write(struct report_out *out, const struct review *review, const struct report_options *options)
{
    struct html h = html_kit_new(out, review, options->coordinates);
    document_head(&h);
    out_puts(out, "<body>\n<a class=\"skip\" href=\"#rows\">Skip to the rows</a>\n");
    html_head_write(&h);
    navigation(&h);
    sections(&h);
    out_puts(out, "<footer>grade ");
    markup_c(out, options->tool_version);
    out_puts(out, "</footer>\n<div id=\"marks\" role=\"region\" aria-label=\"Your marks\" hidden></div>\n"
                  "<script type=\"application/json\" id=\"data\">");
    html_data_write(&h, options->tool_version);
    out_puts(out, "</script>\n<script>");
    asset(out, html_page_js, html_page_js_end);
    out_puts(out, "</script>\n</body>\n</html>\n");
}
