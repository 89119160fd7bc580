#include "report/markdown_page.h"

#include "report/escape_markdown.h"
#include "report/number.h"

#include <stdio.h>

#define LINE_MOST ((size_t)256 * 1024)
#define LAST_LINE ((size_t)120) /* bytes that the last line needs */

static void append(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (struct str){bytes, n});
}

void markdown_page_init(struct markdown_page *page, struct report_out *out, size_t max_bytes)
{
    *page = (struct markdown_page){.out = out, .line = buf_new(out->arena, LINE_MOST), .max = max_bytes};
    page->to_line = (struct report_out){append, &page->line, out->arena};
}

void markdown_page_raw(struct markdown_page *page, const char *markdown)
{
    buf_puts(&page->line, markdown);
}

void markdown_page_put(struct markdown_page *page, struct str text)
{
    struct buf pretty = buf_new(page->out->arena, text.n * 2 + 8);
    for (;;) {
        size_t arrow = str_find(text, STR(" -> "));
        buf_add(&pretty, str_sub(text, 0, arrow));
        if (arrow >= text.n)
            break;
        buf_puts(&pretty, " \xE2\x86\x92 ");
        text = str_sub(text, arrow + 4, text.n);
    }
    escape_markdown(&page->to_line, buf_str(&pretty));
}

void markdown_page_puts(struct markdown_page *page, const char *text)
{
    escape_markdown(&page->to_line, str_from(text));
}

void markdown_page_code(struct markdown_page *page, struct str text)
{
    escape_markdown_code(&page->to_line, text);
}

void markdown_page_number(struct markdown_page *page, double value, unsigned decimals, bool trim)
{
    char text[NUMBER_MAX];
    number_write(text, value, decimals, trim);
    buf_puts(&page->line, text);
}

static bool same_place(struct place a, struct place b)
{
    return a.text && b.text && a.line == b.line && str_eq(a.text->name, b.text->name);
}

void markdown_page_places(struct markdown_page *page, const char *before,
                          const struct evidence_list *evidence, size_t most)
{
    struct place last = {0};
    size_t shown = 0;
    for (size_t i = 0; i < evidence->n; i++) {
        struct place at = evidence->items[i].at;
        bool again = !at.text;
        for (size_t k = 0; k < i && !again; k++)
            again = same_place(evidence->items[k].at, at);
        if (again)
            continue;
        if (shown == most) {
            markdown_page_raw(page, " \xE2\x80\xA6");
            break;
        }
        markdown_page_raw(page, shown++ ? ", " : before);
        struct buf place = buf_new(page->out->arena, at.text->name.n + 32);
        if (!last.text || !at.line || !str_eq(last.text->name, at.text->name))
            buf_add(&place, at.text->name);
        if (at.line)
            buf_printf(&place, ":%u", (unsigned)at.line);
        markdown_page_code(page, buf_str(&place));
        last = at;
    }
}

void markdown_page_end(struct markdown_page *page, unsigned blank)
{
    for (unsigned i = 0; i <= blank; i++)
        buf_putc(&page->line, '\n');
    bool fits = !page->max || page->written + page->line.n + LAST_LINE <= page->max;
    if (!page->line.full && fits && !page->left_out) {
        out_add(page->out, buf_str(&page->line));
        page->written += page->line.n;
    } else {
        page->left_out++;
    }
    page->line.n = 0;
    page->line.full = false;
}

void markdown_page_heading(struct markdown_page *page, unsigned level, const char *title)
{
    markdown_page_raw(page, "\n");
    for (unsigned i = 0; i < level; i++)
        markdown_page_raw(page, "#");
    markdown_page_raw(page, " ");
    markdown_page_puts(page, title);
    markdown_page_end(page, 1);
}

void markdown_page_close(struct markdown_page *page)
{
    if (!page->left_out)
        return;
    char line[LAST_LINE];
    snprintf(line, sizeof line, "\n*Cut here: %zu more line%s in the whole report.*\n", page->left_out,
             page->left_out == 1 ? "" : "s");
    out_puts(page->out, line);
}
