#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/stored_review.h"

struct fixture {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct stored_review *review;
};

static struct fixture f;

static void read_named(const char *name, const char *text)
{
    arena_free(f.arena);
    f.arena = arena_new();
    f.limits = limits_default();
    diags_init(&f.diags, f.arena, &f.limits);
    f.review = stored_review_read(f.arena, &f.diags, &f.limits,
                                  text_new(f.arena, str_from(name), str_copy(f.arena, str_from(text))));
}

static int reset(void **state)
{
    (void)state;
    arena_free(f.arena);
    f = (struct fixture){0};
    return 0;
}

#define HEAD "{\"grade\": {\"version\": \"1\"}, "
#define ROW "{\"id\": \"R-1\", \"level\": 2, \"evidence\": []}"
#define SCORE "\"score\": {\"total\": 61.25, \"ungated\": 70}"

static void what_is_compared_is_read(void **state)
{
    (void)state;
    read_named("out/ada.json",
               HEAD "\"pack\": {\"name\": \"p\", \"version\": \"2\", \"hash\": \"00ff\"},\n" SCORE ",\n"
                    "\"source\": {\"url\": \"https://host/ada/design.git/\", \"path\": null},\n"
                    "\"criteria\": [{\"id\": \"R-1\", \"title\": \"T\", \"level\": 2, \"evidence\":\n"
                    "[{\"file\": \"a.dot\", \"line\": 3, \"column\": 4, \"quote\": \"q\", \"why\": \"w\"},"
                    " {\"file\": \"b\", \"line\": null, \"column\": null, \"quote\": \"\", \"why\": \"\"}],"
                    " \"looked_for\": \"more\"}, {\"id\": \"R-2\", \"level\": 3, \"evidence\": [],"
                    " \"looked_for\": null}]}");
    assert_non_null(f.review);
    assert_int_equal(f.diags.n, 0);
    assert_true(str_is(f.review->name, "ada"));
    assert_true(str_is(f.review->source, "design"));
    assert_true(str_is(f.review->pack_hash, "00ff"));
    assert_true(f.review->has_total && f.review->total > 61.2 && f.review->total < 61.3);
    assert_int_equal(f.review->n_rows, 2);
    const struct stored_row *row = &f.review->rows[0];
    assert_true(str_is(row->id, "R-1") && str_is(row->title, "T") && str_is(row->looked_for, "more"));
    assert_int_equal(row->level, 2);
    assert_int_equal(row->n_evidence, 2);
    assert_true(str_is(row->evidence[0].file, "a.dot") && str_is(row->evidence[0].why, "w"));
    assert_int_equal(row->evidence[0].line, 3);
    assert_int_equal(row->evidence[0].column, 4);
    assert_int_equal(row->evidence[1].line, 0);
    assert_int_equal(f.review->rows[1].looked_for.n, 0);
}

static void names_come_from_the_source_and_the_file(void **state)
{
    (void)state;
    static const struct {
        const char *source, *file, *name, *is;
    } cases[] = {
        {"{\"url\": null, \"path\": \"work/ada/\"}", "x.JSON", "x", "ada"},
        {"{\"url\": null, \"path\": \".\"}", "a/b/x.json", "x", ""},
        {"{\"url\": null, \"path\": \"../..\"}", ".json", ".json", ""},
        {"{\"url\": \"git@host:ada.git\"}", "x", "x", "ada"},
        {"{\"url\": null, \"path\": \"/\"}", "x.json.json", "x.json", ""},
        {"7", "x.json", "x", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        read_named(cases[i].file, arena_printf(arena, HEAD SCORE ", \"criteria\": [" ROW "], \"source\": %s}",
                                               cases[i].source));
        assert_non_null(f.review);
        assert_true(str_is(f.review->name, cases[i].name));
        assert_true(str_is(f.review->source, cases[i].is));
        arena_free(arena);
    }
}

static void a_review_may_have_no_total(void **state)
{
    (void)state;
    read_named("r.json", HEAD "\"score\": {\"total\": null, \"ungated\": 12}, \"criteria\": [" ROW "]}");
    assert_non_null(f.review);
    assert_false(f.review->has_total);
    assert_true(f.review->ungated > 11.9);
}

static void what_is_no_review_is_refused_with_a_word(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } cases[] = {
        {"[]", "grade.version"},
        {"7", "grade.version"},
        {"{}", "grade.version"},
        {"{\"grade\": {\"version\": 1}}", "grade.version"},
        {HEAD SCORE "}", "criteria"},
        {HEAD SCORE ", \"criteria\": []}", "criteria"},
        {HEAD SCORE ", \"criteria\": {}}", "criteria"},
        {HEAD "\"criteria\": [" ROW "]}", "score"},
        {HEAD "\"score\": {}, \"criteria\": [" ROW "]}", "score.total"},
        {HEAD "\"score\": {\"total\": 3}, \"criteria\": [" ROW "]}", "score.ungated"},
        {HEAD "\"score\": {\"total\": \"much\", \"ungated\": 3}, \"criteria\": [" ROW "]}", "score.total"},
        {HEAD "\"score\": {\"total\": 1e15, \"ungated\": 3}, \"criteria\": [" ROW "]}", "score.total"},
        {HEAD SCORE ", \"criteria\": [7]}", "id"},
        {HEAD SCORE ", \"criteria\": [{\"level\": 1, \"evidence\": []}]}", "id"},
        {HEAD SCORE ", \"criteria\": [{\"id\": \"R\", \"level\": 4, \"evidence\": []}]}", "level"},
        {HEAD SCORE ", \"criteria\": [{\"id\": \"R\", \"evidence\": []}]}", "level"},
        {HEAD SCORE ", \"criteria\": [{\"id\": \"R\", \"level\": 1}]}", "evidence"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_named("r.json", cases[i].text);
        assert_null(f.review);
        assert_int_equal(f.diags.n, 1);
        assert_int_equal(f.diags.items[0].id, DIAG_REVIEW_SHAPE);
        assert_int_equal(f.diags.items[0].at.line, 1);
        if (!str_has_nocase(f.diags.items[0].message, str_from(cases[i].says)))
            fail_msg("\"%.*s\" does not say \"%s\"", STR_ARG(f.diags.items[0].message), cases[i].says);
    }
    read_named("r.json", "{\"grade\"");
    assert_null(f.review);
    assert_int_equal(f.diags.items[0].id, DIAG_JSON_SYNTAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(what_is_compared_is_read, reset),
        cmocka_unit_test_teardown(names_come_from_the_source_and_the_file, reset),
        cmocka_unit_test_teardown(a_review_may_have_no_total, reset),
        cmocka_unit_test_teardown(what_is_no_review_is_refused_with_a_word, reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
