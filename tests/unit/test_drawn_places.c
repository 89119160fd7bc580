#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_judge.h"
#include "judge/drawn_places.h"

#define DRAWING                                                                                              \
    "s: source\nk: log\nl: lake\nk.retention = 7 days\ns -> k: data\nk -> l: data\n/slo.p99 = 100ms\n"

static struct place at_line(const struct desk *d, uint32_t line, uint32_t column)
{
    return (struct place){d->text, line, column};
}

static enum evidence_on find(const struct desk *d, size_t *drawn, struct place at)
{
    struct judge judge = {.arena = d->arena, .arch = d->arch, .reading = d->reading};
    return drawn_places_find(&judge, drawn, at);
}

static void test_places(void **state)
{
    struct desk d;
    size_t drawn;
    (void)state;
    desk_open(&d, NULL, NULL, NULL);
    desk_draw(&d, DRAWING);
    assert_int_equal(find(&d, &drawn, at_line(&d, 1, 1)), ON_NODE);
    assert_int_equal(drawn, 0);
    assert_int_equal(find(&d, &drawn, at_line(&d, 4, 1)), ON_NODE); /* a value of the box */
    assert_int_equal(drawn, 1);
    assert_int_equal(find(&d, &drawn, at_line(&d, 6, 1)), ON_EDGE);
    assert_int_equal(drawn, 1);
    assert_int_equal(find(&d, &drawn, at_line(&d, 7, 1)), ON_NOTHING); /* a fact of the whole */
    assert_int_equal(drawn, 0);
    assert_int_equal(find(&d, &drawn, at_line(&d, 1, 2)), ON_NOTHING);
    assert_int_equal(find(&d, &drawn, at_line(&d, 1, 0)), ON_NOTHING);
    assert_int_equal(find(&d, &drawn, (struct place){0}), ON_NOTHING);
    desk_close(&d);
}

/* Where the arrows of a chain stand, no one arrow does; two nodes that were joined are one box. */
static void test_several_at_a_place(void **state)
{
    struct desk d;
    size_t drawn;
    (void)state;
    desk_open(&d, NULL, NULL, NULL);
    desk_draw(&d, DRAWING);
    d.arch->edges[1].at = d.arch->edges[0].at;
    assert_int_equal(find(&d, &drawn, d.arch->edges[0].at), ON_NOTHING);
    assert_int_equal(drawn, 0);
    d.arch->nodes[2].at = d.arch->nodes[1].at;
    assert_int_equal(find(&d, &drawn, d.arch->nodes[1].at), ON_NOTHING);
    d.reading->nodes[2].same_as = 1;
    assert_int_equal(find(&d, &drawn, d.arch->nodes[1].at), ON_NODE);
    assert_int_equal(drawn, 1);
    desk_close(&d);
}

/* The evidence of a way knows its arrows even where they have one place. */
static void test_evidence_of_a_chain(void **state)
{
    struct desk d;
    (void)state;
    desk_open(&d, "predicates:\n  - {id: P, title: P, says: p, when: {path: {from: source, to: lake}}}\n",
              NULL, NULL);
    desk_draw(&d, DRAWING);
    d.arch->edges[1].at = d.arch->edges[0].at;
    const struct predicate_verdict *p = &desk_judge(&d)->predicates[0];
    assert_int_equal(p->value, TRUTH_TRUE);
    assert_int_equal(p->witness.n, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(p->witness.items[i].on, ON_EDGE);
        assert_int_equal(p->witness.items[i].drawn, i);
    }
    desk_close(&d);
}

/* Two states of a submission are told apart, by a byte or by a name. */
static void test_digest(void **state)
{
    struct desk d;
    (void)state;
    desk_open(&d, NULL, NULL, NULL);
    desk_draw(&d, DRAWING);
    struct file file = {.text = text_new(d.arena, STR("a.md"), STR("one")), .name = STR("a.md")};
    d.submission.files = &file;
    d.submission.n_files = 1;
    struct str one = desk_judge(&d)->digest, again = desk_judge(&d)->digest;
    assert_int_equal(one.n, 16);
    assert_true(str_eq(one, again));
    file.text = text_new(d.arena, STR("a.md"), STR("two"));
    assert_false(str_eq(one, desk_judge(&d)->digest));
    file.text = text_new(d.arena, STR("b.md"), STR("one"));
    file.name = STR("b.md");
    assert_false(str_eq(one, desk_judge(&d)->digest));
    d.submission.n_files = 0;
    desk_close(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places), cmocka_unit_test(test_several_at_a_place),
        cmocka_unit_test(test_evidence_of_a_chain), cmocka_unit_test(test_digest)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
