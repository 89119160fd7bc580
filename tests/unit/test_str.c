/* base/str: slices, distance, bounded buffers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/str.h"

static void slices(void **state)
{
    (void)state;
    assert_true(str_is(str_trim(STR(" \t a b\r\n")), "a b"));
    assert_true(str_is(str_sub(STR("depot"), 2, 99), "pot"));
    assert_int_equal(str_sub(STR("depot"), 9, 1).n, 0);
    assert_int_equal(str_from(NULL).n, 0);
    assert_true(str_eq_nocase(STR("Depot"), STR("dEPOT")));
    assert_false(str_eq_nocase(STR("depot"), STR("depots")));
    assert_true(str_starts(STR("depot"), "dep") && str_ends(STR("depot"), "pot"));
    assert_false(str_starts(STR("de"), "dep") || str_ends(STR("ot"), "pot"));
    assert_true(str_cmp(STR("a"), STR("ab")) < 0 && str_cmp(STR("b"), STR("ab")) > 0 &&
                str_cmp(STR("ab"), STR("ab")) == 0);
    assert_true(str_cmp(STR("\xff"), STR("a")) > 0);
    assert_int_equal(str_find(STR("abcabd"), STR("abd")), 3);
    assert_int_equal(str_find(STR("abc"), STR("x")), 3);
    assert_int_equal(str_find(STR("abc"), STR("")), 0);
    assert_true(str_has_nocase(STR("The Depot"), STR("depot")));
    assert_int_not_equal(str_hash(STR("a\0b")), str_hash(STR("a\0c")));
}

static void pieces(void **state)
{
    (void)state;
    struct str rest = STR(" a, ,b +c"), one;
    assert_true(str_next(&rest, ",+", &one) && str_is(one, "a"));
    assert_true(str_next(&rest, ",+", &one) && str_is(one, "b"));
    assert_true(str_next(&rest, ",+", &one) && str_is(one, "c"));
    assert_false(str_next(&rest, ",+", &one));
}

static void distances(void **state)
{
    (void)state;
    assert_int_equal(str_distance(STR("retention"), STR("retntion"), 2), 1);
    assert_int_equal(str_distance(STR("model_server"), STR("modle_server"), 2), 1); /* neighbours swapped */
    assert_int_equal(str_distance(STR("KIND"), STR("kind"), 2), 0);
    assert_int_equal(str_distance(STR("abc"), STR("xyz"), 2), 3);
    assert_int_equal(str_distance(STR("a"), STR("abcd"), 2), 3);
    assert_int_equal(str_distance(STR(""), STR("ab"), 2), 2);
}

static void buffers_are_bounded(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buf buf = buf_new(arena, 10);
    buf_puts(&buf, "12345");
    buf_printf(&buf, "%d", 67890);
    assert_false(buf.full);
    assert_string_equal(buf.p, "1234567890");
    buf_putc(&buf, 'x');
    buf_puts(&buf, "more");
    assert_true(buf.full);
    assert_string_equal(buf.p, "1234567890");
    struct buf large = buf_new(arena, 5000);
    for (int i = 0; i < 1000; i++)
        buf_printf(&large, "%s", "ab");
    assert_int_equal(buf_str(&large).n, 2000);
    buf_printf(&large, "%1000s", "z");
    assert_int_equal(large.n, 3000);
    assert_false(large.full);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slices),
        cmocka_unit_test(pieces),
        cmocka_unit_test(distances),
        cmocka_unit_test(buffers_are_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
