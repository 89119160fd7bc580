#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/yaml.h"

#include <string.h>

struct fixture {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct doc *root;
    bool ok;
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
    f.ok = yaml_read(&f.root, f.arena, &f.diags, &f.limits, text_new(f.arena, STR("t.yaml"), copy));
}

static void read_yaml(const char *text)
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
    assert_true(str_is(doc->value, value));
}

/* One complaint, of that id, there. */
static void assert_one(enum diag_id id, uint32_t line, uint32_t column)
{
    assert_int_equal(f.diags.n, 1);
    assert_int_equal(f.diags.items[0].id, id);
    assert_int_equal(f.diags.items[0].at.line, line);
    assert_int_equal(f.diags.items[0].at.column, column);
}

static void assert_says(const char *words)
{
    assert_true(f.diags.n > 0);
    if (!str_has_nocase(f.diags.items[0].message, str_from(words)))
        fail_msg("\"%.*s\" does not say \"%s\"", STR_ARG(f.diags.items[0].message), words);
}

static void reads_a_tree_with_places(void **state)
{
    (void)state;
    read_yaml("a: 1\nb: [x, \"y\"]\nc:\n  - é: ü\n    k: 'v'\n");
    assert_true(f.ok);
    assert_int_equal(f.diags.n, 0);
    assert_value("a", "1");
    const struct doc *b = doc_get(f.root, "b");
    assert_int_equal(b->kind, DOC_LIST);
    assert_int_equal(b->n, 2);
    assert_false(b->items[0]->quoted);
    assert_true(b->items[1]->quoted);
    assert_int_equal(b->key_at.line, 2);
    assert_int_equal(b->key_at.column, 1);
    assert_int_equal(b->items[1]->at.column, 8);
    const struct doc *entry = doc_get(f.root, "c")->items[0];
    assert_int_equal(entry->items[0]->at.line, 4);
    assert_int_equal(entry->items[0]->at.column, 9); /* é counts two bytes */
    assert_value("a", "1");
    assert_true(str_is(entry->items[1]->value, "v"));
}

static void resolves_no_types(void **state)
{
    (void)state;
    read_yaml("no: no\noctal: 0123\ntime: 12:30\nnull: null\ntilde: ~\nempty:\nquoted: 'null'\nnan: .nan\n");
    assert_true(f.ok);
    assert_value("no", "no");
    assert_value("octal", "0123");
    assert_value("time", "12:30");
    assert_true(yaml_null(doc_get(f.root, "null")));
    assert_true(yaml_null(doc_get(f.root, "tilde")));
    assert_true(yaml_null(doc_get(f.root, "empty")));
    assert_false(yaml_null(doc_get(f.root, "quoted")));
    assert_true(yaml_null(NULL));
}

static void an_empty_text_is_an_empty_scalar(void **state)
{
    (void)state;
    read_yaml("");
    assert_true(f.ok);
    assert_true(yaml_null(f.root));
    read_yaml("# only a comment\n");
    assert_true(f.ok);
    assert_true(yaml_null(f.root));
}

static void reads_past_a_byte_order_mark(void **state)
{
    (void)state;
    read_yaml("\xef\xbb\xbf"
              "a: 1\nb: 2\n");
    assert_true(f.ok);
    assert_value("b", "2");
    assert_int_equal(doc_get(f.root, "b")->key_at.column, 1);
}

static void refuses_utf16(void **state)
{
    (void)state;
    read_bytes("\xff\xfe"
               "a\0:\0",
               6);
    assert_false(f.ok);
    assert_null(f.root);
    assert_one(DIAG_YAML_SYNTAX, 1, 1);
    assert_says("UTF-16");
    read_bytes("\0a\0:\0 ", 6);
    assert_false(f.ok);
    assert_says("UTF-16");
}

static void keeps_bytes_after_a_nul(void **state)
{
    (void)state;
    read_yaml("\"k\\0x\": \"a\\0b\\e\"\n");
    assert_true(f.ok);
    assert_int_equal(f.root->items[0]->key.n, 3);
    assert_int_equal(f.root->items[0]->value.n, 4);
    assert_memory_equal(f.root->items[0]->value.p, "a\0b\x1b", 4);
}

static void bad_bytes_have_their_line(void **state)
{
    (void)state;
    read_yaml("a: 1\nb: 2\nc: \xff\n");
    assert_false(f.ok);
    assert_one(DIAG_YAML_SYNTAX, 3, 4);
    assert_says("0xFF");
    read_yaml("a: 1\nb: \x01\n");
    assert_one(DIAG_YAML_SYNTAX, 2, 4);
    assert_says("U+0001");
}

static void says_what_to_type(void **state)
{
    (void)state;
    static const struct {
        const char *yaml;
        uint32_t line;
        const char *says;
    } cases[] = {
        {"a: 1\n\tb: 2\n", 2, "tab used for indentation"},
        {"a:\n\tb: 2\n", 2, "tab used for indentation"},
        {"t: > 0.2\n", 1, "begins with > needs quotes"},
        {"a: {t: > 0.2}\n", 1, "begins with > needs quotes"},
        {"a: @x\n", 1, "begins with @ needs quotes"},
        {"a: %5\n", 1, "begins with % needs quotes"},
        {"a: `x`\n", 1, "begins with ` needs quotes"},
        {"a: ]\n", 1, "begins with ] needs quotes"},
        {"x: - a\n", 1, "begins with - needs quotes"},
        {"a: b: c\n", 1, "second \": \""},
        {"- {a: b: c}\n", 1, "second \": \""},
        {"flows:\n  - [a, b] -> c: data\n", 2, "begins with [ or { in quotes"},
        {"a: \"x\nb: 2\n", 3, "begins on line 1"},
        {"a: [1, 2\nb: 3\n", 2, "closing bracket"},
        {"a: 1\nfoo\nb: 2\n", 3, "key without"},
        {"a:\n  b: 1\n c: 2\n", 3, "indentation"},
        {"a: \"\\q\"\n", 1, "backslash"},
        {"a: 1\n...\nb: [\n", 3, "end of the document"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_yaml(cases[i].yaml);
        assert_false(f.ok);
        assert_null(f.root);
        assert_int_equal(f.diags.n, 1);
        assert_int_equal(f.diags.items[0].id, DIAG_YAML_SYNTAX);
        assert_int_equal(f.diags.items[0].at.line, cases[i].line);
        assert_says(cases[i].says);
    }
}

static void a_key_of_two_kilobytes_is_said_to_be_long(void **state)
{
    (void)state;
    char text[2100];
    memset(text, 'k', 2000);
    memcpy(text + 2000, ": 1\n", 5);
    read_yaml(text);
    assert_false(f.ok);
    assert_says("longer than 1024");
}

static void the_first_of_equal_keys_is_used(void **state)
{
    (void)state;
    read_yaml("a: 1\nb: 2\na: 3\nA: 4\n");
    assert_true(f.ok);
    assert_int_equal(f.root->n, 3);
    assert_true(str_is(f.root->items[0]->value, "1"));
    assert_one(DIAG_YAML_DUPLICATE, 3, 1);
    assert_says("line 3");
    assert_says("line 1");
}

static void equal_keys_are_found_in_large_maps(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buf text = buf_new(arena, 1 << 20);
    for (int i = 0; i < 20000; i++)
        buf_printf(&text, "key%d: %d\n", i, i);
    buf_puts(&text, "key7: again\nkey19999: again\nkey7: and again\n");
    read_bytes(text.p, text.n);
    arena_free(arena);
    assert_true(f.ok);
    assert_int_equal(f.root->n, 20000);
    assert_int_equal(f.diags.of[DIAG_YAML_DUPLICATE], 3);
    assert_value("key7", "7");
    assert_true(str_is(f.root->items[19999]->key, "key19999")); /* the order is kept */
}

static void aliases_bring_in_copies(void **state)
{
    (void)state;
    read_yaml("a: &x {k: [1, 2]}\nb: *x\n&y c: d\ne: *y\n");
    assert_true(f.ok);
    assert_int_equal(doc_at(f.root, "b.k")->n, 2);
    assert_ptr_not_equal(doc_at(f.root, "a.k"), doc_at(f.root, "b.k"));
    assert_int_equal(doc_get(f.root, "b")->at.line, 2);
    assert_int_equal(doc_at(f.root, "b.k")->at.line, 1);
    assert_value("e", "c");
}

static void a_circle_is_refused(void **state)
{
    (void)state;
    read_yaml("a: &x [1, *x]\n");
    assert_false(f.ok);
    assert_one(DIAG_YAML_ALIAS, 1, 11);
    assert_true(f.diags.partial);
    read_yaml("a: *nothing\n");
    assert_false(f.ok);
    assert_one(DIAG_YAML_ALIAS, 1, 4);
}

static void a_bomb_of_aliases_is_refused(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buf text = buf_new(arena, 1 << 16);
    buf_puts(&text, "a0: &a0 [x]\n");
    for (int i = 1; i < 12; i++) {
        buf_printf(&text, "a%d: &a%d [", i, i);
        for (int k = 0; k < 9; k++)
            buf_printf(&text, "%s*a%d", k ? "," : "", i - 1);
        buf_puts(&text, "]\n");
    }
    read_bytes(text.p, text.n);
    assert_false(f.ok);
    assert_int_equal(f.diags.items[0].id, DIAG_YAML_LIMIT);
    /* Deep by aliases is as deep as by brackets. */
    text = buf_new(arena, 1 << 16);
    buf_puts(&text, "a0: &a0 [x]\n");
    for (int i = 1; i < 200; i++)
        buf_printf(&text, "a%d: &a%d [*a%d]\n", i, i, i - 1);
    read_bytes(text.p, text.n);
    arena_free(arena);
    assert_false(f.ok);
    assert_int_equal(f.diags.items[0].id, DIAG_YAML_LIMIT);
}

static void limits_hold_exactly(void **state)
{
    (void)state;
    f.limits = limits_default();
    f.limits.yaml_depth = 3;
    read_yaml("[[[a]]]\n");
    assert_true(f.ok);
    read_yaml("[[[[a]]]]\n");
    assert_false(f.ok);
    assert_one(DIAG_YAML_LIMIT, 1, 4);
    f.limits.yaml_nodes = 4;
    read_yaml("[a, b, c]\n");
    assert_true(f.ok);
    read_yaml("[a, b, c, d]\n");
    assert_false(f.ok);
    assert_one(DIAG_YAML_LIMIT, 1, 11);
    f.limits.yaml_scalar = 5;
    read_yaml("12345\n");
    assert_true(f.ok);
    read_yaml("123456\n");
    assert_false(f.ok);
    f.limits.yaml_aliases = 1;
    read_yaml("[&a x, *a]\n");
    assert_true(f.ok);
    read_yaml("[&a x, *a, *a]\n");
    assert_false(f.ok);
    assert_one(DIAG_YAML_LIMIT, 1, 12);
    read_yaml("[&a x, &b y]\n");
    assert_false(f.ok);
}

/* Each of these took a parser seconds, or its stack. */
static void deep_and_long_input_ends_early(void **state)
{
    (void)state;
    static const char *const pieces[] = {"[", "{a: ", "- ", "? ", "%TAG !a! b\n", "!",
                                         "&", ":",    "\"", "'",  "\n",           "#"};
    enum { SIZE = 1 << 20 };
    char *text = test_malloc(SIZE);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t n = strlen(pieces[i]);
        for (size_t at = 0; at < SIZE; at++)
            text[at] = pieces[i][at % n];
        read_bytes(text, SIZE);
        assert_true(f.diags.n <= 2);
    }
    test_free(text);
}

static void tags_are_noted_and_ignored(void **state)
{
    (void)state;
    read_yaml("a: !!python/object:os.system x\nb: !local [1]\n");
    assert_true(f.ok);
    assert_value("a", "x");
    assert_int_equal(f.diags.of[DIAG_YAML_TAG], 2);
}

static void the_first_document_is_read(void **state)
{
    (void)state;
    read_yaml("a: 1\n---\nb: 2\n---\nc: [\n");
    assert_true(f.ok);
    assert_value("a", "1");
    assert_one(DIAG_YAML_DOCUMENTS, 2, 1);
}

static void every_document_is_read_where_asked(void **state)
{
    (void)state;
    read_yaml("");
    const struct text *text =
        text_new(f.arena, STR("t.yaml"), STR("--- &x\na: 1\n---\n- 2\n- &x 3\n- *x\n---\n---\nlast\n"));
    struct doc *all;
    assert_true(yaml_read_all(&all, f.arena, &f.diags, &f.limits, text));
    assert_int_equal(f.diags.n, 0);
    assert_int_equal(all->kind, DOC_LIST);
    assert_int_equal(all->n, 4);
    assert_true(str_is(doc_text(doc_get(all->items[0], "a")), "1"));
    assert_true(str_is(all->items[1]->items[2]->value, "3"));
    assert_int_equal(all->items[1]->at.line, 4);
    assert_true(yaml_null(all->items[2]));
    assert_true(str_is(all->items[3]->value, "last"));
    text = text_new(f.arena, STR("t.yaml"), STR("a: &x 1\n---\nb: *x\n"));
    assert_false(yaml_read_all(&all, f.arena, &f.diags, &f.limits, text));
    assert_null(all);
    assert_one(DIAG_YAML_ALIAS, 3, 4);
}

static void collections_are_no_keys(void **state)
{
    (void)state;
    read_yaml("{[a]: b}\n");
    assert_false(f.ok);
    assert_one(DIAG_YAML_SYNTAX, 1, 2);
    read_yaml("- &x [a]\n- {*x : b}\n");
    assert_false(f.ok);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(reads_a_tree_with_places, reset),
        cmocka_unit_test_teardown(resolves_no_types, reset),
        cmocka_unit_test_teardown(an_empty_text_is_an_empty_scalar, reset),
        cmocka_unit_test_teardown(reads_past_a_byte_order_mark, reset),
        cmocka_unit_test_teardown(refuses_utf16, reset),
        cmocka_unit_test_teardown(keeps_bytes_after_a_nul, reset),
        cmocka_unit_test_teardown(bad_bytes_have_their_line, reset),
        cmocka_unit_test_teardown(says_what_to_type, reset),
        cmocka_unit_test_teardown(a_key_of_two_kilobytes_is_said_to_be_long, reset),
        cmocka_unit_test_teardown(the_first_of_equal_keys_is_used, reset),
        cmocka_unit_test_teardown(equal_keys_are_found_in_large_maps, reset),
        cmocka_unit_test_teardown(aliases_bring_in_copies, reset),
        cmocka_unit_test_teardown(a_circle_is_refused, reset),
        cmocka_unit_test_teardown(a_bomb_of_aliases_is_refused, reset),
        cmocka_unit_test_teardown(limits_hold_exactly, reset),
        cmocka_unit_test_teardown(deep_and_long_input_ends_early, reset),
        cmocka_unit_test_teardown(tags_are_noted_and_ignored, reset),
        cmocka_unit_test_teardown(the_first_document_is_read, reset),
        cmocka_unit_test_teardown(every_document_is_read_where_asked, reset),
        cmocka_unit_test_teardown(collections_are_no_keys, reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
