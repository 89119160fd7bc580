#ifndef GRADE_DOT_PIECE_H
#define GRADE_DOT_PIECE_H
/*
 * What one DOT text holds, as bytes: for the way from the process that read it to the one that grades.
 *
 *   magic "grade-d1" · use · why
 *   views:  n, then title, place
 *   groups: n, then id, label, parent + 1, place
 *   nodes:  n, then id, label, tool, shape, own label, group + 1, place, attributes, has role, role
 *   edges:  n, then from, to, label, kind, flags, group + 1 of either end, place, attributes
 *   facts:  n, then a tree each · diags: n, then id, place, message · complaints not kept: n, then id, count
 * · partial magic "d1-ended"
 *
 * Numbers are 4 bytes, low first; a string is its length and its bytes; a place is 1 and line and column, or
 * 0 for nowhere; a tree is kind, quoted, key, value, two places, and its items. Views, groups and nodes count
 * from this piece's first. The reader trusts nothing: what is not exactly such a piece is refused whole.
 */
#include "parse/readers.h"

/* ctx->arch and ctx->diags hold this text and nothing else. The buffer is `full` where it is too much. */
void dot_piece_write(struct buf *out, const struct parse_context *ctx, const struct file *file);
/* Appends to ctx->arch and ctx->diags, and sets use and why of the file. False: not a piece of file->text;
 * nothing is touched. */
bool dot_piece_read(struct parse_context *ctx, struct file *file, struct str bytes);

#endif
