#ifndef GRADE_EXPLANATION_H
#define GRADE_EXPLANATION_H
/*
 * `grade explain`: what one thing of a pack looks for, why, how it is detected, and what was found of it in a
 * submission. For reviewers: it shows all that a candidate is not told.
 */
#include "report/formats.h"

/* E(ID, table of the pack, field that names one, "what it is called", "several of them") */
#define EXPLAINED_KINDS(E)                                                                                   \
    E(ROW, rows, id, "row", "Rows")                                                                          \
    E(PREDICATE, predicates, id, "predicate", "Predicates and smells")                                       \
    E(CHECK, checks, id, "check", "Checks")                                                                  \
    E(FLAG, flags, id, "flag", "Flags")                                                                      \
    E(GATE, gates, id, "gate", "Gates")                                                                      \
    E(LOOP, loops, id, "loop", "Loops")                                                                      \
    E(PART, parts, id, "part", "Parts that are asked for")                                                   \
    E(MATURITY, maturities, id, "read-out of maturity", "Maturity")
enum explained_kind {
#define E(ID, table, field, one, many) EXPLAINED_##ID,
    EXPLAINED_KINDS(E)
#undef E
        EXPLAINED_KIND_COUNT
};

struct explained {
    enum explained_kind kind;
    uint32_t number;
};

/* What has that id, in any case: one of each kind at most. Gives how many. */
size_t explanation_find(struct explained out[EXPLAINED_KIND_COUNT], const struct rubric *rubric,
                        const char *id);
/* Every id that can be explained, for "did you mean". */
size_t explanation_ids(const char ***out, struct arena *arena, const struct rubric *rubric);

/* Every id with its title. */
void explanation_list(struct report_out *out, const struct rubric *rubric,
                      const struct report_options *options);
/* The pages of `n` things; with a review what was found there, too. */
void explanation_write(struct report_out *out, const struct rubric *rubric,
                       const struct review *review_or_null, const struct explained *what, size_t n,
                       const struct report_options *options);

#endif
