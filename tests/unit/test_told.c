#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_words.h"

#include "judge/evaluate.h"

#include <string.h>

/* The level of a row of the built-in pack, of what was added to h. */
static int level_of(struct helper_words *h, const char *row)
{
    struct limits limits = limits_default();
    struct diags *diags = arena_alloc(h->arena, sizeof *diags);
    diags_init(diags, h->arena, &limits);
    struct submission *submission = arena_alloc(h->arena, sizeof *submission);
    helper_words_read(h);
    const struct review *review = judge_review(h->arena, submission, h->arch, h->reading, &h->rubric, diags);
    uint32_t number = rub_row_of(&h->rubric, str_from(row));
    assert_true(number != RUB_NONE);
    return review->rows[number].level;
}

/* Paragraphs, with "# " for a heading, "## " for a line in bold, "- " for an item, "| " for a row. */
struct said {
    const char *row;
    int level;
    const char *text;
};

static void check(const struct said *cases, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct helper_words h;
        helper_words_init(&h);
        struct str rest = str_copy(h.arena, str_from(cases[i].text)), line;
        while (str_next(&rest, "\n", &line)) {
            const char *text = arena_printf(h.arena, "%.*s", STR_ARG(line));
            if (str_starts(line, "## "))
                helper_words_heading(&h, PROSE_BOLD, text + 3);
            else if (str_starts(line, "# "))
                helper_words_heading(&h, 2, text + 2);
            else if (str_starts(line, "| "))
                helper_words_add(&h, BLOCK_ROW, text + 2);
            else if (str_starts(line, "- "))
                helper_words_add(&h, BLOCK_ITEM, text + 2);
            else
                helper_words_add(&h, BLOCK_PARAGRAPH, text);
        }
        int level = level_of(&h, cases[i].row);
        if (level != cases[i].level)
            fail_msg("%s is %d, not %d: %s", cases[i].row, level, cases[i].level, cases[i].text);
        helper_words_free(&h);
    }
}
#define CHECK(cases) check(cases, sizeof(cases) / sizeof *(cases))

/* Watching a service takes somebody who watches. */
static void ops_metrics_want_a_collector(void **state)
{
    (void)state;
    static const struct said cases[] = {
        {"MON-01", 0, "Every evening the accounts are closed."},
        {"MON-01", 1,
         "The error rate of the service is tracked after each deployment by everyone on the team.\n"
         "If the latency of the service rises, the people on the team look at its metrics."},
        {"MON-01", 1,
         "We use Kafka. The error rate of the service is tracked after each deployment by everyone.\n"
         "If the latency of the service rises, the people on the team look at its metrics."},
        {"MON-01", 2,
         "Prometheus scrapes the latency and the error rate of the scoring service every minute.\n"
         "If the latency of the service rises, the people on the team look at its metrics."},
        {"MON-01", 3,
         "Prometheus scrapes the latency and the error rate of the scoring service every minute.\n"
         "An alert on p99 latency above 80 ms pages whoever is on call, because a payment waits for it.\n"
         "An error rate above 1 % for 5 minutes pages the same person and stops the rollout."},
    };
    CHECK(cases);
}

/* A date by itself starts no training for a reason. */
static void a_trigger_wants_an_event(void **state)
{
    (void)state;
    static const struct said cases[] = {
        {"COMP-10", 1,
         "The orchestrator runs scheduled retraining of the model from all of last year's payments.\n"
         "Weekly retraining takes the raw data, trains the model and writes it to the bucket."},
        {"COMP-10", 2,
         "The orchestrator starts retraining of the model when drift of the inputs passes 0.2.\n"
         "Automatic retraining takes the raw data, trains the model and writes it to the bucket."},
    };
    CHECK(cases);
}

/* What others run is not what is proposed here. */
static void other_peoples_systems_do_not_count(void **state)
{
    (void)state;
    static const char text[] =
        "The model server loads the model from the registry and returns a score for each request.\n"
        "Each request is scored by the prediction service within 40 ms, and the score is written to the log.";
    struct helper_words h;
    helper_words_init(&h);
    const struct said own[] = {{"COMP-07", 2, arena_printf(h.arena, "# The path\n%s", text)}},
                      others[] = {{"COMP-07", 0, arena_printf(h.arena, "# Seen in production\n%s", text)}},
                      lesson[] = {{"COMP-07", 0, arena_printf(h.arena, "# Interview questions\n%s", text)}};
    CHECK(own);
    CHECK(others);
    CHECK(lesson);
    helper_words_free(&h);
}

/* A heading lends its subject; a reason below it is one. */
static void reasons_below_a_heading_count(void **state)
{
    (void)state;
    static const struct said cases[] = {
        {"COMP-09", 0,
         "# Storage\n- The orchestrator moves the files to the bucket every night, since disks are dear.\n"
         "- The warehouse keeps a copy of each file for the auditors, and the lake keeps the rest."},
        {"COMP-09", 2,
         "# Canary release\n- The gateway sends the new model server a part of the requests, so that a "
         "mistake hurts few.\n"
         "- If its errors rise, the gateway sends every request to the old model server again."},
    };
    CHECK(cases);
}

/* A line in bold divides a section, and does not end it. */
static void a_bold_line_is_within_the_section(void **state)
{
    (void)state;
    static const struct said cases[] = {
        {"COMP-09", 2,
         "# Canary release\n## Steps:\n- The gateway sends the new model server a part of the requests, so "
         "that a "
         "mistake hurts few.\n"
         "- If its errors rise, the gateway sends every request to the old model server again."},
    };
    CHECK(cases);
}

/* Pods that are exchanged one after another say nothing about the model in them. */
static void replacing_pods_is_no_staged_release(void **state)
{
    (void)state;
    static const struct said cases[] = {
        {"COMP-09", 1,
         "The deployment of the model server uses a rolling update with 1 extra pod, since no request may be "
         "lost.\n"
         "A blue-green switch of the cluster takes 5 minutes and keeps the old pods of the model server for "
         "an hour."},
        {"COMP-09", 2,
         "The gateway routes 5 % of the requests to the canary for 30 minutes, since a mistake then hurts "
         "few customers."},
    };
    CHECK(cases);
}

/* Capacity is figures: a promise to scale is a mention. */
static void capacity_wants_figures(void **state)
{
    (void)state;
    static const struct said cases[] = {
        {"COST-01", 1,
         "The autoscaler adds model servers when the traffic rises and removes them when it falls again.\n"
         "Horizontal scaling handles the peak load of the model servers by adding pods to the cluster."},
        {"COST-01", 2,
         "At a peak of 300 transactions per second the autoscaler runs 12 pods of the model server."},
    };
    CHECK(cases);
}

/* "< 15 s fresh ; replay from the DLQ": the seconds are no reason for the queue. */
static void figures_of_a_row_follow_their_name(void **state)
{
    (void)state;
    static const struct said cases[] = {
        {"FAIL-03", 1,
         "| < 15 s for fresh features ; replay from a dead letter queue\n"
         "| < 150 ms p95 latency ; 99.95 % uptime ; exactly-once processing"},
        {"FAIL-03", 2,
         "| dead letter queue with a replay job ; replays after < 15 minutes ; alerts the owner of the stream\n"
         "| exactly-once processing of the stream ; < 0.1 % duplicates ; the consumer drops them by id"},
    };
    CHECK(cases);
}

/* A chain of boxes, and the level of the row for which the middle one is. */
static int level_of_chain(const char *row, const char *label, bool in, bool out, const char *text)
{
    struct helper_words h;
    helper_words_init(&h);
    struct text *file = text_new(h.arena, STR("a.mmd"), STR("a --> b --> c\n"));
    struct place at = {file, 1, 1};
    architecture_view(h.arena, h.arch, ARCH_MERMAID, file, at);
    static const char *const ids[] = {"a", "b", "c"};
    const char *labels[] = {"Payments", label, "Training job"};
    for (size_t i = 0; i < 3; i++) {
        struct arch_node *node = architecture_node(h.arena, h.arch, 0, str_from(ids[i]), at);
        node->label = str_from(labels[i]);
    }
    if (in)
        architecture_edge(h.arena, h.arch, 0, 0, 1, at);
    if (out)
        architecture_edge(h.arena, h.arch, 0, 1, 2, at);
    helper_words_add(&h, BLOCK_PARAGRAPH, text);
    int level = level_of(&h, row);
    helper_words_free(&h);
    return level;
}

/* One sentence about a part that has its place in the drawing is a design; beside a loose box it is not. */
static void a_box_in_its_place_counts_as_a_sentence(void **state)
{
    (void)state;
    static const char text[] =
        "If a batch fails its schema validation, the loader writes it to a bucket of its own.";
    assert_int_equal(level_of_chain("COMP-02", "Data quality checks", true, true, text), 2);
    assert_int_equal(level_of_chain("COMP-02", "Data quality checks", true, false, text), 1);
    assert_int_equal(level_of_chain("COMP-02", "Data quality checks", false, false, text), 1);
    assert_int_equal(level_of_chain("COMP-02", "Loader", true, true, text), 1);
    assert_int_equal(level_of_chain("COMP-02", "Data quality checks", true, true, "Nothing else is said."),
                     1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ops_metrics_want_a_collector),
        cmocka_unit_test(a_trigger_wants_an_event),
        cmocka_unit_test(other_peoples_systems_do_not_count),
        cmocka_unit_test(reasons_below_a_heading_count),
        cmocka_unit_test(a_bold_line_is_within_the_section),
        cmocka_unit_test(replacing_pods_is_no_staged_release),
        cmocka_unit_test(capacity_wants_figures),
        cmocka_unit_test(figures_of_a_row_follow_their_name),
        cmocka_unit_test(a_box_in_its_place_counts_as_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
