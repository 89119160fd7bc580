/*
 * The order of boxes and arrows, and what boxes are called in the file, decide nothing.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_each.h"
#include "helper_edit.h"

#define SEEDS 5

static size_t shuffled(struct arena *arena, const struct graded *drawn, const char *name)
{
    size_t broken = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct architecture *arch = edit_copy(arena, drawn->arch);
        const char *what = arena_printf(arena, "%s, seed %u", name, (unsigned)seed);
        size_t *of;
        edit_shuffle(arena, arch, seed, &of);
        const struct graded *again = laws_judge(arena, drawn, arch);
        broken += laws_role_differences(drawn, again, of, what) + laws_differences(drawn, again, what);
    }
    return broken;
}

static size_t renamed(struct arena *arena, const struct graded *drawn, const char *name)
{
    struct architecture *arch = edit_copy(arena, drawn->arch);
    const char *what = arena_printf(arena, "%s, renamed", name);
    edit_rename(arena, arch);
    const struct graded *again = laws_judge(arena, drawn, arch);
    return laws_role_differences(drawn, again, NULL, what) + laws_differences(drawn, again, what);
}

static void order_decides_nothing(void **state)
{
    (void)state;
    assert_int_equal(each_drawing(shuffled), 0);
}

static void ids_decide_nothing(void **state)
{
    (void)state;
    assert_int_equal(each_drawing(renamed), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_decides_nothing),
        cmocka_unit_test(ids_decide_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
