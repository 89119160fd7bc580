#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_escape.h"
#include "report/escape_characters.h"
#include "report/escape_markup.h"

#include <string.h>

#define MARKUP(literal) ESCAPED(escape_markup, literal)

static void test_plain_text_stays(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(MARKUP("Kafka, 50 ms (p99) \xE6\x97\xA5 -> x"),
                        "Kafka, 50 ms (p99) \xE6\x97\xA5 -&gt; x");
    assert_string_equal(MARKUP(""), "");
    arena_free(arena);
}

static void test_markup_is_text(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(MARKUP("</script><img src=x onerror='a`b`'>"),
                        "&lt;/script&gt;&lt;img src=x onerror=&#39;a&#96;b&#96;&#39;&gt;");
    assert_string_equal(MARKUP("\" onload=\"x"), "&quot; onload=&quot;x");
    assert_string_equal(MARKUP("]]> --> <!-- &lt; &#60;"), "]]&gt; --&gt; &lt;!-- &amp;lt; &amp;#60;");
    arena_free(arena);
}

static void test_one_line_that_xml_can_hold(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(MARKUP("a\0b\033[2J\nc\xEF\xBF\xBE\xEF\xBF\xBF"), "ab[2J c");
    assert_string_equal(MARKUP("\xED\xA0\x80\xFF"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    assert_string_equal(MARKUP("a\xE2\x80\xAE"
                               "b"),
                        "ab");
    assert_string_equal(MARKUP("::error::x"), ":\xC2\xB7:error::x");
    arena_free(arena);
}

static void holds(struct str escaped)
{
    assert_int_equal(str_find(escaped, STR("##[")), escaped.n);
    while (escaped.n) {
        if (escaped.p[0] == '&')
            assert_true(str_starts(escaped, "&lt;") || str_starts(escaped, "&gt;") ||
                        str_starts(escaped, "&amp;") || str_starts(escaped, "&quot;") ||
                        str_starts(escaped, "&#39;") || str_starts(escaped, "&#96;"));
        uint32_t c = escape_next(&escaped);
        assert_true(c >= ' ' && c < 0x110000 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c < 0xE000));
        assert_null(c < 0x80 ? strchr("<>\"'`", (int)c) : NULL);
    }
}

static void test_nothing_gets_out(void **state)
{
    (void)state;
    helper_escape_pairs(escape_markup, holds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_text_stays),
        cmocka_unit_test(test_markup_is_text),
        cmocka_unit_test(test_one_line_that_xml_can_hold),
        cmocka_unit_test(test_nothing_gets_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
