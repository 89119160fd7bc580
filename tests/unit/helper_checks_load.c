/* Cases of load and money: CC-01, 02, 06, 07, 15, 16, 18, 21. */
#include "helper_checks.h"

#define ASSUMED(pairs) "grade: 1\nassumptions: {" pairs "}\n"
#define COST(pairs) "grade: 1\ncost: {" pairs "}\n"
#define STREAM(facts) "components:\n  log: {role: event_stream, tool: Kafka, " facts "}\n"

const struct check_case helper_checks_load[] = {
    {"CC-01", ASSUMED("transactions_per_day: 5M, average_tps: 58"), NULL, CHECK_PASS,
     "5,000,000 / 86,400 = 57.9/s; you state 58/s"},
    {"CC-01", ASSUMED("transactions_per_day: 5M, average_tps: 67"), NULL, CHECK_WARN,
     "5,000,000 / 86,400 = 57.9/s; you state 67/s"},
    {"CC-01", ASSUMED("transactions_per_day: 5M, average_tps: 66"), NULL, CHECK_PASS, "66/s"},
    {"CC-01", ASSUMED("transactions_per_day: 5M, average_tps: 580"), NULL, CHECK_FAIL,
     "5,000,000 / 86,400 = 57.9/s; you state 580/s (\xc3\x97"
     "10)"},
    {"CC-01", ASSUMED("transactions_per_day: 6M"), NULL, CHECK_WARN, "5,000,000; you state 6,000,000"},
    {"CC-01", ASSUMED("transactions_per_day: 5.2M"), NULL, CHECK_PASS, "5,000,000; you state 5,200,000"},
    {"CC-01", ASSUMED("peak_tps: 300"), NULL, CHECK_NA, NULL},

    {"CC-02", ASSUMED("average_tps: 58, peak_factor: 6, peak_tps: 350"), NULL, CHECK_PASS,
     "58/s \xc3\x97 6 = 348/s; you state 350/s"},
    {"CC-02", ASSUMED("average_tps: 58, peak_factor: 6, peak_tps: 450"), NULL, CHECK_WARN,
     "58/s \xc3\x97 6 = 348/s; you state 450/s"},
    {"CC-02", ASSUMED("average_tps: 58, peak_tps: 40"), NULL, CHECK_FAIL, "40/s; at least 58/s is asked for"},
    {"CC-02", ASSUMED("average_tps: 58, peak_tps: 90"), NULL, CHECK_WARN,
     "90/s / 58/s = 1.55; at least 2 is asked for"},
    {"CC-02", ASSUMED("average_tps: 58, peak_tps: 5800"), NULL, CHECK_WARN,
     "5,800/s / 58/s = 100; at most 20 is asked for"},
    {"CC-02", ASSUMED("average_tps: 58"), NULL, CHECK_NA, NULL},

    {"CC-06", COST("monthly_total: $1000, lines: [{item: a, monthly: $600}, {item: b, monthly: $420}]"), NULL,
     CHECK_PASS, "$1,020; you state $1,000"},
    {"CC-06", COST("monthly_total: $1000, lines: [{item: a, monthly: $600}, {item: b, monthly: $600}]"), NULL,
     CHECK_WARN, "$1,200; you state $1,000"},
    {"CC-06", COST("monthly_total: $1000, lines: [{item: a, monthly: $100}, {item: b, monthly: $400}]"), NULL,
     CHECK_FAIL,
     "$500; you state $1,000 (\xc3\x97"
     "2)"},
    {"CC-06", COST("monthly_total: $1000"), NULL, CHECK_NA, NULL},

    {"CC-07",
     ASSUMED("transactions_per_day: 5M") "cost: {monthly_total: $8270, per_1k_predictions: $0.054}\n", NULL,
     CHECK_PASS, "$8,270 / ((5,000,000 \xc3\x97 30.4) / 1,000) = $0.054; you state $0.054"},
    {"CC-07",
     ASSUMED("transactions_per_day: 5M") "cost: {monthly_total: $8270, per_1k_predictions: $0.065}\n", NULL,
     CHECK_WARN, "you state $0.065"},
    {"CC-07", ASSUMED("transactions_per_day: 5M") "cost: {monthly_total: $8270, per_1k_predictions: $0.54}\n",
     NULL, CHECK_FAIL,
     "$8,270 / ((5,000,000 \xc3\x97 30.4) / 1,000) = $0.054; you state $0.54 (\xc3\x97"
     "9.93)"},
    {"CC-07", ASSUMED("transactions_per_day: 5M") "cost: {monthly_total: $8270}\n", NULL, CHECK_NA, NULL},

    {"CC-15", ASSUMED("peak_tps: 350, event_size: 1.5KB") STREAM("partitions: 24"), NULL, CHECK_PASS,
     "24 \xc3\x97 1 MB/s = 24 MB/s; at least 350/s \xc3\x97 1.5 KB = 525 KB/s is asked for"},
    {"CC-15", ASSUMED("peak_tps: 3500, event_size: 2KB") STREAM("partitions: 6"), NULL, CHECK_FAIL,
     "6 \xc3\x97 1 MB/s = 6 MB/s; at least 3,500/s \xc3\x97 2 KB = 7 MB/s is asked for"},
    {"CC-15",
     ASSUMED("peak_tps: 3500, event_size: 2KB") STREAM("partitions: 6, throughput_per_partition: 5MB/s"),
     NULL, CHECK_PASS, "6 \xc3\x97 5 MB/s = 30 MB/s"},
    {"CC-15", ASSUMED("peak_tps: 350") STREAM("partitions: 6"), NULL, CHECK_NA, NULL},
    {"CC-15-consumers", STREAM("partitions: 12") "  jobs: {role: stream_processor, replicas: 12}\n", NULL,
     CHECK_PASS, "12; at most 12 is asked for"},
    {"CC-15-consumers", STREAM("partitions: 12") "  jobs: {role: stream_processor, replicas: 16}\n", NULL,
     CHECK_WARN, "16; at most 12 is asked for"},
    {"CC-15-consumers", STREAM("partitions: 12"), NULL, CHECK_NA, NULL},

    {"CC-16", "components:\n  lake: {role: raw_store, growth: 7.5GB/day, retention: 400d, size: 3TB}\n", NULL,
     CHECK_PASS, "lake: 86.8 KB/s \xc3\x97 400 d = 3 TB; you state 3 TB"},
    {"CC-16", "components:\n  lake: {role: raw_store, growth: 7.5GB/day, retention: 400d, size: 800GB}\n",
     NULL, CHECK_WARN,
     "lake: 86.8 KB/s \xc3\x97 400 d = 3 TB; you state 800 GB (\xc3\x97"
     "3.75)"},
    {"CC-16", "components:\n  lake: {role: raw_store, growth: 7.5GB/day, retention: 400d}\n", NULL, CHECK_NA,
     NULL},

    {"CC-18",
     ASSUMED("transactions_per_day: 5M, review_rate: 0.03%, analysts: 25, cases_per_analyst_day: 60"), NULL,
     CHECK_PASS, "0.03 % \xc3\x97 5,000,000 = 1,500; 25 \xc3\x97 60 = 1,500"},
    {"CC-18",
     ASSUMED("transactions_per_day: 5M, review_rate: 0.03%, analysts: 18, cases_per_analyst_day: 60"), NULL,
     CHECK_WARN, "0.03 % \xc3\x97 5,000,000 = 1,500; 18 \xc3\x97 60 = 1,080"},
    {"CC-18", ASSUMED("transactions_per_day: 5M, review_rate: 1%, analysts: 25, cases_per_analyst_day: 60"),
     NULL, CHECK_FAIL,
     "1 % \xc3\x97 5,000,000 = 50,000; 25 \xc3\x97 60 = 1,500 (\xc3\x97"
     "33.3)"},
    {"CC-18", ASSUMED("transactions_per_day: 5M, review_rate: 1%"), NULL, CHECK_NA, NULL},

    {"CC-21",
     ASSUMED(
         "peak_tps: 350, entities: {cards: 20M, merchants: 1M, devices: 30M}") "components:\n  kv: {role: "
                                                                               "online_store, "
                                                                               "capacity_total: 6000 /s}\n",
     NULL, CHECK_PASS, "6,000/s; at least 350/s \xc3\x97 3 = 1,050/s is asked for"},
    {"CC-21",
     ASSUMED(
         "peak_tps: 350, entities: {cards: 20M, merchants: 1M, devices: 30M}") "components:\n  kv: {role: "
                                                                               "online_store, "
                                                                               "capacity_total: 800 /s}\n",
     NULL, CHECK_WARN, "800/s; at least 350/s \xc3\x97 3 = 1,050/s is asked for"},
    {"CC-21", ASSUMED("peak_tps: 350") "components:\n  kv: {role: online_store, capacity_total: 360 /s}\n",
     NULL, CHECK_PASS, "at least 350/s"},
    {"CC-21", ASSUMED("peak_tps: 350"), NULL, CHECK_NA, NULL},
    {0},
};
