/*
 * The reference solution holds everything that is asked of a drawing, in both formats, and is read without a
 * word.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "helper_laws.h"

static size_t shapes(const struct graded *graded, const char *what)
{
    const struct rubric *rubric = &graded->rubric;
    size_t broken = 0;
    for (size_t i = 0; i < rub_predicates_n(rubric); i++) {
        const struct rub_predicate *predicate = rub_predicates(rubric, i);
        const struct predicate_verdict *verdict = &graded->review->predicates[i];
        enum truth wanted = predicate->smell ? TRUTH_FALSE : TRUTH_TRUE;
        if (verdict->value != wanted)
            broken += laws_broken("%s: %s is %s (%s) at %.2f: %.*s", what, rub_text(rubric, predicate->id),
                                  truth_name(verdict->value), weak_reason_name(verdict->reason),
                                  verdict->confidence, STR_ARG(verdict->missing));
    }
    for (size_t i = 0; i < rub_gates_n(rubric); i++)
        if (graded->review->gates[i].applied || graded->review->gates[i].probable)
            broken += laws_broken("%s: gate %s: %.*s", what, rub_text(rubric, rub_gates(rubric, i)->id),
                                  STR_ARG(graded->review->gates[i].message));
    if (!graded->review->has_total)
        broken += laws_broken("%s: no total", what);
    return broken;
}

static size_t complaints(const struct graded *graded, const char *what)
{
    size_t broken = 0;
    for (size_t i = 0; i < graded->diags.n; i++) {
        const struct diag *d = &graded->diags.items[i];
        broken += laws_broken("%s:%u: %s [%s]: %.*s", what, (unsigned)d->at.line,
                              severity_name(diag_severity(d->id)), diag_name(d->id), STR_ARG(d->message));
    }
    return broken;
}

static void yaml_holds_every_shape(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    size_t broken = shapes(laws_reference(arena, "yaml"), "yaml");
    arena_free(arena);
    assert_int_equal(broken, 0);
}

static void dot_holds_every_shape(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    size_t broken = shapes(laws_reference(arena, "dot"), "dot");
    arena_free(arena);
    assert_int_equal(broken, 0);
}

/* What a copy would be told, and that it costs nothing. */
static void the_example_is_like_itself(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *const suffixes[] = {"yaml", "dot"};
    size_t broken = 0;
    for (size_t f = 0; f < 2; f++) {
        const struct graded *graded = laws_reference(arena, suffixes[f]);
        bool told = false;
        for (size_t i = 0; i < rub_gates_n(&graded->rubric); i++) {
            const struct rub_gate *gate = rub_gates(&graded->rubric, i);
            const struct gate_verdict *verdict = &graded->review->gates[i];
            if (!verdict->noted)
                continue;
            told |= strcmp(rub_text(&graded->rubric, gate->id), "G-COPY") == 0 && verdict->evidence.n > 0;
            if (verdict->cap < 100)
                broken += laws_broken("%s: %s caps", suffixes[f], rub_text(&graded->rubric, gate->id));
        }
        if (!told)
            broken += laws_broken("%s: not told to be like the example", suffixes[f]);
        if (graded->review->total != graded->review->ungated)
            broken += laws_broken("%s: gates take points", suffixes[f]);
    }
    arena_free(arena);
    assert_int_equal(broken, 0);
}

static void nothing_is_complained_of(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    size_t broken = complaints(laws_reference(arena, "yaml"), "architecture.yaml");
    broken += complaints(laws_reference(arena, "dot"), "architecture.dot");
    arena_free(arena);
    assert_int_equal(broken, 0);
}

static void loops_are_closed(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *const suffixes[] = {"yaml", "dot"};
    size_t broken = 0;
    for (size_t f = 0; f < 2; f++) {
        const struct graded *graded = laws_reference(arena, suffixes[f]);
        for (size_t i = 0; i < rub_loops_n(&graded->rubric); i++)
            if (!graded->review->loops[i].closed)
                broken += laws_broken("%s: the loop '%s' is open", suffixes[f],
                                      rub_text(&graded->rubric, rub_loops(&graded->rubric, i)->title));
        for (size_t i = 0; i < rub_checks_n(&graded->rubric); i++)
            if (graded->review->checks[i].result >= CHECK_WARN)
                broken += laws_broken("%s: %s complains: %.*s", suffixes[f],
                                      rub_text(&graded->rubric, rub_checks(&graded->rubric, i)->id),
                                      STR_ARG(graded->review->checks[i].arithmetic));
    }
    arena_free(arena);
    assert_int_equal(broken, 0);
}

/* What a drawing and declared facts can show; the other rows are for prose. */
static void rows_are_designed(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "COMP-01", "COMP-02", "COMP-03", "COMP-04", "COMP-05", "COMP-06", "COMP-07", "COMP-08", "COMP-09",
        "COMP-10", "COMP-11", "COMP-12", "FAIL-01", "FAIL-02", "FAIL-03", "FAIL-04", "FAIL-07", "FAIL-08",
        "FAIL-09", "FAIL-10", "MON-01", "MON-02", "MON-03", "MON-04", "MON-05", "MON-08", "MON-09", "MON-11",
        "SKEW-01", "SKEW-02", "SKEW-03", "SKEW-04", "COST-01", "COST-02", "COST-04", "COST-05", "COST-06",
        "COST-07", "TOOL-01", "TOOL-06", "COMM-01", "COMM-02",
        /* from lists of facts */
        "FAIL-05", "FAIL-06", "FAIL-11", "MON-06", "MON-07", "MON-10", "SKEW-05", "SKEW-06", "SKEW-07",
        "SKEW-08", "COST-03", "TOOL-02", "TOOL-03", "TOOL-04", "TOOL-05", "COMM-04", "COMM-05"};
    struct arena *arena = arena_new();
    const struct graded *graded = laws_reference(arena, "yaml");
    size_t broken = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row_verdict *row = &graded->review->rows[laws_row(graded, rows[i])];
        if (row->level < 2)
            broken += laws_broken("%s is at %d: %.*s", rows[i], row->level, STR_ARG(row->looked_for));
    }
    arena_free(arena);
    assert_int_equal(broken, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(yaml_holds_every_shape),   cmocka_unit_test(dot_holds_every_shape),
        cmocka_unit_test(nothing_is_complained_of), cmocka_unit_test(loops_are_closed),
        cmocka_unit_test(rows_are_designed),        cmocka_unit_test(the_example_is_like_itself),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
