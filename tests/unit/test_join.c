#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_pack.h"
#include "recognise/join.h"
#include "recognise/recognise.h"

static struct arena *arena;
static struct rubric pack;

static struct reading *read_all(const struct architecture *arch, struct diags *diags)
{
    struct limits limits = limits_default();
    diags_init(diags, arena, &limits);
    return recognise(arena, diags, arch, NULL, &pack);
}

static bool joined(const struct architecture *arch, size_t view_a, const char *a, size_t view_b,
                   const char *b)
{
    struct diags diags;
    struct reading *reading = read_all(arch, &diags);
    size_t x = helper_node(arch, view_a, a), y = helper_node(arch, view_b, b);
    assert_int_not_equal(x, ARCH_NONE);
    assert_int_not_equal(y, ARCH_NONE);
    for (size_t i = 0; i < arch->n_nodes; i++)
        if (reading->nodes[i].same_as != ARCH_NONE)
            assert_true(reading->nodes[i].same_as < i);
    return reading_node(reading, x) == reading_node(reading, y);
}

static void by_label(void **state)
{
    (void)state;
    struct architecture *arch = architecture_new(arena);
    size_t a = helper_draw(arena, arch, "a.dot", "x[Model server] -> y[Redis]; z[Redis]; w[Drift]");
    size_t b = helper_draw(arena, arch, "b.dot", "p[model-server] -> q[Redis]; w[Dashboard]");
    assert_true(joined(arch, a, "x", b, "p"));
    assert_false(joined(arch, a, "y", b, "q")); /* that label stands twice in the first */
    assert_false(joined(arch, a, "z", b, "q"));
    assert_false(joined(arch, a, "w", b, "w")); /* the same id is no reason */
}

static void by_id_without_label(void **state)
{
    (void)state;
    struct architecture *arch = architecture_new(arena);
    size_t a = helper_draw(arena, arch, "a.dot", "k[Kafka] -> r[Redis]");
    size_t b = helper_draw(arena, arch, "b.dot", "k -> s[Scoring API]");
    assert_true(joined(arch, a, "k", b, "k"));
    size_t c = helper_draw(arena, arch, "c.dot", "k[Kubernetes] -> s");
    assert_false(joined(arch, a, "k", b, "k")); /* now two labels claim the bare id */
    assert_true(joined(arch, b, "s", c, "s"));
}

static void architecture_files_share_ids(void **state)
{
    (void)state;
    struct architecture *arch = architecture_new(arena);
    size_t a = helper_draw(arena, arch, "docs/architecture.yaml", "k[Kafka]");
    size_t b = helper_draw(arena, arch, "docs/architecture.dot", "k[Event log]");
    size_t c = helper_draw(arena, arch, "old/architecture.dot", "k[Message queue]");
    assert_true(joined(arch, a, "k", b, "k"));
    assert_false(joined(arch, a, "k", c, "k"));
}

static void one_drawing_stays_as_drawn(void **state)
{
    (void)state;
    struct architecture *arch = architecture_new(arena);
    size_t a = helper_draw(arena, arch, "a.dot", "x[Kafka]; y");
    size_t b = helper_draw(arena, arch, "b.dot", "y[Kafka]");
    /* x = y(b) by label and y = y(b) by id would make x and y of one drawing the same. */
    assert_false(joined(arch, a, "x", a, "y"));
    assert_true(joined(arch, a, "x", b, "y") != joined(arch, a, "y", b, "y"));
}

static void roles_and_arrows_go_to_the_first(void **state)
{
    (void)state;
    struct architecture *arch = architecture_new(arena);
    struct diags diags;
    size_t a = helper_draw(arena, arch, "a.dot", "s[Event stream] -> f[Feature pipeline]");
    size_t b = helper_draw(arena, arch, "b.dot", "g[Feature pipeline] -> o[Online store]; g: tool=Flink");
    struct reading *reading = read_all(arch, &diags);
    size_t first = helper_node(arch, a, "f"), second = helper_node(arch, b, "g");
    assert_int_equal(reading->nodes[second].same_as, first);
    assert_int_equal(reading->nodes[second].n_roles, 0);
    assert_int_equal(reading->edges[1].from, first);
    assert_int_equal(reading->nodes[first].n_tools, 1);
    assert_non_null(reading_role(reading, second, rub_role_of(&pack, STR("feature_job"))));
}

static void doubts(void **state)
{
    (void)state;
    struct architecture *arch = architecture_new(arena);
    struct diags diags;
    helper_draw(arena, arch, "a.dot", "store[Online store] -> a[Scoring API]; b[Dashboard]");
    helper_draw(arena, arch, "b.dot", "store[Feature cache] -> a[Load balancer]; b[Dashboards of sales]");
    read_all(arch, &diags);
    assert_int_equal(diags.of[DIAG_JOIN_DOUBTFUL], 1); /* ids of one letter say nothing */
}

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    pack = helper_pack(arena);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_label),
        cmocka_unit_test(by_id_without_label),
        cmocka_unit_test(architecture_files_share_ids),
        cmocka_unit_test(one_drawing_stays_as_drawn),
        cmocka_unit_test(roles_and_arrows_go_to_the_first),
        cmocka_unit_test(doubts),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
