#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "judge/calibrate.h"
#include "parse/labels.h"

struct fixture {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct marks marks;
    struct stored_review *reviews[64];
    size_t n;
    struct calibration *got;
};

static struct fixture f;

static int begin(void **state)
{
    (void)state;
    f = (struct fixture){.arena = arena_new(), .limits = limits_default()};
    diags_init(&f.diags, f.arena, &f.limits);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(f.arena);
    return 0;
}

/* A review of rows R0, R1 … with these levels; total below 0: none. */
static void review(const char *name, const char *source, const char *levels, double total)
{
    struct stored_review *r = arena_alloc(f.arena, sizeof *r);
    r->text = text_new(f.arena, str_from(arena_printf(f.arena, "%s.json", name)), STR(""));
    r->name = str_from(name);
    r->source = str_from(source);
    r->has_total = total >= 0;
    r->total = r->ungated = total < 0 ? 5 : total;
    r->rows = arena_alloc(f.arena, 8 * sizeof *r->rows);
    for (; *levels; levels++) {
        r->rows[r->n_rows].id = str_from(arena_printf(f.arena, "R%zu", r->n_rows));
        r->rows[r->n_rows].title = STR("");
        r->rows[r->n_rows++].level = (unsigned)(*levels - '0');
    }
    f.reviews[f.n++] = r;
}

static void compare(const char *csv)
{
    struct str head = STR("submission,rater,row,level\n"), lines = str_from(csv);
    struct buf text = buf_new(f.arena, MIB);
    buf_add(&text, head);
    buf_add(&text, lines);
    assert_true(
        labels_read(&f.marks, f.arena, &f.diags, &f.limits, text_new(f.arena, STR("m.csv"), buf_str(&text))));
    f.got = calibrate(f.arena, &f.diags, &f.limits, &f.marks, f.reviews, f.n);
}

static size_t count_of(enum diag_id id)
{
    return f.diags.of[id];
}

#define NEAR(a, b) assert_true((a) > (b)-1e-9 && (a) < (b) + 1e-9)

/*
 * Program on R0: 2 1 0, people 2 2 0 (mean of 2 and 1 is 1.5, rounded up).
 * Observed: (0 + 1 + 0) / 3; expected: 2s and 0 against 2 1 0: against 2: 0+0+4, against 1: 1+1+1, against 0:
 * 4+4+0; 15 / 9. Kappa = 1 - (1/3) / (15/9) = 0.8.
 */
static void the_program_is_compared_with_the_mean_and_with_each(void **state)
{
    (void)state;
    review("a", "", "23", 60);
    review("b", "", "13", 40);
    review("c", "", "03", 10);
    compare("a,x,R0,2\na,y,R0,2\nb,x,R0,2\nb,y,R0,1\nc,x,r0,0\nc,x,total,12\nb,x,total,44\nb,y,total,36\na,x,"
            "total,61\n");
    assert_int_equal(f.diags.n, 0);
    assert_int_equal(f.got->n_read, 9);
    assert_int_equal(f.got->n_compared, 9);
    assert_int_equal(f.got->n_rows, 1); /* nobody marked R1 */
    assert_true(str_is(f.got->rows[0].id, "R0"));
    assert_int_equal(f.got->rows[0].agreement.n, 3);
    NEAR(f.got->rows[0].agreement.kappa, 0.8);
    NEAR(f.got->rows[0].agreement.exact, 2.0 / 3);
    NEAR(f.got->rows[0].agreement.lean, -0.5 / 3); /* against the mean as it is */
    assert_true(f.got->rows[0].accepted);
    NEAR(f.got->pooled.kappa, 0.8);

    assert_int_equal(f.got->n_raters, 2);
    assert_true(str_is(f.got->raters[0].id, "x"));
    assert_int_equal(f.got->raters[0].agreement.n, 3);
    assert_int_equal(f.got->raters[1].agreement.n, 2);
    NEAR(f.got->raters[1].agreement.kappa, 1.0);
    assert_int_equal(f.got->n_pairs, 1);
    assert_int_equal(f.got->pairs[0].agreement.n, 2);
    NEAR(f.got->pairs[0].agreement.lean, 0.5);

    assert_int_equal(f.got->totals.n, 3);
    NEAR(f.got->totals.spearman, 1.0);
    assert_true(f.got->totals.has_pearson && f.got->totals.pearson < 1);
    NEAR(f.got->submissions[1].total, 40.0);

    assert_int_equal(f.got->n_disagreements, 1);
    assert_int_equal(f.got->disagreements[0].submission, 1);
    assert_int_equal(f.got->disagreements[0].n_marks, 2);
    NEAR(f.got->disagreements[0].mean, 1.5);
    assert_int_equal(f.got->disagreements[0].level, 2);
}

static void the_worst_come_first(void **state)
{
    (void)state;
    review("a", "", "3210", 1);
    compare("a,x,R0,2\na,x,R1,0\na,x,R2,1\na,x,R3,3\n");
    assert_int_equal(f.got->n_disagreements, 3);
    assert_true(str_is(f.got->rows[f.got->disagreements[0].row].id, "R3"));
    assert_true(str_is(f.got->rows[f.got->disagreements[1].row].id, "R1"));
    assert_true(str_is(f.got->rows[f.got->disagreements[2].row].id, "R0"));
    assert_false(f.got->rows[0].accepted); /* kappa 0: one mark tells nothing */
    assert_true(f.got->rows[2].accepted);
}

static void nothing_is_dropped_silently(void **state)
{
    (void)state;
    review("a", "", "12", 60);
    review("lonely", "", "1", 3);
    compare("a,x,R0,1\na,x,R0,2\na,x,R9,1\nnobody,x,R0,1\nnobody,x,R1,1\na,x,R1,7\na,y,R0,1\na,x,total,5\na,"
            "x,Overall,6\n");
    assert_int_equal(count_of(DIAG_LABEL_DUPLICATE), 2);
    assert_int_equal(count_of(DIAG_LABEL_ROW), 1);
    assert_int_equal(count_of(DIAG_LABEL_SUBMISSION), 1);
    assert_int_equal(count_of(DIAG_LABEL_LEVEL), 1);
    assert_int_equal(count_of(DIAG_REVIEW_UNMARKED), 1);
    assert_int_equal(f.got->n_read, 9);
    assert_int_equal(f.got->n_compared, 3);
    for (size_t i = 0; i < f.diags.n; i++) {
        const struct diag *d = &f.diags.items[i];
        if (d->id == DIAG_LABEL_DUPLICATE && d->at.line == 3) {
            assert_int_equal(d->at.column, 8);
            assert_true(str_has_nocase(d->message, STR("on line 2")));
        }
        if (d->id == DIAG_LABEL_ROW)
            assert_int_equal(d->at.line, 4);
        if (d->id == DIAG_LABEL_SUBMISSION)
            assert_true(str_has_nocase(d->message, STR("2 marks")));
    }
    NEAR(f.got->rows[0].agreement.exact, 1.0); /* the first mark of x counts */
    assert_null(f.got->submissions[1].review);
}

static void reviews_are_found_by_file_then_source(void **state)
{
    (void)state;
    review("ada", "submission", "1", 1);
    review("2", "bob", "2", 2);
    review("cyd", "ada", "3", 3); /* its source is called as another's file */
    compare("ada,x,R0,1\nbob,x,R0,2\ncyd,x,R0,3\n");
    assert_int_equal(f.diags.n, 0);
    NEAR(f.got->pooled.exact, 1.0);
    assert_int_equal(f.got->pooled.n, 3);
}

static void two_reviews_of_a_name_are_no_guess(void **state)
{
    (void)state;
    review("1", "design", "1", 1);
    review("2", "design", "2", 2);
    review("3", "ada", "3", 3);
    compare("design,x,R0,1\nada,x,R0,3\n3,x,R0,3\n");
    /* "3" and "ada" are one review: the first by name has it. */
    assert_int_equal(count_of(DIAG_LABEL_REVIEW), 2);
    assert_int_equal(f.got->n_compared, 1);
    assert_int_equal(count_of(DIAG_REVIEW_UNMARKED), 2);
}

static void a_named_review_goes_before_names(void **state)
{
    (void)state;
    review("ada", "", "1", 1);
    review("x", "", "2", 2);
    struct marks marks;
    labels_read(&marks, f.arena, &f.diags, &f.limits,
                text_new(f.arena, STR("m.csv"),
                         STR("submission,row,level,review\nada,R0,2,x.json\nbob,R0,1,gone.json\n")));
    marks.reviews[0].review = 1;
    f.got = calibrate(f.arena, &f.diags, &f.limits, &marks, f.reviews, f.n);
    assert_int_equal(f.got->n_compared, 1);
    NEAR(f.got->pooled.exact, 1.0);
    assert_int_equal(count_of(DIAG_LABEL_SUBMISSION), 1);
}

static void a_review_without_a_total_is_told(void **state)
{
    (void)state;
    review("a", "", "1", -1);
    review("b", "", "1", 20);
    compare("a,x,total,3\nb,x,total,4\n");
    assert_int_equal(f.got->totals.n, 1);
    assert_false(f.got->totals.has_spearman);
    assert_int_equal(f.got->ungated.n, 2);
    NEAR(f.got->ungated.spearman, 1.0);
    assert_int_equal(count_of(DIAG_REVIEW_TOTAL), 1);
    assert_int_equal(f.got->n_compared, 2);
    assert_false(f.got->pooled.has_kappa);
    assert_int_equal(f.got->n_rows, 0);
}

static void raters_over_the_bound_are_left_out(void **state)
{
    (void)state;
    f.limits.raters = 2;
    review("a", "", "1", 1);
    compare("a,z,R0,1\na,y,R0,1\na,x,R0,1\n");
    assert_int_equal(f.got->n_raters, 2);
    assert_true(str_is(f.got->raters[1].id, "y"));
    assert_int_equal(count_of(DIAG_LABEL_LIMIT), 1);
    assert_int_equal(f.got->n_compared, 2);
}

static void packs_that_differ_are_told(void **state)
{
    (void)state;
    review("a", "", "1", 1);
    review("b", "", "1", 1);
    f.reviews[1]->pack_hash = STR("other");
    compare("a,x,R0,1\nb,x,R0,1\n");
    assert_int_equal(count_of(DIAG_REVIEW_PACK), 1);
    assert_int_equal(f.got->n_compared, 2);
}

/* The order of lines changes no figure. */
static void order_changes_nothing(void **state)
{
    (void)state;
    review("a", "", "120", 10);
    review("b", "", "301", 30);
    compare("a,x,R0,2\na,y,R0,1\na,x,R2,1\nb,y,R0,3\nb,x,R1,2\nb,x,R0,3\n");
    const struct calibration *one = f.got;
    compare("b,x,R0,3\nb,x,R1,2\nb,y,R0,3\na,x,R2,1\na,y,R0,1\na,x,R0,2\n");
    assert_int_equal(one->n_rows, f.got->n_rows);
    for (size_t i = 0; i < one->n_rows; i++) {
        assert_true(str_eq(one->rows[i].id, f.got->rows[i].id));
        NEAR(one->rows[i].agreement.kappa, f.got->rows[i].agreement.kappa);
    }
    NEAR(one->pooled.kappa, f.got->pooled.kappa);
    NEAR(one->pairs[0].agreement.kappa, f.got->pairs[0].agreement.kappa);
    assert_int_equal(one->disagreements[0].submission, f.got->disagreements[0].submission);
    assert_int_equal(one->disagreements[0].row, f.got->disagreements[0].row);
}

static void nothing_at_all_is_no_trouble(void **state)
{
    (void)state;
    compare("");
    assert_int_equal(f.got->n_compared, 0);
    assert_null(f.got->pack_of);
    assert_false(f.got->pooled.has_kappa);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_program_is_compared_with_the_mean_and_with_each, begin, end),
        cmocka_unit_test_setup_teardown(the_worst_come_first, begin, end),
        cmocka_unit_test_setup_teardown(nothing_is_dropped_silently, begin, end),
        cmocka_unit_test_setup_teardown(reviews_are_found_by_file_then_source, begin, end),
        cmocka_unit_test_setup_teardown(two_reviews_of_a_name_are_no_guess, begin, end),
        cmocka_unit_test_setup_teardown(a_named_review_goes_before_names, begin, end),
        cmocka_unit_test_setup_teardown(a_review_without_a_total_is_told, begin, end),
        cmocka_unit_test_setup_teardown(raters_over_the_bound_are_left_out, begin, end),
        cmocka_unit_test_setup_teardown(packs_that_differ_are_told, begin, end),
        cmocka_unit_test_setup_teardown(order_changes_nothing, begin, end),
        cmocka_unit_test_setup_teardown(nothing_at_all_is_no_trouble, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
