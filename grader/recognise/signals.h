#ifndef GRADE_SIGNALS_H
#define GRADE_SIGNALS_H
/*
 * What a statement does with what it names: verbs of doing and moving, conditions, causes, contrasts, owners;
 * its amounts, which of them are bounds, and whether one follows from another.
 */
#include "recognise/said.h"

/* Fills marks and amounts of `said`, and signals, quantities, compared and dated of its statement. */
void signals_read(struct said *said);

#endif
