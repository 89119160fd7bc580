#include "parse/mermaid_link.h"

#include <string.h>

/* One of the two parts of an arrow that a text may stand between: "<--" and "-->". */
struct stroke {
    char line;     /* '-', '=', '.' or '~' */
    char head;     /* '>', 'x', 'o', or NUL */
    size_t length; /* of dashes (dots, …) and head; 0: none */
    bool whole;    /* an arrow by itself, not only the beginning of one with a text in it */
};

static size_t run(const struct mermaid_lexer *lexer, size_t from, char c)
{
    size_t n = 0;
    while (from + n < lexer->s.n && lexer->s.p[from + n] == c)
        n++;
    return n;
}

static char byte(const struct mermaid_lexer *lexer, size_t i)
{
    return i < lexer->s.n ? lexer->s.p[i] : '\0';
}

static bool is_head(char c)
{
    return c == '>' || c == 'x' || c == 'o';
}

/* The stroke at i, after a head at its beginning. */
static struct stroke stroke_at(const struct mermaid_lexer *lexer, size_t i)
{
    struct stroke stroke = {.line = byte(lexer, i)};
    size_t n = run(lexer, i, stroke.line), dots = 0;
    if (stroke.line == '-' && n == 1 && (dots = run(lexer, i + 1, '.')) > 0) {
        stroke.line = '.';
        stroke.whole = byte(lexer, i + 1 + dots) == '-';
        stroke.length = 1 + dots + stroke.whole;
    } else if (stroke.line == '.' && byte(lexer, i + n) == '-') {
        stroke.whole = true;
        stroke.length = n + 1;
    } else if (stroke.line == '~') {
        stroke.whole = n >= 3;
        stroke.length = stroke.whole ? n : 0;
        return stroke;
    } else if ((stroke.line == '-' || stroke.line == '=') && n >= 2) {
        stroke.whole = n >= 3;
        stroke.length = n;
    }
    if (!stroke.length)
        return stroke;
    char head = byte(lexer, i + stroke.length);
    if (is_head(head) && (stroke.whole || stroke.line != '.')) {
        stroke.head = head;
        stroke.whole = true;
        stroke.length++;
    }
    return stroke;
}

/* "->", "=>" and "<-": none of Mermaid's, but what is meant is plain. */
static size_t short_arrow(const struct mermaid_lexer *lexer, bool *reversed)
{
    *reversed = mermaid_lexer_looking(lexer, "<-");
    bool forward = mermaid_lexer_looking(lexer, "->") || mermaid_lexer_looking(lexer, "=>");
    return *reversed || forward ? 2 : 0;
}

/* Where the text of an arrow ends: its offset and, in *head, whether the stroke has a head at its beginning.
 */
static bool find_close(const struct mermaid_lexer *lexer, char line, size_t *at, bool *head,
                       struct stroke *out)
{
    size_t i = lexer->i;
    for (; i < lexer->s.n && lexer->s.p[i] != '\n'; i++) {
        char c = lexer->s.p[i];
        bool dotted = line == '.' && (c == '.' || (c == '-' && byte(lexer, i + 1) == '.'));
        if (!(line == '.' ? dotted : c == line))
            continue;
        *out = stroke_at(lexer, i);
        if (out->length && out->whole && out->line == line)
            break;
        size_t n = run(lexer, i, c);
        if (line != '.' && n > 1)
            return false; /* "--" without a head */
        i += n - 1;
    }
    *at = i;
    char before = i > lexer->i ? lexer->s.p[i - 1] : '\0';
    bool apart = i == lexer->i + 1 || (i > lexer->i + 1 && str_byte_space(lexer->s.p[i - 2]));
    *head = before == '<' || ((before == 'x' || before == 'o') && apart);
    return i < lexer->s.n && lexer->s.p[i] != '\n';
}

/* After "--": the text and the second stroke. */
static bool read_text(struct mermaid_lexer *lexer, struct mermaid_arrow *out, struct stroke first,
                      struct stroke *last)
{
    size_t begin = lexer->i, at;
    bool head;
    mermaid_lexer_blanks(lexer);
    if (mermaid_lexer_peek(lexer, 0) == '"' && mermaid_lexer_string(lexer, &out->text)) {
        mermaid_lexer_lines(lexer);
        if (find_close(lexer, first.line, &at, &head, last) && at <= lexer->i + head) {
            lexer->i = at + last->length;
            return true;
        }
    }
    lexer->i = begin;
    if (!find_close(lexer, first.line, &at, &head, last))
        return false;
    struct str text = str_trim(str_sub(lexer->s, begin, at - head - begin));
    out->text = (struct mermaid_raw){text, false, text.n ? (size_t)(text.p - lexer->s.p) : begin};
    lexer->i = at + last->length;
    return true;
}

/* "|text|" after an arrow. */
static bool read_piped(struct mermaid_lexer *lexer, struct mermaid_arrow *out)
{
    struct str s = lexer->s;
    size_t begin = lexer->i, from = begin + 1, i = from;
    bool brackets = false;
    lexer->i = from;
    mermaid_lexer_lines(lexer);
    if (mermaid_lexer_peek(lexer, 0) == '"' && mermaid_lexer_string(lexer, &out->text)) {
        mermaid_lexer_lines(lexer);
        if (mermaid_lexer_take(lexer, "|"))
            return true;
        lexer->again += lexer->i - begin;
    }
    lexer->i = begin;
    for (; i < s.n && s.p[i] != '|' && (s.p[i] != '\n' || !brackets); i++)
        brackets = brackets || (s.p[i] && strchr("[](){}\"", s.p[i]));
    if (i == s.n || s.p[i] != '|') {
        lexer->again += i - begin;
        return mermaid_lexer_complain(lexer, begin,
                                      "the text of an arrow without a second |: the arrow is left out");
    }
    if (brackets)
        mermaid_lexer_complain(
            lexer, begin, "brackets or quotes in a text without quotes around it: read as if it had them");
    out->text = (struct mermaid_raw){str_trim(str_sub(s, from, i - from)), false, from};
    lexer->i = i + 1;
    return true;
}

static void set_drawn(struct mermaid_arrow *out, char tail, struct stroke first, char head)
{
    out->drawn.both = tail && head;
    out->drawn.reversed = tail && !head;
    out->drawn.undirected = !tail && !head;
    out->drawn.dashed = first.line == '.';
    out->drawn.thick = first.line == '=';
    out->drawn.hidden = first.line == '~';
}

/* The id before an arrow: "e1@" and then a stroke, perhaps with a head that a name could go on with. */
static void read_id(struct mermaid_lexer *lexer, struct mermaid_arrow *out)
{
    size_t begin = lexer->i;
    struct str id;
    if (!mermaid_lexer_name(lexer, &id))
        return;
    bool head = id.n > 2 && id.p[id.n - 2] == '@' && (id.p[id.n - 1] == 'x' || id.p[id.n - 1] == 'o');
    char next = mermaid_lexer_peek(lexer, !head);
    if ((head || mermaid_lexer_peek(lexer, 0) == '@') && next && strchr(head ? "-=" : "-=~<", next)) {
        out->id = head ? str_sub(id, 0, id.n - 2) : id;
        lexer->i = begin + out->id.n + 1;
        return;
    }
    lexer->i = begin;
}

enum mermaid_link_found mermaid_link_read(struct mermaid_lexer *lexer, struct mermaid_arrow *out, bool fresh)
{
    size_t begin = lexer->i;
    char c = mermaid_lexer_peek(lexer, 0), tail = '\0';
    *out = (struct mermaid_arrow){.text = {STR(""), false, begin}, .id = STR("")};
    if (!fresh && (!c || !strchr("-=.~<", c)))
        read_id(lexer, out);
    out->at = lexer->i;
    out->drawn.at = mermaid_lexer_place(lexer, out->at);
    c = mermaid_lexer_peek(lexer, 0);
    if (c == '<' || (!fresh && (c == 'x' || c == 'o')))
        tail = c;
    struct stroke first = stroke_at(lexer, lexer->i + (tail != '\0')), last = first;
    if (!first.length) {
        bool reversed;
        size_t length = short_arrow(lexer, &reversed);
        if (!length) {
            lexer->i = begin;
            return MERMAID_LINK_NONE;
        }
        mermaid_lexer_complain(lexer, out->at,
                               "an arrow with one dash, which Mermaid does not draw: read as -->");
        out->drawn.reversed = reversed;
        lexer->i += length;
    } else {
        lexer->i += first.length + (tail != '\0');
        if (!first.whole && !read_text(lexer, out, first, &last)) {
            if (first.line == '.') {
                mermaid_lexer_complain(lexer, out->at,
                                       "an arrow without its end: the rest of the statement is left out");
                return MERMAID_LINK_WRONG;
            }
            mermaid_lexer_complain(lexer, out->at,
                                   "an arrow with two dashes, which Mermaid does not draw: read as ---");
            last.head = '\0';
        }
        set_drawn(out, tail, first, last.head);
    }
    size_t end = lexer->i;
    mermaid_lexer_lines(lexer);
    if (mermaid_lexer_peek(lexer, 0) != '|')
        lexer->i = end;
    else if (!read_piped(lexer, out))
        return MERMAID_LINK_WRONG;
    return mermaid_lexer_token(lexer) ? MERMAID_LINK_READ : MERMAID_LINK_WRONG;
}
