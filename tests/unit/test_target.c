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

static void test_http(void **state)
{
    static const struct {
        const char *url;
        bool good, allowed;
    } cases[] = {
        {"https://example.org/x", true, true},     {"http://127.0.0.1:80/a", true, true},
        {"http://localhost/a", true, true},        {"http://[::1]:8080/a", true, true},
        {"http://example.org/x", false, true},     {"http://127.0.0.1.example.org/x", false, true},
        {"http://localhost.x/a", false, true},     {"http://[::2]/a", false, true},
        {"http://127.0.0.1@evil/x", false, false}, {"ssh://h/x", true, true},
    };
    struct arena *arena = arena_new();
    struct url url;
    const char *why;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (target_url(&url, arena, cases[i].url, false, &why) != cases[i].good)
            fail_msg("%s", cases[i].url);
        if (target_url(&url, arena, cases[i].url, true, &why) != cases[i].allowed)
            fail_msg("%s, allowed", cases[i].url);
    }
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
        {.what = "/", .ref = "--upload-pack=x"},
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
        cmocka_unit_test(test_http),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_local),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
