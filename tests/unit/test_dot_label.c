#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/dot_label.h"

#include <string.h>

static const struct dot_label_names names = {{"kafka", 5}, {"G", 1}, {"a", 1}, {"b", 1}, true};

static void check(enum dot_label_style style, const char *label, const char *expected)
{
    struct arena *arena = arena_new();
    struct str text = dot_label_text(arena, str_from(label), style, &names);
    assert_string_equal(arena_copy(arena, text.p, text.n), expected);
    arena_free(arena);
}

static void test_plain(void **state)
{
    (void)state;
    check(DOT_LABEL_PLAIN, "Auth switch\\nISO 8583", "Auth switch ISO 8583");
    check(DOT_LABEL_PLAIN, "left\\lright\\rend\\n", "left right end");
    check(DOT_LABEL_PLAIN, "  two\n lines\t and  more ", "two lines and more");
    check(DOT_LABEL_PLAIN, "\\N in \\G: \\E, \\T, \\H", "kafka in G: a->b, a, b");
    check(DOT_LABEL_PLAIN, "back\\\\slash \\\"", "back\\slash \"");
    check(DOT_LABEL_PLAIN, "a | {b} <c>", "a | {b} <c>");
    check(DOT_LABEL_PLAIN, "R&amp;D &#8594; &#x41; &rarr; &nope; & &", "R&D → A → &nope; & &");
    check(DOT_LABEL_PLAIN, "&#0; &#xD800; &#x110000; &#99999999999999;", "� � � &#99999999999999;");
    check(DOT_LABEL_PLAIN, "ends in \\", "ends in \\");
    check(DOT_LABEL_PLAIN, "", "");
}

static void test_record(void **state)
{
    (void)state;
    check(DOT_LABEL_RECORD, "{<in> Queue|{<a>7 d|24 parts}|<out>}", "Queue 7 d 24 parts");
    check(DOT_LABEL_RECORD, "a \\| b \\{c\\} \\<d\\>", "a | b {c} <d>");
    check(DOT_LABEL_RECORD, "<never closed", "");
}

static void test_html(void **state)
{
    (void)state;
    check(DOT_LABEL_HTML, "<B>Feature</B> store<BR/>Feast &amp; Redis", "Feature store Feast & Redis");
    check(DOT_LABEL_HTML, "<TABLE><TR><TD>a</TD><TD PORT=\"p\">b</TD></TR></TABLE>", "a b");
    check(DOT_LABEL_HTML, "one<br  align='left' />two<!-- not > this -->three", "one twothree");
    check(DOT_LABEL_HTML, "x<IMG SRC=\"/etc/passwd\"/>y \\n stays", "xy \\n stays");
    check(DOT_LABEL_HTML, "cut <B", "cut");
    check(DOT_LABEL_HTML, "cut <!-- off", "cut");
    check(DOT_LABEL_HTML, "<", "");
}

static void test_bounded(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buf long_one = buf_new(arena, 100000);
    for (int i = 0; i < 20000; i++)
        buf_puts(&long_one, i == 0 ? "xx" : "\xC3\xA9");
    struct str text = dot_label_text(arena, buf_str(&long_one), DOT_LABEL_PLAIN, &names);
    assert_true(text.n <= DOT_LABEL_MAX && text.n > DOT_LABEL_MAX - 4);
    assert_true((text.n & 1) == 0); /* no half of a character */
    struct buf many = buf_new(arena, 100000);
    for (int i = 0; i < 30000; i++)
        buf_puts(&many, "\\N");
    assert_true(dot_label_text(arena, buf_str(&many), DOT_LABEL_PLAIN, &names).n <= DOT_LABEL_MAX);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_record),
        cmocka_unit_test(test_html),
        cmocka_unit_test(test_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
