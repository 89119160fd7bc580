#include "helper_says.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || str_byte_digit(c);
}

bool says_words(struct str text, struct str words)
{
    for (size_t from = 0; words.n && from + words.n <= text.n;) {
        size_t at = from + str_find(str_sub(text, from, text.n), words);
        if (at >= text.n)
            return false;
        bool begins = at == 0 || !is_letter(text.p[at - 1]);
        bool ends = at + words.n == text.n || !is_letter(text.p[at + words.n]);
        if (begins && ends)
            return true;
        from = at + 1;
    }
    return false;
}
