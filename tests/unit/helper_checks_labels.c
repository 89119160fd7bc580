/* Cases of labels that take time: CC-08, 09, 14, 17, 19. */
#include "helper_checks.h"

#define LABELS                                                                                               \
    "labels:\n  maturity: 60d\n  sources:\n    - {name: analysts, delay_p50: 4h}\n    - {name: "             \
    "chargebacks, delay_p50: 21d}\n"
#define DAY "assumptions: {transactions_per_day: 5M, fraud_rate: 0.1%}\n"

const struct check_case helper_checks_labels[] = {
    {"CC-08",
     LABELS "gates:\n  - {name: quality, metric: recall on the matured cohort, rule: \">= champion\"}\n",
     NULL, CHECK_PASS, "quality waits for labels or does without them; 60 d until they are complete"},
    {"CC-08",
     LABELS "gates:\n  - {name: quality, metric: recall on the last 7 days, rule: \">= champion\"}\n", NULL,
     CHECK_FAIL, "quality: 7 d; at least 21 d is asked for"},
    {"CC-08", LABELS "gates:\n  - {name: quality, metric: recall on last week, rule: \">= champion\"}\n",
     NULL, CHECK_FAIL, "quality judges a week at most, the latest; labels are complete after 60 d"},
    {"CC-08", LABELS "gates:\n  - {name: quality, metric: recall, rule: \">= champion\"}\n", NULL, CHECK_WARN,
     "quality needs labels, which are complete after 60 d; which transactions it judges is not said"},
    {"CC-08",
     LABELS "training: {gap: 60d}\ngates:\n  - {name: quality, metric: recall, rule: \">= champion\"}\n",
     NULL, CHECK_PASS, "the delay of labels (60 d) is dealt with beside quality"},
    {"CC-08", LABELS "gates:\n  - {name: speed, metric: p99, rule: \"<= 20ms\"}\n", NULL, CHECK_NA, NULL},
    {"CC-08", "gates:\n  - {name: quality, metric: recall on last week, rule: \">= champion\"}\n", NULL,
     CHECK_NA, NULL},

    {"CC-08-cadence", LABELS "training: {cadence: 90d}\n", NULL, CHECK_PASS,
     "trained every 90 d, labels complete after 60 d"},
    {"CC-08-cadence", LABELS "training: {cadence: weekly}\n", NULL, CHECK_WARN,
     "trained every 7 d, labels complete after 60 d; what the rows in between count as is not said"},
    {"CC-08-cadence", LABELS "training: {cadence: weekly, gap: 60d}\n", NULL, CHECK_PASS,
     "the rows in between are dealt with"},
    {"CC-08-cadence", LABELS "training: {duration: 3h}\n", NULL, CHECK_NA, NULL},

    {"CC-09", LABELS "monitors:\n  - {name: caught, kind: performance, metric: recall, window: 30d}\n", NULL,
     CHECK_PASS, "caught: 30 d; at least 21 d is asked for"},
    {"CC-09", LABELS "monitors:\n  - {name: caught, kind: performance, metric: recall, window: 24h}\n", NULL,
     CHECK_FAIL, "caught: 24 h; at least 21 d is asked for"},
    {"CC-09",
     LABELS
     "monitors:\n  - {name: caught, kind: performance, metric: \"recall, cohort of 60-67 d\", window: 24h}\n",
     NULL, CHECK_PASS, "caught"},
    {"CC-09",
     LABELS
     "monitors:\n  - {name: caught, kind: performance, metric: recall on analyst verdicts, window: 24h}\n",
     NULL, CHECK_PASS, "caught waits for labels or does without them; half of them take 21 d"},
    {"CC-09",
     LABELS
     "triggers:\n  - {name: drop, on: performance, condition: \"precision of the last 6 hours below 0.6\"}\n",
     NULL, CHECK_FAIL, "drop: 6 h; at least 21 d is asked for"},
    {"CC-09", LABELS "monitors:\n  - {name: booked, kind: business, metric: fraud loss, window: 7d}\n", NULL,
     CHECK_WARN, "booked: 7 d; at least 21 d is asked for"},
    {"CC-09",
     LABELS "monitors:\n  - {name: caught, kind: performance, metric: recall, window: 24h}\n"
            "  - {name: later, kind: performance, metric: matured recall, window: 7d}\n",
     NULL, CHECK_WARN, "caught: 24 h; at least 21 d is asked for"},
    {"CC-09", "monitors:\n  - {name: caught, kind: performance, metric: recall, window: 24h}\n", NULL,
     CHECK_WARN, "caught looks back 24 h; how long its labels take is not said"},
    {"CC-09", LABELS "monitors:\n  - {name: speed, kind: ops, metric: p99 latency, window: 5min}\n", NULL,
     CHECK_NA, NULL},

    {"CC-14", LABELS "components:\n  log: {role: prediction_log, retention: 400d}\n", NULL, CHECK_PASS,
     "400 d; at least 60 d is asked for"},
    {"CC-14", LABELS "components:\n  log: {role: prediction_log, retention: 30d}\n", NULL, CHECK_WARN,
     "30 d; at least 60 d is asked for"},
    {"CC-14", LABELS "components:\n  log: {role: prediction_log}\n", NULL, CHECK_NA, NULL},

    {"CC-17",
     DAY LABELS
     "rollout:\n  canary: {steps: [1%, 5%, 100%], step_duration: 24h}\n  guardrails: [\"p99 <= 100ms\"]\n",
     NULL, CHECK_PASS, "no guardrail waits for labels"},
    {"CC-17",
     DAY LABELS
     "rollout:\n  canary: {steps: [1%, 5%, 100%], step_duration: 24h}\n  guardrails: [\"recall >= 60%\"]\n",
     NULL, CHECK_FAIL, "24 h; at least 21 d is asked for"},
    {"CC-17",
     DAY LABELS
     "rollout:\n  canary: {steps: [0.1%, 5%], step_duration: 30d}\n  guardrails: [\"recall >= 60%\"]\n",
     NULL, CHECK_WARN,
     "0.1 % \xc3\x97 5,000,000 \xc3\x97 (30 d / 24 h) \xc3\x97 0.1 % \xc3\x97 0.5 = 75; at least 100 is "
     "asked for"},
    {"CC-17",
     DAY LABELS
     "rollout:\n  canary: {steps: [1%, 5%], step_duration: 30d}\n  guardrails: [\"recall >= 60%\"]\n",
     NULL, CHECK_PASS, "30 d; at least 21 d is asked for"},
    {"CC-17", DAY LABELS "rollout:\n  canary: {steps: [1%, 5%, 100%], step_duration: 24h}\n", NULL, CHECK_NA,
     NULL},

    {"CC-19",
     DAY "monitors:\n  - {name: inputs, kind: feature_drift, metric: KS test per feature, threshold: p value "
         "below 0.05, window: 1h}\n",
     NULL, CHECK_WARN, "inputs: 5,000,000 \xc3\x97 (60 min / 24 h) = 208,333; at most 100,000 is asked for"},
    {"CC-19",
     DAY
     "monitors:\n  - {name: inputs, kind: feature_drift, metric: KS test on a sample of 5000, window: 1h}\n",
     NULL, CHECK_PASS, "inputs: a test on a sample, with persistence or corrected"},
    {"CC-19",
     DAY "monitors:\n  - {name: inputs, kind: feature_drift, metric: KS test per feature, window: 10min}\n",
     NULL, CHECK_PASS, "inputs: 5,000,000 \xc3\x97 (10 min / 24 h) = 34,722; at most 100,000 is asked for"},
    {"CC-19", DAY "monitors:\n  - {name: inputs, kind: feature_drift, metric: PSI, window: 1h}\n", NULL,
     CHECK_NA, NULL},
    {0},
};
