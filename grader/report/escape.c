#include "report/escape.h"

#include <stdio.h>

/* What stands for a character where only ASCII can be shown. */
static const char *likeness(uint32_t c)
{
    switch (c) {
    case 0x2190:
        return "<-";
    case 0x2192:
    case 0x21D2:
    case 0x27F6:
        return "->";
    case 0x2194:
        return "<->";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
        return "-";
    case 0x2018:
    case 0x2019:
        return "'";
    case 0x201C:
    case 0x201D:
    case 0xAB:
    case 0xBB:
        return "\"";
    case 0x2026:
        return "...";
    case 0xB7:
        return ".";
    case 0xD7:
        return "x";
    case 0x2022:
        return "*";
    case 0x2264:
        return "<=";
    case 0x2265:
        return ">=";
    case 0x2248:
        return "~";
    default:
        return "?";
    }
}

void escape_terminal(struct buf *out, struct str text, bool unicode)
{
    struct escape_reader reader = escape_reader(text);
    reader.ascii = !unicode;
    for (uint32_t c; (c = escape_visible(&reader)) != 0;) {
        if (c < 0x80 || unicode)
            escape_put(out, c);
        else if (escape_width(c))
            buf_puts(out, likeness(c));
    }
}

/* "##[" is a command to runners wherever it stands in a line. */
static bool after_hashes(const char *begin, const char *at)
{
    return at - begin >= 2 && at[-1] == '#' && at[-2] == '#';
}

void escape_json(struct report_out *out, struct str text)
{
    const char *begin = text.p;
    while (text.n) {
        struct str start = text;
        uint32_t c = escape_next(&text);
        size_t size = start.n - text.n;
        char escaped[16];
        int n = 0;
        if (c == '"' || c == '\\') {
            n = snprintf(escaped, sizeof escaped, "\\%c", (int)c);
        } else if (c == '\n' || c == '\t' || c == '\r') {
            n = snprintf(escaped, sizeof escaped, "\\%c", c == '\n' ? 'n' : c == '\t' ? 't' : 'r');
        } else if (c == '<' || c == '>' || c == '&' || (c == '[' && after_hashes(begin, start.p)) ||
                   escape_hidden(c)) {
            if (c > 0xFFFF)
                n = snprintf(escaped, sizeof escaped, "\\u%04x\\u%04x",
                             (unsigned)(0xD800 + ((c - 0x10000) >> 10)),
                             (unsigned)(0xDC00 + ((c - 0x10000) & 0x3FF)));
            else
                n = snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned)c);
        } else if (c == 0xFFFD) {
            n = (int)utf8_encode(escaped, c);
        }
        if (n) {
            out_add(out, (struct str){escaped, (size_t)n});
            continue;
        }
        /* A run of plain characters goes out in one piece. */
        while (text.n && (unsigned char)text.p[0] >= ' ' && (unsigned char)text.p[0] < 0x7F &&
               text.p[0] != '"' && text.p[0] != '\\' && text.p[0] != '<' && text.p[0] != '>' &&
               text.p[0] != '&' && text.p[0] != '[') {
            text = str_sub(text, 1, text.n);
            size++;
        }
        out_add(out, str_sub(start, 0, size));
    }
}
