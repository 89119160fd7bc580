#include "parse/text_glyphs.h"

#define BOX_FIRST 0x2500
#define BOX_LAST 0x257F
#define REPLACEMENT 0xFFFD

unsigned glyph_opposite(unsigned direction)
{
    return ((direction & (TO_UP | TO_LEFT)) << 1) | ((direction & (TO_DOWN | TO_RIGHT)) >> 1);
}

uint32_t glyph_next(size_t *n, struct str s, size_t at)
{
    unsigned char c = (unsigned char)s.p[at];
    size_t need = c < 0x80                ? 1
                  : c >= 0xC2 && c < 0xE0 ? 2
                  : c >= 0xE0 && c < 0xF0 ? 3
                  : c >= 0xF0 && c < 0xF5 ? 4
                                          : 0;
    *n = 1;
    if (need == 0 || at + need > s.n)
        return REPLACEMENT;
    uint32_t cp = need == 1 ? c : c & (0x7Fu >> need);
    for (size_t i = 1; i < need; i++) {
        unsigned char more = (unsigned char)s.p[at + i];
        if ((more & 0xC0) != 0x80)
            return REPLACEMENT;
        cp = cp << 6 | (more & 0x3F);
    }
    *n = need;
    return cp;
}

struct range {
    uint32_t first, last;
};

static bool within(uint32_t cp, const struct range *ranges, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (cp >= ranges[i].first && cp <= ranges[i].last)
            return true;
    return false;
}

unsigned glyph_width(uint32_t cp)
{
    static const struct range none[] = {{0x300, 0x36F},   {0x200B, 0x200F}, {0x2060, 0x2060},
                                        {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}};
    /* Emoji among the older symbols that fonts draw wide; the others of their block are narrow. */
    static const struct range wide[] = {
        {0x1100, 0x115F},   {0x231A, 0x231B},   {0x23E9, 0x23EC},  {0x26A1, 0x26A1}, {0x2705, 0x2705},
        {0x274C, 0x274C},   {0x2753, 0x2755},   {0x2795, 0x2797},  {0x2B50, 0x2B50}, {0x2E80, 0xA4CF},
        {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},  {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}};
    if (cp < 0x300)
        return 1;
    if (within(cp, none, sizeof none / sizeof *none))
        return 0;
    return within(cp, wide, sizeof wide / sizeof *wide) ? 2 : 1;
}

unsigned glyph_arms(uint32_t cp)
{
    /* One hexadecimal digit a character from U+2500 on: the sum of its directions. */
    static const char arms[] = "cc33cc33cc33aaaa666699995555bbbb"
                               "bbbb77777777eeeeeeeeddddddddffff"
                               "ffffffffffffcc33c3aaa666999555bb"
                               "b777eeedddfffa65900041824182c3c3";
    if (cp < BOX_FIRST || cp > BOX_LAST)
        return 0;
    char c = arms[cp - BOX_FIRST];
    return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

unsigned glyph_head(uint32_t cp)
{
    static const struct {
        uint32_t cp;
        unsigned head;
    } heads[] = {
        {0x2190, TO_LEFT},  {0x2191, TO_UP},    {0x2192, TO_RIGHT}, {0x2193, TO_DOWN},  {0x2194, TO_SIDES},
        {0x2195, TO_ENDS},  {0x21D0, TO_LEFT},  {0x21D1, TO_UP},    {0x21D2, TO_RIGHT}, {0x21D3, TO_DOWN},
        {0x21D4, TO_SIDES}, {0x21E8, TO_RIGHT}, {0x21E9, TO_DOWN},  {0x25B2, TO_UP},    {0x25B3, TO_UP},
        {0x25B4, TO_UP},    {0x25B6, TO_RIGHT}, {0x25B7, TO_RIGHT}, {0x25B8, TO_RIGHT}, {0x25BA, TO_RIGHT},
        {0x25BC, TO_DOWN},  {0x25BD, TO_DOWN},  {0x25BE, TO_DOWN},  {0x25C0, TO_LEFT},  {0x25C1, TO_LEFT},
        {0x25C2, TO_LEFT},  {0x25C4, TO_LEFT},  {0x2794, TO_RIGHT}, {0x2799, TO_RIGHT}, {0x279C, TO_RIGHT},
        {0x279D, TO_RIGHT}, {0x279E, TO_RIGHT}, {0x27A1, TO_RIGHT}, {0x27A4, TO_RIGHT}, {0x27F5, TO_LEFT},
        {0x27F6, TO_RIGHT}, {0x27F7, TO_SIDES}, {0x27F9, TO_RIGHT}, {0x2B05, TO_LEFT},  {0x2B06, TO_UP},
        {0x2B07, TO_DOWN},  {0x2B95, TO_RIGHT},
    };
    if (cp < heads[0].cp)
        return 0;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (heads[i].cp == cp)
            return heads[i].head;
    return 0;
}

bool glyph_begins_item(uint32_t cp)
{
    bool bullet = cp == 0x2022 || cp == 0x2023 || (cp >= 0x25A0 && cp <= 0x25FF);
    bool sign = (cp >= 0x2600 && cp <= 0x27BF) || (cp >= 0x1F300 && cp <= 0x1FAFF);
    return (bullet || sign) && !glyph_head(cp);
}

struct str glyph_whole(struct str text)
{
    size_t at = text.n, n;
    while (at > 0 && text.n - at < 3 && ((unsigned char)text.p[at - 1] & 0xC0) == 0x80)
        at--;
    if (at > 0 && (unsigned char)text.p[at - 1] >= 0xC0 && glyph_next(&n, text, at - 1) == REPLACEMENT)
        text.n = at - 1;
    return str_trim(text);
}

bool glyph_has_corner(struct str text)
{
    for (size_t i = 0; i + 2 < text.n; i++) {
        size_t n;
        if (text.p[i] == '\xE2' && glyph_arms(glyph_next(&n, text, i)) == (TO_DOWN | TO_RIGHT))
            return true;
    }
    return false;
}
