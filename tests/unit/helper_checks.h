#ifndef HELPER_CHECKS_H
#define HELPER_CHECKS_H
/*
 * Small designs for the consistency checks of the built-in pack, each with what one check makes of it.
 * test_checks.c runs them, and holds docs/checks.md against them.
 */
#include "model/review.h"

#include <stddef.h>

struct check_case {
    const char *check;   /* "CC-04" */
    const char *design;  /* architecture.yaml */
    const char *drawing; /* a second file, architecture.dot; or "steps: p99 3ms 40ms", a table of latencies;
                            or NULL */
    enum check_result result;
    const char *says; /* the arithmetic, or a part of it; NULL for n/a */
};

/* Groups of cases, each ended by one without a check. */
extern const struct check_case helper_checks_load[];
extern const struct check_case helper_checks_path[];
extern const struct check_case helper_checks_labels[];
extern const struct check_case helper_checks_features[];
extern const struct check_case helper_checks_rest[];

#endif
