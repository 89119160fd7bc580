#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_mermaid.h"

#define DRAWN "flowchart LR\nbelt[Belt] --> chooser --- map[(Map)]\nsubgraph s\nmap\nend\n"

static const struct arch_node *node(const struct helper_mermaid *c, size_t i)
{
    return &c->arch->nodes[i];
}

static void test_boxes(void **state)
{
    (void)state;
    struct helper_mermaid c =
        helper_mermaid("%% grade: chooser role=model_server+fallback tool=\"Go service\" p99=8ms, retries=0 "
                       "on_timeout='last van'\n" DRAWN
                       "%% GRADE: map capacity=\"250 tps\" x_size=30GB belts=3 colour=red\n");
    assert_string_equal(helper_mermaid_diags(&c), "");
    assert_int_equal(node(&c, 1)->role->n, 2);
    assert_true(str_is(node(&c, 1)->role->items[1]->value, "fallback"));
    assert_true(str_is(node(&c, 1)->tool, "Go service"));
    assert_string_equal(helper_mermaid_fact(&c, node(&c, 1)->attrs, "p99"), "8ms");
    assert_string_equal(helper_mermaid_fact(&c, node(&c, 1)->attrs, "retries"), "0");
    assert_string_equal(helper_mermaid_fact(&c, node(&c, 1)->attrs, "on_timeout"), "last van");
    assert_string_equal(helper_mermaid_fact(&c, node(&c, 2)->attrs, "capacity"), "250 tps");
    assert_string_equal(helper_mermaid_fact(&c, node(&c, 2)->attrs, "size"), "30GB");
    assert_string_equal(helper_mermaid_fact(&c, node(&c, 2)->attrs, "belts"), "3");
    assert_string_equal(helper_mermaid_fact(&c, node(&c, 2)->attrs, "colour"), "red");
    const struct doc *p99 = doc_get(node(&c, 1)->attrs, "p99");
    assert_true(p99->key_at.line == 1 && p99->key_at.column == 64 && p99->at.column == 68);
    helper_mermaid_free(&c);
}

static void test_arrows(void **state)
{
    (void)state;
    struct helper_mermaid c =
        helper_mermaid(DRAWN "%% grade: belt->chooser kind=data mode=sync timeout=40ms label=scan\n"
                             "%% grade: map --> chooser kind=features\n");
    assert_string_equal(helper_mermaid_diags(&c), "");
    assert_true(str_is(c.arch->edges[0].kind, "data"));
    assert_true(str_is(c.arch->edges[0].label, "scan"));
    assert_string_equal(helper_mermaid_fact(&c, c.arch->edges[0].attrs, "timeout"), "40ms");
    assert_string_equal(helper_mermaid_fact(&c, c.arch->edges[0].attrs, "mode"), "sync");
    assert_true(str_is(c.arch->edges[1].kind, "features")); /* a line has no direction */
    helper_mermaid_free(&c);
}

/* A chain is several arrows; of two arrows between the same two, both are meant; what is said goes before the
 * drawing. */
static void test_several(void **state)
{
    (void)state;
    struct helper_mermaid c = helper_mermaid(
        "sequenceDiagram\na->>b: one\na->>b: two\nb-)c: three\n%% grade: a->b->c mode=batch\n");
    assert_int_equal(c.arch->n_edges, 3);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(helper_mermaid_fact(&c, c.arch->edges[i].attrs, "mode"), "batch");
        assert_int_equal(c.arch->edges[i].attrs->n, 1);
    }
    helper_mermaid_free(&c);
    c = helper_mermaid("graph\nsubgraph s\na\nb\nend\ns --> c\n%% grade: s->c kind=data p99=1ms");
    assert_int_equal(c.arch->n_edges, 2);
    assert_true(str_is(c.arch->edges[1].kind, "data"));
    assert_string_equal(helper_mermaid_fact(&c, c.arch->edges[1].attrs, "p99"), "1ms");
    helper_mermaid_free(&c);
}

static void test_system(void **state)
{
    (void)state;
    struct helper_mermaid c = helper_mermaid(
        DRAWN "%% grade: system name=\"Parcel routing\" peak_factor=6 decision_p99=100ms availability=99.95% "
              "parcels_per_day=5M\n"
              "%% grade: system title=x entities=\"vans: 900|routes: 40k\"\n");
    const struct doc *facts = c.arch->facts;
    assert_string_equal(helper_mermaid_diags(&c), "");
    assert_true(str_is(doc_text(doc_at(facts, "assumptions.peak_factor")), "6"));
    assert_true(str_is(doc_text(doc_at(facts, "assumptions.parcels_per_day")), "5M"));
    assert_true(str_is(doc_text(doc_at(facts, "assumptions.entities.vans")), "900"));
    assert_true(str_is(doc_text(doc_at(facts, "slo.decision_p99")), "100ms"));
    assert_true(str_is(doc_text(doc_at(facts, "slo.availability")), "99.95%"));
    assert_true(str_is(doc_text(doc_at(facts, "system.name")), "Parcel routing"));
    assert_true(str_is(c.arch->views[0].title, "Parcel routing"));
    assert_int_equal(doc_at(facts, "slo.decision_p99")->at.line, 6);
    helper_mermaid_free(&c);
    /* A box may be called so. */
    c = helper_mermaid("graph\nsystem --> b\n%% grade: system p99=1ms");
    assert_string_equal(helper_mermaid_fact(&c, node(&c, 0)->attrs, "p99"), "1ms");
    helper_mermaid_free(&c);
}

static void test_mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *line, *diags;
    } rows[] = {
        {"nobody p99=1ms", "6:11 mermaid-grade"},
        {"belt->map p99=1ms", "6:11 mermaid-grade"},
        {"chooser->belt p99=1ms", "6:11 mermaid-grade"},
        {"s p99=1ms", "6:11 mermaid-grade"},
        {"belt", "6:11 mermaid-grade"},
        {"belt fast p99=1ms", "6:11 mermaid-grade"},
        {"belt p99=1ms fast", "6:24 mermaid-grade"},
        {"belt p99=", "6:16 mermaid-grade"},
        {"belt p99=1ms p99=2ms", "6:24 mermaid-grade"},
        {"p99=1ms", "6:11 mermaid-grade"},
        {"", "6:10 mermaid-grade"},
        {"belt retntion=7d", "6:16 arch-unknown-key"},
        {"belt role=modelserver", "6:21 arch-unknown-role"},
        {"belt->chooser kind=dat", "6:30 arch-unknown-kind"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct helper_mermaid c = helper_mermaid(arena_printf(arena, DRAWN "%%%% grade: %s\n", rows[i].line));
        assert_string_equal(helper_mermaid_diags(&c), rows[i].diags);
        assert_int_equal(c.arch->n_nodes, 3);
        helper_mermaid_free(&c);
    }
    arena_free(arena);
}

static void test_group(void **state)
{
    (void)state;
    helper_mermaid_shows(
        DRAWN "%% grade: belt group=s\n%% grade: chooser group=Yard\n",
        "belt'Belt'/box@s chooser@Yard map'Map'/cylinder@s | belt>chooser chooser>mapu | s Yard");
}

static void test_limits(void **state)
{
    (void)state;
    struct helper_mermaid c;
    helper_mermaid_init(&c);
    c.limits.mermaid_facts = 2;
    static const char text[] = DRAWN "%% grade: belt p50=1ms p99=2ms retries=3\n";
    helper_mermaid_read(&c, text, sizeof text - 1);
    assert_string_equal(helper_mermaid_diags(&c), "6:32 mermaid-limit");
    assert_int_equal(node(&c, 0)->attrs->n, 2);
    helper_mermaid_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_boxes),  cmocka_unit_test(test_arrows), cmocka_unit_test(test_several),
        cmocka_unit_test(test_system), cmocka_unit_test(test_group),  cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
