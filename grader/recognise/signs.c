#include "recognise/signs.h"

/* Signs beyond ASCII by code point. */
static const struct {
    uint32_t code, sign;
} others[] = {
    {0xD7, SIGN_TIMES},   {0x2014, SIGN_DASH},  {0x2190, SIGN_BACK},  {0x2192, SIGN_ARROW},
    {0x2193, SIGN_ARROW}, {0x2194, SIGN_ARROW}, {0x21D0, SIGN_BACK},  {0x21D2, SIGN_ARROW},
    {0x2248, SIGN_EQUAL}, {0x2264, SIGN_LESS},  {0x2265, SIGN_LESS},  {0x25B6, SIGN_ARROW},
    {0x25BA, SIGN_ARROW}, {0x25BC, SIGN_ARROW}, {0x25C0, SIGN_BACK},  {0x2610, SIGN_OPEN_TASK},
    {0x2611, SIGN_TICK},  {0x2612, SIGN_CROSS}, {0x2705, SIGN_TICK},  {0x2713, SIGN_TICK},
    {0x2714, SIGN_TICK},  {0x2717, SIGN_CROSS}, {0x2718, SIGN_CROSS}, {0x274C, SIGN_CROSS},
    {0x274E, SIGN_CROSS}, {0x2794, SIGN_ARROW}, {0x279C, SIGN_ARROW}, {0x27A1, SIGN_ARROW},
    {0x27F5, SIGN_BACK},  {0x27F6, SIGN_ARROW}, {0x2B95, SIGN_ARROW}, {0x1F6AB, SIGN_CROSS},
};

static uint32_t other_sign(uint32_t code)
{
    size_t low = 0, high = sizeof others / sizeof *others;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (others[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sizeof others / sizeof *others && others[low].code == code ? others[low].sign : 0;
}

static char byte(struct str s, size_t i)
{
    return i < s.n ? s.p[i] : '\0';
}

/* A sign of several bytes in UTF-8; *n is its length. Text that is no UTF-8 holds none. */
static uint32_t beyond_ascii(struct str s, size_t i, size_t *n)
{
    unsigned char c = (unsigned char)s.p[i];
    *n = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC2 ? 2 : 1;
    if (*n == 1 || i + *n > s.n)
        return *n = 1, 0;
    uint32_t code = *n == 2 ? c & 0x1Fu : *n == 3 ? c & 0x0Fu : c & 0x07u;
    for (size_t k = 1; k < *n; k++)
        code = code << 6 | ((unsigned char)s.p[i + k] & 0x3Fu);
    /* A short dash is one between blanks; "50–80" is a range. */
    if (code == 0x2013)
        return byte(s, i + 3) == ' ' ? SIGN_DASH : 0;
    return other_sign(code);
}

/* -> --> ==> and <- ; `-` and `--` between blanks. */
static uint32_t line_at(struct str s, size_t i, size_t *n)
{
    size_t end = i;
    bool back = i > 0 && s.p[i - 1] == '<';
    while (byte(s, end) == '-' || byte(s, end) == '=')
        end++;
    *n = end - i;
    if (byte(s, end) == '>') {
        ++*n;
        /* ">=" and "=>": the first is read at its ">", and never comes here. */
        return back ? SIGN_ARROW | SIGN_BACK : SIGN_ARROW;
    }
    bool blank = (i == 0 || str_byte_space(s.p[i - 1])) && (end == s.n || str_byte_space(s.p[end]));
    if (s.p[i] == '-')
        return back ? SIGN_BACK : blank || *n > 1 ? SIGN_DASH : 0;
    return SIGN_EQUAL;
}

/* short_word: one of two letters at most stands before. */
static uint32_t between(struct str s, size_t from, size_t to, bool short_word)
{
    uint32_t signs = 0;
    for (size_t i = from, n; i < to; i += n) {
        char c = s.p[i], next = byte(s, i + 1);
        bool ends = i + 1 >= s.n || str_byte_space(next);
        n = 1;
        if ((unsigned char)c >= 0x80) {
            signs |= beyond_ascii(s, i, &n);
            continue;
        }
        switch (c) {
        case ',':
            signs |= SIGN_COMMA;
            break;
        case ';':
            signs |= SIGN_STOP;
            break;
        case '.':
            /* "e.g. Redis" goes on. */
            signs |= ends && !(short_word && i == from) ? SIGN_STOP : 0;
            break;
        case '!':
        case '?':
            signs |= ends ? SIGN_STOP : 0;
            break;
        case ':':
            signs |= ends ? SIGN_COLON : 0;
            break;
        case '[':
            if (next == ' ' && byte(s, i + 2) == ']') {
                signs |= SIGN_OPEN_TASK;
                n = 3;
                break;
            }
            signs |= SIGN_OPEN;
            break;
        case '(':
        case '{':
            signs |= SIGN_OPEN;
            break;
        case ')':
        case ']':
        case '}':
            signs |= SIGN_CLOSE;
            break;
        case '-':
        case '=':
            signs |= line_at(s, i, &n);
            break;
        case '<':
            signs |= next == '-' ? 0 : SIGN_LESS;
            break;
        case '>':
            signs |= SIGN_LESS;
            n = next == '=' ? 2 : 1;
            break;
        case '*':
            signs |= ends && i > 0 && s.p[i - 1] == ' ' ? SIGN_TIMES : 0;
            break;
        default:
            break;
        }
    }
    return signs;
}

void signs_read(uint32_t *out, const struct tokens *tokens)
{
    size_t from = 0;
    for (size_t i = 0; i <= tokens->n; i++) {
        size_t to = i < tokens->n ? tokens->items[i].at : tokens->source.n;
        bool short_word = i > 0 && tokens->items[i - 1].n <= 2 && !tokens->items[i - 1].number;
        /* Mostly a single blank. */
        out[i] = to == from + 1 && tokens->source.p[from] == ' '
                     ? 0
                     : between(tokens->source, from, to, short_word);
        if (i < tokens->n)
            from = (size_t)tokens->items[i].at + tokens->items[i].n;
    }
}
