/* base/arena: alignment, zeroes, growing arrays large and small. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"

#include <string.h>

struct thing {
    size_t number;
    char tail[16];
};

static void items_are_aligned_and_zero(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t size = 0; size < 100000; size = size * 3 / 2 + 1) {
        unsigned char *p = arena_alloc(arena, size);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xff, size);
    }
    arena_free(arena);
}

static void arrays_grow(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct thing *large = NULL, *other = NULL;
    size_t n = 0, cap = 0, other_n = 0, other_cap = 0;
    for (size_t i = 0; i < 50000; i++) {
        struct thing *t = ARENA_PUSH(arena, large, n, cap);
        assert_int_equal(t->number, 0);
        assert_int_equal(t->tail[15], 0);
        memset(t, 0xff, sizeof *t);
        t->number = i;
        if (i % 3 == 0) {
            t = ARENA_PUSH(arena, other, other_n, other_cap);
            assert_int_equal(t->number, 0);
            t->number = i + 1;
        }
    }
    for (size_t i = 0; i < n; i++)
        assert_int_equal(large[i].number, i);
    for (size_t i = 0; i < other_n; i++)
        assert_int_equal(other[i].number, 3 * i + 1);
    arena_free(arena);
}

static void texts(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(arena_copy(arena, "parcel", 3), "par");
    assert_string_equal(arena_copy(arena, NULL, 0), "");
    assert_string_equal(arena_printf(arena, "%d-%s", 7, "x"), "7-x");
    assert_true(arena_used(arena) > 0);
    arena_free(arena);
    arena_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_are_aligned_and_zero),
        cmocka_unit_test(arrays_grow),
        cmocka_unit_test(texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
