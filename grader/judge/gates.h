#ifndef GRADE_GATES_H
#define GRADE_GATES_H
/*
 * Gates: what caps the total, withholds it or takes rows away. Only what is certain does; what is probable is
 * marked as a question.
 */
#include "judge/judge.h"

/* After rows, loops and parts. Rows that a gate takes away are at level 0 afterwards. */
void gates_judge(struct judge *judge);
/* Dimensions, total with and without gates, band, weakest dimension. */
void gates_total(struct judge *judge);

#endif
