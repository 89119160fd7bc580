#ifndef GRADE_QUESTIONS_H
#define GRADE_QUESTIONS_H
/*
 * What to ask in the interview: two rows of the guide's dimensions that cost most, a check that does not
 * agree, a red flag and a green one, in the candidate's own names. Where one of these is not there, a yellow
 * flag, further rows and the pack's own questions take its place. Five, or fewer where the pack has no more.
 */
#include "judge/judge.h"

#define QUESTIONS 5

/* After everything else. */
void questions_choose(struct judge *judge);

#endif
