/*
 * Boxes without arrows and lists of words buy a mention and nothing more.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_each.h"
#include "helper_edit.h"
#include "helper_terms.h"

#include <string.h>

#define SEEDS 3

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

static size_t padded(struct arena *arena, const struct graded *drawn, const char *name)
{
    return pads(arena, drawn, name, pad_roles, "unwired roles") +
           pads(arena, drawn, name, pad_labels, "unwired labels") +
           pads(arena, drawn, name, pad_words, "a box of words");
}

static void padding_buys_a_mention(void **state)
{
    (void)state;
    assert_int_equal(each_drawing(padded), 0);
}

/* ------------------------------------------------------------------ in words */

static void list_of_terms(struct buf *out, struct arena *arena, const struct rubric *rubric, uint64_t *seed)
{
    for (size_t r = 0; r < rub_rows_n(rubric); r++)
        buf_printf(out, "- %.*s, %.*s\n", STR_ARG(terms_of_row(arena, rubric, r, seed)),
                   STR_ARG(terms_of_row(arena, rubric, r, seed)));
}

static void headings_of_terms(struct buf *out, struct arena *arena, const struct rubric *rubric,
                              uint64_t *seed)
{
    for (size_t r = 0; r < rub_rows_n(rubric); r++)
        buf_printf(out, "## %.*s\n\n", STR_ARG(terms_of_row(arena, rubric, r, seed)));
}

static void table_of_terms(struct buf *out, struct arena *arena, const struct rubric *rubric, uint64_t *seed)
{
    buf_puts(out, "| topic | also |\n|---|---|\n");
    for (size_t r = 0; r < rub_rows_n(rubric); r++)
        buf_printf(out, "| %.*s | %.*s |\n", STR_ARG(terms_of_row(arena, rubric, r, seed)),
                   STR_ARG(terms_of_row(arena, rubric, r, seed)));
}

/* Rows that ask whether words are there: five parts under headings, 300 words, names in the text. */
static bool about_words(const char *row)
{
    return strcmp(row, "COMM-03") == 0 || strcmp(row, "COMM-06") == 0;
}

static void terms_buy_a_mention(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        void (*write)(struct buf *, struct arena *, const struct rubric *, uint64_t *);
    } ways[] = {{"a list of terms", list_of_terms},
                {"headings", headings_of_terms},
                {"a table of terms", table_of_terms}};
    struct arena *names_arena = arena_new();
    const char **names;
    size_t n = laws_fixtures(&names, names_arena), broken = 0;
    for (size_t i = 0; i < n; i++) {
        struct arena *arena = arena_new();
        struct laws_file *files;
        size_t n_files = laws_fixture(&files, arena, names[i]);
        const struct graded *before = laws_grade(arena, files, n_files);
        for (size_t w = 0; w < sizeof ways / sizeof *ways; w++)
            for (uint64_t seed = 1; seed <= SEEDS; seed++) {
                struct arena *one = arena_new();
                struct laws_file *more = arena_alloc(one, (n_files + 1) * sizeof *more);
                struct buf text = buf_new(one, 1 * MIB);
                uint64_t dice = seed;
                ways[w].write(&text, one, &before->rubric, &dice);
                for (size_t f = 0; f < n_files; f++)
                    more[f] = files[f];
                more[n_files] = (struct laws_file){STR("zz-terms.md"), buf_str(&text)};
                const struct graded *after = laws_grade(one, more, n_files + 1);
                for (size_t r = 0; r < rub_rows_n(&before->rubric); r++) {
                    int x = before->review->rows[r].level, y = after->review->rows[r].level;
                    const char *id = rub_text(&before->rubric, rub_rows(&before->rubric, r)->id);
                    const struct evidence_list *evidence = &after->review->rows[r].evidence;
                    if (y > x && y > 1 && !about_words(id))
                        broken += laws_broken("%s, %s, seed %u: %s rises from %d to %d (%.*s)", names[i],
                                              ways[w].name, (unsigned)seed, id, x, y,
                                              evidence->n ? (int)evidence->items[evidence->n - 1].why.n : 0,
                                              evidence->n ? evidence->items[evidence->n - 1].why.p : "");
                }
                arena_free(one);
            }
        arena_free(arena);
    }
    arena_free(names_arena);
    assert_int_equal(broken, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(padding_buys_a_mention),
        cmocka_unit_test(terms_buy_a_mention),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
