/*
 * The same sound design drawn in another honest way loses no predicate: a style may cost certainty where
 * arrows do not say what they carry, never the verdict.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_each.h"
#include "helper_edit.h"
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

/* ------------------------------------------------------------------ from data to call direction, anywhere */

static uint64_t credited(const struct reading *reading, size_t node)
{
    return reading->nodes[reading_node(reading, node)].credited;
}

/*
 * Whatever the two boxes do, an arrow between them runs this way, may be drawn from the reader, and the other
 * way round no kind is legal. Drawn with one head, and with roles that are sure: what was guessed from the
 * arrow goes with it.
 */
static bool may_turn(const struct graded *drawn, const struct arch_edge *edge)
{
    const struct rubric *rubric = &drawn->rubric;
    uint64_t from = credited(drawn->review->reading, edge->from),
             to = credited(drawn->review->reading, edge->to);
    bool turns = false, other = false;
    for (size_t p = 0; p < rub_pairs_n(rubric); p++) {
        const struct rub_pair *pair = rub_pairs(rubric, p);
        bool forward = (pair->from & from) && (pair->to & to);
        turns |= forward && pair->reverse;
        other |= (forward && !pair->reverse) || ((pair->from & to) && (pair->to & from));
    }
    return turns && !other && !edge->both && !edge->undirected && !edge->hidden && !edge->fanned;
}

static bool sure(const struct graded *drawn, size_t node)
{
    const struct node_reading *reading =
        &drawn->review->reading->nodes[reading_node(drawn->review->reading, node)];
    for (size_t i = 0; i < reading->n_roles; i++)
        if ((reading->credited >> reading->roles[i].role & 1) && reading->roles[i].confidence < 0.9)
            return false;
    return reading->credited != 0;
}

static size_t n_turned;

static size_t turned(struct arena *arena, const struct graded *drawn, const char *name)
{
    struct architecture *arch = edit_copy(arena, drawn->arch);
    size_t n = 0;
    for (size_t i = 0; i < arch->n_edges; i++) {
        struct arch_edge *edge = &arch->edges[i];
        if (!may_turn(drawn, edge) || !sure(drawn, edge->from) || !sure(drawn, edge->to))
            continue;
        size_t swap = edge->from;
        edge->from = edge->to;
        edge->to = swap;
        n++;
    }
    n_turned += n;
    return n ? laws_differences(drawn, laws_judge(arena, drawn, arch),
                                arena_printf(arena, "%s, %zu arrows turned", name, n))
             : 0;
}

static void call_direction_is_as_good(void **state)
{
    (void)state;
    assert_int_equal(each_drawing(turned), 0);
    print_message("%zu arrows turned\n", n_turned);
    assert_true(n_turned >= 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_style_costs_a_predicate),
        cmocka_unit_test(call_direction_is_as_good),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
