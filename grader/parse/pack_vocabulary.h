#ifndef GRADE_PACK_VOCABULARY_H
#define GRADE_PACK_VOCABULARY_H
/* vocabulary.<language>.yaml and common/language.<language>.yaml: all phrases but those of flows. */
#include "parse/pack_build.h"

/* Roles and rows must be declared. */
void pack_vocabulary_read(struct pack_build *b, const struct doc *doc);
void pack_vocabulary_language(struct pack_build *b, const struct doc *doc);

#endif
