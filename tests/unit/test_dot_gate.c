#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_dot.h"
#include "parse/dot_gate.h"
#include "parse/dot_lexer.h"

#include <stdio.h>
#include <string.h>

struct opened {
    struct arena *arena;
    struct diags diags;
    struct dot_tokens tokens;
    struct dot_gate *gate;
};

static void open_with(struct opened *o, const struct limits *limits, const char *text)
{
    o->arena = arena_new();
    diags_init(&o->diags, o->arena, limits);
    const struct text *file = text_new(o->arena, STR("a.dot"), str_from(text));
    assert_true(dot_lexer_read(&o->tokens, o->arena, &o->diags, limits, file));
    o->gate = dot_gate_open(o->arena, &o->diags, limits, &o->tokens, limits->nodes, limits->edges);
}

static void open_text(struct opened *o, const char *text)
{
    static struct limits limits;
    limits = limits_default();
    open_with(o, &limits, text);
    assert_non_null(o->gate);
}

static void close_text(struct opened *o)
{
    dot_gate_close(o->gate);
    arena_free(o->arena);
}

static void at(const struct opened *o, enum dot_owner owner, size_t i, uint32_t line, uint32_t column)
{
    struct place place = dot_token_place(&o->tokens, dot_gate_object(o->gate, owner, i)->token);
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
}

static void test_node_places(void **state)
{
    (void)state;
    struct opened o;
    open_text(&o, "digraph {\n a\n b:p;\n c:p:n\n \"d\" + \"e\" -> f:q:sw\n -> { g:x:w; h }\n i,j:z,k\n}");
    assert_int_equal(dot_gate_count(o.gate, DOT_NODE), 10);
    static const uint32_t places[][2] = {{2, 2}, {3, 2},  {4, 2}, {5, 2}, {5, 15},
                                         {6, 7}, {6, 14}, {7, 2}, {7, 4}, {7, 8}};
    for (size_t i = 0; i < 10; i++)
        at(&o, DOT_NODE, i, places[i][0], places[i][1]);
    close_text(&o);
}

static void test_edge_places(void **state)
{
    (void)state;
    struct opened o;
    open_text(&o, "digraph {\n a -> b [x=1]\n  [y=2];\n c:p:n\n -> d:q\n -> \"e\" + \"f\" -> a\n"
                  " {g h} -> {i j}\n -> k\n l, m -> n -> o }");
    assert_int_equal(dot_gate_count(o.gate, DOT_EDGE), 13);
    at(&o, DOT_EDGE, 0, 2, 2);
    at(&o, DOT_EDGE, 1, 4, 2);
    at(&o, DOT_EDGE, 2, 5, 5);
    at(&o, DOT_EDGE, 3, 6, 5);
    for (size_t i = 4; i < 8; i++)
        at(&o, DOT_EDGE, i, 7, 8);
    at(&o, DOT_EDGE, 8, 8, 2);
    at(&o, DOT_EDGE, 9, 8, 2);
    at(&o, DOT_EDGE, 10, 9, 7);
    at(&o, DOT_EDGE, 11, 9, 7);
    at(&o, DOT_EDGE, 12, 9, 10);
    close_text(&o);
}

/* strict and key= leave pairs out: the ones that are made still belong to their own arrow. */
static void test_edge_places_left_out(void **state)
{
    (void)state;
    struct opened o;
    open_text(
        &o,
        "strict digraph {\n a -> b; c -> d\n a -> b\n -> c\n -> d\n -> { a b }\n -> subgraph s { c e } }");
    /* New there: b -> c, d -> a, d -> b, then a -> c, a -> e, b -> e. */
    static const uint32_t lines[] = {2, 2, 3, 5, 5, 7, 7, 7};
    assert_int_equal(dot_gate_count(o.gate, DOT_EDGE), 8);
    for (size_t i = 0; i < 8; i++)
        assert_int_equal(dot_token_place(&o.tokens, dot_gate_object(o.gate, DOT_EDGE, i)->token).line,
                         lines[i]);
    close_text(&o);
}

static void test_subgraphs(void **state)
{
    (void)state;
    struct opened o;
    open_text(&o, "graph {\n subgraph a { x }\n { y\n subgraph { z } }\n subgraph a { w } -- subgraph \"b\" "
                  "{ v }\n -- x\n}");
    assert_int_equal(dot_gate_count(o.gate, DOT_GRAPH), 4);
    assert_int_equal(dot_gate_count(o.gate, DOT_EDGE), 3); /* a holds x and w */
    at(&o, DOT_GRAPH, 0, 2, 11);
    at(&o, DOT_EDGE, 2, 6, 2);
    close_text(&o);
}

static uint32_t set_line(const struct opened *o, enum dot_owner owner, size_t i, size_t nth)
{
    uint32_t cursor = dot_gate_object(o->gate, owner, i)->sets, token = 0;
    int symbol;
    do
        assert_true(dot_gate_set(o->gate, owner, &cursor, &symbol, &token));
    while (nth--);
    return dot_token_place(&o->tokens, token).line;
}

static void test_attribute_places(void **state)
{
    (void)state;
    struct opened o;
    open_text(&o, "digraph {\n a\n [x=1,\n \"y\"+\"z\"=2][\n x=3]\n a [u=4]\n b, c -> d [x=5\n w=6]\n}");
    /* The newest first. */
    assert_int_equal(set_line(&o, DOT_NODE, 0, 0), 6);
    assert_int_equal(set_line(&o, DOT_NODE, 0, 1), 5);
    assert_int_equal(set_line(&o, DOT_NODE, 0, 2), 4);
    assert_int_equal(set_line(&o, DOT_NODE, 0, 3), 3);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(set_line(&o, DOT_EDGE, i, 0), 8);
        assert_int_equal(set_line(&o, DOT_EDGE, i, 1), 7);
    }
    assert_int_equal(dot_gate_object(o.gate, DOT_NODE, 1)->sets, DOT_NO_TOKEN);
    close_text(&o);
}

/* ---- the next file is read as if it were the first ---- */

static const char good[] =
    "strict digraph B {\n graph [peak_tps=350]; node [owner=me]\n subgraph cluster_q { label=w\n"
    " a [role=event_stream, p99=3] }\n a -> { b c } -> d [kind=data]\n e:n:w -> a [dir=back]\n}";

static const char *const bad[] = {
    "digraph { a -> }",
    "digraph { a -> b [label=x",
    "digraph { a [label=\"x] }",
    "digraph { a } digraph { zzz }",
    "digraph { a } trailing",
    "digraph { subgraph { b { c -> d -> { e [x= } } } }",
    "strict graph { a -- b -- { c; = } }",
    "digraph { a = }",
    "digraph { subgraph }",
    "digraph { subgraph s -> b }",
    "digraph { a [b] }",
    "digraph { a -> b -> { c [x=1] { d -> node } }",
    "digraph { ;; }",
    "digraph { node = 1 }",
    "digraph { [x=1] }",
    "digraph { a:b:c:d }",
    "digraph { a [x=1,,y=2] }",
    "digraph { edge -> node }",
    "digraph { \"a\" + b }",
    "# 99 \"other.dot\"\ndigraph { a b: }",
    "smurf { }",
    "digraph <html> { a -> -> b }",
    "@",
    "\xff\xfe",
    "digraph { a <- b }",
};

static const char *dump_of_good(struct helper_dot *c)
{
    *c = helper_dot(good);
    return helper_dot_dump(c);
}

static void test_next_file(void **state)
{
    (void)state;
    struct helper_dot alone, after;
    const char *expected = dump_of_good(&alone);
    assert_int_equal(alone.file.use, FILE_USED);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct helper_dot c = helper_dot(bad[i]);
        if (c.file.use != FILE_REFUSED || c.arch->n_nodes || c.arch->n_views || !c.file.why)
            fail_msg("not refused: %s", bad[i]);
        size_t errors = 0;
        for (size_t k = 0; k < c.diags.n; k++)
            errors += diag_severity(c.diags.items[k].id) == SEVERITY_ERROR;
        if (errors != 1)
            fail_msg("%zu errors: %s", errors, bad[i]);
        helper_dot_free(&c);
        assert_string_equal(dump_of_good(&after), expected);
        helper_dot_free(&after);
    }
    helper_dot_free(&alone);
}

/* The same after limits, which end the input in the middle of things, and after a parser that ran out of
 * stack. */
static void test_next_file_after_limits(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "digraph { a -> b -> { c d e f } -> { g h i { j k l } } ; m n o }",
        "digraph { subgraph cluster_x { a [label=\"xxxxxxxx\", y=1, z=2] b c } -> { d e f } [w=3] ; g -> h }",
        "digraph { { a b c d } -> { e f g h } -> { i j k l } }",
        "strict digraph { a, b, c, d -> e, f, g, h [x=1][y=2] a -> b }",
    };
    struct helper_dot alone, after;
    const char *expected = dump_of_good(&alone);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (size_t limit = 0; limit < 60; limit++) {
            struct helper_dot c;
            helper_dot_init(&c);
            c.limits.nodes = i == 0 ? limit % 15 : 1000;
            c.limits.edges = i == 2 || i == 3 ? limit % 16 : 1000;
            c.limits.dot_memory = i == 1 ? limit * 500 : MIB;
            helper_dot_read(&c, texts[i], strlen(texts[i]));
            if (c.file.use == FILE_REFUSED) {
                assert_int_equal(c.diags.of[DIAG_DOT_LIMIT], 1);
                assert_int_equal(c.diags.n, 1);
                assert_int_equal(c.arch->n_nodes, 0);
                assert_true(c.diags.partial);
            }
            helper_dot_free(&c);
            assert_string_equal(dump_of_good(&after), expected);
            helper_dot_free(&after);
        }
    struct helper_dot c;
    helper_dot_init(&c);
    c.limits.dot_chain = 100000;
    struct buf chain = buf_new(c.arena, MIB);
    buf_puts(&chain, "digraph { a [x=1]; { b ");
    for (int i = 0; i < 20000; i++)
        buf_puts(&chain, "-> c ");
    buf_puts(&chain, "} }");
    helper_dot_read(&c, chain.p, chain.n);
    assert_int_equal(c.file.use, FILE_REFUSED);
    assert_true(helper_dot_one_error(&c, DIAG_DOT_LIMIT, 1));
    helper_dot_free(&c);
    assert_string_equal(dump_of_good(&after), expected);
    helper_dot_free(&after);
    helper_dot_free(&alone);
}

/* Any damage to a good file is read or refused, and changes nothing for the next one. */
static void test_damaged(void **state)
{
    (void)state;
    static const char signs[] = "{}[]=;,:+\"<>-#/\\ \nax.";
    struct helper_dot alone;
    const char *expected = dump_of_good(&alone);
    uint32_t seed = 20240607;
    for (int round = 0; round < 1500; round++) {
        char text[sizeof good];
        memcpy(text, good, sizeof good);
        for (int k = 0; k < 3; k++) {
            seed = seed * 1664525u + 1013904223u;
            text[(seed >> 8) % (sizeof good - 1)] = signs[(seed >> 20) % (sizeof signs - 1)];
        }
        struct helper_dot c = helper_dot(text), after;
        for (size_t i = 0; i < c.arch->n_edges; i++)
            assert_true(c.arch->edges[i].from < c.arch->n_nodes && c.arch->edges[i].to < c.arch->n_nodes &&
                        c.arch->edges[i].at.line);
        helper_dot_free(&c);
        if (strcmp(dump_of_good(&after), expected))
            fail_msg("spoils the next file: %s", text);
        helper_dot_free(&after);
    }
    helper_dot_free(&alone);
}

/* ---- limits ---- */

static void test_limits(void **state)
{
    (void)state;
    struct limits limits = limits_default();
    struct opened o;
    limits.nodes = 3;
    open_with(&o, &limits, "digraph { a b c\n d }");
    assert_null(o.gate);
    assert_int_equal(o.diags.items[0].id, DIAG_DOT_LIMIT);
    assert_int_equal(o.diags.items[0].at.line, 2);
    arena_free(o.arena);
    open_with(&o, &limits, "digraph { a b c a -> c }");
    assert_non_null(o.gate);
    close_text(&o);

    limits = limits_default();
    limits.edges = 4;
    open_with(&o, &limits, "digraph { {a b} -> {c d}\n a -> d }");
    assert_null(o.gate);
    assert_int_equal(o.diags.items[0].id, DIAG_DOT_LIMIT);
    assert_int_equal(o.diags.items[0].at.line, 2);
    arena_free(o.arena);
    open_with(&o, &limits, "digraph { {a b} -> {c d} }");
    assert_non_null(o.gate);
    close_text(&o);
}

/* Short files that ask for very much are refused before cgraph does it. */
static void test_bombs(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct limits limits = limits_default();
    for (int kind = 0; kind < 5; kind++) {
        struct buf text = buf_new(arena, MIB);
        buf_puts(&text, kind == 2 ? "strict digraph { subgraph s {" : "digraph {");
        for (int i = 0; i < 4000 && kind != 3; i++)
            buf_printf(&text, " n%d", i);
        if (kind == 0) { /* 4000 x 1000 arrows, thrice */
            buf_puts(&text, " {");
            for (int i = 0; i < 4000; i++)
                buf_printf(&text, " n%d", i);
            buf_puts(&text, "} -> { a");
            for (int i = 0; i < 900; i++)
                buf_printf(&text, " m%d", i);
            buf_puts(&text, "}");
        } else if (kind == 1 || kind == 3) { /* 20,000 attributes for every node, or for the first arrow */
            buf_puts(&text, kind == 1 ? " x [" : " x -> y [");
            for (int i = 0; i < 20000; i++)
                buf_printf(&text, "k%d=1 ", i);
            buf_puts(&text, "]");
        } else if (kind == 2) { /* no new arrow, but 16 million pairs, a hundred times */
            buf_puts(&text, "}");
            for (int i = 0; i < 100; i++)
                buf_puts(&text, " subgraph s {} -> subgraph s {} ;");
        } else { /* a node and many lists: all apply at once */
            buf_puts(&text, " y");
            for (int i = 0; i < 20000; i++)
                buf_printf(&text, "[k%d=1]", i);
        }
        buf_puts(&text, " }");
        struct opened o;
        open_with(&o, &limits, text.p);
        assert_null(o.gate);
        assert_int_equal(o.diags.n, 1);
        assert_int_equal(o.diags.items[0].id, DIAG_DOT_LIMIT);
        arena_free(o.arena);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_node_places),
        cmocka_unit_test(test_edge_places),
        cmocka_unit_test(test_edge_places_left_out),
        cmocka_unit_test(test_subgraphs),
        cmocka_unit_test(test_attribute_places),
        cmocka_unit_test(test_next_file),
        cmocka_unit_test(test_next_file_after_limits),
        cmocka_unit_test(test_damaged),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_bombs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
