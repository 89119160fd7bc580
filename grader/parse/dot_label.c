#include "parse/dot_label.h"

static const struct {
    const char *name;
    uint32_t code;
} entities[] = {
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},      {"apos", '\''},
    {"nbsp", ' '},     {"ensp", ' '},     {"emsp", ' '},     {"thinsp", ' '},    {"copy", 0xa9},
    {"reg", 0xae},     {"deg", 0xb0},     {"plusmn", 0xb1},  {"sup2", 0xb2},     {"micro", 0xb5},
    {"middot", 0xb7},  {"frac12", 0xbd},  {"times", 0xd7},   {"divide", 0xf7},   {"auml", 0xe4},
    {"ouml", 0xf6},    {"uuml", 0xfc},    {"Auml", 0xc4},    {"Ouml", 0xd6},     {"Uuml", 0xdc},
    {"szlig", 0xdf},   {"eacute", 0xe9},  {"egrave", 0xe8},  {"agrave", 0xe0},   {"ccedil", 0xe7},
    {"ntilde", 0xf1},  {"pound", 0xa3},   {"yen", 0xa5},     {"euro", 0x20ac},   {"sect", 0xa7},
    {"mu", 0x3bc},     {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018},  {"rsquo", 0x2019},
    {"ldquo", 0x201c}, {"rdquo", 0x201d}, {"bull", 0x2022},  {"hellip", 0x2026}, {"trade", 0x2122},
    {"larr", 0x2190},  {"uarr", 0x2191},  {"rarr", 0x2192},  {"darr", 0x2193},   {"harr", 0x2194},
    {"rArr", 0x21d2},  {"le", 0x2264},    {"ge", 0x2265},    {"ne", 0x2260},     {"asymp", 0x2248},
    {"infin", 0x221e},
};

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

static void add_code(struct line *line, uint32_t code)
{
    char bytes[4];
    size_t n;
    if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        code = 0xfffd;
    if (code < 0x80) {
        add_byte(line, (char)code);
        return;
    }
    if (code < 0x800) {
        n = 2;
        bytes[0] = (char)(0xc0 | code >> 6);
    } else if (code < 0x10000) {
        n = 3;
        bytes[0] = (char)(0xe0 | code >> 12);
    } else {
        n = 4;
        bytes[0] = (char)(0xf0 | code >> 18);
    }
    for (size_t i = 1; i < n; i++)
        bytes[i] = (char)(0x80 | (code >> 6 * (n - 1 - i) & 0x3f));
    add_text(line, (struct str){bytes, n});
}

/* &#123; and &#xAB;: false where it is none. */
static bool numeric(struct str digits, uint32_t *out)
{
    uint32_t base = 10, value = 0;
    if (digits.n > 1 && (digits.p[0] == 'x' || digits.p[0] == 'X')) {
        base = 16;
        digits = str_sub(digits, 1, digits.n);
    }
    for (size_t i = 0; i < digits.n; i++) {
        char c = digits.p[i];
        uint32_t d = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                     : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                     : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                            : 16;
        if (d >= base)
            return false;
        value = value > 0x10ffff ? value : value * base + d;
    }
    *out = value;
    return digits.n > 0;
}

/* At an &: writes what it stands for and returns its length, or the & alone. */
static size_t add_entity(struct line *line, struct str s)
{
    enum { LONGEST = 12 };
    struct str name = str_sub(s, 1, LONGEST);
    size_t end = str_find(name, STR(";"));
    uint32_t code = 0;
    if (end < name.n) {
        name.n = end;
        bool found = name.n > 1 && name.p[0] == '#' && numeric(str_sub(name, 1, name.n), &code);
        for (size_t i = 0; !found && i < sizeof entities / sizeof *entities; i++) {
            found = str_is(name, entities[i].name);
            code = entities[i].code;
        }
        if (found) {
            add_code(line, code);
            return end + 2;
        }
    }
    add_byte(line, '&');
    return 1;
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
