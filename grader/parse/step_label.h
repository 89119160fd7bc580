#ifndef GRADE_STEP_LABEL_H
#define GRADE_STEP_LABEL_H
/*
 * What a step of a chain is called: its text without numbering, bullets, quotes and the full stop.
 */
#include "base/str.h"

#define STEP_BYTES 80 /* of a label; the rest is cut off at a word */
#define STEP_WORDS 8  /* more, outside brackets, are a sentence and no name */

/* False where there is no word in it, or too many. */
bool step_label(struct str *out, struct str piece);
/* A word begins with a letter and has two. */
bool step_has_word(struct str text);
/* Words outside brackets. */
size_t step_words(struct str text);
/* Numbering off: "3. ", "(3) ", "3) ", "Step 3: ". *number: the number, or 0 where there was none. */
struct str step_unnumbered(size_t *number, struct str text);
/* At most max bytes, cut between words where that leaves more than half. */
struct str step_cut(struct str text, size_t max);

#endif
