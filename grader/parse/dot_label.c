#include "parse/dot_label.h"

#include "parse/entities.h"

/* Text with white space squeezed: a space is written when the next character comes. */
struct line {
    struct buf buf;
    bool space;
};

static void add_byte(struct line *line, char c)
{
    if (c == ' ' || (c >= '\t' && c <= '\r')) {
        line->space = true;
        return;
    }
    if (line->space && line->buf.n)
        buf_putc(&line->buf, ' ');
    line->space = false;
    buf_putc(&line->buf, c);
}

static void add_text(struct line *line, struct str s)
{
    for (size_t i = 0; i < s.n && !line->buf.full; i++)
        add_byte(line, s.p[i]);
}

/* At an &: writes what it stands for and returns its length, or the & alone. */
static size_t add_entity(struct line *line, struct str s)
{
    char bytes[ENTITY_BYTES];
    size_t n, length = entity_read(bytes, &n, s);
    if (length == 0) {
        add_byte(line, '&');
        return 1;
    }
    add_text(line, (struct str){bytes, n});
    return length;
}

/* At a backslash: writes what it stands for and returns its length. */
static size_t add_escape(struct line *line, struct str s, const struct dot_label_names *names)
{
    if (s.n < 2) {
        add_byte(line, '\\');
        return 1;
    }
    switch (s.p[1]) {
    case 'n':
    case 'l':
    case 'r':
        add_byte(line, ' ');
        break;
    case 'N':
        add_text(line, names->node);
        break;
    case 'G':
        add_text(line, names->graph);
        break;
    case 'T':
        add_text(line, names->tail);
        break;
    case 'H':
        add_text(line, names->head);
        break;
    case 'E':
        add_text(line, names->tail);
        add_text(line, names->directed ? STR("->") : STR("--"));
        add_text(line, names->head);
        break;
    case 'L': /* the label itself, which cannot hold itself */
        break;
    default:
        add_byte(line, s.p[1]);
    }
    return 2;
}

static void plain(struct line *line, struct str s, const struct dot_label_names *names, bool record)
{
    bool in_port = false;
    for (size_t i = 0; i < s.n && !line->buf.full;) {
        struct str rest = str_sub(s, i, s.n);
        char c = s.p[i];
        if (in_port) {
            in_port = c != '>';
            i += c == '\\' && rest.n > 1 ? 2 : 1;
        } else if (c == '\\') {
            i += add_escape(line, rest, names);
        } else if (c == '&') {
            i += add_entity(line, rest);
        } else if (record && c == '<') {
            in_port = true;
            i++;
        } else {
            add_byte(line, record && (c == '{' || c == '}' || c == '|') ? ' ' : c);
            i++;
        }
    }
}

/* Tags after which text is set apart: breaks, rules, cells and rows. */
static bool separates(struct str tag)
{
    static const char *const names[] = {"br", "hr", "vr", "td", "tr", "table"};
    size_t n = 0;
    if (tag.n && tag.p[0] == '/')
        tag = str_sub(tag, 1, tag.n);
    while (n < tag.n && ((tag.p[n] >= 'a' && tag.p[n] <= 'z') || (tag.p[n] >= 'A' && tag.p[n] <= 'Z')))
        n++;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_nocase(str_sub(tag, 0, n), str_from(names[i])))
            return true;
    return false;
}

static void html(struct line *line, struct str s)
{
    for (size_t i = 0; i < s.n && !line->buf.full;) {
        struct str rest = str_sub(s, i, s.n);
        if (s.p[i] == '<') {
            bool comment = str_starts(rest, "<!--");
            size_t end = comment ? str_find(rest, STR("-->")) + 2 : str_find(rest, STR(">"));
            if (!comment && separates(str_sub(rest, 1, end > 0 ? end - 1 : 0)))
                add_byte(line, ' ');
            i += end + 1;
        } else if (s.p[i] == '&') {
            i += add_entity(line, rest);
        } else {
            add_byte(line, s.p[i]);
            i++;
        }
    }
}

struct str dot_label_text(struct arena *arena, struct str label, enum dot_label_style style,
                          const struct dot_label_names *names)
{
    struct line line = {.buf = buf_new(arena, DOT_LABEL_MAX)};
    if (style == DOT_LABEL_HTML)
        html(&line, label);
    else
        plain(&line, label, names, style == DOT_LABEL_RECORD);
    struct str text = buf_str(&line.buf);
    /* A cut must not leave part of a character. */
    while (line.buf.full && text.n && ((unsigned char)text.p[text.n - 1] & 0xc0) == 0x80)
        text.n--;
    if (line.buf.full && text.n && (unsigned char)text.p[text.n - 1] >= 0xc0)
        text.n--;
    return text;
}
