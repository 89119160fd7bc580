#include "base/utf8.h"

uint32_t utf8_next(struct str *rest)
{
    const unsigned char *s = (const unsigned char *)rest->p;
    size_t size = 1;
    uint32_t c = s[0];
    if (c >= 0x80) {
        size_t need = c >= 0xC2 && c <= 0xDF   ? 2
                      : c >= 0xE0 && c <= 0xEF ? 3
                      : c >= 0xF0 && c <= 0xF4 ? 4
                                               : 0;
        uint32_t value = need ? c & (0xFFu >> (need + 1)) : 0;
        bool whole = need && rest->n >= need;
        for (size_t i = 1; whole && i < need; i++) {
            whole = (s[i] & 0xC0) == 0x80;
            value = value << 6 | (s[i] & 0x3Fu);
        }
        /* No longer forms than needed, no surrogates, nothing past the end of Unicode. */
        if (!whole || (need == 3 && value < 0x800) || (need == 4 && (value < 0x10000 || value > 0x10FFFF)) ||
            (value >= 0xD800 && value <= 0xDFFF)) {
            c = UTF8_REPLACEMENT;
        } else {
            c = value;
            size = need;
        }
    }
    *rest = str_sub(*rest, size, rest->n);
    return c;
}

size_t utf8_encode(char out[4], uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(lead[n] | c);
    return n;
}

struct str utf8_cut(struct str s, size_t most)
{
    size_t n = s.n < most ? s.n : most;
    while (n < s.n && n > 0 && utf8_continues(s.p[n]))
        n--;
    return str_sub(s, 0, n);
}
