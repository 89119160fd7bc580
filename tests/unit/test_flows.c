#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_pack.h"
#include "recognise/recognise.h"

static struct arena *arena;
static struct rubric pack;
static struct diags diags;

static struct edge_reading only(const char *drawing, const char *key, const char *value)
{
    struct limits limits = limits_default();
    struct architecture *arch = architecture_new(arena);
    diags_init(&diags, arena, &limits);
    helper_draw(arena, arch, "a.dot", drawing);
    struct arch_edge *edge = &arch->edges[0];
    if (key && str_is(STR("kind"), key))
        edge->kind = str_from(value);
    else if (key && str_is(STR("dashed"), key))
        edge->dashed = true;
    else if (key)
        doc_scalar(arena, edge->attrs, str_from(key), str_from(value), edge->at);
    return recognise(arena, &diags, arch, NULL, &pack)->edges[0];
}

static uint32_t kind(const char *id)
{
    return UINT32_C(1) << rub_kind_of(&pack, str_from(id));
}

static void declared(void **state)
{
    (void)state;
    struct edge_reading edge = only("a -events-> b", "kind", "features");
    assert_int_equal(edge.kinds, kind("features"));
    assert_int_equal(edge.evidence, KIND_DECLARED);
    assert_true(edge.confidence == 1);
    edge = only("a -> b", "kind", "data, Model");
    assert_int_equal(edge.kinds, kind("data") | kind("model"));
    edge = only("a -> b", "kind", "chargebacks");
    assert_int_equal(edge.kinds, kind("labels"));
    assert_int_equal(edge.evidence, KIND_LABEL);
    assert_int_equal(diags.n, 0); /* the reader of the file has said so already */
}

static void by_label(void **state)
{
    (void)state;
    struct edge_reading edge = only("a -raw events-> b", NULL, NULL);
    assert_int_equal(edge.kinds, kind("data"));
    assert_int_equal(edge.evidence, KIND_LABEL);
    assert_true(edge.confidence > 0.85 && edge.confidence < 1);
    edge = only("a -words-> b", NULL, NULL);
    assert_int_equal(edge.kinds, 0);
    assert_int_equal(edge.evidence, KIND_UNKNOWN);
    assert_int_equal(only("a -logs-> b", NULL, NULL).kinds, kind("metrics")); /* "log" is another kind's */
    assert_int_equal(only("a -log-> b", NULL, NULL).kinds, kind("predictions"));
}

static void several_kinds_are_narrowed_by_roles(void **state)
{
    (void)state;
    struct edge_reading edge = only("a[Event stream] -transactions with features-> b[Data lake]", NULL, NULL);
    assert_int_equal(edge.kinds, kind("data"));
    edge = only("a[Dashboard] -model features-> b[Data lake]", NULL, NULL);
    assert_int_equal(edge.kinds, 0);
    assert_int_equal(edge.evidence, KIND_UNKNOWN);
    edge = only("a[Something] -model features-> b[Data lake]", NULL, NULL);
    assert_int_equal(edge.kinds, kind("model") | kind("features"));
}

static void modes(void **state)
{
    (void)state;
    struct edge_reading edge = only("a -> b", NULL, NULL);
    assert_false(edge.sync || edge.async);
    edge = only("a -> b", "mode", "sync");
    assert_true(edge.sync && !edge.async);
    assert_true(only("a -> b", "mode", "Batch").async);
    assert_true(only("a -> b", "dashed", "").async);
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
        cmocka_unit_test(declared),
        cmocka_unit_test(by_label),
        cmocka_unit_test(several_kinds_are_narrowed_by_roles),
        cmocka_unit_test(modes),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
