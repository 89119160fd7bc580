#ifndef HELPER_JUDGE_H
#define HELPER_JUDGE_H
/* clang-format off */
/*
 * A small pack about a parcel office, and drawings in a few lines, for the tests of judge/.
 *
 * A drawing is a text of lines; boxes come before their arrows:
 *
 *   desk: decider + rules          a box and its roles (declared);
 *                                  "log~0.5" has that confidence, "log!" is not credited
 *   desk.owner = night shift       an attribute of a box; `tool` is its tool
 *   a -> b: data                   an arrow of that kind; "a -> b" is unlabelled; "~>" asynchronous, "=>" synchronous
 *   /slo.p99 = 100ms               a fact; the same path again adds to the same section
 *   /monitors[] = name: m1; metric: lag    an entry of a list
 */
/* clang-format on */
#include "judge/evaluate.h"
#include "parse/pack.h"

struct desk {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct rubric rubric;
    struct architecture *arch;
    struct reading *reading;
    struct submission submission;
    struct text *text;
};

/* The pack with these predicates, checks and rest of rubric.yaml (YAML; NULL for the small defaults). Fails
 * the test on errors. */
void desk_open(struct desk *desk, const char *predicates, const char *checks, const char *rubric);
void desk_draw(struct desk *desk, const char *drawing);
/* The predicate P of a pack with only that one: `when` in YAML flow style. Draws, judges, gives its verdict.
 */
const struct predicate_verdict *desk_ask(struct desk *desk, const char *drawing, const char *when);
const struct review *desk_judge(struct desk *desk);
void desk_close(struct desk *desk);
size_t desk_node(const struct desk *desk, const char *id);

#endif
