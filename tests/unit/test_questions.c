/* Texts of the pack in the candidate's words, the questions that are chosen, and how far along a scale. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_judge.h"
#include "judge/questions.h"

#define ROW(id, points, role, live)                                                                          \
    "      - {id: " id ", title: " id ", points: " points ", live: [" live                                   \
    "], levels: {1: {says: one, when: "                                                                      \
    "{has: " role "}}, 2: {says: two, when: {count: {of: components, roles: " role ", has: size}}}, 3: "     \
    "{says: three, when: {count: {of: components, roles: " role ", has: owner}}}}}\n"

static const char rubric[] =
    "dimensions:\n"
    "  - key: D\n    name: Design\n    weight: 8\n    guide: true\n    rows:\n" ROW(
        "D-1", "2", "log", "\"Why {role:log|a queue}?\"")
        ROW("D-2", "5", "scorer",
            "\"Why?\", \"Is {role:scorer|the scorer} enough for {fact:peak|your peak}?\"")
            ROW("D-3", "1", "cellar",
                "\"Where is {role:cellar,lake|history} kept?\"") "  - key: E\n    "
                                                                 "name: Else\n    "
                                                                 "weight: 9\n    "
                                                                 "rows:\n" ROW("E-1", "9", "gate",
                                                                               "\"Never from "
                                                                               "here, at level "
                                                                               "1.\"") "bands: "
                                                                                       "[{name: "
                                                                                       "A, min: "
                                                                                       "0, "
                                                                                       "reading: "
                                                                                       "all}]\n"
                                                                                       "parts: "
                                                                                       "[]"
                                                                                       "\nloops: "
                                                                                       "[]"
                                                                                       "\ngates: "
                                                                                       "[]\n"
                                                                                       "questions"
                                                                                       ": [{id: "
                                                                                       "Q1, "
                                                                                       "text: "
                                                                                       "\"And "
                                                                                       "{tool:"
                                                                                       "log|the "
                                                                                       "belt}?\"}"
                                                                                       ", {id: "
                                                                                       "Q2, "
                                                                                       "text: "
                                                                                       "\"Anythin"
                                                                                       "g "
                                                                                       "else?\"}]"
                                                                                       "\n"
                                                                                       "maturity:"
                                                                                       "\n"
                                                                                       "  - id: "
                                                                                       "scale\n  "
                                                                                       "  title: "
                                                                                       "Scale\n  "
                                                                                       "  "
                                                                                       "levels:\n"
                                                                                       "      - "
                                                                                       "{name: "
                                                                                       "\"0, "
                                                                                       "nothing\""
                                                                                       ", says: "
                                                                                       "nothing}"
                                                                                       "\n"
                                                                                       "      - "
                                                                                       "{name: "
                                                                                       "\"1, a "
                                                                                       "queue\", "
                                                                                       "says: "
                                                                                       "\"a "
                                                                                       "queue is "
                                                                                       "there\", "
                                                                                       "when: "
                                                                                       "{has: "
                                                                                       "log}}\n"
                                                                                       "      - "
                                                                                       "{name: "
                                                                                       "\"2, a "
                                                                                       "path\", "
                                                                                       "says: "
                                                                                       "\"parcels"
                                                                                       " arrive\""
                                                                                       ", when: "
                                                                                       "{path: "
                                                                                       "{from: "
                                                                                       "source, "
                                                                                       "to: "
                                                                                       "log}}}\n"
                                                                                       "      - "
                                                                                       "{name: "
                                                                                       "\"3, an "
                                                                                       "owner\", "
                                                                                       "says: "
                                                                                       "\"somebod"
                                                                                       "y owns "
                                                                                       "it\", "
                                                                                       "when: "
                                                                                       "{count: "
                                                                                       "{of: "
                                                                                       "component"
                                                                                       "s, has: "
                                                                                       "owner}}}"
                                                                                       "\n";

static const char checks[] =
    "facts:\n  peak: {at: load.peak, dim: rate}\n  average: {at: load.average, dim: rate}\n"
    "checks:\n"
    "  - {id: LOW, title: low, rows: [], says: v, when: {compare: {left: average, right: peak, how: at_most, "
    "warn: 0}}, "
    "ask: \"{check|numbers}: really?\"}\n"
    "  - {id: TWICE, title: twice, rows: [], says: v, when: {compare: {left: {mul: [2, average]}, right: "
    "peak, warn: 0, "
    "fail: 0}}}\n";

static const struct review *judge(struct desk *d, const char *drawing)
{
    if (!d->arena)
        desk_open(d, NULL, checks, rubric);
    desk_draw(d, drawing);
    return desk_judge(d);
}

static void assert_question(const struct review *r, size_t i, const char *because, const char *text)
{
    assert_true(i < r->n_questions);
    if (!str_is(r->questions[i].text, text))
        print_error("%zu: %.*s\n", i, STR_ARG(r->questions[i].text));
    assert_true(str_is(r->questions[i].because, because));
    assert_true(str_is(r->questions[i].text, text));
}

static void dearest_rows_in_their_own_words(void **state)
{
    struct desk d = {0};
    (void)state;
    /* the dearest rows of the guide first; of their texts the one that says most of the candidate's */
    const struct review *r = judge(&d, "k: log\nz: scorer\nl: lake\n/load.peak = 350\n/load.average = 400");
    assert_question(r, 0, "D-2", "Is z enough for 350/s?");
    assert_question(r, 1, "D-1", "Why k?");
    /* a failing check goes before one that warns, and its default question shows the arithmetic */
    assert_true(str_is(r->questions[2].because, "TWICE"));
    assert_true(str_has_nocase(r->questions[2].text, STR("800")));
    /* then what is left: further rows, the guide's first; of two roles the one that is there */
    assert_question(r, 3, "D-3", "Where is l kept?");
    assert_question(r, 4, "E-1", "Never from here, at level 1.");
    assert_int_equal(r->n_questions, QUESTIONS);

    r = judge(&d, "k: log\n/load.peak = 350\n/load.average = 400\n/load.peak = 800");
    assert_question(r, 0, "D-2", "Is the scorer enough for 350/s?");
    desk_close(&d);
}

static void nothing_is_known(void **state)
{
    struct desk d = {0};
    (void)state;
    const struct review *r = judge(&d, "b: bell");
    assert_question(r, 0, "D-2", "Why?");
    assert_question(r, 1, "D-1", "Why a queue?");
    assert_question(r, 2, "D-3", "Where is history kept?");
    assert_question(r, 3, "E-1", "Never from here, at level 1.");
    assert_question(r, 4, "Q1", "And the belt?");
    desk_close(&d);
}

static void nothing_is_wrong(void **state)
{
    struct desk d = {0};
    (void)state;
    const struct review *r =
        judge(&d, "k: log\nk.tool = Slide\nk.size = 1GB\nk.owner = a\nz: scorer\nz.size = 1GB\n"
                  "z.owner = a\nc: cellar\nc.size = 1GB\nc.owner = a\ng: gate\ng.size = 1GB\n"
                  "g.owner = a");
    assert_int_equal(r->n_questions, 2);
    assert_question(r, 1, "Q2", "Anything else?");
    desk_close(&d);
}

static void how_far_along(void **state)
{
    struct desk d = {0};
    (void)state;
    const struct review *r = judge(&d, "b: bell\nb.owner = a");
    assert_int_equal(r->maturities[0].level, 0);
    assert_true(str_has_nocase(r->maturities[0].looked_for, STR("a queue is there: no log")));
    /* a higher level does not stand without the one below */
    r = judge(&d, "k: log\nk.owner = a");
    assert_int_equal(r->maturities[0].level, 1);
    r = judge(&d, "s: source\nk: log\nk.owner = a\ns -> k: data");
    assert_int_equal(r->maturities[0].level, 3);
    assert_false(r->maturities[0].probable);
    assert_int_equal(r->maturities[0].looked_for.n, 0);
    assert_true(r->maturities[0].evidence.n > 0);
    r = judge(&d, "s: source~0.5\nk: log\ns -> k: data");
    assert_int_equal(r->maturities[0].level, 2);
    assert_true(r->maturities[0].probable);
    /* and no point hangs on it */
    assert_true(r->max > 16.9 && r->max < 17.1);
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dearest_rows_in_their_own_words),
        cmocka_unit_test(nothing_is_known),
        cmocka_unit_test(nothing_is_wrong),
        cmocka_unit_test(how_far_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
