#ifndef GRADE_TREE_STATEMENTS_H
#define GRADE_TREE_STATEMENTS_H
/* The statements that name something, for the tree: one line each, with what was understood. */
#include "model/review.h"
#include "report/out.h"

/* row: room for a line. */
void tree_statements_write(struct report_out *out, struct buf *row, const struct review *review,
                           bool unicode);

#endif
