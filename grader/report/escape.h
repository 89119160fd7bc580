#ifndef GRADE_ESCAPE_H
#define GRADE_ESCAPE_H
/*
 * The one mouth for each language: all text that is not the program's own leaves through here, one function a
 * target. Input may be any bytes. Broken UTF-8 becomes U+FFFD, one for each byte, in every target.
 */
#include "report/out.h"

/*
 * For a terminal or a log: one line of valid UTF-8 without anything that moves the cursor, changes colours,
 * hides or reorders text. White space of any kind becomes one space a character; control, bidirectional,
 * zero-width, tag and private-use characters, and noncharacters, are dropped, and combining marks after the
 * third in a row. What CI runners take for commands ("##[" anywhere, "::" at the start of a word) is split
 * with a middle dot. unicode false: only ASCII comes out ("->" for an arrow, "?" for what has no likeness),
 * since the bytes of UTF-8 are commands to some terminals of other encodings.
 */
void escape_terminal(struct buf *out, struct str text, bool unicode);

/*
 * The inside of a JSON string, without its quotes. Lossless for valid UTF-8; what is dropped for a terminal
 * is written \uXXXX, and so are < > &: the text can stand in HTML.
 */
void escape_json(struct report_out *out, struct str text);

/* Takes one character off the front, U+FFFD for a byte that is not UTF-8. rest must not be empty. */
uint32_t escape_next(struct str *rest);
/* Appends one character as UTF-8. */
void escape_put(struct buf *out, uint32_t character);
/* Columns that a character takes on a terminal: 0, 1 or 2; the same in every locale. */
unsigned escape_width(uint32_t character);
/* Columns of a text that has been through escape_terminal. */
size_t escape_columns(struct str text);

#endif
