#include "report/picture_text.h"

#include "report/escape.h"

#define DOTS "\xE2\x80\xA6"

/* Labels as read may hold line breaks in any notation: all of them become blanks here. */
static struct str flat(struct arena *arena, struct str text)
{
    struct buf out = buf_new(arena, text.n + 1);
    for (size_t i = 0; i < text.n; i++) {
        struct str rest = str_sub(text, i, text.n);
        char c = text.p[i];
        size_t close = str_starts(rest, "<br") ? str_find(str_sub(rest, 0, 8), STR(">")) : 8;
        if (c == '\\' && i + 1 < text.n &&
            (text.p[i + 1] == 'n' || text.p[i + 1] == 'l' || text.p[i + 1] == 'r')) {
            buf_putc(&out, ' ');
            i++;
        } else if (close < 8 && close < rest.n) {
            buf_putc(&out, ' ');
            i += close;
        } else {
            buf_putc(&out, str_byte_space(c) ? ' ' : c);
        }
    }
    return str_trim(buf_str(&out));
}

/* Bytes of the longest front of it that is at most that wide; *whole: that is all of it. */
static size_t fitting(struct str text, unsigned columns, bool *whole)
{
    struct str rest = text;
    unsigned width = 0;
    while (rest.n) {
        struct str here = rest;
        width += escape_width(escape_next(&rest));
        if (width > columns) {
            *whole = false;
            return text.n - here.n;
        }
    }
    *whole = true;
    return text.n;
}

struct str picture_text_cut(struct arena *arena, struct str text, unsigned columns)
{
    bool whole;
    text = flat(arena, text);
    size_t n = fitting(text, columns, &whole);
    if (whole)
        return text;
    n = fitting(text, columns - 1, &whole);
    return str_from(arena_printf(arena, "%.*s" DOTS, STR_ARG(str_trim(str_sub(text, 0, n)))));
}

unsigned picture_text_lines(struct str *out, struct arena *arena, struct str text, unsigned columns,
                            unsigned most)
{
    unsigned n = 0;
    struct str rest = flat(arena, text);
    while (rest.n && n + 1 < most) {
        bool whole;
        size_t end = fitting(rest, columns, &whole);
        size_t cut = end;
        while (!whole && cut > 0 && rest.p[cut] != ' ' && rest.p[cut - 1] != '-' && rest.p[cut - 1] != '/')
            cut--;
        /* A word that is longer than a line is broken where the line ends. */
        if (cut == 0)
            cut = end ? end : rest.n;
        out[n++] = str_trim(str_sub(rest, 0, cut));
        rest = str_trim(str_sub(rest, cut, rest.n));
    }
    if (rest.n && most)
        out[n++] = picture_text_cut(arena, rest, columns);
    return n;
}

unsigned picture_text_width(struct str text, unsigned size)
{
    /* 0.56 em a column holds for the usual system fonts; capitals and digits run wider. */
    unsigned units = 0;
    while (text.n) {
        uint32_t c = escape_next(&text);
        unsigned columns = escape_width(c);
        bool narrow =
            c == 'i' || c == 'l' || c == 'j' || c == 't' || c == 'f' || c == '.' || c == ',' || c == ' ';
        bool broad = (c >= 'A' && c <= 'Z') || c == 'm' || c == 'w' || c == '@' || c == '%';
        units += columns == 2 ? 105 : columns == 0 ? 0 : narrow ? 36 : broad ? 74 : 58;
    }
    return (units * size + 99) / 100;
}

struct str picture_text_words(struct arena *arena, const char *id)
{
    struct str s = str_copy(arena, str_from(id));
    struct buf out = buf_new(arena, s.n + 1);
    for (size_t i = 0; i < s.n; i++)
        buf_putc(&out, s.p[i] == '_' ? ' ' : s.p[i]);
    return buf_str(&out);
}
