#ifndef GRADE_ROWS_H
#define GRADE_ROWS_H
/*
 * Rows: see judge.h for row_level().
 */
#include "judge/judge.h"

/* Sets the points of a row from its level. */
void rows_score(struct judge *judge, uint32_t row);

#endif
