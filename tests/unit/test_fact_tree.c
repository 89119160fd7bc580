#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "recognise/fact_tree.h"

#include <stdio.h>

static void sections_of_a_source(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct place at = {0};
    struct doc *declared = doc_new(arena, NULL, DOC_MAP, STR(""), at);
    struct doc *slo = doc_new(arena, declared, DOC_MAP, STR("slo"), at);
    doc_scalar(arena, slo, STR("rto"), STR("5 min"), at);
    struct doc *root = fact_tree_copy(arena, declared);
    struct fact_source source = {.arena = arena, .root = root}, other = {.arena = arena, .root = root};
    fact_tree_put(&source, STR("slo.rpo"), STR("1 min"), at);
    fact_tree_put(&source, STR("slo.availability"), STR("99.9 %"), at);
    fact_tree_put(&other, STR("a.b.c"), STR("1"), at);
    fact_tree_put(&other, STR("a.b.d"), STR("2"), at);
    struct doc *list = fact_tree_at(&other, STR("a.list"), DOC_LIST, at);
    assert_ptr_equal(list, fact_tree_at(&other, STR("a.list"), DOC_LIST, at));
    /* What was declared is not touched; the source's own section stands behind it. */
    assert_int_equal(declared->n, 1);
    assert_int_equal(slo->n, 1);
    assert_int_equal(root->n, 3);
    assert_ptr_equal(root->items[0], slo);
    assert_int_equal(root->items[1]->n, 2);
    assert_true(str_is(doc_text(doc_at(root, "a.b.d")), "2"));
    arena_free(arena);
}

static void what_stands_at_a_path(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct place at = {0};
    struct doc *root = doc_new(arena, NULL, DOC_MAP, STR(""), at);
    struct fact_source source = {.arena = arena, .root = root};
    fact_tree_put(&source, STR("slo.rto"), STR("TODO"), at);
    fact_tree_put(&source, STR("slo.rpo"), STR(" n/a "), at);
    fact_tree_put(&source, STR("slo.p99"), STR("<fill in>"), at);
    fact_tree_put(&source, STR("SLO.availability"), STR("99 %"), at);
    fact_tree_at(&source, STR("cost.lines"), DOC_LIST, at);
    assert_false(fact_tree_has(root, STR("slo.rto")));
    assert_false(fact_tree_has(root, STR("slo.rpo")));
    assert_false(fact_tree_has(root, STR("slo.p99")));
    assert_true(fact_tree_has(root, STR("slo.availability")));
    assert_false(fact_tree_has(root, STR("cost.lines")));
    assert_false(fact_tree_has(root, STR("slo.availability.more")));
    arena_free(arena);
}

static void many_sections(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct doc *root = doc_new(arena, NULL, DOC_MAP, STR(""), (struct place){0});
    struct fact_source source = {.arena = arena, .root = root};
    for (int i = 0; i < 40; i++)
        fact_tree_put(&source, str_from(arena_printf(arena, "s%d.key", i)), STR("1"), (struct place){0});
    assert_int_equal(root->n, 40);
    assert_true(fact_tree_has(root, STR("s39.key")));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_of_a_source),
        cmocka_unit_test(what_stands_at_a_path),
        cmocka_unit_test(many_sections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
