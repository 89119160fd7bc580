#include "parse/mermaid_state.h"

#include <string.h>

static size_t offset(const struct mermaid_graph *graph, struct str s)
{
    return (size_t)(s.p - graph->lexer->s.p);
}

static struct str rest_of(struct str s, size_t from)
{
    return str_trim(str_sub(s, from, s.n));
}

static bool begins(struct str statement, const char *word, struct str *rest)
{
    size_t n = strlen(word);
    if (!str_starts(statement, word) || (n < statement.n && !str_byte_space(statement.p[n])))
        return false;
    *rest = rest_of(statement, n);
    return !str_starts(*rest, "-->") && !str_starts(*rest, ":");
}

/* "name", "name:::class", "[*]". False, with a complaint, where it is none; *out is ARCH_NONE for the dots.
 */
static bool read_name(struct mermaid_graph *graph, struct str text, size_t *out)
{
    size_t class = str_find(text, STR(":::"));
    struct str id = str_trim(str_sub(text, 0, class));
    *out = ARCH_NONE;
    if (str_is(id, "[*]") || str_is(id, "[H]") || str_is(id, "[H*]"))
        return true;
    for (size_t i = 0; i < id.n; i++)
        if (str_byte_space(id.p[i]) || strchr("{}\"[]", id.p[i]))
            return mermaid_lexer_complain(graph->lexer, offset(graph, id),
                                          "not the name of a state: left out");
    if (!id.n)
        return mermaid_lexer_complain(graph->lexer, offset(graph, text),
                                      "a transition without a state at one end: left out");
    if (!mermaid_lexer_token(graph->lexer) ||
        (*out = mermaid_graph_name(graph, id, offset(graph, id))) == ARCH_NONE)
        return false;
    mermaid_graph_mention(graph, *out);
    if (class < text.n)
        mermaid_graph_classes(graph, *out, str_sub(text, class + 3, text.n), offset(graph, text) + class + 3);
    return true;
}

static void set_label(struct mermaid_graph *graph, size_t name, struct str text)
{
    if (text.n > 1 && text.p[0] == '"' && text.p[text.n - 1] == '"')
        text = str_sub(text, 1, text.n - 2);
    if (name != ARCH_NONE && text.n)
        mermaid_graph_label(graph, name, &(struct mermaid_raw){text, false, offset(graph, text)},
                            offset(graph, text));
}

/* Where a colon stands that is no part of ":::". */
static size_t find_colon(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != ':')
            continue;
        if (!str_starts(str_sub(s, i, 3), ":::"))
            return i;
        i += 2;
    }
    return s.n;
}

static bool read_transition(struct mermaid_graph *graph, struct str statement, size_t arrow)
{
    size_t from, to;
    struct str head = rest_of(statement, arrow + 3), text;
    size_t colon = find_colon(head);
    text = rest_of(head, colon + 1);
    if (!read_name(graph, str_trim(str_sub(statement, 0, arrow)), &from) ||
        !read_name(graph, str_trim(str_sub(head, 0, colon)), &to))
        return false;
    if (from == ARCH_NONE || to == ARCH_NONE)
        return true;
    struct arch_edge drawn = {.at = mermaid_lexer_place(graph->lexer, offset(graph, statement) + arrow)};
    drawn.label = drawn.kind = STR("");
    if (text.n)
        drawn.label =
            mermaid_lexer_text(graph->lexer, &(struct mermaid_raw){text, false, offset(graph, text)});
    return mermaid_graph_link(graph, from, to, &drawn);
}

/* state name, state "Text" as name, state name <<choice>>, any of them with a { after it */
static bool read_state(struct mermaid_graph *graph, struct str rest, size_t at)
{
    struct str text = STR("");
    size_t name, as = str_find(rest, STR(" as ")), mark;
    bool opens = str_ends(rest, "{");
    if (opens)
        rest = str_trim(str_sub(rest, 0, rest.n - 1));
    if (str_starts(rest, "\"") && as < rest.n) {
        text = str_trim(str_sub(rest, 0, as));
        rest = rest_of(rest, as + 4);
    } else if (str_starts(rest, "\"") && opens) {
        struct mermaid_raw raw = {str_sub(rest, 1, rest.n - 2), false, at};
        mermaid_graph_open(graph, STR(""), mermaid_lexer_text(graph->lexer, &raw), at);
        return true;
    }
    mark = str_find(rest, STR("<<"));
    struct str kind = str_sub(rest, mark, rest.n);
    if (opens) {
        struct mermaid_raw raw = {text.n > 1 ? str_sub(text, 1, text.n - 2) : rest, false, at};
        mermaid_graph_open(graph, rest, mermaid_lexer_text(graph->lexer, &raw), at);
        return true;
    }
    if (!read_name(graph, str_trim(str_sub(rest, 0, mark)), &name) || name == ARCH_NONE)
        return false;
    set_label(graph, name, text);
    if (kind.n)
        graph->names[name].shape = str_starts(kind, "<<choice") ? STR("diamond") : STR("bar");
    return true;
}

/* note right of a: text; or with its text on the lines after it, up to "end note". */
static void skip_note(struct mermaid_lexer *lexer, struct str statement)
{
    size_t begin = lexer->i;
    if (find_colon(statement) < statement.n || lexer->unended)
        return;
    while (!mermaid_lexer_done(lexer)) {
        lexer->i++;
        struct str line = mermaid_lexer_line(lexer);
        if (str_starts(line, "end note") || str_is(line, "endnote"))
            return;
    }
    lexer->i = begin;
    lexer->unended = true;
}

static bool read_statement(struct mermaid_graph *graph, struct str statement)
{
    static const char *const skipped[] = {"direction", "classDef", "style", "click", "scale", "hide", "--"};
    struct mermaid_lexer *lexer = graph->lexer;
    struct str rest, one;
    size_t at = offset(graph, statement), name, arrow = str_find(statement, STR("-->"));
    if (statement.p[0] == '}')
        return mermaid_graph_close(graph) ||
               mermaid_lexer_complain(lexer, at, "} where nothing is open: left out");
    if (begins(statement, "note", &rest)) {
        skip_note(lexer, statement);
        return true;
    }
    for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++)
        if (begins(statement, skipped[i], &rest))
            return true;
    if (begins(statement, "state", &rest))
        return read_state(graph, rest, at);
    if (begins(statement, "class", &rest)) {
        size_t split = rest.n;
        while (split > 0 && !str_byte_space(rest.p[split - 1]))
            split--;
        struct str names = str_sub(rest, 0, split), class = str_sub(rest, split, rest.n);
        while (mermaid_lexer_token(lexer) && str_next(&names, ", \t", &one))
            if ((name = mermaid_graph_find(graph, one)) != ARCH_NONE)
                mermaid_graph_classes(graph, name, class, offset(graph, class));
        return true;
    }
    if (arrow < statement.n)
        return read_transition(graph, statement, arrow);
    size_t colon = find_colon(statement);
    if (!read_name(graph, str_trim(str_sub(statement, 0, colon)), &name))
        return false;
    set_label(graph, name, rest_of(statement, colon + 1));
    return true;
}

void mermaid_state_read(struct mermaid_graph *graph)
{
    struct mermaid_lexer *lexer = graph->lexer;
    for (;;) {
        mermaid_lexer_separators(lexer);
        if (lexer->stopped || mermaid_lexer_done(lexer))
            break;
        if (mermaid_lexer_described(lexer))
            continue;
        /* The brace that ends a state may stand before more. */
        struct str statement = mermaid_lexer_looking(lexer, "}") ? str_sub(lexer->s, lexer->i++, 1)
                                                                 : mermaid_lexer_statement(lexer);
        if (statement.n)
            read_statement(graph, statement);
    }
    mermaid_graph_close_all(graph, "a state without its }: it ends with the diagram");
}
