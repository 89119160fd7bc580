/* base/diag and base/limits: what is kept, what makes a review partial, what follows from a lifted limit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/diag.h"

#include <string.h>

static void bounded_and_counted(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct limits limits = limits_default();
    struct diags diags;
    limits.findings = 7;
    limits.findings_each = 3;
    diags_init(&diags, arena, &limits);
    for (int i = 0; i < 5; i++)
        diag_add(&diags, DIAG_ARCH_KEY, (struct place){0}, "key %d", i);
    assert_int_equal(diags.n, 3);
    assert_int_equal(diags.dropped, 2);
    assert_int_equal(diags.of[DIAG_ARCH_KEY], 5);
    assert_false(diags.partial);
    for (int i = 0; i < 3; i++)
        diag_add(&diags, DIAG_ARCH_TYPE, (struct place){0}, "type %d", i);
    diag_add(&diags, DIAG_YAML_SYNTAX, (struct place){0}, "not YAML");
    diag_add(&diags, DIAG_ARCH_EDGE, (struct place){0}, "one more than are kept");
    assert_int_equal(diags.n, 7);
    assert_int_equal(diags.dropped, 3);
    assert_true(diags.partial); /* the file was not used */
    assert_true(str_is(diags.items[1].message, "key 1"));
    arena_free(arena);
}

static void long_messages_are_cut(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct limits limits = limits_default();
    struct diags diags;
    char text[4000];
    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = '\0';
    diags_init(&diags, arena, &limits);
    diag_add(&diags, DIAG_ARCH_KEY, (struct place){0}, "%s", text);
    assert_true(diags.items[0].message.n > 500 && diags.items[0].message.n < sizeof text);
    arena_free(arena);
}

static void names_are_unique(void **state)
{
    (void)state;
    for (int i = 0; i < DIAG_COUNT; i++) {
        assert_true(strlen(diag_meaning((enum diag_id)i)) > 10);
        assert_non_null(severity_name(diag_severity((enum diag_id)i)));
        for (int k = 0; k < i; k++)
            assert_string_not_equal(diag_name((enum diag_id)i), diag_name((enum diag_id)k));
    }
}

static void nearest_name(void **state)
{
    (void)state;
    static const char *const names[] = {"retention", "replicas", "tool"};
    assert_string_equal(did_you_mean(STR("retntion"), names, 3), "retention");
    assert_string_equal(did_you_mean(STR("Tol"), names, 3), "tool");
    assert_null(did_you_mean(STR("x"), names, 3));
    assert_null(did_you_mean(STR("schedule"), names, 3));
    assert_null(did_you_mean(STR(""), names, 3));
}

static void lifted_limits_lift_others(void **state)
{
    (void)state;
    struct limits limits = limits_default(), usual = limits_default();
    limits_settle(&limits);
    assert_memory_equal(&limits, &usual, sizeof limits); /* nothing lifted, nothing changed */
    limits.nodes = 20 * usual.nodes;
    limits.file_bytes = 64 * MIB;
    limits_settle(&limits);
    assert_int_equal(limits.dot_tokens, 20 * usual.dot_tokens);
    assert_int_equal(limits.dot_memory, 20 * usual.dot_memory);
    assert_int_equal(limits.total_bytes, 64 * MIB);
    assert_true(limits.yaml_nodes > usual.yaml_nodes);
    limits.nodes = 3; /* a tighter bound tightens nothing else */
    limits_settle(&limits);
    assert_int_equal(limits.dot_tokens, 20 * usual.dot_tokens);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounded_and_counted),       cmocka_unit_test(long_messages_are_cut),
        cmocka_unit_test(names_are_unique),          cmocka_unit_test(nearest_name),
        cmocka_unit_test(lifted_limits_lift_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
