#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_words.h"

#include <string.h>

static const char *standing(const char *text, const char *phrase)
{
    static char copy[40];
    struct helper_words h;
    helper_words_say(&h, text);
    strncpy(copy, helper_words_standing(&h, 0, phrase), sizeof copy - 1);
    helper_words_free(&h);
    return copy;
}

/* The table of the page: the worked examples, and one of each kind of trigger. */
static void examples_of_the_page(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct helper_examples examples = helper_examples_read(arena, "standing");
    assert_true(examples.n > 30);
    for (size_t i = 0; i < examples.n; i++) {
        const char *found = standing(examples.cells[i][0].p, examples.cells[i][1].p);
        if (strcmp(found, examples.cells[i][2].p) != 0)
            print_message("%s [%s]\n", examples.cells[i][0].p, examples.cells[i][1].p);
        assert_string_equal(found, examples.cells[i][2].p);
    }
    arena_free(arena);
}

static void more_triggers(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"No feature store", "feature store", "negated"},
        {"Without a model registry nobody knows what runs.", "model registry", "negated"},
        {"Lacking chargebacks, we use disputes.", "chargebacks", "negated"},
        {"The design lacks drift detection.", "drift detection", "negated"},
        {"Drift monitoring: none", "Drift monitoring", "negated"},
        {"Drift detection has not been implemented.", "Drift detection", "negated"},
        {"Skew checks are missing.", "Skew checks", "negated"},
        {"Missing: drift detection, canary releases, a feature store", "feature store", "negated"},
        {"\xE2\x9D\x8C Drift monitoring", "Drift monitoring", "negated"},
        {"We doesn\xE2\x80\x99t need this: the feature store is small.", "feature store", "positive"},
        {"They won\xE2\x80\x99t have a feature store.", "feature store", "negated"},
        {"Canary releases come later.", "Canary", "deferred"},
        {"Later phase: canary releases", "canary", "deferred"},
        {"Canary releases are on the roadmap.", "Canary", "deferred"},
        {"If time permits, we add drift detection.", "drift detection", "deferred"},
        {"With more time I would build a feature store.", "feature store", "deferred"},
        {"Non-goal: drift detection", "drift detection", "deferred"},
        {"Drift detection: planned", "Drift detection", "deferred"},
        {"We plan to add drift detection.", "drift detection", "deferred"},
        {"[ ] drift detection", "drift detection", "deferred"},
        {"Possibly a feature store would help.", "feature store", "hypothetical"},
        {"One might add drift detection.", "drift detection", "hypothetical"},
        {"A canary release if needed.", "canary", "hypothetical"},
        {"Use brokers such as Kafka, RabbitMQ or Redpanda.", "Kafka", "hypothetical"},
        {"We decided against Kafka.", "Kafka", "rejected"},
        {"Instead of Kafka we run the model server on a queue.", "Kafka", "rejected"},
        {"Instead of Kafka we run the model server on a queue.", "model server", "positive"},
        {"A canary never blocks the model server.", "model server", "positive"},
        {"The model server does not depend on the feature store.", "feature store", "positive"},
        {"No record that fails data validation reaches the lake before review.", "data validation",
         "positive"},
        {"The gate is not only for drift detection.", "drift detection", "positive"},
        {"There is no data loss when the model server restarts.", "model server", "positive"},
        {"Not a feature store, but a shared table; drift detection runs daily.", "drift detection",
         "positive"},
        {"Rejected records go to the dead letter queue.", "dead letter queue", "positive"},
        {"Eventually, a feature store.", "feature store", "deferred"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *found = standing(cases[i][0], cases[i][1]);
        if (strcmp(found, cases[i][2]) != 0)
            print_message("%s [%s]\n", cases[i][0], cases[i][1]);
        assert_string_equal(found, cases[i][2]);
    }
}

static void headings_speak_for_what_is_below(void **state)
{
    (void)state;
    struct helper_words h;
    helper_words_init(&h);
    helper_words_heading(&h, 1, "Design");
    helper_words_add(&h, BLOCK_PARAGRAPH, "Drift detection runs every night.");
    helper_words_heading(&h, 2, "7. Known gaps");
    helper_words_add(&h, BLOCK_PARAGRAPH, "Canary releases.");
    helper_words_heading(&h, 3, "Stores");
    helper_words_add(&h, BLOCK_PARAGRAPH, "A feature store feeds both when we reach three models.");
    helper_words_heading(&h, 2, "References");
    helper_words_add(&h, BLOCK_PARAGRAPH, "The paper on drift detection.");
    helper_words_heading(&h, 2, "API reference");
    helper_words_add(&h, BLOCK_PARAGRAPH, "The model server answers in 20 ms.");
    const struct statements *told = helper_words_read(&h);
    assert_string_equal(helper_words_standing(&h, 1, "Drift detection"), "positive");
    assert_string_equal(helper_words_standing(&h, 3, "Canary"), "deferred");
    assert_string_equal(helper_words_standing(&h, 5, "feature store"), "deferred");
    assert_true(told->items[5].deferred && told->items[5].dated);
    assert_false(told->items[3].dated);
    assert_int_equal(told->items[7].ignored, IGNORED_HEADING);
    assert_string_equal(helper_words_standing(&h, 7, "drift detection"), "ignored");
    assert_string_equal(helper_words_standing(&h, 9, "model server"), "positive");
    helper_words_free(&h);
}

static void a_lead_speaks_for_its_list(void **state)
{
    (void)state;
    struct helper_words h;
    helper_words_init(&h);
    helper_words_add(&h, BLOCK_PARAGRAPH, "Not yet:");
    helper_words_add(&h, BLOCK_ITEM, "drift detection")->lead = 0;
    helper_words_add(&h, BLOCK_PARAGRAPH, "We alert on:");
    helper_words_add(&h, BLOCK_ITEM, "canary errors")->lead = 2;
    helper_words_add(&h, BLOCK_ITEM, "skew checks")->task = true;
    helper_words_read(&h);
    assert_string_equal(helper_words_standing(&h, 1, "drift detection"), "deferred");
    assert_string_equal(helper_words_standing(&h, 3, "canary"), "positive");
    assert_string_equal(helper_words_standing(&h, 4, "skew checks"), "deferred");
    helper_words_free(&h);
}

/* What is to be ticked when it is built is the design; below any other heading it is a plan. */
static void open_boxes(void **state)
{
    (void)state;
    struct helper_words h;
    helper_words_init(&h);
    helper_words_heading(&h, 2, "Serving");
    helper_words_add(&h, BLOCK_ITEM, "skew checks")->task = true;
    helper_words_heading(&h, 3, "Acceptance criteria:");
    helper_words_add(&h, BLOCK_ITEM, "drift detection")->task = true;
    helper_words_heading(&h, 2, "Requirements of later versions");
    helper_words_add(&h, BLOCK_ITEM, "canary")->task = true;
    helper_words_read(&h);
    assert_string_equal(helper_words_standing(&h, 1, "skew checks"), "deferred");
    assert_string_equal(helper_words_standing(&h, 3, "drift detection"), "positive");
    assert_string_equal(helper_words_standing(&h, 5, "canary"), "deferred");
    helper_words_free(&h);
}

static void cells(void **state)
{
    (void)state;
    struct helper_words h;
    helper_words_init(&h);
    helper_words_add(&h, BLOCK_ROW, "Drift detection ; planned ; PSI");
    helper_words_add(&h, BLOCK_ROW, "Drift detection ; no ; PSI");
    helper_words_add(&h, BLOCK_ROW, "Model server ; not used ; feature store");
    helper_words_read(&h);
    assert_string_equal(helper_words_standing(&h, 0, "Drift detection"), "deferred");
    assert_string_equal(helper_words_standing(&h, 1, "Drift detection"), "positive");
    assert_string_equal(helper_words_standing(&h, 2, "feature store"), "positive");
    helper_words_free(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_of_the_page),
        cmocka_unit_test(more_triggers),
        cmocka_unit_test(headings_speak_for_what_is_below),
        cmocka_unit_test(a_lead_speaks_for_its_list),
        cmocka_unit_test(open_boxes),
        cmocka_unit_test(cells),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
