/*
 * Boxes without arrows and lists of words buy a mention and nothing more; and no loop gets better by losing a
 * hop.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_edit.h"
#include "helper_laws.h"

#include <string.h>

static const char *const phrases[] = {
    "Payment gateway",
    "API gateway",
    "Kafka topic",
    "Schema registry",
    "Flink stream processing",
    "Spark batch ETL",
    "Data lake",
    "Snowflake warehouse",
    "Device intelligence",
    "Great Expectations data validation",
    "Dead letter queue",
    "Feature engineering pipeline",
    "Feature registry",
    "Offline feature store",
    "Online feature store",
    "Feature server",
    "Chargebacks",
    "Label join",
    "Case management",
    "DVC snapshots",
    "Training pipeline",
    "MLflow experiment tracking",
    "Optuna hyperparameter tuning",
    "Evaluation gate",
    "Model registry",
    "Canary deployment",
    "Model server",
    "Rules engine",
    "Fallback",
    "Decision engine",
    "SHAP reason codes",
    "Prediction log",
    "Data freshness monitor",
    "Drift monitor",
    "Training-serving skew monitor",
    "Performance monitor",
    "Prometheus",
    "Grafana dashboards",
    "PagerDuty alerting",
    "Retraining trigger",
    "Airflow",
    "GitHub Actions CI/CD",
    "Kubernetes",
    "Terraform",
    "Vault secrets",
    "PAN tokenisation",
    "OpenLineage audit log",
    "Kubecost cost monitoring",
};

static const char *const stuffing = "point-in-time joins, training-serving skew, PSI, KS test, concept "
                                    "drift, shadow mode, canary, blue-green, "
                                    "champion/challenger, circuit breaker, dead letter queue, exactly-once, "
                                    "idempotency, chargebacks, label maturity, "
                                    "selection bias, cost per prediction, RPO/RTO, multi-AZ, SHAP, PCI DSS, "
                                    "GDPR, Feast, Triton, Kubeflow, Airflow, "
                                    "MLflow, DVC, Evidently, Prometheus, Grafana";

/* Boxes with declared roles, with telling labels, with everything in one label. */
static void pad_roles(struct arena *arena, struct architecture *arch, const struct rubric *rubric)
{
    for (size_t i = 0; i < rub_roles_n(rubric); i++)
        edit_add_node(arena, arch, arena_printf(arena, "unwired%zu", i), NULL,
                      rub_text(rubric, rub_roles(rubric, i)->id));
}

static void pad_labels(struct arena *arena, struct architecture *arch, const struct rubric *rubric)
{
    (void)rubric;
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        edit_add_node(arena, arch, arena_printf(arena, "unwired%zu", i), phrases[i], NULL);
}

static void pad_words(struct arena *arena, struct architecture *arch, const struct rubric *rubric)
{
    (void)rubric;
    edit_add_node(arena, arch, "best_practices", stuffing, NULL);
}

/* Predicates that ask whether boxes are there, as the pack says of them: a box more is what they are about.
 */
static bool about_presence(const char *id)
{
    return strcmp(id, "P-PARSE") == 0 || strcmp(id, "P-STORES") == 0 || strcmp(id, "P-PLATFORM") == 0;
}

static size_t pads(struct arena *arena, const struct graded *before, const char *name,
                   void (*pad)(struct arena *, struct architecture *, const struct rubric *), const char *how)
{
    const struct rubric *rubric = &before->rubric;
    struct architecture *arch = edit_copy(arena, before->arch);
    pad(arena, arch, rubric);
    const struct graded *after = laws_judge(arena, before, arch);
    size_t broken = 0;
    for (size_t i = 0; i < rub_predicates_n(rubric); i++) {
        const struct rub_predicate *predicate = rub_predicates(rubric, i);
        enum truth x = before->review->predicates[i].value, y = after->review->predicates[i].value;
        if (!predicate->smell && !about_presence(rub_text(rubric, predicate->id)) && y > x)
            broken += laws_broken("%s, %s: %s rises from %s to %s", name, how,
                                  rub_text(rubric, predicate->id), truth_name(x), truth_name(y));
    }
    for (size_t i = 0; i < rub_rows_n(rubric); i++) {
        int x = before->review->rows[i].level, y = after->review->rows[i].level;
        const struct evidence_list *evidence = &after->review->rows[i].evidence;
        if (y > x && y > 1)
            broken += laws_broken("%s, %s: %s rises from %d to %d (%.*s)", name, how,
                                  rub_text(rubric, rub_rows(rubric, i)->id), x, y,
                                  evidence->n ? (int)evidence->items[0].why.n : 0,
                                  evidence->n ? evidence->items[0].why.p : "");
    }
    return broken;
}

static size_t for_all(size_t (*law)(struct arena *, const struct graded *, const char *))
{
    struct arena *names_arena = arena_new(), *arena = arena_new();
    const char **names;
    size_t n = laws_fixtures(&names, names_arena);
    size_t broken = law(arena, laws_reference(arena, "yaml"), "reference.yaml");
    broken += law(arena, laws_reference(arena, "dot"), "reference.dot");
    arena_free(arena);
    for (size_t i = 0; i < n; i++) {
        struct laws_file *files;
        arena = arena_new();
        size_t n_files = laws_fixture(&files, arena, names[i]);
        const struct graded *drawn = laws_grade(arena, files, n_files);
        if (drawn->arch->n_nodes)
            broken += law(arena, drawn, names[i]);
        arena_free(arena);
    }
    arena_free(names_arena);
    return broken;
}

static size_t padded(struct arena *arena, const struct graded *drawn, const char *name)
{
    return pads(arena, drawn, name, pad_roles, "unwired roles") +
           pads(arena, drawn, name, pad_labels, "unwired labels") +
           pads(arena, drawn, name, pad_words, "a box of words");
}

static void padding_buys_a_mention(void **state)
{
    (void)state;
    assert_int_equal(for_all(padded), 0);
}

static bool drawn_at(const struct architecture *arch, size_t edge, const void *with)
{
    return place_cmp(arch->edges[edge].at, *(const struct place *)with) == 0;
}

static bool is_nth(const struct architecture *arch, size_t edge, const void *with)
{
    (void)arch;
    return edge == *(const size_t *)with;
}

static size_t no_better(struct arena *arena, const struct graded *before, struct architecture *arch,
                        const char *name, const char *what)
{
    const struct graded *after = laws_judge(arena, before, arch);
    if (!before->review->has_total || !after->review->has_total ||
        after->review->total <= before->review->total + 1e-6)
        return 0;
    size_t broken = laws_broken("%s without %s: the total rises from %.2f to %.2f", name, what,
                                before->review->total, after->review->total);
    for (size_t i = 0; i < rub_rows_n(&before->rubric); i++)
        if (before->review->rows[i].level < after->review->rows[i].level)
            laws_broken("  %s is at %d, then at %d",
                        rub_text(&before->rubric, rub_rows(&before->rubric, i)->id),
                        before->review->rows[i].level, after->review->rows[i].level);
    return broken;
}

/* Every arrow that a hop of a loop was seen in, one after the other, and all arrows of a hop at once. */
static size_t unlooped(struct arena *arena, const struct graded *drawn, const char *name)
{
    size_t broken = 0;
    for (size_t l = 0; l < rub_loops_n(&drawn->rubric); l++)
        for (size_t h = 0; h < drawn->review->loops[l].n_hops; h++) {
            const struct hop_verdict *hop = &drawn->review->loops[l].hops[h];
            struct arena *one = arena_new();
            struct architecture *none = edit_copy(one, drawn->arch);
            const char *title = rub_text(&drawn->rubric, rub_loops(&drawn->rubric, l)->title);
            size_t dropped = 0;
            for (size_t e = 0; e < hop->witness.n; e++) {
                struct architecture *arch = edit_copy(one, drawn->arch);
                const char *what =
                    arena_printf(one, "%s of '%s, %s'",
                                 arena_copy(one, hop->witness.items[e].why.p, hop->witness.items[e].why.n),
                                 title, hop->title);
                if (edit_drop_edges_if(arch, drawn_at, &hop->witness.items[e].at))
                    broken += no_better(one, drawn, arch, name, what);
                dropped += edit_drop_edges_if(none, drawn_at, &hop->witness.items[e].at);
            }
            if (dropped)
                broken += no_better(one, drawn, none, name, arena_printf(one, "'%s, %s'", title, hop->title));
            arena_free(one);
        }
    (void)arena;
    return broken;
}

static void losing_a_hop_never_pays(void **state)
{
    (void)state;
    assert_int_equal(for_all(unlooped), 0);
}

/* The reference has no arrow too many. */
static void no_arrow_of_the_reference_is_a_burden(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *whole = laws_reference(arena, "yaml");
    size_t broken = 0;
    for (size_t e = 0; e < whole->arch->n_edges; e++) {
        struct arena *one = arena_new();
        struct architecture *arch = edit_copy(one, whole->arch);
        const struct arch_edge *edge = &whole->arch->edges[e];
        const char *what = arena_printf(one, "%.*s -> %.*s", STR_ARG(whole->arch->nodes[edge->from].id),
                                        STR_ARG(whole->arch->nodes[edge->to].id));
        edit_drop_edges_if(arch, is_nth, &e);
        broken += no_better(one, whole, arch, "reference", what);
        arena_free(one);
    }
    arena_free(arena);
    assert_int_equal(broken, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(padding_buys_a_mention),
        cmocka_unit_test(losing_a_hop_never_pays),
        cmocka_unit_test(no_arrow_of_the_reference_is_a_burden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
