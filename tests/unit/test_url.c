#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "fetch/url.h"

#include <string.h>

#define TEN "aaaaaaaaaa"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
#define THOUSAND HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED

static void test_parts(void **state)
{
    static const struct {
        const char *text;
        struct url url;
    } cases[] = {
        {"https://example.org/a/b", {URL_HTTPS, "example.org", "443", NULL, "/a/b"}},
        {"https://example.org:8443/a.git", {URL_HTTPS, "example.org", "8443", NULL, "/a.git"}},
        {"HTTPS://h/x", {URL_HTTPS, "h", "443", NULL, "/x"}},
        {"http://127.0.0.1:80/a", {URL_HTTP, "127.0.0.1", "80", NULL, "/a"}},
        {"http://[::1]:8080/a", {URL_HTTP, "::1", "8080", NULL, "/a"}},
        {"https://[2001:db8::1]/a", {URL_HTTPS, "2001:db8::1", "443", NULL, "/a"}},
        {"https://h/@user/repo", {URL_HTTPS, "h", "443", NULL, "/@user/repo"}},
        {"ssh://h/x", {URL_SSH, "h", "22", NULL, "/x"}},
        {"ssh://git@h:2222/a b", {URL_SSH, NULL, NULL, NULL, NULL}},
        {"ssh://git@h:2222/a/b.git", {URL_SSH, "h", "2222", "git", "/a/b.git"}},
        {"ssh://git@h/~ada/b.git", {URL_SSH, "h", "22", "git", "/~ada/b.git"}},
        {"git@example.org:a/b.git", {URL_SSH, "example.org", "22", "git", "a/b.git"}},
        {"example.org:b.git", {URL_SSH, "example.org", "22", NULL, "b.git"}},
        {"file:///a%20b/c", {URL_FILE, NULL, NULL, NULL, "/a b/c"}},
        {"file://localhost/c", {URL_FILE, NULL, NULL, NULL, "/c"}},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct url url;
        const struct url *want = &cases[i].url;
        const char *why = NULL;
        bool good = url_read(&url, arena, cases[i].text, &why);
        if (good != (want->path != NULL))
            fail_msg("%s: %s", cases[i].text, good ? "accepted" : why);
        if (!good)
            continue;
        assert_int_equal(url.scheme, want->scheme);
        assert_true(str_eq(str_from(url.host), str_from(want->host)));
        assert_true(str_eq(str_from(url.port), str_from(want->port)));
        assert_true(str_eq(str_from(url.user), str_from(want->user)));
        assert_string_equal(url.path, want->path);
    }
    arena_free(arena);
}

static void test_refused(void **state)
{
    static const char *const bad[] = {
        "", "x", "://x", "https://h", "https://h/", "https:///x", "https:/h/x", "git://h/x", "ftp://h/x",
        "ext::sh", "ext::sh -c id", "https://h/a b", "https://h/a\nb", "https://h/a?b", "https://h/a#b",
        "https://[::1/x", "https://[]/x", "https://[::1]x/y", "https://[::1]:/y", "https://h\\@evil/x",
        "https://-h/x", "https://h:/x", "https://h:0/x", "https://h:65536/x", "https://h:80x/x",
        "https://h:+80/x", "https://a b/x", "https://h%2f/x", "https://h\xc3\xa9/x", "https://h;id/x",
        "file://host/x", "file://", "file:///a%zz", "file:///a%00b", "file:///a%2",
        /* what would end up in a command */
        "ssh://-oProxyCommand=id/x", "ssh://-u@h/x", "ssh://h/", "ssh://h", "ssh://h/a'b", "ssh://h/a%27b",
        "ssh://h/$(id)", "ssh://h/a;id", "ssh://h/`id`", "ssh://u@v@h/x", "-oProxyCommand=id:x", "h:-x",
        "h:", "h:a'b", "https://" HUNDRED HUNDRED HUNDRED "/x", "https://h/" THOUSAND THOUSAND THOUSAND,
        /* what is secret */
        "https://u:hunter2@h/x", "https://hunter2@h/x", "ssh://u:hunter2@h/x", "u:hunter2@h:x",
        "u:hunter2@h/x"};
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct url url;
        const char *why = NULL;
        if (url_read(&url, arena, bad[i], &why))
            fail_msg("accepted: %s", bad[i]);
        assert_non_null(why);
        assert_null(strstr(why, "hunter2"));
        assert_null(strchr(why, '\n'));
    }
    arena_free(arena);
}

static void test_loopback(void **state)
{
    static const char *const here[] = {"localhost", "LocalHost", "127.0.0.1", "127.1.2.3", "::1"};
    static const char *const there[] = {"",    "localhost.", "127.0.0.1.org", "128.0.0.1",
                                        "::2", "1270.0.1",   "x127.0.0.1"};
    (void)state;
    for (size_t i = 0; i < sizeof here / sizeof *here; i++)
        assert_true(url_is_loopback(here[i]));
    for (size_t i = 0; i < sizeof there / sizeof *there; i++)
        assert_false(url_is_loopback(there[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_parts), cmocka_unit_test(test_refused),
                                       cmocka_unit_test(test_loopback)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
