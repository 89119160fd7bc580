#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "confine/tempdir.h"
#include "fetch/beneath.h"
#include "fetch/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct run {
    struct arena *arena;
    struct tempdir dir;
    struct limits limits;
    struct diags diags;
    struct submission submission;
    struct str error;
};

static void start(struct run *run)
{
    memset(run, 0, sizeof *run);
    run->arena = arena_new();
    run->limits = limits_default();
    diags_init(&run->diags, run->arena, &run->limits);
    assert_true(tempdir_new(&run->dir, run->arena, &run->error));
}

static void end(struct run *run)
{
    assert_true(tempdir_remove(&run->dir));
    arena_free(run->arena);
}

static const char *in(struct run *run, const char *name)
{
    return arena_printf(run->arena, "%s/%s", run->dir.path, name);
}

static void put(struct run *run, const char *name, const char *bytes)
{
    int fd = open(in(run, name), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, strlen(bytes)), strlen(bytes));
    close(fd);
}

static void make(struct run *run, const char *name)
{
    assert_int_equal(mkdir(in(run, name), 0700), 0);
}

static bool read_folder(struct run *run, const struct folder_rules *rules)
{
    struct folder_rules none = {0};
    return folder_read(&run->submission, run->arena, &run->diags, &run->limits, run->dir.path,
                       rules ? rules : &none, &run->error);
}

static const struct file *file_of(const struct run *run, const char *name)
{
    for (size_t i = 0; i < run->submission.n_files; i++)
        if (str_is(run->submission.files[i].name, name))
            return &run->submission.files[i];
    return NULL;
}

static void test_reads(void **state)
{
    struct run run;
    (void)state;
    start(&run);
    make(&run, "docs");
    make(&run, "docs/deep");
    make(&run, ".git");
    make(&run, "docs/.git");
    put(&run, "architecture.yaml", "components: {}\n");
    put(&run, "docs/deep/x.dot", "digraph {}\n");
    put(&run, "empty.dot", "");
    put(&run, ".git/config.yaml", "x");
    put(&run, "docs/.git/y.dot", "x");
    put(&run, "main.c", "x");
    assert_true(read_folder(&run, NULL));
    assert_int_equal(run.submission.n_files, 3);
    assert_true(str_is(run.submission.files[0].name, "architecture.yaml"));
    assert_true(str_is(file_of(&run, "docs/deep/x.dot")->text->bytes, "digraph {}\n"));
    assert_int_equal(file_of(&run, "empty.dot")->text->bytes.n, 0);
    assert_int_equal(run.submission.n_others, 1);
    assert_int_equal(run.diags.n, 0);
    end(&run);
}

static void test_hostile(void **state)
{
    struct run run;
    (void)state;
    start(&run);
    assert_int_equal(symlink("/etc/passwd", in(&run, "passwd.txt")), 0);
    assert_int_equal(symlink("/etc", in(&run, "etc")), 0);
    assert_int_equal(symlink(".", in(&run, "loop")), 0);
    assert_int_equal(mkfifo(in(&run, "pipe.dot"), 0600), 0);
    put(&run, "sparse.dot", "x");
    assert_int_equal(truncate(in(&run, "sparse.dot"), (off_t)10 << 30), 0);
    put(&run, "bad\x1b[2J.dot", "x");
    put(&run, "good.dot", "digraph {}\n");
    assert_true(read_folder(&run, NULL));
    assert_int_equal(file_of(&run, "passwd.txt")->use, FILE_SKIPPED);
    assert_int_equal(file_of(&run, "etc")->use, FILE_SKIPPED);
    assert_int_equal(file_of(&run, "loop")->use, FILE_SKIPPED);
    assert_int_equal(file_of(&run, "pipe.dot")->use, FILE_SKIPPED);
    assert_int_equal(file_of(&run, "sparse.dot")->use, FILE_SKIPPED);
    assert_non_null(file_of(&run, "good.dot")->text);
    assert_int_equal(run.submission.n_files, 6);
    assert_int_equal(run.diags.of[DIAG_FILE_SYMLINK], 3);
    assert_int_equal(run.diags.of[DIAG_FILE_UNREADABLE], 1);
    assert_int_equal(run.diags.of[DIAG_LIMIT_FILE_SIZE], 1);
    assert_int_equal(run.diags.of[DIAG_FILE_NAME], 1);
    assert_true(arena_used(run.arena) < 4 * MIB);
    end(&run);
}

static void test_limits(void **state)
{
    struct run run;
    (void)state;
    start(&run);
    char path[256] = "d";
    for (int i = 0; i < 40; i++) {
        make(&run, path);
        strcat(path, "/d");
    }
    put(&run, "a.dot", "digraph {}\n");
    assert_true(read_folder(&run, NULL));
    assert_int_equal(run.submission.n_files, 1);
    assert_int_equal(run.diags.of[DIAG_LIMIT_ENTRIES], 1);
    end(&run);

    /* What lies on top is seen before what lies deep, so a limit costs the latter. */
    start(&run);
    run.limits.entries = 12;
    make(&run, "a");
    for (int i = 0; i < 20; i++)
        put(&run, arena_printf(run.arena, "a/%02d.dot", i), "digraph {}\n");
    put(&run, "z.dot", "digraph {}\n");
    assert_true(read_folder(&run, NULL));
    assert_non_null(file_of(&run, "z.dot"));
    assert_int_equal(run.submission.n_files, 11);
    assert_int_equal(run.diags.of[DIAG_LIMIT_ENTRIES], 1);
    end(&run);
}

static bool leave_out(void *context, const char *path, bool folder)
{
    int *asked = context;
    ++*asked;
    return (folder && strcmp(path, "build") == 0) || (!folder && strcmp(path, "docs/x.dot") == 0);
}

static void test_rules(void **state)
{
    struct run run;
    int asked = 0;
    struct folder_rules rules = {.ignored = leave_out, .context = &asked};
    (void)state;
    start(&run);
    make(&run, "build");
    make(&run, "docs");
    put(&run, "build/x.dot", "x");
    put(&run, "docs/x.dot", "x");
    put(&run, "docs/y.dot", "x");
    put(&run, "main.c", "x");
    assert_true(read_folder(&run, &rules));
    assert_int_equal(run.submission.n_files, 1);
    assert_true(str_is(run.submission.files[0].name, "docs/y.dot"));
    assert_int_equal(asked, 4); /* two folders, two files that matter */
    end(&run);
}

static bool never(void *context)
{
    (void)context;
    return false;
}

static void test_stops(void **state)
{
    struct run run;
    struct folder_rules rules = {.alive = never};
    (void)state;
    start(&run);
    put(&run, "a.dot", "x");
    assert_false(read_folder(&run, &rules));
    assert_int_equal(run.error.n, 0);
    end(&run);
}

static void test_one_file(void **state)
{
    struct run run;
    (void)state;
    start(&run);
    put(&run, "drawing", "digraph {}\n");
    assert_true(folder_read_file(&run.submission, run.arena, &run.diags, &run.limits, in(&run, "drawing"),
                                 &run.error));
    assert_int_equal(run.submission.n_files, 1);
    assert_true(str_is(run.submission.files[0].name, "drawing"));
    assert_true(str_is(run.submission.files[0].text->bytes, "digraph {}\n"));
    assert_int_equal(mkfifo(in(&run, "pipe"), 0600), 0);
    static const char *const bad[] = {"missing", "pipe", "."};
    for (size_t i = 0; i < 3; i++) {
        assert_false(folder_read_file(&run.submission, run.arena, &run.diags, &run.limits, in(&run, bad[i]),
                                      &run.error));
        assert_true(str_starts(run.error, in(&run, bad[i])));
    }
    end(&run);
}

static void test_beneath(void **state)
{
    static int (*const ways[])(int, const char *, int) = {beneath_open, beneath_open_stepwise};
    struct run run;
    (void)state;
    start(&run);
    make(&run, "a");
    make(&run, "a/b");
    put(&run, "a/b/file", "x");
    assert_int_equal(symlink("b", in(&run, "a/link")), 0);
    assert_int_equal(symlink("b/file", in(&run, "a/file-link")), 0);
    int root = open(run.dir.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    assert_true(root >= 0);
    for (size_t i = 0; i < 2; i++) {
        int fd = ways[i](root, "a/b/file", 0);
        assert_true(fd >= 0);
        close(fd);
        fd = ways[i](root, "a/b", O_DIRECTORY);
        assert_true(fd >= 0);
        close(fd);
        assert_int_equal(ways[i](root, "a/link/file", 0), -1);
        assert_int_equal(errno, ELOOP);
        assert_int_equal(ways[i](root, "a/file-link", 0), -1);
        assert_int_equal(errno, ELOOP);
        static const char *const out[] = {"..", "a/../../etc/passwd", "/etc/passwd", "a/missing",
                                          "",   "a//b/file/x"};
        for (size_t k = 0; k < sizeof out / sizeof *out; k++)
            assert_int_equal(ways[i](root, out[k], 0), -1);
    }
    close(root);
    end(&run);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reads),   cmocka_unit_test(test_hostile), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_rules),   cmocka_unit_test(test_stops),   cmocka_unit_test(test_one_file),
        cmocka_unit_test(test_beneath),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
