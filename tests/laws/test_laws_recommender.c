/*
 * The second pack, reference/recommender: a rubric is data, and what holds for the built-in one holds for it.
 * Its solution has every shape, boxes and words alone buy a mention, and a hop that is taken out of a loop is
 * missed.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "helper_edit.h"
#include "helper_laws.h"

#define PACK "reference/recommender"

static const struct graded *solution(struct arena *arena, const char *file)
{
    struct laws_file read = laws_file(arena, arena_printf(arena, PACK "/solution/%s", file));
    return laws_grade_by(arena, PACK, &read, 1);
}

static const struct graded *whole_solution(struct arena *arena)
{
    static const char *const names[] = {"architecture.yaml", "architecture.dot", "README.md"};
    struct laws_file files[3];
    for (size_t i = 0; i < 3; i++)
        files[i] = laws_file(arena, arena_printf(arena, PACK "/solution/%s", names[i]));
    return laws_grade_by(arena, PACK, files, 3);
}

/* ---- the solution */

static size_t shapes(const struct graded *graded, const char *what)
{
    const struct rubric *rubric = &graded->rubric;
    const struct review *review = graded->review;
    size_t broken = 0;
    for (size_t i = 0; i < rub_predicates_n(rubric); i++) {
        const struct rub_predicate *predicate = rub_predicates(rubric, i);
        const struct predicate_verdict *verdict = &review->predicates[i];
        if (verdict->value != (predicate->smell ? TRUTH_FALSE : TRUTH_TRUE))
            broken += laws_broken("%s: %s is %s: %.*s", what, rub_text(rubric, predicate->id),
                                  truth_name(verdict->value), STR_ARG(verdict->missing));
    }
    for (size_t i = 0; i < rub_gates_n(rubric); i++)
        if (review->gates[i].applied || review->gates[i].probable)
            broken += laws_broken("%s: gate %s: %.*s", what, rub_text(rubric, rub_gates(rubric, i)->id),
                                  STR_ARG(review->gates[i].message));
    for (size_t i = 0; i < rub_checks_n(rubric); i++)
        if (review->checks[i].result >= CHECK_WARN)
            broken += laws_broken("%s: %s complains: %.*s", what, rub_text(rubric, rub_checks(rubric, i)->id),
                                  STR_ARG(review->checks[i].arithmetic));
    for (size_t i = 0; i < rub_loops_n(rubric); i++)
        if (!review->loops[i].closed)
            broken +=
                laws_broken("%s: the loop '%s' is open", what, rub_text(rubric, rub_loops(rubric, i)->title));
    for (size_t i = 0; i < graded->diags.n; i++)
        broken += laws_broken("%s:%u: [%s]: %.*s", what, (unsigned)graded->diags.items[i].at.line,
                              diag_name(graded->diags.items[i].id), STR_ARG(graded->diags.items[i].message));
    return broken;
}

static void the_solution_holds_every_shape(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    size_t broken = shapes(solution(arena, "architecture.yaml"), "yaml");
    broken += shapes(solution(arena, "architecture.dot"), "dot");
    const struct graded *whole = whole_solution(arena);
    broken += shapes(whole, "solution");
    assert_true(whole->review->has_total && whole->review->total >= 90);
    assert_true(whole->review->total == whole->review->ungated);
    for (size_t i = 0; i < rub_rows_n(&whole->rubric); i++)
        if (whole->review->rows[i].level < 2)
            broken +=
                laws_broken("%s is at %d: %.*s", rub_text(&whole->rubric, rub_rows(&whole->rubric, i)->id),
                            whole->review->rows[i].level, STR_ARG(whole->review->rows[i].looked_for));
    arena_free(arena);
    assert_int_equal(broken, 0);
}

static void the_pack_is_what_was_promised(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *graded = solution(arena, "architecture.yaml");
    assert_int_equal(rub_rows_n(&graded->rubric), 25);
    assert_int_equal(rub_dimensions_n(&graded->rubric), 7);
    arena_free(arena);
}

/* ---- the other pack's solution has no page to show */

static void another_answer_is_gated(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct laws_file file = laws_file(arena, "reference/fraud-detection/solution/architecture.yaml");
    const struct graded *graded = laws_grade_by(arena, PACK, &file, 1);
    size_t reasons = 0;
    for (size_t i = 0; i < rub_gates_n(&graded->rubric); i++)
        if (graded->review->gates[i].applied && graded->review->gates[i].message.n)
            reasons++;
    assert_true(reasons > 0);
    assert_true(graded->review->total <= 40);
    arena_free(arena);
}

/* ---- words and boxes */

static const char keywords[] = "# Recommender\n\n"
                               "Kafka, Flink, Spark, S3, data lake, Feast, online store, offline store, "
                               "Redis, two-tower, user tower, item tower, "
                               "embeddings, FAISS, Milvus, HNSW, approximate nearest neighbours, candidate "
                               "generation, retrieval, ranking, "
                               "re-ranking, MMR, diversity, business rules, Triton, DCN, learning to rank, "
                               "impression log, position, propensity, "
                               "attribution window, delayed conversions, negative sampling, point-in-time, "
                               "position bias, popularity bias, cold "
                               "start, exploration, epsilon-greedy, bandit, A/B test, interleaving, shadow, "
                               "canary, guardrails, power, ramp, "
                               "rollback, MLflow, model registry, evaluation gate, NDCG, recall@k, "
                               "calibration, PSI, embedding drift, index age, "
                               "CTR by position, dwell time, coverage, long tail, Prometheus, Grafana, "
                               "PagerDuty, runbook, Airflow, retraining "
                               "trigger, Kubernetes, Terraform, fallback to popular items, cache, circuit "
                               "breaker, timeout, load shedding, cost "
                               "per 1k, GPU, quantization, spot.\n";

static void a_list_of_words_stays_small(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct laws_file file = {STR("README.md"), {keywords, sizeof keywords - 1}};
    const struct graded *graded = laws_grade_by(arena, PACK, &file, 1);
    assert_true(graded->review->ungated <= 20);
    for (size_t i = 0; i < rub_rows_n(&graded->rubric); i++)
        assert_true(graded->review->rows[i].level <= 1);
    arena_free(arena);
}

/* The solution's boxes with all that they declare, and nothing else: no arrow, no lists of facts. */
static struct architecture *boxes_only(struct arena *arena, const struct graded *whole)
{
    static const char *const lists[] = {
        "assumptions",   "slo",           "features", "labels",         "training",    "gates",
        "rollout",       "cost",          "monitors", "triggers",       "decisions",   "security",
        "failure_modes", "skew_controls", "phases",   "open_questions", "out_of_scope"};
    struct architecture *arch = edit_copy(arena, whole->arch);
    edit_drop_edge(arch, NULL, NULL);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        edit_drop_fact(arena, arch, "", lists[i]);
    return arch;
}

static void boxes_without_arrows_stay_small(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *whole = solution(arena, "architecture.yaml");
    const struct graded *graded = laws_judge(arena, whole, boxes_only(arena, whole));
    assert_false(graded->review->has_total);
    assert_true(graded->review->ungated < 30);
    /* Five arrows that say nothing make it a drawing, and no better. */
    struct architecture *arch = boxes_only(arena, whole);
    static const char *const boxes[] = {"terraform", "iam", "ci", "budgets", "eks", "grafana"};
    for (size_t i = 0; i + 1 < sizeof boxes / sizeof *boxes; i++)
        edit_add_edge(arena, arch, boxes[i], boxes[i + 1], "control");
    graded = laws_judge(arena, whole, arch);
    assert_true(graded->review->has_total);
    assert_true(graded->review->total < 30);
    arena_free(arena);
}

/* ---- damage: what it costs, by name */

#define EDIT(name) static void name(struct arena *arena, struct architecture *arch)
#define NODE(id) edit_drop_node(arch, id)
#define CUT(from, to) edit_drop_edge(arch, from, to)
#define ADD(from, to, kind) edit_add_edge(arena, arch, from, to, kind)

EDIT(one_source)
{
    (void)arena;
    CUT("candidates", "trending");
    CUT("candidates", "fresh_items");
}
EDIT(ranker_not_asked)
{
    (void)arena;
    CUT("feed_service", "ranker");
}
EDIT(no_final_order)
{
    (void)arena;
    NODE("slate_builder");
}
EDIT(only_the_ranker)
{
    (void)arena;
    NODE("safe_feed");
    NODE("slate_cache");
    CUT("feed_service", "candidates");
    ADD("ranker", "candidates", "data");
}
EDIT(index_unfed)
{
    (void)arena;
    CUT("index_builder", "item_index");
    CUT("rollout", "item_index");
}
EDIT(nothing_builds)
{
    (void)arena;
    CUT("airflow", "item_tower");
    CUT("airflow", "index_builder");
    CUT("catalog", "item_tower");
}
EDIT(index_unwatched)
{
    CUT("item_index", "data_health");
    CUT("item_tower", "drift");
    edit_drop_entries(arena, arch, "monitors", "name", "index-age version-mismatch stage-latency");
}
EDIT(index_past_the_registry)
{
    CUT("registry", "item_tower");
    CUT("rollout", "item_index");
    ADD("training", "index_builder", "embeddings");
}
EDIT(no_session_features)
{
    (void)arena;
    CUT("session_job", "online_store");
}
EDIT(impressions_unlogged)
{
    (void)arena;
    CUT("feed_service", "kafka");
    CUT("ranker_next", "kafka");
    CUT("kafka", "slate_log");
}
EDIT(clicks_not_joined)
{
    (void)arena;
    CUT("slate_log", "label_join");
}
EDIT(examples_go_nowhere)
{
    (void)arena;
    CUT("label_join", "snapshots");
}
EDIT(around_the_evaluation)
{
    ADD("training", "registry", "model");
}
EDIT(experiment_reads_nothing)
{
    (void)arena;
    CUT("label_join", "experiments");
}
EDIT(nobody_explores)
{
    NODE("explorer");
    edit_drop_fact(arena, arch, "labels", "exploration");
}
EDIT(positions_unlogged)
{
    CUT("kafka", "slate_log");
    CUT("feed_service", "kafka");
    ADD("feed_service", "slate_log", "impressions");
    size_t log = edit_node(arch, "slate_log");
    for (size_t i = 0; i < arch->nodes[log].attrs->n; i++)
        if (str_is(arch->nodes[log].attrs->items[i]->key, "stores"))
            *arch->nodes[log].attrs->items[i] =
                *edit_clone(arena, arch->nodes[log].attrs, arch->nodes[log].attrs->items[i == 0]);
}
EDIT(new_items_wait)
{
    (void)arena;
    CUT("kafka", "fresh_items");
    CUT("catalog", "item_tower");
    CUT("offline_store", "item_tower");
}
EDIT(clicks_unwatched)
{
    (void)arena;
    CUT("label_join", "feed_quality");
}
EDIT(drift_alerts_nobody)
{
    (void)arena;
    CUT("drift", "pager");
}
EDIT(trigger_starts_nothing)
{
    (void)arena;
    CUT("retrain_ctl", "airflow");
}
EDIT(parity_one_sided)
{
    (void)arena;
    CUT("offline_store", "parity");
}

/* costs: predicates that are no longer true; raises: smells that hold now; hop: the hop of a loop that is
 * open now, by its title; rows: rows that are lower and say what is missing. Apart by spaces, but the hop. */
static const struct {
    const char *name;
    void (*make)(struct arena *arena, struct architecture *arch);
    const char *costs, *raises, *hop, *rows;
} damages[] = {
    {"one source of candidates", one_source, "P-SOURCES", "", "candidates", "PIPE-02"},
    {"nobody asks the ranker", ranker_not_asked, "P-SERVE", "", "ranking", "PIPE-05"},
    {"no final order", no_final_order, "P-RERANK", "", "final order", "PIPE-05"},
    {"every way leads through the ranker", only_the_ranker, "P-CUT-RANKER", "", "without the ranker",
     "FAIL-01"},
    {"nothing fills the index", index_unfed, "P-INDEX P-VERSIONS", "", "vectors to index",
     "PIPE-02 PIPE-03 SKEW-02"},
    {"nothing starts the build", nothing_builds, "P-BUILD", "", "build started", "PIPE-03"},
    {"nobody watches the index", index_unwatched, "P-INDEXMON", "", "watched", "PIPE-03"},
    {"the index is filled past the registry", index_past_the_registry, "P-VERSIONS", "S-INDEX-SKEW",
     "one version", "SKEW-02"},
    {"no session features", no_session_features, "P-STREAMFEAT", "", "session features", "PIPE-04"},
    {"impressions are not logged", impressions_unlogged, "P-IMPLOG P-JOIN P-PERFWIRE P-EXPLORE", "",
     "shown is logged", "PIPE-06 SKEW-03 MON-02"},
    {"clicks do not meet impressions", clicks_not_joined, "P-JOIN", "", "joined with outcomes", "PIPE-06"},
    {"examples go nowhere", examples_go_nowhere, "P-LABEL", "", "to training", "PIPE-06"},
    {"an arrow around the evaluation", around_the_evaluation, "P-GATE", "S-BYPASS", "evaluation", "PIPE-07"},
    {"the experiment reads nothing", experiment_reads_nothing, "P-EXPERIMENT", "", "variants and outcomes",
     "LOOP-04"},
    {"nobody explores", nobody_explores, "P-EXPLORE", "", "logged", "LOOP-01"},
    {"positions are not logged", positions_unlogged, "P-POSITION", "", "with position and propensity",
     "SKEW-03"},
    {"new items wait for clicks", new_items_wait, "P-COLD", "", "new items", "LOOP-03"},
    {"outcomes are not watched", clicks_unwatched, "P-PERFWIRE", "", "impressions against outcomes",
     "MON-02"},
    {"drift alerts nobody", drift_alerts_nobody, "P-ALERT", "", "somebody is told", ""},
    {"the trigger starts nothing", trigger_starts_nothing, "P-TRIGGER", "", "trigger", "PIPE-07"},
    {"one side of the parity job", parity_one_sided, "P-SKEWWIRE", "", "compared", "SKEW-01"},
};

/* Every id of the list satisfies the test, which says what is wrong where it does not. */
static size_t each(const char *ids, const struct graded *before, const struct graded *after, const char *name,
                   size_t (*test)(const struct graded *, const struct graded *, const char *, const char *))
{
    struct arena *arena = arena_new();
    struct str rest = str_from(ids), one;
    size_t broken = 0;
    while (str_next(&rest, " ", &one))
        broken += test(before, after, arena_copy(arena, one.p, one.n), name);
    arena_free(arena);
    return broken;
}

static size_t costs(const struct graded *before, const struct graded *after, const char *id, const char *name)
{
    const struct predicate_verdict *verdict = &after->review->predicates[laws_predicate(after, id)];
    if (laws_value(before, id) == TRUTH_TRUE && verdict->value < TRUTH_TRUE && verdict->missing.n)
        return 0;
    return laws_broken("%s: %s is %s", name, id, truth_name(verdict->value));
}

static size_t raises(const struct graded *before, const struct graded *after, const char *id,
                     const char *name)
{
    if (laws_value(before, id) == TRUTH_FALSE && laws_value(after, id) == TRUTH_TRUE)
        return 0;
    return laws_broken("%s: %s is %s", name, id, truth_name(laws_value(after, id)));
}

static size_t lowers(const struct graded *before, const struct graded *after, const char *id,
                     const char *name)
{
    const struct row_verdict *row = &after->review->rows[laws_row(after, id)];
    if (row->level < laws_level(before, id) && row->looked_for.n)
        return 0;
    return laws_broken("%s: %s was at %d and is at %d", name, id, laws_level(before, id), row->level);
}

static bool open_now(const struct graded *graded, const char *hop)
{
    for (size_t l = 0; l < rub_loops_n(&graded->rubric); l++)
        for (size_t h = 0; h < graded->review->loops[l].n_hops; h++)
            if (strcmp(graded->review->loops[l].hops[h].title, hop) == 0 &&
                graded->review->loops[l].hops[h].value < TRUTH_TRUE && !graded->review->loops[l].closed)
                return true;
    return false;
}

static void each_damage_costs_what_it_should(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *whole = solution(arena, "architecture.yaml");
    size_t broken = 0;
    for (size_t d = 0; d < sizeof damages / sizeof *damages; d++) {
        struct arena *one = arena_new();
        struct architecture *arch = edit_copy(one, whole->arch);
        damages[d].make(one, arch);
        const struct graded *graded = laws_judge(one, whole, arch);
        broken += each(damages[d].costs, whole, graded, damages[d].name, costs);
        broken += each(damages[d].raises, whole, graded, damages[d].name, raises);
        broken += each(damages[d].rows, whole, graded, damages[d].name, lowers);
        if (!open_now(graded, damages[d].hop))
            broken += laws_broken("%s: the hop '%s' is not open", damages[d].name, damages[d].hop);
        if (graded->review->has_total && graded->review->total > whole->review->total + 1e-6)
            broken += laws_broken("%s: the total rises to %.2f", damages[d].name, graded->review->total);
        arena_free(one);
    }
    arena_free(arena);
    assert_int_equal(broken, 0);
}

/* Boxes of every role and one full of words beside a damaged drawing repair nothing. */
static void padding_repairs_nothing(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *whole = solution(arena, "architecture.yaml");
    size_t broken = 0;
    for (size_t d = 0; d < sizeof damages / sizeof *damages; d++) {
        struct arena *one = arena_new();
        struct architecture *arch = edit_copy(one, whole->arch);
        damages[d].make(one, arch);
        const struct graded *before = laws_judge(one, whole, arch);
        arch = edit_copy(one, arch);
        for (size_t i = 0; i < rub_roles_n(&whole->rubric); i++)
            edit_add_node(one, arch, arena_printf(one, "unwired%zu", i), NULL,
                          rub_text(&whole->rubric, rub_roles(&whole->rubric, i)->id));
        edit_add_node(one, arch, "best_practices", keywords + 15, NULL);
        const struct graded *after = laws_judge(one, whole, arch);
        for (size_t i = 0; i < rub_predicates_n(&whole->rubric); i++)
            if (!rub_predicates(&whole->rubric, i)->smell &&
                after->review->predicates[i].value > before->review->predicates[i].value)
                broken += laws_broken("%s, padded: %s rises", damages[d].name,
                                      rub_text(&whole->rubric, rub_predicates(&whole->rubric, i)->id));
        for (size_t i = 0; i < rub_rows_n(&whole->rubric); i++)
            if (after->review->rows[i].level > before->review->rows[i].level &&
                after->review->rows[i].level > 1)
                broken += laws_broken("%s, padded: %s rises to %d", damages[d].name,
                                      rub_text(&whole->rubric, rub_rows(&whole->rubric, i)->id),
                                      after->review->rows[i].level);
        arena_free(one);
    }
    arena_free(arena);
    assert_int_equal(broken, 0);
}

/* ---- every hop of every loop, without a list */

static bool drawn_at(const struct architecture *arch, size_t edge, const void *with)
{
    return place_cmp(arch->edges[edge].at, *(const struct place *)with) == 0;
}

/* Takes away every arrow that the hop is seen in, until it is no longer seen; the review of what is left, or
 * NULL where it rests on facts or boxes. */
static const struct graded *without_hop(struct arena *arena, const struct graded *whole, size_t loop,
                                        size_t hop)
{
    struct architecture *arch = edit_copy(arena, whole->arch);
    for (const struct graded *graded = whole;;) {
        const struct hop_verdict *verdict = &graded->review->loops[loop].hops[hop];
        size_t dropped = 0;
        if (verdict->value < TRUTH_TRUE)
            return graded;
        for (size_t e = 0; e < verdict->witness.n; e++)
            dropped += edit_drop_edges_if(arch, drawn_at, &verdict->witness.items[e].at);
        if (dropped == 0)
            return NULL;
        graded = laws_judge(arena, whole, edit_copy(arena, arch));
    }
}

static void every_hop_is_missed(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *whole = solution(arena, "architecture.yaml");
    size_t broken = 0, opened = 0, hops = 0;
    for (size_t l = 0; l < rub_loops_n(&whole->rubric); l++)
        for (size_t h = 0; h < whole->review->loops[l].n_hops; h++, hops++) {
            struct arena *one = arena_new();
            const struct graded *graded = without_hop(one, whole, l, h);
            size_t lower = 0;
            if (graded) {
                for (size_t i = 0; i < rub_rows_n(&whole->rubric); i++)
                    lower += graded->review->rows[i].level < whole->review->rows[i].level &&
                             graded->review->rows[i].looked_for.n > 0;
                if (lower == 0 || graded->review->loops[l].closed)
                    broken += laws_broken("nothing is lost without '%s, %s'",
                                          rub_text(&whole->rubric, rub_loops(&whole->rubric, l)->title),
                                          whole->review->loops[l].hops[h].title);
                opened++;
            }
            arena_free(one);
        }
    arena_free(arena);
    assert_int_equal(broken, 0);
    assert_true(opened + 4 >= hops); /* the client is a box, position and rollback may be facts */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_pack_is_what_was_promised),   cmocka_unit_test(the_solution_holds_every_shape),
        cmocka_unit_test(another_answer_is_gated),         cmocka_unit_test(a_list_of_words_stays_small),
        cmocka_unit_test(boxes_without_arrows_stay_small), cmocka_unit_test(each_damage_costs_what_it_should),
        cmocka_unit_test(padding_repairs_nothing),         cmocka_unit_test(every_hop_is_missed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
