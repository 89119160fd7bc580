#ifndef GRADE_TEXT_DRAWINGS_H
#define GRADE_TEXT_DRAWINGS_H
/*
 * Structure told in text, found in the blocks of ctx->prose: drawings made of characters, arrow lines,
 * numbered steps. Each gives a view of format ARCH_TEXT with a confidence below 1 (told.h).
 *
 * Blocks that are drawn already are left alone; those taken as drawings are marked `drawn`. Call once, after
 * all files were read.
 */
#include "parse/readers.h"

void text_drawings_read(struct parse_context *ctx);

#endif
