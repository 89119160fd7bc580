/* What candidates are told: every row has a question for them, and none gives the answer away. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_laws.h"
#include "helper_says.h"
#include "judge/hints.h"

static const char *const packs[] = {NULL, "reference/recommender"};

static struct graded *fixture(struct arena *arena, const char *name)
{
    struct laws_file *files;
    size_t n = laws_fixture(&files, arena, name);
    return laws_grade(arena, files, n);
}

/* The row whose hint it is. */
static size_t row_of(const struct graded *graded, struct str hint)
{
    for (size_t i = 0; i < rub_rows_n(&graded->rubric); i++)
        if (str_is(hint, rub_text(&graded->rubric, rub_rows(&graded->rubric, i)->hint)))
            return i;
    fail_msg("a hint of no row: %.*s", STR_ARG(hint));
    return 0;
}

static double lost(const struct graded *graded, size_t row)
{
    return rub_rows(&graded->rubric, row)->points - graded->review->rows[row].points;
}

static void test_dearest_first(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char **names;
    size_t n = laws_fixtures(&names, arena);
    for (size_t k = 0; k < n; k++) {
        const struct graded *graded = fixture(arena, names[k]);
        const struct review *review = graded->review;
        assert_true(review->n_hints <= HINTS);
        double before = 1e9, told = 0, dearest = 0;
        for (size_t i = 0; i < review->n_hints; i++) {
            size_t row = row_of(graded, review->hints[i]);
            assert_true(lost(graded, row) > 0);
            assert_true(lost(graded, row) <= before + 1e-9);
            before = lost(graded, row);
            told += before;
        }
        /* no row that is not told of cost more than the last that is */
        for (size_t row = 0; row < rub_rows_n(&graded->rubric) && review->n_hints; row++)
            dearest += lost(graded, row) > before + 1e-9 ? lost(graded, row) : 0;
        assert_true(dearest <= told + 1e-9);
    }
    arena_free(arena);
}

static void test_weak_has_ten(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_int_equal(fixture(arena, "weak")->review->n_hints, HINTS);
    arena_free(arena);
}

static void test_nothing_understood(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct laws_file file = {STR("architecture.dot"), STR("digraph {")};
    assert_int_equal(laws_grade(arena, &file, 1)->review->n_hints, 0);
    arena_free(arena);
}

static void no_tool(struct arena *arena, const struct rubric *rubric, const char *hint)
{
    struct str text = str_lower(arena, str_from(hint));
    for (size_t i = 0; i < rub_tools_n(rubric); i++) {
        const struct rub_tool *tool = rub_tools(rubric, i);
        struct str name = str_lower(arena, str_from(rub_text(rubric, tool->name)));
        if (tool->ambiguous)
            continue;
        if (says_words(text, name))
            fail_msg("a hint names %s: %s", rub_text(rubric, tool->name), hint);
        for (size_t k = 0; k < tool->aliases.n; k++)
            if (says_words(text, str_from(rub_text(rubric, rub_word(rubric, tool->aliases, k)))))
                fail_msg("a hint names %s: %s", rub_text(rubric, rub_word(rubric, tool->aliases, k)), hint);
    }
}

static void test_every_row_asks(void **state)
{
    (void)state;
    for (size_t p = 0; p < sizeof packs / sizeof *packs; p++) {
        struct arena *arena = arena_new();
        struct laws_file file = {STR("README.md"), STR("# Nothing\n")};
        const struct rubric *rubric = &laws_grade_by(arena, packs[p], &file, 1)->rubric;
        assert_true(rub_rows_n(rubric) > 20);
        for (size_t i = 0; i < rub_rows_n(rubric); i++) {
            const struct rub_row *row = rub_rows(rubric, i);
            const char *hint = rub_text(rubric, row->hint);
            struct str text = str_from(hint);
            if (text.n < 20 || text.n > 160)
                fail_msg("%s has no hint of a line or two: %s", rub_text(rubric, row->id), hint);
            for (size_t k = 0; k < text.n; k++)
                if (str_byte_digit(text.p[k]))
                    fail_msg("a figure in the hint of %s: %s", rub_text(rubric, row->id), hint);
            assert_false(str_has_nocase(text, str_from(rub_text(rubric, row->title))));
            for (int level = 0; level < 3; level++)
                assert_false(str_has_nocase(text, str_from(rub_text(rubric, row->level[level].says))));
            no_tool(arena, rubric, hint);
            for (size_t other = 0; other < i; other++)
                assert_string_not_equal(hint, rub_text(rubric, rub_rows(rubric, other)->hint));
        }
        arena_free(arena);
    }
}

/* The search above finds what it is to find. */
static void test_the_search(void **state)
{
    (void)state;
    assert_true(says_words(STR("is kafka enough?"), STR("kafka")));
    assert_true(says_words(STR("kafkaesque, or kafka"), STR("kafka")));
    assert_false(says_words(STR("kafkaesque"), STR("kafka")));
    assert_false(says_words(STR("an akafka"), STR("kafka")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dearest_first),      cmocka_unit_test(test_weak_has_ten),
        cmocka_unit_test(test_nothing_understood), cmocka_unit_test(test_every_row_asks),
        cmocka_unit_test(test_the_search),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
