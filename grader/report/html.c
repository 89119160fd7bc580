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

/* The sections in their order: what a reviewer sees, and what a candidate may see. */
static const struct html_part {
    const char *id, *title;
    void (*write)(const struct html *h);
    bool reviewer, candidate;
} sections[] = {
    {"parts", "Asked for", html_found_parts, true, true},
    {"hints", "Hints", html_found_hints, false, true},
    {"loops", "Loops", html_found_loops, true, false},
    {"rows", "Rows", html_rows_write, true, false},
    {"flags", "Flags", html_found_flags, true, false},
    {"numbers", "Numbers", html_found_numbers, true, true},
    {"questions", "Questions", html_found_questions, true, false},
    {"maturity", "Maturity", html_found_maturity, true, false},
    {"tools", "Tools", html_drawing_tools, true, false},
    {"boxes", "Boxes", html_drawing_boxes, true, true},
    {"arrows", "Arrows", html_drawing_arrows, true, true},
    {"quotes", "Quotes", html_sources_quotes, true, true},
    {"ignored", "Ignored", html_sources_ignored, true, false},
    {"diagnostics", "Diagnostics", html_sources_diagnostics, true, true},
    {"files", "Files", html_sources_files, true, true},
};
enum { SECTIONS = sizeof sections / sizeof *sections };

/* A pack may have neither parts nor loops nor read-outs. */
static bool shown(const struct html *h, const struct html_part *section)
{
    bool empty = (section->write == html_found_parts && !rub_parts_n(h->rubric)) ||
                 (section->write == html_found_loops && !rub_loops_n(h->rubric)) ||
                 (section->write == html_found_maturity && !rub_maturities_n(h->rubric));
    return !empty && (h->review->for_candidate ? section->candidate : section->reviewer);
}

static void navigation(const struct html *h)
{
    out_puts(h->out, "<nav aria-label=\"Sections\"><ul><li><a href=\"#drawing\">Drawing</a></li>");
    for (size_t i = 0; i < SECTIONS; i++)
        if (shown(h, &sections[i]))
            markup_own(h->out, "<li><a href=\"#%s\">%s</a></li>", sections[i].id, sections[i].title);
    out_puts(h->out, "</ul></nav>\n");
}

static void write_sections(const struct html *h)
{
    out_puts(h->out, "<main>\n");
    html_drawing_write(h);
    out_puts(h->out, "<div class=\"review\" id=\"review\">\n");
    for (size_t i = 0; i < SECTIONS; i++)
        if (shown(h, &sections[i]))
            sections[i].write(h);
    out_puts(h->out, "</div>\n</main>\n");
}

void html_write(struct report_out *out, const struct review *review, const struct report_options *options)
{
    struct html h = html_kit_new(out, review, options->coordinates);
    document_head(&h);
    out_puts(out, "<body>\n<a class=\"skip\" href=\"#review\">Skip to the review</a>\n");
    html_head_write(&h);
    navigation(&h);
    write_sections(&h);
    out_puts(out, "<footer>grade ");
    markup_c(out, options->tool_version);
    out_puts(out, "</footer>\n<div id=\"marks\" role=\"region\" aria-label=\"Your marks\" hidden></div>\n"
                  "<script type=\"application/json\" id=\"data\">");
    html_data_write(&h, options->tool_version);
    out_puts(out, "</script>\n<script>");
    asset(out, html_page_js, html_page_js_end);
    out_puts(out, "</script>\n</body>\n</html>\n");
}
