#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_pack.h"
#include "recognise/phrases.h"
#include "recognise/tools.h"

#include <string.h>

static struct arena *arena;
static struct rubric pack;
static struct phrase_index *all;
static struct tool_index *tools;

static struct phrase_hits find(const char *text, bool label, bool inner)
{
    struct tokens *tokens = arena_alloc(arena, sizeof *tokens);
    struct tool_hits named;
    struct phrase_hits hits;
    tokens_read(tokens, arena, str_from(text));
    if (label)
        phrase_mend(all, tokens);
    tools_find(&named, tools, arena, tokens, label ? TOOL_IN_LABEL : TOOL_IN_PROSE);
    struct phrase_unit unit = {tokens, tools_marks(arena, &named, tokens), label};
    phrases_find(&hits, all, arena, unit, inner);
    return hits;
}

/* The sources of all phrases found, "; " between them. */
static const char *found(const char *text, bool label)
{
    struct phrase_hits hits = find(text, label, false);
    struct buf buf = buf_new(arena, 1000);
    for (size_t i = 0; i < hits.n; i++) {
        buf_puts(&buf, i ? "; " : "");
        buf_puts(&buf, rub_text(&pack, rub_phrases(&pack, hits.items[i].phrase)->source));
    }
    return buf.p;
}

static void variants_are_one(void **state)
{
    (void)state;
    const char *const same[] = {"dead letter queue", "Dead-Letter queue", "deadletter queues",
                                "dead_letter_queue", "DeadLetterQueue",   "the DEAD LETTER TOPIC!"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_non_null(strstr(found(same[i], false), "dead letter"));
    assert_non_null(strstr(found("datalake", false), "data lake"));
    assert_non_null(strstr(found("feature catalog", false), "registry|catalogue"));
    assert_non_null(strstr(found("object storage", false), "object stor*"));
    assert_non_null(strstr(found("pubsub", false), "pub/sub"));
    assert_string_equal(found("data", false), "");
    assert_string_equal(found("deadline queue letters", false), "");
}

static void longest_wins(void **state)
{
    (void)state;
    assert_non_null(strstr(found("online feature store", false), "online (feature)? store"));
    assert_null(strstr(found("online feature store", false), "feature store;"));
    struct phrase_hits inner = find("online feature store", false, true);
    assert_true(inner.n > find("online feature store", false, false).n);
}

static void near_in_any_order(void **state)
{
    (void)state;
    assert_non_null(strstr(found("join the labels", false), "label ~3 join*"));
    assert_non_null(strstr(found("labels are late and joined", false), "label ~3 join*"));
    assert_null(strstr(found("labels are late and often never really joined", false), "label ~3 join*"));
}

static void conditions(void **state)
{
    (void)state;
    assert_non_null(strstr(found("quality monitor of the model", false), "quality monitor*"));
    assert_null(strstr(found("quality monitor of bread", false), "quality monitor*"));
    assert_non_null(strstr(found("kubernetes namespace", false), "namespace"));
    assert_null(strstr(found("namespace of features", false), "namespace"));
}

static void whole_labels(void **state)
{
    (void)state;
    assert_non_null(strstr(found("Decision", true), "decision"));
    assert_non_null(strstr(found("1. Decision (approve, decline)", true), "decision"));
    assert_string_equal(found("Training of staff", true), "");
    assert_string_equal(found("Training", false), "");
    assert_non_null(strstr(found("Databricks training", true), "training"));
}

/* What a part of a label begins or ends with; nothing of that in prose. */
static void ends_of_labels(void **state)
{
    (void)state;
    assert_non_null(strstr(found("Fit the model", true), "fit {begins}"));
    assert_non_null(strstr(found("Stage 2: fit on events", true), "fit {begins}"));
    assert_non_null(strstr(found("Collect, clean and fit", true), "fit {begins}"));
    assert_null(strstr(found("We fit it", true), "{begins}"));
    assert_null(strstr(found("Fit the model", false), "{begins}"));
    assert_null(strstr(found("Fit data", true), "{begins}"));
    assert_non_null(strstr(found("Event collector service", true), "collector {ends}"));
    assert_non_null(strstr(found("Collector of events", true), "collector {ends}"));
    assert_non_null(strstr(found("Event collector, nightly", true), "collector {ends}"));
    assert_non_null(strstr(found("Redis collector.py", true), "collector {ends}"));
    assert_null(strstr(found("Collector dashboard", true), "{ends}"));
    assert_null(strstr(found("Events for the collector", true), "{ends}"));
    assert_null(strstr(found("Collector and source health", true), "{ends}")); /* of both */
    assert_non_null(strstr(found("We apply thresholds here", true), "threshold {label}"));
    assert_null(strstr(found("We apply thresholds here", false), "threshold {label}"));
    assert_null(strstr(found("Apply, threshold", true), "threshold {label}"));
}

static void quantities_and_tools(void **state)
{
    (void)state;
    assert_non_null(strstr(found("answers within 100 ms", false), "within #dur"));
    assert_non_null(strstr(found("within 2h", false), "within #dur"));
    assert_string_equal(found("within 100 rows", false), "");
    assert_non_null(strstr(found("about 12 tables", false), "#n tables"));
    assert_non_null(strstr(found("we chose Flink over Kafka Streams", false), "over TOOL"));
    assert_string_equal(found("flown over water", false), "");
    assert_non_null(strstr(found("retrained every 7 days", false), "retrain* ~4 every #dur"));
}

static void slips_of_the_pen(void **state)
{
    (void)state;
    assert_non_null(strstr(found("Feture store", true), "feature store"));
    assert_non_null(strstr(found("Predicton log", true), "log"));
    assert_string_equal(found("Feture store", false), "");   /* prose is taken as written */
    assert_string_equal(found("storing service", true), ""); /* not "scoring" */
    assert_string_equal(found("Xeature store", true), "");   /* the first letter is right */
}

/* A phrase may begin with a token and end within the next, or with one, over what a plural leaves. */
static void letters_across_tokens(void **state)
{
    (void)state;
    assert_non_null(strstr(found("deadletterqueue", false), "dead letter"));
    assert_non_null(strstr(found("de ad let ter queue", false), "dead letter"));
    assert_string_equal(found("thedeadletterqueue", false), ""); /* no token begins there */
    assert_null(strstr(found("deadletterqueuesx", false), "dead letter"));
    assert_non_null(strstr(found("datalakes", false), "data lake"));
    assert_non_null(strstr(found("data\xc3\xa9 lake data lake", false), "data lake"));
    struct phrase_hits hits = find("data lake and datalake", false, false);
    assert_int_equal(hits.n, 2);
    assert_int_equal(hits.items[0].n, 2);
    assert_int_equal(hits.items[1].first, 3);
    assert_int_equal(hits.items[1].n, 1);
}

/* An index holds the room of its last search: a long text leaves nothing behind for a short one. */
static void searches_do_not_meet(void **state)
{
    (void)state;
    struct buf buf = buf_new(arena, 200000);
    for (size_t i = 0; i < 3000; i++)
        buf_puts(&buf, "online feature store dead letter queue 100 ms ");
    assert_true(find(buf.p, false, false).n >= 6000);
    assert_string_equal(found("store", false), "");
    assert_string_equal(found("", false), "");
    assert_non_null(strstr(found("online feature store", false), "online (feature)? store"));
}

/* Long and odd texts: neither time nor bounds are lost (for the sanitizers). */
static void hostile(void **state)
{
    (void)state;
    struct buf buf = buf_new(arena, 200000);
    for (size_t i = 0; i < 20000; i++)
        buf_puts(&buf, i % 3 ? "label " : "join ");
    find(buf.p, false, false);
    assert_true(find(buf.p, true, false).n > 1000); /* of hits in a label only the longest stay */
    find("", true, false);
    find("l l l l l l l l la lab labe", true, false);
    find("#dur TOOL ( ) | ~3", true, false);
}

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    pack = helper_pack(arena);
    uint32_t *numbers = arena_alloc(arena, rub_phrases_n(&pack) * sizeof *numbers);
    for (uint32_t i = 0; i < rub_phrases_n(&pack); i++)
        numbers[i] = i;
    all = phrase_index_new(arena, &pack, numbers, rub_phrases_n(&pack));
    phrase_mending(all, arena);
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
        cmocka_unit_test(variants_are_one),
        cmocka_unit_test(longest_wins),
        cmocka_unit_test(near_in_any_order),
        cmocka_unit_test(conditions),
        cmocka_unit_test(whole_labels),
        cmocka_unit_test(ends_of_labels),
        cmocka_unit_test(quantities_and_tools),
        cmocka_unit_test(slips_of_the_pen),
        cmocka_unit_test(letters_across_tokens),
        cmocka_unit_test(searches_do_not_meet),
        cmocka_unit_test(hostile),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
