#ifndef GRADE_CODE_LINES_H
#define GRADE_CODE_LINES_H
/* What a block of code holds that was not read as a drawing: a picture made of characters, settings, or code.
 */
#include "model/prose.h"

enum code_content { CODE_PICTURE, CODE_SETTINGS, CODE_OTHER };

enum code_content code_content(const struct block *block);

/* The next line at or after *pos, trimmed. */
bool code_line(struct str *out, struct str text, size_t *pos);
/* The next cell of a line of a picture: what stands between the signs of frames. */
bool code_cell(struct str *out, struct str line, size_t *pos);

#endif
