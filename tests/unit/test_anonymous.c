#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/anonymous.h"

static struct str without(struct arena *arena, const char *text)
{
    const struct str people[] = {STR("Grace Hopper")};
    const struct anonymous *a = anonymous_new(arena, STR("https://git.example/ada-l/fraud-design"),
                                              STR("/home/lovelace/work/design"), people, 1);
    return anonymous_text(arena, a, str_from(text));
}

static void is(const char *text, const char *wanted)
{
    struct arena *arena = arena_new();
    assert_string_equal(str_copy(arena, without(arena, text)).p, wanted);
    arena_free(arena);
}

static void test_names(void **state)
{
    (void)state;
    is("Author: Grace Hopper", "Author: [name]");
    is("by GRACE, for hopper's team", "by [name], for [name]'s team");
    is("ada-l owns it; lovelace too", "[name] owns it; [name] too");
    is("gracefully; chopper; ada; ada-lx", "gracefully; chopper; ada; ada-lx");
    is("/home/bob/x /Users/eve/y", "/home/[name]/x /Users/[name]/y");
}

static void test_addresses(void **state)
{
    (void)state;
    is("mail me: bob@corp.example.", "mail me: [e-mail]");
    is("<bob@corp.example>, (see https://x.example/ada?q=1)", "<[e-mail]>, (see [link])");
    is("ask @bob or github.com/bob/x", "ask [name] or [link]");
    is("git.example", "[name]");
    is("p99 @ 50 ms, 5@night", "p99 @ 50 ms, 5@night");
}

static void test_the_rest_stays(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    is("", "");
    is("Kafka \xC3\xBC \xFF ->", "Kafka \xC3\xBC \xFF ->");
    const struct anonymous *nobody = anonymous_new(arena, STR(""), STR("."), NULL, 0);
    struct str text = STR("Grace Hopper");
    assert_ptr_equal(anonymous_text(arena, nobody, text).p, text.p);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_the_rest_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
