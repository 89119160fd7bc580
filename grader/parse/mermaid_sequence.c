#include "parse/mermaid_sequence.h"

#include <string.h>

/* How a message is drawn. Longer signs first. */
static const struct sign {
    const char *text;
    bool dashed, both, async;
} signs[] = {
    {"<<-->>", true, true, false}, {"<<->>", false, true, false}, {"-->>", true, false, false},
    {"->>", false, false, false},  {"--)", true, false, true},    {"-)", false, false, true},
    {"-->", true, false, false},   {"->", false, false, false},   {"--x", true, false, false},
    {"-x", false, false, false},
};
enum {
    SIGNS = sizeof signs / sizeof *signs,
    PLAIN_SIGNS = SIGNS - 2 /* without those that end with a letter */
};

/* Words that a statement begins with and that draw no box and no arrow. */
static const char *const skipped[] = {
    "autonumber", "activate", "deactivate", "destroy", "else",  "and",        "option",   "Note",
    "note",       "links",    "link",       "details", "title", "properties", "accTitle", "accDescr",
};
/* Words that begin a part with an end of its own. */
static const char *const parts[] = {"loop", "alt", "opt", "par_over", "par", "critical", "break", "rect"};

static struct str rest_of(struct str s, size_t from)
{
    return str_trim(str_sub(s, from, s.n));
}

/* The word at the beginning of a statement, where a blank, a colon or nothing follows it. */
static bool begins(struct str statement, const char *word, struct str *rest)
{
    size_t n = strlen(word);
    if (!str_starts(statement, word) ||
        (n < statement.n && !str_byte_space(statement.p[n]) && statement.p[n] != ':'))
        return false;
    *rest = rest_of(statement, n);
    /* "title ->> b" is a message of somebody called title. */
    return !str_starts(*rest, "-") && !str_starts(*rest, "<<-");
}

static size_t offset(const struct mermaid_graph *graph, struct str s)
{
    return (size_t)(s.p - graph->lexer->s.p);
}

static size_t participant(struct mermaid_graph *graph, struct str id)
{
    if (!id.n || !mermaid_lexer_token(graph->lexer))
        return ARCH_NONE;
    size_t name = mermaid_graph_name(graph, id, offset(graph, id));
    if (name != ARCH_NONE)
        mermaid_graph_mention(graph, name);
    return name;
}

/* participant a as Text; participant a@{ … } as Text */
static bool read_participant(struct mermaid_graph *graph, struct str rest, bool actor)
{
    size_t as = str_find(rest, STR(" as ")), data = str_find(rest, STR("@{"));
    struct str id = str_trim(str_sub(rest, 0, as < data ? as : data));
    size_t name = participant(graph, id);
    if (name == ARCH_NONE)
        return !graph->lexer->stopped && mermaid_lexer_complain(graph->lexer, graph->lexer->i,
                                                                "a participant without a name: left out");
    if (as < rest.n) {
        struct str text = rest_of(rest, as + 4);
        mermaid_graph_label(graph, name, &(struct mermaid_raw){text, false, offset(graph, text)},
                            offset(graph, id));
    }
    if (actor)
        graph->names[name].shape = STR("actor");
    return true;
}

/* box [colour] Title */
static void read_box(struct mermaid_graph *graph, struct str rest, size_t at)
{
    static const char *const colours[] = {
        "transparent", "aqua",      "black",      "blue",        "gray",      "grey",     "green",  "purple",
        "red",         "orange",    "pink",       "yellow",      "white",     "brown",    "silver", "teal",
        "cyan",        "lightblue", "lightgreen", "lightyellow", "lightgrey", "lightgray"};
    size_t word = 0;
    while (word < rest.n && !str_byte_space(rest.p[word]))
        word++;
    struct str first = str_sub(rest, 0, word);
    if (str_starts(first, "rgb") || str_starts(first, "#") || str_starts(first, "hsl")) {
        size_t close = str_find(rest, STR(")"));
        rest = rest_of(rest, close < rest.n ? close + 1 : word);
    } else {
        for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
            if (str_eq_nocase(first, str_from(colours[i]))) {
                rest = rest_of(rest, word);
                break;
            }
    }
    struct mermaid_raw raw = {rest, false, at};
    mermaid_graph_open(graph, STR(""), mermaid_lexer_text(graph->lexer, &raw), at);
}

/* Where a message's sign stands: the first one before the colon. One that ends with a letter only where no
 * other is. */
static const struct sign *find_sign(struct str statement, size_t *at)
{
    struct str head = str_sub(statement, 0, str_find(statement, STR(":")));
    for (int letters = 0; letters < 2; letters++)
        for (size_t i = 0; i < head.n; i++)
            for (size_t k = 0; (head.p[i] == '-' || head.p[i] == '<') && k < (letters ? SIGNS : PLAIN_SIGNS);
                 k++)
                if (str_starts(str_sub(head, i, 6), signs[k].text)) {
                    *at = i;
                    return &signs[k];
                }
    return NULL;
}

static struct str strip(struct str name, const char *marks)
{
    while (name.n && strchr(marks, name.p[0]))
        name = rest_of(name, 1);
    while (name.n && strchr("()", name.p[name.n - 1]))
        name.n--;
    return str_trim(name);
}

static bool read_message(struct mermaid_graph *graph, struct str statement)
{
    struct mermaid_lexer *lexer = graph->lexer;
    size_t at, colon = str_find(statement, STR(":"));
    const struct sign *sign = find_sign(statement, &at);
    if (!sign)
        return mermaid_lexer_complain(
            lexer, offset(graph, statement),
            "neither a message nor another statement of a sequence diagram: left out");
    size_t after = at + strlen(sign->text);
    struct str from = strip(str_trim(str_sub(statement, 0, at)), "()");
    struct str to = strip(str_trim(str_sub(statement, after, colon - after)), "+-()");
    struct str text = rest_of(statement, colon + 1);
    if (!from.n || !to.n)
        return mermaid_lexer_complain(lexer, offset(graph, statement),
                                      "a message without a name at one end: left out");
    size_t a = participant(graph, from), b = participant(graph, to);
    if (a == ARCH_NONE || b == ARCH_NONE)
        return false;
    if (str_starts(text, "wrap:") || str_starts(text, "nowrap:"))
        text = rest_of(text, str_find(text, STR(":")) + 1);
    struct arch_edge drawn = {.both = sign->both, .dashed = sign->dashed};
    drawn.at = mermaid_lexer_place(lexer, offset(graph, statement) + at);
    drawn.label = drawn.kind = STR("");
    if (text.n)
        drawn.label = mermaid_lexer_text(lexer, &(struct mermaid_raw){text, false, offset(graph, text)});
    if (!sign->dashed || sign->async) {
        drawn.attrs = doc_new(lexer->ctx->arena, NULL, DOC_MAP, STR(""), drawn.at);
        doc_scalar(lexer->ctx->arena, drawn.attrs, STR("mode"), sign->async ? STR("async") : STR("sync"),
                   drawn.at);
    }
    return mermaid_graph_link(graph, a, b, &drawn);
}

static bool read_statement(struct mermaid_graph *graph, struct str statement)
{
    struct mermaid_lexer *lexer = graph->lexer;
    struct str rest;
    size_t at = offset(graph, statement);
    if (begins(statement, "create", &rest))
        statement = rest;
    if (begins(statement, "participant", &rest) || begins(statement, "actor", &rest))
        return read_participant(graph, rest, statement.p[0] == 'a');
    if (begins(statement, "end", &rest))
        return mermaid_graph_close(graph) ||
               mermaid_lexer_complain(lexer, at, "\"end\" where nothing is open: left out");
    if (begins(statement, "box", &rest)) {
        read_box(graph, rest, at);
        return true;
    }
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (begins(statement, parts[i], &rest)) {
            mermaid_graph_open_other(graph, at);
            return true;
        }
    for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++)
        if (begins(statement, skipped[i], &rest)) {
            if (str_is(str_from(skipped[i]), "title") && !lexer->title.n)
                lexer->title = str_starts(rest, ":") ? rest_of(rest, 1) : rest;
            return true;
        }
    return read_message(graph, statement);
}

void mermaid_sequence_read(struct mermaid_graph *graph)
{
    struct mermaid_lexer *lexer = graph->lexer;
    for (;;) {
        mermaid_lexer_separators(lexer);
        if (lexer->stopped || mermaid_lexer_done(lexer))
            break;
        if (mermaid_lexer_described(lexer))
            continue;
        /* A note may hold a semicolon that Mermaid does not mind. */
        bool note = mermaid_lexer_looking(lexer, "Note") || mermaid_lexer_looking(lexer, "note");
        struct str statement = note ? mermaid_lexer_line(lexer) : mermaid_lexer_statement(lexer);
        if (statement.n)
            read_statement(graph, statement);
    }
    mermaid_graph_close_all(graph, "a part without its end: it ends with the diagram");
}
