#include "parse/dot_tokens.h"

#include <string.h>

bool dot_token_name(const struct dot_tokens *tokens, size_t i)
{
    char kind = tokens->items[i].kind;
    return kind == 'a' || kind == '"' || kind == '<';
}

static struct str written(const struct dot_tokens *tokens, size_t i)
{
    return str_sub(tokens->text->bytes, tokens->items[i].offset, tokens->items[i].length);
}

bool dot_token_word(const struct dot_tokens *tokens, size_t i, const char *word)
{
    return tokens->items[i].kind == 'a' && str_eq_nocase(written(tokens, i), str_from(word));
}

size_t dot_token_first(const struct dot_tokens *tokens, size_t i)
{
    while (i >= 2 && tokens->items[i - 1].kind == '+')
        i -= 2;
    return i;
}

size_t dot_token_after(const struct dot_tokens *tokens, size_t i)
{
    for (i++; i + 1 < tokens->n && tokens->items[i].kind == '+';)
        i += 2;
    return i;
}

/* The next piece of an id's text: quotes are off, \" is ", a line that ends in \ goes on. */
struct decoder {
    struct str rest;
    bool escapes;
};

static struct decoder decoder_for(const struct dot_tokens *tokens, size_t i)
{
    struct str s = written(tokens, i);
    char kind = tokens->items[i].kind;
    return (struct decoder){kind == 'a' ? s : str_sub(s, 1, s.n - 2), kind == '"'};
}

static bool decode_next(struct decoder *decoder, struct str *out)
{
    struct str *rest = &decoder->rest;
    while (decoder->escapes && rest->n >= 2 && rest->p[0] == '\\' && rest->p[1] == '\n')
        *rest = str_sub(*rest, 2, rest->n);
    if (!rest->n)
        return false;
    size_t n = 1;
    if (decoder->escapes && rest->n >= 2 && rest->p[0] == '\\') {
        n = 2;
        *out = rest->p[1] == '"' ? str_sub(*rest, 1, 1) : str_sub(*rest, 0, 2);
    } else {
        while (n < rest->n && rest->p[n] != '\\')
            n++;
        *out = str_sub(*rest, 0, n);
    }
    *rest = str_sub(*rest, n, rest->n);
    return true;
}

bool dot_token_is(const struct dot_tokens *tokens, size_t i, const char *text)
{
    size_t end = dot_token_after(tokens, i);
    for (; i < end; i += 2) {
        struct decoder decoder = decoder_for(tokens, i);
        struct str piece;
        while (decode_next(&decoder, &piece)) {
            if (strncmp(text, piece.p, piece.n))
                return false;
            text += piece.n;
        }
    }
    return !*text;
}

void dot_token_decode(const struct dot_tokens *tokens, size_t i, struct buf *out)
{
    size_t end = dot_token_after(tokens, i);
    out->n = 0;
    out->p[0] = '\0';
    for (; i < end; i += 2) {
        struct decoder decoder = decoder_for(tokens, i);
        struct str piece;
        while (decode_next(&decoder, &piece))
            buf_add(out, piece);
    }
}

/* Whether it looks as if the quotes were the other way round: several lines, with signs of code. */
static bool runs_away(const struct dot_tokens *tokens, size_t i)
{
    struct str s = written(tokens, i);
    if (tokens->items[i].kind != '"' || !memchr(s.p, '\n', s.n))
        return false;
    for (size_t k = 0; k < s.n; k++)
        if (strchr("[];{}", s.p[k]))
            return true;
    return false;
}

void dot_tokens_syntax(const struct dot_tokens *tokens, size_t n, struct diags *diags, struct place at,
                       const char *message)
{
    enum { NEAR = 8 };
    size_t found = n;
    for (size_t i = n; i > 0 && found - i < NEAR; i--)
        if (runs_away(tokens, i - 1))
            found = i - 1;
    if (found < n)
        diag_add(
            diags, DIAG_DOT_SYNTAX, dot_token_place(tokens, found),
            "this quoted text goes on over the end of its line: is its closing '\"' missing? (line %u: %s)",
            (unsigned)at.line, message);
    else
        diag_add(diags, DIAG_DOT_SYNTAX, at, "%s", message);
}

struct place dot_token_place(const struct dot_tokens *tokens, size_t i)
{
    const struct dot_token *token = &tokens->items[i];
    const struct text *text = tokens->text;
    return (struct place){text, text->before + token->line, token->offset - text->starts[token->line - 1] + 1};
}

struct str dot_token_clip(const struct dot_tokens *tokens, size_t i)
{
    struct str s = written(tokens, i);
    size_t n = s.n < 40 ? s.n : 40;
    const char *newline = memchr(s.p, '\n', n);
    if (newline)
        n = (size_t)(newline - s.p);
    while (n < s.n && n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
        n--;
    return str_sub(s, 0, n);
}
