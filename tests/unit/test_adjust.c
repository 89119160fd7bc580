#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_review.h"
#include "judge/adjust.h"
#include "judge/scoring.h"

struct fixture {
    struct arena *arena;
    struct review *review;
    struct diags none;
    struct adjustments given;
};

static void open_review(struct fixture *f)
{
    struct limits limits = limits_default();
    f->arena = arena_new();
    f->review = helper_review(f->arena, HELPER_PLAIN);
    f->review->digest = STR("0123456789abcdef");
    f->review->gates[0].applied = false;
    f->review->gates[0].cap = 100;
    f->review->ungated = scoring_sum(f->review);
    scoring_total(f->review);
    f->review->unadjusted = f->review->total;
    diags_init(&f->none, f->arena, &limits);
    f->given = (struct adjustments){.digest = STR("0123456789abcdef"), .pack_hash = STR("3f2a9c1e00aa11bb")};
}

static void mark(struct fixture *f, const char *row, int level, const char *why)
{
    struct adjustment *one = ARENA_PUSH(f->arena, f->given.items, f->given.n, f->given.cap);
    *one = (struct adjustment){.row = str_from(row),
                               .level = level,
                               .was = ADJUSTMENT_NO_LEVEL,
                               .before = ADJUSTMENT_NO_LEVEL,
                               .by = STR("Ada"),
                               .when = STR("2026-11-24"),
                               .why = str_from(why)};
}

static void test_a_level_changes_points_and_total(void **state)
{
    struct fixture f;
    (void)state;
    open_review(&f);
    assert_int_equal(f.review->rows[3].level, 2);
    double total = f.review->total, points = f.review->rows[3].points,
           monitoring = f.review->dimensions[2].points;
    mark(&f, "MON-03", 0, "not so");
    mark(&f, "MON-03", 3, "said so");
    const struct review *got = adjust_review(f.arena, f.review, &f.given, &f.none);
    assert_int_equal(got->rows[3].level, 3);
    assert_true(got->rows[3].points == 1.5);
    assert_true(got->total - total > 1.5 - points - 1e-4 && got->total - total < 1.5 - points + 1e-4);
    assert_true(got->ungated >= got->total);
    assert_true(got->dimensions[2].points == 1.5);
    assert_true(got->unadjusted > total - 1e-4 && got->unadjusted < total + 1e-4);
    assert_int_equal(got->adjustments[got->rows[3].adjusted - 1].before, 2);
    assert_true(str_is(got->adjustments[got->rows[3].adjusted - 1].why, "said so"));
    assert_int_equal(got->n_adjustments, 2);
    /* The review itself is as it was. */
    assert_int_equal(f.review->rows[3].level, 2);
    assert_true(f.review->dimensions[2].points == monitoring && f.review->n_adjustments == 0);
    /* Twice is once. */
    const struct review *again = adjust_review(f.arena, got, &f.given, &f.none);
    assert_int_equal(again->n_adjustments, 2);
    assert_true(again->total == got->total);
    arena_free(f.arena);
}

static void expect_kept(struct fixture *f, enum adjustment_state wanted, enum diag_id id)
{
    const struct review *got = adjust_review(f->arena, f->review, &f->given, &f->none);
    assert_int_equal(got->n_adjustments, 1);
    assert_int_equal(got->adjustments[0].state, wanted);
    assert_int_equal(got->diags->n, f->review->diags->n + 1);
    assert_int_equal(got->diags->items[got->diags->n - 1].id, id);
    assert_true(got->total == f->review->total);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(got->rows[i].adjusted, 0);
    arena_free(f->arena);
}

static void test_what_does_not_match_is_kept_and_told(void **state)
{
    struct fixture f;
    (void)state;
    open_review(&f);
    mark(&f, "COMP-99", 3, "x");
    expect_kept(&f, ADJUSTMENT_NO_ROW, DIAG_ADJUSTMENT_ROW);
    open_review(&f);
    mark(&f, "MON-03", 3, "x");
    f.given.digest = STR("ffffffffffffffff");
    expect_kept(&f, ADJUSTMENT_OTHER, DIAG_ADJUSTMENT_OTHER);
    open_review(&f);
    mark(&f, "MON-03", 3, "x");
    f.given.pack_hash = STR("ffffffffffffffff");
    expect_kept(&f, ADJUSTMENT_PACK, DIAG_ADJUSTMENT_OTHER);
    open_review(&f);
    mark(&f, "MON-03", 3, "x");
    f.review->rows[3].capped = true;
    expect_kept(&f, ADJUSTMENT_GATED, DIAG_ADJUSTMENT_ROW);
}

static void test_gates_stay(void **state)
{
    struct fixture f;
    (void)state;
    open_review(&f);
    f.review->gates[0].applied = true;
    f.review->gates[0].cap = 1;
    mark(&f, "MON-03", 3, "x");
    const struct review *got = adjust_review(f.arena, f.review, &f.given, &f.none);
    assert_int_equal(got->rows[3].level, 3);
    assert_true(got->total == 1);
    assert_true(got->ungated > f.review->ungated);
    arena_free(f.arena);
}

static void test_comment_and_another_level_than_then(void **state)
{
    struct fixture f;
    (void)state;
    open_review(&f);
    mark(&f, "MON-03", ADJUSTMENT_NO_LEVEL, "hm");
    f.given.items[0].was = 1;
    const struct review *got = adjust_review(f.arena, f.review, &f.given, &f.none);
    assert_int_equal(got->adjustments[0].state, ADJUSTMENT_COMMENT);
    assert_int_equal(got->rows[3].level, 2);
    assert_int_equal(got->diags->items[got->diags->n - 1].id, DIAG_ADJUSTMENT_WAS);
    arena_free(f.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_level_changes_points_and_total),
        cmocka_unit_test(test_what_does_not_match_is_kept_and_told),
        cmocka_unit_test(test_gates_stay),
        cmocka_unit_test(test_comment_and_another_level_than_then),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
