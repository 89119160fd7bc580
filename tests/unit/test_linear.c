#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_bulk.h"

#include <stdio.h>

/*
 * Every stage is linear in the text, whatever its shape: four times the text costs about four times as much,
 * where a square would cost sixteen times. CPU time of this process, what any text costs taken off; the bound
 * lies in the middle, and twice is asked before it is called broken.
 */
enum { TIMES = 4, MOST = 10 };
static const double slack = 6; /* ms: less says nothing */

#ifdef __has_feature /* clang */
#if __has_feature(address_sanitizer)
#define SLOW
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SLOW
#endif
#ifdef SLOW
enum { SHARE = 4 }; /* of the text; the bound is the same */
#else
enum { SHARE = 1 };
#endif

static struct bulk_cost cost_of(const struct bulk_shape *shape, size_t bytes)
{
    struct arena *arena = arena_new();
    struct laws_file file = bulk_text(arena, shape, bytes);
    struct bulk_cost cost = bulk_best(&file, 1, SHARE > 1 ? 1 : 2);
    arena_free(arena);
    return cost;
}

static bool grows(const char *shape, const char *stage, double none, double one, double several)
{
    one = one > none ? one - none : 0;
    several = several > none ? several - none : 0;
    if (several <= MOST * one + slack * SHARE)
        return false;
    fprintf(stderr, "%s: %s takes %.1f ms, and %.1f ms for %d times the text\n", shape, stage, one, several,
            (int)TIMES);
    return true;
}

static bool is_linear(const struct bulk_shape *shape)
{
    size_t bytes = shape->bytes / SHARE;
    struct bulk_cost none = cost_of(shape, 1), one = cost_of(shape, bytes),
                     several = cost_of(shape, TIMES * bytes);
    bool any = grows(shape->name, "reading", none.parse, one.parse, several.parse);
    any = grows(shape->name, "recognising", none.recognise, one.recognise, several.recognise) || any;
    return !(grows(shape->name, "judging", none.judge, one.judge, several.judge) || any);
}

static void all_shapes(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_bulk_shapes; i++)
        assert_true(is_linear(&bulk_shapes[i]) || is_linear(&bulk_shapes[i]));
}

/* The bound itself can be broken. */
static void squares_are_seen(void **state)
{
    (void)state;
    assert_false(grows("a line", "a test", 1, 11, 41));
    assert_true(grows("a square", "a test", 1, 11, 161));
    assert_false(grows("nothing", "a test", 1, 1, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_shapes),
        cmocka_unit_test(squares_are_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
