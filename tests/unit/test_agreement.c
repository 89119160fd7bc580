#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "judge/agreement.h"

static struct agreement_table table_of(const unsigned *first, const unsigned *second, size_t n)
{
    struct agreement_table table = {0};
    for (size_t i = 0; i < n; i++)
        agreement_count(&table, first[i], second[i]);
    return table;
}

#define TABLE(first, second) table_of(first, second, sizeof(first) / sizeof *(first))
#define NEAR(a, b) assert_true((a) > (b)-1e-12 && (a) < (b) + 1e-12)

/*
 * first 0 1 2 3, second 0 2 2 2: differences 0 1 0 1, squares sum to 2, observed = 2/4 = 1/2.
 * Expected: all 16 pairs of a first with a second; against 0: 0+1+4+9 = 14, against each of the three 2s:
 * 4+1+0+1 = 6; (14 + 18) / 16 = 2. Kappa = 1 - (1/2) / 2 = 3/4.
 */
static void kappa_as_computed_by_hand(void **state)
{
    (void)state;
    const unsigned first[] = {0, 1, 2, 3}, second[] = {0, 2, 2, 2};
    struct agreement_table table = TABLE(first, second);
    double kappa = -9;
    assert_int_equal(agreement_n(&table), 4);
    assert_true(agreement_qwk(&kappa, &table));
    NEAR(kappa, 0.75);
    NEAR(agreement_exact(&table), 0.5);
    NEAR(agreement_within_one(&table), 1.0);
}

/*
 * first 0 0 3, second 3 1 0: squares 9 + 1 + 9 = 19, observed = 19/3. Expected: against 3: 9+9+0 = 18,
 * against 1: 1+1+4 = 6, against 0: 0+0+9 = 9; 33/9 = 11/3. Kappa = 1 - (19/3) / (11/3) = -8/11. Both ways
 * round.
 */
static void kappa_under_chance_is_negative_and_symmetric(void **state)
{
    (void)state;
    const unsigned first[] = {0, 0, 3}, second[] = {3, 1, 0};
    struct agreement_table one = TABLE(first, second), other = TABLE(second, first);
    double a = 9, b = 9;
    assert_true(agreement_qwk(&a, &one) && agreement_qwk(&b, &other));
    NEAR(a, -8.0 / 11);
    NEAR(b, -8.0 / 11);
    NEAR(agreement_within_one(&one), 1.0 / 3);
}

static void kappa_of_the_like_and_of_the_constant(void **state)
{
    (void)state;
    const unsigned varied[] = {0, 1, 2, 3, 3}, twos[] = {2, 2, 2, 2, 2}, ones[] = {1, 1, 1, 1, 1};
    struct agreement_table equal = TABLE(varied, varied), same = TABLE(twos, twos),
                           half = TABLE(varied, twos), apart = TABLE(twos, ones), none = {0};
    double kappa = -9;
    assert_true(agreement_qwk(&kappa, &equal));
    NEAR(kappa, 1.0);
    assert_true(agreement_qwk(&kappa, &same)); /* one level on both sides: nothing differs */
    NEAR(kappa, 1.0);
    assert_true(agreement_qwk(&kappa, &half)); /* a constant side says nothing that chance would not */
    NEAR(kappa, 0.0);
    assert_true(agreement_qwk(&kappa, &apart));
    NEAR(kappa, 0.0);
    kappa = -9;
    assert_false(agreement_qwk(&kappa, &none));
    NEAR(kappa, -9.0);
    NEAR(agreement_exact(&none), 0.0);
    NEAR(agreement_within_one(&none), 0.0);
}

static void means_are_rounded_half_up(void **state)
{
    (void)state;
    assert_int_equal(agreement_mean_level(3, 2), 2); /* 1.5 */
    assert_int_equal(agreement_mean_level(4, 3), 1); /* 1.33 */
    assert_int_equal(agreement_mean_level(5, 3), 2); /* 1.67 */
    assert_int_equal(agreement_mean_level(1, 2), 1); /* 0.5 */
    assert_int_equal(agreement_mean_level(0, 4), 0);
    assert_int_equal(agreement_mean_level(12, 4), 3);
    assert_int_equal(agreement_mean_level(1, 3), 0);
}

static void equal_values_share_their_ranks(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const double values[] = {7, 2, 7, 1, 7, 2};
    double ranks[6];
    agreement_ranks(ranks, arena, values, 6);
    /* sorted: 1, 2, 2, 7, 7, 7 at 1, (2+3)/2, (4+5+6)/3 */
    const double due[] = {5, 2.5, 5, 1, 5, 2.5};
    for (size_t i = 0; i < 6; i++)
        NEAR(ranks[i], due[i]);
    arena_free(arena);
}

/*
 * x 1 2 3 4, y 10 20 20 80. Ranks of y: 1, 2.5, 2.5, 4; mean 2.5 on both sides.
 * xy = (-1.5)(-1.5) + 0 + 0 + (1.5)(1.5) = 4.5; xx = 5; yy = 4.5. Spearman = 4.5 / sqrt(5 * 4.5) = sqrt(0.9).
 * Pearson: mean y 32.5, deviations -22.5 -12.5 -12.5 47.5; xy = 33.75 + 6.25 - 6.25 + 71.25 = 105;
 * yy = 506.25 + 156.25 + 156.25 + 2256.25 = 3075; 105 / sqrt(5 * 3075).
 */
static void correlations_as_computed_by_hand(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const double x[] = {1, 2, 3, 4}, y[] = {10, 20, 20, 80}, down[] = {8, 4, 2, 1};
    double r;
    assert_true(agreement_spearman(&r, arena, x, y, 4));
    NEAR(r * r, 0.9);
    assert_true(r > 0);
    assert_true(agreement_pearson(&r, x, y, 4));
    NEAR(r * r, 105.0 * 105 / (5 * 3075));
    assert_true(agreement_spearman(&r, arena, x, down, 4));
    NEAR(r, -1.0);
    arena_free(arena);
}

static void nothing_correlates_with_a_constant(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const double x[] = {1, 2, 3}, same[] = {0.1, 0.1, 0.1}, tiny[] = {0, 1e-300, 2e-300};
    double r;
    assert_false(agreement_pearson(&r, x, same, 3));
    assert_false(agreement_pearson(&r, same, x, 3));
    assert_false(agreement_spearman(&r, arena, same, same, 3));
    assert_false(agreement_spearman(&r, arena, x, same, 1));
    assert_false(agreement_spearman(&r, arena, NULL, NULL, 0));
    assert_false(agreement_pearson(&r, x, tiny, 3)); /* squares that vanish are no number */
    assert_true(agreement_spearman(&r, arena, x, tiny, 3));
    NEAR(r, 1.0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kappa_as_computed_by_hand),
        cmocka_unit_test(kappa_under_chance_is_negative_and_symmetric),
        cmocka_unit_test(kappa_of_the_like_and_of_the_constant),
        cmocka_unit_test(means_are_rounded_half_up),
        cmocka_unit_test(equal_values_share_their_ranks),
        cmocka_unit_test(correlations_as_computed_by_hand),
        cmocka_unit_test(nothing_correlates_with_a_constant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
