/* base/text: line maps and places. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/text.h"

static void lines_and_columns(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text *text = text_new(arena, STR("a.yaml"), STR("one\r\n\ttwo\n\nfour"));
    assert_int_equal(text->n_lines, 4);
    assert_true(str_is(text_line(text, 1), "one"));
    assert_true(str_is(text_line(text, 2), "\ttwo"));
    assert_int_equal(text_line(text, 3).n, 0);
    assert_true(str_is(text_line(text, 4), "four"));
    assert_int_equal(text_line(text, 0).n + text_line(text, 5).n, 0);
    struct place p = text_place(text, 6);
    assert_int_equal(p.line, 2);
    assert_int_equal(p.column, 2); /* a tab counts one */
    p = text_place(text, 0);
    assert_int_equal(p.line, 1);
    assert_int_equal(p.column, 1);
    p = text_place(text, 9999); /* the end */
    assert_int_equal(p.line, 4);
    assert_int_equal(p.column, 5);
    struct text *empty = text_new(arena, STR("e"), STR(""));
    assert_int_equal(empty->n_lines, 1);
    assert_int_equal(text_place(empty, 0).line, 1);
    arena_free(arena);
}

static void order_of_places(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text *a = text_new(arena, STR("a"), STR("x")), *b = text_new(arena, STR("b"), STR("x"));
    struct place places[] = {{a, 1, 1}, {a, 1, 2}, {a, 2, 1}, {b, 1, 1}, {NULL, 0, 0}};
    for (size_t i = 0; i < 5; i++)
        for (size_t k = 0; k < 5; k++) {
            int order = place_cmp(places[i], places[k]);
            if (places[i].text && places[k].text)
                assert_true(i < k ? order < 0 : i > k ? order > 0 : order == 0);
        }
    assert_int_equal(place_cmp(places[4], places[4]), 0);
    assert_int_equal(place_cmp(places[4], places[0]), -place_cmp(places[0], places[4]));
    arena_free(arena);
}

/* Every place that text_place() gives is held, and nothing beside them. */
static void places_of_others(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct str bytes = STR("ab\r\n\ncd");
    struct text *whole = text_new(arena, STR("t"), bytes), *part = text_part(arena, whole, 5, 7);
    size_t held = 0;
    for (size_t i = 0; i <= bytes.n; i++) {
        struct place p = text_place(whole, i);
        assert_true(text_holds(whole, p.line, p.column));
    }
    for (uint32_t line = 0; line < 9; line++)
        for (uint32_t column = 0; column < 9; column++)
            held += text_holds(whole, line, column);
    assert_int_equal(held, bytes.n + 2); /* each byte, the end, and the file as a whole */
    assert_true(text_holds(part, 3, 3) && text_holds(part, 0, 0));
    assert_false(text_holds(part, 1, 1) || text_holds(part, 3, 4) || text_holds(part, 4, 1));
    assert_false(text_holds(part, UINT32_MAX, 1) || text_holds(part, 3, UINT32_MAX));
    assert_true(text_holds(NULL, 0, 0));
    assert_false(text_holds(NULL, 1, 1) || text_holds(NULL, 0, 1));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_and_columns),
        cmocka_unit_test(order_of_places),
        cmocka_unit_test(places_of_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
