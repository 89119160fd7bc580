#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/adjustments.h"

#define HEAD                                                                                                 \
    "adjustments: 1\nreview: {commit: null, digest: 0123456789abcdef}\n"                                     \
    "pack: {name: x, version: 1, hash: 3f2a9c1e00aa11bb}\nreviewer: Ada\ndate: \"2026-11-24\"\n"

struct fixture {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct adjustments got;
    bool ok;
};

static void read_with(struct fixture *f, const char *text, size_t marks)
{
    f->arena = arena_new();
    f->limits = limits_default();
    f->limits.marks = marks;
    diags_init(&f->diags, f->arena, &f->limits);
    f->ok = adjustments_read(&f->got, f->arena, &f->diags, &f->limits,
                             text_new(f->arena, STR("a.yaml"), str_from(text)));
}

static void test_all_that_a_file_says(void **state)
{
    struct fixture f;
    (void)state;
    read_with(
        &f,
        HEAD
        "rows:\n  - {id: COMP-01, level: 2, was: 0, why: \"told me \\\"so\\\"\"}\n  - {id: MON-03, why: hm}\n"
        "questions:\n  - {text: Why?, because: null, asked: true}\n  - {text: How?, asked: false}\n",
        100);
    assert_true(f.ok);
    assert_int_equal(f.diags.n, 0);
    assert_true(str_is(f.got.digest, "0123456789abcdef"));
    assert_int_equal(f.got.commit.n, 0);
    assert_true(str_is(f.got.pack_hash, "3f2a9c1e00aa11bb"));
    assert_int_equal(f.got.n, 3);
    const struct adjustment *first = f.got.items;
    assert_true(str_is(first->row, "COMP-01") && str_is(first->by, "Ada") &&
                str_is(first->when, "2026-11-24"));
    assert_true(str_is(first->why, "told me \"so\""));
    assert_int_equal(first->level, 2);
    assert_int_equal(first->was, 0);
    assert_int_equal(first->at.line, 7);
    assert_int_equal(first[1].level, ADJUSTMENT_NO_LEVEL);
    assert_true(str_is(first[2].question, "Why?"));
    arena_free(f.arena);
}

static void test_files_that_are_refused(void **state)
{
    static const char *const texts[] = {"",
                                        "[]",
                                        "a: [",
                                        "adjustments: 2\n",
                                        "adjustments: 1\nreview: {}\npack: {hash: "
                                        "3f2a9c1e00aa11bb}\nreviewer: A\ndate: 2026-11-24\nrows: []\n",
                                        "adjustments: 1\nreview: {commit: abc}\npack: {hash: "
                                        "3f2a9c1e00aa11bb}\nreviewer: A\ndate: 2026-11-24\nrows: []\n",
                                        "adjustments: 1\nreview: {digest: 0123456789abcdef}\npack: "
                                        "{}\nreviewer: A\ndate: 2026-11-24\nrows: []\n",
                                        "adjustments: 1\nreview: {digest: 0123456789abcdef}\npack: {hash: "
                                        "3f2a9c1e00aa11bb}\ndate: 2026-11-24\nrows: []\n",
                                        "adjustments: 1\nreview: {digest: 0123456789abcdef}\npack: {hash: "
                                        "3f2a9c1e00aa11bb}\nreviewer: A\ndate: now\nrows: []\n",
                                        HEAD,
                                        HEAD "rows: 5\n",
                                        HEAD "rows: []\nquestions: no\n"};
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fixture f;
        read_with(&f, texts[i], 100);
        if (f.ok || f.got.n || !f.diags.n || diag_severity(f.diags.items[f.diags.n - 1].id) != SEVERITY_ERROR)
            fail_msg("not refused: %s", texts[i]);
        arena_free(f.arena);
    }
}

static void test_marks_that_are_left_out(void **state)
{
    static const char *const rows[] = {"5",
                                       "{level: 2, why: x}",
                                       "{id: A, level: 4, why: x}",
                                       "{id: A, level: \"2 \", was: -1, why: x}",
                                       "{id: A, level: [2], why: x}",
                                       "{id: A, level: 2}",
                                       "{id: A, level: 2, why: ' '}"};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fixture f;
        struct arena *arena = arena_new();
        read_with(&f, arena_printf(arena, HEAD "rows:\n  - %s\n  - {id: B, level: 1, why: y}\n", rows[i]),
                  100);
        assert_true(f.ok);
        assert_int_equal(f.got.n, 1);
        assert_true(str_is(f.got.items[0].row, "B"));
        assert_int_equal(f.diags.n, 1);
        assert_int_equal(f.diags.items[0].id, DIAG_ADJUSTMENT_TYPE);
        assert_int_equal(f.diags.items[0].at.line, 7);
        arena_free(f.arena);
        arena_free(arena);
    }
}

static void test_unknown_keys_and_too_many(void **state)
{
    struct fixture f;
    (void)state;
    read_with(&f, HEAD "row: 1\nrows:\n  - {id: A, why: x}\n  - {id: B, why: x}\n  - {id: C, why: x}\n", 2);
    assert_true(f.ok);
    assert_int_equal(f.got.n, 2);
    assert_int_equal(f.diags.n, 2);
    assert_int_equal(f.diags.items[0].id, DIAG_ADJUSTMENT_KEY);
    assert_int_equal(f.diags.items[1].id, DIAG_ADJUSTMENT_LIMIT);
    assert_int_equal(f.diags.items[1].at.line, 10);
    arena_free(f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_that_a_file_says),
        cmocka_unit_test(test_files_that_are_refused),
        cmocka_unit_test(test_marks_that_are_left_out),
        cmocka_unit_test(test_unknown_keys_and_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
