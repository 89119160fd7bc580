#ifndef GRADE_PACK_GATES_H
#define GRADE_PACK_GATES_H
/* The parts, loops and gates of rubric.yaml. */
#include "parse/pack_build.h"

/* doc is the whole file; its rows have been read. */
void pack_gates_read(struct pack_build *b, const struct doc *doc);

#endif
