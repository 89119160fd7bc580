#ifndef GRADE_UNSEEN_H
#define GRADE_UNSEEN_H
/*
 * Characters that make a reader see another text than the one that is read: those that are not shown, those
 * that reorder what is shown, and letters of another script within a Latin word. Only complaints come of
 * them: nothing is refused, mended or counted against anybody.
 *
 * Emoji and scripts that need joiners are left alone: a joiner counts where a Latin letter or a digit stands
 * beside it. One complaint of each kind for a file, at the first of them, with how many there are.
 */
#include "parse/readers.h"

/* Looks at the files that were used, then, for what escapes of a format hid there, at paragraphs and labels.
 */
void unseen_read(const struct parse_context *ctx, const struct submission *submission);

#endif
