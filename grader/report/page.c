#include "report/page.h"

#include "report/escape.h"
#include "report/number.h"

#include <stdarg.h>
#include <stdio.h>

#define LINE_MAX_BYTES ((size_t)64 * 1024)

void page_init(struct page *page, struct report_out *out, const struct report_options *options)
{
    *page = (struct page){
        .out = out,
        .colour = options->colour,
        .unicode = options->unicode,
        .width = options->width < 40 ? 40 : options->width,
        .word = buf_new(out->arena, LINE_MAX_BYTES),
        .scratch = buf_new(out->arena, LINE_MAX_BYTES),
    };
}

static void set_style(struct page *page, enum style style)
{
    static const char *const codes[] = {"\033[0m",  "\033[1m",  "\033[2m", "\033[31m",
                                        "\033[32m", "\033[33m", "\033[36m"};
    if (!page->colour || style == page->word_style)
        return;
    if (page->word_style != STYLE_PLAIN)
        buf_puts(&page->word, codes[STYLE_PLAIN]);
    if (style != STYLE_PLAIN)
        buf_puts(&page->word, codes[style]);
    page->word_style = style;
}

static void spaces(struct page *page, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        out_puts(page->out, " ");
    page->column += n;
}

static void new_line(struct page *page)
{
    out_puts(page->out, "\n");
    page->column = 0;
}

/* Writes the word; on the next line where it does not fit on this one. A word closes its styles. */
static void flush(struct page *page)
{
    if (!page->word_width)
        return;
    set_style(page, STYLE_PLAIN);
    if (page->column > page->hang && page->column + page->spaces + page->word_width > page->width) {
        new_line(page);
        page->spaces = page->hang;
    }
    spaces(page, page->spaces);
    page->spaces = 0;
    out_add(page->out, buf_str(&page->word));
    page->column += page->word_width;
    page->word.n = 0;
    page->word_width = 0;
}

void page_start(struct page *page, unsigned first, unsigned hang)
{
    if (page->column || page->word_width)
        page_end(page);
    page->spaces = first;
    page->hang = hang;
}

static void put(struct page *page, enum style style, struct str text, bool keep)
{
    page->scratch.n = 0;
    escape_terminal(&page->scratch, text, page->unicode);
    struct str rest = buf_str(&page->scratch);
    unsigned room = page->width - page->hang;
    while (rest.n) {
        uint32_t c = escape_next(&rest);
        if (c == ' ' && !keep) {
            flush(page);
            if (page->column && !page->spaces)
                page->spaces = 1;
            continue;
        }
        unsigned width = escape_width(c);
        if (page->word_width + width > room) {
            flush(page);
            if (c ==
                ':') { /* a cut must not put "::" at the start of a line: runners take it for a command */
                buf_puts(&page->word, page->unicode ? "\xC2\xB7" : ".");
                page->word_width++;
            }
        }
        set_style(page, style);
        escape_put(&page->word, c);
        page->word_width += width;
    }
}

void page_put(struct page *page, enum style style, struct str text)
{
    put(page, style, text, false);
}

void page_keep(struct page *page, enum style style, struct str text)
{
    put(page, style, text, true);
}

void page_puts(struct page *page, enum style style, const char *text)
{
    put(page, style, str_from(text), false);
}

void page_printf(struct page *page, enum style style, const char *format, ...)
{
    char text[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    page_puts(page, style, text);
}

void page_claim(struct page *page, enum style style, struct str text)
{
    if (!page->unicode) {
        page_put(page, style, text);
        return;
    }
    struct buf pretty = buf_new(page->out->arena, text.n * 2 + 8);
    for (;;) {
        size_t arrow = str_find(text, STR(" -> "));
        buf_add(&pretty, str_sub(text, 0, arrow));
        if (arrow >= text.n)
            break;
        buf_puts(&pretty, " \xE2\x86\x92 ");
        text = str_sub(text, arrow + 4, text.n);
    }
    page_put(page, style, buf_str(&pretty));
}

void page_gap(struct page *page, unsigned n)
{
    flush(page);
    page->spaces = n;
}

void page_column(struct page *page, unsigned column)
{
    flush(page);
    page->spaces = column > page->column ? column - page->column : 1;
}

void page_right(struct page *page, enum style style, struct str text)
{
    flush(page);
    page->scratch.n = 0;
    escape_terminal(&page->scratch, text, page->unicode);
    size_t width = escape_columns(buf_str(&page->scratch));
    if (!width)
        return;
    if (page->column + 2 + width > page->width) {
        new_line(page);
        page->spaces = 0;
    }
    if (width < page->width && page->column + width <= page->width)
        page->spaces = page->width - page->column - (unsigned)width;
    page_keep(page, style, text);
}

void page_end(struct page *page)
{
    flush(page);
    new_line(page);
    page->spaces = 0;
    page->hang = 0;
}

void page_blank(struct page *page)
{
    out_puts(page->out, "\n");
}

void page_heading(struct page *page, const char *title)
{
    page_blank(page);
    page_start(page, 0, 0);
    page_puts(page, STYLE_BOLD, title);
    page_end(page);
}

static void add_place(struct buf *out, struct place at, bool name, bool column)
{
    if (name)
        buf_add(out, at.text->name);
    if (at.line)
        buf_printf(out, ":%u", (unsigned)at.line);
    if (at.line && column)
        buf_printf(out, ":%u", (unsigned)at.column);
}

struct str page_place(struct page *page, struct place at, bool column)
{
    struct buf out = buf_new(page->out->arena, 4096);
    if (at.text)
        add_place(&out, at, true, column);
    return buf_str(&out);
}

/* A fence of a document is a text of its own, under the document's name. */
static bool same_file(const struct text *a, const struct text *b)
{
    return a == b || (a && b && str_eq(a->name, b->name));
}

struct str page_places(struct page *page, const struct evidence_list *evidence, size_t most)
{
    struct buf out = buf_new(page->out->arena, 8192);
    const struct place *last = NULL;
    size_t shown = 0;
    bool more = false;
    for (size_t i = 0; i < evidence->n && !more; i++) {
        const struct place *at = &evidence->items[i].at;
        bool again = false;
        for (size_t k = 0; k < i && !again; k++) {
            const struct place *other = &evidence->items[k].at;
            again = same_file(other->text, at->text) && other->line == at->line;
        }
        if (!at->text || again)
            continue;
        if (shown == most) {
            more = true;
            break;
        }
        if (shown)
            buf_puts(&out, ", ");
        add_place(&out, *at, !last || !same_file(last->text, at->text) || !at->line, false);
        last = at;
        shown++;
    }
    if (more)
        buf_puts(&out, " \xE2\x80\xA6");
    return buf_str(&out);
}

const char *page_number(struct page *page, double value, unsigned decimals, bool trim)
{
    char *text = arena_alloc(page->out->arena, NUMBER_MAX);
    number_write(text, value, decimals, trim);
    return text;
}
