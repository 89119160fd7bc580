#ifndef GRADE_MARKDOWN_GUARD_H
#define GRADE_MARKDOWN_GUARD_H
/*
 * The text as md4c is shown it. md4c is linear but for three shapes of input, which are taken out of its
 * sight:
 *
 *   lists in lists in lists  every blank line walks through all of them: markers beyond prose_depth are no markers
 *   brackets and tildes      each pair looks back to the paragraph's first line: beyond prose_marks in one
 *                            paragraph they are plain text
 *   tables                   long link targets are multiplied on the way out: markdown.c gives up there
 *                            (prose_growth)
 *
 * What is taken out is a byte that is changed in the copy; readers take the words from the file, where it
 * still stands. And two things that everybody else reads, md4c does not: a table's column with fewer than three
 * dashes, to which dashes are added, and a table right below a line of text, which gets a blank line above it.
 */
#include "parse/readers.h"

struct guarded {
    const char *bytes;
    size_t n;
    size_t from; /* offset in the file of the first byte */
    struct guarded_shift {
        size_t at, less; /* from this offset in the copy on, the file is so many bytes behind */
    } * shifts;
    size_t n_shifts, cap_shifts;
};

/* The text from offset `from` on. Diagnostics: PROSE_LIMIT. Linear. */
void markdown_guard(struct guarded *out, struct parse_context *ctx, const struct text *text, size_t from);
/* Offset in the file of an offset in the copy. */
size_t markdown_guard_source(const struct guarded *guarded, size_t offset);

#endif
