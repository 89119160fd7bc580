#ifndef GRADE_TEXT_GLYPHS_H
#define GRADE_TEXT_GLYPHS_H
/*
 * Characters that drawings are made of: where their lines lead, where their heads point, how wide they are.
 *
 * Directions are bits. The characters of ASCII that may be lines (- = | + > < v ^) depend on what stands
 * beside them: text_wires.c decides.
 */
#include "base/str.h"

enum { TO_UP = 1, TO_DOWN = 2, TO_LEFT = 4, TO_RIGHT = 8 };
#define TO_SIDES (TO_LEFT | TO_RIGHT)
#define TO_ENDS (TO_UP | TO_DOWN)

unsigned glyph_opposite(unsigned direction);

/* The code point at `at` and its bytes in *n (at least 1); a byte that is no UTF-8 is U+FFFD. at < s.n. */
uint32_t glyph_next(size_t *n, struct str s, size_t at);
/* Columns it takes in a fixed font: 0, 1 or 2. */
unsigned glyph_width(uint32_t cp);
/* Directions in which a character of the box-drawing block has a line; 0 for all others. */
unsigned glyph_arms(uint32_t cp);
/* Where an arrow or triangle outside ASCII points: one direction, TO_SIDES or TO_ENDS for two heads, or 0. */
unsigned glyph_head(uint32_t cp);
/* Whether a line that begins with it is an item of a list that was typed: a bullet, a tick, a picture. */
bool glyph_begins_item(uint32_t cp);
/* Without a character that was cut in the middle at the end, and without blanks there. */
struct str glyph_whole(struct str text);
/* Whether the text has a corner that opens a box, of the box-drawing block. */
bool glyph_has_corner(struct str text);

#endif
