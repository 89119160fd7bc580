#include "report/escape_uri.h"

#include "base/utf8.h"

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
        while (segment.n) {
            char bytes[4];
            size_t n = utf8_encode(bytes, utf8_next(&segment));
            for (size_t i = 0; i < n; i++) {
                unsigned char byte = (unsigned char)bytes[i];
                const char escaped[3] = {'%', digits[byte >> 4], digits[byte & 15]};
                if (dots)
                    out_puts(out, "_");
                else if (plain(bytes[i]))
                    out_add(out, (struct str){&bytes[i], 1});
                else
                    out_add(out, (struct str){escaped, 3});
            }
        }
    }
}
