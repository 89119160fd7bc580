#ifndef GRADE_BOX_NAMES_H
#define GRADE_BOX_NAMES_H
/* Boxes by their names, as facts write them: found in the time that the name takes to read. */
#include "judge/judge.h"

/* The first box whose id is the word (facts_same_word), else the first whose label is; ARCH_NONE. */
size_t box_names_find(struct judge *judge, struct str name);

#endif
