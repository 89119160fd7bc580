#ifndef GRADE_TEXT_DRAWINGS_H
#define GRADE_TEXT_DRAWINGS_H
/* Drawings made of characters in the blocks of code that no other reader took. Called once, after all files.
 */
#include "parse/readers.h"

void text_drawings_read(struct parse_context *ctx);

#endif
