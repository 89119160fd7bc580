#ifndef GRADE_FOREIGN_ARROWS_H
#define GRADE_FOREIGN_ARROWS_H
/*
 * The arrows of a description whose nodes and groups are known: lists of them, and neighbours that nodes
 * name. What names no two ends is reported and left out.
 */
#include "parse/foreign_walk.h"

/* Everything in walk->pending but what stands inside what. */
void foreign_arrows_read(struct foreign_walk *walk);
/* The form that an entry of a list of arrows has, or NULL. */
const struct foreign_form *foreign_arrows_form(const struct foreign_walk *walk, const struct doc *entry);

#endif
