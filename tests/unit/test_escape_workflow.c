#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_escape.h"
#include "report/escape_workflow.h"

#define DATA(literal) ESCAPED(escape_workflow_data, literal)
#define PROPERTY(literal) ESCAPED(escape_workflow_property, literal)

static void test_what_the_runner_undoes(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(DATA("50% %0A%25"), "50%25 %250A%2525");
    assert_string_equal(DATA("a\r\nb"), "a  b");
    assert_string_equal(DATA("a::b, c"), "a::b, c");
    assert_string_equal(PROPERTY("a,line=9::b%"), "a%2Cline=9%3A%3Ab%25");
    assert_string_equal(DATA("##[error] ::error"), "##\xC2\xB7[error] :\xC2\xB7:error");
    arena_free(arena);
}

static void data_holds(struct str escaped)
{
    assert_int_equal(str_find(escaped, STR("##[")), escaped.n);
    assert_false(str_starts(escaped, "::"));
    assert_int_equal(str_find(escaped, STR(" ::")), escaped.n);
    for (size_t i = 0; i < escaped.n; i++) {
        assert_true((unsigned char)escaped.p[i] >= ' ');
        if (escaped.p[i] == '%')
            assert_true(str_starts(str_sub(escaped, i, 3), "%25") ||
                        str_starts(str_sub(escaped, i, 3), "%3A") ||
                        str_starts(str_sub(escaped, i, 3), "%2C"));
    }
}

static void property_holds(struct str escaped)
{
    data_holds(escaped);
    assert_int_equal(str_find(escaped, STR(":")), escaped.n);
    assert_int_equal(str_find(escaped, STR(",")), escaped.n);
}

static void test_nothing_gets_out(void **state)
{
    (void)state;
    helper_escape_pairs(escape_workflow_data, data_holds);
    helper_escape_pairs(escape_workflow_property, property_holds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_the_runner_undoes),
        cmocka_unit_test(test_nothing_gets_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
