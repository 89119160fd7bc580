#ifndef GRADE_VERDICTS_H
#define GRADE_VERDICTS_H
/*
 * What stands beside the rows: predicates, roles, loops, parts, flags, read-outs of maturity.
 */
#include "judge/judge.h"

void verdicts_predicates(struct judge *judge);
void verdicts_roles(struct judge *judge);
void verdicts_loops(struct judge *judge);
/* After the rows. */
void verdicts_parts(struct judge *judge);
/* After everything else: flags ask about levels, checks and loops. */
void verdicts_flags(struct judge *judge);
void verdicts_maturities(struct judge *judge);

#endif
