#include "parse/architecture_keys.h"

#include <string.h>

#define SET(rules, brief, named)                                                                             \
    {                                                                                                        \
        (rules), sizeof(rules) / sizeof *(rules), (brief), (named)                                           \
    }
#define TEXT(name, spellings)                                                                                \
    {                                                                                                        \
        (name), (spellings), KEY_TEXT, NULL                                                                  \
    }
#define WORDS(name, spellings)                                                                               \
    {                                                                                                        \
        (name), (spellings), KEY_WORDS, NULL                                                                 \
    }
#define LIST(name, spellings)                                                                                \
    {                                                                                                        \
        (name), (spellings), KEY_LIST, NULL                                                                  \
    }
#define PROSE(name, spellings)                                                                               \
    {                                                                                                        \
        (name), (spellings), KEY_PROSE, NULL                                                                 \
    }

static const struct key_rule note = WORDS("note", "notes comment comments description");

static const struct key_rule system_rules[] = {
    WORDS("name", "title"),
    WORDS("summary", "description about purpose"),
    WORDS("owner", NULL),
};
static const struct key_set system_keys = SET(system_rules, "name", NULL);

static const struct key_rule assumptions_rules[] = {
    TEXT("requests_per_day", "events_per_day"),
    TEXT("average_tps", "avg_tps average_rps avg_rps"),
    TEXT("peak_tps", "peak_rps"),
    TEXT("design_tps", "design_rps"),
    TEXT("peak_factor", NULL),
    WORDS("seasonality", NULL),
    TEXT("event_size", NULL),
    TEXT("log_record_size", NULL),
    {"entities", NULL, KEY_NAMED, NULL},
    WORDS("team", NULL),
    LIST("cloud", NULL),
    LIST("existing_platform", NULL),
    LIST("regions", "region"),
    LIST("compliance", NULL),
};
static const struct key_set assumptions_keys = SET(assumptions_rules, NULL, NULL);

static const struct key_rule slo_rules[] = {
    TEXT("decision_p50", "p50 latency_p50"),
    TEXT("decision_p95", "p95 latency_p95"),
    TEXT("decision_p99", "p99 latency_p99"),
    TEXT("availability", NULL),
    TEXT("rpo", NULL),
    TEXT("rto", NULL),
    TEXT("feature_freshness", NULL),
    TEXT("throughput", NULL),
    WORDS("measured_at", NULL),
};
static const struct key_set slo_keys = SET(slo_rules, NULL, NULL);

static const struct key_rule component_rules[] = {
    LIST("role", "roles"),
    WORDS("tool", "product tech technology tools"),
    WORDS("label", "name title"),
    TEXT("group", "in layer cluster"),
    TEXT("mode", NULL),
    TEXT("p50", "latency_p50"),
    TEXT("p95", "latency_p95"),
    TEXT("p99", "latency_p99"),
    TEXT("timeout", NULL),
    TEXT("retries", NULL),
    WORDS("on_timeout", "fallback"),
    TEXT("replicas", NULL),
    TEXT("min_replicas", NULL),
    TEXT("max_replicas", NULL),
    WORDS("autoscale", "autoscaling"),
    TEXT("capacity", NULL),
    TEXT("capacity_total", NULL),
    LIST("zones", "zone"),
    LIST("regions", "region"),
    TEXT("partitions", NULL),
    TEXT("replication", NULL),
    TEXT("retention", NULL),
    TEXT("delivery", NULL),
    TEXT("throughput_per_partition", NULL),
    TEXT("replication_interval", "replication_lag"),
    TEXT("backup_interval", "snapshot_interval"),
    TEXT("warm_up", "warmup"),
    TEXT("availability", NULL),
    TEXT("size", NULL),
    TEXT("growth", NULL),
    WORDS("instance", "instance_type"),
    TEXT("gpu", NULL),
    TEXT("spot", "preemptible"),
    WORDS("versioned_by", NULL),
    LIST("stores", NULL),
    LIST("contains", NULL),
    TEXT("cost", NULL),
    WORDS("owner", NULL),
    WORDS("runbook", NULL),
    /* facts of a component that stands for a monitor or a trigger, as in DOT */
    WORDS("metric", NULL),
    WORDS("threshold", NULL),
    TEXT("window", NULL),
    WORDS("baseline", NULL),
    WORDS("action", NULL),
    TEXT("severity", NULL),
};
const struct key_set keys_component = SET(component_rules, NULL, NULL);

static const struct key_rule flow_rules[] = {
    LIST("from", "source src"), LIST("to", "target dest destination"),
    TEXT("kind", "carries"),    TEXT("mode", NULL),
    TEXT("p50", "latency_p50"), TEXT("p95", "latency_p95"),
    TEXT("p99", "latency_p99"), TEXT("timeout", NULL),      TEXT("delivery", NULL),
    TEXT("rate", NULL),         WORDS("condition", NULL),
    WORDS("label", "name"),     TEXT("parallel", NULL),
};
const struct key_set keys_flow = SET(flow_rules, NULL, NULL);

static const struct key_rule features_rules[] = {
    TEXT("name", NULL),
    WORDS("entity", "entities"),
    LIST("examples", NULL),
    LIST("source", "sources"),
    WORDS("window", "windows"),
    TEXT("freshness", NULL),
    TEXT("materialize_every", "materialise_every"),
    TEXT("ttl", NULL),
    WORDS("definition", NULL),
    WORDS("default", "defaults"),
    WORDS("point_in_time", NULL),
    WORDS("owner", NULL),
};
static const struct key_set features_keys = SET(features_rules, "name", "name");

static const struct key_rule sources_rules[] = {
    WORDS("name", "source"), TEXT("delay_p50", NULL), TEXT("delay_p95", NULL),
    TEXT("trust", NULL),     WORDS("covers", NULL),
};
static const struct key_set sources_keys = SET(sources_rules, "name", "name");

static const struct key_rule labels_rules[] = {
    {"sources", "source", KEY_MAPS, &sources_keys},
    TEXT("maturity", NULL),
    WORDS("join_key", NULL),
    WORDS("negatives", NULL),
    WORDS("early_labels", NULL),
    WORDS("imbalance", NULL),
};
static const struct key_set labels_keys = SET(labels_rules, NULL, NULL);

static const struct key_rule training_rules[] = {
    TEXT("cadence", NULL),
    TEXT("duration", NULL),
    TEXT("window", NULL),
    TEXT("gap", NULL),
    WORDS("split", NULL),
    WORDS("snapshot", NULL),
    LIST("tracked", NULL),
    WORDS("tuning", NULL),
    WORDS("compute", NULL),
    TEXT("spot", "preemptible"),
    WORDS("seed", "reproducibility"),
    WORDS("baseline", NULL),
};
static const struct key_set training_keys = SET(training_rules, NULL, NULL);

static const struct key_rule gates_rules[] = {
    WORDS("name", NULL),  WORDS("metric", NULL), WORDS("rule", NULL),        LIST("on", NULL),
    TEXT("blocks", NULL), WORDS("owner", NULL),  WORDS("approved_by", NULL),
};
static const struct key_set gates_keys = SET(gates_rules, NULL, "name");

static const struct key_rule shadow_rules[] = {
    TEXT("duration", NULL),
    WORDS("share", NULL),
};
static const struct key_set shadow_keys = SET(shadow_rules, "duration", NULL);
static const struct key_rule canary_rules[] = {
    LIST("steps", NULL),
    TEXT("step_duration", NULL),
};
static const struct key_set canary_keys = SET(canary_rules, "steps", NULL);
static const struct key_rule rollback_rules[] = {
    WORDS("how", NULL),
    TEXT("time", NULL),
    TEXT("automatic", NULL),
};
static const struct key_set rollback_keys = SET(rollback_rules, "how", NULL);

static const struct key_rule rollout_rules[] = {
    {"shadow", NULL, KEY_MAP, &shadow_keys},
    {"canary", NULL, KEY_MAP, &canary_keys},
    PROSE("guardrails", "guardrail"),
    {"rollback", NULL, KEY_MAP, &rollback_keys},
    TEXT("keep_previous", NULL),
    WORDS("kill_switch", NULL),
    WORDS("approved_by", NULL),
};
static const struct key_set rollout_keys = SET(rollout_rules, NULL, NULL);

static const struct key_rule monitors_rules[] = {
    WORDS("name", NULL),      LIST("kind", NULL),    LIST("on", "watches component"), WORDS("metric", NULL),
    WORDS("threshold", NULL), WORDS("window", NULL), WORDS("baseline", NULL),         WORDS("action", NULL),
    TEXT("severity", NULL),   WORDS("owner", NULL),  WORDS("runbook", NULL),          LIST("slices", NULL),
};
static const struct key_set monitors_keys = SET(monitors_rules, NULL, "name");

static const struct key_rule triggers_rules[] = {
    WORDS("name", NULL),   LIST("on", "when"),         WORDS("condition", NULL),   TEXT("cadence", NULL),
    WORDS("guard", NULL),  TEXT("cooldown", NULL),     TEXT("max_per_week", NULL), WORDS("approval", NULL),
    WORDS("action", NULL), WORDS("approved_by", NULL), WORDS("owner", NULL),
};
static const struct key_set triggers_keys = SET(triggers_rules, NULL, "name");

static const struct key_rule failure_modes_rules[] = {
    WORDS("failure", "name"), LIST("component", "components"), WORDS("detect", "detection"),
    WORDS("impact", NULL),    WORDS("mitigation", NULL),       WORDS("decision_during", NULL),
    WORDS("owner", NULL),     TEXT("recover_in", NULL),        WORDS("tested", NULL),
};
static const struct key_set failure_modes_keys = SET(failure_modes_rules, NULL, "failure");

static const struct key_rule skew_controls_rules[] = {
    WORDS("control", "name"), WORDS("how", NULL),    WORDS("measure", NULL),
    WORDS("threshold", NULL), WORDS("action", NULL), LIST("where", NULL),
};
static const struct key_set skew_controls_keys = SET(skew_controls_rules, "control", "control");

static const struct key_rule lines_rules[] = {
    WORDS("item", "name"),
    LIST("component", "components"),
    TEXT("monthly", "cost"),
    WORDS("basis", NULL),
};
static const struct key_set lines_keys = SET(lines_rules, NULL, "item");
static const struct key_rule business_case_rules[] = {
    WORDS("conclusion", NULL),
};
static const struct key_set business_case_keys = SET(business_case_rules, "conclusion", NULL);
static const struct key_rule guardrails_rules[] = {
    TEXT("budget", NULL),
    TEXT("alert_at", NULL),
    WORDS("owner", NULL),
};
static const struct key_set guardrails_keys = SET(guardrails_rules, NULL, NULL);

static const struct key_rule cost_rules[] = {
    TEXT("currency", NULL),
    TEXT("as_of", NULL),
    WORDS("price_basis", NULL),
    TEXT("monthly_total", "total"),
    TEXT("per_1k_predictions", NULL),
    {"lines", "items", KEY_MAPS, &lines_keys},
    WORDS("people", NULL),
    {"business_case", NULL, KEY_MAP, &business_case_keys},
    PROSE("levers", "lever"),
    {"guardrails", "guardrail", KEY_MAPS, &guardrails_keys},
    PROSE("not_included", NULL),
    WORDS("conclusion", NULL),
};
static const struct key_set cost_keys = SET(cost_rules, NULL, NULL);

static const struct key_rule alternatives_rules[] = {
    WORDS("name", "choice"),
    WORDS("why_not", "because"),
};
static const struct key_set alternatives_keys = SET(alternatives_rules, "name", NULL);

static const struct key_rule decisions_rules[] = {
    WORDS("topic", "name title"),
    WORDS("choice", "decision"),
    WORDS("because", "why reason"),
    {"alternatives", "alternative", KEY_MAPS, &alternatives_keys},
    WORDS("trade_off", "tradeoff trade_offs tradeoffs"),
    WORDS("revisit_when", NULL),
    WORDS("exit", NULL),
    WORDS("hosting", NULL),
    WORDS("owner", NULL),
};
static const struct key_set decisions_keys = SET(decisions_rules, NULL, "topic");

static const struct key_rule security_rules[] = {
    WORDS("encryption", NULL),    WORDS("access", NULL),          WORDS("retention", NULL),
    WORDS("dpia", "legal_basis"), WORDS("audit_retention", NULL), WORDS("automated_decision", NULL),
};
static const struct key_set security_keys = SET(security_rules, NULL, NULL);

static const struct key_rule top_rules[] = {
    TEXT("grade", NULL),
    {"system", NULL, KEY_MAP, &system_keys},
    {"assumptions", "assumption", KEY_MAP, &assumptions_keys},
    {"slo", "slos", KEY_MAP, &slo_keys},
    {"components", "nodes", KEY_OWN, &keys_component},
    {"groups", "clusters", KEY_OWN, NULL},
    {"flows", "edges", KEY_OWN, &keys_flow},
    LIST("critical_path", NULL),
    {"features", "feature", KEY_MAPS, &features_keys},
    {"labels", NULL, KEY_MAP, &labels_keys},
    {"training", NULL, KEY_MAP, &training_keys},
    {"gates", "gate", KEY_MAPS, &gates_keys},
    {"rollout", NULL, KEY_MAP, &rollout_keys},
    {"monitors", "monitor monitoring", KEY_MAPS, &monitors_keys},
    {"triggers", "trigger", KEY_MAPS, &triggers_keys},
    {"failure_modes", "failures", KEY_MAPS, &failure_modes_keys},
    {"skew_controls", "skew_control", KEY_MAPS, &skew_controls_keys},
    {"cost", "costs", KEY_MAP, &cost_keys},
    {"decisions", "decision", KEY_MAPS, &decisions_keys},
    {"security", NULL, KEY_MAP, &security_keys},
    PROSE("assumed_not_shown", NULL),
    PROSE("out_of_scope", NULL),
    PROSE("open_questions", "questions"),
    PROSE("phases", NULL),
};
const struct key_set keys_top = SET(top_rules, NULL, NULL);

static char fold(char c)
{
    return c == '-' || c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool keys_same(struct str a, struct str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (fold(a.p[i]) != fold(b.p[i]))
            return false;
    return true;
}

bool key_is(struct str written, const char *canonical)
{
    return keys_same(written, str_from(canonical));
}

bool key_extension(struct str key, struct str *out)
{
    bool prefixed = key.n > 2 && fold(key.p[0]) == 'x' && fold(key.p[1]) == '_';
    *out = prefixed ? str_sub(key, 2, key.n) : key;
    return prefixed;
}

static bool rule_takes(const struct key_rule *rule, struct str key)
{
    struct str rest = str_from(rule->spellings), one;
    if (key_is(key, rule->name))
        return true;
    while (str_next(&rest, " ", &one))
        if (keys_same(key, one))
            return true;
    return false;
}

const struct key_rule *key_find(const struct key_set *set, struct str key)
{
    key_extension(key, &key);
    for (size_t i = 0; set && i < set->n; i++)
        if (rule_takes(&set->rules[i], key))
            return &set->rules[i];
    return rule_takes(&note, key) ? &note : NULL;
}

/* What follows "path." in a pack's key, or the empty slice. */
static struct str below(struct str name, struct str path)
{
    bool is = name.n > path.n + 1 && keys_same(str_sub(name, 0, path.n), path) && name.p[path.n] == '.';
    return is ? str_sub(name, path.n + 1, name.n) : STR("");
}

const char *key_of_pack(struct arena *arena, const struct arch_names *names, struct str path, struct str key,
                        bool *deeper)
{
    struct str found = STR("");
    *deeper = false;
    key_extension(key, &key);
    for (size_t i = 0; i < names->n_keys; i++) {
        struct str rest = below(str_from(names->keys[i]), path);
        size_t dot = str_find(rest, STR("."));
        if (!rest.n || !keys_same(str_sub(rest, 0, dot), key))
            continue;
        found = str_sub(rest, 0, dot);
        *deeper = *deeper || dot < rest.n;
    }
    return found.n ? arena_copy(arena, found.p, found.n) : NULL;
}

const char *key_nearest(struct arena *arena, const struct key_set *set, const struct arch_names *names,
                        struct str path, struct str key)
{
    size_t n = 0, most = (set ? set->n : 0) + names->n_keys + 1;
    const char **all = arena_alloc(arena, most * sizeof *all);
    for (size_t i = 0; set && i < set->n; i++)
        all[n++] = set->rules[i].name;
    for (size_t i = 0; i < names->n_keys; i++) {
        struct str rest = below(str_from(names->keys[i]), path);
        size_t dot = str_find(rest, STR("."));
        if (rest.n)
            all[n++] = arena_copy(arena, rest.p, dot);
    }
    all[n++] = note.name;
    key_extension(key, &key);
    return did_you_mean(key, all, n);
}
