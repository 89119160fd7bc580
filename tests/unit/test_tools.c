#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_pack.h"
#include "recognise/tools.h"

static struct arena *arena;
static struct rubric pack;
static struct tool_index *tools;

static const char *found(const char *text, enum tool_where where)
{
    struct tokens tokens;
    struct tool_hits hits;
    tokens_read(&tokens, arena, str_from(text));
    tools_find(&hits, tools, arena, &tokens, where);
    struct buf buf = buf_new(arena, 1000);
    for (size_t i = 0; i < hits.n; i++) {
        buf_puts(&buf, i ? "; " : "");
        buf_puts(&buf, rub_text(&pack, rub_tools(&pack, hits.items[i].tool)->name));
        assert_true(hits.items[i].n > 0 && hits.items[i].first + hits.items[i].n <= tokens.n);
    }
    return buf.p;
}

static void aliases(void **state)
{
    (void)state;
    assert_string_equal(found("Kafka (MSK)", TOOL_IN_LABEL), "Apache Kafka; Apache Kafka");
    assert_string_equal(found("kafka-streams app", TOOL_IN_LABEL), "Kafka Streams");
    assert_string_equal(found("MLflow / W&B", TOOL_IN_LABEL), "MLflow; Weights & Biases");
    assert_string_equal(found("Weights & Biases", TOOL_IN_LABEL), "Weights & Biases");
    assert_string_equal(found("redis_cluster, PostgreSQL", TOOL_IN_LABEL), "Redis; PostgreSQL");
    assert_string_equal(found("XGBoost on k8s", TOOL_IN_LABEL), "XGBoost; Kubernetes");
    assert_string_equal(found("kafkaesque redistribution", TOOL_IN_LABEL), "");
    assert_string_equal(found("KafkaWriter", TOOL_IN_LABEL), "Apache Kafka");
    assert_string_equal(found("", TOOL_IN_LABEL), "");
}

static void ordinary_words(void **state)
{
    (void)state;
    assert_string_equal(found("Feast", TOOL_IN_LABEL), "Feast");
    assert_string_equal(found("feast", TOOL_IN_LABEL), "Feast");
    assert_string_equal(found("a feast of data", TOOL_IN_LABEL), "");
    assert_string_equal(found("feast features", TOOL_IN_LABEL), "Feast");
    assert_string_equal(found("feast", TOOL_IN_ATTRIBUTE), "Feast");
    assert_string_equal(found("The Movable Feast", TOOL_IN_LABEL), "");
    assert_string_equal(found("Evidently this drifts: drift", TOOL_IN_PROSE),
                        ""); /* only begins a sentence */
    assert_string_equal(found("we use Evidently for drift", TOOL_IN_PROSE), "Evidently");
    assert_string_equal(found("we use Evidently here", TOOL_IN_PROSE), "");
    assert_string_equal(found("we use evidently ai here", TOOL_IN_PROSE), "Evidently");
    assert_string_equal(found("run `evidently` for the drift report", TOOL_IN_PROSE), "Evidently");
}

static uint64_t hinted(const char *tool, const char *text, bool *none)
{
    struct tokens tokens;
    struct str word;
    tokens_read(&tokens, arena, str_from(text));
    for (uint32_t i = 0; i < rub_tools_n(&pack); i++)
        if (str_is(str_from(rub_text(&pack, rub_tools(&pack, i)->name)), tool))
            return tools_hint(tools, i, &tokens, &word, none);
    fail();
    return 0;
}

static uint64_t role(const char *id)
{
    return UINT64_C(1) << rub_role_of(&pack, str_from(id));
}

static void hints(void **state)
{
    (void)state;
    bool none;
    assert_int_equal(hinted("Redis", "Redis features", &none), role("online"));
    assert_int_equal(hinted("Redis", "Redis pub/sub", &none), role("stream"));
    assert_int_equal(hinted("Redis", "Redis session store", &none), 0);
    assert_true(none);
    assert_int_equal(hinted("Redis", "Redis", &none), 0);
    assert_false(none);
    /* A store takes the hints of its kin, for jobs that it can do. */
    assert_int_equal(hinted("Cassandra", "Cassandra feature lookup", &none), role("online"));
    assert_int_equal(hinted("Cassandra", "Cassandra queue", &none), 0);
    assert_int_equal(hinted("Triton", "Triton feature", &none), 0);
    assert_int_equal(hinted("MLflow", "MLflow registry", &none), role("models"));
}

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    pack = helper_pack(arena);
    tools = tool_index_new(arena, &pack);
    return 0;
}

static int end(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aliases),
        cmocka_unit_test(ordinary_words),
        cmocka_unit_test(hints),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
