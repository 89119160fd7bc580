#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_pack.h"
#include "recognise/recognise.h"

#include <string.h>

static struct arena *arena;
static struct rubric pack;
static struct diags diags;
static struct architecture *arch;
static struct reading *reading;

static void draw(const char *drawing)
{
    struct limits limits = limits_default();
    diags_init(&diags, arena, &limits);
    arch = architecture_new(arena);
    helper_draw(arena, arch, "a.dot", drawing);
    reading = recognise(arena, &diags, arch, NULL, &pack);
}

/* The credited roles of a box in the order of the pack. */
static const char *roles(const char *id)
{
    const struct node_reading *node = &reading->nodes[helper_node(arch, 0, id)];
    struct buf buf = buf_new(arena, 1000);
    for (uint32_t role = 0; role < rub_roles_n(&pack); role++)
        if (node->credited >> role & 1) {
            buf_puts(&buf, buf.n ? " " : "");
            buf_puts(&buf, rub_text(&pack, rub_roles(&pack, role)->id));
        }
    return buf.p;
}

static const char *label(const char *text)
{
    draw(arena_printf(arena, "q[%s]", text));
    return roles("q");
}

static const struct role_reading *role(const char *id, const char *name)
{
    return reading_role(reading, helper_node(arch, 0, id), rub_role_of(&pack, str_from(name)));
}

static void everyday_labels(void **state)
{
    (void)state;
    assert_string_equal(label("Redis feature cache"), "online");
    assert_string_equal(label("Redis pub/sub"), "stream");
    assert_string_equal(label("Kafka (MSK)"), "stream");
    assert_string_equal(label("Model API"), "scorer");
    assert_string_equal(label("Flink feature job"), "processor feature_job");
    assert_string_equal(label("Decision"), "decider");
    assert_string_equal(label("Evidently drift"), "drift");
    assert_string_equal(label("Feature store"), "offline online");
    assert_string_equal(label("ML platform"), "");
    assert_string_equal(label("MLflow registry"), "models");
    assert_string_equal(label("Triton"), "scorer");
    assert_string_equal(label("Prometheus / Grafana"), "metrics board");
    assert_string_equal(label("Something else"), "");
    assert_string_equal(label("vLLM"), "");
    assert_string_equal(label("Client"), "source");
    assert_string_equal(label("S3 data lake"), "raw");
    assert_string_equal(label("Redis session cache"), "");
    assert_string_equal(label("Feture store"), "offline online");
    assert_string_equal(label("Decision\nengine"), "decider");
}

static void names_beat_details(void **state)
{
    (void)state;
    assert_string_equal(label("Prediction log (features, drift, dashboard)"), "prediction_log");
    assert_string_equal(label("Step 4\nmodel training, weekly"), "trainer");
}

static void confidence_and_reasons(void **state)
{
    (void)state;
    draw("a[Model server] -> b[Triton]; c: role=scorer; d[Feature store]; e[The compute]");
    assert_true(role("a", "scorer")->confidence == 0.9 && role("a", "scorer")->evidence == ROLE_LABEL);
    assert_true(str_is(role("a", "scorer")->why, "label says 'Model server'"));
    assert_true(role("b", "scorer")->confidence == 0.8 && role("b", "scorer")->evidence == ROLE_TOOL);
    assert_true(str_is(role("b", "scorer")->why, "tool Triton"));
    assert_true(role("c", "scorer")->confidence == 1 && role("c", "scorer")->evidence == ROLE_DECLARED);
    assert_true(role("d", "online")->confidence == 0.6);
    assert_false(role("e", "platform")->credited); /* a weak phrase is a mention */
}

static void declarations(void **state)
{
    (void)state;
    draw("a[Model server]; a: role=decider + online; b: role=Feature-Job, scorer; c[x]; c: role=scorrer; "
         "d[y]; "
         "d: role=feature store");
    assert_string_equal(roles("a"), "online decider");
    assert_string_equal(roles("b"), "feature_job scorer");
    assert_string_equal(roles("c"), "");
    assert_string_equal(roles("d"), "offline online"); /* read as a label */
    assert_int_equal(diags.n, 0);                      /* the reader of the file has said so already */
}

static void groups(void **state)
{
    (void)state;
    draw("group(Monitoring) a b r; a[Custom job]; b[Grafana]; r[Redis]; group(Feature store) t c; t[Redis]; "
         "c[Cassandra]");
    assert_string_equal(roles("a"), "metrics");
    assert_true(role("a", "metrics")->evidence == ROLE_GROUP);
    assert_string_equal(roles("b"), "board");
    assert_string_equal(roles("r"), ""); /* a store is not what its neighbours in the drawing are */
    assert_string_equal(roles("t"), "online");
    assert_string_equal(roles("c"), "online");
}

static void stores_need_a_feature_word(void **state)
{
    (void)state;
    draw("f[Feature pipeline] -features-> r[Redis] -> m[Model server]");
    assert_string_equal(roles("r"), "online");
    draw("f[Feature pipeline] -features-> r[Cassandra]");
    assert_string_equal(roles("r"), "online");
    draw("m[Model server] -predictions-> p[Postgres]");
    assert_string_equal(roles("p"), "prediction_log");
}

/* One box writes it and another reads it: that is what a store of features does, whatever it is called. */
static void stores_between_writer_and_reader(void **state)
{
    (void)state;
    draw("f[Flink features] -> r[Redis] -> m[Model server]");
    assert_string_equal(roles("r"), "online");
    assert_true(role("r", "online")->confidence == 0.6 && role("r", "online")->evidence == ROLE_TOOL);
    assert_true(str_is(role("r", "online")->why,
                       "tool Redis, written by 'Flink features' and read by 'Model server'"));
    assert_string_equal(roles("f"), "processor feature_job"); /* the store tells what writes it, too */
    draw("f[Flink] -> r[Redis]; m[Model API] -> r");
    assert_string_equal(roles("r"), "online");
    draw("f[Flink] -writes-> r[Cassandra]; m[Model API] -reads-> r");
    assert_string_equal(roles("r"), "online");
    /* A kind that fits no pair is read as no kind. */
    draw("f[Flink] -events-> r[Redis] -> m[Model server]");
    assert_string_equal(roles("r"), "online");
    /* A request does not tell what is asked for. */
    draw("f[Flink] -> r[Redis]; m[Model server] -request-> r");
    assert_string_equal(roles("r"), "online");
    /* Other arrows do not matter. */
    draw("f[Feature pipeline] -> r[Redis]; m[Model server] -> r; a[API gateway] -> r; x[Thing] -> r; r -> "
         "y[Y]");
    assert_string_equal(roles("r"), "online");
    draw("m[Model server] -> p[Postgres] -> d[Drift report]");
    assert_string_equal(roles("p"), "prediction_log");
    /* A box that writes and reads is one of the two where another is there for the other. */
    draw("b: role=feature_job + scorer; b -> r[Redis]; r -> b; f[Feature pipeline] -> r");
    assert_string_equal(roles("r"), "online");
    draw("b: role=feature_job + scorer; b -> r[Redis]; r -> b; r -> m[Model server]");
    assert_string_equal(roles("r"), "online");
}

static void stores_of_several_roles(void **state)
{
    (void)state;
    draw("f[Feature pipeline] -> p[Postgres] -> m[Model server]; e[Decision engine] -> p -> d[Drift report]");
    assert_string_equal(roles("p"), "online"); /* the tool's first */
    draw("f[Feature pipeline] -> p[Postgres] -> m[Model server]; e[Decision engine] -scores-> p; "
         "p -> d[Drift report]");
    assert_string_equal(roles("p"), "prediction_log"); /* an arrow tells */
    assert_int_equal(reading->nodes[helper_node(arch, 0, "p")].n_roles, 1);
}

static void mentioned(const char *drawing, const char *id, const char *name)
{
    draw(drawing);
    const struct node_reading *node = &reading->nodes[helper_node(arch, 0, id)];
    assert_string_equal(roles(id), "");
    assert_int_equal(node->n_roles, name ? 1 : 0);
    if (name)
        assert_true(role(id, name) && role(id, name)->confidence == 0.3 && !role(id, name)->credited);
}

static void stores_without_writer_or_reader(void **state)
{
    (void)state;
    mentioned("r[Redis]", "r", NULL);
    mentioned("r[Redis] -> x[Thing]; y[Other thing] -> r", "r", NULL);
    mentioned("a[API gateway] -> r[Redis]", "r", "online"); /* may be its rate limits */
    mentioned("f[Feature pipeline] -> r[Redis]", "r", "online");
    mentioned("r[Redis] -> m[Model server]", "r", "online");
    mentioned("x[MLflow] -> p[Postgres]", "p", NULL); /* its backend */
    /* Between services: a request writes nothing. */
    mentioned("a[Decision engine] -> r[Redis] -> m[Model server]", "r", "online");
    mentioned("a[Decision engine] -> r[Redis]; m[Model server] -> r", "r", "online");
    mentioned("a[API gateway] -> r[Redis] -> f[Feature pipeline]", "r", "online");
    /* Two writers, the second of which could be a reader, too, were its arrow drawn backwards. */
    mentioned("f[Feature pipeline] -> r[Redis]; o[Offline store] -> r", "r", "online");
    /* Writer and reader are one box. */
    mentioned("b: role=feature_job + scorer; b -> r[Redis]; r -> b", "r", "online");
    /* What reads it does not read what was written: a gateway gets no features. */
    mentioned("f[Feature pipeline] -> r[Redis] -> a[API gateway]", "r", "online");
    /* Its job is another one, and said. */
    mentioned("f[Feature pipeline] -> r[Redis session store] -> m[Model server]", "r", NULL);
    mentioned("f[Feature pipeline] -> r[Redis] -session data-> m[Model server]", "r", NULL);
    /* A queue is no store, whatever the tool can do. */
    mentioned("p[Stream processing] -> r[Redis] -> q[Stream processing 2]", "r", "online");
}

/* One of the two arrows at least is what people draw at such a store; else it may be anything. */
static void stores_need_something_expected(void **state)
{
    (void)state;
    mentioned("k[Kafka] -> p[Postgres] -> g[Grafana]", "p", "prediction_log");
    assert_true(str_is(role("p", "prediction_log")->why,
                       "tool PostgreSQL, written by 'Kafka' and read by 'Grafana'"));
    mentioned("i[Device intelligence] -> r[Redis] -> a[API gateway]", "r", "online");
    mentioned("a[Stream processing] -> r[Redis] -> d[Drift report]", "r", "online");
    /* The writer, or the reader, is enough; whichever of several it is, and in call direction, too. */
    draw("m[Model server] -> p[Postgres] -> g[Grafana]");
    assert_string_equal(roles("p"), "prediction_log");
    draw("k[Kafka] -> p[Postgres] -> d[Drift report]");
    assert_string_equal(roles("p"), "prediction_log");
    draw("k[Kafka] -> p[Postgres] -> g[Grafana]; m[Model server] -> p");
    assert_string_equal(roles("p"), "prediction_log");
    assert_true(str_is(role("p", "prediction_log")->why,
                       "tool PostgreSQL, written by 'Model server' and read by 'Grafana'"));
    draw("a[Stream processing] -> r[Redis]; r -> d[Drift report]; m[Model API] -> r");
    assert_string_equal(roles("r"), "online");
    assert_true(str_is(role("r", "online")->why,
                       "tool Redis, written by 'Stream processing' and read by 'Model API'"));
    /* A box cannot vouch for itself. */
    mentioned("b: role=feature_job + drift; b -> r[Redis]; r -> b", "r", "online");
    draw("b: role=feature_job + drift; b -> r[Redis]; r -> b; a[Stream processing] -> r");
    assert_string_equal(roles("r"), "");
    draw("b: role=feature_job + drift; b -> r[Redis]; r -> b; r -> e[Drift report]");
    assert_string_equal(roles("r"), "online");
}

static void neighbours_choose(void **state)
{
    (void)state;
    draw("k[Kafka] -> f[Flink] -> s[Feast] -> m[Triton]; s -> t[Training pipeline]");
    assert_string_equal(roles("s"), "registry offline online");
    assert_string_equal(roles("f"), "processor feature_job");
    draw("x[Feast]");
    assert_string_equal(roles("x"), "");
    assert_int_equal(reading->nodes[0].n_roles, 2); /* mentioned */
    assert_true(reading->nodes[0].roles[0].confidence == 0.3);
    draw("x[Databricks]");
    assert_int_equal(reading->nodes[0].n_roles, 0);
    draw("s3[S3] -raw events-> w[Data warehouse]; m[Model server] -predictions-> s3");
    assert_string_equal(roles("s3"), "raw prediction_log");
}

/* What a second line, a bracket or a word on an arrow adds to a box that is named already. */
static void further_jobs(void **state)
{
    (void)state;
    draw("b[Flink\nModel training] -model-> r[Model registry]");
    assert_string_equal(roles("b"), "trainer");
    draw("b[Feature pipeline\nModel training] -model-> r[Model registry]");
    assert_string_equal(roles("b"), "feature_job trainer");
    draw("b[Feature pipeline\nModel training] -features-> o[Online store]");
    assert_string_equal(roles("b"), "feature_job"); /* no arrow is a trainer's */
    draw("k[Kafka (retries, dlq)]");
    assert_string_equal(roles("k"), "stream dead");
    draw("s[Feast] -features-> t[Training pipeline]");
    assert_string_equal(roles("s"), "registry offline"); /* a platform: other kinds count, too */
}

/* What a name begins or ends with is probable, and less than what is said. */
static void beginnings_and_ends(void **state)
{
    (void)state;
    draw("a[Fit to S3 exports]; b[Event collector]; c[Prediction log collector]; d[Kafka collector]; "
         "f[Fit, dashboards]");
    assert_string_equal(roles("a"), "trainer");
    assert_true(role("a", "trainer")->confidence == 0.6 && role("a", "trainer")->evidence == ROLE_LABEL);
    assert_string_equal(roles("b"), "processor");
    assert_string_equal(roles("c"), "prediction_log"); /* what is said in the same part comes first */
    assert_string_equal(roles("d"), "stream");         /* the last word is about the tool */
    assert_string_equal(roles("f"), "trainer board");  /* another part says something of its own */
    draw("group(Model training) a b; a[Event collector]; b[Something]");
    assert_string_equal(roles("a"), "processor"); /* more than the title of its group */
    assert_string_equal(roles("b"), "trainer");
    /* Of several roles the one that the group is about, else those that arrows allow, else all. */
    draw("group(Quarantine) a; a[Event filter]");
    assert_string_equal(roles("a"), "dead");
    draw("a[Event filter] -> f[Feature pipeline]");
    assert_string_equal(roles("a"), "processor");
    draw("a[Event filter]");
    assert_string_equal(roles("a"), "processor dead");
}

static void items_of_labels(void **state)
{
    (void)state;
    draw("a[Decision, training]; b[Decision training]");
    assert_string_equal(roles("a"), "trainer decider");
    assert_true(role("a", "decider")->confidence == 0.6); /* one of several is less than the whole */
    assert_string_equal(roles("b"), "");
    assert_string_equal(label("Decision"), "decider");
    assert_true(role("q", "decider")->confidence == 0.9);
}

static void shapes(void **state)
{
    (void)state;
    draw("m[Model server] -> q[Sure enough?] -> x[Somebody]");
    assert_string_equal(roles("q"), "decider");
    assert_true(role("q", "decider")->confidence == 0.6 && role("q", "decider")->evidence == ROLE_NEIGHBOUR);
    draw("m[Model server] -> q[Above 1]; q: shape=Diamond");
    assert_string_equal(roles("q"), "decider");
    draw("m[Model server] -> q[Above 1]");
    assert_string_equal(roles("q"), "");
    draw("x[Somebody] -> q[Sure enough?] -> y[Somebody else]");
    assert_string_equal(roles("q"), "");
    draw("t[Training pipeline] -> q[Sure enough?]"); /* the pack knows no question there */
    assert_string_equal(roles("q"), "");
    draw("group(Model training) q; m[Model server] -> q[Sure enough?]");
    assert_string_equal(roles("q"), "decider"); /* arrows say more than the title of the group */
    draw("f[Feature pipeline] -> c[Table 7] -> t[Training pipeline]; c: shape=cylinder");
    assert_string_equal(roles("c"), "offline");
    draw("f[Feature pipeline] -> c[Table 7]; c: shape=cylinder");
    assert_string_equal(roles("c"), ""); /* offline or online */
    draw("f[Feature pipeline] -> c[Model registry] -> t[Training pipeline]; c: shape=cylinder");
    assert_string_equal(roles("c"), "models"); /* a name is more than a shape */
    draw("a[Event filter]; a: shape=diamond");
    assert_string_equal(roles("a"), "dead");
}

static void platforms_keep_their_job(void **state)
{
    (void)state;
    assert_string_equal(label("Kubernetes training job"), "trainer platform");
    assert_true(role("q", "platform")->confidence == 0.6);
    assert_string_equal(label("Flink\nModel training"), "trainer");
    assert_string_equal(label("Databricks model registry"), "models");
}

static void what_is_put_off_is_not_there(void **state)
{
    (void)state;
    mentioned("q[Future: Kafka]", "q", "stream");
    assert_int_equal(reading->nodes[0].n_tools, 0);
    assert_true(str_ends(role("q", "stream")->why, "put off by 'Future'"));
    mentioned("q[Model server (planned)]", "q", "scorer");
    mentioned("q[Model server\nFuture]", "q", "scorer");
    mentioned("q[Model server]; q: role=scorer; group(Future) q", "q", "scorer");
    assert_string_equal(label("Model server for future events"), "scorer");
    assert_string_equal(label("Planned events model server"), "scorer");
}

static void libraries_inherit(void **state)
{
    (void)state;
    draw("x[XGBoost] -> r[Model registry]; t[Training pipeline] -> x");
    assert_string_equal(roles("x"), "trainer");
    assert_true(role("x", "trainer")->evidence == ROLE_NEIGHBOUR);
    draw("x[XGBoost]");
    assert_string_equal(roles("x"), "");
    draw("group(Model training) x; x[XGBoost]");
    assert_string_equal(roles("x"), "trainer");
}

static void at_most_four_are_inferred(void **state)
{
    (void)state;
    draw("d[Databricks] -> p[Prediction log]; l[Data lake] -> d; c[Chargebacks] -> d; d -> g[Dashboard]; d "
         "-> o[Decision]; "
         "m[Model registry] -> d; t[Training pipeline] -> d");
    const struct node_reading *node = &reading->nodes[helper_node(arch, 0, "d")];
    size_t credited = 0;
    for (size_t i = 0; i < node->n_roles; i++)
        credited += node->roles[i].credited;
    assert_true(node->n_roles > 4);
    assert_int_equal(credited, 4);
}

static void many_declared_roles_need_proof(void **state)
{
    (void)state;
    draw("d[Box]; d: role=stream, raw, warehouse, dead, scorer, drift, joiner; d: threshold=0.2; m[Model "
         "registry]; "
         "m: role=models; m -model-> d");
    assert_string_equal(roles("d"), "stream raw warehouse scorer drift");
    assert_int_equal(diags.of[DIAG_ROLE_CAPPED], 2);
}

static void ids_help_where_labels_are_silent(void **state)
{
    (void)state;
    draw("feature_store[The heart of it]; kafka[Bus 7]; db[Payments]; decision[Three or more?]");
    assert_string_equal(roles("feature_store"), "offline online");
    assert_string_equal(roles("kafka"), "stream");
    assert_string_equal(roles("db"), "");
    assert_string_equal(roles("decision"), "");
    draw("feature_store -> model_server");
    assert_string_equal(roles("model_server"), "scorer");
}

/* The same drawing with its statements in another order and other ids. */
static void order_does_not_matter(void **state)
{
    (void)state;
    static const char *const statements[] = {
        "a[Kafka] -> b[Flink]", "b -> c[Feast]", "c -> d[Triton]",    "c -> e[Training pipeline]",
        "e -> f[MLflow]",       "f -> d",        "d -scores-> g[S3]", "a -raw events-> g",
        "h[XGBoost] -> f",      "e -> h",        "b -> i[Redis] -> d"};
    const size_t n = sizeof statements / sizeof *statements;
    const char *const boxes[] = {"Kafka",  "Flink", "Feast",   "Triton", "Training pipeline",
                                 "MLflow", "S3",    "XGBoost", "Redis"};
    enum { BOXES = sizeof boxes / sizeof *boxes };
    uint64_t first[BOXES] = {0};
    for (size_t turn = 0; turn < 2 * n; turn++) {
        struct buf buf = buf_new(arena, 2000);
        buf_puts(
            &buf,
            "a[Kafka]; b[Flink]; c[Feast]; d[Triton]; e[Training pipeline]; f[MLflow]; g[S3]; h[XGBoost]; "
            "i[Redis]");
        if (turn >= n)
            buf = buf_new(arena, 2000);
        for (size_t i = 0; i < n; i++) {
            size_t k = (i * 3 + turn) % n; /* 3 and 11 have no common divisor */
            buf_puts(&buf, "; ");
            buf_puts(&buf, statements[k]);
        }
        draw(buf.p);
        for (size_t i = 0; i < BOXES; i++)
            for (size_t k = 0; k < arch->n_nodes; k++)
                if (str_is(arch->nodes[k].label, boxes[i])) {
                    if (turn == 0)
                        first[i] = reading->nodes[k].credited;
                    assert_int_equal(first[i], reading->nodes[k].credited);
                }
    }
    assert_true(first[2] != 0 && first[5] != 0 && first[6] != 0 && first[8] != 0);
}

static int begin(void **state)
{
    (void)state;
    arena = arena_new();
    pack = helper_pack(arena);
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
        cmocka_unit_test(everyday_labels),
        cmocka_unit_test(names_beat_details),
        cmocka_unit_test(confidence_and_reasons),
        cmocka_unit_test(declarations),
        cmocka_unit_test(groups),
        cmocka_unit_test(stores_need_a_feature_word),
        cmocka_unit_test(stores_between_writer_and_reader),
        cmocka_unit_test(stores_of_several_roles),
        cmocka_unit_test(stores_without_writer_or_reader),
        cmocka_unit_test(stores_need_something_expected),
        cmocka_unit_test(neighbours_choose),
        cmocka_unit_test(further_jobs),
        cmocka_unit_test(beginnings_and_ends),
        cmocka_unit_test(items_of_labels),
        cmocka_unit_test(shapes),
        cmocka_unit_test(platforms_keep_their_job),
        cmocka_unit_test(what_is_put_off_is_not_there),
        cmocka_unit_test(libraries_inherit),
        cmocka_unit_test(at_most_four_are_inferred),
        cmocka_unit_test(many_declared_roles_need_proof),
        cmocka_unit_test(ids_help_where_labels_are_silent),
        cmocka_unit_test(order_does_not_matter),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
