#ifndef GRADE_TEMPLATE_H
#define GRADE_TEMPLATE_H
/*
 * Texts of a pack with room for the candidate's own words: "When {role:online_store|the online store} is down
 * …".
 *
 *   {role:ROLE|otherwise}  the candidate's box with that role; of several roles ("a,b") the first that is
 * there {tool:ROLE|otherwise}  the product that does this job there {fact:FACT|otherwise}  a figure, as
 * printed {check|otherwise}      the arithmetic of the check that asks {seen|otherwise}       what was found
 * for the flag or check that asks
 *
 * What stands after `|` is said where nothing is known; it must be there. A text without braces is a template
 * too.
 */
#include "base/str.h"

enum template_kind {
    TEMPLATE_TEXT,
    TEMPLATE_ROLE,
    TEMPLATE_TOOL,
    TEMPLATE_FACT,
    TEMPLATE_CHECK,
    TEMPLATE_SEEN,
    TEMPLATE_WRONG /* braces that do not close, no such word, nothing after `|` */
};

struct template_piece {
    enum template_kind kind;
    struct str of;   /* roles, separated by commas, or a fact; empty for others */
    struct str text; /* TEXT: as it stands; WRONG: from the brace on; others: what to say otherwise */
};

/* The next piece of the text; false at its end. Pieces are slices of it. */
bool template_next(struct template_piece *out, struct str *rest);
/* The text as it reads where nothing is known of a candidate. */
struct str template_plain(struct arena *arena, const char *text);

#endif
