#ifndef GRADE_UTF8_H
#define GRADE_UTF8_H
/*
 * Characters out of any bytes, and back. What is not UTF-8 (longer forms than needed, surrogates, what is
 * past the end of Unicode, what is cut off) is U+FFFD, one for each byte.
 */
#include "base/str.h"

#define UTF8_REPLACEMENT 0xFFFDu

/* Takes one character off the front. rest must not be empty. */
uint32_t utf8_next(struct str *rest);
/* Writes one character; returns how many bytes were used. */
size_t utf8_encode(char out[4], uint32_t character);
/* Whether the byte goes on with a character that began before it. */
static inline bool utf8_continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}
/* At most so many bytes off the front, cut between characters. */
struct str utf8_cut(struct str s, size_t most);

#endif
