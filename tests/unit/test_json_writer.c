#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "report/json_writer.h"
#include "report/number.h"

#include <locale.h>

static void append(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (struct str){bytes, n});
}

static void test_layout(void **state)
{
    struct arena *arena = arena_new();
    struct buf text = buf_new(arena, 4096);
    struct report_out out = {append, &text, arena};
    struct json json = json_new(&out);
    (void)state;
    json_object(&json, NULL);
    json_text(&json, "name", STR("a\"b"));
    json_text_or_null(&json, "none", STR(""));
    json_array(&json, "list");
    json_count(&json, NULL, 3);
    json_bool(&json, NULL, true);
    json_object(&json, NULL);
    json_end(&json);
    json_end(&json);
    json_array(&json, "empty");
    json_end(&json);
    json_number(&json, "number", 2.5);
    json_end(&json);
    assert_string_equal(text.p, "{\n"
                                "  \"name\": \"a\\\"b\",\n"
                                "  \"none\": null,\n"
                                "  \"list\": [\n"
                                "    3,\n"
                                "    true,\n"
                                "    {}\n"
                                "  ],\n"
                                "  \"empty\": [],\n"
                                "  \"number\": 2.5\n"
                                "}\n");
    arena_free(arena);
}

static void check(double value, unsigned decimals, bool trim, const char *expected)
{
    char text[NUMBER_MAX];
    number_write(text, value, decimals, trim);
    assert_string_equal(text, expected);
}

static void test_numbers(void **state)
{
    (void)state;
    check(0, 4, true, "0");
    check(-0.0, 4, true, "0");
    check(-0.00001, 4, true, "0");
    check(-1.5, 4, true, "-1.5");
    check(1.0 / 3, 4, true, "0.3333");
    check(2.0 / 3, 4, true, "0.6667");
    check(100, 4, true, "100");
    check(10.05, 4, true, "10.05");
    check(59.99996, 4, true, "60");
    check(2, 1, false, "2.0");
    check(2.45, 0, true, "2");
    check(99.95, 1, false, "100.0");
    check(123456789.0001, 4, true, "123456789.0001");
}

static void test_what_is_no_number(void **state)
{
    char text[NUMBER_MAX];
    double zero = 0;
    (void)state;
    assert_false(number_write(text, zero / zero, 4, true));
    assert_false(number_write(text, 1 / zero, 4, true));
    assert_false(number_write(text, -1e300, 4, true));
    struct arena *arena = arena_new();
    struct buf collected = buf_new(arena, 64);
    struct report_out out = {append, &collected, arena};
    struct json json = json_new(&out);
    json_number(&json, NULL, zero / zero);
    assert_string_equal(collected.p, "null");
    arena_free(arena);
}

/* A decimal comma of the locale must not show: set one where the machine has it. */
static void test_no_locale(void **state)
{
    (void)state;
    if (!setlocale(LC_ALL, "de_DE.UTF-8"))
        setlocale(LC_ALL, "");
    check(2.5, 4, true, "2.5");
    setlocale(LC_ALL, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_what_is_no_number),
        cmocka_unit_test(test_no_locale),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
