#ifndef GRADE_REPORT_TREE_H
#define GRADE_REPORT_TREE_H
/*
 * What was understood, with places: drawings, boxes, roles, arrows, facts, text, predicates. For debugging; no
 * contract.
 */
#include "report/formats.h"

void tree_write(struct report_out *out, const struct review *review, const struct report_options *options);

#endif
