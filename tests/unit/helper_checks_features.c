/* Cases of freshness, training and recovery: CC-10, 11, 12. */
#include "helper_checks.h"

#define GROUP(facts) "features:\n  - {name: pace, entity: card, " facts "}\n"
#define STORE(facts) "slo: {rpo: 5min, rto: 20min}\ncomponents:\n  kv: {role: online_store, " facts "}\n"
#define FAILURE(facts)                                                                                       \
    "slo: {rto: 20min}\ncomponents:\n  kv: {role: online_store}\nfailure_modes:\n  - {" facts "}\n"

const struct check_case helper_checks_features[] = {
    {"CC-10", GROUP("freshness: 2s, materialize_every: continuous"), NULL, CHECK_PASS,
     "pace: 0 s; at most 2 s is asked for"},
    {"CC-10", GROUP("freshness: 10min, materialize_every: 1h"), NULL, CHECK_FAIL,
     "pace: 60 min; at most 10 min is asked for"},
    {"CC-10", GROUP("freshness: 10min"), NULL, CHECK_NA, NULL},
    {"CC-10-window", GROUP("window: 10min-7d, materialize_every: 5min"), NULL, CHECK_PASS,
     "pace: 5 min; at most 10 min is asked for"},
    {"CC-10-window", GROUP("window: 10min-7d, materialize_every: hourly"), NULL, CHECK_FAIL,
     "pace: 60 min; at most 10 min is asked for"},
    {"CC-10-window", GROUP("window: 10min"), NULL, CHECK_NA, NULL},
    {"CC-10-ttl", GROUP("ttl: 48h, materialize_every: 24h"), NULL, CHECK_PASS,
     "pace: 2 d; at least 2 \xc3\x97 24 h = 2 d is asked for"},
    {"CC-10-ttl", GROUP("ttl: 30h, materialize_every: 24h"), NULL, CHECK_WARN,
     "pace: 30 h; at least 2 \xc3\x97 24 h = 2 d is asked for"},
    {"CC-10-ttl", GROUP("ttl: 30h"), NULL, CHECK_NA, NULL},
    {"CC-10-stream", GROUP("source: stream, window: 10min-7d, ttl: 8d"), NULL, CHECK_PASS,
     "pace: 8 d; at least 7 d is asked for"},
    {"CC-10-stream", GROUP("source: stream, window: 10min-7d, ttl: 1d"), NULL, CHECK_WARN,
     "pace: 24 h; at least 7 d is asked for"},
    {"CC-10-stream", GROUP("source: batch, window: 60d, ttl: 3d"), NULL, CHECK_NA, NULL},

    {"CC-11", "training: {duration: 3h, cadence: weekly}\n", NULL, CHECK_PASS,
     "3 h; at most 7 d is asked for"},
    {"CC-11", "training: {duration: 15h, cadence: daily}\n", NULL, CHECK_WARN,
     "15 h; at most 24 h is asked for"},
    {"CC-11", "training: {duration: 30h, cadence: daily}\n", NULL, CHECK_FAIL,
     "30 h; at most 24 h is asked for"},
    {"CC-11", "training: {duration: 24h, cadence: daily}\n", NULL, CHECK_FAIL,
     "24 h; at most 24 h is asked for"},
    {"CC-11", "training: {duration: 30h, cadence: daily, note: incremental}\n", NULL, CHECK_PASS,
     "a run takes 30 h, one is due every 24 h, and they may overlap"},
    {"CC-11", "training: {duration: 3h, cadence: daily}\nrollout: {shadow: {duration: 48h}}\n", NULL,
     CHECK_WARN, "3 h + 2 d = 2.13 d; at most 24 h is asked for"},
    {"CC-11", "training: {duration: 3h}\n", NULL, CHECK_NA, NULL},

    {"CC-12", "slo: {rto: 15min, availability: 99.95%}\n", NULL, CHECK_PASS,
     "15 min; at most (1 - 99.95 %) \xc3\x97 30.4 d = 21.9 min is asked for"},
    {"CC-12", "slo: {rto: 60min, availability: 99.95%}\n", NULL, CHECK_WARN,
     "60 min; at most (1 - 99.95 %) \xc3\x97 30.4 d = 21.9 min is asked for"},
    {"CC-12", "slo: {rto: 60min}\n", NULL, CHECK_NA, NULL},
    {"CC-12-rpo", STORE("replication_interval: 2min"), NULL, CHECK_PASS, "2 min; at most 5 min is asked for"},
    {"CC-12-rpo", STORE("backup_interval: 6h"), NULL, CHECK_FAIL, "6 h; at most 5 min is asked for"},
    {"CC-12-rpo", STORE("replication: 3"), NULL, CHECK_NA, NULL},
    {"CC-12-recover", FAILURE("failure: online store down, component: kv, recover_in: 10min"), NULL,
     CHECK_PASS, "online store down: 10 min; at most 20 min is asked for"},
    {"CC-12-recover", FAILURE("failure: a region is lost, recover_in: 2h"), NULL, CHECK_WARN,
     "a region is lost: 2 h; at most 20 min is asked for"},
    {"CC-12-recover", FAILURE("failure: label feed stops, recover_in: 1d"), NULL, CHECK_NA, NULL},
    {"CC-12-warm", STORE("warm_up: 90s"), NULL, CHECK_PASS, "90 s; at most 20 min is asked for"},
    {"CC-12-warm", STORE("warm_up: 40min"), NULL, CHECK_WARN, "40 min; at most 20 min is asked for"},
    {"CC-12-warm", STORE("size: 30GB"), NULL, CHECK_NA, NULL},
    {0},
};
