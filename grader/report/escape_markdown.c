#include "report/escape_markdown.h"

#include "report/escape_characters.h"

#include <stdio.h>
#include <string.h>

#define SHORTEST_COMMIT 7 /* hexadecimal digits that forges look a commit up by */

static struct str visible(struct report_out *out, struct str text)
{
    /* A byte may become three (U+FFFD), and a middle dot may come with it. */
    struct buf line = buf_new(out->arena, 8 * text.n + 8);
    struct escape_reader reader = escape_reader(text);
    for (uint32_t c; (c = escape_visible(&reader)) != 0;)
        escape_put(&line, c);
    return str_trim(buf_str(&line));
}

static bool letter(char c)
{
    return str_byte_lower(c) >= 'a' && str_byte_lower(c) <= 'z';
}

static bool hexadecimal(char c)
{
    return str_byte_digit(c) || (str_byte_lower(c) >= 'a' && str_byte_lower(c) <= 'f');
}

/* A run of letters and digits that could be the id of a commit. */
static bool names_commit(struct str word)
{
    size_t run = 0;
    bool hex = true;
    for (size_t i = 0; i <= word.n; i++) {
        if (i < word.n && (letter(word.p[i]) || str_byte_digit(word.p[i]))) {
            hex = hex && hexadecimal(word.p[i]);
            run++;
            continue;
        }
        if (hex && run >= SHORTEST_COMMIT)
            return true;
        run = 0;
        hex = true;
    }
    return false;
}

/* Whether a forge would make something of the word, whatever entities its characters were written as. */
static bool acts(struct str word)
{
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i], next = i + 1 < word.n ? word.p[i + 1] : '\0';
        bool name = letter(next) || str_byte_digit(next) || next == '"';
        if (c == '$' || (next && strchr("@#~^:", c)) || (name && c == '%') ||
            (str_byte_digit(next) && (c == '!' || c == '&')))
            return true;
        if (c == '-' && i >= 2 && str_byte_digit(next) && str_byte_lower(word.p[i - 1]) == 'h' &&
            str_byte_lower(word.p[i - 2]) == 'g')
            return true;
    }
    return str_has_nocase(word, STR("www.")) || names_commit(word);
}

static void code(struct report_out *out, struct str text)
{
    out_puts(out, "`");
    while (text.n) {
        size_t plain = 0;
        while (plain < text.n && text.p[plain] != '`' && text.p[plain] != '|')
            plain++;
        out_add(out, str_sub(text, 0, plain));
        if (plain < text.n)
            out_puts(out, text.p[plain] == '`' ? "\xCB\x8B" : "\xC7\x80");
        text = str_sub(text, plain + 1, text.n);
    }
    out_puts(out, "`");
}

/* What would begin a list or underline a heading, if the text began a line. */
static bool begins_block(struct str word, size_t at)
{
    if (at == 0)
        return strchr("-+=", word.p[0]) != NULL;
    if (word.p[at] != '.' && word.p[at] != ')')
        return false;
    for (size_t i = 0; i < at; i++)
        if (!str_byte_digit(word.p[i]))
            return false;
    return true;
}

static void words(struct report_out *out, struct str word, bool first)
{
    size_t digits = 0; /* at the front; one mark after them is all that can matter */
    while (first && digits < word.n && str_byte_digit(word.p[digits]))
        digits++;
    for (size_t i = 0, from = 0; i <= word.n; i++) {
        bool end = i == word.n;
        if (!end && !strchr("!#$&*<>@[\\]^_`{|}~", word.p[i]) &&
            !(first && i == digits && begins_block(word, i)))
            continue;
        out_add(out, str_sub(word, from, i - from));
        from = i + 1;
        char entity[8];
        if (!end) {
            snprintf(entity, sizeof entity, "&#%d;", word.p[i]);
            out_puts(out, entity);
        }
    }
}

void escape_markdown(struct report_out *out, struct str text)
{
    struct str rest = visible(out, text);
    for (bool first = true; rest.n; first = false) {
        size_t end = str_find(rest, STR(" "));
        struct str word = str_sub(rest, 0, end);
        rest = str_trim(str_sub(rest, end, rest.n));
        if (!first)
            out_puts(out, " ");
        if (acts(word))
            code(out, word);
        else
            words(out, word, first);
    }
}

void escape_markdown_code(struct report_out *out, struct str text)
{
    struct str line = visible(out, text);
    if (line.n)
        code(out, line);
}
