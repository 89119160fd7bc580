#ifndef GRADE_LINTS_H
#define GRADE_LINTS_H
/*
 * What is drawn and is almost always a mistake: pairs of the ontology's lints, stores that nobody writes,
 * kinds that do not fit, everything joined with everything. Reported beside the points, never scored by
 * itself.
 */
#include "judge/evidence.h"

#define LINTS_MOST 200 /* kept of all */

void lints_find(struct judge *judge);

#endif
