#include "parse/plain.h"

#include "parse/blocks.h"
#include "parse/plain_aside.h"
#include "parse/text_glyphs.h"

#include <string.h>

/* ---- lines ---- */

enum dialect { PLAIN_TEXT, PLAIN_RST, PLAIN_ADOC };

struct plain {
    struct blocks b;
    enum dialect dialect;
    uint32_t line;           /* the next one, from 1 */
    char rules[PROSE_BOLD]; /* signs that underlined a heading, in the order of their first use */
    unsigned n_rules;
    struct str language; /* of the code that comes next */
    bool literal;        /* an indented block that follows is code */
    bool in_list;
    size_t item_indent;
    uint32_t looked; /* lines before this one were looked at for drawings */
};

static struct str line_at(const struct plain *p, uint32_t line)
{
    return text_line(p->b.text, line);
}

static size_t offset_of(const struct plain *p, struct str s)
{
    return (size_t)(s.p - p->b.text->bytes.p);
}

static size_t indent_of(struct str line)
{
    size_t n = 0;
    while (n < line.n && str_byte_space(line.p[n]))
        n++;
    return n;
}

static bool is_blank(struct str line)
{
    return indent_of(line) == line.n;
}

/* A line of one sign alone, three or more: 0 or the sign. */
static char rule_of(struct str line)
{
    struct str s = str_trim(line);
    if (s.n < 3 || !strchr("=-~^\"'`#*+:._", s.p[0]))
        return 0;
    for (size_t i = 1; i < s.n; i++)
        if (s.p[i] != s.p[0])
            return 0;
    return s.p[0];
}

static void add_line(struct plain *p, struct str line)
{
    struct str s = str_trim(line);
    size_t n;
    if (s.n && glyph_begins_item(glyph_next(&n, s, 0)))
        blocks_break(&p->b);
    else
        blocks_gap(&p->b);
    if (s.n)
        blocks_text(&p->b, s, offset_of(p, s));
}

static void end_list(struct plain *p)
{
    blocks_end(&p->b);
    p->in_list = false;
    p->b.scope.list.list = PROSE_NONE;
}

static void heading(struct plain *p, struct str title, unsigned level)
{
    end_list(p);
    blocks_heading(&p->b, level < 6 ? level : 6);
    add_line(p, title);
    blocks_end(&p->b);
}

/* ---- code ---- */

static void code_line(struct plain *p, struct str line, bool first)
{
    if (!first)
        blocks_text(&p->b, STR("\n"), BLOCKS_HERE);
    blocks_text(&p->b, line, offset_of(p, line));
}

/* Lines from p->line up to one that is `end`, which is passed over. */
static void fenced(struct plain *p, struct str end, struct str language)
{
    end_list(p);
    blocks_code(&p->b, language);
    bool first = true;
    for (; p->line <= p->b.text->n_lines; p->line++, first = false) {
        struct str line = line_at(p, p->line);
        if (str_eq(str_trim(line), end)) {
            p->line++;
            break;
        }
        code_line(p, line, first);
    }
    blocks_end(&p->b);
}

/* Lines that are indented by at least `indent`, and blank ones between them. */
static void indented(struct plain *p, size_t indent, struct str language)
{
    blocks_end(&p->b);
    blocks_code(&p->b, language);
    bool first = true;
    for (; p->line <= p->b.text->n_lines; p->line++, first = false) {
        struct str line = line_at(p, p->line);
        if (!is_blank(line) && indent_of(line) < indent)
            break;
        code_line(p, line, first);
    }
    blocks_end(&p->b);
}

/* Boxes and rules made of characters. */
static bool is_drawn(struct str line)
{
    struct str s = str_trim(line);
    for (size_t i = 0; i + 1 < s.n; i++)
        if (s.p[i] == '\xe2' && (s.p[i + 1] == '\x94' || s.p[i + 1] == '\x95'))
            return true;
    return str_find(s, STR("+--")) < s.n || str_find(s, STR("--+")) < s.n ||
           (s.n > 2 && s.p[0] == '|' && s.p[s.n - 1] == '|');
}

/* The lines up to the next blank one, where at least two of them, and half, are drawn. */
static bool drawing(struct plain *p)
{
    uint32_t end = p->line, drawn = 0;
    if (p->b.is_open || p->line < p->looked)
        return false;
    for (; end <= p->b.text->n_lines && !is_blank(line_at(p, end)); end++)
        drawn += is_drawn(line_at(p, end));
    p->looked = end;
    if (drawn < 2 || 2 * drawn < end - p->line)
        return false;
    end_list(p);
    blocks_code(&p->b, STR(""));
    for (bool first = true; p->line < end; p->line++, first = false)
        code_line(p, line_at(p, p->line), first);
    blocks_end(&p->b);
    return true;
}

/* ---- items ---- */

/* Length of the marker with the blanks behind it, or 0. */
static size_t marker_of(const struct plain *p, struct str s, bool *ordered)
{
    size_t n = 0;
    *ordered = false;
    if (s.n &&
        (s.p[0] == '-' || s.p[0] == '*' || s.p[0] == '+' || (s.p[0] == '.' && p->dialect == PLAIN_ADOC))) {
        *ordered = s.p[0] == '.';
        while (n < s.n && s.p[n] == s.p[0] && (n == 0 || (p->dialect == PLAIN_ADOC && n < 5)))
            n++;
    } else if (str_starts(s, "\xe2\x80\xa2")) {
        n = 3;
    } else {
        *ordered = true;
        while (n < s.n && n < 4 &&
               (str_byte_digit(s.p[n]) || (n == 0 && s.p[0] == '#' && p->dialect == PLAIN_RST)))
            n++;
        if (n == 0 || n >= s.n || (s.p[n] != '.' && s.p[n] != ')'))
            return 0;
        n++;
    }
    size_t blanks = n;
    while (blanks < s.n && str_byte_space(s.p[blanks]))
        blanks++;
    return n && blanks > n && blanks < s.n ? blanks : 0;
}

static bool item(struct plain *p, struct str line)
{
    bool ordered;
    size_t indent = indent_of(line);
    struct str s = str_sub(line, indent, line.n);
    size_t marker = marker_of(p, s, &ordered);
    if (!marker)
        return false;
    blocks_end(&p->b);
    if (!p->in_list) {
        p->b.scope.list = blocks_list_new(&p->b, ordered);
        p->in_list = true;
    }
    p->b.scope.list.item = PROSE_NONE;
    p->item_indent = indent;
    blocks_begin(&p->b, BLOCK_ITEM);
    add_line(p, str_sub(s, marker, s.n));
    p->line++;
    return true;
}

/* ---- headings and what reStructuredText and AsciiDoc add ---- */

static unsigned level_of_rule(struct plain *p, char sign)
{
    unsigned i = 0;
    while (i < p->n_rules && p->rules[i] != sign)
        i++;
    if (i == p->n_rules && p->n_rules < sizeof p->rules)
        p->rules[p->n_rules++] = sign;
    return i + 1;
}

static bool title(struct plain *p, struct str line)
{
    size_t n = 0;
    struct str below = line_at(p, p->line + 1);
    char sign = rule_of(below);
    bool over = rule_of(line) && !is_blank(below) && rule_of(line_at(p, p->line + 2)) == rule_of(line);
    if (p->dialect == PLAIN_ADOC) { /* there such lines are the edges of blocks */
        over = false;
        sign = 0;
    }
    if (over && !sign) { /* a line above the title, too */
        heading(p, below, level_of_rule(p, rule_of(line)));
        p->line += 3;
        return true;
    }
    if (sign && !rule_of(line) && !is_drawn(line) && str_trim(below).n + 4 >= str_trim(line).n) {
        heading(p, line, level_of_rule(p, sign));
        p->line += 2;
        return true;
    }
    char mark = p->dialect == PLAIN_ADOC ? '=' : p->dialect == PLAIN_TEXT ? '#' : 0;
    while (n < line.n && mark && line.p[n] == mark)
        n++;
    if (n == 0 || n > 6 || n + 1 >= line.n || line.p[n] != ' ')
        return false;
    heading(p, str_sub(line, n, line.n), (unsigned)n);
    p->line++;
    return true;
}

static void hide(struct plain *p, struct str s)
{
    prose_hide(p->b.ctx->arena, p->b.ctx->prose, HIDDEN_COMMENT, s, text_place(p->b.text, offset_of(p, s)));
}

static struct str word_after(struct str s, const char *mark)
{
    struct str rest = str_sub(s, str_find(s, str_from(mark)) + strlen(mark), s.n), word = {"", 0};
    str_next(&rest, " ,]", &word);
    return word;
}

/* ".. name:: argument", and ".. a comment"; what is indented below belongs to it. */
static bool directive(struct plain *p, struct str line)
{
    struct str s = str_trim(line);
    if (p->dialect != PLAIN_RST || !(str_starts(s, ".. ") || str_is(s, "..")))
        return false;
    end_list(p);
    size_t indent = indent_of(line);
    p->line++;
    if (str_starts(s, ".. code") || str_starts(s, ".. sourcecode::") ||
        str_starts(s, ".. parsed-literal::")) {
        p->language = word_after(s, "::");
        p->literal = true;
    } else if (str_find(s, STR("::")) <
               s.n) { /* a note: what it says is said; a picture and its options are not */
        struct str name = word_after(s, "..");
        bool said = str_is(name, "note::") || str_is(name, "warning::") || str_is(name, "important::") ||
                    str_is(name, "tip::") || str_is(name, "admonition::");
        if (said)
            add_line(p, str_sub(s, str_find(s, STR("::")) + 2, s.n));
        else
            hide(p, s);
        while (!said && p->line <= p->b.text->n_lines && indent_of(line_at(p, p->line)) > indent &&
               str_starts(str_trim(line_at(p, p->line)), ":"))
            p->line++;
    } else {
        size_t from = offset_of(p, s), to = from + s.n;
        while (p->line <= p->b.text->n_lines && !is_blank(line_at(p, p->line)) &&
               indent_of(line_at(p, p->line)) > indent) {
            struct str more = line_at(p, p->line++);
            to = offset_of(p, more) + more.n;
        }
        hide(p, str_sub(p->b.text->bytes, from, to - from));
    }
    return true;
}

/* "[source,yaml]", ":name: value", "// a comment", "|===": no words of the answer. */
static bool asciidoc(struct plain *p, struct str line)
{
    struct str s = str_trim(line);
    if (p->dialect != PLAIN_ADOC || s.n == 0)
        return false;
    bool block = s.p[0] == '[' && s.p[s.n - 1] == ']',
         attribute = s.p[0] == ':' && memchr(s.p + 1, ':', s.n - 1);
    if (str_starts(s, "[source") || str_starts(s, "[mermaid") || str_starts(s, "[graphviz"))
        p->language = str_starts(s, "[source,") ? word_after(s, ",") : word_after(s, "[");
    else if (str_starts(s, "//"))
        hide(p, s);
    else if (!block && !attribute && !str_is(s, "|===") && !str_is(s, "'''") && !str_is(s, "===="))
        return false;
    blocks_end(&p->b);
    p->line++;
    return true;
}

static bool fence(struct plain *p, struct str line)
{
    struct str s = str_trim(line), language = p->language;
    size_t ticks = 0;
    while (ticks < s.n && s.p[ticks] == '`')
        ticks++;
    bool adoc = p->dialect == PLAIN_ADOC && (str_is(s, "----") || str_is(s, "...."));
    if (ticks < 3 && !adoc)
        return false;
    if (ticks >= 3)
        language = str_trim(str_sub(s, ticks, s.n));
    p->line++;
    p->language = STR("");
    fenced(p, adoc ? s : str_sub(s, 0, ticks), language);
    return true;
}

/* An indented block after "::" is code. */
static bool literal(struct plain *p, struct str line)
{
    if (!p->literal || indent_of(line) == 0) {
        p->literal = false;
        return false;
    }
    if (str_trim(line).p[0] == ':' && p->language.n) { /* an option of the directive */
        p->line++;
        return true;
    }
    struct str language = p->language;
    p->literal = false;
    p->language = STR("");
    indented(p, indent_of(line), language);
    return true;
}

static void paragraph(struct plain *p, struct str line)
{
    bool continues = p->b.is_open;
    /* After an item and a blank line, what is not indented ends the list. */
    if (!continues && p->in_list && indent_of(line) <= p->item_indent)
        end_list(p);
    if (continues || !rule_of(line))
        add_line(p, line);
    struct str s = str_trim(line);
    p->language = STR("");
    p->literal = p->dialect == PLAIN_RST && str_ends(s, "::");
    p->line++;
}

void plain_read(struct parse_context *ctx, struct file *file)
{
    const struct text *text = file->text;
    struct plain *p = arena_alloc(ctx->arena, sizeof *p);
    size_t before = ctx->prose->n_blocks;
    file->use = FILE_UNUSED;
    file->why = plain_aside(file->name);
    if (file->why)
        return;
    blocks_init(&p->b, ctx, text);
    p->line = 1;
    p->language = STR("");
    p->dialect = str_has_nocase(file->name, STR(".rst")) ? PLAIN_RST
                 : str_has_nocase(file->name, STR(".adoc")) || str_has_nocase(file->name, STR(".asc"))
                     ? PLAIN_ADOC
                     : PLAIN_TEXT;
    while (p->line <= text->n_lines && !p->b.full) {
        struct str line = line_at(p, p->line);
        if (p->line == 1 && str_starts(line, "\xef\xbb\xbf"))
            line = str_sub(line, 3, line.n);
        if (is_blank(line)) {
            blocks_end(&p->b);
            p->line++;
        } else if (literal(p, line) || fence(p, line) || drawing(p) || directive(p, line) ||
                   asciidoc(p, line) || (!p->b.is_open && title(p, line)) || item(p, line)) {
            continue;
        } else {
            paragraph(p, line);
        }
    }
    blocks_end(&p->b);
    if (ctx->prose->n_blocks > before)
        file->use = FILE_USED;
    else
        file->why = "holds no text";
}
