/* model/architecture and model/rubric: documents, builders, images that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/architecture.h"
#include "model/rubric.h"

#include <string.h>

static void documents(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct place at = {0};
    struct doc *root = doc_new(arena, NULL, DOC_MAP, STR(""), at);
    struct doc *slo = doc_new(arena, root, DOC_MAP, STR("slo"), at);
    doc_scalar(arena, slo, STR("Decision_P99"), STR("100ms"), at);
    struct doc *list = doc_new(arena, root, DOC_LIST, STR("phases"), at);
    doc_scalar(arena, list, STR(""), STR("first"), at);
    assert_true(str_is(doc_text(doc_at(root, "slo.decision_p99")), "100ms"));
    assert_null(doc_at(root, "slo.rpo"));
    assert_null(doc_at(root, "phases.first"));
    assert_null(doc_get(NULL, "slo"));
    assert_int_equal(doc_text(slo).n + doc_text(NULL).n, 0);
    assert_int_equal(list->n, 1);
    arena_free(arena);
}

static void builders(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct architecture *arch = architecture_new(arena);
    struct text *text = text_new(arena, STR("a.dot"), STR("x"));
    struct place at = {text, 1, 1};
    architecture_view(arena, arch, ARCH_DOT, text, at);
    architecture_node(arena, arch, 0, STR("belt"), at);
    architecture_node(arena, arch, 0, STR("scanner"), at);
    struct arch_edge *edge = architecture_edge(arena, arch, 0, 0, 1, at);
    struct arch_group *group = architecture_group(arena, arch, 0, STR("hall"), at);
    assert_int_equal(arch->views[0].n_nodes, 2);
    assert_int_equal(arch->views[0].n_edges, 1);
    assert_true(arch->views[0].confidence == 1);
    assert_true(str_is(arch->nodes[1].label, "scanner"));
    assert_false(arch->nodes[1].own_label);
    assert_true(arch->nodes[0].group == ARCH_NONE && group->parent == ARCH_NONE);
    assert_non_null(edge->attrs);
    assert_int_equal(edge->kind.n + edge->label.n, 0);
    assert_string_equal(arch_format_name(ARCH_DOT), "dot");
    arena_free(arena);
}

static void images_that_are_none(void **state)
{
    (void)state;
    _Alignas(8) unsigned char bytes[sizeof(struct rub_head) + 64];
    struct rub_head head = {.size = sizeof bytes};
    struct rubric rubric;
    memset(bytes, 0, sizeof bytes);
    assert_false(rubric_open(&rubric, bytes, 3));
    assert_false(rubric_open(&rubric, bytes, sizeof bytes)); /* no magic */
    memcpy(head.magic, RUBRIC_MAGIC, sizeof head.magic);
    memcpy(bytes, &head, sizeof head);
    assert_false(rubric_open(&rubric, bytes, sizeof bytes)); /* no info, no texts */
    head.strings = (struct rub_table){sizeof head, 1u << 30};
    memcpy(bytes, &head, sizeof head);
    assert_false(rubric_open(&rubric, bytes, sizeof bytes)); /* a table beyond the end */
    assert_false(rubric_open(&rubric, bytes + 1, sizeof bytes - 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents),
        cmocka_unit_test(builders),
        cmocka_unit_test(images_that_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
