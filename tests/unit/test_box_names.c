#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "judge/box_names.h"
#include "model/reading.h"

static struct arena *arena;
static struct judge judge;

static void add(struct architecture *arch, const char *id, const char *label)
{
    struct arch_node *node = ARENA_PUSH(arena, arch->nodes, arch->n_nodes, arch->cap_nodes);
    node->id = str_copy(arena, str_from(id));
    node->label = str_copy(arena, str_from(label));
}

/* As many boxes as there are, each a node of its own. */
static void open_judge(struct architecture *arch)
{
    struct reading *reading = arena_alloc(arena, sizeof *reading);
    reading->arch = arch;
    reading->nodes = arena_alloc(arena, arch->n_nodes * sizeof *reading->nodes);
    for (size_t i = 0; i < arch->n_nodes; i++)
        reading->nodes[i].same_as = ARCH_NONE;
    judge = (struct judge){.arena = arena, .arch = arch, .reading = reading};
}

static size_t named(const char *name)
{
    return box_names_find(&judge, str_from(name));
}

static void ids_before_labels(void **state)
{
    (void)state;
    struct architecture *arch = architecture_new(arena);
    add(arch, "log", "Feature store");
    add(arch, "feature_store", "Log");
    add(arch, "Log", "Feature-Store");
    add(arch, "other", "Audit log");
    open_judge(arch);
    assert_int_equal(named("log"), 0);
    assert_int_equal(named(" LOG "), 0);         /* the first of two ids that are one word */
    assert_int_equal(named("feature store"), 1); /* an id, though an earlier box is labelled so */
    assert_int_equal(named("audit-log"), 3);
    assert_int_equal(named("logs"), ARCH_NONE);
    assert_int_equal(named(""), ARCH_NONE);
    ((struct reading *)judge.reading)->nodes[3].same_as = 1;
    assert_int_equal(named("audit log"), 1); /* the box it was joined with */
}

static void no_boxes(void **state)
{
    (void)state;
    open_judge(architecture_new(arena));
    assert_int_equal(named("log"), ARCH_NONE);
}

/* Every one of many is found, and nothing else. */
static void many(void **state)
{
    (void)state;
    struct architecture *arch = architecture_new(arena);
    for (int i = 0; i < 3000; i++)
        add(arch, arena_printf(arena, "n%d", i), arena_printf(arena, "Box %d", i / 2));
    open_judge(arch);
    for (int i = 0; i < 3000; i++)
        assert_int_equal(named(arena_printf(arena, "N%d", i)), i);
    for (int i = 0; i < 1500; i++)
        assert_int_equal(named(arena_printf(arena, "box_%d", i)), 2 * i);
    assert_int_equal(named("box 1500"), ARCH_NONE);
}

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
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
        cmocka_unit_test_setup_teardown(ids_before_labels, begin, end),
        cmocka_unit_test_setup_teardown(no_boxes, begin, end),
        cmocka_unit_test_setup_teardown(many, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
