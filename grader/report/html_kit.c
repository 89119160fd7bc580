#include "report/html_kit.h"

#include "report/markup.h"

#include <stdlib.h>

static int line_cmp(struct place a, struct place b)
{
    a.column = b.column = 0;
    return place_cmp(a, b);
}

static int by_line(const void *left, const void *right)
{
    const struct html_quote *a = left, *b = right;
    int order = line_cmp(a->at, b->at);
    /* Of one line's evidence the longest quote is shown. */
    return order ? order : a->quote.n > b->quote.n ? -1 : a->quote.n < b->quote.n;
}

static int by_thing(const void *left, const void *right)
{
    const struct html_support *a = left, *b = right;
    if (a->thing != b->thing)
        return a->thing < b->thing ? -1 : 1;
    return a->row < b->row ? -1 : a->row > b->row;
}

static void collect(struct html *h, const struct evidence_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (list->items[i].at.text && list->items[i].at.line && list->items[i].quote.n)
            *(struct html_quote *)ARENA_PUSH(h->arena, h->quotes, h->n_quotes, h->cap_quotes) =
                (struct html_quote){list->items[i].at, list->items[i].quote};
}

static void collect_all(struct html *h)
{
    const struct review *r = h->review;
    for (size_t i = 0; i < rub_rows_n(h->rubric); i++)
        collect(h, &r->rows[i].evidence);
    for (size_t i = 0; i < rub_parts_n(h->rubric); i++)
        collect(h, &r->parts[i].evidence);
    for (size_t i = 0; i < rub_gates_n(h->rubric); i++)
        collect(h, &r->gates[i].evidence);
    for (size_t i = 0; i < rub_flags_n(h->rubric); i++)
        collect(h, &r->flags[i].evidence);
    for (size_t i = 0; i < rub_checks_n(h->rubric); i++)
        collect(h, &r->checks[i].evidence);
    for (size_t i = 0; i < r->n_lints; i++)
        collect(h, &r->lints[i].evidence);
    for (size_t i = 0; i < rub_loops_n(h->rubric); i++)
        for (size_t k = 0; k < r->loops[i].n_hops; k++)
            collect(h, &r->loops[i].hops[k].witness);
    if (h->n_quotes)
        qsort(h->quotes, h->n_quotes, sizeof *h->quotes, by_line);
    size_t n = 0;
    for (size_t i = 0; i < h->n_quotes; i++)
        if (n == 0 || line_cmp(h->quotes[n - 1].at, h->quotes[i].at) != 0)
            h->quotes[n++] = h->quotes[i];
    h->n_quotes = n;
}

/* The number of the quoted line, or n_quotes. */
static size_t quote_of(const struct html *h, struct place at)
{
    size_t low = 0, high = h->n_quotes;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (line_cmp(h->quotes[middle].at, at) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < h->n_quotes && at.text && line_cmp(h->quotes[low].at, at) == 0 ? low : h->n_quotes;
}

char html_kit_thing(const struct html *h, size_t *number, const struct evidence *evidence)
{
    *number = 0;
    if (evidence->on == ON_NODE) {
        *number = h->picture->box_of[evidence->drawn];
        return 'b';
    }
    if (evidence->on == ON_EDGE && h->picture->arrow_of[evidence->drawn] != PICTURE_NONE) {
        *number = h->picture->arrow_of[evidence->drawn];
        return 'a';
    }
    return 0;
}

static void support(struct html *h, struct html_supports *supports, size_t thing, size_t row)
{
    *(struct html_support *)ARENA_PUSH(h->arena, supports->items, supports->n, supports->cap) =
        (struct html_support){thing, row};
}

static void settle(struct html_supports *supports)
{
    if (supports->n)
        qsort(supports->items, supports->n, sizeof *supports->items, by_thing);
    size_t n = 0;
    for (size_t i = 0; i < supports->n; i++)
        if (n == 0 || by_thing(&supports->items[n - 1], &supports->items[i]) != 0)
            supports->items[n++] = supports->items[i];
    supports->n = n;
}

struct html html_kit_new(struct report_out *out, const struct review *review,
                         const struct coordinates *coordinates)
{
    struct html h = {.out = out,
                     .arena = out->arena,
                     .review = review,
                     .rubric = review->rubric,
                     .picture = picture_new(out->arena, review),
                     .coordinates = coordinates};
    collect_all(&h);
    for (size_t row = 0; row < rub_rows_n(h.rubric); row++) {
        const struct evidence_list *list = &review->rows[row].evidence;
        for (size_t i = 0; i < list->n; i++) {
            size_t thing, quote = quote_of(&h, list->items[i].at);
            char kind = html_kit_thing(&h, &thing, &list->items[i]);
            if (kind)
                support(&h, kind == 'b' ? &h.of_box : &h.of_arrow, thing, row);
            if (quote < h.n_quotes)
                support(&h, &h.of_quote, quote, row);
        }
    }
    settle(&h.of_box);
    settle(&h.of_arrow);
    settle(&h.of_quote);
    return h;
}

void html_kit_words(const struct html *h, uint32_t words)
{
    markup_c(h->out, rub_text(h->rubric, words));
}

/* A place leads to the quoted line. short_form: the file was named just before. */
static void place(const struct html *h, const struct evidence *e, bool short_form)
{
    size_t quote = quote_of(h, e->at);
    if (!e->at.text)
        return;
    if (quote < h->n_quotes)
        markup_own(h->out, "<a class=\"at\" href=\"#q-%zu\">", quote);
    else
        out_puts(h->out, "<span class=\"at\">");
    if (short_form && e->at.line)
        markup_own(h->out, ":%u", (unsigned)e->at.line);
    else
        markup_place(h->out, e->at, false);
    out_puts(h->out, quote < h->n_quotes ? "</a>" : "</span>");
}

void html_kit_evidence(const struct html *h, const struct evidence_list *evidence)
{
    if (!evidence->n)
        return;
    out_puts(h->out, "<ul class=\"evidence\">\n");
    for (size_t i = 0; i < evidence->n; i++) {
        const struct evidence *e = &evidence->items[i];
        size_t thing;
        char kind = html_kit_thing(h, &thing, e);
        if (kind)
            markup_own(h->out, "<li data-on=\"%c%zu\">", kind, thing);
        else
            out_puts(h->out, "<li>");
        place(h, e, false);
        if (e->why.n) {
            out_puts(h->out, " <span class=\"why\">");
            markup_claim(h->out, e->why);
            out_puts(h->out, "</span>");
        }
        if (e->quote.n) {
            out_puts(h->out, " <q>");
            markup_text(h->out, e->quote);
            out_puts(h->out, "</q>");
        }
        out_puts(h->out, "</li>\n");
    }
    out_puts(h->out, "</ul>\n");
}

void html_kit_places(const struct html *h, const struct evidence_list *evidence)
{
    const struct text *file = NULL;
    for (size_t i = 0; i < evidence->n; i++) {
        size_t k = 0;
        const struct evidence *e = &evidence->items[i];
        while (k < i && line_cmp(evidence->items[k].at, e->at) != 0)
            k++;
        if (k < i || !e->at.text)
            continue;
        out_puts(h->out, " ");
        place(h, e, file && str_eq(file->name, e->at.text->name));
        file = e->at.text;
    }
}

void html_kit_on(const struct html *h, const struct evidence_list *evidence)
{
    bool any = false;
    for (size_t i = 0; i < evidence->n; i++) {
        size_t thing, other, k = 0;
        char kind = html_kit_thing(h, &thing, &evidence->items[i]);
        while (k < i && (html_kit_thing(h, &other, &evidence->items[k]) != kind || other != thing))
            k++;
        if (!kind || k < i)
            continue;
        markup_own(h->out, "%s%c%zu", any ? " " : " data-on=\"", kind, thing);
        any = true;
    }
    if (any)
        out_puts(h->out, "\"");
}

static size_t first_support(const struct html_supports *supports, size_t thing)
{
    size_t low = 0, high = supports->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (supports->items[middle].thing < thing)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool html_kit_supports(const struct html_supports *supports, size_t thing)
{
    size_t first = first_support(supports, thing);
    return first < supports->n && supports->items[first].thing == thing;
}

void html_kit_rows(const struct html *h, const struct html_supports *supports, size_t thing)
{
    for (size_t i = first_support(supports, thing); i < supports->n && supports->items[i].thing == thing;
         i++) {
        size_t row = supports->items[i].row;
        markup_own(h->out, " <a href=\"#row-%zu\">", row);
        html_kit_words(h, rub_rows(h->rubric, row)->id);
        out_puts(h->out, "</a>");
    }
}

void html_kit_section(const struct html *h, const char *id, const char *title)
{
    markup_own(h->out, "<section id=\"%s\" aria-labelledby=\"%s-title\">\n<h2 id=\"%s-title\">%s</h2>\n", id,
               id, id, title);
}

void html_kit_truth(const struct html *h, enum truth value)
{
    static const char *const signs[] = {"\xE2\x9C\x98", "?", "\xE2\x9C\x94"};
    static const char *const words[] = {"missing", "probable", "found"};
    markup_own(h->out,
               "<span class=\"sign %s\" aria-hidden=\"true\">%s</span><span class=\"unseen\">%s: </span>",
               words[value], signs[value], words[value]);
}
