#ifndef GRADE_PACK_LOOPS_H
#define GRADE_PACK_LOOPS_H
/*
 * Predicates, rows and checks ask for one another in their conditions; none may ask for itself, whatever way
 * round.
 */
#include "parse/pack_build.h"

/* Conditions read from now on belong to this thing. */
void pack_loops_owner(struct pack_build *b, enum pack_name kind, uint32_t number);
/* … to something that no condition can ask for: a gate, a flag. */
void pack_loops_no_owner(struct pack_build *b);
/* A condition of the owner, if there is one, asks for this thing. */
void pack_loops_need(struct pack_build *b, enum pack_name kind, uint32_t number, struct place at);
/* Complains about every loop, at the name that closes it. */
void pack_loops_check(struct pack_build *b);

#endif
