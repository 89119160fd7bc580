#ifndef GRADE_COMPONENTS_H
#define GRADE_COMPONENTS_H
/*
 * The parts of a system that a statement names: phrases of roles, of which the longest wins, and tools.
 *
 * What a tool does here is told by hint words near it, or it has one job only; a library, a platform of many
 * jobs, and a database or cache without a hint do none that could be known. Of the rest the submission as a
 * whole is asked: components_settle(), once all statements are read.
 */
#include "recognise/said.h"

/* Fills the components of `said`. */
void components_read(struct said *said);

/*
 * jobs: what each tool was told to do somewhere, as roles. A tool of several jobs keeps those; where none was
 * told, the first two of the catalogue.
 */
void components_settle(const struct rubric *rubric, struct statement *statement, const uint64_t *jobs);

#endif
