#ifndef GRADE_NUMBER_H
#define GRADE_NUMBER_H
/*
 * Numbers as text, the same in every locale.
 */
#include <stdbool.h>
#include <stddef.h>

#define NUMBER_MAX 32

/*
 * Writes value with at most `decimals` (0 to 6) digits after the point, half away from zero; `trim` takes
 * zeros off the end ("2.50" -> "2.5", "3.0" -> "3"). Never "-0". Returns false, and writes "?", for what is
 * not a number or is beyond 1e12 either way: nothing that is graded is.
 */
bool number_write(char out[NUMBER_MAX], double value, unsigned decimals, bool trim);

#endif
