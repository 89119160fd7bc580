#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/foreign.h"
#include "parse/readers.h"

#include <string.h>

/* Words of a made-up pack: a bakery. */
static const char *const roles[] = {"oven", "order_queue"};
static const char *const kinds[] = {"dough", "orders"};
static const struct arch_names names = {roles, 2, kinds, 2, NULL, 0};

struct fixture {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct architecture *arch;
    struct submission submission;
    struct file file;
};

static struct fixture f;

/* Through the whole table of readers, as a file of a submission. */
static void read_bytes(const char *name, const char *bytes, size_t n)
{
    arena_free(f.arena);
    f.arena = arena_new();
    if (!f.limits.nodes)
        f.limits = limits_default();
    diags_init(&f.diags, f.arena, &f.limits);
    f.arch = architecture_new(f.arena);
    struct parse_context ctx = {f.arena, &f.diags, &f.limits, &names, f.arch, prose_new(f.arena), NULL, 0};
    struct str copy = {arena_copy(f.arena, bytes, n), n};
    f.file = (struct file){.text = text_new(f.arena, str_from(name), copy), .name = str_from(name)};
    f.submission = (struct submission){.files = &f.file, .n_files = 1};
    readers_read(&ctx, &f.submission);
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

static const struct arch_edge *edge(const char *from, const char *to)
{
    for (size_t i = 0; i < f.arch->n_edges; i++) {
        const struct arch_edge *e = &f.arch->edges[i];
        if (str_is(f.arch->nodes[e->from].id, from) && str_is(f.arch->nodes[e->to].id, to))
            return e;
    }
    fail_msg("no arrow %s -> %s", from, to);
    return NULL;
}

static void assert_text(struct str s, const char *text)
{
    if (!str_is(s, text))
        fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(s), text);
}

static void assert_in(const char *id, const char *group)
{
    size_t g = node(id)->group;
    assert_true(g != ARCH_NONE);
    assert_text(f.arch->groups[g].label, group);
}

static void assert_taken(const char *format, size_t nodes, size_t edges)
{
    if (f.file.use != FILE_USED)
        fail_msg("not used: %s", f.file.why);
    assert_string_equal(f.file.format, format);
    assert_int_equal(f.arch->n_views, 1);
    assert_int_equal(f.arch->views[0].format, ARCH_YAML);
    assert_int_equal(f.arch->n_nodes, nodes);
    assert_int_equal(f.arch->n_edges, edges);
}

/* Nothing was drawn, nothing complained about: settings at most. */
static void assert_left(const char *name, const char *text)
{
    read_as(name, text);
    bool settings = f.file.use == FILE_USED && str_is(str_from(f.file.format), "settings");
    if ((f.file.use != FILE_UNUSED && !settings) || f.arch->n_nodes || f.arch->n_edges || f.arch->n_views ||
        f.diags.n)
        fail_msg("%s was taken for %s: %s", name, f.file.format ? f.file.format : "something", text);
    assert_true(settings || f.file.why);
}

static void lists_of_nodes_and_edges(void **state)
{
    (void)state;
    read_as("bakery.yaml", "title: Night shift\n"
                           "nodes:\n"
                           "  - id: shop\n"
                           "    label: Shop counter\n"
                           "    description: Takes the orders\n"
                           "    replicas: 3\n"
                           "  - {id: queue, name: Order book, technology: Kafka, type: order_queue}\n"
                           "  - {id: oven, type: redis}\n"
                           "edges:\n"
                           "  - {from: shop, to: queue, label: what people want, kind: orders, p99: 4ms}\n"
                           "  - {source: Order book, target: oven, type: dough}\n"
                           "  - shop -> oven\n");
    assert_taken("node-list", 3, 3);
    assert_true(f.arch->views[0].confidence == ARCH_DRAWN);
    assert_text(f.arch->views[0].title, "Night shift");
    assert_text(node("shop")->label, "Shop counter");
    assert_true(node("shop")->own_label);
    assert_int_equal(node("shop")->at.line, 3);
    assert_text(doc_text(doc_get(node("shop")->attrs, "note")), "Takes the orders");
    assert_text(doc_text(doc_get(node("shop")->attrs, "replicas")), "3");
    assert_text(node("queue")->tool, "Kafka");
    assert_text(doc_text(node("queue")->role), "order_queue");
    assert_text(node("oven")->tool, "redis");
    assert_null(node("oven")->role);
    assert_text(edge("shop", "queue")->label, "what people want");
    assert_text(edge("shop", "queue")->kind, "orders");
    assert_text(doc_text(doc_get(edge("shop", "queue")->attrs, "p99")), "4ms");
    assert_int_equal(edge("shop", "queue")->at.line, 10);
    assert_text(edge("queue", "oven")->kind, "dough");
    assert_text(edge("queue", "oven")->label, "");
    edge("shop", "oven");
    assert_int_equal(f.diags.n, 0);
}

static void other_words_for_the_same(void **state)
{
    (void)state;
    read_as(
        "a.json",
        "{\"services\": [{\"name\": \"Shop\", \"tech\": [\"Go\", \"Redis\"]}, {\"name\": \"Oven\"}, \"Van\"],"
        " \"connections\": [{\"from\": \"shop\", \"to\": [\"Oven\", \"Van\"], \"protocol\": \"HTTP\"}]}");
    assert_taken("node-list", 3, 2);
    assert_text(node("Shop")->tool, "Go, Redis");
    assert_text(edge("Shop", "Oven")->label, "HTTP");
    edge("Shop", "Van");
    read_as("a.yaml", "architecture:\n  components:\n    shop: {title: Shop}\n    oven: {title: Oven}\n"
                      "  links:\n    - {src: shop, dst: oven}\n    - oven <-> shop\n");
    assert_taken("node-list", 2, 2);
    assert_true(edge("oven", "shop")->both);
    read_as("flow.json",
            "{\"nodes\":[{\"id\":\"1\",\"data\":{\"label\":\"Shop\"}},{\"id\":\"2\",\"data\":{\"label\":"
            "\"Oven\"}}],\"edges\":[{\"source\":\"1\",\"target\":\"2\"}]}");
    assert_taken("node-list", 2, 1);
    assert_text(node("2")->label, "Oven");
}

static void groups_hold_nodes_and_groups(void **state)
{
    (void)state;
    read_as("a.yaml", "layers:\n"
                      "  - name: Front\n"
                      "    components:\n"
                      "      - {name: Shop}\n"
                      "      - {name: Site, connects_to: [Book]}\n"
                      "  - name: Back\n"
                      "    components: [{name: Book}]\n"
                      "    zones:\n"
                      "      Hot: [Oven, Fan]\n"
                      "connections:\n"
                      "  - {from: Front, to: Book}\n"
                      "  - {from: Book, to: Oven}\n");
    assert_taken("node-list", 5, 4);
    assert_in("Shop", "Front");
    assert_in("Oven", "Hot");
    assert_text(f.arch->groups[f.arch->groups[node("Fan")->group].parent].label, "Back");
    assert_true(edge("Shop", "Book")->fanned);
    assert_int_equal(f.diags.n, 0);
    read_as("b.yaml",
            "nodes:\n  - {id: a, label: Shop, group: front}\n  - {id: b, label: Oven, layer: back}\n"
            "groups:\n  - {name: cold, members: [b, c]}\nedges: [{from: a, to: b}]\n");
    assert_taken("node-list", 3, 1);
    assert_in("a", "front");
    assert_in("b", "back");
    assert_int_equal(f.diags.of[DIAG_ARCH_NODE], 1);
}

static void nodes_name_their_neighbours(void **state)
{
    (void)state;
    read_as("a.yaml", "components:\n"
                      "  - name: shop\n"
                      "    sends_to: [book, {to: van, label: parcels}]\n"
                      "  - name: book\n"
                      "    outputs: {oven: recipes}\n"
                      "  - name: oven\n"
                      "    reads_from: thermometer\n"
                      "    depends_on: [book]\n"
                      "  - name: van\n");
    assert_taken("node-list", 5, 5);
    edge("shop", "book");
    assert_text(edge("shop", "van")->label, "parcels");
    assert_text(edge("book", "oven")->label, "recipes");
    edge("thermometer", "oven");
    assert_true(edge("oven", "book")->undirected);
    assert_int_equal(f.diags.of[DIAG_ARCH_NODE], 1);
    read_as("b.yaml",
            "services:\n  - {name: shop, image: bakery/shop, connections: [{target: oven, type: orders}]}\n"
            "  - {name: oven, image: bakery/oven, links: [{from: oven, to: shop}]}\n");
    assert_taken("node-list", 2, 2);
    assert_text(edge("shop", "oven")->kind, "orders");
    edge("oven", "shop");
}

static void threagile(void **state)
{
    (void)state;
    read_as("model.yaml", "threagile_version: 1.0.0\n"
                          "title: Bakery\n"
                          "technical_assets:\n"
                          "  Shop Counter:\n"
                          "    id: shop\n"
                          "    description: Sells bread\n"
                          "    type: process\n"
                          "    technology: web-server\n"
                          "    communication_links:\n"
                          "      Order Traffic:\n"
                          "        target: book\n"
                          "        protocol: https\n"
                          "      Heat Control:\n"
                          "        target: furnace\n"
                          "  Order Book:\n"
                          "    id: book\n"
                          "    communication_links:\n"
                          "trust_boundaries:\n"
                          "  House:\n"
                          "    id: house\n"
                          "    technical_assets_inside: [shop]\n"
                          "    trust_boundaries_nested: [cellar]\n"
                          "  Cellar:\n"
                          "    id: cellar\n"
                          "    technical_assets_inside: [book]\n"
                          "    trust_boundaries_nested:\n");
    assert_taken("threagile", 3, 2);
    assert_text(node("shop")->label, "Shop Counter");
    assert_text(node("shop")->tool, "web-server");
    assert_text(edge("shop", "book")->label, "Order Traffic");
    assert_in("book", "Cellar");
    assert_text(f.arch->groups[f.arch->groups[node("book")->group].parent].label, "House");
    assert_int_equal(f.diags.of[DIAG_ARCH_NODE], 1);
    assert_int_equal(f.diags.n, 1);
}

static void calm(void **state)
{
    (void)state;
    read_as(
        "bakery.calm.json",
        "{\"nodes\": [\n"
        "  {\"unique-id\": \"baker\", \"node-type\": \"actor\", \"name\": \"Baker\", \"description\": "
        "\"d\"},\n"
        "  {\"unique-id\": \"shop\", \"node-type\": \"service\", \"name\": \"Shop\", \"description\": "
        "\"d\"},\n"
        "  {\"unique-id\": \"book\", \"node-type\": \"database\", \"name\": \"Book\", \"description\": "
        "\"d\"},\n"
        "  {\"unique-id\": \"house\", \"node-type\": \"system\", \"name\": \"House\", \"description\": "
        "\"d\"},\n"
        "  {\"unique-id\": \"net\", \"node-type\": \"network\", \"name\": \"Net\", \"description\": \"d\"}\n"
        "], \"relationships\": [\n"
        "  {\"unique-id\": \"1\", \"description\": \"bakes\", \"relationship-type\": {\"interacts\": "
        "{\"actor\": "
        "\"baker\", \"nodes\": [\"shop\", \"net\"]}}},\n"
        "  {\"unique-id\": \"2\", \"description\": \"writes orders\", \"relationship-type\": \"connects\", "
        "\"connects\": {\"source\": {\"node\": \"shop\"}, \"destination\": {\"node\": \"book\"}}},\n"
        "  {\"unique-id\": \"3\", \"relationship-type\": {\"composed-of\": {\"container\": \"house\", "
        "\"nodes\": "
        "[\"shop\", \"book\"]}}},\n"
        "  {\"unique-id\": \"4\", \"relationship-type\": {\"deployed-in\": {\"container\": \"net\", "
        "\"nodes\": "
        "[\"house\"]}}}\n"
        "]}");
    /* The house holds others and no arrow touches it; the net holds others and is talked to. */
    assert_taken("calm", 4, 3);
    assert_text(edge("shop", "book")->label, "writes orders");
    edge("baker", "net");
    assert_in("shop", "House");
    assert_text(f.arch->groups[f.arch->groups[node("shop")->group].parent].label, "Net");
    assert_int_equal(f.diags.n, 0);
}

static void our_own_format_goes_to_its_own_reader(void **state)
{
    (void)state;
    read_as("x.yaml", "components:\n  shop: oven / Kafka\nflows:\n  - shop -> book: dough\n");
    assert_string_equal(f.file.format, "architecture-yaml");
    assert_true(f.arch->views[0].confidence == 1);
    assert_text(node("shop")->tool, "Kafka");
    read_as("architecture.json",
            "{\"grade\": 1, \"components\": {\"shop\": \"oven / Kafka\"}, \"flows\": [\"shop -> "
            "book\"], \"slo\": {\"availability\": \"99%\"}}");
    assert_string_equal(f.file.format, "architecture-yaml");
    assert_int_equal(f.file.use, FILE_USED);
    assert_text(doc_text(node("shop")->role), "oven");
    assert_text(doc_text(doc_at(f.arch->facts, "slo.availability")), "99%");
    /* Ours by name, someone else's by what it holds, and the other way round. */
    read_as("docs/architecture.yaml",
            "services:\n  - {id: shop}\n  - {id: oven}\nlinks:\n  - {from: shop, to: oven}\n");
    assert_taken("node-list", 2, 1);
    read_as("docs/architecture.yaml", "nodes: [a thing]\nslo: {availability: 99%}\nlinks: nothing\n");
    assert_string_equal(f.file.format, "architecture-yaml");
    assert_int_equal(f.arch->n_nodes, 1);
}

static void other_files_are_left_alone(void **state)
{
    (void)state;
    assert_left("params.yaml", "model: {layers: [64, 32], dropout: 0.2}\nfeatures: [a, b]\n");
    assert_left("net.yaml",
                "layers:\n  - {name: dense1, units: 64, inputs: [x]}\n  - {name: dense2, units: 2, inputs: "
                "[dense1]}\n");
    assert_left("net.json",
                "{\"nodes\":[{\"name\":\"c\",\"op\":\"Conv\",\"inputs\":[\"x\"]},{\"name\":\"d\",\"op\":"
                "\"Relu\",\"inputs\":[\"c\"]}]}");
    assert_left("tree.yaml", "project:\n  src: [api, model]\n  docs: {img: [a.png]}\n");
    assert_left(".github/workflows/ci.yml",
                "on: push\njobs:\n  test:\n    needs: build\n    services:\n      db: "
                "{image: postgres}\n    outputs: {x: y}\n    steps: [{uses: checkout}]\n");
    assert_left("package.json",
                "{\"name\":\"shop\",\"dependencies\":{\"a\":\"1\",\"b\":\"2\"},\"scripts\":{}}");
    assert_left("openapi.yaml",
                "openapi: 3.0.0\npaths: {/a: {get: {}}}\ncomponents:\n  schemas:\n    A: {type: object}\n"
                "  links:\n    L: {operationId: a}\n");
    assert_left("dashboard.json",
                "{\"panels\":[{\"title\":\"p99\",\"targets\":[{\"expr\":\"up\"}],\"links\":[]}],"
                "\"links\":[]}");
    assert_left("dvc.yaml",
                "stages:\n  train: {cmd: x, deps: [a], outs: [b]}\n  test: {cmd: y, deps: [b]}\n");
    assert_left("graph.json",
                "{\"nodes\":[{\"id\":1},{\"id\":2},{\"id\":3}],\"links\":[{\"source\":1,\"target\":2}]}");
    assert_left("list.yaml", "- nodes\n- edges\n");
    assert_left("empty.json", "{\"nodes\":[],\"edges\":[]}");
    assert_left("apart.yaml", "nodes: [{id: shop}, {id: oven}]\nedges: [{from: moon, to: sun}]\n");
    assert_left("chart/values.yaml", "nodes: {{ .Values.nodes }}\nedges: {{ x }}\n");
}

static void what_cannot_be_read_is_said(void **state)
{
    (void)state;
    read_as("a.json", "{\"nodes\": [{\"id\": \"a\"}], \"edges\": [}");
    assert_int_equal(f.file.use, FILE_REFUSED);
    assert_int_equal(f.diags.of[DIAG_JSON_SYNTAX], 1);
    read_as("a.yaml", "nodes: [{id: a}\nedges: ]");
    assert_int_equal(f.file.use, FILE_REFUSED);
    assert_int_equal(f.diags.of[DIAG_YAML_SYNTAX], 1);
    read_as(
        "a.yaml",
        "nodes: [{id: a}, {id: b}, {tool: x, size: 2}, {id: a}]\nedges: [{from: a, to: b}, {from: a}, 7]\n");
    assert_taken("node-list", 2, 1);
    assert_int_equal(f.diags.of[DIAG_ARCH_EDGE], 2);
    assert_int_equal(f.diags.of[DIAG_ARCH_TYPE], 1);
    assert_int_equal(f.diags.of[DIAG_YAML_DUPLICATE], 1);
}

static void a_circle_of_groups_is_cut(void **state)
{
    (void)state;
    read_as("m.yaml", "technical_assets:\n  A: {id: a, communication_links: {L: {target: b}}}\n  B: {id: b}\n"
                      "trust_boundaries:\n"
                      "  X: {id: x, trust_boundaries_nested: [y], technical_assets_inside: [a]}\n"
                      "  Y: {id: y, trust_boundaries_nested: [x]}\n");
    assert_taken("threagile", 2, 1);
    assert_int_equal(f.diags.of[DIAG_ARCH_TYPE], 1);
    read_as("m.yaml", "technical_assets:\n  A: {id: a, communication_links: {L: {target: b}}}\n  B: {id: b}\n"
                      "trust_boundaries:\n"
                      "  Z: {id: z, technical_assets_inside: [a]}\n"
                      "  X: {id: x, trust_boundaries_nested: [y], technical_assets_inside: [b]}\n"
                      "  Y: {id: y, trust_boundaries_nested: [x], technical_assets_inside: [a, b]}\n");
    assert_taken("threagile", 2, 1);
    size_t depth = 0;
    for (size_t g = node("a")->group; g != ARCH_NONE; g = f.arch->groups[g].parent)
        assert_true(++depth <= 2);
}

static char *repeated(const char *head, const char *piece, size_t times, const char *tail)
{
    size_t n = strlen(piece);
    char *text = test_malloc(strlen(head) + n * times + strlen(tail) + 1), *at = text;
    at = stpcpy(at, head);
    for (size_t i = 0; i < times; i++)
        at = stpcpy(at, piece);
    strcpy(at, tail);
    return text;
}

/* Groups named again and again, from one end or both: no more arrows and no more work than the limits allow.
 */
static void fans_have_an_end(void **state)
{
    (void)state;
    f.limits = limits_default();
    char *members = repeated("nodes: [{id: a}, {id: b}]\ngroups:\n  g: [", "a, b, ", 20, "a]\nedges:\n");
    static const char *const entries[] = {"- {from: [g, g, g, g], to: ''}\n",
                                          "- {from: [g, g], to: [g, g]}\n"};
    for (size_t i = 0; i < 2; i++) {
        char *text = repeated(members, entries[i], 6000, "- {from: a, to: b}\n");
        read_as("a.yaml", text);
        assert_true(f.arch->n_edges <= f.limits.edges);
        test_free(text);
    }
    test_free(members);
    char *deep =
        repeated("nodes: [{id: a}, {id: b}]\nedges: [{from: a, to: b}]\ngroups: ", "{g: {groups: ", 30, "");
    size_t n = strlen(deep);
    char *closed = repeated(deep, "}}", 30, "\n");
    read_as("a.yaml", closed);
    assert_taken("node-list", 2, 1);
    assert_int_equal(f.arch->n_groups, 30);
    assert_true(n > 0);
    test_free(closed);
    test_free(deep);
}

/* Bytes knocked out of good files: nothing goes out of bounds, and what is left alone adds nothing. */
static void damaged_files_do_no_harm(void **state)
{
    (void)state;
    static const char text[] =
        "nodes:\n  - {id: shop, inputs: [van], group: g}\n  - id: oven\n    depends_on: {van: x}\n"
        "  - {name: van, components: [{id: q}]}\ngroups: {g: {members: [oven]}}\n"
        "edges:\n  - {from: {id: shop}, to: [oven, g]}\n  - shop -> van -> oven: {label: y}\n";
    static const char marks[] = "\0 :-{}[],\n\"'&*<>\xff"
                                "a";
    char copy[sizeof text];
    for (size_t i = 0; i + 1 < sizeof text; i++)
        for (size_t m = 0; m + 1 < sizeof marks; m++) {
            memcpy(copy, text, sizeof text);
            copy[i] = marks[m];
            read_bytes(m % 2 ? "a.yaml" : "architecture.yaml", copy, sizeof text - 1);
            if (f.file.use != FILE_USED && f.arch->n_nodes)
                fail_msg("nodes of a file that is not used: byte %zu, mark %zu", i, m);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(lists_of_nodes_and_edges, reset),
        cmocka_unit_test_teardown(other_words_for_the_same, reset),
        cmocka_unit_test_teardown(groups_hold_nodes_and_groups, reset),
        cmocka_unit_test_teardown(nodes_name_their_neighbours, reset),
        cmocka_unit_test_teardown(threagile, reset),
        cmocka_unit_test_teardown(calm, reset),
        cmocka_unit_test_teardown(our_own_format_goes_to_its_own_reader, reset),
        cmocka_unit_test_teardown(other_files_are_left_alone, reset),
        cmocka_unit_test_teardown(what_cannot_be_read_is_said, reset),
        cmocka_unit_test_teardown(a_circle_of_groups_is_cut, reset),
        cmocka_unit_test_teardown(fans_have_an_end, reset),
        cmocka_unit_test_teardown(damaged_files_do_no_harm, reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
