#include "helper_damage.h"

#define EDIT(name) static void name(struct arena *arena, struct architecture *arch)
#define NODE(id) edit_drop_node(arch, id)
#define CUT(from, to) edit_drop_edge(arch, from, to)
#define ADD(from, to, kind) edit_add_edge(arena, arch, from, to, kind)

EDIT(no_rules)
{
    (void)arena;
    NODE("rules");
}

EDIT(no_feature_defaults)
{
    edit_drop_fact(arena, arch, "features", "default");
    NODE("rules");
    for (size_t i = 0; i < arch->n_nodes; i++) {
        struct doc *attrs = arch->nodes[i].attrs;
        for (size_t k = 0; k < attrs->n; k++)
            if (str_is(attrs->items[k]->key, "on_timeout"))
                attrs->items[k]->key = STR("note");
    }
}

EDIT(online_store_unwritten)
{
    (void)arena;
    CUT("velocity_job", "online_store");
    CUT("offline_store", "online_store");
}

EDIT(around_the_gate)
{
    ADD("training", "registry", "model");
}

EDIT(no_gate)
{
    NODE("gate");
    ADD("training", "registry", "model");
}

EDIT(around_the_registry)
{
    ADD("training", "rollout", "model");
}

EDIT(straight_to_the_server)
{
    ADD("training", "scorer", "model");
}

EDIT(labels_stop_before_training)
{
    (void)arena;
    CUT("label_store", "snapshots");
}

EDIT(training_ignores_the_store)
{
    (void)arena;
    CUT("offline_store", "snapshots");
}

EDIT(no_prediction_log)
{
    (void)arena;
    NODE("decision_log");
}

EDIT(prediction_log_unwritten)
{
    (void)arena;
    CUT("risk_service", "decision_log");
    CUT("challenger", "decision_log");
    CUT("explainer", "decision_log");
}

EDIT(parity_without_offline_side)
{
    (void)arena;
    CUT("offline_store", "parity");
}

EDIT(parity_without_served_side)
{
    (void)arena;
    CUT("decision_log", "parity");
}

EDIT(drift_without_baseline)
{
    CUT("snapshots", "drift");
    edit_drop_fact(arena, arch, "monitors", "baseline");
}

EDIT(drift_without_input)
{
    (void)arena;
    CUT("decision_log", "drift");
}

EDIT(performance_without_labels)
{
    (void)arena;
    CUT("label_store", "performance");
}

EDIT(no_raw_copy)
{
    (void)arena;
    NODE("lake");
}

EDIT(lake_unwritten)
{
    (void)arena;
    CUT("kafka", "lake");
}

EDIT(trigger_starts_nothing)
{
    (void)arena;
    CUT("retrain_ctl", "airflow");
}

EDIT(nothing_starts_the_trigger)
{
    CUT(NULL, "retrain_ctl");
    edit_drop_fact(arena, arch, "triggers", "condition");
    edit_drop_fact(arena, arch, "triggers", "cadence");
}

EDIT(no_rollout)
{
    (void)arena;
    NODE("rollout");
}

EDIT(rollout_bridged)
{
    NODE("rollout");
    NODE("challenger");
    ADD("registry", "scorer", "model");
}

EDIT(drift_alerts_nobody)
{
    (void)arena;
    CUT("drift", "pager");
}

EDIT(online_store_unread)
{
    (void)arena;
    CUT("feature_server", "online_store");
}

EDIT(no_dead_letters)
{
    (void)arena;
    NODE("dlq");
}

EDIT(no_snapshots)
{
    NODE("snapshots");
    ADD("offline_store", "training", "features");
    ADD("decision_log", "training", "predictions");
    ADD("label_store", "training", "labels");
}

EDIT(no_tracking)
{
    (void)arena;
    NODE("tracking");
}

EDIT(no_case_management)
{
    (void)arena;
    NODE("cases");
}

EDIT(verdicts_go_nowhere)
{
    (void)arena;
    CUT("cases", "label_store");
}

EDIT(two_implementations)
{
    (void)arena;
    NODE("feast_registry");
    CUT("velocity_job", "offline_store");
    CUT("offline_store", "online_store");
}

EDIT(no_quality_gate)
{
    NODE("quality_gate");
    ADD("lake", "batch_features", "data");
}

EDIT(metrics_of_serving_only)
{
    (void)arena;
    CUT("kafka", "prom");
    CUT("online_store", "prom");
}

EDIT(data_unwatched)
{
    NODE("data_health");
    edit_drop_entries(arena, arch, "monitors", "kind", "data freshness");
}

EDIT(decision_path_cut)
{
    (void)arena;
    CUT("gateway", "risk_service");
    CUT("risk_service", "switch");
}

EDIT(bare_platform)
{
    (void)arena;
    NODE("terraform");
    NODE("iam");
}

EDIT(cost_unwatched)
{
    NODE("budgets");
    edit_drop_fact(arena, arch, "cost", "guardrails");
}

const struct damage damages[] = {
    {"no rules, no fallback", no_rules, "P-CUT-MODEL", ""},
    {"no rules, and no defaults for features", no_feature_defaults, "P-CUT-MODEL P-CUT-FEATURES", ""},
    {"nothing writes the online store", online_store_unwritten, "P-STREAMFEAT P-DIAMOND", ""},
    {"an arrow around the gate", around_the_gate, "P-GATE P-MONLOOP", "S-BYPASS"},
    {"no gate", no_gate, "P-GATE P-MONLOOP", ""},
    {"an arrow around gate and registry, to the rollout", around_the_registry,
     "P-REGISTRY P-FEEDBACK P-MONLOOP", "S-BYPASS"},
    {"an arrow from training to the server", straight_to_the_server, "P-REGISTRY P-FEEDBACK P-MONLOOP",
     "S-BYPASS"},
    {"labels do not reach training", labels_stop_before_training, "P-LABEL P-FEEDBACK", ""},
    {"training does not read the offline store", training_ignores_the_store, "P-DIAMOND", ""},
    {"no prediction log", no_prediction_log,
     "P-PREDLOG P-LOGTRAIN P-FEEDBACK P-DRIFTWIRE P-PERFWIRE P-SKEWWIRE P-MONLOOP", ""},
    {"nothing writes the prediction log", prediction_log_unwritten,
     "P-PREDLOG P-LOGTRAIN P-FEEDBACK P-DRIFTWIRE P-PERFWIRE P-SKEWWIRE P-MONLOOP", ""},
    {"parity job without the offline side", parity_without_offline_side, "P-SKEWWIRE", ""},
    {"parity job without the served side", parity_without_served_side, "P-SKEWWIRE", ""},
    {"drift without a baseline", drift_without_baseline, "P-DRIFTWIRE", ""},
    {"drift without production data", drift_without_input, "P-DRIFTWIRE", ""},
    {"performance without labels", performance_without_labels, "P-PERFWIRE", ""},
    {"no raw copy", no_raw_copy, "P-RAWKEEP P-BATCHFEAT P-DQGATE", ""},
    {"nothing writes the lake", lake_unwritten, "P-RAWKEEP P-BATCHFEAT P-DQGATE", ""},
    {"the trigger starts nothing", trigger_starts_nothing, "P-TRIGGER P-MONLOOP", ""},
    {"nothing starts the trigger", nothing_starts_the_trigger, "P-TRIGGER P-MONLOOP", ""},
    {"no rollout", no_rollout, "P-DEPLOY P-REGISTRY P-FEEDBACK P-MONLOOP", ""},
    {"the registry feeds the server directly", rollout_bridged, "P-DEPLOY P-MONLOOP", ""},
    {"drift alerts nobody", drift_alerts_nobody, "P-ALERT", ""},
    {"nobody reads the online store", online_store_unread, "P-FEATREAD P-DIAMOND", ""},
    {"no dead letters", no_dead_letters, "P-DLQ", ""},
    {"no dataset versions", no_snapshots, "P-REPRO", ""},
    {"no record of runs", no_tracking, "P-REPRO", ""},
    {"no case management", no_case_management, "P-CASELOOP", ""},
    {"verdicts go nowhere", verdicts_go_nowhere, "P-CASELOOP", ""},
    {"two implementations of features", two_implementations, "P-DIAMOND", "S-DUAL"},
    {"no check of data", no_quality_gate, "P-DQGATE", ""},
    {"metrics of serving only", metrics_of_serving_only, "P-OPSMON", ""},
    {"nobody watches data", data_unwatched, "P-DATAMON", ""},
    {"the decision path is cut", decision_path_cut, "P-ONLINE P-CUT-MODEL", ""},
    {"neither code for infrastructure nor access", bare_platform, "P-PLATFORM", ""},
    {"nobody watches cost", cost_unwatched, "P-COSTMON", ""},
};
const size_t n_damages = sizeof damages / sizeof *damages;
