#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_escape.h"
#include "report/escape_uri.h"

#define URI(literal) ESCAPED(escape_uri, literal)

static void test_names(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(URI("docs/a b%#?.md"), "docs/a%20b%25%23%3F.md");
    assert_string_equal(URI("C:\\x"), "C%3A%5Cx");
    assert_string_equal(URI("\xFF\xC3\xBC\n"), "%EF%BF%BD%C3%BC%0A");
    assert_string_equal(URI(""), "");
    arena_free(arena);
}

static void test_it_leads_nowhere_else(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(URI("//evil.example/x"), "evil.example/x");
    assert_string_equal(URI("../../etc/./passwd"), "__/__/etc/_/passwd");
    assert_string_equal(URI("a..b/...//c/"), "a..b/.../c");
    assert_string_equal(URI("javascript:x"), "javascript%3Ax");
    arena_free(arena);
}

static void holds(struct str escaped)
{
    assert_false(str_starts(escaped, "/"));
    for (size_t i = 0; i < escaped.n; i++) {
        char c = escaped.p[i];
        assert_true((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                    c == '.' || c == '_' || c == '~' || c == '/' || c == '%');
    }
}

static void test_nothing_gets_out(void **state)
{
    (void)state;
    helper_escape_pairs(escape_uri, holds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_it_leads_nowhere_else),
        cmocka_unit_test(test_nothing_gets_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
