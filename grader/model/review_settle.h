#ifndef GRADE_REVIEW_SETTLE_H
#define GRADE_REVIEW_SETTLE_H
/*
 * The last step of judging: the review in the form in which it is stored, so that what is written of it at
 * once and what is written of it years later, from JSON alone, are the same bytes.
 *
 * Numbers are rounded to four decimals; what writers show of files and of words is drawn together (struct
 * file_print, excerpt, words_told), so that they need neither the files nor the statements.
 */
#include "model/review.h"

/* To be called once, when all verdicts stand. */
void review_settle(struct arena *arena, struct review *review);
/* Its numbers alone, after they have changed. */
void review_settle_numbers(struct review *review);
/* To four decimals, half away from zero: the nearest double to that decimal number. */
double review_settled(double value);

#endif
