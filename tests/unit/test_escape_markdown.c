#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_escape.h"
#include "report/escape_markdown.h"

#include <string.h>

#define MARKDOWN(literal) ESCAPED(escape_markdown, literal)
#define CODE(literal) ESCAPED(escape_markdown_code, literal)

static void test_plain_words_stay(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(MARKDOWN("Kafka: 50 ms (p99), 99.9%; real-time?"),
                        "Kafka: 50 ms (p99), 99.9%; real-time?");
    assert_string_equal(MARKDOWN("  Feast  \n 0.31 "), "Feast 0.31");
    assert_string_equal(MARKDOWN("\xE6\x97\xA5\xE6\x9C\xAC"), "\xE6\x97\xA5\xE6\x9C\xAC");
    assert_string_equal(MARKDOWN(""), "");
    arena_free(arena);
}

static void test_markdown_is_text(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(MARKDOWN("*a* _b_ [c](d) <e> `f` \\g | h"),
                        "&#42;a&#42; &#95;b&#95; &#91;c&#93;(d) &#60;e&#62; &#96;f&#96; &#92;g &#124; h");
    assert_string_equal(MARKDOWN("# a"), "&#35; a");
    assert_string_equal(MARKDOWN("- a - b"), "&#45; a - b");
    assert_string_equal(MARKDOWN("1. a 2. b"), "1&#46; a 2. b");
    assert_string_equal(MARKDOWN("1) a"), "1&#41; a");
    assert_string_equal(MARKDOWN("1.5) a"), "1&#46;5) a");
    assert_string_equal(MARKDOWN("==="), "&#61;==");
    assert_string_equal(MARKDOWN("&amp; &#35;"), "&#38;amp; `&#35;`");
    arena_free(arena);
}

static void test_forges_find_nothing(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(MARKDOWN("ask @someone now"), "ask `@someone` now");
    assert_string_equal(MARKDOWN("mail a@b.cc #1 GH-12 gh-x o/r#3"),
                        "mail `a@b.cc` `#1` `GH-12` gh-x `o/r#3`");
    assert_string_equal(MARKDOWN("https://a.b www.a.b :tada: a: b"), "`https://a.b` `www.a.b` `:tada:` a: b");
    assert_string_equal(MARKDOWN("deadbeef deadbee. deadbe facade"), "`deadbeef` `deadbee.` deadbe facade");
    assert_string_equal(MARKDOWN("!1 ~bug %v1 &1 $x R&D wow!"),
                        "`!1` `~bug` `%v1` `&1` `$x` R&#38;D wow&#33;");
    assert_string_equal(MARKDOWN("@a`b|c"), "`@a\xCB\x8B"
                                            "b\xC7\x80"
                                            "c`");
    arena_free(arena);
}

static void test_code(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(CODE(" a `b` | @c <d>\n"), "`a \xCB\x8B"
                                                   "b\xCB\x8B \xC7\x80 @c <d>`");
    assert_string_equal(CODE("##[group]x"), "`##\xC2\xB7[group]x`");
    assert_string_equal(CODE(" \n\xE2\x80\x8B"), "");
    arena_free(arena);
}

/* Outside of code spans no character that Markdown or a forge knows; inside, neither backtick nor bar. */
static void holds(struct str escaped)
{
    bool in_code = false;
    assert_int_equal(str_find(escaped, STR("##[")), escaped.n);
    for (size_t i = 0; i < escaped.n; i++) {
        char c = escaped.p[i];
        assert_true((unsigned char)c >= ' ' && c != 0x7F && c != '|');
        if (c == '`')
            in_code = !in_code;
        else if (!in_code && c == '&')
            assert_true(escaped.p[i + 1] == '#' && str_byte_digit(escaped.p[i + 2]));
        else if (!in_code && c == '#')
            assert_true(i && escaped.p[i - 1] == '&');
        else if (!in_code)
            assert_null(strchr("!$*<>@[\\]^_{}~", c));
    }
    assert_false(in_code);
    assert_true(!escaped.n || (escaped.p[0] != '-' && escaped.p[0] != '+' && escaped.p[0] != '='));
}

static void test_nothing_gets_out(void **state)
{
    (void)state;
    helper_escape_pairs(escape_markdown, holds);
    helper_escape_pairs(escape_markdown_code, holds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_words_stay),    cmocka_unit_test(test_markdown_is_text),
        cmocka_unit_test(test_forges_find_nothing), cmocka_unit_test(test_code),
        cmocka_unit_test(test_nothing_gets_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
