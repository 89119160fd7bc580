#ifndef GRADE_PICTURE_TEXT_H
#define GRADE_PICTURE_TEXT_H
/*
 * Text for boxes: broken into lines, cut, and how wide it will be. Fonts are the reader's own, so widths are
 * estimates on the wide side; what comes out is still the candidate's raw text.
 */
#include "base/str.h"

/*
 * Breaks a label into at most `most` lines of about `columns`, at blanks where there are any, and returns how
 * many; line breaks that the candidate wrote ("\n" of DOT and Mermaid, <br>) count as blanks. Cut text ends
 * in "…".
 */
unsigned picture_text_lines(struct str *out, struct arena *arena, struct str text, unsigned columns,
                            unsigned most);
/* At most `columns` columns of it, with "…" where it is cut. */
struct str picture_text_cut(struct arena *arena, struct str text, unsigned columns);
/* An estimate for a text of that size of letters, in pixels. */
unsigned picture_text_width(struct str text, unsigned size);
/* "feature_store" -> "feature store" */
struct str picture_text_words(struct arena *arena, const char *id);

#endif
