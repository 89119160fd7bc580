#ifndef GRADE_ESCAPE_CHARACTERS_H
#define GRADE_ESCAPE_CHARACTERS_H
/*
 * What all escapers are made of: characters out of any bytes, and which of them a reader may see.
 */
#include "base/utf8.h"

/* Takes one character off the front, U+FFFD for a byte that is not UTF-8. rest must not be empty. */
static inline uint32_t escape_next(struct str *rest)
{
    return utf8_next(rest);
}
/* Appends one character as UTF-8. */
void escape_put(struct buf *out, uint32_t character);
/* Columns that a character takes on a terminal: 0, 1 or 2; the same in every locale. */
unsigned escape_width(uint32_t character);
/* Columns of a text that has been through escape_terminal. */
size_t escape_columns(struct str text);
/* Control, invisible, bidirectional, tag and private-use characters, and noncharacters. */
bool escape_hidden(uint32_t character);

/*
 * The visible characters of a text, one after the other: what every target that people read is made from.
 * White space of any kind, line ends too, is one space a character; hidden characters are dropped, and
 * combining marks after the third in a row; "##[" and "::" at the start of a word, which CI runners take for
 * commands, are split with a middle dot. All of it can stand in XML 1.0.
 */
struct escape_reader {
    struct str rest;
    uint32_t before, before2; /* the last two characters that were given */
    uint32_t held;            /* comes next */
    unsigned marks;
    bool ascii; /* combining marks are dropped, too: what is not written stands between no two characters */
};
static inline struct escape_reader escape_reader(struct str text)
{
    return (struct escape_reader){.rest = text, .before = ' ', .before2 = ' '};
}
/* 0 at the end. */
uint32_t escape_visible(struct escape_reader *reader);

#endif
