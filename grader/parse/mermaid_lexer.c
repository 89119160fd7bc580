#include "parse/mermaid_lexer.h"

#include "parse/mermaid_label.h"
#include "parse/yaml_words.h"

#include <string.h>

void mermaid_lexer_init(struct mermaid_lexer *lexer, struct parse_context *ctx, const struct text *text)
{
    *lexer = (struct mermaid_lexer){.ctx = ctx, .text = text, .s = text->bytes};
    lexer->undirected = lexer->s.n;
    lexer->title = STR("");
    if (str_starts(lexer->s, "\xef\xbb\xbf"))
        lexer->i = 3;
}

struct place mermaid_lexer_place(const struct mermaid_lexer *lexer, size_t offset)
{
    return text_place(lexer->text, offset);
}

char mermaid_lexer_peek(const struct mermaid_lexer *lexer, size_t ahead)
{
    return ahead < lexer->s.n - lexer->i ? lexer->s.p[lexer->i + ahead] : '\0';
}

bool mermaid_lexer_done(const struct mermaid_lexer *lexer)
{
    return lexer->i >= lexer->s.n;
}

bool mermaid_lexer_looking(const struct mermaid_lexer *lexer, const char *literal)
{
    return str_starts(str_sub(lexer->s, lexer->i, lexer->s.n), literal);
}

bool mermaid_lexer_take(struct mermaid_lexer *lexer, const char *literal)
{
    if (!mermaid_lexer_looking(lexer, literal))
        return false;
    lexer->i += strlen(literal);
    return true;
}

static bool is_alphanumeric(char c)
{
    return str_byte_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

bool mermaid_lexer_word(const struct mermaid_lexer *lexer, const char *word)
{
    char after = mermaid_lexer_peek(lexer, strlen(word));
    return mermaid_lexer_looking(lexer, word) && !is_alphanumeric(after) && after != '_' && after != '-' &&
           after != '.';
}

/* ---- blanks and comments ---- */

static size_t line_end(const struct mermaid_lexer *lexer, size_t from)
{
    const char *found = from < lexer->s.n ? memchr(lexer->s.p + from, '\n', lexer->s.n - from) : NULL;
    return found ? (size_t)(found - lexer->s.p) : lexer->s.n;
}

/* At %%: a directive, which may go over lines, or a comment to the end of the line. */
static void skip_comment(struct mermaid_lexer *lexer)
{
    size_t at = lexer->i, end = line_end(lexer, at);
    if (mermaid_lexer_looking(lexer, "%%{") && at < lexer->undirected) {
        size_t length = str_find(str_sub(lexer->s, at, lexer->s.n), STR("}%%"));
        if (at + length < lexer->s.n) {
            lexer->i = at + length + 3;
            return;
        }
        lexer->undirected = at;
        mermaid_lexer_complain(lexer, at, "a directive without }%%: read as a comment of one line");
    }
    struct str comment = str_trim(str_sub(lexer->s, at + 2, end - at - 2));
    lexer->i = end;
    if (at < lexer->remarked || !str_eq_nocase(str_sub(comment, 0, 6), STR("grade:")))
        return;
    lexer->remarked = at + 1;
    struct mermaid_remark *remark =
        ARENA_PUSH(lexer->ctx->arena, lexer->remarks, lexer->n_remarks, lexer->cap_remarks);
    remark->text = str_trim(str_sub(comment, 6, comment.n));
    remark->at = remark->text.n ? (size_t)(remark->text.p - lexer->s.p) : at;
}

/* Whether the byte before is none of a name: %% begins a comment then. */
static bool at_comment(const struct mermaid_lexer *lexer)
{
    char before = lexer->i ? lexer->s.p[lexer->i - 1] : '\n';
    return mermaid_lexer_looking(lexer, "%%") && (str_byte_space(before) || strchr(";])}|\"%\xa0", before));
}

static void skip(struct mermaid_lexer *lexer, const char *also)
{
    while (!mermaid_lexer_done(lexer)) {
        char c = mermaid_lexer_peek(lexer, 0);
        if (c == '%' && at_comment(lexer))
            skip_comment(lexer);
        else if (mermaid_lexer_looking(lexer, "\xc2\xa0"))
            lexer->i += 2;
        else if ((str_byte_space(c) && c != '\n') || (c && strchr(also, c)))
            lexer->i++;
        else
            return;
    }
}

void mermaid_lexer_blanks(struct mermaid_lexer *lexer)
{
    skip(lexer, "");
}

void mermaid_lexer_lines(struct mermaid_lexer *lexer)
{
    skip(lexer, "\n");
}

void mermaid_lexer_separators(struct mermaid_lexer *lexer)
{
    skip(lexer, "\n;");
}

bool mermaid_lexer_ends(const struct mermaid_lexer *lexer)
{
    char c = mermaid_lexer_peek(lexer, 0);
    return mermaid_lexer_done(lexer) || c == '\n' || c == ';';
}

struct str mermaid_lexer_line(struct mermaid_lexer *lexer)
{
    size_t from = lexer->i;
    lexer->i = line_end(lexer, from);
    return str_trim(str_sub(lexer->s, from, lexer->i - from));
}

struct str mermaid_lexer_statement(struct mermaid_lexer *lexer)
{
    size_t from = lexer->i;
    bool entity = false;
    for (; !mermaid_lexer_done(lexer); lexer->i++) {
        char c = lexer->s.p[lexer->i];
        if (c == '\n' || (c == ';' && !entity) || (c == '%' && at_comment(lexer)))
            break;
        entity = c == '#' || c == '&' || (entity && is_alphanumeric(c));
    }
    return str_trim(str_sub(lexer->s, from, lexer->i - from));
}

void mermaid_lexer_front_matter(struct mermaid_lexer *lexer)
{
    size_t begin = lexer->i;
    while (!mermaid_lexer_done(lexer) && str_byte_space(lexer->s.p[lexer->i]))
        lexer->i++;
    if (!str_eq(mermaid_lexer_line(lexer), STR("---"))) {
        lexer->i = begin;
        return;
    }
    struct str title = STR("");
    while (!mermaid_lexer_done(lexer)) {
        lexer->i++;
        struct str line = mermaid_lexer_line(lexer);
        if (str_eq(line, STR("---"))) {
            lexer->title = title;
            return;
        }
        if (str_starts(line, "title:") && !title.n)
            title = str_trim(str_sub(line, 6, line.n));
        if (title.n > 1 && (title.p[0] == '"' || title.p[0] == '\'') && title.p[title.n - 1] == title.p[0])
            title = str_sub(title, 1, title.n - 2);
    }
    mermaid_lexer_complain(lexer, begin, "--- without a second --- after the settings: the line is left out");
    lexer->i = begin;
    mermaid_lexer_lines(lexer);
    mermaid_lexer_line(lexer);
}

/* ---- names and texts ---- */

/* Whether the byte is one of a name; what follows it decides for some. */
static bool in_name(const struct mermaid_lexer *lexer)
{
    char c = mermaid_lexer_peek(lexer, 0), next = mermaid_lexer_peek(lexer, 1);
    if (is_alphanumeric(c))
        return !mermaid_lexer_looking(lexer, "\xc2\xa0");
    if (c == '-')
        return lexer->i + 1 < lexer->s.n && next != '-' && next != '>' && next != '.';
    if (c == '=')
        return next != '=' && next != '>';
    if (c == ':')
        return !mermaid_lexer_looking(lexer, ":::");
    if (c == '@')
        return is_alphanumeric(next);
    return c && strchr("_!#$%&'*+.`?\\/,", c);
}

bool mermaid_lexer_name(struct mermaid_lexer *lexer, struct str *out)
{
    size_t from = lexer->i;
    while (!mermaid_lexer_done(lexer) && in_name(lexer))
        lexer->i++;
    *out = str_sub(lexer->s, from, lexer->i - from);
    /* :, & and , belong to names, but are none */
    if (out->n && !(out->n == 1 && strchr(":&,", out->p[0])))
        return true;
    lexer->i = from;
    return false;
}

bool mermaid_lexer_string(struct mermaid_lexer *lexer, struct mermaid_raw *out)
{
    struct str s = lexer->s;
    size_t from = lexer->i + 1, i = from;
    bool tag = false, attribute = false;
    for (; i < s.n; i++) {
        char c = s.p[i];
        if (c == '<')
            tag = i + 1 < s.n && is_alphanumeric(s.p[i + 1]);
        else if (c == '>' && !attribute)
            tag = false;
        else if (c == '"' && attribute)
            attribute = false;
        else if (c == '"' && tag && s.p[i - 1] == '=')
            attribute = true;
        else if (c == '"')
            break;
    }
    if (i == s.n) {
        lexer->i = s.n;
        return false;
    }
    lexer->i = i + 1;
    struct str text = str_trim(str_sub(s, from, i - from));
    bool markdown = text.n > 1 && text.p[0] == '`' && text.p[text.n - 1] == '`';
    *out = (struct mermaid_raw){markdown ? str_sub(text, 1, text.n - 2) : text, markdown, from - 1};
    return true;
}

struct str mermaid_lexer_text(struct mermaid_lexer *lexer, const struct mermaid_raw *raw)
{
    size_t most = lexer->ctx->limits->mermaid_label;
    struct str text = raw->text;
    if (text.n > most) {
        diag_add(lexer->ctx->diags, DIAG_MERMAID_LIMIT, mermaid_lexer_place(lexer, raw->at),
                 "a text of more than %zu bytes: cut there", most);
        text.n = most;
        while (text.n && ((unsigned char)text.p[text.n] & 0xc0) == 0x80)
            text.n--;
    }
    return mermaid_label_text(lexer->ctx->arena, text, raw->markdown);
}

void mermaid_lexer_skip_style(struct mermaid_lexer *lexer)
{
    for (bool more = true; more;) {
        mermaid_lexer_statement(lexer);
        size_t i = lexer->i + 1;
        while (i < lexer->s.n &&
               (lexer->s.p[i] == ' ' || lexer->s.p[i] == '-' || is_alphanumeric(lexer->s.p[i])))
            i++;
        more = mermaid_lexer_peek(lexer, 0) == ';' && i < lexer->s.n && lexer->s.p[i] == ':' &&
               !str_starts(str_sub(lexer->s, i, 3), ":::");
        lexer->i += more;
    }
}

void mermaid_lexer_skip_click(struct mermaid_lexer *lexer)
{
    bool quoted = false;
    while (!mermaid_lexer_done(lexer) && (quoted || mermaid_lexer_peek(lexer, 0) != ';') &&
           mermaid_lexer_peek(lexer, 0) != '\n') {
        quoted = quoted != (mermaid_lexer_peek(lexer, 0) == '"');
        lexer->i++;
    }
}

bool mermaid_lexer_described(struct mermaid_lexer *lexer)
{
    size_t begin = lexer->i;
    bool title = mermaid_lexer_take(lexer, "accTitle");
    if (!title && !mermaid_lexer_take(lexer, "accDescr"))
        return false;
    mermaid_lexer_blanks(lexer);
    if (mermaid_lexer_take(lexer, ":")) {
        struct str text = mermaid_lexer_line(lexer);
        if (title && !lexer->title.n)
            lexer->title = text;
        return true;
    }
    if (!title && mermaid_lexer_take(lexer, "{")) {
        const char *end = lexer->unbraced ? NULL : memchr(lexer->s.p + lexer->i, '}', lexer->s.n - lexer->i);
        if (end) {
            lexer->i = (size_t)(end - lexer->s.p) + 1;
            return true;
        }
        lexer->unbraced = true;
        mermaid_lexer_complain(lexer, begin, "accDescr { without its }: the line is left out");
        mermaid_lexer_line(lexer);
        return true;
    }
    lexer->i = begin;
    return false;
}

/* ---- limits and mistakes ---- */

bool mermaid_lexer_token(struct mermaid_lexer *lexer)
{
    size_t most = lexer->ctx->limits->mermaid_tokens;
    if (lexer->stopped || ++lexer->tokens <= most)
        return !lexer->stopped;
    lexer->stopped = true;
    diag_add(lexer->ctx->diags, DIAG_MERMAID_LIMIT, mermaid_lexer_place(lexer, lexer->i),
             "more than %zu names, labels and arrows in a diagram: the rest is left out", most);
    return false;
}

bool mermaid_lexer_complain(struct mermaid_lexer *lexer, size_t at, const char *words)
{
    /* A mistake may be met again by what is read a second time. */
    if (lexer->complained != at + 1)
        diag_add(lexer->ctx->diags, DIAG_MERMAID_SYNTAX, mermaid_lexer_place(lexer, at), "%s", words);
    lexer->complained = at + 1;
    return false;
}

void mermaid_lexer_recover(struct mermaid_lexer *lexer, size_t start)
{
    size_t failed = lexer->i;
    const char *end = memchr(lexer->s.p + start, '\n', failed - start);
    size_t first = end ? (size_t)(end - lexer->s.p) : failed;
    if (!end) {
        mermaid_lexer_statement(lexer);
    } else if (lexer->again + (failed - first) <= 2 * lexer->s.n) {
        lexer->again += failed - first;
        lexer->i = first;
    } else {
        lexer->i = line_end(lexer, failed);
    }
}
