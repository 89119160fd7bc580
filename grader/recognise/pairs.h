#ifndef GRADE_PAIRS_H
#define GRADE_PAIRS_H
/*
 * Which roles an arrow may join, as the pack's ontology says: for a box at one end, the roles that its arrow
 * allows given the roles at the other end.
 */
#include "model/rubric.h"

#define KINDS_ANY UINT32_MAX

struct pairs {
    /* [kind][role]: what it may send to, and receive from; `back`: drawn against the direction of the data.
     */
    uint64_t to[RUBRIC_MAX_KINDS][RUBRIC_MAX_ROLES];
    uint64_t from[RUBRIC_MAX_KINDS][RUBRIC_MAX_ROLES];
    uint64_t back_to[RUBRIC_MAX_KINDS][RUBRIC_MAX_ROLES];
    uint64_t back_from[RUBRIC_MAX_KINDS][RUBRIC_MAX_ROLES];
    uint32_t n_kinds, n_roles;
    const struct pairs *expected; /* the same of those pairs only that a reviewer expects; NULL in these */
};

struct pairs *pairs_new(struct arena *arena, const struct rubric *rubric);

/* Roles of mine for which an arrow of one of the kinds to (or from) the other's roles is legal, backwards or
 * not. */
uint64_t pairs_to(const struct pairs *pairs, uint32_t kinds, uint64_t mine, uint64_t other, bool backwards);
uint64_t pairs_from(const struct pairs *pairs, uint32_t kinds, uint64_t mine, uint64_t other, bool backwards);

/* The same for an arrow as drawn: forwards where it fits so, else backwards; both for one without a head. */
uint64_t pairs_fit(const struct pairs *pairs, uint32_t kinds, uint64_t mine, uint64_t other, bool outgoing,
                   bool both_ways);

/* Of the kinds, those that may run from a to b, forwards where any does, else backwards. */
uint32_t pairs_kinds(const struct pairs *pairs, uint32_t kinds, uint64_t a, uint64_t b);

#endif
