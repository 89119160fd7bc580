#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "helper_judge.h"

static const char predicates[] =
    "predicates:\n"
    "  - {id: IN, title: In, says: \"parcels arrive\", when: {path: {from: source, to: log, kinds: data}}}\n"
    "  - {id: SERVE, title: Serve, says: \"a request is decided\", when: {cut: {from: source, reach: scorer, "
    "with: [decider]}}}\n"
    "  - {id: KEEP, title: Keep, says: \"kept\", when: {path: {from: log, to: cellar}}}\n";

static const char checks[] =
    "facts:\n"
    "  day: {at: load.per_day, dim: count}\n"
    "  average: {at: load.average, dim: rate}\n"
    "  peak: {at: load.peak, dim: rate}\n"
    "  total: {roles: [scorer], key: capacity, take: sum, dim: rate}\n"
    "  lines: {at: cost.lines.monthly, take: sum, dim: money}\n"
    "  cost: {at: cost.total, dim: money}\n"
    "  every: {at: every, dim: duration, local: true}\n"
    "  fresh: {at: fresh, dim: duration, local: true}\n"
    "checks:\n"
    "  - {id: VOLUME, title: volume, rows: [D-1], says: v, when: {compare: {left: {div: [day, 86400]}, "
    "right: average, tolerance: 0.15, warn: 0.15, fail: 0.5}}}\n"
    "  - {id: ROOM, title: room, rows: [], says: r, when: {compare: {left: total, right: peak, how: "
    "at_least, warn: 0}}}\n"
    "  - {id: COST, title: cost, rows: [], says: c, when: {compare: {left: lines, right: cost, tolerance: "
    "0.1, warn: 0.1, fail: 0.25}}}\n"
    "  - {id: FRESH, title: fresh, rows: [], each: features, says: f, when: {compare: {left: every, right: "
    "fresh, how: at_most, fail: 0}}}\n";

static const char rubric[] =
    "dimensions:\n"
    "  - key: D\n"
    "    name: Design\n"
    "    weight: 6\n"
    "    guide: true\n"
    "    rows:\n"
    "      - id: D-1\n"
    "        title: Parcels\n"
    "        points: 4\n"
    "        roles: [log]\n"
    "        levels:\n"
    "          1: {says: named, when: {any: [{phrase: D-1}, {has: log}]}}\n"
    "          2: {says: wired, when: {predicate: IN}}\n"
    "          3: {says: sized, when: {count: {of: components, roles: log, has: retention}}}\n"
    "      - id: D-2\n"
    "        title: Kept\n"
    "        points: 2\n"
    "        roles: [cellar]\n"
    "        levels:\n"
    "          1: {says: named, when: {has: cellar}}\n"
    "          2: {says: kept, when: {predicate: KEEP}}\n"
    "          3: {says: long, when: {phrase: D-1}}\n"
    "  - key: E\n"
    "    name: Else\n"
    "    weight: 4\n"
    "    rows:\n"
    "      - id: E-1\n"
    "        title: Served\n"
    "        points: 4\n"
    "        levels:\n"
    "          1: {says: named, when: {has: scorer}}\n"
    "          2: {says: served, when: {predicate: SERVE}}\n"
    "          3: {says: sized, when: {check: {id: ROOM, is: pass}}}\n"
    "bands:\n"
    "  - {name: A, min: 7, min_weakest: 0.9, reading: good}\n"
    "  - {name: B, min: 2, reading: middling}\n"
    "  - {name: C, min: 0, reading: little}\n"
    "parts:\n"
    "  - {id: in, title: way in, rows: [D-1], roles: [log], show: {path: {from: source, to: log}}}\n"
    "  - {id: serve, title: serving, rows: [E-1], roles: [scorer], show: {has: scorer}}\n"
    "loops:\n"
    "  - {id: l, title: L, hops: [{title: in, when: {predicate: IN}}, {title: keep, when: {predicate: "
    "KEEP}}]}\n"
    "gates:\n"
    "  - {id: G-SERVE, title: S, when: {none: [{predicate: SERVE}]}, cap: 5, message: \"from {entries} the "
    "walk ends at {ends}\"}\n"
    "  - {id: G-PARTS, title: P, when: {count: {of: missing_parts, min: 1}}, caps: [4, 3], message: \"not "
    "found: {parts}\"}\n"
    "  - {id: G-SELF, title: T, when: {lint: self}, rows: [D-1], message: m}\n"
    "  - {id: G-FEW, title: F, when: {count: {of: components, max: 0}}, no_total: true, message: few}\n"
    "questions: []\n";

static const struct review *judge(struct desk *d, const char *drawing)
{
    if (!d->arena)
        desk_open(d, predicates, checks, rubric);
    desk_draw(d, drawing);
    return desk_judge(d);
}

#define SERVED "f: front\nd: decider\nz: scorer\nz.capacity = 400 tps\n"
#define SERVED_ARROWS "s => f: data\nf => d: data\nd => z: data\n"

static void assert_text(struct str is, const char *holds)
{
    if (!str_has_nocase(is, str_from(holds)))
        print_error("'%.*s' lacks '%s'\n", STR_ARG(is), holds);
    assert_true(str_has_nocase(is, str_from(holds)));
}

static void levels_are_nested(void **state)
{
    struct desk d = {0};
    const struct review *r = judge(&d, "k: log");
    (void)state;
    assert_int_equal(r->rows[0].level, 1);
    assert_false(r->rows[0].probable);
    assert_int_equal(r->rows[0].evidence.n, 1);
    assert_text(r->rows[0].looked_for, "wired: no source is drawn");
    assert_int_equal(r->rows[1].level, 0);
    assert_text(r->rows[1].looked_for, "named: no cellar is drawn");

    r = judge(&d, "s: source\nk: log\ns -> k: data");
    assert_int_equal(r->rows[0].level, 2);
    assert_text(r->rows[0].looked_for, "sized: no components that are log with retention");
    assert_text(r->rows[0].evidence.items[0].why, "s -> k, data");
    assert_string_equal(
        arena_copy(d.arena, r->rows[0].evidence.items[0].quote.p, r->rows[0].evidence.items[0].quote.n),
        "s -> k: data");
    assert_int_equal(r->rows[0].evidence.items[0].at.line, 3);
    assert_true(r->rows[0].points > 2.799 && r->rows[0].points < 2.801);

    r = judge(&d, "s: source\nk: log\nk.retention = 7d\ns -> k: data");
    assert_int_equal(r->rows[0].level, 3);
    assert_int_equal(r->rows[0].looked_for.n, 0);

    /* what proves 2 proves 1, and 3 does not come without 2 */
    r = judge(&d, "k: log\nk.retention = 7d");
    assert_int_equal(r->rows[0].level, 1);
    /* reasons do not lift what is only probable: the log stands in for a source */
    r = judge(&d, "s: source~0.5\nk: log\nk.retention = 7d\ns -> k: data");
    assert_int_equal(r->rows[0].level, 2);
    assert_true(r->rows[0].probable);
    assert_text(r->rows[0].looked_for, "probable");
    desk_close(&d);
}

static void one_box_is_level_one(void **state)
{
    struct desk d = {0};
    (void)state;
    const struct review *r = judge(&d, "s: source\nb: log + maker + cellar\ns -> b: data");
    assert_int_equal(r->predicates[2].reason, WEAK_ONE_NODE);
    assert_int_equal(r->rows[1].level, 1);
    assert_text(r->rows[1].looked_for, "all of it lies in one box, b");
    /* a fact for each role: the candidate knows what is inside */
    r = judge(&d, "s: source\nb: log + maker + cellar\ns -> b: data\nb.retention = 7d\nb.size = 30GB\n"
                  "b.owner = night shift");
    assert_int_equal(r->rows[1].level, 2);
    assert_true(r->rows[1].probable);
    desk_close(&d);
}

static void totals_gates_bands(void **state)
{
    struct desk d = {0};
    (void)state;
    const struct review *r =
        judge(&d, "s: source\nk: log\nk.retention = 7d\nm: maker\nc: cellar\n" SERVED
                  "s -> k: data\nk -> m: data\nm -> c: features\n" SERVED_ARROWS "/load.peak = 350");
    assert_int_equal(r->rows[2].level, 3);
    assert_true(r->max > 9.99 && r->max < 10.01);
    assert_true(r->total > 9.39 && r->total < 9.41); /* 4 + 1.4 + 4 */
    assert_true(r->has_total);
    assert_int_equal(r->weakest, 0);
    assert_int_equal(r->band, 0); /* 5.4 of 6 is .9 */
    assert_true(r->loops[0].closed);
    assert_string_equal(r->loops[0].hops[1].title, "keep");
    assert_int_equal(r->parts[0].value, TRUTH_TRUE);
    assert_text(r->parts[0].shown, "s -> k");

    /* the weakest dimension of the guide takes a band away */
    r = judge(&d, "s: source\nk: log\nm: maker\nc: cellar\n" SERVED
                  "s -> k: data\nk -> m: data\nm -> c: features\n" SERVED_ARROWS "/load.peak = 350");
    assert_true(r->total > 8.19 && r->total < 8.21);
    assert_int_equal(r->band, 1);

    /* no decision: capped, and the message says where the walk ends */
    r = judge(&d, "s: source\nk: log\nk.retention = 7d\nm: maker\nc: cellar\nz: scorer\ns -> k: data\nk -> "
                  "m: data\nm -> c: features");
    assert_true(r->gates[0].applied && !r->gates[0].probable);
    assert_text(r->gates[0].message, "from s the walk ends at c");
    assert_true(r->total > 4.99 && r->total < 5.01 && r->ungated > 6.1);

    /* only probable: a question, no cap */
    r = judge(&d, "s: source\n" SERVED "s => f: data\nf => d: data\nd2: decider~0.5\nd2 => z: data");
    assert_true(r->gates[0].applied);
    r = judge(&d, "s: source\nd: decider~0.5\nz: scorer\ns => d: data\nd => z: data");
    assert_false(r->gates[0].applied);
    assert_true(r->gates[0].probable);

    /* one missing part */
    r = judge(&d, "s: source\n" SERVED SERVED_ARROWS);
    assert_true(r->gates[1].applied);
    assert_text(r->gates[1].message, "not found: way in");
    assert_true(r->gates[1].cap < 4.01 && r->gates[1].cap > 3.99);

    /* rows that a gate takes away */
    r = judge(&d, "s: source\nk: log\nt: trainer\n" SERVED SERVED_ARROWS "s -> k: data\nz -> t");
    assert_true(r->gates[2].applied && r->rows[0].capped);
    assert_int_equal(r->rows[0].level, 0);
    assert_true(r->ungated > r->total + 2.7);

    /* nothing at all */
    r = judge(&d, "");
    assert_false(r->has_total);
    assert_int_equal(r->band, RUB_NONE);
    desk_close(&d);
}

static void numbers(void **state)
{
    struct desk d = {0};
    (void)state;
    const struct review *r = judge(&d, "/load.per_day = 5M\n/load.average = 58");
    assert_int_equal(r->checks[0].result, CHECK_PASS);
    assert_text(r->checks[0].arithmetic, "5,000,000 / 86,400 = 57.9/s; you state 58/s");
    assert_int_equal(r->checks[0].evidence.n, 2);
    assert_int_equal(r->checks[1].result, CHECK_NA);
    assert_int_equal(r->checks[1].arithmetic.n, 0);

    r = judge(&d, "/load.per_day = 5M\n/load.average = 70");
    assert_int_equal(r->checks[0].result, CHECK_WARN);
    r = judge(&d, "/load.per_day = 5M\n/load.average = 20"); /* as far off as three times too much */
    assert_int_equal(r->checks[0].result, CHECK_FAIL);
    r = judge(&d, "/load.per_day = TODO\n/load.average = 20");
    assert_int_equal(r->checks[0].result, CHECK_NA);

    r = judge(&d, "z: scorer\nz.capacity = 150 tps\ny: scorer\ny.capacity = 100/s\n/load.peak = 350");
    assert_int_equal(r->checks[1].result, CHECK_WARN);
    assert_text(r->checks[1].arithmetic, "250/s; at least 350/s is asked for");

    r = judge(&d, "/cost.total = $1,000/month\n/cost.lines[] = item: a; monthly: $600\n/cost.lines[] = item: "
                  "b; monthly: $420");
    assert_int_equal(r->checks[2].result, CHECK_PASS);
    assert_text(r->checks[2].arithmetic, "$1,020; you state $1,000");

    r = judge(&d, "/features[] = name: fast; every: 5min; fresh: 10min\n/features[] = name: slow; every: 1h; "
                  "fresh: 10min\n"
                  "/features[] = name: unsaid");
    assert_int_equal(r->checks[3].result, CHECK_FAIL);
    assert_text(r->checks[3].arithmetic, "slow: 60 min; at most 10 min");

    /* a check that fails keeps the row from level 3 */
    r = judge(&d, "s: source\nk: log\nk.retention = 7d\ns -> k: data\n/load.per_day = 5M\n/load.average = 5");
    assert_int_equal(r->rows[0].level, 2);
    assert_text(r->rows[0].looked_for, "contradict");
    desk_close(&d);
}

static void roles_and_lints(void **state)
{
    struct desk d = {0};
    (void)state;
    const struct review *r = judge(&d, "s: source\nk: log\nk.retention = 7d\nm: maker!\nt: trainer\nc: "
                                       "cellar\ns -> k: data\nc -> t: features\ns -> t: data");
    assert_int_equal(r->roles[rub_role_of(&d.rubric, STR("log"))].level, 3);
    assert_int_equal(r->roles[rub_role_of(&d.rubric, STR("source"))].level, 2);
    assert_int_equal(r->roles[rub_role_of(&d.rubric, STR("maker"))].level, 1);
    assert_int_equal(r->roles[rub_role_of(&d.rubric, STR("shelf"))].level, 0);
    bool dry = false;
    for (size_t i = 0; i < r->n_lints; i++)
        dry |= str_is(r->lints[i].id, "nobody-writes") &&
               str_has_nocase(r->lints[i].message, STR("nobody writes c"));
    assert_true(dry);
    desk_close(&d);
}

static void same_bytes_twice(void **state)
{
    struct desk d = {0};
    (void)state;
    const struct review *a =
        judge(&d, "s: source\nk: log\nm: maker\nc: cellar\ns -> k\nk -> m\nm -> c\nk -> c");
    const struct review *b = desk_judge(&d);
    for (size_t i = 0; i < rub_rows_n(&d.rubric); i++) {
        assert_int_equal(a->rows[i].level, b->rows[i].level);
        assert_true(str_eq(a->rows[i].looked_for, b->rows[i].looked_for));
        assert_int_equal(a->rows[i].evidence.n, b->rows[i].evidence.n);
    }
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_are_nested),
        cmocka_unit_test(one_box_is_level_one),
        cmocka_unit_test(totals_gates_bands),
        cmocka_unit_test(numbers),
        cmocka_unit_test(roles_and_lints),
        cmocka_unit_test(same_bytes_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
