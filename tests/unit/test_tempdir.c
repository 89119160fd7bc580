#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "confine/tempdir.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *in(struct arena *arena, const struct tempdir *dir, const char *name)
{
    return arena_printf(arena, "%s/%s", dir->path, name);
}

static void put(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "x", 1), 1);
    close(fd);
}

static bool there(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0;
}

static void test_made_private(void **state)
{
    struct arena *arena = arena_new();
    struct tempdir dir;
    struct str error = {0};
    struct stat st;
    (void)state;
    assert_true(tempdir_new(&dir, arena, &error));
    assert_int_equal(stat(dir.path, &st), 0);
    assert_int_equal(st.st_mode & 07777, 0700);
    const char *path = dir.path;
    assert_true(tempdir_remove(&dir));
    assert_false(there(path));
    assert_null(dir.path);
    assert_true(tempdir_remove(&dir)); /* again: nothing happens */
    arena_free(arena);
}

static void test_removed_with_all(void **state)
{
    struct arena *arena = arena_new();
    struct tempdir dir;
    struct str error = {0};
    (void)state;
    assert_true(tempdir_new(&dir, arena, &error));
    assert_int_equal(mkdir(in(arena, &dir, "a"), 0700), 0);
    assert_int_equal(mkdir(in(arena, &dir, "a/b"), 0700), 0);
    put(in(arena, &dir, "a/b/file"));
    put(in(arena, &dir, "a/.hidden"));
    assert_int_equal(mkfifo(in(arena, &dir, "pipe"), 0600), 0);
    assert_int_equal(chmod(in(arena, &dir, "a/b/file"), 0), 0);
    assert_int_equal(chmod(in(arena, &dir, "a/b"), 0500), 0); /* as git leaves its objects */
    const char *path = dir.path;
    assert_true(tempdir_remove(&dir));
    assert_false(there(path));
    arena_free(arena);
}

static void test_links_not_followed(void **state)
{
    struct arena *arena = arena_new();
    struct tempdir dir, other;
    struct str error = {0};
    (void)state;
    assert_true(tempdir_new(&dir, arena, &error));
    assert_true(tempdir_new(&other, arena, &error));
    put(in(arena, &other, "kept"));
    assert_int_equal(symlink(other.path, in(arena, &dir, "folder")), 0);
    assert_int_equal(symlink(in(arena, &other, "kept"), in(arena, &dir, "file")), 0);
    assert_int_equal(symlink("/nowhere", in(arena, &dir, "dangling")), 0);
    const char *kept = in(arena, &other, "kept"), *path = dir.path;
    assert_true(tempdir_remove(&dir));
    assert_false(there(path));
    assert_true(there(kept));
    assert_true(tempdir_remove(&other));

    /* The folder itself replaced by a link: what it points at stays. */
    assert_true(tempdir_new(&dir, arena, &error));
    assert_true(tempdir_new(&other, arena, &error));
    put(in(arena, &other, "kept"));
    kept = in(arena, &other, "kept");
    path = dir.path;
    assert_int_equal(rmdir(dir.path), 0);
    assert_int_equal(symlink(other.path, dir.path), 0);
    assert_false(tempdir_remove(&dir));
    assert_true(there(kept));
    unlink(path);
    assert_true(tempdir_remove(&other));
    arena_free(arena);
}

static void test_no_place(void **state)
{
    struct arena *arena = arena_new();
    struct tempdir dir;
    struct str error = {0};
    const char *before = getenv("TMPDIR");
    char *kept = before ? strdup(before) : NULL;
    (void)state;
    setenv("TMPDIR", "/nowhere/at/all", 1);
    assert_false(tempdir_new(&dir, arena, &error));
    assert_null(dir.path);
    assert_true(str_starts(error, "/nowhere/at/all: "));
    if (kept)
        setenv("TMPDIR", kept, 1);
    else
        unsetenv("TMPDIR");
    free(kept);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_made_private),
        cmocka_unit_test(test_removed_with_all),
        cmocka_unit_test(test_links_not_followed),
        cmocka_unit_test(test_no_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
