#include "parse/entities.h"

static const struct {
    const char *name;
    uint32_t code;
} entities[] = {
    {"amp", '&'},      {"lt", '<'},       {"gt", '>'},       {"quot", '"'},      {"apos", '\''},
    {"nbsp", ' '},     {"ensp", ' '},     {"emsp", ' '},     {"thinsp", ' '},    {"copy", 0xa9},
    {"reg", 0xae},     {"deg", 0xb0},     {"plusmn", 0xb1},  {"sup2", 0xb2},     {"micro", 0xb5},
    {"middot", 0xb7},  {"frac12", 0xbd},  {"times", 0xd7},   {"divide", 0xf7},   {"auml", 0xe4},
    {"ouml", 0xf6},    {"uuml", 0xfc},    {"Auml", 0xc4},    {"Ouml", 0xd6},     {"Uuml", 0xdc},
    {"szlig", 0xdf},   {"eacute", 0xe9},  {"egrave", 0xe8},  {"agrave", 0xe0},   {"ccedil", 0xe7},
    {"ntilde", 0xf1},  {"pound", 0xa3},   {"yen", 0xa5},     {"euro", 0x20ac},   {"sect", 0xa7},
    {"mu", 0x3bc},     {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018},  {"rsquo", 0x2019},
    {"ldquo", 0x201c}, {"rdquo", 0x201d}, {"bull", 0x2022},  {"hellip", 0x2026}, {"trade", 0x2122},
    {"larr", 0x2190},  {"uarr", 0x2191},  {"rarr", 0x2192},  {"darr", 0x2193},   {"harr", 0x2194},
    {"rArr", 0x21d2},  {"le", 0x2264},    {"ge", 0x2265},    {"ne", 0x2260},     {"asymp", 0x2248},
    {"infin", 0x221e}, {"lArr", 0x21d0},  {"hArr", 0x21d4},  {"laquo", 0xab},    {"raquo", 0xbb},
    {"minus", 0x2212}, {"sum", 0x2211},   {"lambda", 0x3bb}, {"sigma", 0x3c3},   {"alpha", 0x3b1},
    {"beta", 0x3b2},   {"Delta", 0x394},  {"cent", 0xa2},    {"frac14", 0xbc},   {"sup3", 0xb3},
    {"check", 0x2713}, {"cross", 0x2717}, {"num", '#'},      {"lpar", '('},      {"rpar", ')'},
    {"lbrack", '['},   {"rbrack", ']'},   {"vert", '|'},     {"colon", ':'},     {"semi", ';'},
};

static size_t encode(char out[ENTITY_BYTES], uint32_t code)
{
    if (code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
        code = 0xfffd;
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    out[0] = (char)((n == 2 ? 0xc0 : n == 3 ? 0xe0 : 0xf0) | code >> 6 * (n - 1));
    for (size_t i = 1; i < n; i++)
        out[i] = (char)(0x80 | (code >> 6 * (n - 1 - i) & 0x3f));
    return n;
}

/* 123 and xAB: false where it is no number. */
static bool numeric(struct str digits, uint32_t *out)
{
    uint32_t base = 10, value = 0;
    if (digits.n > 1 && (digits.p[0] == 'x' || digits.p[0] == 'X')) {
        base = 16;
        digits = str_sub(digits, 1, digits.n);
    }
    for (size_t i = 0; i < digits.n; i++) {
        char c = str_byte_lower(digits.p[i]);
        uint32_t d = str_byte_digit(c)      ? (uint32_t)(c - '0')
                     : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                                            : 16;
        if (d >= base)
            return false;
        value = value > 0x10ffff ? value : value * base + d;
    }
    *out = value;
    return digits.n > 0;
}

size_t entity_read(char out[ENTITY_BYTES], size_t *out_n, struct str s)
{
    enum { LONGEST = 12 };
    struct str name = str_sub(s, 1, LONGEST);
    size_t end = str_find(name, STR(";"));
    uint32_t code = 0;
    *out_n = 0;
    if (end >= name.n)
        return 0;
    name.n = end;
    bool found = name.n > 1 && name.p[0] == '#' && numeric(str_sub(name, 1, name.n), &code);
    for (size_t i = 0; !found && i < sizeof entities / sizeof *entities; i++) {
        found = str_is(name, entities[i].name);
        code = entities[i].code;
    }
    if (!found)
        return 0;
    if (code == 0xa0 || (code >= 0x2000 && code <= 0x200a) || code == 0x202f)
        code = ' ';
    *out_n = encode(out, code);
    return end + 2;
}
