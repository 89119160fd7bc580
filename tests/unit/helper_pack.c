#include "helper_pack.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char ontology[] =
    "roles:\n"
    "  source: {plane: data, core: true, is: s}\n"
    "  intel: {plane: data, is: s}\n"
    "  gateway: {plane: serving, is: s}\n"
    "  stream: {plane: data, core: true, is: s}\n"
    "  processor: {plane: data, is: s}\n"
    "  raw: {plane: data, core: true, is: s}\n"
    "  warehouse: {plane: data, is: s}\n"
    "  dead: {plane: data, is: s}\n"
    "  feature_job: {plane: features, core: true, is: s}\n"
    "  registry: {plane: features, is: s}\n"
    "  offline: {plane: features, core: true, is: s}\n"
    "  online: {plane: features, core: true, is: s}\n"
    "  labels: {plane: labels, core: true, is: s}\n"
    "  joiner: {plane: labels, is: s}\n"
    "  trainer: {plane: training, core: true, is: s}\n"
    "  tracking: {plane: training, is: s}\n"
    "  models: {plane: training, core: true, is: s}\n"
    "  scorer: {plane: serving, core: true, is: s}\n"
    "  decider: {plane: serving, core: true, is: s}\n"
    "  prediction_log: {plane: serving, is: s}\n"
    "  drift: {plane: monitoring, core: true, is: s}\n"
    "  metrics: {plane: monitoring, core: true, is: s}\n"
    "  board: {plane: monitoring, is: s}\n"
    "  platform: {plane: platform, is: s}\n"
    "  chatter: {plane: serving, credited: false, is: s}\n"
    "groups:\n"
    "  ONLINE: [gateway, online, scorer, decider]\n"
    "flows:\n"
    "  data: {carries: d, labels: [event, transaction, request, raw]}\n"
    "  features: {carries: f, labels: [feature, lookup, materialize]}\n"
    "  model: {carries: m, labels: [model, deploy, register]}\n"
    "  predictions: {carries: p, labels: [score, prediction, decision, log]}\n"
    "  labels: {carries: l, labels: [label, chargeback]}\n"
    "  metrics: {carries: x, labels: [metric, logs]}\n"
    "pairs:\n"
    "  - {kind: data, from: [source], to: [stream, gateway, decider]}\n"
    "  - {kind: data, from: [stream], to: [processor, feature_job, raw, warehouse]}\n"
    "  - {kind: data, from: [processor], to: [feature_job, stream, dead]}\n"
    "  - {kind: data, from: [raw], to: [warehouse, trainer, feature_job]}\n"
    "  - {kind: data, from: [ONLINE], to: [ONLINE], rev: true}\n"
    "  - {kind: data, from: [intel], to: [online]}\n"
    "  - {kind: features, from: [feature_job], to: [offline, online], exp: true}\n"
    "  - {kind: features, from: [processor], to: [offline, online]}\n"
    "  - {kind: features, from: [offline], to: [trainer, online], exp: true, rev: true}\n"
    "  - {kind: features, from: [online], to: [scorer, decider], exp: true, rev: true}\n"
    "  - {kind: features, from: [online], to: [drift], rev: true}\n"
    "  - {kind: features, from: [registry], to: [feature_job, trainer], rev: true}\n"
    "  - {kind: model, from: [trainer], to: [models]}\n"
    "  - {kind: model, from: [models], to: [scorer], rev: true}\n"
    "  - {kind: predictions, from: [scorer, decider], to: [prediction_log, decider], exp: true}\n"
    "  - {kind: predictions, from: [stream], to: [prediction_log]}\n"
    "  - {kind: predictions, from: [prediction_log], to: [drift], exp: true}\n"
    "  - {kind: predictions, from: [prediction_log], to: [joiner, trainer, board]}\n"
    "  - {kind: labels, from: [labels], to: [joiner, trainer]}\n"
    "  - {kind: labels, from: [joiner], to: [trainer]}\n"
    "  - {kind: metrics, from: [ANY], to: [metrics], rev: true}\n"
    "  - {kind: metrics, from: [trainer], to: [tracking, drift]}\n"
    "  - {kind: metrics, from: [metrics, drift], to: [board]}\n"
    "lints: []\n"
    "entries: {roles: [source], stand_in: [gateway, stream]}\n"
    "carriers: [stream, raw]\n"
    "dry: [raw, warehouse, offline, online, prediction_log, models, joiner]\n"
    "questions: [decider, dead]\n"
    "requests: ONLINE\n"
    "exempt: [platform]\n"
    "max_inferred_roles: 4\n"
    "collections: {monitors: {keys: [threshold], kinds: {drift: feature_drift}}}\n"
    "keys: {}\n";

static const char vocabulary[] =
    "roles:\n"
    "  source: [payment gateway, transaction source]\n"
    "  intel: [device intelligence]\n"
    "  gateway: [api gateway, load balancer]\n"
    "  stream: [event (stream|bus|log), message queue, pub/sub, '(kafka|event) topic*']\n"
    "  processor: [stream process*, real-time aggregat*, 'collector {ends}', 'filter {ends}']\n"
    "  raw: [data lake, object stor*, raw events]\n"
    "  warehouse: [data warehouse, dwh, '(gold)? curated tables']\n"
    "  dead: [dead letter (queue|topic)?, dlq, quarantine*, 'filter {ends}']\n"
    "  feature_job: [feature (engineering|job|pipeline), velocity features]\n"
    "  registry: [feature (registry|catalogue|view*)]\n"
    "  offline: [offline (feature)? store, historical feature*]\n"
    "  online: [online (feature)? store, feature cache, low-latency (kv|store)]\n"
    "  labels: [chargeback*, dispute*]\n"
    "  joiner: [label (join*|store), label ~3 join*]\n"
    "  trainer: [train* (pipeline|job), model training, retrain* job, 'training{node}', 'fit {begins} {not: data}']\n"
    "  tracking: [experiment track*, hyperparameter log]\n"
    "  models: [model (registry|repository)]\n"
    "  scorer: [model (server|serving|api|endpoint), scoring (service|api), predict* service]\n"
    "  decider: [decision (engine|service), authorisation decision, 'decision{node}', '(apply|choose) threshold {label}']\n"
    "  prediction_log: [(prediction|decision) (log*|store)]\n"
    "  drift: [drift (detect*|monitor*|report)?, 'quality monitor*{near: model}']\n"
    "  metrics: [telemetry, 'monitoring{node}']\n"
    "  board: [dashboard*]\n"
    "  platform: [cluster, '?compute', 'namespace{not: feature|label}']\n"
    "composites:\n"
    "  - {phrase: feature store, roles: [offline, online]}\n"
    "  - {phrase: ml platform, roles: []}\n"
    "  - {phrase: client, roles: [source], node: true}\n"
    "rows:\n"
    "  R1: ['within #dur', '#n tables', 'over TOOL', 'retrain* ~4 every #dur']\n"
    "false_friends: []\n";

static const char tools[] =
    "version: 1\n"
    "role_hints:\n"
    "  redis: {online: [feature, features, lookup], stream: [pub/sub, queue], none: [session, rate limit*]}\n"
    "  postgres: {joiner: [labels], prediction_log: [predictions]}\n"
    "  mlflow: {tracking: [experiments, runs, 'log*', 'organis*'], models: [registry, 'model stag*']}\n"
    "  s3: {raw: [raw, landing], offline: [offline, features], prediction_log: [predictions]}\n"
    "general_store_groups: [kv, wide-column, rdbms]\n"
    "tools:\n"
    "  - {name: Apache Kafka, aliases: [kafka, apache kafka, msk], roles: [stream], group: streaming-log, "
    "kind: service}\n"
    "  - {name: Apache Flink, aliases: [flink, apache flink], roles: [processor, feature_job], group: "
    "stream-processing, kind: service}\n"
    "  - {name: Kafka Streams, aliases: [kafka streams], roles: [processor], group: stream-processing, kind: "
    "library}\n"
    "  - {name: Redis, aliases: [redis, redis cluster], roles: [online, stream], group: kv, kind: service}\n"
    "  - {name: Cassandra, aliases: [cassandra], roles: [online], group: wide-column, kind: service}\n"
    "  - {name: PostgreSQL, aliases: [postgres, postgresql], roles: [online, prediction_log], group: rdbms, "
    "kind: service}\n"
    "  - {name: Amazon S3, aliases: [s3, amazon s3], roles: [raw, offline, prediction_log], group: "
    "object-store, kind: service}\n"
    "  - {name: Feast, aliases: [feast, feast feature store], roles: [registry, offline, online], group: "
    "feature-store, kind: platform, ambiguous: true, ambiguous_aliases: [feast], context: [feature, "
    "features], not_context: [movable feast]}\n"
    "  - {name: MLflow, aliases: [mlflow], roles: [tracking, models], group: experiment-tracking, kind: "
    "service}\n"
    "  - {name: Triton, aliases: [triton, triton inference server], roles: [scorer], group: model-serving, "
    "kind: service}\n"
    "  - {name: Evidently, aliases: [evidently, evidently ai], roles: [drift], group: ml-monitoring, kind: "
    "service, ambiguous: true, ambiguous_aliases: [evidently], context: [drift, report], not_context: []}\n"
    "  - {name: Weights & Biases, aliases: ['w&b', wandb, weights & biases], roles: [tracking], group: "
    "experiment-tracking, kind: service}\n"
    "  - {name: XGBoost, aliases: [xgboost], roles: [], group: ml-library, kind: library}\n"
    "  - {name: Databricks, aliases: [databricks], roles: [trainer, warehouse, models, scorer, drift], "
    "group: ml-platform, kind: platform}\n"
    "  - {name: vLLM, aliases: [vllm], roles: [chatter], group: llm-serving, kind: service}\n"
    "  - {name: Prometheus, aliases: [prometheus], roles: [metrics], group: metrics, kind: service}\n"
    "  - {name: Grafana, aliases: [grafana], roles: [board], group: dashboard, kind: service}\n"
    "  - {name: Kubernetes, aliases: [kubernetes, k8s], roles: [platform], group: compute, kind: platform}\n";

static const char rubric_text[] = "name: small\n"
                                  "title: A small pack\n"
                                  "version: 1\n"
                                  "language: en\n"
                                  "extends: common\n"
                                  "level_share: [0, 0.2, 0.7, 1.0]\n"
                                  "dimensions:\n"
                                  "  - key: D\n"
                                  "    name: All\n"
                                  "    weight: 1\n"
                                  "    rows:\n"
                                  "      - id: R1\n"
                                  "        title: One\n"
                                  "        points: 1\n"
                                  "        levels:\n"
                                  "          1: {says: a, when: {has: stream}}\n"
                                  "          2: {says: b, when: {has: stream}}\n"
                                  "          3: {says: c, when: {has: stream}}\n"
                                  "bands: [{name: A, min: 0, reading: r}]\n";

#define FILE_OF(name, text)                                                                                  \
    {                                                                                                        \
        {name, sizeof name - 1},                                                                             \
        {                                                                                                    \
            text, sizeof text - 1                                                                            \
        }                                                                                                    \
    }
static const char empty[] = "{}\n", language[] = "negation: [no, not]\n"
                                                "deferral: {label: ['(future|planned) {label}']}\n";
static const struct pack_file small[] = {
    FILE_OF("rubric.yaml", rubric_text), FILE_OF("ontology.yaml", ontology),
    FILE_OF("predicates.yaml", empty),   FILE_OF("checks.yaml", empty),
    FILE_OF("flags.yaml", empty),        FILE_OF("vocabulary.en.yaml", vocabulary),
    FILE_OF("common/tools.yaml", tools), FILE_OF("common/language.en.yaml", language),
};
#undef FILE_OF

size_t helper_pack_files(const struct pack_file **out)
{
    *out = small;
    return sizeof small / sizeof *small;
}

struct rubric helper_pack(struct arena *arena)
{
    struct limits limits = limits_default();
    struct diags errors;
    struct rubric rubric = {0};
    diags_init(&errors, arena, &limits);
    if (!pack_load(&rubric, arena, &errors, small, sizeof small / sizeof *small)) {
        for (size_t i = 0; i < errors.n; i++)
            fprintf(stderr, "line %u: %.*s\n", errors.items[i].at.line, STR_ARG(errors.items[i].message));
        abort();
    }
    return rubric;
}

/* ------------------------------------------------------------------ drawings */

size_t helper_node(const struct architecture *arch, size_t view, const char *id)
{
    for (size_t i = 0; i < arch->n_nodes; i++)
        if (arch->nodes[i].view == view && str_is(arch->nodes[i].id, id))
            return i;
    return ARCH_NONE;
}

static size_t box(struct arena *arena, struct architecture *arch, size_t view, struct str text)
{
    struct place at = arch->views[view].at;
    text = str_trim(text);
    size_t bracket = str_find(text, STR("["));
    struct str id = str_trim(str_sub(text, 0, bracket));
    size_t node = helper_node(arch, view, arena_copy(arena, id.p, id.n));
    if (node == ARCH_NONE) {
        architecture_node(arena, arch, view, id, at);
        node = arch->n_nodes - 1;
    }
    if (bracket < text.n) {
        arch->nodes[node].label = str_sub(text, bracket + 1, text.n - bracket - 2);
        arch->nodes[node].own_label = true;
    }
    return node;
}

static void statement(struct arena *arena, struct architecture *arch, size_t view, struct str text)
{
    struct place at = arch->views[view].at;
    text = str_trim(text);
    if (str_starts(text, "group(")) {
        size_t end = str_find(text, STR(")"));
        architecture_group(arena, arch, view, str_sub(text, 6, end - 6), at);
        struct str rest = str_sub(text, end + 1, text.n), id;
        while (str_next(&rest, " ", &id)) {
            size_t member = box(arena, arch, view, id);
            arch->nodes[member].group = arch->n_groups - 1;
        }
        return;
    }
    size_t equals = str_find(text, STR("=")), colon = str_find(text, STR(": "));
    if (equals < text.n && colon < equals) {
        size_t number = box(arena, arch, view, str_sub(text, 0, colon));
        struct arch_node *node = &arch->nodes[number];
        struct str key = str_trim(str_sub(text, colon + 1, equals - colon - 1)),
                   value = str_sub(text, equals + 1, text.n);
        struct doc *doc = doc_scalar(arena, node->attrs, key, value, at);
        if (str_is(key, "role"))
            node->role = doc;
        if (str_is(key, "tool"))
            node->tool = value;
        if (str_is(key, "shape"))
            node->shape = value;
        return;
    }
    size_t from = ARCH_NONE;
    struct str label = STR("");
    while (text.n) {
        size_t head = str_find(text, STR("->")), tail = str_find(text, STR(" -"));
        struct str name = str_sub(text, 0, tail < head ? tail : head);
        size_t to = box(arena, arch, view, name);
        if (from != ARCH_NONE)
            architecture_edge(arena, arch, view, from, to, at)->label = label;
        from = to;
        label = tail + 2 < head ? str_sub(text, tail + 2, head - tail - 2) : STR("");
        text = head < text.n ? str_trim(str_sub(text, head + 2, text.n)) : STR("");
    }
}

size_t helper_draw(struct arena *arena, struct architecture *arch, const char *file, const char *drawing)
{
    struct text *text = text_new(arena, str_from(file), str_from(drawing));
    architecture_view(arena, arch, ARCH_DOT, text, (struct place){text, 1, 1});
    struct str rest = str_from(drawing), piece;
    while (str_next(&rest, ";", &piece))
        statement(arena, arch, arch->n_views - 1, piece);
    return arch->n_views - 1;
}
