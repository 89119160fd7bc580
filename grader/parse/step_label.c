#include "parse/step_label.h"

#include "parse/text_glyphs.h"

static bool is_letter(char c)
{
    char lower = str_byte_lower(c);
    return (lower >= 'a' && lower <= 'z') || (unsigned char)c >= 0x80;
}

bool step_has_word(struct str s)
{
    bool in_word = false;
    size_t letters = 0, n;
    for (size_t i = 0; i < s.n; i += n) {
        uint32_t cp = glyph_next(&n, s, i);
        bool letter =
            cp < 0x80 ? is_letter(s.p[i]) : cp >= 0xC0 && (cp < 0x2000 || (cp >= 0x2E80 && cp < 0xFE00));
        bool starts = letter && !in_word;
        in_word = letter || str_byte_digit(s.p[i]);
        letters = starts ? 1 : letter && letters ? letters + 1 : 0;
        if (letters >= 2 || (letters && cp >= 0x2E80)) /* one sign of a script without letters is a word */
            return true;
    }
    return false;
}

size_t step_words(struct str s)
{
    size_t words = 0, depth = 0;
    bool inside = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool opens = c == '(' || c == '[', closes = c == ')' || c == ']';
        depth += opens;
        bool word = depth == 0 && !closes && !str_byte_space(c);
        words += word && !inside && (is_letter(c) || str_byte_digit(c));
        inside = word && (inside || is_letter(c) || str_byte_digit(c));
        depth -= closes && depth > 0;
    }
    return words;
}

struct str step_unnumbered(size_t *number, struct str s)
{
    static const char *const names[] = {"step", "stage", "phase"};
    struct str rest = s = str_trim(s);
    bool named = false, bracket = false;
    *number = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str name = str_from(names[i]);
        if (str_eq_nocase(str_sub(s, 0, name.n), name) && name.n < s.n && s.p[name.n] == ' ') {
            rest = str_trim(str_sub(s, name.n, s.n));
            named = true;
        }
    }
    if (!named && str_starts(rest, "(")) {
        rest = str_sub(rest, 1, rest.n);
        bracket = true;
    }
    size_t digits = 0, value = 0;
    while (digits < rest.n && digits < 3 && str_byte_digit(rest.p[digits]))
        value = 10 * value + (size_t)(rest.p[digits++] - '0');
    if (digits == 0 || digits >= rest.n)
        return s;
    struct str behind = str_sub(rest, digits, rest.n);
    size_t n, width = 0;
    uint32_t cp = glyph_next(&n, behind, 0);
    if (bracket ? cp == ')' : cp == '.' || cp == ')' || (named && cp == ':'))
        width = 1;
    else if (named && cp == ' ') { /* "Step 3 - name" */
        struct str dash = str_trim(behind);
        cp = dash.n ? glyph_next(&n, dash, 0) : 0;
        if (cp == '-' || cp == 0x2013 || cp == 0x2014 || cp == ':')
            width = behind.n - dash.n + n;
    }
    if (!width || (width == 1 && width < behind.n && !named && behind.p[1] != ' '))
        return s; /* "3.5 GB" */
    *number = value;
    return str_trim(str_sub(behind, width, behind.n));
}

struct str step_cut(struct str s, size_t max)
{
    if (s.n <= max)
        return s;
    size_t end = max;
    while (end > max / 2 && s.p[end] != ' ')
        end--;
    return glyph_whole(str_sub(s, 0, s.p[end] == ' ' ? end : max));
}

static bool strips(uint32_t cp, bool front)
{
    switch (cp) {
    case '`':
    case '*':
    case '"':
    case '\'':
    case '_':
    case '~':
    case ',':
    case ';':
    case ':':
    case 0x2018:
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0x2022:
    case '|':
        return true;
    case '-':
    case 0x2013:
    case 0x2014:
    case '>':
    case '#':
        return front;
    case '.':
    case '!':
        return !front;
    default:
        return cp <= ' ';
    }
}

static struct str trim_signs(struct str s)
{
    size_t n;
    while (s.n && strips(glyph_next(&n, s, 0), true))
        s = str_sub(s, n, s.n);
    while (s.n) {
        size_t at = s.n - 1;
        while (at > 0 && s.n - at < 4 && ((unsigned char)s.p[at] & 0xC0) == 0x80)
            at--;
        if (!strips(glyph_next(&n, s, at), false))
            break;
        s.n = at;
    }
    return s;
}

/* "[Kafka]" and "(Kafka)" are Kafka; "Kafka (3 brokers)" stays; a bracket without its other half is off. */
static struct str trim_brackets(struct str s)
{
    size_t open = 0, close = 0, first_close = s.n;
    for (size_t i = 0; i < s.n; i++) {
        open += s.p[i] == '(' || s.p[i] == '[' || s.p[i] == '{';
        if (s.p[i] == ')' || s.p[i] == ']' || s.p[i] == '}') {
            close++;
            first_close = first_close < i ? first_close : i;
        }
    }
    bool opens = s.n && (s.p[0] == '(' || s.p[0] == '[' || s.p[0] == '{');
    bool closes = s.n && (s.p[s.n - 1] == ')' || s.p[s.n - 1] == ']' || s.p[s.n - 1] == '}');
    if (opens && closes && first_close == s.n - 1 && open == close)
        return str_trim(str_sub(s, 1, s.n - 2));
    if (opens && open > close)
        return str_trim(str_sub(s, 1, s.n));
    if (closes && close > open)
        return str_trim(str_sub(s, 0, s.n - 1));
    return s;
}

bool step_label(struct str *out, struct str piece)
{
    size_t number;
    struct str s = trim_signs(piece);
    s = trim_signs(step_unnumbered(&number, s));
    s = trim_signs(trim_brackets(s));
    if (!step_has_word(s) || step_words(s) > STEP_WORDS)
        return false;
    *out = step_cut(s, STEP_BYTES);
    return true;
}
