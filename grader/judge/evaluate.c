#include "judge/evaluate.h"

#include "judge/conditions.h"
#include "judge/gates.h"
#include "judge/hints.h"
#include "judge/lints.h"
#include "judge/questions.h"
#include "judge/verdicts.h"
#include "model/review_settle.h"

#define VERDICTS(field, table)                                                                               \
    (review->field = arena_alloc(arena, (rub_##table##_n(rubric) + 1) * sizeof *review->field))

/* So that roles that nothing names need no look at every box. */
static uint64_t named_roles(const struct reading *reading)
{
    uint64_t named = 0;
    for (size_t i = 0; i < reading->arch->n_nodes; i++) {
        const struct node_reading *node = &reading->nodes[i];
        for (size_t k = 0; k < node->n_roles; k++)
            named |= role_bit(node->roles[k].role);
        for (size_t k = 0; k < node->n_tools; k++) {
            struct rub_span roles = rub_tools(reading->rubric, node->tools[k].tool)->roles;
            named |= roles.n ? role_bit(rub_word(reading->rubric, roles, 0)) : 0;
        }
    }
    return named;
}

struct review *judge_review(struct arena *arena, const struct submission *submission,
                            const struct architecture *arch, const struct reading *reading,
                            const struct rubric *rubric, const struct diags *diags)
{
    struct review *review = arena_alloc(arena, sizeof *review);
    struct judge judge = {.arena = arena,
                          .submission = submission,
                          .arch = arch,
                          .reading = reading,
                          .rubric = rubric,
                          .diags = diags,
                          .review = review,
                          .named = named_roles(reading)};
    review->submission = submission;
    review->arch = arch;
    review->reading = reading;
    review->rubric = rubric;
    review->diags = diags;
    review->partial = diags && diags->partial;
    VERDICTS(predicates, predicates);
    VERDICTS(rows, rows);
    VERDICTS(roles, roles);
    VERDICTS(dimensions, dimensions);
    VERDICTS(loops, loops);
    VERDICTS(parts, parts);
    VERDICTS(gates, gates);
    VERDICTS(checks, checks);
    VERDICTS(flags, flags);
    VERDICTS(maturities, maturities);
    judge.predicates = arena_alloc(arena, 2 * rub_predicates_n(rubric) * sizeof *judge.predicates);
    judge.predicates_done = arena_alloc(arena, 2 * rub_predicates_n(rubric));
    judge.rows_done = arena_alloc(arena, rub_rows_n(rubric));
    judge.checks_done = arena_alloc(arena, rub_checks_n(rubric));

    judge.graph = graph_build(arena, arch, reading, rubric);
    lints_find(&judge);
    verdicts_roles(&judge);
    verdicts_predicates(&judge);
    for (uint32_t i = 0; i < rub_checks_n(rubric); i++)
        check_verdict_of(&judge, i);
    for (uint32_t i = 0; i < rub_rows_n(rubric); i++)
        row_level(&judge, i);
    verdicts_loops(&judge);
    verdicts_parts(&judge);
    gates_judge(&judge);
    verdicts_flags(&judge);
    verdicts_maturities(&judge);
    gates_total(&judge);
    questions_choose(&judge);
    hints_choose(&judge);
    review_settle(arena, review);
    return review;
}
