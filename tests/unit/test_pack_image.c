#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "pack_folder.h"
#include "pack_image.h"

#define REFERENCE GRADE_SOURCE_DIR "/reference/fraud-detection"

static size_t image_size(void)
{
    return (size_t)((uintptr_t)pack_fraud_detection_end - (uintptr_t)pack_fraud_detection);
}

static bool load_folder(struct rubric *out, struct arena *arena, const char *folder)
{
    struct limits limits = limits_default();
    struct diags errors;
    struct pack_file *files;
    size_t n;
    struct str message;
    diags_init(&errors, arena, &limits);
    if (!pack_folder_read(&files, &n, &message, arena, folder)) {
        print_error("%s\n", message.p);
        return false;
    }
    bool ok = pack_load(out, arena, &errors, files, n);
    for (size_t i = 0; i < errors.n; i++)
        print_error("%.*s:%u: %s\n", STR_ARG(errors.items[i].at.text->name),
                    (unsigned)errors.items[i].at.line, errors.items[i].message.p);
    return ok;
}

/* What is compiled in is what the YAML says, byte for byte. */
static void test_image_is_the_yaml(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct rubric loaded;
    assert_true(load_folder(&loaded, arena, REFERENCE));
    assert_int_equal(loaded.size, image_size());
    assert_memory_equal(loaded.image, pack_fraud_detection, loaded.size);
    arena_free(arena);
}

static void test_image_opens(void **state)
{
    (void)state;
    struct rubric rubric;
    assert_true(rubric_open(&rubric, pack_fraud_detection, image_size()));
    assert_string_equal(rub_text(&rubric, rub_info(&rubric, 0)->name), "fraud-detection");
    assert_true(rub_rows_n(&rubric) > 0 && rub_tools_n(&rubric) > 0 && rub_predicates_n(&rubric) > 0);
    double sum = 0;
    for (size_t i = 0; i < rub_rows_n(&rubric); i++)
        sum += rub_rows(&rubric, i)->points;
    assert_true(sum > 99.999 && sum < 100.001);
    assert_true(rub_examples_n(&rubric) > 40); /* what the build must not lose */
}

/* It is opened at every start: checking the bounds of tables, and no entry, is what that may cost. */
static void test_opening_costs_nothing(void **state)
{
    (void)state;
    enum { TIMES = 1000 };
    struct rubric rubric;
    clock_t begin = clock();
    for (int i = 0; i < TIMES; i++)
        assert_true(rubric_open(&rubric, pack_fraud_detection, image_size()));
    double each = (double)(clock() - begin) / CLOCKS_PER_SEC / TIMES;
    assert_true(each < 0.0002);
}

static void copy(const char *from, const char *to)
{
    char bytes[4096];
    size_t n;
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    while ((n = fread(bytes, 1, sizeof bytes, in)) > 0)
        assert_int_equal(fwrite(bytes, 1, n, out), n);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

/* A user's copy of the pack anywhere, with common/ inside it, is the same pack; without common/ it is
 * refused. */
static void test_copy_elsewhere(void **state)
{
    (void)state;
    static const char *const names[] = {"rubric.yaml",
                                        "ontology.yaml",
                                        "predicates.yaml",
                                        "checks.yaml",
                                        "flags.yaml",
                                        "vocabulary.en.yaml",
                                        "solution/architecture.yaml",
                                        "scaffold/architecture.yaml",
                                        "scaffold/architecture.dot",
                                        "scaffold/architecture.mmd",
                                        "scaffold/README.md",
                                        "scaffold/grade.yml",
                                        "common/tools.yaml",
                                        "common/language.en.yaml",
                                        "common/tables.en.yaml"};
    enum { N = sizeof names / sizeof *names, OWN = N - 3 };
    struct arena *arena = arena_new();
    struct rubric loaded;
    char root[] = "/tmp/grade-pack-XXXXXX";
    assert_non_null(mkdtemp(root));
    const char *folder = arena_printf(arena, "%s/mine", root);
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_int_equal(mkdir(arena_printf(arena, "%s/solution", folder), 0700), 0);
    assert_int_equal(mkdir(arena_printf(arena, "%s/scaffold", folder), 0700), 0);
    for (size_t i = 0; i < OWN; i++)
        copy(arena_printf(arena, "%s/%s", REFERENCE, names[i]),
             arena_printf(arena, "%s/%s", folder, names[i]));
    struct pack_file *files;
    size_t n;
    struct str message;
    assert_true(pack_folder_read(&files, &n, &message, arena, folder));
    assert_int_equal(n, OWN);
    assert_int_equal(mkdir(arena_printf(arena, "%s/common", folder), 0700), 0);
    for (size_t i = OWN; i < N; i++)
        copy(arena_printf(arena, "%s/../%s", REFERENCE, names[i]),
             arena_printf(arena, "%s/%s", folder, names[i]));
    copy(arena_printf(arena, "%s/rubric.yaml", folder), arena_printf(arena, "%s/notes.yaml", folder));
    bool ok = load_folder(&loaded, arena, folder);
    for (size_t i = 0; i < N; i++)
        unlink(arena_printf(arena, "%s/%s", folder, names[i]));
    unlink(arena_printf(arena, "%s/notes.yaml", folder));
    rmdir(arena_printf(arena, "%s/common", folder));
    rmdir(arena_printf(arena, "%s/solution", folder));
    rmdir(arena_printf(arena, "%s/scaffold", folder));
    rmdir(folder);
    assert_int_equal(rmdir(root), 0);
    assert_true(ok);
    assert_int_equal(loaded.size, image_size());
    assert_memory_equal(loaded.image, pack_fraud_detection, loaded.size);
    arena_free(arena);
}

static void test_no_such_folder(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct pack_file *files;
    size_t n;
    struct str message;
    assert_false(pack_folder_read(&files, &n, &message, arena, "/nowhere/at/all"));
    assert_true(str_starts(message, "/nowhere/at/all: "));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_image_is_the_yaml),     cmocka_unit_test(test_image_opens),
        cmocka_unit_test(test_opening_costs_nothing), cmocka_unit_test(test_copy_elsewhere),
        cmocka_unit_test(test_no_such_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
