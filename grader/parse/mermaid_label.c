#include "parse/mermaid_label.h"

#include "parse/entities.h"

#include <string.h>

/* A space is written when the next character comes. */
struct out {
    struct buf buf;
    bool space;
};

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_word(char c)
{
    return is_letter(c) || str_byte_digit(c) || c == '_' || (unsigned char)c >= 0x80;
}

static void add_byte(struct out *out, char c)
{
    if ((unsigned char)c <= ' ' || c == 0x7f) {
        out->space = true;
        return;
    }
    if (out->space && out->buf.n)
        buf_putc(&out->buf, ' ');
    out->space = false;
    buf_putc(&out->buf, c);
}

/* Tags that set text apart; others are within a line. */
static bool separates(struct str tag)
{
    static const char *const names[] = {"br", "hr",    "p",  "div", "li", "ul", "ol", "td", "tr",
                                        "th", "table", "h1", "h2",  "h3", "h4", "h5", "h6"};
    size_t n = 0;
    if (tag.n && tag.p[0] == '/')
        tag = str_sub(tag, 1, tag.n);
    while (n < tag.n && (is_letter(tag.p[n]) || str_byte_digit(tag.p[n])))
        n++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_nocase(str_sub(tag, 0, n), str_from(names[i])))
            return true;
    return false;
}

/* The length of the tag at <, or 0 where it is only a <. */
static size_t add_tag(struct out *out, struct str rest)
{
    char next = rest.n > 1 ? rest.p[1] : '\0';
    if (!is_letter(next) && next != '/' && next != '!')
        return 0;
    size_t end = str_find(rest, STR(">"));
    if (separates(str_sub(rest, 1, end - 1)))
        out->space = true;
    return end + 1;
}

/* The length of the entity at & or #, or 0. "#9829;" stands for "&#9829;", and "#quot;" for "&quot;". */
static size_t add_entity(struct out *out, struct str rest)
{
    char written[16] = "&", bytes[ENTITY_BYTES];
    bool number = rest.p[0] == '#' && rest.n > 1 && str_byte_digit(rest.p[1]);
    struct str name = str_sub(rest, !number, sizeof written - 1);
    size_t n;
    memcpy(written + 1, name.p, name.n);
    size_t length = entity_read(bytes, &n, (struct str){written, name.n + 1});
    for (size_t i = 0; i < n; i++)
        add_byte(out, bytes[i]);
    return length - (length && number);
}

/* The length of an icon such as "fas:fa-truck", or 0. */
static size_t icon(struct str rest)
{
    size_t n = 2;
    if (!str_starts(rest, "fa"))
        return 0;
    n += n < rest.n && is_letter(rest.p[n]);
    if (!str_starts(str_sub(rest, n, rest.n), ":fa-"))
        return 0;
    for (n += 4; n < rest.n && (is_letter(rest.p[n]) || str_byte_digit(rest.p[n]) || rest.p[n] == '-');)
        n++;
    return n;
}

/* Whether the mark at i is emphasis, not a star or an underscore of the text. */
static bool emphasises(struct str s, size_t i)
{
    size_t from = i, to = i;
    while (from > 0 && s.p[from - 1] == s.p[i])
        from--;
    while (to + 1 < s.n && s.p[to + 1] == s.p[i])
        to++;
    bool before = from > 0 && !str_byte_space(s.p[from - 1]);
    bool after = to + 1 < s.n && !str_byte_space(s.p[to + 1]);
    if (s.p[i] == '*')
        return before || after;
    return !(from > 0 && is_word(s.p[from - 1])) != !(to + 1 < s.n && is_word(s.p[to + 1]));
}

struct str mermaid_label_text(struct arena *arena, struct str label, bool markdown)
{
    struct out out = {.buf = buf_new(arena, label.n)};
    size_t tags = label.n; /* where no tag can end any more */
    bool marks = false;    /* of the run of * or _ at hand */
    while (tags > 0 && label.p[tags - 1] != '>')
        tags--;
    for (size_t i = 0, n; i < label.n; i += n) {
        struct str rest = str_sub(label, i, label.n);
        char c = label.p[i], before = i ? label.p[i - 1] : ' ';
        n = 0;
        if (c == '<' && i < tags)
            n = add_tag(&out, rest);
        else if (c == '&' || c == '#')
            n = add_entity(&out, rest);
        else if (c == 'f' && !is_word(before))
            n = icon(rest);
        else if (c == '\\' && rest.n > 1 && rest.p[1] == 'n' && (out.space = true))
            n = 2;
        else if ((unsigned char)c == 0xc2 && rest.n > 1 && (unsigned char)rest.p[1] == 0xa0 &&
                 (out.space = true))
            n = 2; /* a blank that is no place to break a line */
        else if (markdown && (c == '*' || c == '_')) {
            if (before != c)
                marks = emphasises(label, i);
            n = marks ? 1 : 0;
        }
        if (n == 0) {
            add_byte(&out, c);
            n = 1;
        }
    }
    return buf_str(&out.buf);
}
