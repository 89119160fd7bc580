#ifndef GRADE_HINTS_H
#define GRADE_HINTS_H
/*
 * What a candidate may be told before handing in: the hints of the rows that cost most.
 */
#include "judge/judge.h"

#define HINTS 10

/*
 * Fills review->hints: at most HINTS, each once, dearest row first, those of equal cost in the order of the
 * rubric. None where nothing of the submission was understood: then no row is the trouble. To be called after
 * the gates.
 */
void hints_choose(struct judge *judge);

#endif
