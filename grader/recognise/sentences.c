#include "recognise/sentences.h"

#include <string.h>

#define SIGNS_BYTES 64 /* a row of signs is looked at so far from each of them: dots that lead to a number   \
                        */
#define BRACKET_BYTES 400 /* a bracket that is open for longer was never meant to be closed */

static char byte(struct str s, size_t i)
{
    return i < s.n ? s.p[i] : '\0';
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* `word.` goes on: never, or only where the next word begins with a small letter or digit. */
static bool abbreviation(struct str word, char next)
{
    static const char *const always[] = {"e.g",    "eg",  "i.e",  "ie", "vs", "approx", "fig", "cf",
                                         "resp",   "dr",  "mr",   "ms", "st", "esp",    "min", "max",
                                         "versus", "inc", "incl", "ca", "al", "ver",    "vol", "sec"};
    static const char *const before_small[] = {"etc", "ltd", "corp", "co"};
    bool small = next >= 'a' && next <= 'z';
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        if (str_eq_nocase(word, str_from(always[i])))
            return str_starts(word, "m") ? small || str_byte_digit(next) : true;
    for (size_t i = 0; i < sizeof before_small / sizeof *before_small; i++)
        if (str_eq_nocase(word, str_from(before_small[i])))
            return small;
    return str_eq_nocase(word, STR("no")) && str_byte_digit(next);
}

/* Behind quotes, brackets and stars that close with the sentence. */
static size_t behind_closers(struct str s, size_t i, int *depth)
{
    for (;; i++) {
        char c = byte(s, i);
        if (c == ')' || c == ']')
            *depth -= *depth > 0;
        else if (c == '\xE2' && byte(s, i + 1) == '\x80' &&
                 (byte(s, i + 2) == '\x99' || byte(s, i + 2) == '\x9D'))
            i += 2;
        else if (c != '"' && c != '\'' && c != '*' && c != '_' && c != '`')
            return i;
    }
}

/* The offset behind the sentence that the sign at i ends, or 0 where it ends none. */
static size_t ends_at(struct str s, size_t start, size_t i, int depth)
{
    size_t j = i + 1;
    char sign = s.p[i];
    while (j - i < SIGNS_BYTES && (byte(s, j) == '.' || byte(s, j) == '!' || byte(s, j) == '?')) {
        if (s.p[j] != '.')
            sign = s.p[j];
        j++;
    }
    bool dots = j > i + 1 && sign == '.';
    j = behind_closers(s, j, &depth);
    if (depth > 0 || (j < s.n && !str_byte_space(s.p[j])))
        return 0;
    size_t k = j;
    while (k < s.n && str_byte_space(s.p[k]))
        k++;
    if (k == s.n || sign != '.')
        return j;
    char next = s.p[k];
    size_t from = i;
    while (from > start && !str_byte_space(s.p[from - 1]) && s.p[from - 1] != '(' && s.p[from - 1] != '[')
        from--;
    struct str word = str_sub(s, from, i - from);
    bool digits = word.n > 0, small = next >= 'a' && next <= 'z';
    for (size_t n = 0; n < word.n; n++)
        digits = digits && str_byte_digit(word.p[n]);
    /* "1. Kafka" counts, and "p. 3" and "A. Smith" are short for something. */
    if ((digits && from == start) || (word.n == 1 && letter(word.p[0]) && word.p[0] != 'I'))
        return 0;
    if (dots)
        return small ? 0 : j;
    return abbreviation(word, next) || (small && word.n < 3 && !digits) ? 0 : j;
}

static size_t cut(struct str s, size_t start)
{
    size_t end = start + SENTENCE_BYTES;
    while (end > start + SENTENCE_BYTES / 2 && !str_byte_space(s.p[end]))
        end--;
    return str_byte_space(s.p[end]) ? end : start + SENTENCE_BYTES;
}

static size_t skip_blanks(struct str s, size_t i)
{
    while (i < s.n && str_byte_space(s.p[i]))
        i++;
    return i;
}

/* Bytes of "(2) " at i: the number of a part. */
static size_t part_number(struct str s, size_t i)
{
    size_t k = i + 1;
    while (k < s.n && k < i + 3 && str_byte_digit(s.p[k]))
        k++;
    bool closed = k > i + 1 && byte(s, k) == ')';
    return byte(s, i) == '(' && closed && str_byte_space(byte(s, k + 1)) ? k + 2 - i : 0;
}

/* Whether a part of a list that counts begins at i, behind a sign or "and": "two of (2) replicas" is none. */
static bool part_begins(struct str s, size_t start, size_t i)
{
    size_t k = i;
    if (!part_number(s, i))
        return false;
    while (k > start && str_byte_space(s.p[k - 1]))
        k--;
    struct str before = str_sub(s, start, k - start);
    return k < i && before.n > 0 &&
           (strchr(",;:.", before.p[before.n - 1]) || str_ends(before, " and") || str_ends(before, " or"));
}

static size_t sentence_end(struct str s, size_t start, size_t *first_semicolon, size_t *n_semicolons)
{
    int depth = 0;
    size_t opened = start;
    for (size_t i = start; i < s.n; i++) {
        char c = s.p[i];
        size_t end = 0;
        if (i - start >= SENTENCE_BYTES)
            return cut(s, start);
        if (depth > 0 && i - opened > BRACKET_BYTES)
            depth = 0;
        if (c == '(' && depth == 0 && part_begins(s, start, i))
            return i;
        if (c == '(' || c == '[') {
            if (depth++ == 0)
                opened = i;
        } else if (c == ')' || c == ']') {
            depth -= depth > 0;
        } else if (c == '\n') {
            return i;
        } else if (c == ';' && depth == 0 && i + 1 < s.n && str_byte_space(s.p[i + 1])) {
            if ((*n_semicolons)++ == 0)
                *first_semicolon = i;
        } else if (c == '.' || c == '!' || c == '?') {
            end = ends_at(s, start, i, depth);
        } else if (c == '\xE2' && byte(s, i + 1) == '\x80' && byte(s, i + 2) == '\xA6' && depth == 0 &&
                   str_byte_space(byte(s, i + 3)) && byte(s, i + 4) >= 'A' && byte(s, i + 4) <= 'Z') {
            end = i + 3;
        }
        if (end)
            return end;
    }
    return s.n;
}

bool sentences_next(struct str *out, struct str text, size_t *pos)
{
    size_t start = skip_blanks(text, *pos), semicolon = 0, n_semicolons = 0;
    start = skip_blanks(text, start + part_number(text, start));
    if (start >= text.n)
        return false;
    /* Only the parts of a list end in a semicolon. */
    bool listed = start > *pos && *pos > 0 && text.p[*pos - 1] == ';';
    size_t end = sentence_end(text, start, &semicolon, &n_semicolons);
    if (n_semicolons >= 2 || (n_semicolons && listed))
        end = semicolon + 1;
    *out = str_trim(str_sub(text, start, end - start));
    *pos = end;
    return true;
}

bool sentences_piece(struct str *out, struct str text, size_t *pos)
{
    size_t start = skip_blanks(text, *pos);
    if (start >= text.n)
        return false;
    size_t end = text.n - start > SENTENCE_BYTES ? cut(text, start) : text.n;
    *out = str_trim(str_sub(text, start, end - start));
    *pos = end;
    return true;
}
