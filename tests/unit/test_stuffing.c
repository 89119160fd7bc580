#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_words.h"

static enum ignored ignored(const char *text)
{
    struct helper_words h;
    enum ignored found = helper_words_say(&h, text)->items[0].ignored;
    helper_words_free(&h);
    return found;
}

static void keywords(void **state)
{
    (void)state;
    assert_int_equal(
        ignored(
            "Kill switch, shadow deployment, idempotent retries, label delay, drift detection, audit log, "
            "budget alerts, lineage and a feature store are all implemented and monitored."),
        IGNORED_STUFFED);
    assert_int_equal(
        ignored("Drift detection runs nightly on the prediction log and pages on-call above 0.2 PSI."),
        IGNORED_NOT);
}

/* Grammar does not help: clause after clause with a verb and a number. */
static void verbs_and_numbers(void **state)
{
    (void)state;
    assert_int_equal(
        ignored(
            "Kafka ingests 5M a day and Flink computes counters in 50 ms and Redis serves them in 5 ms and "
            "Airflow trains in 3 hours and the gate compares 2 metrics and Grafana shows 40 panels."),
        IGNORED_STUFFED);
    /* An honest chain of steps, each with its time, is no such thing; nor is a calculation. */
    assert_int_equal(
        ignored(
            "Gateway (2 ms) -> features (8 ms) -> model (20 ms) -> rules (3 ms) -> decision (1 ms) -> log"),
        IGNORED_NOT);
    assert_int_equal(
        ignored(
            "At 240/s and 60/s per replica four replicas suffice, six leave headroom of 50 % and cost $300."),
        IGNORED_NOT);
}

static void lists(void **state)
{
    (void)state;
    static const char *const topics[] = {"drift detection", "canary releases",    "dead letter queue",
                                         "feature store",   "point-in-time join", "cost per prediction",
                                         "budget alerts",   "audit log"};
    struct helper_words h;
    helper_words_init(&h);
    for (size_t i = 0; i < 60; i++)
        helper_words_add(&h, BLOCK_ITEM, topics[i % 8])->list = 0;
    for (size_t i = 0; i < 5; i++)
        helper_words_add(&h, BLOCK_ITEM, topics[i])->list = 1;
    const struct statements *told = helper_words_read(&h);
    assert_int_equal(told->items[0].ignored, IGNORED_STUFFED);
    assert_int_equal(told->items[59].ignored, IGNORED_STUFFED);
    assert_int_equal(told->items[60].ignored, IGNORED_NOT);
    helper_words_free(&h);
}

static void subjects_are_groups_of_words(void **state)
{
    (void)state;
    struct helper_words h;
    /* Several rows have words for it, and it is one thing. */
    assert_true(helper_words_say(&h, "Event-driven retraining on drift.")->items[0].n_subjects <= 2);
    helper_words_free(&h);
    assert_int_equal(helper_words_say(&h, "The weather is fine.")->items[0].n_subjects, 0);
    helper_words_free(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keywords),
        cmocka_unit_test(verbs_and_numbers),
        cmocka_unit_test(lists),
        cmocka_unit_test(subjects_are_groups_of_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
