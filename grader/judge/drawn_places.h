#ifndef GRADE_DRAWN_PLACES_H
#define GRADE_DRAWN_PLACES_H
/*
 * Which box or arrow stands at a place: where it is declared, where a value of it is, where a role or tool of
 * it was read, and the rows of tables about it.
 */
#include "judge/judge.h"

/*
 * ON_NOTHING where nothing of the drawing stands, or several things do (the arrows of one chain); *drawn is 0
 * then. The index is made on first use; a look-up is logarithmic.
 */
enum evidence_on drawn_places_find(struct judge *judge, size_t *drawn, struct place at);

#endif
