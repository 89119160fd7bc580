#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_dot.h"

#include <stdio.h>
#include <string.h>

static void text_is(struct str text, const char *expected)
{
    if (!str_is(text, expected))
        fail_msg("'%.*s' is not '%s'", STR_ARG(text), expected);
}

static void node_is(const struct helper_dot *c, const char *id, const char *label, uint32_t line)
{
    const struct arch_node *node = helper_dot_node(c, id);
    assert_non_null(node);
    text_is(node->label, label);
    assert_int_equal(node->at.line, line);
}

static void test_nodes(void **state)
{
    (void)state;
    struct helper_dot c = helper_dot(
        "digraph shop {\n  node [shape=box]\n  a [label=\"Auth\\nswitch\"];\n  b [shape=cylinder]\n"
        "  \"c d\" [label=\"\\N!\"]\n  e [label=\"\", xlabel=beside]\n  f [label=<<B>x</B> &amp; y>]\n"
        "  g [shape=record, label=\"{<p> in|out}\"]\n  h [name=Named]; i [label=\"\"]\n}");
    assert_int_equal(c.file.use, FILE_USED);
    assert_string_equal(c.file.format ? c.file.format : "", "");
    assert_int_equal(c.diags.n, 0);
    assert_int_equal(c.arch->n_nodes, 8);
    node_is(&c, "a", "Auth switch", 3);
    node_is(&c, "b", "b", 4);
    node_is(&c, "c d", "c d!", 5);
    node_is(&c, "e", "beside", 6);
    node_is(&c, "f", "x & y", 7);
    node_is(&c, "g", "in out", 8);
    node_is(&c, "h", "Named", 9);
    node_is(&c, "i", "i", 9);
    assert_true(helper_dot_node(&c, "a")->own_label);
    assert_false(helper_dot_node(&c, "b")->own_label);
    assert_false(helper_dot_node(&c, "i")->own_label);
    assert_int_equal(helper_dot_node(&c, "b")->at.column, 3);
    text_is(helper_dot_node(&c, "a")->shape, "box");
    text_is(helper_dot_node(&c, "b")->shape, "cylinder");
    assert_int_equal(c.arch->n_views, 1);
    assert_int_equal(c.arch->views[0].format, ARCH_DOT);
    assert_int_equal(c.arch->views[0].n_nodes, 8);
    assert_int_equal(c.arch->views[0].at.line, 1);
    helper_dot_free(&c);
}

static void test_attributes(void **state)
{
    (void)state;
    struct helper_dot c = helper_dot(
        "digraph {\n  node [owner=team, timeout=\"40ms\"]\n"
        "  a [role=\"decision_engine + fallback\", x_tool=\"Go service\", latency_p99=\"8ms\",\n"
        "     stores=\"x|y | z\", fallback=\"rules|defaults\", colour_of_money=\"green\", fontsize=3, "
        "size=\"30GB\"];\n"
        "  subgraph { node [timeout=\"9ms\"]; b [roles=event_stream, Retention=\"7d\", target=x] }\n"
        "  c [role=\"a|online_store\", timout=\"1ms\"]\n}");
    const struct arch_node *a = helper_dot_node(&c, "a"), *b = helper_dot_node(&c, "b");
    assert_int_equal(a->role->kind, DOC_LIST);
    assert_int_equal(a->role->n, 2);
    text_is(a->role->items[1]->value, "fallback");
    assert_int_equal(a->role->at.line, 3);
    text_is(a->tool, "Go service");
    text_is(doc_text(doc_get(a->attrs, "p99")), "8ms");
    assert_int_equal(doc_get(a->attrs, "p99")->at.line, 3);
    assert_int_equal(doc_get(a->attrs, "p99")->key_at.column, 62);
    assert_int_equal(doc_get(a->attrs, "p99")->at.column, 74);
    assert_int_equal(doc_get(a->attrs, "stores")->n, 3);
    text_is(doc_get(a->attrs, "stores")->items[2]->value, "z");
    assert_int_equal(doc_get(a->attrs, "stores")->at.line, 4);
    text_is(doc_text(doc_get(a->attrs, "on_timeout")), "rules, defaults");
    text_is(doc_text(doc_get(a->attrs, "size")), "30GB");
    text_is(doc_text(doc_get(a->attrs, "colour_of_money")), "green");
    text_is(doc_text(doc_get(a->attrs, "timeout")), "40ms");
    text_is(doc_text(doc_get(a->attrs, "owner")), "team");
    assert_int_equal(doc_get(a->attrs, "owner")->at.line, 2);
    assert_null(doc_get(a->attrs, "fontsize"));
    assert_null(doc_get(a->attrs, "role")); /* a field of its own, as in architecture.yaml */
    assert_null(doc_get(a->attrs, "label"));
    text_is(doc_text(b->role), "event_stream");
    text_is(doc_text(doc_get(b->attrs, "timeout")), "9ms");
    text_is(doc_text(doc_get(b->attrs, "retention")), "7d");
    assert_null(doc_get(b->attrs, "target"));
    assert_int_equal(c.diags.n, 2);
    assert_int_equal(c.diags.of[DIAG_ARCH_ROLE], 1);
    assert_int_equal(c.diags.of[DIAG_ARCH_KEY], 1);
    assert_non_null(strstr(c.diags.items[0].message.p, "did you mean \"timeout\""));
    assert_int_equal(c.diags.items[0].at.line, 6);
    helper_dot_free(&c);
}

static void test_graph_attributes(void **state)
{
    (void)state;
    struct helper_dot c = helper_dot(
        "digraph {\n  graph [system=\"card-fraud\", transactions_per_day=\"5M\", decision_p99=\"100ms\",\n"
        "    availability=\"99.95%\", entities=\"cards: 20M|shops: 1M\", rankdir=LR, label=\"Title\\nhere\", "
        "size=\"8,5\"];\n"
        "  peak_factor=6; critical_path=\"a|b\"; analysts=25\n  open_questions=\"who pays?\"\n"
        "  subgraph cluster_a { peak_tps=7; a }\n}");
    const struct doc *facts = c.arch->facts;
    text_is(doc_text(doc_at(facts, "system.name")), "card-fraud");
    text_is(c.arch->views[0].title, "card-fraud");
    text_is(doc_text(doc_at(facts, "assumptions.transactions_per_day")), "5M");
    text_is(doc_text(doc_at(facts, "slo.decision_p99")), "100ms");
    text_is(doc_text(doc_at(facts, "slo.availability")), "99.95%");
    assert_int_equal(doc_at(facts, "slo.availability")->at.line, 3);
    assert_int_equal(doc_at(facts, "slo.availability")->key_at.column, 5);
    assert_int_equal(doc_at(facts, "slo.availability")->at.column, 18);
    text_is(doc_text(doc_at(facts, "assumptions.entities.shops")), "1M");
    text_is(doc_text(doc_at(facts, "assumptions.peak_factor")), "6");
    assert_int_equal(doc_at(facts, "assumptions.peak_factor")->at.line, 4);
    text_is(doc_text(doc_at(facts, "assumptions.analysts")), "25");
    assert_int_equal(doc_at(facts, "critical_path")->n, 2);
    assert_int_equal(doc_at(facts, "open_questions")->kind, DOC_LIST);
    assert_null(doc_at(facts, "assumptions.rankdir"));
    assert_null(doc_at(facts, "assumptions.size"));
    assert_null(doc_at(facts, "assumptions.peak_tps")); /* of a cluster, not of the system */
    assert_int_equal(c.diags.n, 0);
    helper_dot_free(&c);
    c = helper_dot("graph x { label=<The <I>title</I>>; a }");
    text_is(c.arch->views[0].title, "The title");
    assert_int_equal(c.arch->facts->n, 0);
    helper_dot_free(&c);
}

static void test_edges(void **state)
{
    (void)state;
    struct helper_dot c = helper_dot(
        "digraph {\n  a -> b -> c [label=\"x\\ny\", kind=data, mode=sync, p99=\"2ms\", tooltip=no]\n  {a b} "
        "-> {d e};\n"
        "  a:p:n -> f:q [style=\"dashed,bold\"]\n  g -> h [dir=both]; g -> i [dir=back]; g -> j [dir=none]\n"
        "  g -> k [arrowhead=none]; g -> l [dir=both, arrowhead=none]; g -> m [penwidth=2.5, kind=secrets];\n"
        "  a -> a; n -> o [xlabel=side]; n -> p [style=invis]\n}");
    const struct arch_edge *e = helper_dot_edge(&c, "b", "c", 0);
    text_is(e->label, "x y");
    text_is(e->kind, "data");
    text_is(doc_text(doc_get(e->attrs, "mode")), "sync");
    text_is(doc_text(doc_get(e->attrs, "p99")), "2ms");
    assert_int_equal(e->attrs->n, 2);
    assert_int_equal(e->at.line, 2);
    assert_int_equal(e->at.column, 8);
    assert_non_null(helper_dot_edge(&c, "a", "d", 0));
    assert_non_null(helper_dot_edge(&c, "b", "e", 0));
    assert_int_equal(helper_dot_edge(&c, "b", "e", 0)->at.line, 3);
    e = helper_dot_edge(&c, "a", "f", 0);
    assert_true(e->dashed && e->thick && !e->both && !e->undirected);
    assert_int_equal(e->attrs->n, 0);
    assert_true(helper_dot_edge(&c, "g", "h", 0)->both);
    assert_null(helper_dot_edge(&c, "g", "i", 0));
    assert_true(helper_dot_edge(&c, "i", "g", 0)->reversed);
    assert_true(helper_dot_edge(&c, "g", "j", 0)->undirected);
    assert_true(helper_dot_edge(&c, "g", "k", 0)->undirected);
    assert_true(helper_dot_edge(&c, "l", "g", 0)->reversed);
    e = helper_dot_edge(&c, "g", "m", 0);
    assert_true(e->thick);
    text_is(e->kind, "");
    text_is(e->label, "secrets");
    assert_int_equal(c.diags.of[DIAG_ARCH_KIND], 1);
    assert_non_null(helper_dot_edge(&c, "a", "a", 0));
    text_is(helper_dot_edge(&c, "n", "o", 0)->label, "side");
    assert_true(helper_dot_edge(&c, "n", "p", 0)->hidden);
    assert_int_equal(c.arch->n_edges, 16);
    helper_dot_free(&c);
}

static void test_kinds_of_graphs(void **state)
{
    (void)state;
    struct helper_dot c = helper_dot("strict graph {\n a -- b -- a\n b -- c [penwidth=3]; a -- c "
                                     "[dir=forward, penwidth=3]\n a -- b [penwidth=3] }");
    assert_int_equal(c.arch->n_edges, 3);
    assert_true(helper_dot_edge(&c, "a", "b", 0)->undirected);
    assert_false(helper_dot_edge(&c, "a", "c", 0)->undirected);
    /* All are thick: none is set apart by it. */
    assert_false(helper_dot_edge(&c, "a", "b", 0)->thick || helper_dot_edge(&c, "a", "c", 0)->thick);
    helper_dot_free(&c);
    c = helper_dot("DiGraph { a -> b; a -> b; a -> b [key=x]; a -> b [key=x] EDGE [label=L] b -> a }");
    assert_int_equal(c.arch->n_edges, 4);
    text_is(helper_dot_edge(&c, "b", "a", 0)->label, "L");
    helper_dot_free(&c);
    c = helper_dot("digraph { a, b -> c, d }");
    assert_int_equal(c.arch->n_edges, 4);
    helper_dot_free(&c);
}

static void test_groups(void **state)
{
    (void)state;
    struct helper_dot c = helper_dot(
        "digraph {\n label=Whole\n subgraph cluster_a {\n  label=\"Feature\\nstore\"\n  x\n"
        "  subgraph plain { label=no; y\n   subgraph Cluster_b { z } }\n }\n"
        " subgraph boxes { cluster=true; label=<<B>Boxes</B>>; w }\n { v }\n subgraph cluster_c { x u }\n"
        " t [in=serving]; s [layer=serving]; u [in=other]\n}");
    assert_int_equal(c.arch->n_groups, 5);
    text_is(c.arch->groups[0].label, "Feature store");
    assert_int_equal(c.arch->groups[0].at.line, 3);
    text_is(c.arch->groups[1].id, "Cluster_b");
    text_is(c.arch->groups[1].label, "Cluster_b"); /* what it would inherit is the name of another */
    assert_int_equal(c.arch->groups[1].parent, 0);
    text_is(c.arch->groups[2].label, "Boxes");
    assert_int_equal(helper_dot_node(&c, "x")->group, 0);
    assert_int_equal(helper_dot_node(&c, "y")->group, 0);
    assert_int_equal(helper_dot_node(&c, "z")->group, 1);
    assert_int_equal(helper_dot_node(&c, "w")->group, 2);
    assert_true(helper_dot_node(&c, "v")->group == ARCH_NONE);
    assert_int_equal(helper_dot_node(&c, "u")->group, 3);
    assert_int_equal(helper_dot_node(&c, "t")->group, 4);
    assert_int_equal(helper_dot_node(&c, "s")->group, 4);
    text_is(c.arch->groups[4].id, "serving");
    helper_dot_free(&c);
}

static void test_arrows_to_groups(void **state)
{
    (void)state;
    struct helper_dot c = helper_dot("digraph {\n compound=true\n subgraph cluster_a { a1 a2 }\n subgraph "
                                     "cluster_b { b1; subgraph cluster_c { b2 } }\n"
                                     " x -> a1 [lhead=cluster_a, label=l]\n cluster_a -> cluster_b "
                                     "[kind=data];\n a1 -> b1 [ltail=cluster_a, lhead=cluster_c]\n"
                                     " x -> b1 [lhead=nowhere]\n cluster_none -> x\n}");
    assert_null(helper_dot_node(&c, "cluster_a"));
    assert_non_null(helper_dot_node(&c, "cluster_none"));
    assert_false(helper_dot_edge(&c, "x", "a1", 0)->fanned);
    assert_true(helper_dot_edge(&c, "x", "a2", 0)->fanned);
    text_is(helper_dot_edge(&c, "x", "a2", 0)->label, "l");
    for (int i = 1; i <= 2; i++)
        for (int k = 1; k <= 2; k++) {
            char from[3] = {'a', (char)('0' + i), 0}, to[3] = {'b', (char)('0' + k), 0};
            const struct arch_edge *e = helper_dot_edge(&c, from, to, 0);
            assert_true(e && e->fanned && e->at.line == 6);
            text_is(e->kind, "data");
        }
    assert_false(helper_dot_edge(&c, "a1", "b1", 1)->fanned);
    assert_true(helper_dot_edge(&c, "a1", "b2", 1)->fanned);
    assert_true(helper_dot_edge(&c, "a2", "b2", 1)->fanned);
    assert_null(helper_dot_edge(&c, "a2", "b1", 1));
    assert_null(helper_dot_edge(&c, "x", "b2", 0));
    assert_int_equal(c.arch->n_edges, 11);
    helper_dot_free(&c);
    /* A cluster without members, and a node that was declared, are boxes. */
    c = helper_dot("digraph { subgraph cluster_e { } subgraph cluster_f { f } a -> cluster_e; cluster_f "
                   "[label=F]; a -> cluster_f }");
    assert_non_null(helper_dot_edge(&c, "a", "cluster_e", 0));
    assert_non_null(helper_dot_edge(&c, "a", "cluster_f", 0));
    assert_null(helper_dot_edge(&c, "a", "f", 0));
    helper_dot_free(&c);
}

static void test_helpers(void **state)
{
    (void)state;
    struct helper_dot c = helper_dot("digraph {\n p, q [shape=point]\n a -> p [arrowhead=none, "
                                     "label=events]\n p -> b\n p -> q -> c [style=dashed]\n"
                                     " q -> p\n i [style=invis]; a -> i\n s [shape=point, label=seen]; r "
                                     "[shape=point, role=event_stream]\n a -> s; a -> r\n}");
    assert_null(helper_dot_node(&c, "p"));
    assert_null(helper_dot_node(&c, "i"));
    assert_non_null(helper_dot_node(&c, "s"));
    assert_non_null(helper_dot_node(&c, "r"));
    const struct arch_edge *e = helper_dot_edge(&c, "a", "b", 0);
    assert_true(e && !e->undirected && e->at.line == 3);
    text_is(e->label, "events");
    e = helper_dot_edge(&c, "a", "c", 0);
    assert_true(e && e->dashed);
    assert_int_equal(c.arch->n_edges, 4);
    helper_dot_free(&c);
}

static void test_order(void **state)
{
    (void)state;
    /* The arrow inside of the group is made first, but stands behind. */
    struct helper_dot c = helper_dot("digraph {\n a\n -> {\n b -> c\n }\n d -> e }");
    assert_int_equal(c.arch->n_edges, 4);
    for (size_t i = 1; i < c.arch->n_edges; i++)
        assert_true(c.arch->edges[i - 1].at.line <= c.arch->edges[i].at.line);
    text_is(c.arch->nodes[c.arch->edges[0].from].id, "a");
    helper_dot_free(&c);
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum diag_id id;
        uint32_t line;
    } cases[] = {
        {"smurf x {\n a -> b\n}", DIAG_DOT_SYNTAX, 1},
        {"digraph {\n a -> b\n c [label=\"x\" = y]\n}", DIAG_DOT_SYNTAX, 3},
        {"digraph {\n a [label=\"b];\n c [label=\"d\"];\n e [label=\"f\"];\n}", DIAG_DOT_SYNTAX, 2},
        {"digraph {\n a [label=\"b\";\n c -> d;\n}", DIAG_DOT_SYNTAX, 4},
        {"digraph {\n a ->\n}", DIAG_DOT_SYNTAX, 3},
        {"digraph {\n a [label=\xE2\x80\x9Cone two\xE2\x80\x9D]\n}", DIAG_DOT_SYNTAX, 2},
        {"# 99 \"forged\"\ndigraph {\n #line 5\n a [ }\n", DIAG_DOT_SYNTAX, 4},
        {"digraph {\n a }\n\ndigraph { b }", DIAG_DOT_TRAILING, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct helper_dot c = helper_dot(cases[i].text);
        assert_int_equal(c.file.use, FILE_REFUSED);
        assert_non_null(c.file.why);
        if (!helper_dot_one_error(&c, cases[i].id, cases[i].line))
            fail_msg("%s", helper_dot_dump(&c));
        assert_int_equal(c.arch->n_nodes + c.arch->n_views + c.arch->facts->n, 0);
        helper_dot_free(&c);
    }
}

static void test_nothing(void **state)
{
    (void)state;
    struct helper_dot c = helper_dot("// later\n");
    assert_int_equal(c.file.use, FILE_UNUSED);
    assert_int_equal(c.diags.of[DIAG_ARCH_EMPTY], 1);
    assert_int_equal(c.arch->n_views, 0);
    helper_dot_free(&c);
    c = helper_dot("digraph { }");
    assert_int_equal(c.file.use, FILE_USED);
    assert_int_equal(c.diags.of[DIAG_ARCH_EMPTY], 1);
    helper_dot_free(&c);
}

/* Bounds on nodes and arrows are for all files together. */
static void test_limits_over_files(void **state)
{
    (void)state;
    struct helper_dot c;
    helper_dot_init(&c);
    c.limits.nodes = 3;
    c.limits.edges = 3;
    helper_dot_read(&c, "digraph { a -> b }", 18);
    assert_int_equal(c.file.use, FILE_USED);
    helper_dot_read(&c, "digraph { c -> d }", 18);
    assert_int_equal(c.file.use, FILE_REFUSED);
    assert_int_equal(c.diags.of[DIAG_DOT_LIMIT], 1);
    assert_int_equal(c.arch->n_nodes, 2);
    helper_dot_read(&c, "digraph { c -> c }", 18);
    assert_int_equal(c.file.use, FILE_USED);
    assert_int_equal(c.arch->n_views, 2);
    assert_int_equal(c.arch->nodes[2].view, 1);
    assert_int_equal(c.arch->edges[1].from, 2);
    helper_dot_free(&c);
    /* Arrows to groups beyond the bound are left out, and said to be. */
    helper_dot_init(&c);
    c.limits.edges = 3;
    const char *text = "digraph { subgraph cluster_a { a b c d e } x -> a [lhead=cluster_a] }";
    helper_dot_read(&c, text, strlen(text));
    assert_int_equal(c.file.use, FILE_USED);
    assert_int_equal(c.arch->n_edges, 3);
    assert_int_equal(c.diags.of[DIAG_LIMIT_GRAPH], 1);
    helper_dot_free(&c);
}

static void test_shared_defaults(void **state)
{
    (void)state;
    /* One default for many nodes is one fact, not a copy for each. */
    struct helper_dot c;
    helper_dot_init(&c);
    struct buf text = buf_new(c.arena, MIB);
    buf_puts(&text, "digraph { node [note=\"");
    for (int i = 0; i < 3000; i++)
        buf_puts(&text, "long text ");
    buf_puts(&text, "\"]");
    for (int i = 0; i < 4000; i++)
        buf_printf(&text, " n%d", i);
    buf_puts(&text, "}");
    size_t before = arena_used(c.arena);
    helper_dot_read(&c, text.p, text.n);
    assert_int_equal(c.arch->n_nodes, 4000);
    assert_ptr_equal(c.arch->nodes[0].attrs->items[0], c.arch->nodes[3999].attrs->items[0]);
    assert_true(arena_used(c.arena) - before < 8 * MIB);
    helper_dot_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nodes),
        cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_graph_attributes),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_kinds_of_graphs),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_arrows_to_groups),
        cmocka_unit_test(test_helpers),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_limits_over_files),
        cmocka_unit_test(test_shared_defaults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
