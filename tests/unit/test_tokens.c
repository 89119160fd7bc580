#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "recognise/tokens.h"

#include <string.h>

static struct arena *arena;

/* Tokens with '|' between them; a detail has '~' before it, a further line '+'. */
static const char *read_as(const char *source)
{
    struct tokens tokens;
    tokens_read(&tokens, arena, str_from(source));
    struct buf buf = buf_new(arena, 1000);
    for (size_t i = 0; i < tokens.n; i++) {
        const struct token *token = &tokens.items[i];
        assert_true(token->at + token->n <= strlen(source));
        buf_puts(&buf, i ? "|" : "");
        buf_puts(&buf, token->part == PART_DETAIL ? "~" : token->part == PART_MORE ? "+" : "");
        buf_add(&buf, token->text);
    }
    return buf.p;
}

static void splits(void **state)
{
    (void)state;
    assert_string_equal(read_as("Feature-Store"), "feature|store");
    assert_string_equal(read_as("featureStore"), "feature|store");
    assert_string_equal(read_as("feature_store"), "feature|store");
    assert_string_equal(read_as("APIGateway"), "api|gateway");
    assert_string_equal(read_as("DAGs"), "dags");
    assert_string_equal(read_as("model_server2"), "model|server|2");
    assert_string_equal(read_as("tc40 s3 p99"), "tc40|s3|p99");
    assert_string_equal(read_as("W&B & co"), "w&b|co");
    assert_string_equal(read_as("5M/day at 99.9% in 100ms, 1,200,000 rows"),
                        "5m|day|at|99.9|in|100ms|1,200,000|rows");
    assert_string_equal(read_as("the analyst's queue"), "the|analyst|queue");
    assert_string_equal(read_as(""), "");
    assert_string_equal(read_as("--- ***"), "");
}

static void markup_and_emoji_are_dropped(void **state)
{
    (void)state;
    assert_string_equal(read_as("<b>Redis</b> &amp; friends"), "redis|friends");
    assert_string_equal(read_as("\xF0\x9F\x9A\x80 Deploy \xE2\x9C\x85 now"), "deploy|now");
    assert_string_equal(read_as("a<b and c>d"), "a|b|and|c|d");
    assert_string_equal(read_as("Modellgüte prüfen"), "modelgüte|prüfen");
    assert_string_equal(read_as("ÜBERWACHUNG"), "überwachung");
    assert_string_equal(read_as("\xFF\xFE"
                                "bad\x80"
                                "bytes\xC3"),
                        "bad|bytes");
}

static void spelling_is_american(void **state)
{
    (void)state;
    assert_string_equal(
        read_as("Tokenisation tokenised materialise behaviour catalogue artefacts authorisation"),
        "tokenization|tokenized|materialize|behavior|catalog|artifacts|authorization");
    assert_string_equal(read_as("labelled modelling analysis analysts"),
                        "labeled|modeling|analysis|analysts");
}

static void names_come_before_details(void **state)
{
    (void)state;
    assert_string_equal(read_as("Online store\nRedis"), "online|store|+redis");
    assert_string_equal(read_as("Online store\nlow latency"), "online|store|~low|~latency");
    assert_string_equal(read_as("Online store (Redis) EU"), "online|store|~redis|eu");
    assert_string_equal(read_as("Batch<br/>Job"), "batch|+job");
    assert_string_equal(read_as("Stage 1 - collect"), "stage|1|collect"); /* a number is no name */
    assert_string_equal(read_as("Step 2: Fit (weekly)\non demand"), "step|2|fit|~weekly|~on|~demand");
    assert_string_equal(read_as("Step 4\nmodel training, weekly"), "step|4|model|training|weekly");
    assert_string_equal(read_as("Collect: stage 1"), "collect|~stage|~1");
    assert_string_equal(read_as("(raw) events"), "raw|events");
    assert_string_equal(read_as("Future: Kafka"), "future|~kafka");
}

static void folds(void **state)
{
    (void)state;
    assert_true(str_is(token_fold(arena, STR("Pub/Sub")), "pubsub"));
    assert_true(str_is(token_fold(arena, STR("tokenis")), "tokeniz"));
    assert_true(str_is(token_fold(arena, STR("point-in-time")), "pointintime"));
    assert_true(str_is(token_fold(arena, STR("++")), ""));
}

static void joins_and_quotes(void **state)
{
    (void)state;
    struct tokens tokens;
    tokens_read(&tokens, arena, STR("The  Model-Server (v2)"));
    assert_true(str_is(tokens_join(arena, &tokens), "the model server v2"));
    assert_true(str_is(tokens_quote(&tokens, 1, 2), "Model-Server"));
    assert_true(str_is(tokens_quote(&tokens, 1, 0), ""));
}

/* Every byte value in every position of a short text: nothing is read past its end (for the sanitizers). */
static void any_bytes(void **state)
{
    (void)state;
    for (int a = 0; a < 256; a++)
        for (int b = 0; b < 256; b += 5) {
            char *bytes = arena_alloc(arena, 4);
            bytes[0] = 'x';
            bytes[1] = (char)a;
            bytes[2] = (char)b;
            bytes[3] = 'y';
            struct tokens tokens;
            tokens_read(&tokens, arena, (struct str){bytes, 3});
            for (size_t i = 0; i < tokens.n; i++)
                assert_true(tokens.items[i].at + tokens.items[i].n <= 3);
        }
}

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
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
        cmocka_unit_test(splits),
        cmocka_unit_test(markup_and_emoji_are_dropped),
        cmocka_unit_test(spelling_is_american),
        cmocka_unit_test(names_come_before_details),
        cmocka_unit_test(folds),
        cmocka_unit_test(joins_and_quotes),
        cmocka_unit_test(any_bytes),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
