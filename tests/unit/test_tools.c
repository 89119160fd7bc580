#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_pack.h"
#include "pack_image.h"
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
    assert_string_equal(found("Evidently: drift of each feature", TOOL_IN_PROSE), "Evidently");
    assert_string_equal(found("Evidently, the drift is small", TOOL_IN_PROSE), "");
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

/* A word with a star stands for all that begin so, however short; one without for itself and its plurals. */
static void hints_with_any_ending(void **state)
{
    (void)state;
    bool none;
    assert_int_equal(hinted("MLflow", "MLflow log", &none), role("tracking"));
    assert_int_equal(hinted("MLflow", "MLflow logging", &none), role("tracking"));
    assert_int_equal(hinted("MLflow", "logbook in MLflow", &none), role("tracking"));
    assert_int_equal(hinted("MLflow", "MLflow blog", &none), 0);
    assert_int_equal(hinted("MLflow", "MLflow lo", &none), 0);
    assert_int_equal(hinted("MLflow", "MLflow running", &none), 0);
    /* British and American spelling are the same, before the star, too. */
    assert_int_equal(hinted("MLflow", "MLflow organizes", &none), role("tracking"));
    assert_int_equal(hinted("MLflow", "MLflow organisation", &none), role("tracking"));
    /* Of several words it belongs to the last. */
    assert_int_equal(hinted("MLflow", "MLflow model staging", &none), role("models"));
    assert_int_equal(hinted("MLflow", "MLflow model-stage", &none), role("models"));
    assert_int_equal(hinted("MLflow", "MLflow models staging", &none), 0);
    assert_int_equal(hinted("MLflow", "MLflow staging model", &none), 0);
    assert_int_equal(hinted("Redis", "Redis rate limiter", &none), 0);
    assert_true(none);
}

static bool general_store(const struct rubric *rubric, const char *name)
{
    for (uint32_t i = 0; i < rub_tools_n(rubric); i++)
        if (str_is(str_from(rub_text(rubric, rub_tools(rubric, i)->name)), name))
            return tools_general_store(rubric, i);
    fail();
    return false;
}

/* The pack says which groups of tools are such stores. */
static void general_stores(void **state)
{
    (void)state;
    assert_true(general_store(&pack, "Redis") && general_store(&pack, "PostgreSQL"));
    assert_false(general_store(&pack, "Amazon S3") || general_store(&pack, "Feast"));
}

/* Of the catalogue that is built in. */
static void built_in_catalogue(void **state)
{
    (void)state;
    struct rubric small = pack, built_in;
    struct tool_index *small_tools = tools;
    bool none;
    size_t size = (size_t)((uintptr_t)pack_fraud_detection_end - (uintptr_t)pack_fraud_detection);
    assert_true(rubric_open(&built_in, pack_fraud_detection, size));
    assert_true(general_store(&built_in, "Redis") && general_store(&built_in, "Amazon DynamoDB"));
    assert_false(general_store(&built_in, "Amazon S3") || general_store(&built_in, "Apache Kafka"));
    pack = built_in;
    tools = tool_index_new(arena, &built_in);
    assert_int_equal(hinted("FastAPI", "FastAPI orchestrator", &none), role("decision_engine"));
    assert_int_equal(hinted("Grafana", "Grafana visualization", &none), role("dashboard"));
    assert_int_equal(hinted("HashiCorp Vault", "Vault tokenization", &none), role("pii_protection"));
    assert_int_equal(hinted("HashiCorp Vault", "Vault tokeniser", &none), role("pii_protection"));
    assert_string_equal(found("Delta", TOOL_IN_LABEL), "Delta Lake");
    assert_string_equal(found("Delta tables", TOOL_IN_LABEL), "Delta Lake");
    assert_string_equal(found("the delta in tables", TOOL_IN_PROSE), "");
    assert_string_equal(found("bronze tables are in the Delta format", TOOL_IN_PROSE), "Delta Lake");
    assert_string_equal(found("Price delta", TOOL_IN_LABEL), "");
    assert_string_equal(found("`delta_amount` of the table", TOOL_IN_PROSE), "");
    pack = small;
    tools = small_tools;
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
        cmocka_unit_test(general_stores),
        cmocka_unit_test(built_in_catalogue),
        cmocka_unit_test(hints_with_any_ending),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
