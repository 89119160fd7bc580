#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_words.h"

static void examples_of_the_page(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct helper_examples examples = helper_examples_read(arena, "parts");
    for (size_t i = 0; i < examples.n; i++) {
        struct helper_words h;
        helper_words_say(&h, examples.cells[i][0].p);
        assert_string_equal(helper_words_roles(&h, 0, examples.cells[i][1].p), examples.cells[i][2].p);
        helper_words_free(&h);
    }
    arena_free(arena);
}

static const struct component *part(const struct helper_words *h, size_t statement, size_t i)
{
    assert_true(i < h->reading->told->items[statement].n_components);
    return &h->reading->told->items[statement].components[i];
}

static void names_of_roles(void **state)
{
    (void)state;
    struct helper_words h;
    const struct statements *told = helper_words_say(&h, "The online feature store feeds the model server.");
    uint32_t online = rub_role_of(&h.rubric, STR("online_store"));
    assert_int_equal(told->items[0].n_components, 2);
    assert_int_equal(part(&h, 0, 0)->roles, UINT64_C(1) << online);
    assert_true(part(&h, 0, 0)->sure && part(&h, 0, 0)->tool == RUB_NONE);
    assert_int_equal(told->of_role[online].n, 1);
    assert_int_equal(told->of_role[online].items[0].at, 4);
    helper_words_free(&h);
}

static void a_tool_in_a_name_is_that_part(void **state)
{
    (void)state;
    struct helper_words h;
    const struct statements *told = helper_words_say(&h, "All events go to a Kafka topic.");
    assert_int_equal(told->items[0].n_components, 1);
    assert_true(part(&h, 0, 0)->tool != RUB_NONE && part(&h, 0, 0)->phrase != RUB_NONE);
    helper_words_free(&h);
}

static void what_was_told_once_holds(void **state)
{
    (void)state;
    struct helper_words h;
    helper_words_init(&h);
    helper_words_add(&h, BLOCK_PARAGRAPH, "We picked MLflow last year.");
    helper_words_add(&h, BLOCK_PARAGRAPH, "MLflow is the registry where the champion alias moves.");
    helper_words_read(&h);
    assert_string_equal(helper_words_roles(&h, 0, "MLflow"), "model_registry ?");
    assert_string_equal(helper_words_roles(&h, 1, "MLflow"), "model_registry");
    uint32_t registry = rub_role_of(&h.rubric, STR("model_registry"));
    const struct mention_list *list = &h.reading->told->of_role[registry];
    for (size_t i = 0; i < list->n; i++)
        assert_int_equal(list->items[i].statement, 1);
    helper_words_free(&h);
}

static void usual_jobs_are_not_sure(void **state)
{
    (void)state;
    struct helper_words h;
    helper_words_say(&h, "We picked MLflow last year.");
    assert_false(part(&h, 0, 0)->sure);
    assert_true(part(&h, 0, 0)->roles != 0);
    helper_words_free(&h);
}

static void boxes_keep_what_they_were_credited_with(void **state)
{
    (void)state;
    struct helper_words h;
    helper_words_init(&h);
    struct text *text = text_new(h.arena, STR("a.dot"), STR("x"));
    architecture_view(h.arena, h.arch, ARCH_DOT, text, (struct place){text, 1, 1});
    struct arch_node *node = architecture_node(h.arena, h.arch, 0, STR("n"), (struct place){text, 1, 1});
    node->label = STR("Model server");
    node->own_label = true;
    const struct statements *told = helper_words_read(&h);
    assert_int_equal(told->items[0].kind, STATEMENT_LABEL);
    assert_int_equal(told->items[0].node, 0);
    assert_int_equal(part(&h, 0, 0)->roles, h.reading->nodes[0].credited);
    assert_true(h.reading->nodes[0].credited != 0);
    helper_words_free(&h);
}

static void settings_and_names_of_files(void **state)
{
    (void)state;
    struct helper_words h;
    helper_words_init(&h);
    struct block *block = helper_words_add(&h, BLOCK_CODE, "featureStore:\n  onlineStore: redis\n");
    block->language = STR("yaml");
    helper_words_add(&h, BLOCK_CODE, "import redis\nx = 1\n")->language = STR("python");
    helper_words_add(&h, BLOCK_CODE,
                     "+-------+     +-------+\n| Kafka | --> | Flink |\n+-------+     +-------+\n");
    const struct statements *told = helper_words_read(&h);
    size_t of_kind[STATEMENT_KINDS] = {0};
    for (size_t i = 0; i < told->n; i++)
        of_kind[told->items[i].kind]++;
    assert_int_equal(of_kind[STATEMENT_CONFIG], 2);
    assert_int_equal(of_kind[STATEMENT_BOX], 2);
    assert_int_equal(of_kind[STATEMENT_FILE], 1);
    assert_int_equal(told->n_code_lines, 2);
    assert_true(helper_words_count(&h, "COMP-04", STANDING_POSITIVE) >= 2);
    helper_words_free(&h);
}

static void links(void **state)
{
    (void)state;
    static const char *const cases[][3] = {
        {"The feature pipeline writes counters to the online store.", "feature_pipeline", "online_store"},
        {"The stream processor reads from the event stream.", "event_stream", "stream_processor"},
        {"The prediction log is written by the model server.", "model_server", "prediction_log"},
        {"Event stream -> stream processor", "event_stream", "stream_processor"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct helper_words h;
        const struct statements *told = helper_words_say(&h, cases[i][0]);
        uint32_t from = rub_role_of(&h.rubric, str_from(cases[i][1])),
                 to = rub_role_of(&h.rubric, str_from(cases[i][2]));
        bool found = false;
        for (size_t k = 0; k < told->n_links; k++)
            found = found || (told->links[k].from == from && told->links[k].to == to);
        assert_true(found);
        helper_words_free(&h);
    }
    struct helper_words h;
    assert_int_equal(helper_words_say(&h, "Kafka, Flink and Redis.")->n_links, 0);
    helper_words_free(&h);
    assert_int_equal(helper_words_say(&h, "The event stream will not feed the stream processor.")->n_links,
                     0);
    helper_words_free(&h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_of_the_page),
        cmocka_unit_test(names_of_roles),
        cmocka_unit_test(a_tool_in_a_name_is_that_part),
        cmocka_unit_test(what_was_told_once_holds),
        cmocka_unit_test(usual_jobs_are_not_sure),
        cmocka_unit_test(boxes_keep_what_they_were_credited_with),
        cmocka_unit_test(settings_and_names_of_files),
        cmocka_unit_test(links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
