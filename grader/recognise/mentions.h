#ifndef GRADE_MENTIONS_H
#define GRADE_MENTIONS_H
/* Phrases of sets, and roles that are named, into the lists of struct statements. */
#include "recognise/said.h"

/*
 * Adds what the statement of that number names to the lists of sets. A phrase inside a longer one of the same
 * set goes. Fills its n_subjects.
 */
void mentions_read(struct said *said, struct statements *told, size_t number);

/* Adds its components to the lists of roles: named by a phrase, or by a tool whose job the words tell. */
void mentions_roles(struct arena *arena, struct statements *told, size_t number, const struct rubric *rubric);

#endif
