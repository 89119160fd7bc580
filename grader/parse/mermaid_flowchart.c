#include "parse/mermaid_flowchart.h"

#include "parse/mermaid_link.h"
#include "parse/mermaid_shape.h"

#include <string.h>

/* The boxes between two arrows: `A & B`. */
struct side {
    size_t *items;
    size_t n, cap;
};

static bool is_name_byte(char c)
{
    return str_byte_digit(c) || (str_byte_lower(c) >= 'a' && str_byte_lower(c) <= 'z') ||
           (unsigned char)c >= 0x80;
}

/* Whether what comes next is an arrow or a bracket: a keyword before it is the name of a box. */
static bool goes_on(const struct mermaid_lexer *lexer, size_t ahead)
{
    size_t i = lexer->i + ahead;
    while (i < lexer->s.n && (lexer->s.p[i] == ' ' || lexer->s.p[i] == '\t'))
        i++;
    struct str rest = str_sub(lexer->s, i, 3);
    return str_starts(rest, "--") || str_starts(rest, "==") || str_starts(rest, "-.") ||
           str_starts(rest, "<-") || str_starts(rest, "<=") || str_starts(rest, "~~~") ||
           (i == lexer->i + ahead && rest.n && strchr("[({@", rest.p[0]));
}

/* A statement's keyword, not a box that has its name. */
static bool keyword(struct mermaid_lexer *lexer, const char *word)
{
    char after = mermaid_lexer_peek(lexer, strlen(word));
    bool apart = !after || str_byte_space(after) || after == ';';
    if (!mermaid_lexer_word(lexer, word) || !apart || goes_on(lexer, strlen(word)))
        return false;
    lexer->i += strlen(word);
    return true;
}

/* ---- boxes ---- */

/* "end" that is no name: it ends a subgraph. */
static bool at_end_word(const struct mermaid_lexer *lexer)
{
    return mermaid_lexer_word(lexer, "end") && !goes_on(lexer, 3);
}

static void set_shape(struct mermaid_graph *graph, size_t name, size_t at, const struct mermaid_shape *shape)
{
    if (shape->shape.n)
        graph->names[name].shape = shape->shape;
    if (shape->text.text.n)
        mermaid_graph_label(graph, name, &shape->text, at);
}

/* What follows a name: its shape, @{ }, :::class. */
static bool read_rest(struct mermaid_graph *graph, size_t name, size_t begin)
{
    struct mermaid_lexer *lexer = graph->lexer;
    struct mermaid_shape shape;
    struct str class;
    size_t end = lexer->i;
    mermaid_lexer_blanks(lexer);
    bool apart = lexer->i > end,
         opens = mermaid_shape_opens(lexer) && !(apart && mermaid_lexer_looking(lexer, ">"));
    if (opens && apart)
        mermaid_lexer_complain(lexer, end,
                               "a blank between a name and its bracket: read as if there were none");
    if (!opens)
        lexer->i = end;
    else if (!mermaid_shape_read(lexer, &shape))
        return false;
    else
        set_shape(graph, name, begin, &shape);
    for (bool more = true; more;) {
        more = false;
        if (mermaid_lexer_take(lexer, "@{")) {
            if (!mermaid_shape_read_data(lexer, &shape))
                return false;
            set_shape(graph, name, begin, &shape);
            more = true;
        }
        size_t at = lexer->i + 3;
        if (mermaid_lexer_take(lexer, ":::")) {
            if (!mermaid_lexer_name(lexer, &class))
                return mermaid_lexer_complain(lexer, at,
                                              "::: without a class: the rest of the statement is left out");
            mermaid_graph_classes(graph, name, class, at);
            more = true;
        }
    }
    return true;
}

static bool read_box(struct mermaid_graph *graph, struct side *side)
{
    struct mermaid_lexer *lexer = graph->lexer;
    size_t at = lexer->i;
    struct str id;
    bool end = mermaid_lexer_word(lexer, "end");
    if (!mermaid_lexer_name(lexer, &id)) {
        bool quoted = mermaid_lexer_peek(lexer, 0) == '"';
        return mermaid_lexer_complain(
            lexer, at,
            quoted ? "a text in quotes without a name before it: the rest of the "
                     "statement is left out"
                   : "no name of a box where one is due: the rest of the statement is left out");
    }
    if (end && str_is(id, "end"))
        mermaid_lexer_complain(lexer, at, "\"end\" ends a subgraph in Mermaid: read as the name of a box");
    size_t name = mermaid_lexer_token(lexer) ? mermaid_graph_name(graph, id, at) : ARCH_NONE;
    if (name == ARCH_NONE)
        return false;
    mermaid_graph_mention(graph, name);
    *(size_t *)ARENA_PUSH(lexer->ctx->arena, side->items, side->n, side->cap) = name;
    return read_rest(graph, name, at);
}

/* Whether & comes next, apart from what stands around it. */
static bool take_and(struct mermaid_lexer *lexer)
{
    size_t begin = lexer->i;
    mermaid_lexer_blanks(lexer);
    if (mermaid_lexer_peek(lexer, 0) == '&') {
        lexer->i++;
        mermaid_lexer_lines(lexer);
        return true;
    }
    lexer->i = begin;
    return false;
}

static bool read_side(struct mermaid_graph *graph, struct side *side)
{
    side->n = 0;
    do {
        if (!read_box(graph, side))
            return false;
    } while (take_and(graph->lexer));
    return true;
}

/* ---- arrows ---- */

/* An arrow, on this line or at the beginning of the next. */
static enum mermaid_link_found find_arrow(struct mermaid_lexer *lexer, struct mermaid_arrow *out)
{
    mermaid_lexer_blanks(lexer);
    size_t begin = lexer->i;
    if (mermaid_lexer_peek(lexer, 0) != '\n')
        return mermaid_link_read(lexer, out, false);
    mermaid_lexer_lines(lexer);
    bool line = goes_on(lexer, 0) && strchr("-=~<", mermaid_lexer_peek(lexer, 0));
    enum mermaid_link_found found = line ? mermaid_link_read(lexer, out, true) : MERMAID_LINK_NONE;
    if (found == MERMAID_LINK_NONE)
        lexer->i = begin;
    return found;
}

/* A mistake may have a line read twice: its arrows count once. */
static bool link_sides(struct mermaid_graph *graph, const struct side *from, const struct side *to,
                       struct mermaid_arrow *arrow)
{
    if (arrow->at < graph->linked)
        return true;
    graph->linked = arrow->at + 1;
    if (arrow->text.text.n)
        arrow->drawn.label = mermaid_lexer_text(graph->lexer, &arrow->text);
    else
        arrow->drawn.label = STR("");
    arrow->drawn.kind = STR("");
    size_t id = arrow->id.n ? mermaid_graph_name(graph, arrow->id, arrow->at) : ARCH_NONE;
    if (id != ARCH_NONE)
        graph->names[id].arrow = true;
    for (size_t i = 0; i < from->n; i++)
        for (size_t k = 0; k < to->n; k++)
            if (!mermaid_graph_link(graph, from->items[i], to->items[k], &arrow->drawn))
                return false;
    return true;
}

/* Whether a keyword begins the line: an arrow before it leads nowhere. */
static bool at_keyword(struct mermaid_lexer *lexer)
{
    static const char *const words[] = {"end",   "subgraph",  "classDef", "class",
                                        "style", "linkStyle", "click",    "direction"};
    size_t begin = lexer->i;
    bool found = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
        found = keyword(lexer, words[i]);
    lexer->i = begin;
    return found;
}

static bool read_boxes(struct mermaid_graph *graph)
{
    struct mermaid_lexer *lexer = graph->lexer;
    struct side sides[2] = {{0}};
    struct mermaid_arrow arrow;
    enum mermaid_link_found found;
    if (!read_side(graph, &sides[0]))
        return false;
    for (int from = 0; (found = find_arrow(lexer, &arrow)) == MERMAID_LINK_READ; from = !from) {
        size_t end = lexer->i;
        mermaid_lexer_lines(lexer);
        bool line = memchr(lexer->s.p + end, '\n', lexer->i - end);
        if (line && at_keyword(lexer)) {
            lexer->i = end;
            return mermaid_lexer_complain(lexer, arrow.at, "an arrow that leads nowhere: left out");
        }
        if (!read_side(graph, &sides[!from])) {
            /* Of boxes that could be read, some were: the arrow leads to them. */
            link_sides(graph, &sides[from], &sides[!from], &arrow);
            return false;
        }
        if (!link_sides(graph, &sides[from], &sides[!from], &arrow))
            return false;
    }
    return found != MERMAID_LINK_WRONG;
}

/* `e1@{ animate: true }`, where e1 is an arrow. */
static bool read_arrow_data(struct mermaid_graph *graph, bool *done)
{
    struct mermaid_lexer *lexer = graph->lexer;
    struct mermaid_shape ignored;
    struct str id;
    size_t begin = lexer->i;
    *done = false;
    if (!mermaid_lexer_name(lexer, &id))
        return true;
    size_t name = mermaid_graph_find(graph, id);
    bool arrow = name != ARCH_NONE && graph->names[name].arrow;
    if (!arrow || !mermaid_lexer_take(lexer, "@{")) {
        lexer->i = begin;
        return true;
    }
    *done = true;
    return mermaid_shape_read_data(lexer, &ignored);
}

/* ---- other statements ---- */

static bool has_brackets(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] && strchr("(){}\"", s.p[i]))
            return true;
    return false;
}

static bool read_subgraph(struct mermaid_graph *graph, size_t at)
{
    struct mermaid_lexer *lexer = graph->lexer;
    struct mermaid_raw raw;
    struct mermaid_shape shape = {.text = {STR(""), false, at}};
    struct str id = STR(""), title = STR("");
    mermaid_lexer_blanks(lexer);
    size_t from = lexer->i;
    if (!mermaid_lexer_token(lexer))
        return false;
    if (mermaid_lexer_peek(lexer, 0) == '"' && mermaid_lexer_string(lexer, &raw)) {
        title = mermaid_lexer_text(lexer, &raw);
        id = raw.text;
    } else {
        lexer->i = from;
        while (!mermaid_lexer_ends(lexer) && mermaid_lexer_peek(lexer, 0) != '[')
            lexer->i++;
        id = str_trim(str_sub(lexer->s, from, lexer->i - from));
        size_t class = str_find(id, STR(":::"));
        if (class < id.n)
            id = str_trim(str_sub(id, 0, class));
        raw = (struct mermaid_raw){id, false, from};
        title = mermaid_lexer_text(lexer, &raw);
        if (has_brackets(id))
            mermaid_lexer_complain(
                lexer, from,
                "brackets or quotes in a title without quotes around it: read as if it had them");
    }
    bool named = mermaid_lexer_peek(lexer, 0) == '[';
    if (named) {
        size_t bracket = lexer->i;
        if (!mermaid_shape_read(lexer, &shape)) {
            lexer->i = bracket;
            mermaid_lexer_statement(lexer);
        } else if (shape.text.text.n) {
            title = mermaid_lexer_text(lexer, &shape.text);
        }
    }
    /* A title of several words that is no name can be referred to by nobody. */
    bool words = false;
    for (size_t i = 0; i < id.n && !named; i++)
        words = words || str_byte_space(id.p[i]);
    mermaid_graph_open(graph, words ? STR("") : id, title, at);
    return !lexer->stopped;
}

/* `class a,b name`: the names of boxes have no blanks. */
static bool read_class(struct mermaid_graph *graph)
{
    struct mermaid_lexer *lexer = graph->lexer;
    mermaid_lexer_blanks(lexer);
    struct str rest = mermaid_lexer_statement(lexer), names, one;
    size_t split = rest.n;
    while (split > 0 && !str_byte_space(rest.p[split - 1]))
        split--;
    names = str_sub(rest, 0, split);
    struct str class = str_sub(rest, split, rest.n);
    while (class.n && mermaid_lexer_token(lexer) && str_next(&names, ", \t", &one)) {
        size_t name = mermaid_graph_name(graph, one, (size_t)(one.p - lexer->s.p));
        if (name != ARCH_NONE)
            mermaid_graph_classes(graph, name, class, (size_t)(class.p - lexer->s.p));
    }
    return true;
}

static bool read_statement(struct mermaid_graph *graph)
{
    struct mermaid_lexer *lexer = graph->lexer;
    size_t at = lexer->i;
    bool done;
    if (at_end_word(lexer)) {
        lexer->i += 3;
        return mermaid_graph_close(graph) ||
               mermaid_lexer_complain(lexer, at, "\"end\" where no subgraph is open: left out");
    }
    if (keyword(lexer, "subgraph"))
        return read_subgraph(graph, at);
    if (keyword(lexer, "class"))
        return read_class(graph);
    if (keyword(lexer, "style") || keyword(lexer, "linkStyle") || keyword(lexer, "classDef")) {
        mermaid_lexer_skip_style(lexer);
        return true;
    }
    if (keyword(lexer, "click") || keyword(lexer, "href")) {
        mermaid_lexer_skip_click(lexer);
        return true;
    }
    if (keyword(lexer, "direction")) {
        mermaid_lexer_statement(lexer);
        return true;
    }
    if (mermaid_lexer_described(lexer))
        return true;
    bool ok = read_arrow_data(graph, &done);
    return done ? ok : read_boxes(graph);
}

void mermaid_flowchart_read(struct mermaid_graph *graph)
{
    static const char *const directions[] = {"TB", "TD", "BT", "LR", "RL", "<", ">", "^", "v"};
    struct mermaid_lexer *lexer = graph->lexer;
    mermaid_lexer_blanks(lexer);
    for (size_t i = 0; i < sizeof directions / sizeof *directions; i++)
        if (i < 5 ? mermaid_lexer_word(lexer, directions[i]) && !goes_on(lexer, 2)
                  : mermaid_lexer_looking(lexer, directions[i]) &&
                        !is_name_byte(mermaid_lexer_peek(lexer, 1))) {
            lexer->i += strlen(directions[i]);
            break;
        }
    for (;;) {
        mermaid_lexer_separators(lexer);
        if (lexer->stopped || mermaid_lexer_done(lexer))
            break;
        size_t start = lexer->i;
        bool closes = at_end_word(lexer); /* a statement may follow at once */
        bool ok = read_statement(graph);
        mermaid_lexer_blanks(lexer);
        if (ok && !closes && !mermaid_lexer_ends(lexer))
            ok = mermaid_lexer_complain(
                lexer, lexer->i, "neither an arrow nor the end of the statement: the rest of it is left out");
        if (!ok && !lexer->stopped)
            mermaid_lexer_recover(lexer, start);
    }
    mermaid_graph_close_all(graph, "a subgraph without its end: it ends with the diagram");
}
