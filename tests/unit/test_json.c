#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/json.h"

#include <string.h>

struct fixture {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    const struct doc *root;
};

static struct fixture f;

static void read_bytes(const char *bytes, size_t n)
{
    arena_free(f.arena);
    f.arena = arena_new();
    if (!f.limits.yaml_depth)
        f.limits = limits_default();
    diags_init(&f.diags, f.arena, &f.limits);
    struct str copy = {arena_copy(f.arena, bytes, n), n};
    f.root = json_read(f.arena, &f.diags, &f.limits, text_new(f.arena, STR("t.json"), copy));
}

static void read_json(const char *text)
{
    read_bytes(text, strlen(text));
}

static int reset(void **state)
{
    (void)state;
    arena_free(f.arena);
    f = (struct fixture){0};
    return 0;
}

static void assert_value(const char *path, const char *value)
{
    const struct doc *doc = doc_at(f.root, path);
    assert_non_null(doc);
    assert_int_equal(doc->kind, DOC_SCALAR);
    if (!str_is(doc->value, value))
        fail_msg("%s is \"%.*s\", not \"%s\"", path, STR_ARG(doc->value), value);
}

static void assert_refused(const char *text, enum diag_id id, uint32_t line, uint32_t column)
{
    read_json(text);
    assert_null(f.root);
    assert_int_equal(f.diags.n, 1);
    assert_int_equal(f.diags.items[0].id, id);
    if (f.diags.items[0].at.line != line || f.diags.items[0].at.column != column)
        fail_msg("%s: at %u:%u: %.*s", text, (unsigned)f.diags.items[0].at.line,
                 (unsigned)f.diags.items[0].at.column, STR_ARG(f.diags.items[0].message));
}

static void assert_place(const char *path, uint32_t line, uint32_t column)
{
    const struct doc *doc = doc_at(f.root, path);
    assert_non_null(doc);
    assert_int_equal(doc->at.line, line);
    assert_int_equal(doc->at.column, column);
}

static void reads_a_tree_with_places(void **state)
{
    (void)state;
    read_json("{\"a\": 1,\n \"b\": [\"x\", null, true],\r\n\t\"c\": {\"d\": {}}}\n");
    assert_int_equal(f.diags.n, 0);
    assert_int_equal(f.root->kind, DOC_MAP);
    assert_int_equal(f.root->n, 3);
    assert_value("a", "1");
    assert_place("a", 1, 7);
    assert_int_equal(doc_get(f.root, "a")->key_at.column, 2);
    const struct doc *b = doc_get(f.root, "b");
    assert_int_equal(b->kind, DOC_LIST);
    assert_int_equal(b->n, 3);
    assert_int_equal(b->key_at.line, 2);
    assert_int_equal(b->at.column, 7);
    assert_true(b->items[0]->quoted);
    assert_int_equal(b->items[0]->key.n, 0);
    assert_false(b->items[1]->quoted);
    assert_true(str_is(b->items[1]->value, "null"));
    assert_int_equal(b->items[2]->at.column, 19);
    assert_int_equal(doc_at(f.root, "c.d")->kind, DOC_MAP);
    assert_place("c.d", 3, 13);
    assert_int_equal(doc_at(f.root, "c.d")->n, 0);
}

static void numbers_keep_their_text(void **state)
{
    (void)state;
    read_json("{\"a\":1.50,\"b\":-0,\"c\":1E3,\"d\":123456789012345678901234567890}");
    assert_value("a", "1.50");
    assert_value("b", "-0");
    assert_value("c", "1E3");
    assert_value("d", "123456789012345678901234567890");
}

static void escapes_are_resolved(void **state)
{
    (void)state;
    read_json("{\"a\":\"q\\\" b\\\\ s\\/ "
              "\\b\\f\\n\\r\\t\",\"b\":\"\\u00e9\\u20AC\\ud83d\\ude00!\",\"\\u0063\":\"}\"}");
    assert_value("a", "q\" b\\ s/ \b\f\n\r\t");
    assert_value("b", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80!");
    assert_value("c", "}");
    read_json("[\"a\\u0000b\"]");
    assert_int_equal(f.root->items[0]->value.n, 3);
    assert_memory_equal(f.root->items[0]->value.p, "a\0b", 3);
}

static void a_lone_value_is_a_tree(void **state)
{
    (void)state;
    read_json(" \"x\" ");
    assert_int_equal(f.root->kind, DOC_SCALAR);
    assert_true(str_is(f.root->value, "x"));
    read_json("[]");
    assert_int_equal(f.root->n, 0);
}

static void reads_past_a_byte_order_mark(void **state)
{
    (void)state;
    read_json("\xef\xbb\xbf{\"a\": 1}");
    assert_value("a", "1");
    assert_place("a", 1, 10);
    assert_refused("\xef\xbb\xbf{\"a\": x}", DIAG_JSON_SYNTAX, 1, 10);
}

static void what_is_no_json_is_said_with_its_place(void **state)
{
    (void)state;
    assert_refused("", DIAG_JSON_SYNTAX, 1, 1);
    assert_refused(" \n", DIAG_JSON_SYNTAX, 1, 1);
    assert_refused("{\n  \"a\": tru\n}", DIAG_JSON_SYNTAX, 2, 8);
    assert_refused("[1, 2,]", DIAG_JSON_SYNTAX, 1, 7);
    assert_refused("{\"a\": [1}", DIAG_JSON_SYNTAX, 1, 9);
    assert_refused("{\"a\":\n1", DIAG_JSON_SYNTAX, 2, 2);
    assert_refused("{} {}", DIAG_JSON_SYNTAX, 1, 4);
    assert_refused("[1]\n// no\n", DIAG_JSON_SYNTAX, 2, 1);
    assert_refused("{a: 1}", DIAG_JSON_SYNTAX, 1, 2);
    assert_refused("[01]", DIAG_JSON_SYNTAX, 1, 2);
    assert_refused("[\"a\nb\"]", DIAG_JSON_SYNTAX, 1, 3);
    read_json("[\"a\xff\"]");
    assert_null(f.root);
    assert_int_equal(f.diags.items[0].id, DIAG_JSON_SYNTAX);
    assert_refused("\xff\xfe{", DIAG_JSON_SYNTAX, 1, 1);
}

static void halves_of_pairs_are_refused(void **state)
{
    (void)state;
    static const char *const halves[] = {"[\"\\ud800\"]", "[\"\\udc00\"]", "[\"\\ud800\\u0041\"]",
                                         "[\"\\ud800x\"]", "[\"\\udc00\\ud800\"]"};
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
        read_json(halves[i]);
        assert_null(f.root);
        assert_int_equal(f.diags.of[DIAG_JSON_SYNTAX], 1);
    }
}

static void a_nul_byte_is_refused_wherever_it_stands(void **state)
{
    (void)state;
    static const struct str texts[] = {
        {"[1\0]", 4}, {"[\"a\0\"]", 6}, {"[1]\0", 4}, {"{\0}", 3}, {"[1,\0 2]", 7}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        read_bytes(texts[i].p, texts[i].n);
        assert_null(f.root);
        assert_int_equal(f.diags.n, 1);
        assert_int_equal(f.diags.items[0].id, DIAG_JSON_SYNTAX);
    }
}

static void huge_numbers_do_no_harm(void **state)
{
    (void)state;
    assert_refused("[1, 1e999999999]", DIAG_JSON_SYNTAX, 1, 5);
    enum { SIZE = 1 << 20 };
    char *text = test_malloc(SIZE);
    memset(text, '7', SIZE);
    read_bytes(text, SIZE);
    assert_null(f.root);
    assert_int_equal(f.diags.n, 1);
    read_json("[1e-999999999]");
    if (f.root) /* too small to hold, or nothing: either is right */
        assert_true(str_is(f.root->items[0]->value, "1e-999999999"));
    test_free(text);
}

static void the_first_of_equal_keys_is_used(void **state)
{
    (void)state;
    read_json("{\"a\": 1,\n \"b\": 2,\n \"\\u0061\": [3]}");
    assert_value("a", "1");
    assert_int_equal(f.root->n, 2);
    assert_int_equal(f.diags.n, 1);
    assert_int_equal(f.diags.items[0].id, DIAG_JSON_DUPLICATE);
    assert_int_equal(f.diags.items[0].at.line, 3);
    assert_int_equal(f.diags.items[0].at.column, 2);
}

static void many_equal_keys_end_early(void **state)
{
    (void)state;
    enum { N = 50000 };
    char *text = test_malloc(N * 8 + 2);
    size_t n = 0;
    for (size_t i = 0; i < N; i++) {
        memcpy(text + n, i ? ",\"k\":{}" : "{\"k\":{}", 7);
        n += 7;
    }
    text[n++] = '}';
    read_bytes(text, n);
    assert_int_equal(f.root->n, 1);
    assert_int_equal(f.diags.of[DIAG_JSON_DUPLICATE], N - 1);
    test_free(text);
}

static void limits_hold_exactly(void **state)
{
    (void)state;
    f.limits = limits_default();
    f.limits.yaml_depth = 3;
    read_json("[[[1]]]");
    assert_non_null(f.root);
    assert_refused("[[\n[[1]]]]", DIAG_JSON_LIMIT, 2, 2);
    f.limits.yaml_nodes = 4;
    read_json("{\"a\":1,\"b\":[2]}");
    assert_non_null(f.root);
    assert_refused("{\"a\":1,\"b\":[2,3]}", DIAG_JSON_LIMIT, 1, 15);
    f.limits.yaml_scalar = 4;
    read_json("[\"abcd\"]");
    assert_non_null(f.root);
    assert_refused("[\"abcde\"]", DIAG_JSON_LIMIT, 1, 2);
    assert_refused("{\"abcde\":1}", DIAG_JSON_LIMIT, 1, 2);
    assert_true(f.diags.partial);
}

static void deep_and_long_input_ends_early(void **state)
{
    (void)state;
    static const char *const pieces[] = {"[", "{\"a\":",  "]", "\"", "\\", "[\"",
                                         "1", "{\"a\":[", ",", "-",  "[0,"};
    enum { SIZE = 1 << 20 };
    char *text = test_malloc(SIZE);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t n = strlen(pieces[i]);
        for (size_t at = 0; at < SIZE; at++)
            text[at] = pieces[i][at % n];
        read_bytes(text, SIZE);
        assert_null(f.root);
        assert_int_equal(f.diags.n, 1);
    }
    test_free(text);
}

/* Every byte of a text changed to every other one: no reading goes out of bounds, each refusal is said. */
static void damaged_texts_are_read_or_refused(void **state)
{
    (void)state;
    static const char text[] = "{\"a\":[1.5e3,\"\\ud83d\\ude00\\n\",null],\"b\":{\"c\":true}}";
    char copy[sizeof text];
    for (size_t i = 0; i + 1 < sizeof text; i++)
        for (unsigned c = 0; c < 256; c += c < 0x80 ? 1 : 5) {
            memcpy(copy, text, sizeof text);
            copy[i] = (char)c;
            read_bytes(copy, sizeof text - 1);
            assert_true(f.root || f.diags.of[DIAG_JSON_SYNTAX] == 1);
        }
    for (size_t n = 0; n + 1 < sizeof text; n++) {
        read_bytes(text, n);
        assert_null(f.root);
        assert_int_equal(f.diags.n, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(reads_a_tree_with_places, reset),
        cmocka_unit_test_teardown(numbers_keep_their_text, reset),
        cmocka_unit_test_teardown(escapes_are_resolved, reset),
        cmocka_unit_test_teardown(a_lone_value_is_a_tree, reset),
        cmocka_unit_test_teardown(reads_past_a_byte_order_mark, reset),
        cmocka_unit_test_teardown(what_is_no_json_is_said_with_its_place, reset),
        cmocka_unit_test_teardown(halves_of_pairs_are_refused, reset),
        cmocka_unit_test_teardown(a_nul_byte_is_refused_wherever_it_stands, reset),
        cmocka_unit_test_teardown(huge_numbers_do_no_harm, reset),
        cmocka_unit_test_teardown(the_first_of_equal_keys_is_used, reset),
        cmocka_unit_test_teardown(many_equal_keys_end_early, reset),
        cmocka_unit_test_teardown(limits_hold_exactly, reset),
        cmocka_unit_test_teardown(deep_and_long_input_ends_early, reset),
        cmocka_unit_test_teardown(damaged_texts_are_read_or_refused, reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
