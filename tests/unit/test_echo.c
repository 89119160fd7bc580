#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "recognise/echo.h"

#include <string.h>

static size_t marked(const char *prompt, const char *text, char *pattern)
{
    struct arena *arena = arena_new();
    struct echo *echo = echo_new(arena, str_from(prompt));
    struct tokens tokens;
    tokens_read(&tokens, arena, str_from(text));
    uint64_t *hashes = arena_alloc(arena, (tokens.n + 1) * sizeof *hashes);
    bool *out = arena_alloc(arena, tokens.n + 1);
    echo_hash(hashes, &tokens);
    size_t n = echo_mark(out, echo, hashes, tokens.n);
    for (size_t i = 0; i < tokens.n; i++)
        pattern[i] = out[i] ? 'x' : '.';
    pattern[tokens.n] = '\0';
    arena_free(arena);
    return n;
}

static void runs_of_eight(void **state)
{
    (void)state;
    const char *prompt = "Design a system with one two three four five six seven eight parts";
    char pattern[100];
    assert_int_equal(marked(prompt, "we have one two three four five six seven eight parts here", pattern),
                     9);
    assert_string_equal(pattern, "..xxxxxxxxx.");
    assert_int_equal(marked(prompt, "one two three four five six seven, and no more", pattern), 0);
    assert_int_equal(marked(prompt, "ONE, two; three (four) five-six SEVEN eight", pattern), 8);
    assert_int_equal(marked("", "one two three four five six seven eight", pattern), 0);
    assert_int_equal(marked("short", "short", pattern), 0);
    assert_int_equal(marked(prompt, "", pattern), 0);
}

static void seen_again(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct echo *echo = echo_new(arena, STR(""));
    uint64_t hashes[2] = {1, 2};
    assert_false(echo_seen(echo, hashes, 2));
    assert_true(echo_seen(echo, hashes, 2));
    assert_false(echo_seen(echo, hashes, 1));
    /* The table grows and forgets nothing. */
    for (uint64_t i = 10; i < 5000; i++) {
        hashes[0] = i;
        assert_false(echo_seen(echo, hashes, 2));
    }
    for (uint64_t i = 10; i < 5000; i++) {
        hashes[0] = i;
        assert_true(echo_seen(echo, hashes, 2));
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs_of_eight),
        cmocka_unit_test(seen_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
