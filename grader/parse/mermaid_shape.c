#include "parse/mermaid_shape.h"

#include <string.h>

/* Longer openings first. A text ends with one of two; the shape is that of the one it ends with. */
static const struct row {
    const char *opens;
    struct {
        const char *closes, *shape;
    } ends[2];
} rows[] = {
    {"(((", {{")))", "doublecircle"}}},
    {"((", {{"))", "circle"}}},
    {"([", {{"])", "stadium"}}},
    {"(-", {{"-)", "ellipse"}}},
    {"(", {{")", "rounded"}}},
    {"[[", {{"]]", "subroutine"}}},
    {"[(", {{")]", "cylinder"}}},
    {"[/", {{"/]", "parallelogram"}, {"\\]", "trapezium"}}},
    {"[\\", {{"\\]", "parallelogram"}, {"/]", "invtrapezium"}}},
    {"[", {{"]", "box"}}},
    {"{{", {{"}}", "hexagon"}}},
    {"{", {{"}", "diamond"}}},
    {">", {{"]", "flag"}}},
};
enum { ROWS = sizeof rows / sizeof *rows };

/* The names of @{ shape: … } that mean one of the above. */
static const struct {
    const char *names, *shape;
} aliases[] = {
    {"rect rectangle proc process square", "box"},
    {"rounded event", "rounded"},
    {"stadium pill terminal", "stadium"},
    {"fr-rect framed-rectangle subproc subprocess subroutine", "subroutine"},
    {"cyl cylinder database db lin-cyl disk lined-cylinder h-cyl das horizontal-cylinder", "cylinder"},
    {"circle circ sm-circ small-circle start", "circle"},
    {"dbl-circ double-circle fr-circ framed-circle stop", "doublecircle"},
    {"diam diamond decision question", "diamond"},
    {"hex hexagon prepare", "hexagon"},
    {"lean-r lean-right in-out lean-l lean-left out-in", "parallelogram"},
    {"trap-b trapezoid trapezoid-bottom priority", "trapezium"},
    {"trap-t trapezoid-top inv-trapezoid manual", "invtrapezium"},
    {"odd", "flag"},
};

bool mermaid_shape_opens(const struct mermaid_lexer *lexer)
{
    char c = mermaid_lexer_peek(lexer, 0);
    return c == '[' || c == '(' || c == '{' || c == '>';
}

/* Which of a row's ends stands at i: 0 or 1, or -1. */
static int end_at(struct str s, size_t i, const struct row *row)
{
    for (int e = 0; e < 2 && row->ends[e].closes; e++)
        if (str_starts(str_sub(s, i, 3), row->ends[e].closes))
            return e;
    return -1;
}

static void found(struct mermaid_lexer *lexer, struct mermaid_shape *out, const struct row *row, int e,
                  size_t from, size_t to)
{
    struct str text = str_trim(str_sub(lexer->s, from, to - from));
    if (text.n > 1 && text.p[0] == '"' && text.p[text.n - 1] == '"')
        text = str_sub(text, 1, text.n - 2);
    out->shape = str_from(row->ends[e].shape);
    out->text = (struct mermaid_raw){text, false, lexer->i};
    lexer->i = to + strlen(row->ends[e].closes);
}

/* The text in quotes, or up to the first bracket or quote, which must be the end: what Mermaid takes. */
static bool read_strictly(struct mermaid_lexer *lexer, struct mermaid_shape *out, const struct row *row)
{
    struct str s = lexer->s;
    size_t begin = lexer->i, from = begin + strlen(row->opens), i = from;
    int e = -1;
    while (i < s.n && str_byte_space(s.p[i]))
        i++;
    if (i < s.n && s.p[i] == '"') {
        lexer->i = i;
        bool ok = mermaid_lexer_string(lexer, &out->text);
        i = lexer->i;
        while (i < s.n && str_byte_space(s.p[i]))
            i++;
        e = ok ? end_at(s, i, row) : -1;
        /* Without its end, what was read is read again: it counts as read. */
        lexer->again += e < 0 ? i - begin : 0;
        lexer->i = e < 0 ? begin : i + strlen(row->ends[e].closes);
        out->shape = e < 0 ? STR("") : str_from(row->ends[e].shape);
        return e >= 0;
    }
    for (; i < s.n && (e = end_at(s, i, row)) < 0; i++)
        if (strchr("[](){}|\"", s.p[i]) && s.p[i])
            break;
    if (e >= 0)
        found(lexer, out, row, e, from, i);
    return e >= 0;
}

/*
 * On the line, brackets in pairs within the text; at worst, to the first end there is. Bounded by the length
 * of a label, and given up once all of the text has been read twice.
 */
static bool read_loosely(struct mermaid_lexer *lexer, struct mermaid_shape *out, const struct row *row,
                         bool pairs)
{
    struct str s = lexer->s;
    size_t from = lexer->i + strlen(row->opens), depth = 0, i;
    size_t most = lexer->again < 4 * s.n ? from + lexer->ctx->limits->mermaid_label : from;
    for (i = from; i < s.n && i < most && s.p[i] != '\n'; i++) {
        int e = depth && pairs ? -1 : end_at(s, i, row);
        if (e >= 0) {
            found(lexer, out, row, e, from, i);
            return true;
        }
        if (s.p[i] && strchr("[({", s.p[i]))
            depth++;
        else if (s.p[i] && strchr("])}", s.p[i]) && pairs && depth-- == 0)
            break;
    }
    lexer->again += i - from;
    return false;
}

bool mermaid_shape_read(struct mermaid_lexer *lexer, struct mermaid_shape *out)
{
    size_t begin = lexer->i;
    *out = (struct mermaid_shape){.shape = STR(""), .text = {STR(""), false, begin}};
    int first = 0;
    while (first < ROWS - 1 && !mermaid_lexer_looking(lexer, rows[first].opens))
        first++;
    if (read_strictly(lexer, out, &rows[first]))
        return true;
    for (int pairs = 1; pairs >= 0; pairs--)
        for (int i = first; i < ROWS; i++)
            if (mermaid_lexer_looking(lexer, rows[i].opens) && read_loosely(lexer, out, &rows[i], pairs)) {
                mermaid_lexer_complain(
                    lexer, begin,
                    "brackets, quotes or a slash in a text without quotes around it: read as if it had them");
                return true;
            }
    return mermaid_lexer_complain(lexer, begin,
                                  "a bracket without its end: the rest of the statement is left out");
}

/* ---- @{ key: value } ---- */

static struct str unquoted(struct str value)
{
    bool quoted =
        value.n > 1 && (value.p[0] == '"' || value.p[0] == '\'') && value.p[value.n - 1] == value.p[0];
    return quoted ? str_sub(value, 1, value.n - 2) : value;
}

static void take(const struct mermaid_lexer *lexer, struct mermaid_shape *out, struct str key,
                 struct str value)
{
    key = unquoted(key);
    if (str_is(key, "label")) {
        struct str text = unquoted(value);
        bool markdown = text.n > 1 && text.p[0] == '`' && text.p[text.n - 1] == '`';
        out->text = (struct mermaid_raw){markdown ? str_sub(text, 1, text.n - 2) : text, markdown,
                                         (size_t)(text.p - lexer->s.p)};
    } else if (str_is(key, "icon") || str_is(key, "img")) {
        out->shape = str_is(key, "icon") ? STR("icon") : STR("image");
    } else if (str_is(key, "shape")) {
        out->shape = unquoted(value);
        for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
            struct str rest = str_from(aliases[i].names), one;
            while (str_next(&rest, " ", &one))
                if (str_eq(one, unquoted(value)))
                    out->shape = str_from(aliases[i].shape);
        }
    }
}

/* Where the } is that ends it, and whether it goes over lines: a comma is part of a value then. */
static size_t find_end(const struct mermaid_lexer *lexer, bool *lines)
{
    bool quoted = false;
    *lines = false;
    for (size_t i = lexer->i; i < lexer->s.n; i++) {
        char c = lexer->s.p[i];
        quoted = quoted != (c == '"');
        *lines = *lines || c == '\n';
        if (c == '}' && !quoted)
            return i;
    }
    return lexer->s.n;
}

bool mermaid_shape_read_data(struct mermaid_lexer *lexer, struct mermaid_shape *out)
{
    struct str s = lexer->s;
    size_t begin = lexer->i, i = begin;
    bool lines;
    size_t end = find_end(lexer, &lines);
    *out = (struct mermaid_shape){.shape = STR(""), .text = {STR(""), false, begin}};
    if (end == s.n) {
        lexer->i = end;
        return mermaid_lexer_complain(lexer, begin - 2,
                                      "@{ without its }: the rest of the statement is left out");
    }
    while (i < end) {
        size_t from = i, colon = end;
        char quote = '\0';
        bool begun = false; /* the value */
        /* One entry: up to a line end, or a comma, outside of quotes. */
        for (; i < end && (quote || (s.p[i] != '\n' && (lines || s.p[i] != ','))); i++) {
            if (quote ? s.p[i] == quote : s.p[i] == '"' || (s.p[i] == '\'' && colon < end && !begun))
                quote = quote ? '\0' : s.p[i];
            begun = begun || (colon < end && !str_byte_space(s.p[i]));
            if (s.p[i] == ':' && !quote && colon == end)
                colon = i;
        }
        if (colon < end)
            take(lexer, out, str_trim(str_sub(s, from, colon - from)),
                 str_trim(str_sub(s, colon + 1, i - colon - 1)));
        i++;
    }
    lexer->i = end + 1;
    return true;
}
