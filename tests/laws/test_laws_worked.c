/*
 * Cases that somebody thought through before there was a program: sentences whose words take something back,
 * and drawings that an engineer would draw and a naive reader of graphs would get wrong. Each is one test.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "helper_laws.h"
#include "helper_words.h"

static const struct graded *grade_as(struct arena *arena, const char *name, const char *text)
{
    struct laws_file file = {str_from(name), str_from(text)};
    return laws_grade(arena, &file, 1);
}

static int level(const char *row, const char *text)
{
    struct arena *arena = arena_new();
    int found = laws_level(grade_as(arena, "README.md", text), row);
    arena_free(arena);
    return found;
}

static bool raised(const struct graded *graded, const char *flag)
{
    for (size_t i = 0; i < rub_flags_n(&graded->rubric); i++)
        if (strcmp(rub_text(&graded->rubric, rub_flags(&graded->rubric, i)->id), flag) == 0)
            return graded->review->flags[i].raised;
    fail_msg("no flag %s", flag);
    return false;
}

static void expect_standing(const char *text, const char *phrase, const char *standing)
{
    struct helper_words h;
    helper_words_say(&h, text);
    const char *found = helper_words_standing(&h, 0, phrase);
    if (strcmp(found, standing) != 0)
        fail_msg("%s: '%s' is '%s'", text, phrase, found);
    helper_words_free(&h);
}

/* ------------------------------------------------------------------ sentences */

static void an_absence_is_stated(void **state)
{
    (void)state;
    expect_standing("We do not have a feature store in v1.", "feature store", "negated");
    assert_int_equal(level("COMP-04", "We do not have a feature store in v1."), 0);
}

static void out_of_scope_is_put_off(void **state)
{
    (void)state;
    expect_standing("Drift monitoring is out of scope.", "Drift monitoring", "deferred");
    assert_int_equal(level("MON-03", "Drift monitoring is out of scope."), 0);
    assert_int_equal(level("MON-03", "Drift monitoring is out of scope until we have three models."), 1);
}

static void a_heading_puts_off_its_list(void **state)
{
    (void)state;
    assert_int_equal(
        level("COMP-09", "# Design\n\n## Future work: canary releases\n\n- canary releases\n- shadow mode\n"),
        0);
    assert_int_equal(level("COMP-09", "# Design\n\n## Canary releases\n\n- canary releases\n- shadow mode\n"),
                     1);
}

static void a_task_is_put_off(void **state)
{
    (void)state;
    expect_standing("TODO skew monitoring", "skew monitoring", "deferred");
    assert_int_equal(level("SKEW-04", "TODO skew monitoring\n"), 0);
}

static void a_duty_is_no_negation(void **state)
{
    static const char text[] = "No model reaches production without passing the evaluation gate.";
    (void)state;
    expect_standing(text, "evaluation gate", "positive");
    assert_true(level("COMP-06", text) >= 1);
}

static void a_risk_that_is_avoided_is_known(void **state)
{
    static const char text[] = "We avoid training-serving skew by sharing one SQL definition.";
    (void)state;
    expect_standing(text, "training-serving skew", "positive");
    assert_true(level("SKEW-01", text) >= 1);
}

static void a_tool_that_is_avoided_is_a_choice(void **state)
{
    static const char text[] = "We avoid Kubernetes because five services do not justify it.";
    struct arena *arena = arena_new();
    (void)state;
    expect_standing(text, "Kubernetes", "rejected");
    const struct graded *graded = grade_as(arena, "README.md", text);
    assert_true(laws_level(graded, "TOOL-05") >= 1);
    assert_true(raised(graded, "GF-NOK8S"));
    assert_false(raised(grade_as(arena, "README.md", "All services run on Kubernetes."), "GF-NOK8S"));
    arena_free(arena);
}

static void the_other_tool_is_rejected(void **state)
{
    (void)state;
    struct helper_words h;
    helper_words_say(&h, "Unlike Tecton, Feast leaves aggregation to us.");
    assert_string_equal(helper_words_standing(&h, 0, "Tecton"), "rejected");
    assert_string_equal(helper_words_standing(&h, 0, "Feast"), "positive");
    helper_words_free(&h);
}

static void but_begins_something_new(void **state)
{
    static const char text[] = "There is no skew monitoring yet, but we log every served vector.";
    (void)state;
    expect_standing(text, "skew monitoring", "negated");
    expect_standing(text, "log every served vector", "positive");
}

static void could_is_hypothetical(void **state)
{
    static const char text[] = "Could be extended with Flink or Kafka Streams.";
    (void)state;
    expect_standing(text, "Flink", "hypothetical");
    expect_standing(text, "Kafka Streams", "hypothetical");
}

static void a_condition_is_the_content(void **state)
{
    static const char text[] = "If the model is down we approve under 50 EUR.";
    (void)state;
    expect_standing(text, "If the model is down", "positive");
    assert_true(level("FAIL-01", text) >= 1);
}

static void a_false_friend_is_about_money(void **state)
{
    static const char text[] = "Chargebacks are allocated to each team's cloud budget.";
    (void)state;
    expect_standing(text, "Chargebacks", "other sense");
    assert_int_equal(level("COMP-08", text), 0);
    assert_true(level("COST-07", text) >= 1);
}

/* ------------------------------------------------------------------ drawings */

static uint64_t roles_of(const struct graded *graded, const char *label)
{
    for (size_t i = 0; i < graded->arch->n_nodes; i++)
        if (str_is(graded->arch->nodes[i].label, label))
            return graded->review->reading->nodes[reading_node(graded->review->reading, i)].credited;
    fail_msg("no box '%s'", label);
    return 0;
}

static bool plays(const struct graded *graded, const char *label, const char *role)
{
    return roles_of(graded, label) >> rub_role_of(&graded->rubric, str_from(role)) & 1;
}

static void one_feast_box(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *graded = grade_as(arena, "a.mmd",
                                           "flowchart LR\n"
                                           "  Events[Kafka] --> Flink[Flink velocity features]\n"
                                           "  Flink -->|features| Feast\n"
                                           "  Feast -->|features| Training[Training pipeline]\n"
                                           "  Feast -->|features| Triton\n"
                                           "  Training -->|model| Reg[Model registry]\n"
                                           "  Reg -->|model| Triton\n");
    assert_true(plays(graded, "Feast", "offline_store") && plays(graded, "Feast", "online_store"));
    assert_true(plays(graded, "Triton", "model_server"));
    assert_int_equal(laws_value(graded, "P-STORES"), TRUTH_TRUE);
    assert_true(laws_value(graded, "P-DIAMOND") >= TRUTH_WEAK);
    assert_int_equal(laws_value(graded, "S-DUAL"), TRUTH_FALSE);
    assert_true(laws_level(graded, "COMP-04") == 2);
    arena_free(arena);
}

static const char platform[] = "flowchart LR\n"
                               "  Pay[Payment API] -->|transactions| D[Databricks]\n"
                               "  D -->|score| Dec[Decision engine]\n"
                               "  Dec -->|decision| Pay\n"
                               "  CB[Chargebacks] -->|labels| D\n"
                               "  D -->|metrics| G[Dashboard]\n"
                               "  D -->|alerts| P[Pager]\n";

static void one_platform_box(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *graded = grade_as(arena, "a.mmd", platform);
    uint64_t roles = roles_of(graded, "Databricks");
    size_t credited = 0;
    for (; roles; roles &= roles - 1)
        credited++;
    assert_true(credited >= 1 && credited <= 4);
    assert_true(laws_value(graded, "P-SKEWWIRE") == TRUTH_FALSE &&
                laws_value(graded, "P-FEEDBACK") < TRUTH_TRUE);
    arena_free(arena);
}

static void read_and_scraped(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *graded = grade_as(arena, "a.mmd",
                                           "flowchart LR\n"
                                           "  Pay[Payment gateway] --> Api[Decision engine]\n"
                                           "  Api --> Model[Model server]\n"
                                           "  Model --> Redis[Redis feature cache]\n"
                                           "  Flink[Flink features] --> Redis\n"
                                           "  Prometheus -->|scrape| Model\n"
                                           "  Prometheus -->|scrape| Flink\n");
    assert_true(laws_value(graded, "P-FEATREAD") >= TRUTH_WEAK);
    assert_true(laws_value(graded, "P-OPSMON") >= TRUTH_WEAK);
    const struct predicate_verdict *read = &graded->review->predicates[laws_predicate(graded, "P-OPSMON")];
    assert_true(read->witness.n > 0);
    arena_free(arena);
}

static void kafka_as_hub(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *graded = grade_as(arena, "a.mmd",
                                           "flowchart LR\n"
                                           "  Pay[Payment gateway] -->|transactions| Kafka\n"
                                           "  Kafka -->|events| Flink[Flink feature job]\n"
                                           "  Flink -->|features| Kafka\n"
                                           "  Kafka -->|events| Model[Model server]\n"
                                           "  Model -->|scores| Kafka\n"
                                           "  Kafka -->|scores| Dec[Decision engine]\n"
                                           "  Kafka -->|raw events| S3[S3 data lake]\n"
                                           "  CB[Chargebacks] -->|labels| Kafka\n");
    assert_int_equal(laws_value(graded, "P-ONLINE"), TRUTH_TRUE);
    assert_int_equal(laws_value(graded, "P-RAWKEEP"), TRUTH_TRUE);
    assert_int_equal(laws_value(graded, "S-ASYNC"), TRUTH_TRUE);
    const struct graded *direct = grade_as(arena, "a.mmd",
                                           "flowchart LR\n"
                                           "  Pay[Payment gateway] -->|transactions| Kafka\n"
                                           "  Pay -->|authorise| Dec[Decision engine]\n"
                                           "  Dec -->|score request| Model[Model server]\n");
    assert_int_equal(laws_value(direct, "S-ASYNC"), TRUTH_FALSE);
    arena_free(arena);
}

static void several_drawings_are_one(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct laws_file *files;
    size_t n = laws_fixture(&files, arena, "two-diagrams");
    const struct graded *graded = laws_grade(arena, files, n);
    assert_true(graded->arch->n_views >= 2);
    assert_int_equal(laws_value(graded, "P-CONN"), TRUTH_TRUE);
    assert_true(laws_value(laws_grade(arena, files, 1), "P-DEPLOY") < laws_value(graded, "P-DEPLOY") ||
                laws_value(laws_grade(arena, files, 1), "P-TRAIN") < laws_value(graded, "P-TRAIN"));
    arena_free(arena);
}

static void an_arrow_to_a_group(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *graded = grade_as(arena, "a.mmd",
                                           "flowchart LR\n"
                                           "  Pay[Payment gateway] --> Dec[Decision engine]\n"
                                           "  Dec --> Model[Model server]\n"
                                           "  Kafka[Kafka events] --> Flink[Flink stream processing]\n"
                                           "  subgraph Monitoring\n"
                                           "    Prometheus\n"
                                           "    Evidently\n"
                                           "    Grafana\n"
                                           "  end\n"
                                           "  Model -->|metrics| Monitoring\n"
                                           "  Flink -->|metrics| Monitoring\n");
    const struct predicate_verdict *ops = &graded->review->predicates[laws_predicate(graded, "P-OPSMON")];
    assert_true(ops->value >= TRUTH_WEAK);
    assert_true(ops->confidence > 0.3 && ops->confidence < 0.9);
    arena_free(arena);
}

static void steps_in_one_label(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *graded = grade_as(
        arena, "a.mmd", "flowchart LR\n  A[\"1. Ingest \xe2\x86\x92 2. Features \xe2\x86\x92 3. Model\"]\n");
    assert_int_equal(graded->arch->n_nodes, 1);
    assert_int_equal(graded->arch->n_edges, 0);
    for (size_t r = 0; r < rub_rows_n(&graded->rubric); r++)
        assert_true(graded->review->rows[r].level <= 1);
    arena_free(arena);
}

static void a_picture_is_no_zero(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct laws_file *files;
    size_t n = laws_fixture(&files, arena, "image-only");
    const struct graded *graded = laws_grade(arena, files, n);
    assert_int_equal(laws_value(graded, "P-PARSE"), TRUTH_FALSE);
    assert_false(graded->review->has_total);
    assert_true(laws_level(graded, "COMM-01") == 1);
    arena_free(arena);
}

static void a_sequence_diagram(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *graded = grade_as(arena, "a.mmd",
                                           "sequenceDiagram\n"
                                           "  participant P as Payment gateway\n"
                                           "  participant D as Decision engine\n"
                                           "  participant M as Model server\n"
                                           "  participant S as Online feature store\n"
                                           "  P->>D: authorise\n"
                                           "  D->>S: get features\n"
                                           "  S-->>D: features\n"
                                           "  D->>M: score\n"
                                           "  M-->>D: score\n"
                                           "  D-->>P: approve / decline\n");
    assert_int_equal(graded->arch->n_nodes, 4);
    assert_true(graded->arch->n_edges >= 3);
    assert_int_equal(laws_value(graded, "P-ONLINE"), TRUTH_TRUE);
    arena_free(arena);
}

static void structure_told_in_text(void **state)
{
    (void)state;
    static const char *const drawn[] = {
        "# Design\n\nPayment gateway -> Kafka -> Flink feature job -> Redis online store -> Model server\n",
        "# Design\n\n```\n+-----------------+     +-------+     +-------------------+\n"
        "| Payment gateway |---->| Kafka |---->| Flink feature job |\n"
        "+-----------------+     +-------+     +-------------------+\n```\n",
    };
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++) {
        struct arena *arena = arena_new();
        const struct graded *graded = grade_as(arena, "README.md", drawn[i]);
        const struct predicate_verdict *ingest =
            &graded->review->predicates[laws_predicate(graded, "P-INGEST")];
        assert_int_equal(ingest->value, TRUTH_WEAK);
        assert_true(ingest->confidence >= 0.5 && ingest->confidence <= 0.6);
        assert_int_equal(laws_value(graded, "P-PARSE"), TRUTH_FALSE); /* told, not drawn */
        arena_free(arena);
    }
}

static void sentences_tell_links(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *graded = grade_as(arena, "README.md",
                                           "# Design\n\n1. The payment gateway writes to Kafka.\n"
                                           "2. Kafka feeds the Flink feature job.\n"
                                           "3. The Flink feature job writes to the Redis online store.\n");
    static const char *const ends[][2] = {{"tx_source", "event_stream"},
                                          {"event_stream", "feature_pipeline"},
                                          {"feature_pipeline", "online_store"}};
    const struct statements *told = graded->review->reading->told;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        bool found = false;
        for (size_t k = 0; k < told->n_links; k++)
            found |= told->links[k].from == rub_role_of(&graded->rubric, str_from(ends[i][0])) &&
                     told->links[k].to == rub_role_of(&graded->rubric, str_from(ends[i][1]));
        assert_true(found);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_absence_is_stated),
        cmocka_unit_test(out_of_scope_is_put_off),
        cmocka_unit_test(a_heading_puts_off_its_list),
        cmocka_unit_test(a_task_is_put_off),
        cmocka_unit_test(a_duty_is_no_negation),
        cmocka_unit_test(a_risk_that_is_avoided_is_known),
        cmocka_unit_test(a_tool_that_is_avoided_is_a_choice),
        cmocka_unit_test(the_other_tool_is_rejected),
        cmocka_unit_test(but_begins_something_new),
        cmocka_unit_test(could_is_hypothetical),
        cmocka_unit_test(a_condition_is_the_content),
        cmocka_unit_test(a_false_friend_is_about_money),
        cmocka_unit_test(one_feast_box),
        cmocka_unit_test(one_platform_box),
        cmocka_unit_test(read_and_scraped),
        cmocka_unit_test(kafka_as_hub),
        cmocka_unit_test(several_drawings_are_one),
        cmocka_unit_test(an_arrow_to_a_group),
        cmocka_unit_test(steps_in_one_label),
        cmocka_unit_test(a_picture_is_no_zero),
        cmocka_unit_test(a_sequence_diagram),
        cmocka_unit_test(structure_told_in_text),
        cmocka_unit_test(sentences_tell_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
