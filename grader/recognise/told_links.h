#ifndef GRADE_TOLD_LINKS_H
#define GRADE_TOLD_LINKS_H
/* Links that statements tell: two components with a verb of moving, or an arrow, between them. */
#include "recognise/lexicon.h"
#include "model/statements.h"

/*
 * Adds the links that the statement of that number tells and no earlier one did. seen: one mask a role, zero
 * at first. The verb says who leads to whom ("reads from" turns it round); where the ontology allows only the
 * other direction, and allows it to be drawn so, that one is taken.
 */
void told_links_read(struct arena *arena, struct statements *told, size_t number,
                     const struct lexicon *lexicon, uint64_t *seen);

#endif
