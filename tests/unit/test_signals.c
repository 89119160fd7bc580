#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_words.h"

static void examples_of_the_page(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct helper_examples examples = helper_examples_read(arena, "signals");
    for (size_t i = 0; i < examples.n; i++) {
        struct helper_words h;
        helper_words_say(&h, examples.cells[i][0].p);
        assert_string_equal(helper_words_signals(&h, 0), examples.cells[i][1].p);
        helper_words_free(&h);
    }
    arena_free(arena);
}

static const struct statement *say(struct helper_words *h, const char *text)
{
    return &helper_words_say(h, text)->items[0];
}

static void amounts(void **state)
{
    (void)state;
    struct helper_words h;
    const struct statement *st = say(&h, "It pages when PSI exceeds 0.2 for 15 minutes at 5M/day.");
    assert_int_equal(st->n_amounts, 3);
    assert_true(st->amounts[0].compared);
    assert_false(st->amounts[2].compared);
    assert_int_equal(st->compared, 1u << QUANTITY_NUMBER);
    assert_true(st->quantities & 1u << QUANTITY_DURATION && st->quantities & 1u << QUANTITY_RATE);
    helper_words_free(&h);
    st = say(&h, "About ~60 replicas.");
    assert_int_equal(st->n_amounts, 1);
    assert_false(st->amounts[0].compared);
    helper_words_free(&h);
    st = say(&h, "p99 < 50 ms, at most 3 retries");
    assert_true(st->amounts[0].compared && st->amounts[1].compared);
    helper_words_free(&h);
}

/* Of lists, years, versions and phases. */
static void numbers_that_count_nothing(void **state)
{
    (void)state;
    static const char *const none[] = {"1. Kafka takes events", "Since 2024 it runs", "On Kafka 3.5 it runs",
                                       "In phase 2 it grows",   "See figure 4",       "The v2 API and p99"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        struct helper_words h;
        const struct statement *st = say(&h, none[i]);
        if (st->n_amounts)
            print_message("%s\n", none[i]);
        assert_int_equal(st->n_amounts, 0);
        helper_words_free(&h);
    }
}

static void marks_are_in_order(void **state)
{
    (void)state;
    struct helper_words h;
    const struct statement *st = say(&h, "If p99 > 50 ms for 5 min -> page on-call = 2 people, because 3 * "
                                         "20 ms = 60 ms is over the budget of 50 ms.");
    for (size_t i = 1; i < st->n_marks; i++)
        assert_true(st->marks[i - 1].first <= st->marks[i].first);
    helper_words_free(&h);
}

static void verbs_inside_names_do_nothing(void **state)
{
    (void)state;
    struct helper_words h;
    assert_false(say(&h, "Our feature store.")->signals & (SIGNAL_ACTION | SIGNAL_FLOW));
    helper_words_free(&h);
    assert_true(say(&h, "We store features.")->signals & SIGNAL_ACTION);
    helper_words_free(&h);
}

static void bare(void **state)
{
    (void)state;
    struct helper_words h;
    helper_words_init(&h);
    helper_words_heading(&h, 2, "Drift detection with PSI and alerts that page");
    helper_words_add(&h, BLOCK_ITEM, "Drift detection");
    helper_words_add(&h, BLOCK_ITEM, "PSI > 0.2");
    helper_words_add(&h, BLOCK_ITEM, "Drift detection pages somebody");
    helper_words_add(&h, BLOCK_ITEM, "Drift detection: see the other page of ours")->link_only = true;
    const struct statements *told = helper_words_read(&h);
    const bool expected[] = {true, true, false, false, true};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(told->items[i].bare, expected[i]);
    helper_words_free(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_of_the_page),          cmocka_unit_test(amounts),
        cmocka_unit_test(numbers_that_count_nothing),    cmocka_unit_test(marks_are_in_order),
        cmocka_unit_test(verbs_inside_names_do_nothing), cmocka_unit_test(bare),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
