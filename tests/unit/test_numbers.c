#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "report/numbers.h"

static void test_numbers(void **state)
{
    struct arena *arena = arena_new();
    struct buf out = buf_new(arena, 100);
    (void)state;
    numbers_put(&out, -5);
    numbers_put(&out, 7);
    struct numbers from = {buf_str(&out), false};
    assert_int_equal(numbers_take(&from, -5, -5), -5);
    assert_int_equal(numbers_take(&from, 0, 7), 7);
    assert_false(from.wrong);
    assert_int_equal(numbers_take(&from, 3, 7), 3); /* nothing is left */
    assert_true(from.wrong);
    arena_free(arena);
}

static void test_out_of_range(void **state)
{
    struct arena *arena = arena_new();
    struct buf out = buf_new(arena, 100);
    (void)state;
    numbers_put(&out, 8);
    numbers_put(&out, 1);
    struct numbers from = {buf_str(&out), false};
    assert_int_equal(numbers_take(&from, 0, 7), 0);
    assert_true(from.wrong);
    assert_int_equal(numbers_take(&from, 0, 7), 0); /* what follows a wrong number is not believed */
    assert_true(from.wrong);
    arena_free(arena);
}

/* A count is believed only where that much can follow, so that nobody makes room for what never comes. */
static void test_count(void **state)
{
    struct arena *arena = arena_new();
    struct buf out = buf_new(arena, 100);
    (void)state;
    numbers_put(&out, 2);
    for (int i = 0; i < 6; i++)
        numbers_put(&out, i);
    struct numbers from = {buf_str(&out), false};
    assert_int_equal(numbers_count(&from, 3), 2);
    assert_false(from.wrong);
    from = (struct numbers){buf_str(&out), false};
    assert_int_equal(numbers_count(&from, 4), 0);
    assert_true(from.wrong);
    from = (struct numbers){str_sub(buf_str(&out), 0, 3), false};
    assert_int_equal(numbers_count(&from, 1), 0);
    assert_true(from.wrong);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_numbers), cmocka_unit_test(test_out_of_range),
                                       cmocka_unit_test(test_count)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
