#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "report/calibration.h"

#include <string.h>

static struct buf got;

static void collect(void *ctx, const char *bytes, size_t n)
{
    (void)ctx;
    buf_add(&got, (struct str){bytes, n});
}

static struct calibration made;
static struct diags diags;
static struct marks marks;
static struct stored_review review;
static struct stored_row row;
static struct stored_evidence evidence[5];

/* One submission, one row, one rater whose name and note are hostile. */
static void make(struct arena *arena)
{
    struct limits limits = limits_default();
    diags_init(&diags, arena, &limits);
    marks = (struct marks){.text = text_new(arena, STR("m.csv"), STR("x\n"))};
    review = (struct stored_review){.text = text_new(arena, STR("r.json"), STR(""))};
    review.pack_name = review.pack_version = review.pack_hash = STR("");
    for (size_t i = 0; i < 5; i++)
        evidence[i] = (struct stored_evidence){STR("a.dot"), (uint32_t)i + 1, 1, STR("quoted"), STR("")};
    evidence[0].why = STR("ada -> bob");
    row = (struct stored_row){STR("R-1"), STR("A row"), STR("still more"), 2, evidence, 5};
    struct human_mark *mark = arena_alloc(arena, sizeof *mark);
    *mark = (struct human_mark){.submission = STR("ada"),
                                .row = STR("R-1"),
                                .rater = STR("\033[31mmallory"),
                                .note = STR("::error::\xff"),
                                .evidence = STR(""),
                                .at = {marks.text, 1, 1}};
    const struct human_mark **list = arena_alloc(arena, sizeof *list);
    list[0] = mark;
    struct calibrated_cell *cell = arena_alloc(arena, sizeof *cell);
    *cell = (struct calibrated_cell){.stored = &row, .marks = list, .n_marks = 1};
    struct agreement agreement = {1, true, -0.125, 0, 0.5, 2};
    struct calibrated_row *rows = arena_alloc(arena, sizeof *rows);
    *rows = (struct calibrated_row){row.id, row.title, agreement, false};
    struct calibrated_rater *raters = arena_alloc(arena, sizeof *raters);
    *raters = (struct calibrated_rater){mark->rater, agreement, {0}};
    struct calibrated_submission *submissions = arena_alloc(arena, sizeof *submissions);
    *submissions = (struct calibrated_submission){STR("ada"), &review, 1, true, 3};
    made = (struct calibration){.marks = &marks,
                                .diags = &diags,
                                .pack_of = &review,
                                .n_read = 2,
                                .n_compared = 1,
                                .submissions = submissions,
                                .n_submissions = 1,
                                .n_compared_submissions = 1,
                                .raters = raters,
                                .n_raters = 1,
                                .rows = rows,
                                .n_rows = 1,
                                .pooled = agreement,
                                .ungated = {.n = 1},
                                .disagreements = cell,
                                .n_disagreements = 1};
}

static void write_as(struct arena *arena, const char *format, struct report_options options)
{
    struct report_out out = {collect, NULL, arena};
    options.width = 80;
    options.tool_version = "1";
    got = buf_new(arena, MIB);
    calibration_find(format)->write(&out, &made, &options);
}

static void says(const char *words)
{
    if (!strstr(got.p, words))
        fail_msg("no \"%s\" in:\n%s", words, got.p);
}

static void formats_are_named(void **state)
{
    (void)state;
    assert_string_equal(calibration_formats[0].name, "terminal");
    assert_ptr_equal(calibration_find("terminal")->write, calibration_write);
    assert_non_null(calibration_find("json"));
    assert_null(calibration_find("tree"));
}

static void the_page_says_both_sides(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    make(arena);
    write_as(arena, "terminal", (struct report_options){0});
    says("1 submission, 1 rater, 1 of 2 marks compared\n");
    says("Fewer than 10 submissions");
    says("-0.13!    0 %      50 %  +2.0   A row\n");
    says("0 of 1 accepted (kappa from 0.60)");
    says("Spearman n/a, Pearson n/a, n 1");
    says("  ada  R-1  A row\n    program 2  a.dot:1  ada -> bob\n      a.dot:2  \"quoted\"\n");
    says("(and 2 more)\n      not 3: still more\n");
    says("mallory 0  m.csv:1");
    assert_null(strchr(got.p, '\033'));
    assert_null(strstr(got.p, " ::"));
    for (size_t i = 0; i < got.n; i++)
        assert_true(got.p[i] == '\n' || (got.p[i] >= ' ' && got.p[i] <= '~'));
    write_as(arena, "terminal", (struct report_options){.all = true});
    says("a.dot:5");
    write_as(arena, "terminal", (struct report_options){.quiet = true});
    assert_null(strstr(got.p, "Worst"));
    assert_null(strstr(got.p, "A row"));
    arena_free(arena);
}

static void the_json_keeps_what_was_written(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    make(arena);
    write_as(arena, "json", (struct report_options){0});
    says("\"rater\": \"\\u001b[31mmallory\"");
    says("\"kappa\": -0.125,");
    says("\"spearman\": null");
    says("\"name\": null");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_are_named),
        cmocka_unit_test(the_page_says_both_sides),
        cmocka_unit_test(the_json_keeps_what_was_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
