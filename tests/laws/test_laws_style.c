/*
 * The same sound design drawn in another honest way loses no predicate: a style may cost certainty where
 * arrows do not say what they carry, never the verdict.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_laws.h"
#include "helper_style.h"

static void no_style_costs_a_predicate(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *whole = laws_reference(arena, "yaml");
    size_t broken = 0;
    for (size_t s = 0; s < n_styles; s++) {
        struct arena *one = arena_new();
        struct architecture *arch = edit_copy(one, whole->arch);
        styles[s].make(one, arch, &whole->rubric);
        const struct graded *graded = laws_judge(one, whole, arch);
        for (size_t i = 0; i < rub_predicates_n(&graded->rubric); i++) {
            const struct rub_predicate *predicate = rub_predicates(&graded->rubric, i);
            const struct predicate_verdict *after = &graded->review->predicates[i];
            enum truth least = styles[s].unlabelled ? TRUTH_WEAK : TRUTH_TRUE;
            if (predicate->smell ? after->value == TRUTH_FALSE : after->value >= least)
                continue;
            broken +=
                laws_broken("%s: %s is %s (%s) at %.2f: %.*s", styles[s].name,
                            rub_text(&graded->rubric, predicate->id), truth_name(after->value),
                            weak_reason_name(after->reason), after->confidence, STR_ARG(after->missing));
        }
        for (size_t i = 0; i < rub_gates_n(&graded->rubric); i++)
            if (graded->review->gates[i].applied)
                broken += laws_broken("%s: gate %s: %.*s", styles[s].name,
                                      rub_text(&graded->rubric, rub_gates(&graded->rubric, i)->id),
                                      STR_ARG(graded->review->gates[i].message));
        arena_free(one);
    }
    arena_free(arena);
    assert_int_equal(broken, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(no_style_costs_a_predicate)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
