#ifndef GRADE_ENTRIES_FOUND_H
#define GRADE_ENTRIES_FOUND_H
/*
 * Lists for `count` that are neither drawn nor declared: what was found out about the submission.
 */
#include "judge/entries.h"

/*
 * The tools that are used. Keys: name, vendor, hosting, group, status, roles (what it can be), stands (on a
 * box, in a sentence, in a list); kind: its group.
 */
void entries_tools(struct judge *judge, struct entries *out);
/* Statements that do not count; kind: why (question, grader, hidden, echo …). */
void entries_ignored(struct judge *judge, struct entries *out);
/* Pictures that the text shows from the submission itself: no badge, no logo. They cannot be read, but they
 * are there. */
void entries_pictures(struct judge *judge, struct entries *out);
/* Checks that fail. Not to be remembered. */
void entries_failing_checks(struct judge *judge, struct entries *out);

#endif
