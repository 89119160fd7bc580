#include "parse/dot_lexer.h"

#include <string.h>

struct lexer {
    struct dot_tokens *out;
    struct arena *arena;
    struct diags *diags;
    const struct limits *limits;
    const char *s;
    size_t n, at;
    uint32_t line;
    /* What is open: { and [, innermost last, and the arrows of the statement around each. */
    struct open {
        uint32_t token;
        size_t arrows;
    } * open;
    size_t n_open, cap_open;
    size_t depth;   /* braces open */
    size_t arrows;  /* of the statement being read, on this level */
    size_t pending; /* of all statements that are not finished: what cgraph's parser holds at once */
    size_t joined;  /* bytes of the concatenation being read */
};

/* Every byte above ASCII is a letter to Graphviz. */
static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 128;
}

static struct place here(const struct lexer *lex)
{
    return text_place(lex->out->text, lex->at);
}

static char peek(const struct lexer *lex, size_t ahead)
{
    return lex->at + ahead < lex->n ? lex->s[lex->at + ahead] : '\0';
}

static bool syntax(const struct lexer *lex, struct place at, const char *message)
{
    dot_tokens_syntax(lex->out, lex->out->n, lex->diags, at, message);
    return false;
}

static bool over(const struct lexer *lex, struct place at, const char *what, size_t limit)
{
    diag_add(lex->diags, DIAG_DOT_LIMIT, at, "%s %zu: the file is not used", what, limit);
    return false;
}

/* White space and comments. False for a comment without an end. */
static bool skip_space(struct lexer *lex)
{
    while (lex->at < lex->n) {
        char c = lex->s[lex->at];
        if (c == '\n') {
            lex->line++;
            lex->at++;
        } else if (c == ' ' || c == '\t' || c == '\r') {
            lex->at++;
        } else if (c == '#' || (c == '/' && peek(lex, 1) == '/')) {
            /* `# 99 "x"` would set another line and file name: such lines are comments here, like any other.
             */
            const char *end = memchr(lex->s + lex->at, '\n', lex->n - lex->at);
            lex->at = end ? (size_t)(end - lex->s) : lex->n;
        } else if (c == '/' && peek(lex, 1) == '*') {
            struct place start = here(lex);
            lex->at += 2;
            while (lex->at < lex->n && !(lex->s[lex->at] == '*' && peek(lex, 1) == '/'))
                lex->line += lex->s[lex->at++] == '\n';
            if (lex->at >= lex->n)
                return syntax(lex, start, "this comment is never closed: '*/' is missing");
            lex->at += 2;
        } else {
            break;
        }
    }
    return true;
}

static bool quoted(struct lexer *lex, struct dot_token *token)
{
    size_t i = lex->at + 1;
    for (; i < lex->n && lex->s[i] != '"'; i++) {
        if (lex->s[i] == '\\' && i + 1 < lex->n)
            i++;
        lex->line += lex->s[i] == '\n';
    }
    if (i >= lex->n)
        return syntax(lex, here(lex), "this quoted text is never closed: a '\"' is missing");
    token->kind = '"';
    token->length = (uint32_t)(i + 1 - lex->at);
    return true;
}

static bool html(struct lexer *lex, struct dot_token *token)
{
    size_t i = lex->at + 1, nested = 1;
    for (; i < lex->n && nested; i++) {
        nested += lex->s[i] == '<';
        nested -= lex->s[i] == '>';
        lex->line += lex->s[i] == '\n';
    }
    if (nested)
        return syntax(lex, here(lex), "this '<' begins HTML text that is never closed: a '>' is missing");
    token->kind = '<';
    token->length = (uint32_t)(i - lex->at);
    if (peek(lex, 1) == '-')
        diag_add(lex->diags, DIAG_DOT_WARNING, here(lex),
                 "'<-' is no arrow: it begins HTML text, which ends on line %u; write the arrow from left to "
                 "right",
                 (unsigned)(lex->out->text->before + lex->line));
    return true;
}

/* -?digits, with one point somewhere; 0 when it is none. */
static size_t number_length(const struct lexer *lex)
{
    size_t i = peek(lex, 0) == '-', digits = 0, points = 0;
    for (;; i++) {
        char c = peek(lex, i);
        if (str_byte_digit(c))
            digits++;
        else if (c == '.' && !points)
            points++;
        else
            break;
    }
    return digits ? i : 0;
}

static bool plain(struct lexer *lex, struct dot_token *token)
{
    char c = peek(lex, 0);
    size_t n = 0;
    token->kind = 'a';
    if (c == '-' && (peek(lex, 1) == '>' || peek(lex, 1) == '-')) {
        token->kind = '>';
        n = 2;
    } else if (is_letter(c)) {
        while (is_letter(peek(lex, n)) || str_byte_digit(peek(lex, n)))
            n++;
    } else if (str_byte_digit(c) || c == '.' || c == '-') {
        n = number_length(lex);
        if (n && (is_letter(peek(lex, n)) || peek(lex, n) == '.'))
            diag_add(lex->diags, DIAG_DOT_WARNING, here(lex),
                     "a name cannot begin with a digit: this is read as two, '%.*s' and what follows it; use "
                     "quotes",
                     (int)(n < 40 ? n : 40), lex->s + lex->at);
    } else if (c && strchr("{}[]=;,:+", c)) {
        token->kind = c;
        n = 1;
    }
    token->length = (uint32_t)n;
    if (n)
        return true;
    return syntax(
        lex, here(lex),
        c > ' ' && c < 127
            ? arena_printf(lex->arena, "'%c' has no meaning here: quote the text that it belongs to", c)
            : "a character that has no meaning here");
}

static void open_one(struct lexer *lex, size_t token)
{
    struct open *open = ARENA_PUSH(lex->arena, lex->open, lex->n_open, lex->cap_open);
    *open = (struct open){(uint32_t)token, lex->arrows};
}

static bool close_one(struct lexer *lex, size_t token, char opener)
{
    struct dot_token *items = lex->out->items;
    struct dot_tokens *out = lex->out;
    if (!lex->n_open || items[lex->open[lex->n_open - 1].token].kind != opener) {
        if (lex->n_open) {
            struct dot_token *other = &items[lex->open[lex->n_open - 1].token];
            return syntax(lex, dot_token_place(out, token),
                          arena_printf(lex->arena,
                                       "'%c' closes nothing here: the '%c' of line %u is still open",
                                       items[token].kind, other->kind,
                                       (unsigned)(out->text->before + other->line)));
        }
        return syntax(lex, dot_token_place(out, token), "this closes nothing: nothing is open here");
    }
    struct open *open = &lex->open[--lex->n_open];
    items[token].match = open->token;
    items[open->token].match = (uint32_t)token;
    if (opener == '{') {
        lex->pending -= lex->arrows;
        lex->arrows = open->arrows;
        lex->depth--;
    }
    return true;
}

/* A name after a name, a ] or a } begins a new statement; not seen, a boundary only makes the count of arrows
 * high. */
static bool new_statement(const struct dot_tokens *out, size_t i)
{
    if (out->items[i].kind == ';')
        return true;
    if (!i || !dot_token_name(out, i))
        return false;
    char before = out->items[i - 1].kind;
    return before == ']' || before == '}' ||
           (dot_token_name(out, i - 1) && !dot_token_word(out, i - 1, "subgraph"));
}

/* Braces, brackets and the bounds that follow from them and from the tokens before. */
static bool count(struct lexer *lex, size_t i)
{
    const struct limits *limits = lex->limits;
    struct dot_tokens *out = lex->out;
    struct dot_token *token = &out->items[i];
    struct place at = dot_token_place(out, i);
    bool in_brackets = lex->n_open && out->items[lex->open[lex->n_open - 1].token].kind == '[';
    bool joins = token->kind == '+' || (i && out->items[i - 1].kind == '+');
    lex->joined = (joins ? lex->joined : 0) + token->length;
    if (dot_token_name(out, i) && lex->joined > limits->dot_token)
        return over(lex, at, "a name or label of more bytes than the limit of", limits->dot_token);
    if (!in_brackets && new_statement(out, i)) {
        lex->pending -= lex->arrows;
        lex->arrows = 0;
    }
    switch (token->kind) {
    case '>':
        if (in_brackets)
            break;
        lex->arrows++;
        if (++lex->pending > limits->dot_chain)
            return over(lex, at, "more arrows in one statement than the limit of", limits->dot_chain);
        break;
    case '{':
        if (++lex->depth > limits->dot_depth)
            return over(lex, at, "braces nested deeper than the limit of", limits->dot_depth);
        token->brace = (uint32_t)out->n_braces++;
        open_one(lex, i);
        lex->arrows = 0;
        break;
    case '[':
        open_one(lex, i);
        break;
    case '}':
        return close_one(lex, i, '{');
    case ']':
        return close_one(lex, i, '[');
    default:
        break;
    }
    return true;
}

/* "strict"? ("digraph" | "graph") id? "{": *out_body is the brace once it is there. */
static bool header(struct lexer *lex, size_t i, bool *out_body)
{
    struct dot_tokens *out = lex->out;
    size_t kind = dot_token_word(out, 0, "strict");
    const struct dot_token *token = &out->items[i];
    if (i < kind)
        return true;
    if (i == kind) {
        out->directed = dot_token_word(out, i, "digraph");
        if (out->directed || dot_token_word(out, i, "graph"))
            return true;
        struct str word = dot_token_clip(out, i);
        diag_add(lex->diags, DIAG_DOT_SYNTAX, dot_token_place(out, i),
                 "not DOT: '%.*s' stands where 'digraph' or 'graph' is due", STR_ARG(word));
        return false;
    }
    *out_body = token->kind == '{';
    if (*out_body || (dot_token_name(out, i) && (i == kind + 1 || out->items[i - 1].kind == '+')) ||
        (token->kind == '+' && out->items[i - 1].kind == '"'))
        return true;
    return syntax(lex, dot_token_place(out, i), "a '{' is due after the graph's name");
}

static bool arrow(const struct lexer *lex, size_t i)
{
    const struct dot_tokens *out = lex->out;
    const struct dot_token *token = &out->items[i];
    bool directed = out->text->bytes.p[token->offset + 1] == '>';
    if (directed == out->directed)
        return true;
    if (!directed && peek(lex, 0) == '>')
        return syntax(lex, dot_token_place(out, i), "'-->' is no arrow in DOT: write '->'");
    return syntax(lex, dot_token_place(out, i),
                  directed ? "'->' in an undirected graph: write 'digraph' at the top, or '--' here"
                           : "'--' in a digraph: write '->'");
}

static bool is_text(struct lexer *lex)
{
    const char *nul = memchr(lex->s, 0, lex->n);
    const unsigned char *u = (const unsigned char *)lex->s;
    if (lex->n >= 2 && ((u[0] == 0xff && u[1] == 0xfe) || (u[0] == 0xfe && u[1] == 0xff)))
        return syntax(lex, here(lex), "the file is UTF-16: save it as UTF-8");
    if (nul) {
        lex->at = (size_t)(nul - lex->s);
        return syntax(lex, here(lex), "a NUL byte: this is not a text file");
    }
    if (lex->n >= 3 && !memcmp(lex->s, "\xEF\xBB\xBF", 3))
        lex->at = 3;
    return true;
}

static bool next_token(struct lexer *lex, struct dot_token *token)
{
    char c = peek(lex, 0);
    bool ok = c == '"' ? quoted(lex, token) : c == '<' ? html(lex, token) : plain(lex, token);
    lex->at += token->length;
    return ok;
}

bool dot_lexer_read(struct dot_tokens *out, struct arena *arena, struct diags *diags,
                    const struct limits *limits, const struct text *text)
{
    struct lexer lex = {.out = out, .arena = arena, .diags = diags, .limits = limits};
    lex.s = text->bytes.p;
    lex.n = text->bytes.n;
    lex.line = 1;
    *out = (struct dot_tokens){.text = text};
    bool body = false;
    if (lex.n > limits->file_bytes)
        return over(&lex, (struct place){text, 0, 0}, "a file of more bytes than the limit of",
                    limits->file_bytes);
    if (lex.n && !is_text(&lex))
        return false;
    for (;;) {
        if (!skip_space(&lex))
            return false;
        if (lex.at >= lex.n)
            break;
        struct dot_token token = {.offset = (uint32_t)lex.at, .line = lex.line};
        if (body && !lex.depth) {
            diag_add(diags, DIAG_DOT_TRAILING, here(&lex),
                     "text after the '}' that ends the graph (a file holds one graph): the file is not used");
            return false;
        }
        if (out->n >= limits->dot_tokens)
            return over(&lex, here(&lex), "more names and signs than the limit of", limits->dot_tokens);
        if (!next_token(&lex, &token))
            return false;
        *(struct dot_token *)ARENA_PUSH(arena, out->items, out->n, out->cap) = token;
        if (!body && !header(&lex, out->n - 1, &body))
            return false;
        if (!count(&lex, out->n - 1) || (token.kind == '>' && !arrow(&lex, out->n - 1)))
            return false;
    }
    if (out->n && !body)
        return syntax(&lex, dot_token_place(out, out->n - 1),
                      "the graph has no body: a '{' is due after this");
    if (lex.n_open) {
        size_t open = lex.open[lex.n_open - 1].token;
        return syntax(&lex, dot_token_place(out, open),
                      arena_printf(arena, "this '%c' is never closed", out->items[open].kind));
    }
    return true;
}
