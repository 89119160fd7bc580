/* Cases of tables, units and facts that stand twice: CC-04-budget, CC-20, CC-22. */
#include "helper_checks.h"

#define TARGET "slo: {decision_p99: 100ms}\n"
#define BOX(facts)                                                                                           \
    "components:\n  shop: {role: tx_source}\n  scorer: {role: model_server, " facts                          \
    "}\nflows:\n  - shop -> scorer: data\n"
#define DRAWN(facts)                                                                                         \
    "digraph { shop [role=tx_source]; scorer [role=model_server, " facts "]; shop -> scorer [kind=data]; "   \
                                                                         "}\n"

const struct check_case helper_checks_rest[] = {
    {"CC-04-budget", TARGET, "steps: p99 10ms 30ms 40ms", CHECK_PASS, "80 ms; at most 100 ms is asked for"},
    {"CC-04-budget", TARGET, "steps: budget 80ms", CHECK_PASS, "80 ms; at most 100 ms is asked for"},
    {"CC-04-budget", TARGET, "steps: p99 50ms 30ms 40ms", CHECK_WARN, "120 ms; at most 100 ms is asked for"},
    {"CC-04-budget", TARGET, "steps: budget 90ms 70ms", CHECK_FAIL,
     "160 ms; at most 1.5 \xc3\x97 100 ms = 150 ms is asked for"},
    {"CC-04-budget", TARGET, "steps: p50 60ms 50ms", CHECK_FAIL, "110 ms; at most 100 ms is asked for"},
    {"CC-04-budget", TARGET, NULL, CHECK_NA, NULL},
    {"CC-04-budget", "grade: 1\n", "steps: p99 10ms", CHECK_NA, NULL},

    {"CC-20-shares", "assumptions: {fraud_rate: 0.1%}\n", NULL, CHECK_PASS,
     "fraud_rate 0.1 %; at most 100 % is asked for"},
    {"CC-20-shares", "assumptions: {fraud_rate: 0.1%, review_rate: 120%}\n", NULL, CHECK_FAIL,
     "review_rate 120 %; at most 100 % is asked for"},
    {"CC-20-shares", "assumptions: {peak_tps: 350}\n", NULL, CHECK_NA, NULL},
    {"CC-20-money", "cost: {monthly_total: $900, lines: [{item: a, monthly: $900}]}\n", NULL, CHECK_PASS,
     "amounts of money agree (1 compared)"},
    {"CC-20-money",
     "cost: {monthly_total: $900, lines: [{item: a, monthly: \xe2\x82\xac"
     "900}]}\n",
     NULL, CHECK_WARN,
     "currency: $900 (architecture.yaml:1) and \xe2\x82\xac"
     "900 (architecture.yaml:1)"},
    {"CC-20-money", "cost: {monthly_total: 900}\n", NULL, CHECK_NA, NULL},

    {"CC-22", "assumptions: {peak_tps: 350}\n" BOX("p99: 12ms"), DRAWN("p99=\"12ms\""), CHECK_PASS,
     "facts of boxes drawn twice agree (1 compared)"},
    {"CC-22", BOX("p99: 12ms, replicas: 6"), DRAWN("p99=\"30ms\", replicas=6"), CHECK_WARN,
     "scorer p99: 12ms (architecture.yaml:3) and 30ms (architecture.dot:1)"},
    {"CC-22", "assumptions: {peak_tps: 350}\n" BOX("p99: 12ms"),
     "digraph { graph [peak_tps=290]; shop [role=tx_source]; shop -> other; }\n", CHECK_WARN,
     "peak: 350 (architecture.yaml:1) and 290 (architecture.dot:1)"},
    {"CC-22", "assumptions: {peak_tps: 350}\n" BOX("p99: 12ms"),
     "digraph { graph [peak_tps=340]; shop [role=tx_source]; shop -> other; }\n", CHECK_PASS,
     "facts stated twice agree (1 compared)"},
    {"CC-22", "assumptions: {peak_tps: 350}\n", NULL, CHECK_NA, NULL},

    {"CC-22-tools", BOX("tool: Triton"), DRAWN("tool=Triton"), CHECK_PASS,
     "roles drawn twice agree (1 compared)"},
    {"CC-22-tools", BOX("tool: Triton"), DRAWN("tool=BentoML"), CHECK_WARN,
     "model server: NVIDIA Triton Inference Server (architecture.yaml:3) and BentoML (architecture.dot:1)"},
    {"CC-22-tools",
     BOX("tool: Triton") "decisions:\n  - {topic: serving, choice: Triton, alternatives: [{name: BentoML, "
                         "why_not: slower}]}\n",
     DRAWN("tool=BentoML"), CHECK_PASS, "roles drawn twice agree"},
    {"CC-22-tools", BOX("tool: Triton"), NULL, CHECK_NA, NULL},
    {0},
};
