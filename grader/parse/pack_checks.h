#ifndef GRADE_PACK_CHECKS_H
#define GRADE_PACK_CHECKS_H
/* predicates.yaml, checks.yaml and flags.yaml: what is found out about a design, beside the rows. */
#include "parse/pack_build.h"

/* Declares predicates, smells, checks and flags; complains only about ids that stand twice. */
void pack_checks_declare(struct pack_build *b, const struct doc *predicates, const struct doc *checks,
                         const struct doc *flags);
/* Facts may be read before anything that names them; the others when every name is declared. */
void pack_checks_facts(struct pack_build *b, const struct doc *checks);
void pack_checks_predicates(struct pack_build *b, const struct doc *predicates);
void pack_checks_read(struct pack_build *b, const struct doc *checks);
void pack_checks_flags(struct pack_build *b, const struct doc *flags);

#endif
