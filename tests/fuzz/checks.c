/* What must hold of output, whatever was put in: fuzz.h. */
#include "fuzz.h"

#include "report/escape_characters.h"

#include <jansson.h>
#include <string.h>

/* ------------------------------------------------------------------ output */

static void append(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (struct str){bytes, n});
}

struct report_out fuzz_out(struct buf *out, struct arena *arena)
{
    *out = buf_new(arena, 64 * MIB);
    return (struct report_out){append, out, arena};
}

struct str fuzz_report(struct arena *arena, const struct report_format *format, const struct review *review,
                       const struct report_options *options)
{
    struct buf bytes;
    struct report_out out = fuzz_out(&bytes, arena);
    format->write(&out, review, options);
    FUZZ_CHECK(!bytes.full && bytes.n > 0);
    return buf_str(&bytes);
}

/* "\033[" digits and semicolons "m", or 0. */
static size_t colour_at(struct str s, size_t i)
{
    size_t end = i + 2;
    if (s.n - i < 3 || s.p[i] != '\033' || s.p[i + 1] != '[')
        return 0;
    while (end < s.n && (str_byte_digit(s.p[end]) || s.p[end] == ';'))
        end++;
    return end < s.n && s.p[end] == 'm' ? end + 1 - i : 0;
}

/* What a terminal draws of the line, without colours. */
static struct str uncoloured(struct arena *arena, struct str line, bool colour)
{
    struct buf out = buf_new(arena, line.n + 1);
    for (size_t i = 0; i < line.n;) {
        size_t n = colour ? colour_at(line, i) : 0;
        if (!n)
            buf_putc(&out, line.p[i]);
        i += n ? n : 1;
    }
    return buf_str(&out);
}

/* Characters that move, hide or reorder what stands beside them, by their first and last. */
static bool hides(uint32_t c)
{
    static const uint32_t ranges[][2] = {
        {0x00, 0x1F},     {0x7F, 0x9F},     {0x061C, 0x061C}, {0x200B, 0x200F},   {0x2028, 0x202E},
        {0x2060, 0x206F}, {0xE000, 0xF8FF}, {0xFEFF, 0xFEFF}, {0xE0000, 0xE0FFF}, {0xF0000, 0x10FFFF}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return true;
    return false;
}

/* Of valid UTF-8. */
static uint32_t character_at(struct str s, size_t *i)
{
    unsigned char first = (unsigned char)s.p[(*i)++];
    size_t more = first < 0x80 ? 0 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    uint32_t c = more ? first & (0x3Fu >> more) : first;
    for (; more; more--)
        c = c << 6 | ((unsigned char)s.p[(*i)++] & 0x3Fu);
    return c;
}

void fuzz_check_terminal(struct str text, bool colour, bool unicode)
{
    struct arena *arena = arena_new();
    FUZZ_CHECK_TEXT(sound_utf8(text), text);
    while (text.n) {
        struct str line = uncoloured(arena, fuzz_line(&text), colour);
        for (size_t i = 0; i < line.n;) {
            uint32_t c = character_at(line, &i);
            FUZZ_CHECK_TEXT(!hides(c), line);
            FUZZ_CHECK_TEXT(unicode || c < 0x7F, line);
        }
        FUZZ_CHECK_TEXT(!str_starts(str_trim(line), "::"), line);
        FUZZ_CHECK_TEXT(str_find(line, STR("##[")) == line.n, line);
    }
    arena_free(arena);
}

void fuzz_check_text(struct str text)
{
    FUZZ_CHECK_TEXT(sound_utf8(text), text);
    for (size_t i = 0; i < text.n;) {
        uint32_t c = character_at(text, &i);
        FUZZ_CHECK_TEXT(c == '\n' || c == '\t' || (c >= 0x20 && !(c >= 0x7F && c <= 0x9F)), text);
    }
}

void fuzz_check_json(struct str text)
{
    json_error_t error;
    FUZZ_CHECK_TEXT(sound_utf8(text), text);
    json_t *value =
        json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
    FUZZ_CHECK_TEXT(value, text);
    json_decref(value);
}

struct str fuzz_visible(struct arena *arena, struct str text)
{
    struct buf out = buf_new(arena, 4 * text.n + 16);
    struct escape_reader reader = escape_reader(text);
    for (uint32_t c; (c = escape_visible(&reader)) != 0;)
        escape_put(&out, c);
    FUZZ_CHECK(!out.full);
    return buf_str(&out);
}

/* ------------------------------------------------------------------ XML */

static size_t xml_name(struct str s)
{
    size_t n = 0;
    while (n < s.n && (str_byte_digit(s.p[n]) || s.p[n] == '-' || s.p[n] == ':' || s.p[n] == '_' ||
                       s.p[n] == '.' || (str_byte_lower(s.p[n]) >= 'a' && str_byte_lower(s.p[n]) <= 'z')))
        n++;
    return n;
}

static void check_entities(struct str s)
{
    static const char *const known[] = {"&lt;",   "&gt;",  "&amp;", "&quot;",
                                        "&apos;", "&#39;", "&#96;", "&#10;"};
    for (size_t i = 0; i < s.n; i++) {
        bool found = s.p[i] != '&';
        for (size_t k = 0; k < sizeof known / sizeof *known && !found; k++)
            found = str_starts(str_sub(s, i, s.n), known[k]);
        FUZZ_CHECK_TEXT(found, str_sub(s, i, 40));
    }
}

/* ' name="value"' as often as there is one; what is behind them. */
static struct str xml_attributes(struct str s)
{
    for (;;) {
        struct str rest = s;
        while (rest.n && str_byte_space(rest.p[0]))
            rest = str_sub(rest, 1, rest.n);
        size_t n = xml_name(rest);
        if (n == 0)
            return rest;
        rest = str_sub(rest, n, rest.n);
        FUZZ_CHECK_TEXT(str_starts(rest, "=\""), s);
        rest = str_sub(rest, 2, rest.n);
        size_t end = str_find(rest, STR("\""));
        FUZZ_CHECK_TEXT(end < rest.n && !memchr(rest.p, '<', end), s);
        check_entities(str_sub(rest, 0, end));
        s = str_sub(rest, end + 1, rest.n);
    }
}

void fuzz_check_xml(struct str text)
{
    struct str open[64];
    size_t depth = 0, elements = 0;
    fuzz_check_text(text);
    if (str_starts(text, "<?xml "))
        text = str_sub(text, str_find(text, STR("?>")) + 2, text.n);
    while (text.n) {
        size_t n = str_find(text, STR("<"));
        struct str between = str_sub(text, 0, n);
        check_entities(between);
        FUZZ_CHECK_TEXT(depth || str_trim(between).n == 0, between);
        FUZZ_CHECK_TEXT(str_find(between, STR("]]>")) == between.n, between);
        text = str_sub(text, n, text.n);
        if (text.n == 0)
            break;
        bool closes = str_starts(text, "</");
        struct str tag = str_sub(text, closes ? 2 : 1, text.n), name = str_sub(tag, 0, xml_name(tag));
        FUZZ_CHECK_TEXT(name.n > 0, str_sub(text, 0, 40));
        text = xml_attributes(str_sub(tag, name.n, tag.n));
        bool empty = str_starts(text, "/>");
        FUZZ_CHECK_TEXT(empty || str_starts(text, ">"), str_sub(tag, 0, 80));
        text = str_sub(text, empty ? 2 : 1, text.n);
        if (closes) {
            FUZZ_CHECK_TEXT(depth > 0 && !empty && str_eq(open[depth - 1], name), name);
            depth--;
        } else if (!empty) {
            FUZZ_CHECK(depth < sizeof open / sizeof *open);
            open[depth++] = name;
        }
        elements++;
    }
    FUZZ_CHECK(depth == 0 && elements > 0);
}

/* ------------------------------------------------------------------ reports */

/*
 * A runner obeys lines that begin with "::" outside of the fence, and "##[" anywhere: the only commands are
 * the fence and annotations.
 */
static void check_github(struct str log)
{
    static const char *const commands[] = {"::notice ", "::warning ", "::error "};
    struct str token = {"", 0};
    fuzz_check_text(log);
    FUZZ_CHECK_TEXT(str_find(log, STR("##[")) == log.n, log);
    struct str first = fuzz_line(&log);
    FUZZ_CHECK_TEXT(str_starts(first, "::stop-commands::"), first);
    token = str_sub(first, 17, first.n);
    FUZZ_CHECK_TEXT(token.n >= 32 && xml_name(token) == token.n, first);
    for (bool fenced = true; log.n;) {
        struct str line = fuzz_line(&log), bare = str_trim(line);
        bool ends = bare.n == token.n + 4 && str_eq(str_sub(bare, 2, token.n), token);
        if (fenced) {
            fenced = !ends;
            continue;
        }
        bool known = false;
        for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
            known |= str_starts(line, commands[i]);
        FUZZ_CHECK_TEXT(known, line);
    }
}

void fuzz_check_report(const char *format, struct str report, const struct report_options *options)
{
    struct str name = str_from(format);
    if (str_is(name, "terminal") || str_is(name, "tree"))
        fuzz_check_terminal(report, options->colour, options->unicode);
    else if (str_is(name, "json") || str_is(name, "sarif"))
        fuzz_check_json(report);
    else if (str_is(name, "junit"))
        fuzz_check_xml(report);
    else if (str_is(name, "github"))
        check_github(report);
    else
        fuzz_check_text(report);
}
