#include "helper_style.h"

#define NODE(id) edit_drop_node(arch, id)
#define ADD(from, to, kind) edit_add_edge(arena, arch, from, to, kind)

#define STYLE(name)                                                                                          \
    static void name(struct arena *arena, struct architecture *arch, const struct rubric *rubric)

void style_unlabelled(struct arena *arena, struct architecture *arch, const struct rubric *rubric)
{
    (void)arena;
    (void)rubric;
    for (size_t i = 0; i < arch->n_edges; i++)
        arch->edges[i].kind = arch->edges[i].label = STR("");
}

static uint64_t roles_of(const struct arch_node *node, const struct rubric *rubric)
{
    uint64_t mask = 0;
    const struct doc *role = node->role;
    for (size_t i = 0; role && i < (role->kind == DOC_SCALAR ? 1 : role->n); i++)
        mask |=
            UINT64_C(1) << rub_role_of(rubric, doc_text(role->kind == DOC_SCALAR ? role : role->items[i]));
    return mask;
}

/* Arrows that people draw from the caller, the reader, the scraper: legal backwards with `rev`, and in no
 * other way. */
STYLE(call_direction)
{
    (void)arena;
    for (size_t i = 0; i < arch->n_edges; i++) {
        struct arch_edge *edge = &arch->edges[i];
        uint64_t from = roles_of(&arch->nodes[edge->from], rubric),
                 to = roles_of(&arch->nodes[edge->to], rubric);
        uint32_t kind = rub_kind_of(rubric, edge->kind);
        bool reverse = false, otherwise = false;
        for (size_t p = 0; p < rub_pairs_n(rubric); p++) {
            const struct rub_pair *pair = rub_pairs(rubric, p);
            reverse |= pair->kind == kind && pair->reverse && (pair->from & from) && (pair->to & to);
            otherwise |= (pair->from & to) && (pair->to & from);
        }
        if (reverse && !otherwise) {
            size_t swap = edge->from;
            edge->from = edge->to;
            edge->to = swap;
        }
    }
}

STYLE(call_direction_unlabelled)
{
    call_direction(arena, arch, rubric);
    style_unlabelled(arena, arch, rubric);
}

STYLE(feast_box)
{
    (void)rubric;
    edit_merge(arena, arch, "feast_registry offline_store online_store", "Feast", true);
}

STYLE(feast_tool)
{
    (void)rubric;
    edit_merge(arena, arch, "feast_registry offline_store online_store", "Feast", false);
}

STYLE(feast_box_unlabelled)
{
    feast_box(arena, arch, rubric);
    style_unlabelled(arena, arch, rubric);
}

STYLE(mlflow_box)
{
    (void)rubric;
    edit_merge(arena, arch, "tracking registry", "MLflow", true);
}

STYLE(mlflow_tool)
{
    (void)rubric;
    edit_merge(arena, arch, "tracking registry", "MLflow", false);
}

STYLE(observability_box)
{
    (void)rubric;
    edit_merge(arena, arch, "data_health drift parity performance prom grafana", "Observability", true);
}

STYLE(observability_and_alerts_box)
{
    (void)rubric;
    edit_merge(arena, arch, "data_health drift parity performance prom grafana pager", "Observability", true);
}

STYLE(s3_box)
{
    (void)rubric;
    edit_merge(arena, arch, "lake offline_store decision_log", "S3", true);
}

void style_one_hub(struct arena *arena, struct architecture *arch, const struct rubric *rubric)
{
    static const char *const parts[] = {"lake", "offline_store", "decision_log", "label_store", "snapshots"};
    struct buf ids = buf_new(arena, 256);
    (void)rubric;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (edit_find(arch, parts[i]) != ARCH_NONE)
            buf_printf(&ids, "%s ", parts[i]);
    edit_merge(arena, arch, ids.p, "S3", true);
}

STYLE(fat_risk_service)
{
    (void)rubric;
    edit_merge(arena, arch, "risk_service rules", "Risk service", true);
}

STYLE(no_gateway)
{
    (void)rubric;
    NODE("gateway");
    ADD("switch", "risk_service", "data");
}

STYLE(no_feature_server)
{
    (void)rubric;
    NODE("feature_server");
    ADD("risk_service", "online_store", "features");
    ADD("feast_registry", "online_store", "control");
}

STYLE(no_intermediates)
{
    no_gateway(arena, arch, rubric);
    no_feature_server(arena, arch, rubric);
    NODE("grafana");
    NODE("airflow");
    ADD("retrain_ctl", "training", "trigger");
}

STYLE(no_intermediates_unlabelled)
{
    no_intermediates(arena, arch, rubric);
    style_unlabelled(arena, arch, rubric);
}

const struct style styles[] = {
    {"all arrows unlabelled", style_unlabelled, true},
    {"call and scrape direction", call_direction, false},
    {"call and scrape direction, unlabelled", call_direction_unlabelled, true},
    {"one Feast box", feast_box, false},
    {"one Feast box, known by its tool", feast_tool, false},
    {"one Feast box, unlabelled", feast_box_unlabelled, true},
    {"one MLflow box", mlflow_box, false},
    {"one MLflow box, known by its tool", mlflow_tool, false},
    {"one observability box", observability_box, false},
    {"one observability box with alerts", observability_and_alerts_box, false},
    {"S3 as lake, offline store and log", s3_box, false},
    {"S3 as one hub", style_one_hub, false},
    {"a fat risk service", fat_risk_service, false},
    {"no gateway", no_gateway, false},
    {"no feature server", no_feature_server, false},
    {"no intermediates", no_intermediates, false},
    {"no intermediates, unlabelled", no_intermediates_unlabelled, true},
};
const size_t n_styles = sizeof styles / sizeof *styles;
