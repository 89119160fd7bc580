#include "parse/arrow_lines.h"

#include "parse/step_label.h"
#include "parse/text_glyphs.h"
#include "parse/text_view.h"

#define CLAUSE_WORDS 8 /* more at the end of a chain are cut at a comma */

struct found_arrow {
    size_t at, n;
    bool reversed, both;
    size_t depth; /* of brackets */
};

struct sentence {
    struct parse_context *ctx;
    const struct block *block;
    struct text_view *told;
    struct str text;
    struct found_arrow *arrows;
    size_t n, cap;
};

static char byte_at(struct str s, size_t i)
{
    return i < s.n ? s.p[i] : '\0'; /* also for "-1" */
}

static bool in_code(const struct block *block, const char *p)
{
    size_t i = block_code_from(block, p);
    return i < block->n_code && p >= block->code[i].p;
}

static bool is_line_char(uint32_t cp)
{
    return cp == '-' || cp == '=' || glyph_arms(cp) == TO_SIDES || cp == 0x2014 || cp == 0x2013;
}

/* The arrow at i: an optional head, a line, an optional head. *n: bytes looked at; false where it is no
 * arrow. */
static bool arrow_at(struct found_arrow *out, size_t *n, struct str s, size_t i)
{
    size_t width, end = i;
    uint32_t cp = glyph_next(&width, s, i);
    unsigned left = 0, right = 0;
    *n = width;
    *out = (struct found_arrow){.at = i};
    unsigned head = glyph_head(cp) & TO_SIDES;
    if (head == TO_SIDES) {
        left = right = 1;
        end = i + width;
    } else if (head == TO_RIGHT) {
        right = 1;
        end = i + width;
    } else {
        bool ascii_left = cp == '<';
        left = head == TO_LEFT || ascii_left;
        end = left ? i + width : i;
        size_t line = end;
        bool drawn = head == TO_LEFT;
        while (end < s.n && is_line_char(cp = glyph_next(&width, s, end)) && !(drawn && cp == '=')) {
            drawn |= cp != '-' && cp != '=';
            end += width;
        }
        size_t length = end - line;
        *n = end > i ? end - i : *n;
        cp = end < s.n ? glyph_next(&width, s, end) : 0;
        if ((cp == '>' || glyph_head(cp) == TO_RIGHT) && length) {
            right = 1;
            end += width;
        }
        if (!left && !right)
            return false;
        /* "<=" compares; so does what stands before "=>" in ">=>". */
        if (ascii_left && !right && (length == 0 || s.p[line] == '='))
            return false;
        if (ascii_left && right && length == 0)
            return false;
    }
    *n = out->n = end - i;
    out->both = left && right;
    out->reversed = left && !right;
    return true;
}

/* Operators of programs are no arrows: those in `code` without blanks, behind "()", and in a lambda. */
static bool is_operator(const struct sentence *s, const struct found_arrow *arrow)
{
    bool ascii = (unsigned char)s->text.p[arrow->at] < 0x80;
    char before = byte_at(s->text, arrow->at - 1), after = byte_at(s->text, arrow->at + arrow->n);
    bool apart = before == ' ' && after == ' ';
    if (!ascii)
        return false;
    if (arrow->reversed && !apart)
        return true;
    if (!in_code(s->block, s->text.p + arrow->at))
        return before == '-' || before == '.' || before == '=' || before == '>';
    size_t name = arrow->at;
    while (name > 0 && s->text.p[name - 1] == ' ')
        name--;
    return !apart || byte_at(s->text, name - 1) == ')' || byte_at(s->text, arrow->at + arrow->n + 1) == '{';
}

static void find_arrows(struct sentence *s)
{
    size_t depth = 0, n;
    s->n = 0;
    for (size_t i = 0; i < s->text.n; i += n) {
        struct found_arrow arrow;
        char c = s->text.p[i];
        n = 1;
        depth += c == '(' || c == '[';
        depth -= (c == ')' || c == ']') && depth > 0;
        if (!arrow_at(&arrow, &n, s->text, i) || is_operator(s, &arrow))
            continue;
        if (s->n >= s->ctx->limits->text_steps) {
            diag_add(s->ctx->diags, DIAG_TEXT_LIMIT,
                     block_place(s->block, (size_t)(s->text.p - s->block->text.p) + i),
                     "more than %zu steps in one line: the rest is left out", s->ctx->limits->text_steps);
            return;
        }
        arrow.depth = depth;
        struct found_arrow *slot = ARENA_PUSH(s->ctx->arena, s->arrows, s->n, s->cap);
        *slot = arrow;
    }
}

/* Arrows deeper in brackets than others are part of a step. */
static void keep_outermost(struct sentence *s)
{
    size_t least = SIZE_MAX, kept = 0;
    for (size_t i = 0; i < s->n; i++)
        least = s->arrows[i].depth < least ? s->arrows[i].depth : least;
    for (size_t i = 0; i < s->n; i++)
        if (s->arrows[i].depth == least)
            s->arrows[kept++] = s->arrows[i];
    s->n = kept;
}

/* Where a clause ends at i, and how many bytes the mark has; 0 where none does. */
static size_t clause_mark(struct str s, size_t i, bool commas)
{
    size_t n;
    uint32_t cp = glyph_next(&n, s, i);
    bool blank = byte_at(s, i + n) == ' ' || i + n >= s.n;
    if (cp == ':' || cp == ';' || cp == '?' || (commas && cp == ','))
        return blank ? n : 0;
    if (cp == 0x2013 || cp == 0x2014 || cp == '-')
        return blank && byte_at(s, i - 1) == ' ' ? n : 0;
    return 0;
}

/*
 * The last clause of what stands before a chain, or the first of what follows it. Brackets that open before
 * the chain, or close after it, end it too.
 */
static struct str last_clause(struct str s, bool commas)
{
    size_t from = 0, n;
    size_t opened = 0;
    for (size_t i = 0; i < s.n; i += n) {
        glyph_next(&n, s, i);
        size_t mark = clause_mark(s, i, commas);
        if (mark && i + mark < s.n)
            from = i + mark;
    }
    for (size_t i = s.n; i-- > from;) {
        opened += s.p[i] == ')' || s.p[i] == ']';
        if (s.p[i] == '(' || s.p[i] == '[') {
            if (opened == 0)
                return str_sub(s, i + 1, s.n);
            opened--;
        }
    }
    return str_sub(s, from, s.n);
}

static struct str first_clause(struct str s, bool commas)
{
    size_t depth = 0, n;
    for (size_t i = 0; i < s.n; i += n) {
        glyph_next(&n, s, i);
        if (s.p[i] == '(' || s.p[i] == '[')
            depth++;
        else if (s.p[i] == ')' || s.p[i] == ']') {
            if (depth == 0)
                return str_sub(s, 0, i);
            depth--;
        } else if (depth == 0 && i > 0 && clause_mark(s, i, commas))
            return str_sub(s, 0, i);
    }
    return s;
}

static struct str piece(const struct sentence *s, size_t i)
{
    size_t from = i ? s->arrows[i - 1].at + s->arrows[i - 1].n : 0;
    size_t to = i < s->n ? s->arrows[i].at : s->text.n;
    struct str text = str_sub(s->text, from, to - from);
    if (i == 0)
        text = last_clause(text, false);
    if (i == 0 && step_words(text) > CLAUSE_WORDS)
        text = last_clause(text, true);
    if (i == s->n)
        text = first_clause(text, false);
    if (i == s->n && step_words(text) > CLAUSE_WORDS)
        text = first_clause(text, true);
    return text;
}

static struct place place_of(const struct block *block, struct str slice)
{
    return block_place(block, (size_t)(slice.p - block->text.p));
}

static void read_sentence(struct sentence *s)
{
    find_arrows(s);
    keep_outermost(s);
    struct str before = STR("");
    size_t node = ARCH_NONE;
    for (size_t i = 0; s->n && i <= s->n; i++) {
        struct str label;
        if (!step_label(&label, piece(s, i))) {
            before = STR("");
            node = ARCH_NONE;
            continue;
        }
        if (before.n && !str_eq_nocase(before, label)) {
            const struct found_arrow *arrow = &s->arrows[i - 1];
            struct place at = place_of(s->block, str_sub(s->text, arrow->at, arrow->n));
            size_t from = node != ARCH_NONE ? node : text_view_named(s->told, before, place_of(s->block, before));
            node = text_view_named(s->told, label, place_of(s->block, label));
            struct arch_edge *edge =
                text_view_edge(s->told, arrow->reversed ? node : from, arrow->reversed ? from : node, at);
            if (edge)
                edge->both = arrow->both;
        }
        before = label;
    }
}

/* A sentence ends at a full stop before a capital or a digit, at a semicolon, and at the end of a line. */
static size_t sentence_end(struct str s, size_t from)
{
    for (size_t i = from; i < s.n; i++) {
        char c = s.p[i], next = byte_at(s, i + 1), then = byte_at(s, i + 2);
        if (c == '\n' || (c == ';' && next == ' '))
            return i + 1;
        bool capital = (then >= 'A' && then <= 'Z') || (unsigned char)then >= 0x80;
        if ((c == '.' || c == '!' || c == '?') && next == ' ' && capital && i > from &&
            !str_byte_digit(s.p[i - 1]))
            return i + 1;
    }
    return s.n;
}

/* A quick look: most text has none. */
static bool has_arrow(struct str s)
{
    for (size_t i = 0; i + 1 < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        char next = s.p[i + 1];
        size_t n;
        if (((c == '-' || c == '=' || c >= 0x80) && next == '>') ||
            (c == '<' && (next == '-' || next == '=')) || (c == 0xE2 && glyph_head(glyph_next(&n, s, i))))
            return true;
    }
    return false;
}

static void read_text(struct sentence *s, struct str text)
{
    if (!has_arrow(text))
        return;
    for (size_t from = 0, to; from < text.n; from = to) {
        to = sentence_end(text, from);
        s->text = str_sub(text, from, to - from);
        read_sentence(s);
    }
}

void arrow_lines_read(struct parse_context *ctx, const struct block *block)
{
    struct text_view told = text_view_new(ctx, block, TOLD_ARROWS);
    struct sentence s = {.ctx = ctx, .block = block, .told = &told};
    if (block->link_only)
        return;
    if (block->kind == BLOCK_ROW)
        for (size_t i = 0; i < block->n_cells; i++)
            read_text(&s, block->cells[i]);
    else
        read_text(&s, block->text);
}
