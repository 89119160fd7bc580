/* What a request waits for, and sums along it; in the small pack of helper_judge. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "helper_judge.h"

static const char checks[] =
    "facts:\n"
    "  steps: {along: p99, dim: duration}\n"
    "  medians: {along: p50|p99, dim: duration}\n"
    "  longest: {along: p99, take: max, dim: duration}\n"
    "  count: {along: p99, take: count, dim: duration}\n"
    "  deep: {along: p99, take: max, inner: true, dim: duration}\n"
    "  wait: {along: p99, within: timeout, roles: rules, dim: duration}\n"
    "  own: {along: p99, within: timeout, roles: rules, local: true, dim: duration}\n"
    "  limit: {at: timeout, local: true, dim: duration}\n"
    "  up: {along: up, take: product, dim: share, unless: {cut: {from: source, reach: decider, with: "
    "rules}}}\n"
    "  each: {at: capacity, local: true, dim: rate}\n"
    "  copies: {at: replicas, local: true, dim: number}\n"
    "checks:\n"
    "  - {id: STEPS, title: s, when: {compare: {left: steps, right: 1h, how: at_most, fail: 0}}}\n"
    "  - {id: MEDIANS, title: s, when: {compare: {left: medians, right: 1h, how: at_most, fail: 0}}}\n"
    "  - {id: LONGEST, title: s, when: {compare: {left: longest, right: 1h, how: at_most, fail: 0}}}\n"
    "  - {id: COUNT, title: s, when: {compare: {left: count, right: 1000000, how: at_most, fail: 0}}}\n"
    "  - {id: DEEP, title: s, when: {compare: {left: deep, right: 1h, how: at_most, fail: 0}}}\n"
    "  - {id: WAIT, title: s, when: {compare: {left: wait, right: 1h, how: at_most, fail: 0}}}\n"
    "  - {id: OWN, title: s, each: request_path, when: {compare: {left: own, right: limit, how: at_most, "
    "fail: 0}}}\n"
    "  - {id: UP, title: s, when: {compare: {left: up, right: 0.5, how: at_least, fail: 0}}}\n"
    "  - {id: TOTAL, title: s, each: request_roles, when: {compare: {left: {total: [{mul: [copies, each]}]}, "
    "right: "
    "100, how: at_least, warn: 0}}}\n";

static const struct check_verdict *ask(struct desk *d, const char *drawing, const char *id)
{
    if (!d->arena)
        desk_open(d, NULL, checks, NULL);
    desk_draw(d, drawing);
    return &desk_judge(d)->checks[rub_check_of(&d->rubric, str_from(id))];
}

static void assert_said(struct desk *d, const char *drawing, const char *id, const char *says)
{
    struct str is = ask(d, drawing, id)->arithmetic;
    if (str_find(is, str_from(says)) == is.n)
        fail_msg("%s: '%.*s' lacks '%s'", id, STR_ARG(is), says);
}

#define BOXES                                                                                                \
    "s: source\nf: front\nd: decider\nz: scorer\nr: rules\nb: shelf\nd.p99 = 8ms\nz.p99 = 12ms\nr.p99 = "    \
    "4ms\nb.p99 = "                                                                                          \
    "6ms\n"

static void calls_and_answers(void **state)
{
    struct desk d = {0};
    (void)state;
    /* as drawn, and against the arrow where the store answers in the direction of its data */
    assert_said(&d, BOXES "s => f: data\nf => d: data\nd => z: data\nd => r: data\nb -> d: features\n",
                "STEPS", "d 8 ms + z 12 ms + r 4 ms + b 6 ms = 30 ms");
    /* what answers, and what nobody waits for, is not on the way */
    assert_said(&d, BOXES "s => f: data\nf => d: data\nd => z: data\nz => s: scores\nd ~> r: data\n", "STEPS",
                "d 8 ms + z 12 ms = 20 ms");
    assert_said(&d, BOXES "z.mode = async\ns => d: data\nd => z: data\nd => r: data\n", "STEPS",
                "d 8 ms + r 4 ms = 12 ms");
    /* a circle is passed once */
    assert_said(&d, BOXES "s => d: data\nd => z: data\nz => d: scores\nz => r: data\nr => z: data\n", "STEPS",
                "d 8 ms + z 12 ms + r 4 ms = 24 ms");
    assert_said(&d, BOXES "/critical_path = s, d, r\ns => d: data\nd => z: data\nd => r: data\n", "STEPS",
                "d 8 ms + r 4 ms = 12 ms");
    assert_int_equal(ask(&d, BOXES, "STEPS")->result, CHECK_NA); /* nothing is called */
    assert_int_equal(ask(&d, "s: source\nd: decider\ns => d: data", "STEPS")->result, CHECK_NA);
    desk_close(&d);
}

static void one_by_one(void **state)
{
    struct desk d = {0};
    const char *drawing = BOXES "s => d: data\nd => z: data\nd => r: data\n";
    (void)state;
    assert_said(&d, drawing, "LONGEST", "z 12 ms; at most 60 min");
    assert_said(&d, drawing, "COUNT", "3; at most");
    assert_said(&d, BOXES "d.p99 = 1s\ns => d: data\nd => z: data\n", "DEEP", "z 12 ms");
    /* b stands in for a: only where most boxes state a */
    assert_int_equal(
        ask(&d, BOXES "z.p50 = 2ms\ns => d: data\nd => z: data\nd => r: data\n", "MEDIANS")->result,
        CHECK_NA);
    assert_said(&d, BOXES "z.p50 = 2ms\nd.p50 = 3ms\ns => d: data\nd => z: data\nd => r: data\n", "MEDIANS",
                "d 3 ms + z 2 ms + r 4 ms = 9 ms");
    desk_close(&d);
}

static void time_outs(void **state)
{
    struct desk d = {0};
    (void)state;
    /* the time-out stands for the box and all it surely calls */
    assert_said(&d, BOXES "z.timeout = 30ms\ns => d: data\nd => z: data\nz => b: features\n", "WAIT",
                "d 8 ms + z 30 ms = 38 ms");
    /* an arrow that does not say how it is called may as well come after */
    assert_said(&d, BOXES "z.timeout = 30ms\ns => d: data\nd => z: data\nb -> z: features\n", "WAIT",
                "d 8 ms + z 30 ms + b 6 ms = 44 ms");
    assert_said(&d, BOXES "d.timeout = 20ms\nz.timeout = 30ms\ns => d: data\nd => z: data\n", "OWN",
                "d 8 ms + z 30 ms = 38 ms; at most 20 ms");
    assert_int_equal(
        ask(&d, BOXES "d.timeout = 40ms\nz.timeout = 30ms\ns => d: data\nd => z: data\n", "OWN")->result,
        CHECK_PASS);
    assert_int_equal(ask(&d, BOXES "s => d: data\nd => z: data\n", "OWN")->result, CHECK_NA);
    desk_close(&d);
}

static void what_is_not_needed(void **state)
{
    struct desk d = {0};
    (void)state;
    assert_said(&d,
                "s: source\nf: front\nd: decider\nz: scorer\nf.up = 90%\nd.up = 90%\nz.up = 50%\ns => f: "
                "data\nf => d: data\n"
                "d => z: data\nd => s: scores\n",
                "UP", "f 90 % \xc3\x97 d 90 % \xc3\x97 z 50 % = 40.5 %; at least 50 % is asked for");
    /* the rules decide without the scorer; that the answer leads back to the source is no way around the
     * front desk */
    assert_said(&d,
                "s: source\nf: front\nd: decider\nz: scorer\nr: rules\nf.up = 90%\nd.up = 90%\nz.up = 50%\ns "
                "=> f: data\n"
                "f => d: data\nd => z: data\nd => r: data\nd => s: scores\n",
                "UP", "f 90 % \xc3\x97 d 90 % = 81 %; at least 50 % is asked for");
    desk_close(&d);
}

static void totals(void **state)
{
    struct desk d = {0};
    (void)state;
    assert_said(
        &d,
        "s: source\nd: decider\nx: scorer\ny: scorer\nx.replicas = 2\nx.capacity = 30/s\ny.replicas = 1\n"
        "y.capacity = 30/s\ns => d: data\nd => x: data\nd => y: data\n",
        "TOTAL", "scorer: 2 \xc3\x97 30/s + 1 \xc3\x97 30/s = 90/s; at least 100/s is asked for");
    /* half of a role says nothing about the whole */
    assert_int_equal(
        ask(&d,
            "s: source\nd: decider\nx: scorer\ny: scorer\nx.replicas = 2\nx.capacity = 30/s\ns => d: data\n"
            "d => x: data\nd => y: data\n",
            "TOTAL")
            ->result,
        CHECK_NA);
    desk_close(&d);
}

/* A long chain, and one box that calls very many: an answer, in a moment, in few words. */
static void hostile_sizes(void **state)
{
    enum { MANY = 3000 };
    struct desk d = {0};
    (void)state;
    for (int wide = 0; wide < 2; wide++) {
        char *drawing = malloc(MANY * 120), *to = drawing;
        to += sprintf(to, "s: source\n");
        for (int i = 0; i < MANY; i++)
            to += sprintf(to, "r%d: decider\nr%d.p99 = 1ms\nr%d.timeout = %dms\n", i, i, i, MANY - i);
        for (int i = 0; i < MANY; i++)
            if (i == 0)
                to += sprintf(to, "s => r0: data\n");
            else
                to += sprintf(to, "r%d => r%d: data\n", wide ? 0 : i - 1, i);
        const struct check_verdict *steps = ask(&d, drawing, "STEPS");
        assert_int_equal(steps->result, CHECK_PASS);
        assert_true(steps->arithmetic.n < 1200 && steps->evidence.n < 100);
        assert_true(str_find(steps->arithmetic, STR("= 3 s; at most")) < steps->arithmetic.n);
        assert_int_not_equal(ask(&d, drawing, "OWN")->result, CHECK_NA);
        free(drawing);
        desk_close(&d);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_and_answers),  cmocka_unit_test(one_by_one), cmocka_unit_test(time_outs),
        cmocka_unit_test(what_is_not_needed), cmocka_unit_test(totals),     cmocka_unit_test(hostile_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
