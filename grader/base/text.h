#ifndef GRADE_TEXT_H
#define GRADE_TEXT_H
/*
 * A text is bytes with a name and a line map; a place is a point in one.
 *
 * Lines and columns count from 1; a column counts bytes, a tab counts one. Lines end in LF or CRLF.
 * A place without text ({0}) means "nowhere in particular"; line 0 means the file as a whole.
 */
#include "base/str.h"

struct text {
    struct str name;  /* path relative to the submission, '/' between parts */
    struct str bytes;
    uint32_t *starts; /* offset of each line's first byte */
    size_t n_lines;
    uint32_t before;  /* lines of the file before this text; 0 unless it is a part of one */
};

struct place {
    const struct text *text;
    uint32_t line, column;
};

/* Neither name nor bytes are copied: both must live as long as the text. Texts are under 4 GiB (limits.h). */
struct text *text_new(struct arena *arena, struct str name, struct str bytes);
/* A fence in a document, say: whole lines of another text, with the line numbers of the file. */
struct text *text_part(struct arena *arena, const struct text *whole, size_t from, size_t to);
struct place text_place(const struct text *text, size_t offset);
/*
 * Whether such a place can be in the text, for places that come from another process: a line of it and a column up to
 * its end, or neither, for the file as a whole. No text has only that.
 */
bool text_holds(const struct text *text_or_null, uint32_t line, uint32_t column);
/* Without its line end; empty for a line that is not there. */
struct str text_line(const struct text *text, uint32_t line);
/* Order by name, line, column: the order in which everything is reported. */
int place_cmp(struct place a, struct place b);

#endif
