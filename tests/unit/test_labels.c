#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/labels.h"

#include <string.h>

struct fixture {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct marks marks;
    bool ok;
};

static struct fixture f;

static void read_as(const char *name, const char *text)
{
    arena_free(f.arena);
    f.arena = arena_new();
    if (!f.limits.marks)
        f.limits = limits_default();
    diags_init(&f.diags, f.arena, &f.limits);
    f.ok = labels_read(&f.marks, f.arena, &f.diags, &f.limits,
                       text_new(f.arena, str_from(name), str_copy(f.arena, str_from(text))));
}

static void read_csv(const char *text)
{
    read_as("m.CSV", text);
}

static void read_yaml(const char *text)
{
    read_as("m.yaml", text);
}

static int reset(void **state)
{
    (void)state;
    arena_free(f.arena);
    f = (struct fixture){0};
    return 0;
}

static void assert_mark(size_t i, const char *submission, const char *rater, const char *row, unsigned level)
{
    assert_true(i < f.marks.n);
    const struct human_mark *mark = &f.marks.items[i];
    assert_true(str_is(mark->submission, submission));
    assert_true(str_is(mark->rater, rater));
    assert_true(str_is(mark->row, row));
    assert_false(mark->is_total);
    assert_int_equal(mark->level, level);
}

static void assert_diag(size_t i, enum diag_id id, uint32_t line, uint32_t column)
{
    assert_true(i < f.diags.n);
    assert_string_equal(diag_name(f.diags.items[i].id), diag_name(id));
    assert_int_equal(f.diags.items[i].at.line, line);
    assert_int_equal(f.diags.items[i].at.column, column);
}

static void a_table_is_read(void **state)
{
    (void)state;
    read_csv("Row,submission,level,note,at,rater\n"
             "COMP-01,ada,2,\"no schema, no contract\",README.md:14,anna\n"
             "COMP-01,ada, 3 ,,,ben\n"
             "total,ada,61.5,,,anna\n"
             "OVERALL,bob,7,,,\n");
    assert_true(f.ok);
    assert_int_equal(f.diags.n, 0);
    assert_int_equal(f.marks.n, 4);
    assert_int_equal(f.marks.left_out, 0);
    assert_mark(0, "ada", "anna", "COMP-01", 2);
    assert_true(str_is(f.marks.items[0].note, "no schema, no contract"));
    assert_true(str_is(f.marks.items[0].evidence, "README.md:14"));
    assert_int_equal(f.marks.items[0].at.line, 2);
    assert_int_equal(f.marks.items[0].at.column, 13);
    assert_mark(1, "ada", "ben", "COMP-01", 3);
    assert_true(f.marks.items[2].is_total);
    assert_true(f.marks.items[2].total > 61.4 && f.marks.items[2].total < 61.6);
    assert_true(f.marks.items[3].is_total);
    assert_true(str_is(f.marks.items[3].rater, "unnamed"));
}

static void sheets_and_single_marks_are_read(void **state)
{
    (void)state;
    read_yaml("marks:\n"
              "  - submission: ada\n"
              "    rater: anna\n"
              "    review: r/ada.json\n"
              "    rows:\n"
              "      COMP-01: 2\n"
              "      COMP-02: {level: 1, note: no contract, at: 'README.md:14'}\n"
              "      total: 61\n"
              "  - {submission: ada, rater: ben, row: COMP-01, level: 3, note: why not}\n"
              "  - {submission: bob, review: r/bob.json}\n");
    assert_true(f.ok);
    assert_int_equal(f.diags.n, 0);
    assert_int_equal(f.marks.n, 4);
    assert_mark(0, "ada", "anna", "COMP-01", 2);
    assert_int_equal(f.marks.items[0].at.line, 6);
    assert_mark(1, "ada", "anna", "COMP-02", 1);
    assert_true(str_is(f.marks.items[1].note, "no contract"));
    assert_true(str_is(f.marks.items[1].evidence, "README.md:14"));
    assert_true(f.marks.items[2].is_total);
    assert_mark(3, "ada", "ben", "COMP-01", 3);
    assert_int_equal(f.marks.n_reviews, 2);
    assert_true(str_is(f.marks.reviews[0].file, "r/ada.json"));
    assert_true(str_is(f.marks.reviews[1].submission, "bob"));
    read_yaml("- {submission: ada, row: COMP-01, level: 3}\n"); /* a bare list */
    assert_true(f.ok);
    assert_mark(0, "ada", "unnamed", "COMP-01", 3);
}

static void levels_out_of_range_are_left_out(void **state)
{
    (void)state;
    read_csv(
        "submission,row,level\na,R,4\na,R,-1\na,R,2.5\na,R,two\na,R,\na,total,-1\na,total,much\na,R,0\n");
    assert_true(f.ok);
    assert_int_equal(f.marks.n, 1);
    assert_int_equal(f.marks.left_out, 7);
    assert_int_equal(f.diags.n, 7);
    for (uint32_t i = 0; i < 4; i++)
        assert_diag(i, DIAG_LABEL_LEVEL, i + 2, 5);
    assert_diag(4, DIAG_LABEL_EMPTY, 6, 5);
    assert_diag(5, DIAG_LABEL_LEVEL, 7, 9);
    assert_diag(6, DIAG_LABEL_LEVEL, 8, 9);
    read_yaml("- submission: a\n  rows: {R: 4, S: [1], T: , U: {note: x}, V: {level: 1, rater: b}}\n");
    assert_int_equal(f.marks.n, 1);
    assert_mark(0, "a", "unnamed", "V", 1);
    assert_int_equal(f.marks.left_out, 4);
    assert_int_equal(f.diags.n, 5);
    assert_diag(0, DIAG_LABEL_LEVEL, 2, 13);
    assert_diag(1, DIAG_LABEL_TYPE, 2, 19);
    assert_diag(2, DIAG_LABEL_EMPTY, 2, 27);
    assert_diag(4, DIAG_LABEL_KEY, 2, 57);
}

static void a_table_of_another_shape_is_explained(void **state)
{
    (void)state;
    read_csv("submission,row,score\na,R,1\n");
    assert_false(f.ok);
    assert_int_equal(f.marks.n, 0);
    assert_diag(0, DIAG_LABEL_KEY, 1, 16);
    assert_diag(1, DIAG_LABEL_TYPE, 1, 1);
    read_csv("");
    assert_false(f.ok);
    assert_diag(0, DIAG_LABEL_TYPE, 1, 1);
    read_csv("submission,row,level,rater\na,R,1\na,R,1,x,y\n,R,1,x\na,,1,x\na,R,1,x\n");
    assert_true(f.ok);
    assert_int_equal(f.marks.n, 1);
    assert_int_equal(f.marks.left_out, 4);
    assert_diag(0, DIAG_LABEL_TYPE, 2, 1);
    assert_diag(1, DIAG_LABEL_TYPE, 3, 1);
    assert_diag(2, DIAG_LABEL_TYPE, 4, 1);
    assert_diag(3, DIAG_LABEL_TYPE, 5, 3);
    /* A quote that is open at the end takes what was read before with it. */
    read_csv("submission,row,level\na,R,1\nb,R,\"2\n");
    assert_false(f.ok);
    assert_int_equal(f.marks.n, 0);
    assert_diag(0, DIAG_CSV_SYNTAX, 3, 5);
}

static void yaml_of_another_shape_is_explained(void **state)
{
    (void)state;
    read_yaml("mark: []\n");
    assert_false(f.ok);
    assert_diag(0, DIAG_LABEL_KEY, 1, 1);
    assert_true(str_has_nocase(f.diags.items[0].message, STR("did you mean \"marks\"")));
    assert_diag(1, DIAG_LABEL_TYPE, 1, 1);
    read_yaml("just text\n");
    assert_false(f.ok);
    read_yaml("a: [\n");
    assert_false(f.ok);
    assert_diag(0, DIAG_YAML_SYNTAX, f.diags.items[0].at.line, f.diags.items[0].at.column);
    read_yaml(
        "- text\n- [a]\n- {rater: a, rows: {A: 1, B: 2}}\n- {submission: a}\n- {submission: a, level: 1}\n"
        "- {submission: a, rows: 5}\n- {submission: a, rows: }\n- {submission: a, rows: {}, raiter: x}\n");
    assert_true(f.ok);
    assert_int_equal(f.marks.n, 0);
    assert_int_equal(f.marks.left_out, 7); /* two of them in the sheet without a submission */
    for (uint32_t i = 0; i < 6; i++)
        assert_diag(i, DIAG_LABEL_TYPE, i + 1, f.diags.items[i].at.column);
    assert_diag(6, DIAG_LABEL_KEY, 8, 29);
    assert_int_equal(f.diags.n, 7);
}

static void one_review_a_submission(void **state)
{
    (void)state;
    read_csv("submission,row,level,review\na,R,1,a.json\nb,R,1,b.json\na,S,1,a.json\nb,S,1,other.json\n");
    assert_true(f.ok);
    assert_int_equal(f.marks.n, 4);
    assert_int_equal(f.marks.n_reviews, 2);
    assert_true(str_is(f.marks.reviews[0].file, "a.json"));
    assert_true(str_is(f.marks.reviews[1].file, "b.json"));
    assert_int_equal(f.diags.n, 1);
    assert_diag(0, DIAG_LABEL_REVIEW, 5, 7);
}

static void more_marks_than_the_bound_are_counted(void **state)
{
    (void)state;
    f.limits = limits_default();
    f.limits.marks = 2;
    read_csv("submission,row,level\na,R,1\na,S,1\na,T,1\na,U,1\n");
    assert_true(f.ok);
    assert_int_equal(f.marks.n, 2);
    assert_int_equal(f.marks.left_out, 2);
    assert_int_equal(f.diags.n, 1);
    assert_diag(0, DIAG_LABEL_LIMIT, 4, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(a_table_is_read, reset),
        cmocka_unit_test_teardown(sheets_and_single_marks_are_read, reset),
        cmocka_unit_test_teardown(levels_out_of_range_are_left_out, reset),
        cmocka_unit_test_teardown(a_table_of_another_shape_is_explained, reset),
        cmocka_unit_test_teardown(yaml_of_another_shape_is_explained, reset),
        cmocka_unit_test_teardown(one_review_a_submission, reset),
        cmocka_unit_test_teardown(more_marks_than_the_bound_are_counted, reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
