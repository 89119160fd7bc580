#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/dot_attributes.h"

#include <string.h>

static const char *const keys[] = {"assumptions.fraud_rate", "components.shards", "flows.topics",
                                   "slo.error_rate"};
static const struct arch_names names = {NULL, 0, NULL, 0, keys, 4};

struct fixture {
    struct limits limits;
    struct diags diags;
    struct parse_context ctx;
};

static void set_up(struct fixture *f)
{
    struct arena *arena = arena_new();
    f->limits = limits_default();
    diags_init(&f->diags, arena, &f->limits);
    f->ctx = (struct parse_context){
        arena, &f->diags, &f->limits, &names, architecture_new(arena), prose_new(arena), NULL, 0};
}

static void test_drawing(void **state)
{
    (void)state;
    static const char *const drawn[] = {"Damping", "URL", "_background", "color",
                                        "label",   "z",   "xlp",         "fontsize"};
    static const char *const not_drawn[] = {"", "role", "colour", "p99", "Color", "zz", "tool", "owner"};
    for (size_t i = 0; i < 8; i++) {
        assert_true(dot_draws(str_from(drawn[i])));
        assert_false(dot_draws(str_from(not_drawn[i])));
    }
    /* parts of names, in the list but no names of it */
    assert_false(dot_draws(STR("e")));
    assert_false(dot_draws(STR("l")));
    assert_false(dot_draws(STR("olor")));
    assert_false(dot_draws(STR("color colo")));
    assert_false(dot_draws(STR("")));
}

static void key_is_read(bool edge, const char *name, enum dot_use use, const char *canonical)
{
    struct fixture f;
    set_up(&f);
    struct dot_key key = dot_key_find(&f.ctx, edge, str_from(name), true);
    assert_int_equal(key.use, use);
    if (use != DOT_USE_NONE)
        assert_true(str_is(key.name, canonical));
    arena_free(f.ctx.arena);
}

static void test_keys(void **state)
{
    (void)state;
    key_is_read(false, "roles", DOT_USE_ROLE, "role");
    key_is_read(false, "x_role", DOT_USE_ROLE, "role");
    key_is_read(false, "product", DOT_USE_TOOL, "tool");
    key_is_read(false, "in", DOT_USE_GROUP, "group");
    key_is_read(false, "size", DOT_USE_FACT, "size");
    key_is_read(false, "latency_p99", DOT_USE_FACT, "p99");
    key_is_read(false, "shards", DOT_USE_FACT, "shards");
    key_is_read(false, "fontcolor", DOT_USE_NONE, "");
    key_is_read(false, "x_color", DOT_USE_FACT, "color");
    key_is_read(false, "Wholly_Other", DOT_USE_FACT, "wholly_other");
    key_is_read(false, "replicsa", DOT_USE_NONE, "");
    key_is_read(true, "kind", DOT_USE_KIND, "kind");
    key_is_read(true, "mode", DOT_USE_FACT, "mode");
    key_is_read(true, "target", DOT_USE_NONE, "");
    key_is_read(true, "source", DOT_USE_NONE, "");
    key_is_read(true, "weight", DOT_USE_NONE, "");
    key_is_read(true, "topics", DOT_USE_FACT, "topics");
    struct fixture f;
    set_up(&f);
    assert_string_equal(dot_key_find(&f.ctx, false, STR("replicsa"), true).near, "replicas");
    assert_null(dot_key_find(&f.ctx, false, STR("replicsa"), false).near);
    arena_free(f.ctx.arena);
}

static const struct doc *fact(struct fixture *f, enum key_shape shape, const char *value)
{
    const struct dot_key key = {.use = DOT_USE_FACT, .name = STR("k"), .shape = shape};
    return dot_fact(f->ctx.arena, NULL, &key, str_from(value), (struct dot_places){{0}, {0}});
}

static void test_values(void **state)
{
    (void)state;
    struct fixture f;
    set_up(&f);
    assert_true(str_is(doc_text(fact(&f, KEY_TEXT, "a, b")), "a, b"));
    assert_true(str_is(doc_text(fact(&f, KEY_TEXT, "a | b|")), "a, b"));
    assert_int_equal(fact(&f, KEY_LIST, "a")->kind, DOC_SCALAR);
    assert_int_equal(fact(&f, KEY_LIST, "a|b|c")->n, 3);
    assert_int_equal(fact(&f, KEY_LIST, "||")->n, 0);
    assert_int_equal(fact(&f, KEY_PROSE, "who pays?")->n, 1);
    const struct doc *map = fact(&f, KEY_NAMED, "cards: 20M| shops :1M |odd");
    assert_int_equal(map->kind, DOC_MAP);
    assert_true(str_is(doc_text(doc_get(map, "shops")), "1M"));
    assert_int_equal(map->n, 3);
    assert_int_equal(fact(&f, KEY_NAMED, "plain")->kind, DOC_SCALAR);
    arena_free(f.ctx.arena);
}

static void test_sections(void **state)
{
    (void)state;
    struct fixture f;
    struct dot_sections sections = {0};
    struct str title = STR("");
    set_up(&f);
    static const char *const given[][2] = {
        {"system", "s"}, {"p99", "9ms"},    {"error_rate", "1%"}, {"rankdir", "LR"}, {"fraud_rate", "3bp"},
        {"Other", "o"},  {"phases", "a|b"}, {"size", "1,2"},      {"x_size", "2"},   {"note", "hello"}};
    for (size_t i = 0; i < sizeof given / sizeof *given; i++)
        dot_graph_fact(&f.ctx, &sections, str_from(given[i][0]), str_from(given[i][1]),
                       (struct dot_places){{0}, {0}}, &title);
    const struct doc *facts = f.ctx.arch->facts;
    assert_true(str_is(title, "s"));
    assert_true(str_is(doc_text(doc_at(facts, "system.name")), "s"));
    assert_true(str_is(doc_text(doc_at(facts, "slo.decision_p99")), "9ms"));
    assert_true(str_is(doc_text(doc_at(facts, "slo.error_rate")), "1%"));
    assert_true(str_is(doc_text(doc_at(facts, "assumptions.fraud_rate")), "3bp"));
    assert_true(str_is(doc_text(doc_at(facts, "assumptions.other")), "o"));
    assert_true(str_is(doc_text(doc_at(facts, "assumptions.size")), "2"));
    assert_true(str_is(doc_text(doc_at(facts, "assumptions.note")), "hello"));
    assert_int_equal(doc_at(facts, "phases")->n, 2);
    assert_null(doc_at(facts, "assumptions.rankdir"));
    assert_int_equal(facts->n, 4);
    arena_free(f.ctx.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_drawing),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_sections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
