#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/manifest_image.h"
#include "parse/manifests.h"

#include <string.h>

static const struct arch_names names = {0};

struct fixture {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct architecture *arch;
    struct file file;
};

static struct fixture f;

static void read_bytes(const char *name, const char *bytes, size_t n)
{
    arena_free(f.arena);
    f.arena = arena_new();
    f.limits = limits_default();
    diags_init(&f.diags, f.arena, &f.limits);
    f.arch = architecture_new(f.arena);
    struct parse_context ctx = {f.arena, &f.diags, &f.limits, &names, f.arch, prose_new(f.arena), NULL, 0};
    struct str copy = {arena_copy(f.arena, bytes, n), n};
    f.file = (struct file){.text = text_new(f.arena, str_from(name), copy), .name = str_from(name)};
    struct submission submission = {.files = &f.file, .n_files = 1};
    readers_read(&ctx, &submission);
}

static void read_as(const char *name, const char *text)
{
    read_bytes(name, text, strlen(text));
}

static int reset(void **state)
{
    (void)state;
    arena_free(f.arena);
    f = (struct fixture){0};
    return 0;
}

static const struct arch_node *node(const char *id)
{
    for (size_t i = 0; i < f.arch->n_nodes; i++)
        if (str_is(f.arch->nodes[i].id, id))
            return &f.arch->nodes[i];
    fail_msg("no node %s", id);
    return NULL;
}

static size_t joined(const char *a, const char *b)
{
    size_t n = 0;
    for (size_t i = 0; i < f.arch->n_edges; i++) {
        const struct arch_edge *e = &f.arch->edges[i];
        assert_true(e->undirected);
        assert_int_equal(e->label.n + e->kind.n, 0);
        struct str from = f.arch->nodes[e->from].id, to = f.arch->nodes[e->to].id;
        n += (str_is(from, a) && str_is(to, b)) || (str_is(from, b) && str_is(to, a));
    }
    return n;
}

static void assert_text(struct str s, const char *text)
{
    if (!str_is(s, text))
        fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(s), text);
}

static void assert_taken(const char *format, size_t nodes, size_t edges)
{
    if (f.file.use != FILE_USED)
        fail_msg("not used: %s", f.file.why);
    assert_string_equal(f.file.format, format);
    assert_int_equal(f.arch->n_views, 1);
    assert_true(f.arch->views[0].confidence == MANIFEST_CONFIDENCE);
    assert_int_equal(f.arch->n_nodes, nodes);
    assert_int_equal(f.arch->n_edges, edges);
    assert_int_equal(f.diags.n, 0);
}

static void assert_left(const char *name, const char *text)
{
    read_as(name, text);
    /* settings at most */
    assert_true(f.file.use == FILE_UNUSED ? f.file.why != NULL : str_is(str_from(f.file.format), "settings"));
    assert_int_equal(f.arch->n_views + f.arch->n_nodes + f.diags.n, 0);
}

static void products_of_images(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"redis", "redis"},
        {"redis:7-alpine", "redis"},
        {"confluentinc/cp-kafka:7.6.0", "cp-kafka"},
        {"registry.example.org:5000/team/grafana@sha256:00", "grafana"},
        {"${REGISTRY}/minio:latest", "minio"},
        {"${IMAGE:-apache/flink:1.19}", "flink"},
        {"postgres:${TAG:-16}", "postgres"},
        {"${IMAGE}", ""},
        {"python:3.12-slim", ""},
        {"", ""},
        {"${", ""},
        {"a/", ""},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_text(manifest_product(str_from(pairs[i][0])), pairs[i][1]);
}

static void assert_hosts(const char *key, const char *value, const char *hosts)
{
    struct arena *arena = arena_new();
    struct buf all = buf_new(arena, 200);
    struct host_scan scan = manifest_hosts(str_from(key), str_from(value));
    struct str host;
    while (manifest_next_host(&scan, &host)) {
        buf_puts(&all, all.n ? " " : "");
        buf_add(&all, host);
    }
    assert_text(buf_str(&all), hosts);
    arena_free(arena);
}

static void hosts_of_settings(void **state)
{
    (void)state;
    assert_hosts("BROKERS", "kafka-1:9092,kafka-2:9092", "kafka-1 kafka-2");
    assert_hosts("X", "http://oven:80/bake?to=van", "oven");
    assert_hosts("X", "postgresql+psycopg2://baker:s3cret@book:5432/orders", "book");
    assert_hosts("X", "amqp://oven:1234@queue", "queue");
    assert_hosts("X", "redis://:pw@cache/0", "cache");
    assert_hosts("REDIS_HOST", "cache", "cache");
    assert_hosts("REDIS_HOST", "a cache of bread", "");
    assert_hosts("USER", "cache", "");
    assert_hosts("X", "oven.kitchen.svc.cluster.local:80", "oven");
    assert_hosts("X", "a:b", "");
    assert_hosts("X", "", "");
    assert_hosts("X", "://", "");
    assert_hosts("X", ":80", "");
}

static void compose(void **state)
{
    (void)state;
    read_as("docker-compose.yml", "x-shared: &shared\n"
                                  "  image: bakery/base:1\n"
                                  "  environment: &settings {CACHE_HOST: cache}\n"
                                  "  depends_on: [book]\n"
                                  "services:\n"
                                  "  shop:\n"
                                  "    build: .\n"
                                  "    image: bakery/shop:2\n"
                                  "    depends_on:\n"
                                  "      book: {condition: service_healthy}\n"
                                  "    environment:\n"
                                  "      - BROKERS=queue:9092\n"
                                  "      - DATABASE=postgres://shop:x@book:5432/shop\n"
                                  "  oven:\n"
                                  "    <<: *shared\n"
                                  "    environment:\n"
                                  "      <<: *settings\n"
                                  "      SELF: http://oven:80\n"
                                  "  book: {image: 'postgres:16'}\n"
                                  "  queue: {image: 'confluentinc/cp-kafka:7.6'}\n"
                                  "  cache: {image: redis}\n"
                                  "volumes: {data: }\n");
    assert_taken("compose", 5, 4);
    assert_text(node("shop")->label, "shop");
    assert_text(node("shop")->tool, ""); /* its image is its own */
    assert_text(node("book")->tool, "postgres");
    assert_text(node("queue")->tool, "cp-kafka");
    assert_int_equal(node("book")->at.line, 19);
    assert_int_equal(joined("shop", "book"), 1);
    assert_int_equal(joined("shop", "queue"), 1);
    assert_int_equal(joined("oven", "book"), 1);
    assert_int_equal(joined("oven", "cache"), 1);
}

static void kubernetes(void **state)
{
    (void)state;
    read_as("k8s/all.yaml",
            "apiVersion: apps/v1\n"
            "kind: Deployment\n"
            "metadata: {name: shop}\n"
            "spec:\n"
            "  template:\n"
            "    spec:\n"
            "      containers:\n"
            "        - image: ghcr.io/bakery/shop:1\n"
            "          env:\n"
            "            - {name: BOOK, value: 'http://book.kitchen.svc:80'}\n"
            "---\n"
            "apiVersion: v1\n"
            "kind: Service\n"
            "metadata: {name: shop}\n"
            "---\n"
            "apiVersion: batch/v1\n"
            "kind: CronJob\n"
            "metadata: {name: book}\n"
            "spec: {jobTemplate: {spec: {template: {spec: {containers: [{image: mysql}]}}}}}\n"
            "---\n"
            "apiVersion: kafka.strimzi.io/v1\n"
            "kind: Kafka\n"
            "metadata:\n"
            "  name: events\n"
            "---\n");
    assert_taken("kubernetes", 3, 1);
    assert_int_equal(joined("shop", "book"), 1);
    assert_text(node("shop")->tool, "shop");
    assert_text(node("book")->tool, "mysql");
    assert_text(node("events")->tool, "Kafka");
    assert_int_equal(node("events")->at.line, 24);
    read_as("list.yml", "apiVersion: v1\nkind: List\nitems:\n  - kind: Pod\n    metadata: {name: oven}\n"
                        "    spec: {containers: [{image: nginx}]}\n");
    assert_taken("kubernetes", 1, 0);
}

static void other_files_are_left_alone(void **state)
{
    (void)state;
    assert_left("a.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n");
    assert_left("a.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: {{ .x }}}\nspec: {{ y\n");
    assert_left("a.yaml", "services:\n  shop: {ports: [80]}\n  image: {}\n");
    assert_left("a.yaml", "services:\n  shop:\n    image: x\n  bad: [\n");
    assert_left("a.yaml", "services: none\nx:\n  image: y\n");
    assert_left("ci.yml", "jobs:\n  a:\n    services:\n      db:\n        image: postgres\n");
    assert_left("a.yaml", "apiVersion: v1\nkind: Pod\n---\n- a\n---\nb\n");
}

static void damaged_files_do_no_harm(void **state)
{
    (void)state;
    static const char text[] =
        "services:\n  a: &x\n    image: r/p:1\n    depends_on: {b: {}}\n    environment: {<<: *x, "
        "U: 'http://b:8'}\n  b:\n    <<: [*x]\n---\napiVersion: v\nkind: Pod\nmetadata: {name: "
        "n}\nspec: {containers: [{image: i, env: [{name: N, value: 'n:1'}]}]}\n";
    static const char marks[] = "\0 :-{}[],\n\"'&*<$@/\xff"
                                "a";
    char copy[sizeof text];
    for (size_t i = 0; i + 1 < sizeof text; i++)
        for (size_t m = 0; m + 1 < sizeof marks; m++) {
            memcpy(copy, text, sizeof text);
            copy[i] = marks[m];
            read_bytes("a.yaml", copy, sizeof text - 1);
            assert_true(f.file.use == FILE_USED || f.arch->n_nodes == 0);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(products_of_images, reset),
        cmocka_unit_test_teardown(hosts_of_settings, reset),
        cmocka_unit_test_teardown(compose, reset),
        cmocka_unit_test_teardown(kubernetes, reset),
        cmocka_unit_test_teardown(other_files_are_left_alone, reset),
        cmocka_unit_test_teardown(damaged_files_do_no_harm, reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
