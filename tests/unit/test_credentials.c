#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "fetch/credentials.h"

#include <stdlib.h>
#include <string.h>

static bool take(struct credentials *out, const char *value, struct str *error)
{
    *error = (struct str){"", 0};
    setenv("GRADE_TOKEN", value, 1);
    const char *where = getenv("GRADE_TOKEN");
    size_t n = strlen(where);
    bool good = credentials_take(out, error);
    /* Gone from the environment, and from the memory that held it. */
    assert_null(getenv("GRADE_TOKEN"));
    for (size_t i = 0; i < n; i++)
        assert_int_equal(where[i], 0);
    assert_true(good == (error->n == 0));
    return good;
}

static void test_take(void **state)
{
    struct credentials c;
    struct str error;
    (void)state;
    unsetenv("GRADE_TOKEN");
    assert_true(credentials_take(&c, &error));
    assert_string_equal(c.token, "");
    assert_true(take(&c, "ghp_abc", &error));
    assert_string_equal(c.user, "x-access-token");
    assert_string_equal(c.token, "ghp_abc");
    assert_true(take(&c, "oauth2:glpat-1:2", &error));
    assert_string_equal(c.user, "oauth2");
    assert_string_equal(c.token, "glpat-1:2");
    credentials_wipe(&c);
    assert_string_equal(c.token, "");
    assert_true(take(&c, "", &error));
    assert_string_equal(c.token, "");
}

static void test_refused(void **state)
{
    static char large[4096];
    memset(large, 'a', sizeof large - 1);
    const char *bad[] = {"hunter2 x", "hunter2\n", "hunter2\x1b", "hunter2\xc3\xa9",
                         ":hunter2",  "hunter2:",  large};
    struct credentials c;
    struct str error;
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_false(take(&c, bad[i], &error));
        assert_string_equal(c.token, "");
        assert_false(str_has_nocase(error, STR("hunter2")));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_take), cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
