#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/dot_lexer.h"

#include <stdio.h>
#include <string.h>

struct lexed {
    struct arena *arena;
    struct diags diags;
    struct dot_tokens tokens;
    bool ok;
};

static struct lexed lex_with(const struct limits *limits, const char *text, size_t n)
{
    struct lexed l = {.arena = arena_new()};
    diags_init(&l.diags, l.arena, limits);
    struct str bytes = {n ? memcpy(arena_alloc(l.arena, n), text, n) : "", n};
    l.ok = dot_lexer_read(&l.tokens, l.arena, &l.diags, limits, text_new(l.arena, STR("a.dot"), bytes));
    return l;
}

static struct lexed lex(const char *text)
{
    struct limits limits = limits_default();
    return lex_with(&limits, text, strlen(text));
}

static void refused_at(struct lexed l, enum diag_id id, uint32_t line, uint32_t column)
{
    assert_false(l.ok);
    size_t last = l.diags.n - 1;
    assert_int_equal(l.diags.of[DIAG_DOT_SYNTAX] + l.diags.of[DIAG_DOT_LIMIT] + l.diags.of[DIAG_DOT_TRAILING],
                     1);
    assert_string_equal(diag_name(l.diags.items[last].id), diag_name(id));
    assert_int_equal(l.diags.items[last].at.line, line);
    assert_int_equal(l.diags.items[last].at.column, column);
    arena_free(l.arena);
}

static void syntax_at(const char *text, uint32_t line, uint32_t column)
{
    refused_at(lex(text), DIAG_DOT_SYNTAX, line, column);
}

static void test_tokens(void **state)
{
    (void)state;
    struct lexed l = lex("\xEF\xBB\xBF# 99 \"x\"\r\ndigraph \"a\\\"b\" {\r\n// c\n x_1 -> -.5 /* d\n */ "
                         "[l=<a<b>c>, m=\"p\"+\"q\"];}\n");
    static const char kinds[] = "a\"{a>a[a=<,a=\"+\"];}";
    assert_true(l.ok);
    assert_int_equal(l.tokens.n, strlen(kinds));
    for (size_t i = 0; i < l.tokens.n; i++)
        assert_int_equal(l.tokens.items[i].kind, kinds[i]);
    assert_true(l.tokens.directed);
    assert_int_equal(l.tokens.items[0].line, 2);
    assert_int_equal(dot_token_place(&l.tokens, 3).line, 4);
    assert_int_equal(dot_token_place(&l.tokens, 3).column, 2);
    assert_int_equal(l.tokens.items[6].line, 5);
    assert_int_equal(l.tokens.items[6].match, 16);
    assert_int_equal(l.tokens.items[16].match, 6);
    assert_true(dot_token_is(&l.tokens, 1, "a\"b"));
    assert_true(dot_token_is(&l.tokens, 9, "a<b>c"));
    assert_true(dot_token_is(&l.tokens, 13, "pq"));
    assert_false(dot_token_is(&l.tokens, 13, "p"));
    assert_false(dot_token_is(&l.tokens, 13, "pqr"));
    assert_int_equal(dot_token_first(&l.tokens, 15), 13);
    assert_int_equal(dot_token_after(&l.tokens, 13), 16);
    arena_free(l.arena);
}

static void test_decode(void **state)
{
    (void)state;
    struct lexed l = lex("graph { \"a\\\\n\\\n b\\\"\" + \"c\" ; <> }");
    struct buf text = buf_new(l.arena, 100);
    assert_true(l.ok);
    dot_token_decode(&l.tokens, 2, &text);
    assert_string_equal(text.p, "a\\\\n b\"c");
    dot_token_decode(&l.tokens, 6, &text);
    assert_string_equal(text.p, "");
    assert_false(l.tokens.directed);
    arena_free(l.arena);
}

static void test_empty(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "\n\n", "// nothing\n/* at all */ # really\n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct lexed l = lex(texts[i]);
        assert_true(l.ok);
        assert_int_equal(l.tokens.n, 0);
        arena_free(l.arena);
    }
}

static void test_never_closed(void **state)
{
    (void)state;
    syntax_at("digraph {\n a [label=\"x];\n}\n", 2, 11);
    syntax_at("digraph {\n a [label=<x <b>];\n}\n", 2, 11);
    syntax_at("digraph {\n /* a\n}\n", 2, 2);
    syntax_at("digraph {\n a\n subgraph s {\n b }\n", 1, 9);
    syntax_at("digraph {\n a [x=1;\n}\n", 3, 1);
    syntax_at("digraph {\n a ]\n}\n", 2, 4);
    syntax_at("digraph x\n", 1, 9);
    /* The quote that is missing is the first of those that run on. */
    syntax_at("digraph {\n a [label=\"x];\n b [label=\"y\\nz\"];\n}\n", 2, 11);
}

static void test_not_dot(void **state)
{
    (void)state;
    syntax_at("smurf x {\n}\n", 1, 1);
    syntax_at("\n\nstrict {}", 3, 8);
    syntax_at("digraph a b {}", 1, 11);
    syntax_at("{}", 1, 1);
    syntax_at("digraph { a -> b; c $ d }", 1, 21);
    syntax_at("digraph { @ }", 1, 11);
    syntax_at("digraph {\n a -- b }", 2, 4);
    syntax_at("graph {\n a -> b }", 2, 4);
    syntax_at("digraph {\n a --> b }", 2, 4);
}

static void test_bytes(void **state)
{
    (void)state;
    struct limits limits = limits_default();
    refused_at(lex_with(&limits, "digraph {\n a\0b }", 16), DIAG_DOT_SYNTAX, 2, 3);
    refused_at(lex_with(&limits,
                        "\xff\xfe"
                        "d\0i\0",
                        6),
               DIAG_DOT_SYNTAX, 1, 1);
    refused_at(lex_with(&limits, "\xfe\xff\0d\0i", 6), DIAG_DOT_SYNTAX, 1, 1);
    struct lexed l = lex("digraph { na\xefve -> \xC3\xA9 }"); /* Latin-1 and UTF-8 are letters alike */
    assert_true(l.ok);
    arena_free(l.arena);
}

static void test_trailing(void **state)
{
    (void)state;
    refused_at(lex("digraph a { }\ndigraph b { }\n"), DIAG_DOT_TRAILING, 2, 1);
    refused_at(lex("digraph a { } }"), DIAG_DOT_TRAILING, 1, 15);
    refused_at(lex("digraph a { } ;"), DIAG_DOT_TRAILING, 1, 15);
    struct lexed l = lex("digraph a { }\n// the end\n");
    assert_true(l.ok);
    arena_free(l.arena);
}

static void test_warnings(void **state)
{
    (void)state;
    struct lexed l = lex("digraph { 3ds -> 1.2.3;\n a <- b;\n c -> d }");
    assert_true(l.ok);
    assert_int_equal(l.diags.of[DIAG_DOT_WARNING], 3);
    assert_int_equal(l.diags.items[2].at.line, 2);
    arena_free(l.arena);
}

static void limited(size_t offset, size_t value, const char *text, uint32_t line, uint32_t column)
{
    struct limits limits = limits_default();
    *(size_t *)(void *)((char *)&limits + offset) = value;
    refused_at(lex_with(&limits, text, strlen(text)), DIAG_DOT_LIMIT, line, column);
    *(size_t *)(void *)((char *)&limits + offset) = value + 1;
    struct lexed l = lex_with(&limits, text, strlen(text));
    assert_true(l.ok);
    arena_free(l.arena);
}
#define LIMITED(name, value, ...) limited(offsetof(struct limits, name), (value), __VA_ARGS__)

static void test_limits(void **state)
{
    (void)state;
    LIMITED(dot_tokens, 6, "digraph {\n a -> b;\n}", 3, 1);
    LIMITED(dot_token, 8, "digraph {\n a [label=\"sevente\"] }", 2, 11);
    LIMITED(dot_token, 10, "digraph {\n a [label=\"ab\" + \"cdef\"] }", 2, 18);
    LIMITED(dot_depth, 3, "digraph {\n {{{ a }}}}", 2, 4);
    LIMITED(dot_chain, 3, "digraph {\n a -> b -> c; d -> e\n f -> g -> h -> i\n -> j }", 4, 2);
    LIMITED(file_bytes, 9, "digraph {}", 0, 0);
    /* A chain inside of a chain is held by the parser together with the outer one. */
    LIMITED(dot_chain, 4, "digraph { a -> b -> { c -> d ->\n subgraph s { e -> f } } }", 2, 17);
    LIMITED(dot_chain, 2, "digraph { a -> subgraph s { b } -> c\n -> d }", 2, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tokens),       cmocka_unit_test(test_decode),   cmocka_unit_test(test_empty),
        cmocka_unit_test(test_never_closed), cmocka_unit_test(test_not_dot),  cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_trailing),     cmocka_unit_test(test_warnings), cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
