#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/csv.h"

#include <string.h>

struct fixture {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct csv csv;
};

static struct fixture f;

static void open_bytes(const char *bytes, size_t n)
{
    arena_free(f.arena);
    f.arena = arena_new();
    f.limits = limits_default();
    diags_init(&f.diags, f.arena, &f.limits);
    struct str copy = {arena_copy(f.arena, bytes, n), n};
    csv_open(&f.csv, f.arena, &f.diags, &f.limits, text_new(f.arena, STR("t.csv"), copy));
}

static void open_csv(const char *text)
{
    open_bytes(text, strlen(text));
}

static int reset(void **state)
{
    (void)state;
    arena_free(f.arena);
    f = (struct fixture){0};
    return 0;
}

/* The next line holds exactly these cells, joined here by |. */
static void next_is(const char *joined)
{
    assert_true(csv_next(&f.csv));
    struct buf got = buf_new(f.arena, 4096);
    for (size_t i = 0; i < f.csv.n; i++) {
        buf_puts(&got, i ? "|" : "");
        buf_add(&got, f.csv.cells[i].value);
    }
    assert_string_equal(got.p, joined);
}

static void at_the_end(void)
{
    assert_false(csv_next(&f.csv));
    assert_false(f.csv.failed);
    assert_int_equal(f.diags.n, 0);
}

static void refused(enum diag_id id, uint32_t line, uint32_t column)
{
    while (csv_next(&f.csv))
        ;
    assert_true(f.csv.failed);
    assert_false(csv_next(&f.csv));
    assert_int_equal(f.diags.n, 1);
    assert_int_equal(f.diags.items[0].id, id);
    assert_int_equal(f.diags.items[0].at.line, line);
    assert_int_equal(f.diags.items[0].at.column, column);
}

static void plain_cells_are_trimmed_and_have_places(void **state)
{
    (void)state;
    open_csv("a,b , c\n1,,\t3\n");
    next_is("a|b|c");
    next_is("1||3");
    assert_int_equal(f.csv.at.line, 2);
    assert_int_equal(f.csv.cells[1].at.line, 2);
    assert_int_equal(f.csv.cells[1].at.column, 3);
    at_the_end();
}

static void quotes_hold_separators_lines_and_quotes(void **state)
{
    (void)state;
    open_csv("a,b\n\"x, y\",\"he said \"\"no\"\"\"\n\"two\nlines\",\" kept \"\n\"\",\"\"\"\"\n");
    next_is("a|b");
    next_is("x, y|he said \"no\"");
    next_is("two\nlines| kept ");
    assert_int_equal(f.csv.cells[1].at.line, 4); /* behind the line end inside the cell before it */
    next_is("|\"");
    at_the_end();
}

static void lines_end_in_many_ways(void **state)
{
    (void)state;
    open_csv("\xef\xbb\xbf\r\n\na,b\r\n\r\n1,2\r\n,\n \n3,\n4,5");
    next_is("a|b");
    next_is("1|2");
    next_is("3|");
    next_is("4|5");
    at_the_end();
    open_csv("a\nb,");
    next_is("a");
    next_is("b|");
    at_the_end();
    open_csv("");
    at_the_end();
    open_csv("\n\n");
    at_the_end();
}

static void the_first_line_decides_the_separator(void **state)
{
    (void)state;
    open_csv("a;b\n1,5;2\n");
    next_is("a|b");
    next_is("1,5|2");
    open_csv("a\tb;c\n");
    next_is("a|b;c");
    open_csv("\"a,x\";b\n");
    next_is("a,x|b");
    open_csv("alone\nb;c,d\n");
    next_is("alone");
    next_is("b;c|d");
}

static void what_is_not_csv_is_refused_where_it_is_not(void **state)
{
    (void)state;
    open_csv("a,b\n1,\"never closed\n2,3\n");
    refused(DIAG_CSV_SYNTAX, 2, 3);
    open_csv("a,\"");
    refused(DIAG_CSV_SYNTAX, 1, 3);
    open_csv("a\n\"x\"y\n");
    refused(DIAG_CSV_SYNTAX, 2, 4);
    open_csv("a\nx\"y\"\n");
    refused(DIAG_CSV_SYNTAX, 2, 2);
    open_csv("a,b\n1, \"x\"\n");
    refused(DIAG_CSV_SYNTAX, 2, 4);
    open_csv("a\rb\n");
    refused(DIAG_CSV_SYNTAX, 1, 2);
    open_bytes("a,b\n1,\0\n", 8);
    refused(DIAG_CSV_SYNTAX, 2, 3);
}

static void a_million_columns_pass_a_bound(void **state)
{
    (void)state;
    enum { N = 1000000 };
    char *bytes = test_malloc(N);
    memset(bytes, ',', N);
    open_bytes(bytes, N);
    refused(DIAG_CSV_LIMIT, 1, 65);
    assert_true(arena_used(f.arena) < 2 * N);
    memset(bytes, 'x', N);
    open_bytes(bytes, N);
    refused(DIAG_CSV_LIMIT, 1, 1);
    /* All quotes: one cell, each pair a quote. */
    memset(bytes, '"', N);
    open_bytes(bytes, N);
    refused(DIAG_CSV_LIMIT, 1, 1);
    open_bytes(bytes, N - 1);
    refused(DIAG_CSV_SYNTAX, 1, 1);
    test_free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(plain_cells_are_trimmed_and_have_places, reset),
        cmocka_unit_test_teardown(quotes_hold_separators_lines_and_quotes, reset),
        cmocka_unit_test_teardown(lines_end_in_many_ways, reset),
        cmocka_unit_test_teardown(the_first_line_decides_the_separator, reset),
        cmocka_unit_test_teardown(what_is_not_csv_is_refused_where_it_is_not, reset),
        cmocka_unit_test_teardown(a_million_columns_pass_a_bound, reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
