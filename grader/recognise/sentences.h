#ifndef GRADE_SENTENCES_H
#define GRADE_SENTENCES_H
/*
 * Running text into sentences.
 *
 * A sentence ends at a full stop, `!` or `?` with a blank behind it, outside brackets, or at a line end that
 * was kept. Abbreviations, decimals, versions, names of files and numbers of a list end none. A sentence that
 * lists three things or more apart by semicolons is as many sentences, and so is one that counts its parts:
 * "(1) …, (2) …", whose numbers belong to none of them. One that goes on and on is cut at a blank: what is found
 * in one piece never depends on what stands a page away, and the work stays linear.
 */
#include "base/str.h"

#define SENTENCE_BYTES 1200

/* The next sentence at or after *pos, trimmed: a slice of `text`. *pos is moved behind it. False at the end.
 */
bool sentences_next(struct str *out, struct str text, size_t *pos);

/* The next piece of at most SENTENCE_BYTES, cut at a blank: for what is one statement however it is
 * punctuated. */
bool sentences_piece(struct str *out, struct str text, size_t *pos);

#endif
