#ifndef GRADE_PACK_TEMPLATES_H
#define GRADE_PACK_TEMPLATES_H
/*
 * Texts of a pack with room for the candidate's words (model/template.h): roles and facts must be known ones.
 */
#include "parse/pack_build.h"

/* As pack_shape_text. `own` says whether {check} and {seen} mean something here: in flags and checks. */
uint32_t pack_templates_text(struct pack_build *b, const struct doc *map, const char *key, bool own);
/* As pack_shape_texts. */
struct rub_span pack_templates_texts(struct pack_build *b, const struct doc *map, const char *key);

#endif
