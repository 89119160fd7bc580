#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_review.h"
#include "parse/review_read.h"
#include "report/formats.h"
#include "report/json.h"

#include <string.h>

static const struct report_options options = {.all = true, .unicode = true, .width = 80, .tool_version = "1"};

static void append(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (struct str){bytes, n});
}

static struct str written(struct arena *arena, const struct report_format *format,
                          const struct review *review)
{
    struct buf *bytes = arena_alloc(arena, sizeof *bytes);
    *bytes = buf_new(arena, 1 << 24);
    struct report_out out = {append, bytes, arena};
    format->write(&out, review, &options);
    return buf_str(bytes);
}

static struct review *read_back(struct arena *arena, struct diags *diags, struct str json,
                                struct review_view view)
{
    struct limits limits = limits_default();
    diags_init(diags, arena, &limits);
    return review_read(arena, diags, &limits, text_new(arena, STR("review.json"), json), view);
}

static void test_every_format_is_the_same_again(void **state)
{
    static const enum helper_kind kinds[] = {HELPER_PLAIN, HELPER_HOSTILE, HELPER_NO_TOTAL};
    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        for (size_t i = 0; i < n_formats; i++) {
            struct arena *arena = arena_new();
            struct diags diags;
            const struct review *review = helper_review(arena, kinds[k]);
            const struct review *again = read_back(
                arena, &diags, written(arena, formats_find("json"), review), (struct review_view){0});
            if (diags.n)
                fail_msg("%.*s", STR_ARG(diags.items[0].message));
            assert_non_null(again);
            struct str now = written(arena, &formats[i], review);
            struct str later = formats[i].submission ? now : written(arena, &formats[i], again);
            if (!str_eq(now, later))
                fail_msg("%s of review %zu differs", formats[i].name, k);
            assert_true(now.n > 0);
            arena_free(arena);
        }
}

/* Whatever stands there: a review or a complaint with a place, never a crash. */
static void test_damage(void **state)
{
    struct arena *made = arena_new();
    (void)state;
    struct str json = written(made, formats_find("json"), helper_review(made, HELPER_HOSTILE));
    char *bytes = arena_copy(made, json.p, json.n);
    size_t refused = 0, read = 0;
    static const char other[] = {'"', '0', '9', '{', ']', 'n', '-', ' ', ','};
    for (size_t i = 0; i < json.n; i += 61) {
        struct arena *arena = arena_new();
        struct diags diags;
        char was = bytes[i];
        bytes[i] = other[i % sizeof other];
        struct review *review =
            read_back(arena, &diags, (struct str){bytes, json.n}, (struct review_view){0});
        if (review) {
            for (size_t f = 0; f < n_formats; f++)
                if (!formats[f].submission)
                    assert_true(written(arena, &formats[f], review).n > 0);
            read++;
        } else {
            assert_true(diags.n > 0);
            refused++;
        }
        bytes[i] = was;
        arena_free(arena);
    }
    assert_true(refused > 50);
    assert_true(read > 50);
    for (size_t n = 0; n < json.n; n += 1499) {
        struct arena *arena = arena_new();
        struct diags diags;
        assert_null(read_back(arena, &diags, (struct str){bytes, n}, (struct review_view){0}));
        assert_true(diags.n > 0);
        arena_free(arena);
    }
    arena_free(made);
}

/* The JSON with one text put for another, which must be there. */
static struct str with(struct arena *arena, struct str json, const char *what, const char *instead)
{
    size_t at = str_find(json, str_from(what));
    assert_true(at < json.n);
    return str_from(arena_printf(arena, "%.*s%s%s", (int)at, json.p, instead, json.p + at + strlen(what)));
}

static void test_complaints_say_where(void **state)
{
    static const struct {
        const char *what, *instead, *says;
    } cases[] = {
        {"\"level\": 1", "\"level\": 4", "'level' must be a whole number from 0 to 3"},
        {"\"level\": 1", "\"levels\": 1", "'level' is missing"},
        {"\"gates\": [", "\"gates\": 3, \"x\": [", "'gates' must be a list"},
        {"\"kind\": \"url\"", "\"kind\": \"moon\"", "'kind' is not a word that it may be"},
        {"\"partial\": true", "\"partial\": 1", "'partial' must be true or false"},
        {"\"ungated\": 61.25", "\"ungated\": \"61\"", "'ungated' must be a number"},
        {"\"ungated\": 61.25", "\"ungated\": 1e22", "'ungated' must be a number"},
        {"\"total\": 43", "\"total\": {}", "'total' must be a number"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct diags diags;
        struct str json = written(arena, formats_find("json"), helper_review(arena, HELPER_PLAIN));
        json = with(arena, json, cases[i].what, cases[i].instead);
        if (read_back(arena, &diags, json, (struct review_view){0}))
            fail_msg("%s is no matter", cases[i].instead);
        assert_int_equal(diags.n, 1);
        assert_int_equal(diags.items[0].id, DIAG_REVIEW_SHAPE);
        assert_true(diags.items[0].at.line > 0);
        if (str_find(diags.items[0].message, str_from(cases[i].says)) == diags.items[0].message.n)
            fail_msg("%.*s, not %s", STR_ARG(diags.items[0].message), cases[i].says);
        arena_free(arena);
    }
}

static void test_fields_that_came_later_are_no_matter(void **state)
{
    struct arena *arena = arena_new();
    struct diags diags;
    (void)state;
    struct str json = written(arena, formats_find("json"), helper_review(arena, HELPER_PLAIN));
    json = with(arena, json, "\"partial\": true", "\"partial\": true, \"later\": {\"x\": [1, 2]}");
    json = with(arena, json, "\"id\": \"arch-unknown-key\"", "\"id\": \"of-another-version\"");
    const struct review *review = read_back(arena, &diags, json, (struct review_view){0});
    assert_non_null(review);
    bool other = false;
    for (size_t i = 0; i < review->diags->n; i++)
        other = other || review->diags->items[i].id == DIAG_OTHER;
    assert_true(other);
    arena_free(arena);
}

static void test_a_candidates_view(void **state)
{
    struct arena *arena = arena_new();
    struct diags diags;
    (void)state;
    struct str json = written(arena, formats_find("json"), helper_review(arena, HELPER_PLAIN));
    const struct review *review = read_back(arena, &diags, json, (struct review_view){.for_candidate = true});
    assert_non_null(review);
    assert_true(review->for_candidate);
    assert_false(review->has_total);
    assert_int_equal(rub_rows_n(review->rubric), 0);
    assert_int_equal(rub_flags_n(review->rubric), 0);
    assert_int_equal(review->n_questions, 0);
    for (size_t i = 0; i < rub_dimensions_n(review->rubric); i++) {
        assert_int_equal((int)review->dimensions[i].points % 10, 0);
        assert_true(review->dimensions[i].max > 99 && review->dimensions[i].max < 101);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_format_is_the_same_again),
        cmocka_unit_test(test_damage),
        cmocka_unit_test(test_complaints_say_where),
        cmocka_unit_test(test_fields_that_came_later_are_no_matter),
        cmocka_unit_test(test_a_candidates_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
