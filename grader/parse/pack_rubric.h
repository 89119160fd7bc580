#ifndef GRADE_PACK_RUBRIC_H
#define GRADE_PACK_RUBRIC_H
/* rubric.yaml: what is asked. Parts, loops and gates are in parse/pack_gates.h. */
#include "parse/pack_build.h"

/* Declares the rows; complains only about ids that stand twice. */
void pack_rubric_declare(struct pack_build *b, const struct doc *doc);
/* Everything that conditions name must be declared. */
void pack_rubric_read(struct pack_build *b, const struct doc *doc);

#endif
