#include "parse/markdown_html.h"

#include "parse/entities.h"

#include <string.h>

void markdown_html_begin(struct html *h, struct blocks *b, bool inside)
{
    h->b = b;
    h->inside = inside;
    h->state = HTML_TEXT;
    h->n_tag = h->n_lists = 0;
    h->quote = 0;
    h->pre = h->in_row = h->only_heads = false;
    h->hides = 0;
    h->table = PROSE_NONE;
}

bool markdown_html_swallows(const struct html *h)
{
    return h->state != HTML_TEXT;
}

static void hide(struct html *h, enum hidden_kind kind, size_t from, size_t to)
{
    struct blocks *b = h->b;
    struct str s = str_sub(b->text->bytes, from, to > from ? to - from : 0);
    if (str_trim(s).n && !b->muted)
        prose_hide(b->ctx->arena, b->ctx->prose, kind, s, text_place(b->text, from));
}

/* ---- tags ---- */

struct tag {
    struct str name; /* lower case */
    struct str rest; /* attributes */
    bool closes;
};

/* The value of an attribute, as written; false where it is not there. */
static bool attribute(struct str rest, const char *name, struct str *out)
{
    while (rest.n) {
        size_t i = 0, n = 0;
        while (i < rest.n && (str_byte_space(rest.p[i]) || rest.p[i] == '/'))
            i++;
        while (i + n < rest.n && !str_byte_space(rest.p[i + n]) && rest.p[i + n] != '=' &&
               rest.p[i + n] != '/')
            n++;
        struct str key = str_sub(rest, i, n), value = {"", 0};
        rest = str_sub(rest, i + n, rest.n);
        while (rest.n && str_byte_space(rest.p[0]))
            rest = str_sub(rest, 1, rest.n);
        if (rest.n && rest.p[0] == '=') {
            rest = str_sub(rest, 1, rest.n);
            while (rest.n && str_byte_space(rest.p[0]))
                rest = str_sub(rest, 1, rest.n);
            char quote = rest.n && (rest.p[0] == '"' || rest.p[0] == '\'') ? rest.p[0] : 0;
            size_t end = quote != 0;
            while (end < rest.n && (quote ? rest.p[end] != quote : !str_byte_space(rest.p[end])))
                end++;
            value = str_sub(rest, quote != 0, end - (quote != 0));
            rest = str_sub(rest, end + (quote && end < rest.n), rest.n);
        }
        if (key.n == 0 && value.n == 0 && rest.n)
            rest = str_sub(rest, 1, rest.n);
        if (key.n && str_eq_nocase(key, str_from(name))) {
            *out = value;
            return true;
        }
    }
    return false;
}

/* Elements that stand on lines of their own. */
static const char block_names[] =
    "p div section article header footer main nav aside center figure figcaption details summary dl dt dd hr "
    "blockquote address fieldset form h1 h2 h3 h4 h5 h6 ul ol li pre table tr";

static bool is_one_of(struct str name, const char *names)
{
    struct str rest = str_from(names), one;
    while (str_next(&rest, " ", &one))
        if (str_eq(one, name))
            return true;
    return false;
}

static void image(struct html *h, struct str rest)
{
    struct blocks *b = h->b;
    struct str alt = {"", 0}, target = {"", 0};
    attribute(rest, "alt", &alt);
    attribute(rest, "src", &target);
    struct prose *prose = b->ctx->prose;
    struct prose_image *new = ARENA_PUSH(b->ctx->arena, prose->images, prose->n_images, prose->cap_images);
    new->alt = str_copy(b->ctx->arena, alt);
    new->target = str_copy(b->ctx->arena, target);
    new->at = text_place(b->text, h->from);
}

static void list(struct html *h, const struct tag *tag)
{
    struct blocks *b = h->b;
    size_t max = sizeof h->lists / sizeof *h->lists;
    if (!tag->closes) {
        struct blocks_list new = blocks_list_new(b, str_is(tag->name, "ol"));
        if (h->n_lists < max)
            h->lists[h->n_lists] = b->scope.list;
        h->n_lists++;
        b->scope.list = new;
    } else if (h->n_lists > 0) {
        blocks_end(b);
        if (--h->n_lists < max)
            b->scope.list = h->lists[h->n_lists];
    }
}

static void end_row(struct html *h)
{
    if (!h->in_row)
        return;
    h->in_row = false;
    if (h->only_heads && !h->b->ctx->prose->tables[h->table].header)
        blocks_row_is_header(h->b);
    else
        blocks_end(h->b);
}

static void begin_row(struct html *h)
{
    if (h->table == PROSE_NONE)
        h->table = blocks_table(h->b);
    blocks_row(h->b, h->table);
    h->in_row = h->only_heads = true;
}

static void table_tag(struct html *h, const struct tag *tag)
{
    bool head = str_is(tag->name, "th");
    if (str_is(tag->name, "table")) {
        end_row(h);
        h->table = tag->closes ? PROSE_NONE : blocks_table(h->b);
    } else if (str_is(tag->name, "tr")) {
        end_row(h);
        if (!tag->closes)
            begin_row(h);
    } else if (!tag->closes) {
        if (!h->in_row)
            begin_row(h);
        h->only_heads &= head;
        blocks_cell(h->b);
    }
}

/* 1 to 6 for h1 to h6, else 0. */
static unsigned heading_of(struct str name)
{
    bool is = name.n == 2 && name.p[0] == 'h' && name.p[1] >= '1' && name.p[1] <= '6';
    return is ? (unsigned)(name.p[1] - '0') : 0;
}

/* In a line of text: a heading that is all of it (md4c takes h2 to h6 for text), else the end of a line. */
static void block_tag_inside(struct html *h, const struct tag *tag)
{
    struct blocks *b = h->b;
    if (heading_of(tag->name) && !tag->closes && (!b->is_open || (b->n == 0 && b->kind != BLOCK_ROW)))
        blocks_heading(b, heading_of(tag->name));
    else if (heading_of(tag->name) && tag->closes && b->is_open && b->kind == BLOCK_HEADING)
        blocks_end(b);
    else
        blocks_break(b);
}

/* Tags that begin and end blocks; false for others. */
static bool block_tag(struct html *h, const struct tag *tag)
{
    struct blocks *b = h->b;
    struct str name = tag->name;
    if (is_one_of(name, "table tr td th")) {
        table_tag(h, tag);
    } else if (h->in_row && is_one_of(name, block_names)) {
        blocks_break(b);
    } else if (heading_of(name)) {
        blocks_end(b);
        if (!tag->closes)
            blocks_heading(b, heading_of(name));
    } else if (str_is(name, "summary")) {
        blocks_end(b);
        if (!tag->closes) /* shown as a title: the bold line that it looks like */
            blocks_begin(b, BLOCK_PARAGRAPH);
        blocks_strong(b, !tag->closes);
    } else if (str_is(name, "pre")) {
        if (!tag->closes)
            blocks_code(b, STR(""));
        else
            blocks_end(b);
        h->pre = !tag->closes;
    } else if (str_is(name, "li")) {
        blocks_end(b);
        b->scope.list.item = PROSE_NONE;
    } else if (str_is(name, "ul") || str_is(name, "ol")) {
        list(h, tag);
    } else if (is_one_of(name, block_names)) {
        if (!h->pre)
            blocks_end(b);
    } else {
        return false;
    }
    return true;
}

static bool is_hidden(struct str rest)
{
    struct str value;
    if (attribute(rest, "hidden", &value))
        return true;
    return attribute(rest, "style", &value) &&
           (str_has_nocase(value, STR("display:none")) || str_has_nocase(value, STR("display: none")) ||
            str_has_nocase(value, STR("visibility:hidden")) ||
            str_has_nocase(value, STR("visibility: hidden")));
}

static bool is_void(struct str name)
{
    return is_one_of(name, "br hr img input source wbr area col link meta");
}

static void span_tag(struct html *h, const struct tag *tag)
{
    struct blocks *b = h->b;
    struct str name = tag->name;
    if (str_is(name, "br"))
        blocks_break(b);
    else if (str_is(name, "img"))
        image(h, tag->rest);
    else if (is_one_of(name, "b strong"))
        blocks_strong(b, !tag->closes);
    else if (str_is(name, "a"))
        blocks_link(b, !tag->closes);
    else if (is_one_of(name, "code tt samp") && !h->pre)
        blocks_code_span(b, !tag->closes);
}

static void act(struct html *h)
{
    struct blocks *b = h->b;
    struct str s = str_sub((struct str){h->tag, h->n_tag}, 1, h->n_tag);
    struct tag tag = {.closes = s.n && s.p[0] == '/'};
    if (tag.closes)
        s = str_sub(s, 1, s.n);
    size_t n = 0;
    while (n < s.n && !str_byte_space(s.p[n]) && s.p[n] != '/' && s.p[n] != '>') {
        h->tag[(size_t)(s.p - h->tag) + n] = str_byte_lower(s.p[n]);
        n++;
    }
    tag.name = str_sub(s, 0, n);
    tag.rest = str_sub(s, n, s.n - n - (s.n > n));
    if (h->hides) { /* only its own end matters */
        if (str_eq(tag.name, h->hider))
            h->hides += tag.closes ? (unsigned)-1 : 1;
        if (h->hides == 0)
            blocks_unmute(b);
        return;
    }
    if (!tag.closes && is_one_of(tag.name, "script style template")) {
        h->state = HTML_RAW;
        h->raw = str_copy(b->ctx->arena, tag.name);
        return;
    }
    bool hides = is_one_of(tag.name, "del s strike") || is_hidden(tag.rest);
    if (hides && !tag.closes && !is_void(tag.name)) {
        h->hider = str_copy(b->ctx->arena, tag.name);
        h->hides = 1;
        blocks_mute(b, is_hidden(tag.rest) ? HIDDEN_HTML : HIDDEN_STRUCK, h->from);
        return;
    }
    if (h->inside && is_one_of(tag.name, block_names))
        block_tag_inside(h, &tag);
    else if (h->inside || !block_tag(h, &tag))
        span_tag(h, &tag);
}

/* ---- bytes ---- */

static size_t text_run(struct html *h, struct str s, size_t source)
{
    struct blocks *b = h->b;
    size_t n = 0;
    if (s.p[0] == '&') {
        char bytes[ENTITY_BYTES];
        size_t n_bytes, length = entity_read(bytes, &n_bytes, s);
        blocks_text(b, length ? (struct str){bytes, n_bytes} : str_sub(s, 0, 1), source);
        if (length > 1 && source != BLOCKS_HERE)
            b->source = source + length;
        return length ? length : 1;
    }
    if (h->pre && b->n == 0 && s.p[0] == '\n') {
        return 1; /* the first line begins below the tag */
    } else if (h->pre) {
        while (n < s.n && s.p[n] != '<' && s.p[n] != '&')
            n++;
    } else if (str_byte_space(s.p[0])) {
        while (n < s.n && str_byte_space(s.p[n]))
            n++;
        blocks_gap(b);
        return n;
    } else {
        while (n < s.n && s.p[n] != '<' && s.p[n] != '&' && !str_byte_space(s.p[n]))
            n++;
    }
    if (n == 0) /* a '<' that begins no tag */
        n = 1;
    blocks_text(b, str_sub(s, 0, n), source);
    return n;
}

static bool begins_tag(struct html *h, struct str s, size_t source)
{
    char c = s.n > 1 ? str_byte_lower(s.p[1]) : 0;
    if (s.p[0] != '<' || !(c == '!' || c == '?' || c == '/' || (c >= 'a' && c <= 'z')))
        return false;
    h->state = str_starts(s, "<!--") ? HTML_COMMENT : c == '!' || c == '?' ? HTML_OTHER : HTML_TAG;
    h->from = source == BLOCKS_HERE ? h->b->source : source;
    h->n_tag = 0;
    h->quote = 0;
    return true;
}

static void tag_byte(struct html *h, char c)
{
    if (h->n_tag < HTML_TAG_MAX)
        h->tag[h->n_tag++] = c;
    if (h->quote)
        h->quote = c == h->quote ? 0 : h->quote;
    else if ((c == '"' || c == '\'') && h->tag[1] != '/')
        h->quote = c;
    else if (c == '>') {
        h->state = HTML_TEXT;
        if (h->n_tag < HTML_TAG_MAX)
            act(h);
        else
            hide(h, HIDDEN_HTML, h->from, h->b->source);
    }
}

/* Comments and scripts: their bytes stand in the file, the end is looked for there. */
static void hidden_byte(struct html *h, char c)
{
    size_t end = h->b->source;
    struct str seen = str_sub(h->b->text->bytes, h->from, end > h->from ? end - h->from : 0);
    enum hidden_kind kind = h->state == HTML_COMMENT ? HIDDEN_COMMENT : HIDDEN_HTML;
    bool ends = c == '>';
    if (h->state == HTML_COMMENT) {
        ends = ends && seen.n > 5 && str_ends(seen, "-->");
    } else if (h->state == HTML_RAW && ends) {
        size_t n = h->raw.n + 3; /* </script> */
        struct str last = str_sub(seen, seen.n > n ? seen.n - n : 0, n - 1);
        ends = str_starts(last, "</") && str_eq_nocase(str_sub(last, 2, last.n), h->raw);
    }
    if (!ends)
        return;
    h->state = HTML_TEXT;
    hide(h, kind, h->from, end);
}

void markdown_html_feed(struct html *h, struct str s, size_t source)
{
    struct blocks *b = h->b;
    for (size_t i = 0; i < s.n;) {
        size_t at = source == BLOCKS_HERE ? BLOCKS_HERE : source + i;
        struct str rest = str_sub(s, i, s.n);
        if (h->state == HTML_TEXT && !begins_tag(h, rest, at)) {
            i += text_run(h, rest, at);
            if (at != BLOCKS_HERE && b->source < source + i)
                b->source = source + i;
            continue;
        }
        if (at != BLOCKS_HERE)
            b->source = at + 1;
        if (h->state == HTML_TAG)
            tag_byte(h, s.p[i]);
        else
            hidden_byte(h, s.p[i]);
        i++;
    }
}

void markdown_html_end(struct html *h)
{
    struct blocks *b = h->b;
    if (h->state != HTML_TEXT)
        hide(h, h->state == HTML_COMMENT ? HIDDEN_COMMENT : HIDDEN_HTML, h->from, b->source);
    h->state = HTML_TEXT;
    if (h->hides)
        blocks_unmute(b);
    h->hides = 0;
    if (!h->inside) {
        end_row(h);
        blocks_end(b);
    }
    while (h->n_lists > 0)
        if (--h->n_lists < sizeof h->lists / sizeof *h->lists)
            b->scope.list = h->lists[h->n_lists];
    b->in_strong = b->in_link = 0;
}
