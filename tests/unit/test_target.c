#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "confine/tempdir.h"
#include "fetch/target.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool url(struct arena *arena, const char *text, bool allow_http, const char **path)
{
    const char *why = NULL;
    bool good = target_url(path, arena, text, allow_http, &why);
    if (!good)
        assert_non_null(why);
    return good;
}

static void test_urls(void **state)
{
    static const char *const good[] = {"https://example.org/a/b",
                                       "https://example.org:8443/a.git",
                                       "HTTPS://h/x",
                                       "http://127.0.0.1:80/a",
                                       "http://localhost/a",
                                       "http://[::1]:8080/a",
                                       "https://h/@user/repo",
                                       "https://[2001:db8::1]/a"};
    static const char *const bad[] = {"https://u:p@h/x",
                                      "https://u@h/x",
                                      "https://h",
                                      "https://h/",
                                      "https:///x",
                                      "http://example.org/x",
                                      "http://127.0.0.1.example.org/x",
                                      "http://localhost.x/a",
                                      "ssh://h/x",
                                      "git://h/x",
                                      "ftp://h/x",
                                      "://x",
                                      "https://h/a b",
                                      "https://h/a\nb",
                                      "https://h/a?b",
                                      "https://h/a#b",
                                      "https://[::1/x",
                                      "file://host/x",
                                      "file://",
                                      "file:///a%zz",
                                      "file:///a%00b",
                                      "file:///a%2",
                                      "https://h\\@evil/x"};
    struct arena *arena = arena_new();
    const char *path;
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!url(arena, good[i], false, &path))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (url(arena, bad[i], false, &path))
            fail_msg("accepted: %s", bad[i]);
    assert_true(url(arena, "http://example.org/x", true, &path));
    assert_null(path);
    assert_true(url(arena, "file:///a%20b/c", false, &path));
    assert_string_equal(path, "/a b/c");
    assert_true(url(arena, "file://localhost/c", false, &path));
    assert_string_equal(path, "/c");
    arena_free(arena);
}

static enum fetch_result find(struct target *out, struct arena *arena, struct fetch_options options,
                              struct str *error)
{
    *error = (struct str){"", 0};
    enum fetch_result result = target_find(out, arena, &options, error);
    assert_true((result == FETCH_OK) == (error->n == 0));
    assert_true(str_find(*error, STR("\n")) == error->n);
    return result;
}

static void test_options(void **state)
{
    struct arena *arena = arena_new();
    struct target target;
    struct str error;
    (void)state;
    static const struct fetch_options bad[] = {
        {.what = ""},
        {.what = "/", .ref = "a", .pr = "1"},
        {.what = "/", .pr = "x"},
        {.what = "/", .pr = "0"},
        {.what = "/", .pr = "1/head:x"},
        {.what = "/", .ref = ""},
        {.what = "/", .ref = "a:refs/heads/b"},
        {.what = "/", .ref = "refs/heads/*"},
        {.what = "/", .ref = "HEAD~1"},
        {.what = "/", .expect_commit = "1234567"},
        {.what = "/", .expect_commit = "x234567890123456789012345678901234567890"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(find(&target, arena, bad[i], &error), FETCH_USAGE);
    /* What is secret is not repeated. */
    static const char *const secret[] = {"https://user:hunter2@h/x", "ssh://user:hunter2@h/x",
                                         "user:hunter2@h:x"};
    for (size_t i = 0; i < sizeof secret / sizeof *secret; i++) {
        assert_int_equal(find(&target, arena, (struct fetch_options){.what = secret[i]}, &error),
                         FETCH_USAGE);
        assert_false(str_has_nocase(error, STR("hunter2")));
    }
    arena_free(arena);
}

static void test_local(void **state)
{
    struct arena *arena = arena_new();
    struct tempdir dir;
    struct target target;
    struct str error;
    (void)state;
    assert_true(tempdir_new(&dir, arena, &error));
    static const char *const folders[] = {"plain", "tree", "tree/.git",    "tree/a",   "tree/a/b",
                                          "x.git", "bare", "bare/objects", "bare/refs"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        assert_int_equal(mkdir(arena_printf(arena, "%s/%s", dir.path, folders[i]), 0700), 0);
    close(open(arena_printf(arena, "%s/plain/a.dot", dir.path), O_CREAT | O_WRONLY, 0600));
    close(open(arena_printf(arena, "%s/bare/HEAD", dir.path), O_CREAT | O_WRONLY, 0600));

    static const struct {
        const char *path, *ref;
        enum fetch_result result;
        enum target_kind kind;
        const char *below;
    } cases[] = {
        {"plain", NULL, FETCH_OK, TARGET_FOLDER, ""},
        {"plain/", NULL, FETCH_OK, TARGET_FOLDER, ""},
        {"plain/a.dot", NULL, FETCH_OK, TARGET_FILE, ""},
        {"tree", NULL, FETCH_OK, TARGET_WORKTREE, ""},
        {"tree/a/b", NULL, FETCH_OK, TARGET_WORKTREE, "a/b"},
        {"tree/a/../a/", NULL, FETCH_OK, TARGET_WORKTREE, "a"},
        {"x.git", NULL, FETCH_OK, TARGET_REPOSITORY, ""},
        {"x.git/", NULL, FETCH_OK, TARGET_REPOSITORY, ""},
        {"bare", NULL, FETCH_OK, TARGET_REPOSITORY, ""},
        {"tree", "main", FETCH_OK, TARGET_REPOSITORY, ""},
        {"tree/a/b", "main", FETCH_OK, TARGET_REPOSITORY, "a/b"},
        {"plain", "main", FETCH_USAGE, TARGET_FOLDER, ""},
        {"plain/a.dot", "main", FETCH_USAGE, TARGET_FILE, ""},
        {"missing", NULL, FETCH_FAILED, TARGET_FILE, ""},
        {"missing", "main", FETCH_FAILED, TARGET_FILE, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fetch_options options = {.what = arena_printf(arena, "%s/%s", dir.path, cases[i].path),
                                        .ref = cases[i].ref};
        enum fetch_result result = find(&target, arena, options, &error);
        /* Where the temporary folder is itself in a work tree there is one above every folder. */
        if (strcmp(cases[i].path, "plain") == 0 && target.root[0])
            continue;
        assert_int_equal(result, cases[i].result);
        if (result != FETCH_OK)
            continue;
        assert_int_equal(target.kind, cases[i].kind);
        assert_string_equal(target.below, cases[i].below);
        assert_string_equal(target.name, options.what);
    }
    assert_int_equal(find(&target, arena,
                          (struct fetch_options){.what = arena_printf(arena, "file://%s/bare", dir.path)},
                          &error),
                     FETCH_OK);
    assert_int_equal(target.kind, TARGET_REPOSITORY);
    assert_string_equal(target.path, arena_printf(arena, "%s/bare", dir.path));
    assert_true(tempdir_remove(&dir));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_urls),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_local),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
