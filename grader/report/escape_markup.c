#include "report/escape_markup.h"

#include "report/escape_characters.h"

static const char *entity(uint32_t c)
{
    switch (c) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '`': /* old browsers took it for a quote */
        return "&#96;";
    default:
        return NULL;
    }
}

void escape_markup(struct report_out *out, struct str text)
{
    struct escape_reader reader = escape_reader(text);
    for (uint32_t c; (c = escape_visible(&reader)) != 0;) {
        char bytes[4];
        const char *named = entity(c);
        if (named)
            out_puts(out, named);
        else
            out_add(out, (struct str){bytes, utf8_encode(bytes, c)});
    }
}
