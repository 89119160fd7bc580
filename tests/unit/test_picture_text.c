#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "report/escape.h"
#include "report/picture_text.h"

#include <string.h>

static struct arena *arena;

static void assert_lines(const char *text, unsigned n, const char *const *lines)
{
    struct str out[3];
    assert_int_equal(picture_text_lines(out, arena, str_from(text), 10, 3), n);
    for (unsigned i = 0; i < n; i++)
        if (!str_is(out[i], lines[i]))
            fail_msg("line %u of '%s' is '%.*s', not '%s'", i, text, STR_ARG(out[i]), lines[i]);
}
#define LINES(text, ...)                                                                                     \
    do {                                                                                                     \
        const char *const lines[] = {__VA_ARGS__};                                                           \
        assert_lines(text, sizeof lines / sizeof *lines, lines);                                             \
    } while (0)

static void test_lines(void **state)
{
    (void)state;
    LINES("Kafka", "Kafka");
    LINES("Feature store online", "Feature", "store", "online");
    LINES("a b c d e f g", "a b c d e", "f g");
    LINES("Online\\nstore", "Online", "store");
    LINES("Online<br/>store", "Online", "store");
    LINES("S3 <brand new>", "S3 <brand", "new>");
    LINES("one two three four five six seven", "one two", "three four", "five six\xE2\x80\xA6");
    LINES("abcdefghijklmnop", "abcdefghij", "klmnop");
    LINES("tx-stream-topic", "tx-stream-", "topic");
    assert_lines("   ", 0, NULL);
    assert_lines("", 0, NULL);
    /* Two columns each. */
    LINES("\xE6\x97\xA5\xE6\x9C\xAC\xE6\x97\xA5\xE6\x9C\xAC\xE6\x97\xA5\xE6\x9C\xAC",
          "\xE6\x97\xA5\xE6\x9C\xAC\xE6\x97\xA5\xE6\x9C\xAC\xE6\x97\xA5", "\xE6\x9C\xAC");
}

static void test_cut(void **state)
{
    (void)state;
    assert_true(str_is(picture_text_cut(arena, STR("  two words "), 9), "two words"));
    assert_true(str_is(picture_text_cut(arena, STR("two words."), 9), "two word\xE2\x80\xA6"));
    assert_true(
        str_is(picture_text_cut(arena, STR("\xE6\x97\xA5\xE6\x9C\xAC"), 3), "\xE6\x97\xA5\xE2\x80\xA6"));
}

/* Never longer than asked for, whatever the bytes are, and no line is empty. */
static void test_any_bytes(void **state)
{
    uint32_t seed = 7;
    (void)state;
    for (unsigned round = 0; round < 2000; round++) {
        char bytes[64];
        size_t n = round % sizeof bytes;
        for (size_t i = 0; i < n; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = (char)(seed >> 24);
        }
        struct str out[3];
        unsigned lines = picture_text_lines(out, arena, (struct str){bytes, n}, 10, 3);
        assert_true(lines <= 3);
        for (unsigned i = 0; i < lines; i++) {
            assert_true(out[i].n > 0);
            assert_true(escape_columns(out[i]) <= 10);
        }
    }
}

static void test_width(void **state)
{
    (void)state;
    assert_int_equal(picture_text_width(STR(""), 13), 0);
    assert_true(picture_text_width(STR("iiii"), 13) < picture_text_width(STR("nnnn"), 13));
    assert_true(picture_text_width(STR("nnnn"), 13) < picture_text_width(STR("MMMM"), 13));
    assert_true(picture_text_width(STR("nnnn"), 11) < picture_text_width(STR("nnnn"), 13));
    assert_true(str_is(picture_text_words(arena, "feature_store"), "feature store"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_lines), cmocka_unit_test(test_cut),
                                       cmocka_unit_test(test_any_bytes), cmocka_unit_test(test_width)};
    arena = arena_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(arena);
    return failed;
}
