#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_tables.h"

#include "recognise/stated.h"

#include <stdio.h>
#include <string.h>

/* A sentence, the path, and what must stand there; "" for nothing. */
static const struct sentence {
    const char *text, *path, *value;
} sentences[] = {
    {"We take 5M transactions per day.", "assumptions.transactions_per_day", "5M transactions per day"},
    {"The bank sends 5,000,000 payments a day.", "assumptions.transactions_per_day",
     "5,000,000 payments a day"},
    {"Transactions per day: 5 million", "assumptions.transactions_per_day", "5 million"},
    {"That is 58 TPS on average and 350 TPS at peak.", "assumptions.average_tps", "58 TPS"},
    {"That is 58 TPS on average and 350 TPS at peak.", "assumptions.peak_tps", "350 TPS"},
    {"Average load 58 TPS, peak load 350 TPS.", "assumptions.average_tps", "58 TPS"},
    {"Average load 58 TPS, peak load 350 TPS.", "assumptions.peak_tps", "350 TPS"},
    {"Peak TPS: ~350", "assumptions.peak_tps", "~350"},
    {"The peak load on a Friday evening is 350 requests per second.", "assumptions.peak_tps",
     "350 requests per second"},
    {"The peak factor is 6.", "assumptions.peak_factor", "6"},
    {"We size for the peak factor of 6, so 350 TPS.", "assumptions.peak_tps", ""},
    {"The decision must come back with a p99 latency below 100 ms.", "slo.decision_p99", "below 100 ms"},
    {"End-to-end p99 is 82 ms.", "slo.decision_p99", "82 ms"},
    {"The feature store answers with a p99 latency of 6 ms.", "slo.decision_p99", ""},
    {"Model p99 latency is 15 ms.", "slo.decision_p99", ""},
    {"Median latency is 40 ms.", "slo.decision_p50", "40 ms"},
    {"Availability target: 99.95 %", "slo.availability", "99.95 %"},
    {"RTO 15 min / RPO 5 min", "slo.rto", "15 min"},
    {"RTO 15 min / RPO 5 min", "slo.rpo", "5 min"},
    {"RTO 15 min / RPO 0", "slo.rto", "15 min"},
    {"RPO and RTO are 5 min.", "slo.rpo", ""},
    {"The fraud rate is 12 bp.", "assumptions.fraud_rate", "12 bp"},
    {"We want the fraud rate to fall by 3 percentage points.", "assumptions.fraud_rate", ""},
    {"The total monthly cost is $8,460.", "cost.monthly_total", "$8,460"},
    {"Overall we pay $8,460 per month.", "cost.monthly_total", "$8,460 per month"},
    {"MSK costs $510 per month.", "cost.monthly_total", ""},
    {"That is $0.056 per 1k predictions.", "cost.per_1k_predictions", "$0.056 per 1k"},
    {"Labels mature after 60 days.", "labels.maturity", "60 days"},
    {"We retrain weekly.", "training.cadence", "weekly"},
    {"A training run takes 3 hours.", "training.duration", "3 hours"},
    {"25 analysts work the queue.", "assumptions.analysts", "25"},
    {"We have 20M active cards.", "assumptions.entities.cards", "20M"},
    {"The prediction log is kept for 400 days.", "said.log_retention", "400 days"},
    /* What does not stand. */
    {"We do not reach a peak load of 700 TPS.", "assumptions.peak_tps", ""},
    {"Peak load could grow to 700 TPS.", "assumptions.peak_tps", ""},
    {"The peak load will later be 700 TPS.", "assumptions.peak_tps", ""},
    {"Kafka keeps eight days, the archive keeps 400 days.", "said.stream_retention", ""},
    {"Guardrails: decision p99 > 90 ms, decline rate off by more than 12 %.", "slo.decision_p99", ""},
    {"Guardrails: decision p99 > 90 ms, decline rate off by more than 12 %.", "assumptions.decline_rate", ""},
    {"Availability is more than 99.9 %.", "slo.availability", "more than 99.9 %"},
    {"The peak load is 700 TPS, planned", "assumptions.peak_tps", ""},
    {"The peak load is no more than 350 TPS.", "assumptions.peak_tps", "no more than 350 TPS"},
    {"The peak load is 350 TPS or 500 TPS.", "assumptions.peak_tps", ""},
    {"The peak load is high.", "assumptions.peak_tps", ""},
    {"Peak load is what autoscaling is there for, and on all the other days of a quiet month we see 58 TPS.",
     "assumptions.peak_tps", ""},
    {"Average and peak load are 350 TPS.", "assumptions.average_tps", ""},
    {"25 analysts clear 60 cases per analyst per day.", "assumptions.analysts", "25"},
    {"25 analysts clear 60 cases per analyst per day.", "assumptions.cases_per_analyst_day", "60"},
};

static void all_sentences(void **state)
{
    (void)state;
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++) {
        struct written w;
        written_open(&w);
        written_add(&w, "README.md", sentences[i].text);
        written_read(&w);
        if (strcmp(written_at(&w, sentences[i].path), sentences[i].value) != 0) {
            fprintf(stderr, "%s\n    %s: '%s' instead of '%s'\n", sentences[i].text, sentences[i].path,
                    written_at(&w, sentences[i].path), sentences[i].value);
            wrong++;
        }
        written_close(&w);
    }
    assert_int_equal(wrong, 0);
}

static void precedence(void **state)
{
    (void)state;
    struct written w;
    written_open(&w);
    written_declare(&w, "assumptions", "peak_tps", "350");
    written_declare(&w, "slo", "rto", "TODO");
    written_add(&w, "README.md",
                "Peak load is 700 TPS.\nRTO is 20 min.\nAvailability is 99.9 %.\nThe fraud rate is 12 bp.\n"
                "The fraud rate is 15 bp.\n## Targets\n| Objective | Target |\n|---|---|\n| Availability | "
                "99.95 % |\n");
    written_read(&w);
    assert_int_equal(written_count(&w, "assumptions.peak_tps"), 1);
    assert_string_equal(written_at(&w, "slo.0.availability"), "99.95 %");
    assert_int_equal(written_count(&w, "slo.availability"), 1);
    assert_string_equal(written_at(&w, "slo.1.rto"), "20 min");
    /* Sentences that disagree both stand. */
    assert_string_equal(written_at(&w, "assumptions.0.fraud_rate"), "12 bp");
    assert_string_equal(written_at(&w, "assumptions.1.fraud_rate"), "15 bp");
    /* What something stronger says is kept to be compared. */
    assert_int_equal(w.reading->n_said, 5);
    assert_false(w.reading->said[0].used);
    assert_true(w.reading->said[0].at.line == 1 && w.reading->said[0].at.column == 14);
    assert_true(w.reading->said[1].used);
    written_close(&w);
}

static void statements_that_do_not_count(void **state)
{
    (void)state;
    struct written w;
    written_open(&w);
    written_add(&w, "README.md",
                "Peak load is 700 TPS.\nRTO is 20 min.\nPage when the decision p99 falls below 150 ms.\n");
    written_read(&w);
    assert_int_equal(w.reading->n_said, 3);
    w.reading->n_said = 0;
    w.reading->told->items[0].deferred = true;
    w.reading->told->items[1].ignored = IGNORED_ECHO;
    w.reading->told->items[2].signals = SIGNAL_ACTION | SIGNAL_CONDITION;
    stated_read(w.reading, w.arena);
    assert_int_equal(w.reading->n_said, 0);
    written_close(&w);
}

static void long_statements(void **state)
{
    (void)state;
    struct written w;
    written_open(&w);
    struct buf text = buf_new(w.arena, 4 * MIB);
    for (size_t i = 0; i < 30000; i++)
        buf_puts(&text, "peak load 350 TPS, average load 58 TPS ");
    written_add(&w, "README.md", text.p);
    written_read(&w);
    assert_int_equal(w.reading->n_said, 0);
    written_close(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_sentences),
        cmocka_unit_test(precedence),
        cmocka_unit_test(statements_that_do_not_count),
        cmocka_unit_test(long_statements),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
