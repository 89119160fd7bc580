#ifndef GRADE_COMPLAINT_H
#define GRADE_COMPLAINT_H
/*
 * Diagnostics as a reader sees them: "file:line:col: warning[id]: message", the line and a caret.
 */
#include "report/page.h"

/* All of them, sorted by place, then by arrival: diags->n pointers in the arena. */
const struct diag **complaint_order(struct arena *arena, const struct diags *diags);
void complaint_write(struct page *page, const struct diag *diag);

#endif
