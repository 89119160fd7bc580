#ifndef GRADE_TOLD_H
#define GRADE_TOLD_H
/*
 * What level words alone give: rubric.md, "mechanism told in text".
 *
 * A statement that names the subject of a row is a mention of it; one that says how it works here (what it
 * does and to what, under which condition, at which threshold) is a mechanism; a mechanism with an amount of
 * the row's dimensions or with a cause is a reason. What stands below a heading that names the subject speaks
 * of it without naming it, when it does something to another part or holds an amount. Lines of settings count
 * together as one mechanism, three or more as two, and never as a reason; a box with an arrow in and one out
 * that is called by words of the row is one mechanism, however many there are.
 *
 * Level 1 needs a mention; 2 two mechanisms, or one beside two further mentions in other words, or one reason
 * in a statement that is about few things, or two links of the row's roles; 3 besides two reasons and two
 * different phrases.
 */
#include "judge/judge.h"

enum told_class { TOLD_BARE, TOLD_MENTION, TOLD_MECHANISM, TOLD_REASON };

struct told_finding {
    int level;
    struct evidence_list evidence; /* for the level */
    size_t mentions, mechanisms, reasons, phrases, links;
    struct str missing; /* for the next level */
};

/* The level that words give the row, at most what the row allows (rub_told.most) unless `all`. Memoised. */
const struct told_finding *told_level(struct judge *judge, uint32_t row);
/* The same for a role: 1 named, 2 with what it does here, 3 with three reasons. */
struct told_finding told_role(struct judge *judge, uint32_t role);

#endif
