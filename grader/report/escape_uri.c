#include "report/escape_uri.h"

static bool plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || str_byte_digit(c) || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

void escape_uri(struct report_out *out, struct str path)
{
    static const char digits[] = "0123456789ABCDEF";
    bool first = true;
    while (path.n) {
        size_t end = str_find(path, STR("/"));
        struct str segment = str_sub(path, 0, end);
        path = str_sub(path, end + 1, path.n);
        if (!segment.n)
            continue;
        if (!first)
            out_puts(out, "/");
        first = false;
        bool dots = str_is(segment, ".") || str_is(segment, "..");
        for (size_t i = 0; i < segment.n; i++) {
            unsigned char byte = (unsigned char)segment.p[i];
            const char escaped[3] = {'%', digits[byte >> 4], digits[byte & 15]};
            if (dots)
                out_puts(out, "_");
            else if (plain(segment.p[i]))
                out_add(out, str_sub(segment, i, 1));
            else
                out_add(out, (struct str){escaped, 3});
        }
    }
}
