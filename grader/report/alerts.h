#ifndef GRADE_ALERTS_H
#define GRADE_ALERTS_H
/*
 * The review as a list of things to look at, worst first: what SARIF calls results and runners annotations.
 *
 *   error    gates that apply, red flags, numbers that do not agree, files that could not be used
 *   warning  gates that may apply, yellow flags, numbers that look off, lints, rows at level 0, complaints
 *   note     what is noted, rows at levels 1 and 2 that cost points, notes about the input
 *
 * A rule is a row, gate, flag, check or lint of the pack, or the id of a diagnostic.
 */
#include "model/review.h"

struct alert {
    enum severity level;
    const char *rule, *title;
    struct str message; /* one line; may hold the candidate's words: to be escaped */
    struct place at;    /* {0}: nowhere in particular */
    struct str quote;   /* the candidate's line; may be empty */
};

struct alert_rule {
    const char *id, *title;
    enum severity level; /* of an alert by this rule where nothing else is said */
};

struct alerts {
    struct alert *items; /* by level, worst first; within one in the order of the list above */
    size_t n, cap;
    size_t of[SEVERITY_ERROR + 1];
    struct alert_rule *rules; /* of the pack, and those of the alerts besides; each id once */
    size_t n_rules, cap_rules;
};

struct alerts *alerts_of(struct arena *arena, const struct review *review);

#endif
