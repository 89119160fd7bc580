/* Cases of the request path: CC-03, 04, 05, 13, 20. */
#include "helper_checks.h"

#define SLO(pairs) "slo: {" pairs "}\n"
#define PEAK "assumptions: {peak_tps: 350}\n"
/* A shop, a gateway, a decision service, features, a model; facts of each box, and of the call of the model.
 */
#define DESIGN(edge, risk, vectors, scorer, call)                                                            \
    "components:\n"                                                                                          \
    "  shop: {role: tx_source, tool: checkout}\n"                                                            \
    "  edge: {role: api_gateway" edge "}\n"                                                                  \
    "  risk: {role: decision_engine" risk "}\n"                                                              \
    "  vectors: {role: feature_retrieval" vectors "}\n"                                                      \
    "  scorer: {role: model_server" scorer "}\n"                                                             \
    "  twin: {role: model_server, mode: async, p99: 5s, replicas: 1, capacity: 1 tps, availability: 50%}\n"  \
    "flows:\n"                                                                                               \
    "  - shop -> edge -> risk: {kind: data, mode: sync}\n"                                                   \
    "  - risk -> vectors: {kind: features, mode: sync, parallel: gather}\n"                                  \
    "  - risk -> scorer: {kind: data, mode: sync" call "}\n"                                                 \
    "  - risk -> twin: {kind: data, mode: async}\n"                                                          \
    "  - risk -> shop: {kind: predictions, mode: sync}\n"
const struct check_case helper_checks_path[] = {
    {"CC-03", PEAK DESIGN("", "", "", ", replicas: 6, capacity: 150 tps", ""), NULL, CHECK_PASS,
     "scorer: 6 \xc3\x97 150/s = 900/s; at least 350/s is asked for"},
    {"CC-03", PEAK DESIGN("", "", "", ", replicas: 2, capacity: 150 tps", ""), NULL, CHECK_FAIL,
     "scorer: 2 \xc3\x97 150/s = 300/s; at least 350/s is asked for"},
    {"CC-03", PEAK DESIGN("", "", "", ", replicas: 2, max_replicas: 12, capacity: 150 tps", ""), NULL,
     CHECK_PASS, "12 \xc3\x97 150/s"},
    {"CC-03", PEAK DESIGN("", "", ", capacity_total: 300 /s", "", ""), NULL, CHECK_FAIL,
     "vectors: 300/s; at least 350/s is asked for"},
    {"CC-03", PEAK DESIGN("", "", "", ", replicas: 2", ""), NULL, CHECK_NA, NULL},
    {"CC-03", DESIGN("", "", "", ", replicas: 2, capacity: 150 tps", ""), NULL, CHECK_NA, NULL},
    /* two boxes of one role share the load; the asynchronous copy of it does not help */
    {"CC-03",
     PEAK "components:\n  shop: tx_source\n  risk: decision_engine\n  a: {role: model_server, replicas: 1, "
          "capacity: 200 tps}\n"
          "  b: {role: model_server, replicas: 1, capacity: 200 tps}\nflows:\n  - shop -> risk: {kind: data, "
          "mode: sync}\n"
          "  - risk -> [a, b]: {kind: data, mode: sync}\n",
     NULL, CHECK_PASS, "1 \xc3\x97 200/s + 1 \xc3\x97 200/s = 400/s; at least 350/s is asked for"},

    {"CC-03-zone", PEAK DESIGN("", "", "", ", replicas: 6, capacity: 150 tps, zones: 3", ""), NULL,
     CHECK_PASS, "scorer: (6 - ceil(6 / 3)) \xc3\x97 150/s = 600/s; at least 350/s is asked for"},
    {"CC-03-zone", PEAK DESIGN("", "", "", ", replicas: 4, capacity: 150 tps, zones: [a, b, c]", ""), NULL,
     CHECK_WARN, "scorer: (4 - ceil(4 / 3)) \xc3\x97 150/s = 300/s; at least 350/s is asked for"},
    {"CC-03-zone", PEAK DESIGN("", "", "", ", replicas: 4, capacity: 150 tps", ""), NULL, CHECK_NA, NULL},

    {"CC-03-size", PEAK DESIGN("", "", "", ", replicas: 6, capacity: 150 tps", ""), NULL, CHECK_PASS,
     "scorer: 6 \xc3\x97 150/s = 900/s; at most 20 \xc3\x97 350/s = 7,000/s is asked for"},
    {"CC-03-size", PEAK DESIGN("", "", "", ", replicas: 60, capacity: 150 tps", ""), NULL, CHECK_WARN,
     "scorer: 60 \xc3\x97 150/s = 9,000/s; at most 20 \xc3\x97 350/s = 7,000/s is asked for"},
    {"CC-03-size", PEAK DESIGN("", "", "", ", capacity_total: 90000 /s", ""), NULL, CHECK_NA, NULL},

    {"CC-04",
     SLO("decision_p99: 100ms")
         DESIGN(", p99: 3ms", ", p99: 8ms", ", p99: 12ms", ", p99: 20ms", ", p99: 1ms"),
     NULL, CHECK_PASS,
     "edge 3 ms + risk 8 ms + scorer 21 ms + vectors 12 ms = 44 ms; at most 100 ms is asked for"},
    {"CC-04", SLO("decision_p99: 40ms") DESIGN(", p99: 3ms", ", p99: 8ms", ", p99: 12ms", ", p99: 20ms", ""),
     NULL, CHECK_WARN, "= 43 ms; at most 40 ms is asked for"},
    {"CC-04", SLO("decision_p99: 40ms") DESIGN(", p99: 9ms", ", p99: 14ms", ", p99: 18ms", ", p99: 20ms", ""),
     NULL, CHECK_FAIL, "= 61 ms; at most 1.5 \xc3\x97 40 ms = 60 ms is asked for"},
    {"CC-04", SLO("decision_p99: 40ms") DESIGN("", ", p99: 8ms", "", ", p99: 45ms", ""), NULL, CHECK_FAIL,
     "scorer 45 ms; at most 40 ms is asked for"},
    /* medians that fit make it a question, however long the tails */
    {"CC-04",
     SLO("decision_p99: 40ms")
         DESIGN("", ", p50: 5ms, p99: 30ms", ", p50: 5ms, p99: 30ms", ", p50: 9ms, p99: 30ms", ""),
     NULL, CHECK_WARN, "= 90 ms"},
    {"CC-04",
     SLO("decision_p99: 40ms")
         DESIGN("", ", p50: 15ms, p99: 30ms", ", p50: 15ms, p99: 30ms", ", p50: 19ms, p99: 30ms", ""),
     NULL, CHECK_FAIL, "risk 15 ms + scorer 19 ms + vectors 15 ms = 49 ms; at most 40 ms is asked for"},
    {"CC-04", DESIGN("", ", p99: 8ms", "", ", p99: 45ms", ""), NULL, CHECK_NA, NULL},
    {"CC-04", SLO("decision_p99: 40ms") DESIGN("", "", "", "", ""), NULL, CHECK_NA, NULL},
    /* what is asked for at the same time counts with the longest */
    {"CC-04",
     SLO("decision_p99: 100ms") "components:\n  shop: tx_source\n  risk: {role: decision_engine, p99: 8ms}\n "
                                " kv: {role: online_store, p99: 20ms}\n"
                                "  rules: {role: rules_engine, p99: 30ms}\nflows:\n  - shop -> risk: {kind: "
                                "data, mode: sync}\n"
                                "  - risk -> kv: {kind: features, mode: sync, parallel: x}\n  - risk -> "
                                "rules: {kind: data, mode: sync, parallel: x}\n",
     NULL, CHECK_PASS, "risk 8 ms + max(rules 30 ms, kv 20 ms) = 38 ms; at most 100 ms is asked for"},
    /* critical_path says what is waited for */
    {"CC-04",
     "critical_path: [shop, risk, scorer]\n" SLO("decision_p99: 40ms")
         DESIGN("", ", p99: 8ms", ", p99: 1s", ", p99: 20ms", ""),
     NULL, CHECK_PASS, "risk 8 ms + scorer 20 ms = 28 ms; at most 40 ms is asked for"},

    {"CC-05",
     SLO("decision_p99: 100ms")
         DESIGN("", ", p99: 8ms, timeout: 90ms", ", timeout: 25ms", ", timeout: 35ms", ""),
     NULL, CHECK_PASS, "risk 90 ms; at most 100 ms is asked for"},
    {"CC-05", SLO("decision_p99: 100ms") DESIGN("", ", p99: 8ms", ", timeout: 45ms", ", timeout: 60ms", ""),
     NULL, CHECK_WARN, "risk 8 ms + scorer 60 ms + vectors 45 ms = 113 ms; at most 100 ms is asked for"},
    {"CC-05", SLO("decision_p99: 100ms") DESIGN("", ", p99: 8ms", "", ", timeout: 100ms", ""), NULL,
     CHECK_FAIL, "scorer 100 ms; at most 100 ms is asked for"},
    {"CC-05", SLO("decision_p99: 100ms") DESIGN(", timeout: 150ms", "", "", "", ""), NULL, CHECK_FAIL,
     "edge 150 ms; at most 100 ms is asked for"},
    {"CC-05", SLO("decision_p99: 100ms") DESIGN("", ", p99: 8ms", "", ", p99: 200ms", ""), NULL, CHECK_NA,
     NULL},
    {"CC-05", DESIGN("", "", "", ", timeout: 200ms", ""), NULL, CHECK_NA, NULL},

    {"CC-05-inner", DESIGN("", ", p99: 8ms, timeout: 90ms", ", timeout: 25ms", ", timeout: 35ms", ""), NULL,
     CHECK_PASS, "risk 8 ms + scorer 35 ms + vectors 25 ms = 68 ms; at most 90 ms is asked for"},
    {"CC-05-inner", DESIGN("", ", p99: 8ms, timeout: 60ms", ", timeout: 25ms", "", ", timeout: 35ms"), NULL,
     CHECK_WARN, "risk 8 ms + scorer 35 ms + vectors 25 ms = 68 ms; at most 60 ms is asked for"},
    {"CC-05-inner", DESIGN("", ", p99: 8ms", "", ", p99: 35ms", ""), NULL, CHECK_NA, NULL},
    /* a fallback is asked after a time-out, whatever runs beside it in good times */
    {"CC-05-inner",
     "components:\n  shop: tx_source\n  risk: {role: decision_engine, p99: 8ms, timeout: 30ms}\n"
     "  kv: {role: online_store, timeout: 20ms}\n  rules: {role: [rules_engine, fallback], p99: "
     "4ms}\nflows:\n"
     "  - shop -> risk: {kind: data, mode: sync}\n  - risk -> kv: {kind: features, mode: sync, parallel: x}\n"
     "  - risk -> rules: {kind: data, mode: sync, parallel: x}\n",
     NULL, CHECK_WARN, "risk 8 ms + rules 4 ms + kv 20 ms = 32 ms; at most 30 ms is asked for"},

    {"CC-13",
     SLO("availability: 99.9%") DESIGN(", availability: 99.99%", ", availability: 99.95%", "", "", ""), NULL,
     CHECK_PASS, "edge 99.99 % \xc3\x97 risk 99.95 % = 99.94 %; at least 99.9 % is asked for"},
    {"CC-13",
     SLO("availability: 99.95%")
         DESIGN(", availability: 99.99%", ", availability: 99.99%", "", ", availability: 99.9%", ""),
     NULL, CHECK_FAIL,
     "edge 99.99 % \xc3\x97 risk 99.99 % \xc3\x97 scorer 99.9 % = 99.88 %; at least 99.95 % is asked for"},
    /* rules decide without the model: it is not needed */
    {"CC-13",
     SLO("availability: 99.95%") "components:\n  shop: tx_source\n  risk: {role: decision_engine, "
                                 "availability: 99.99%}\n"
                                 "  scorer: {role: model_server, availability: 99%}\n  rules: {role: "
                                 "[rules_engine, fallback]}\nflows:\n"
                                 "  - shop -> risk: {kind: data, mode: sync}\n  - risk -> scorer: {kind: "
                                 "data, mode: sync}\n"
                                 "  - risk -> rules: {kind: data, mode: sync}\n  - risk -> shop: {kind: "
                                 "predictions, mode: sync}\n",
     NULL, CHECK_PASS, "risk 99.99 %; at least 99.95 % is asked for"},
    {"CC-13", SLO("availability: 99.95%") DESIGN("", "", "", "", ""), NULL, CHECK_NA, NULL},

    {"CC-20", SLO("decision_p50: 30ms, decision_p99: 100ms"), NULL, CHECK_PASS,
     "30 ms; at most 100 ms is asked for"},
    {"CC-20", SLO("decision_p50: 3s, decision_p99: 100ms"), NULL, CHECK_FAIL,
     "3 s; at most 100 ms is asked for"},
    {"CC-20", SLO("decision_p99: 100ms"), NULL, CHECK_NA, NULL},
    {"CC-20-steps", DESIGN("", "", "", ", p50: 5ms, p99: 8ms", ""), NULL, CHECK_PASS,
     "scorer: 5 ms; at most 8 ms is asked for"},
    {"CC-20-steps", DESIGN("", "", "", ", p50: 9ms, p99: 8ms", ""), NULL, CHECK_FAIL,
     "scorer: 9 ms; at most 8 ms is asked for"},
    {"CC-20-steps", DESIGN("", "", "", "", ", p50: 3s, p99: 8ms"), NULL, CHECK_FAIL,
     "risk -> scorer: 3 s; at most 8 ms is asked for"},
    {"CC-20-steps", DESIGN("", "", "", ", p99: 8ms", ""), NULL, CHECK_NA, NULL},
    {0},
};
