#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "recognise/signs.h"

#include <string.h>

/* What stands before the token of that number. */
static uint32_t before(const char *text, size_t token)
{
    struct arena *arena = arena_new();
    struct tokens tokens;
    tokens_read(&tokens, arena, str_from(text));
    uint32_t *signs = arena_alloc(arena, (tokens.n + 1) * sizeof *signs);
    signs_read(signs, &tokens);
    assert_true(token <= tokens.n);
    uint32_t found = signs[token];
    arena_free(arena);
    return found;
}

static void clauses(void **state)
{
    (void)state;
    assert_int_equal(before("a, b", 1), SIGN_COMMA);
    assert_int_equal(before("kafka. flink", 1), SIGN_STOP);
    assert_int_equal(before("such as e.g. redis", 4), 0);
    assert_int_equal(before("docs/a.yaml", 2), 0);
    assert_int_equal(before("kafka; flink", 1), SIGN_STOP);
    assert_int_equal(before("scope: all", 1), SIGN_COLON);
    assert_int_equal(before("http://host", 1), 0);
    assert_int_equal(before("a - b", 1), SIGN_DASH);
    assert_int_equal(before("a-b", 1), 0);
    assert_int_equal(before("a \xE2\x80\x94 b", 1), SIGN_DASH);
    assert_int_equal(before("a \xE2\x80\x93 b", 1), SIGN_DASH);
    assert_int_equal(before("50\xE2\x80\x93"
                            "80 ms",
                            1),
                     0);
    assert_int_equal(before("store (later)", 1), SIGN_OPEN);
    assert_int_equal(before("store (later)", 2), SIGN_CLOSE);
}

static void arrows_and_comparisons(void **state)
{
    (void)state;
    assert_int_equal(before("a -> b", 1), SIGN_ARROW);
    assert_int_equal(before("a --> b", 1), SIGN_ARROW);
    assert_int_equal(before("a ==> b", 1), SIGN_ARROW);
    assert_int_equal(before("a \xE2\x86\x92 b", 1), SIGN_ARROW);
    assert_int_equal(before("a <- b", 1), SIGN_BACK);
    assert_int_equal(before("a \xE2\x86\x90 b", 1), SIGN_BACK);
    assert_int_equal(before("psi > 0.2", 1), SIGN_LESS);
    assert_int_equal(before("p99 >= 5", 1), SIGN_LESS);
    assert_int_equal(before("p99 <= 5", 1) & SIGN_LESS, SIGN_LESS);
    assert_int_equal(before("p99 \xE2\x89\xA4 5", 1), SIGN_LESS);
    assert_int_equal(before("a = b", 1), SIGN_EQUAL);
    assert_int_equal(before("4 \xC3\x97 60", 1), SIGN_TIMES);
    assert_int_equal(before("4 * 60", 1), SIGN_TIMES);
}

static void marks(void **state)
{
    (void)state;
    assert_int_equal(before("\xE2\x9D\x8C drift", 0), SIGN_CROSS);
    assert_int_equal(before("\xE2\x9C\x85 drift", 0), SIGN_TICK);
    assert_int_equal(before("[ ] drift", 0), SIGN_OPEN_TASK);
    assert_int_equal(before("\xE2\x98\x90 drift", 0), SIGN_OPEN_TASK);
    assert_int_equal(before("\xF0\x9F\x9A\xAB drift", 0), SIGN_CROSS);
}

static void hostile(void **state)
{
    (void)state;
    const char *const texts[] = {"\xE2", "\xE2\x86", "\xF0\x9F", "<", "->", "-", "=", "[", "[ ", "a\xC3"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        before(texts[i], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clauses),
        cmocka_unit_test(arrows_and_comparisons),
        cmocka_unit_test(marks),
        cmocka_unit_test(hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
