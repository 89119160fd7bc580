#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_review.h"
#include "report/escape.h"

#include <string.h>

static void append(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (struct str){bytes, n});
}

static const char *terminal(struct arena *arena, const char *bytes, size_t n, bool unicode)
{
    struct buf out = buf_new(arena, 1 << 20);
    escape_terminal(&out, (struct str){bytes, n}, unicode);
    return out.p;
}

static const char *json(struct arena *arena, const char *bytes, size_t n)
{
    struct buf collected = buf_new(arena, 1 << 20);
    struct report_out out = {append, &collected, arena};
    escape_json(&out, (struct str){bytes, n});
    return collected.p;
}

#define TERMINAL(literal) terminal(arena, literal, sizeof(literal) - 1, true)
#define ASCII(literal) terminal(arena, literal, sizeof(literal) - 1, false)
#define JSON(literal) json(arena, literal, sizeof(literal) - 1)

static void test_plain_text_stays(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(TERMINAL("Kafka, 50 ms (p99)"), "Kafka, 50 ms (p99)");
    assert_string_equal(TERMINAL("B\xC3\xBC"
                                 "cher \xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x98\x80"),
                        "B\xC3\xBC"
                        "cher \xE6\x97\xA5\xE6\x9C\xAC \xF0\x9F\x98\x80");
    assert_string_equal(TERMINAL("arn:aws:s3:::bucket a::b"), "arn:aws:s3:::bucket a::b");
    assert_string_equal(TERMINAL(""), "");
    arena_free(arena);
}

static void test_nothing_moves_the_cursor(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(TERMINAL("a\033[31mb\x7F\x00"
                                 "c\a"),
                        "a[31mbc");
    assert_string_equal(TERMINAL("a\xC2\x9B"
                                 "31m"),
                        "a31m"); /* C1: CSI in one character */
    assert_string_equal(TERMINAL("a\r\nb\tc\xE2\x80\xA8"
                                 "d\xC2\xA0"
                                 "e"),
                        "a  b c d e");
    assert_string_equal(TERMINAL("\xE2\x80\xAE"
                                 "a\xE2\x81\xA6"
                                 "b\xE2\x80\x8F"
                                 "c\xD8\x9C"),
                        "abc"); /* bidi */
    assert_string_equal(TERMINAL("a\xE2\x80\x8B"
                                 "b\xEF\xBB\xBF"
                                 "c\xE2\x80\x8D"
                                 "d"),
                        "abcd"); /* zero width */
    assert_string_equal(TERMINAL("a\xF3\xA0\x81\x81"
                                 "b\xEE\x80\x80"
                                 "c\xF3\xB0\x80\x80"),
                        "abc"); /* tags, private */
    arena_free(arena);
}

static void test_broken_utf8(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(TERMINAL("\xFF"), "\xEF\xBF\xBD");
    assert_string_equal(TERMINAL("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD"); /* too long a form */
    assert_string_equal(TERMINAL("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"); /* a surrogate */
    assert_string_equal(TERMINAL("\xF4\x90\x80\x80"
                                 "x"),
                        "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
                        "x");                                                /* past the end */
    assert_string_equal(TERMINAL("a\xE6\x97"), "a\xEF\xBF\xBD\xEF\xBF\xBD"); /* cut off */
    assert_string_equal(JSON("a\xFF"), "a\xEF\xBF\xBD");
    arena_free(arena);
}

static void test_commands_of_runners_are_split(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(TERMINAL("##[error]x"), "##\xC2\xB7[error]x");
    assert_string_equal(TERMINAL("::error::x"), ":\xC2\xB7:error::x");
    assert_string_equal(TERMINAL("a ::set-output"), "a :\xC2\xB7:set-output");
    assert_string_equal(ASCII("\xE2\x80\x8B::error"), ":.:error"); /* what is dropped does not hide it */
    assert_string_equal(ASCII(":\xCC\x81:error"), ":.:error");
    assert_string_equal(ASCII("#\xCC\x81#["), "##.[");
    arena_free(arena);
}

static void test_only_ascii(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(ASCII("a \xE2\x86\x92 b \xE2\x89\xA5 3 \xE2\x80\x94 \xC3\x9B"), "a -> b >= 3 - ?");
    struct str hostile = helper_attack();
    for (const char *p = terminal(arena, hostile.p, hostile.n, false); *p; p++)
        assert_in_range(*p, ' ', '~');
    arena_free(arena);
}

static void test_marks_do_not_pile_up(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(TERMINAL("a\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81"
                                 "b"),
                        "a\xCC\x81\xCC\x81\xCC\x81"
                        "b");
    assert_int_equal(escape_columns(STR("a\xCC\x81"
                                        "b")),
                     2);
    assert_int_equal(escape_columns(STR("\xE6\x97\xA5\xE6\x9C\xAC")), 4);
    assert_int_equal(escape_columns(STR("\xF0\x9F\x98\x80")), 2);
    arena_free(arena);
}

static void test_json(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(JSON("a \"b\" \\ \n\t\r/"), "a \\\"b\\\" \\\\ \\n\\t\\r/");
    assert_string_equal(JSON("</script>&"), "\\u003c/script\\u003e\\u0026");
    assert_string_equal(JSON("##[error] a[0]"), "##\\u005berror] a[0]");
    assert_string_equal(JSON("\033\x00\x7F"), "\\u001b\\u0000\\u007f");
    assert_string_equal(JSON("\xE2\x80\xAE\xF3\xA0\x81\x81"), "\\u202e\\udb40\\udc41");
    assert_string_equal(JSON("\xE6\x97\xA5 x"), "\xE6\x97\xA5 x");
    arena_free(arena);
}

/* Every byte and every pair of bytes: the output is one line of valid UTF-8 without anything hidden. */
static void test_all_pairs(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct buf out = buf_new(arena, 64);
    for (unsigned i = 0; i < 65536; i++) {
        const char pair[2] = {(char)(i >> 8), (char)(i & 255)};
        out.n = 0;
        escape_terminal(&out, (struct str){pair, 2}, true);
        struct str rest = buf_str(&out);
        while (rest.n) {
            struct str before = rest;
            uint32_t c = escape_next(&rest);
            assert_true(c >= ' ' && !(c >= 0x7F && c < 0xA0));
            assert_true(c != 0xFFFD || before.n - rest.n == 3); /* valid: never a byte that was replaced */
        }
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_text_stays),
        cmocka_unit_test(test_nothing_moves_the_cursor),
        cmocka_unit_test(test_broken_utf8),
        cmocka_unit_test(test_commands_of_runners_are_split),
        cmocka_unit_test(test_only_ascii),
        cmocka_unit_test(test_marks_do_not_pile_up),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_all_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
