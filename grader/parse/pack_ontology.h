#ifndef GRADE_PACK_ONTOLOGY_H
#define GRADE_PACK_ONTOLOGY_H
/* ontology.yaml: roles, groups, flows, pairs, lints, and the sets of roles that the judging of graphs needs.
 */
#include "parse/pack_build.h"

void pack_ontology_read(struct pack_build *b, const struct doc *doc);
/*
 * The roles that a list (or one text) names, as a mask; *list, where it is not NULL, gets their numbers in
 * the order in which they are written, each once, groups as their members. NULL gives none.
 */
uint64_t pack_ontology_roles(struct pack_build *b, const struct doc *doc, struct rub_span *list);

#endif
