#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "parse/architecture_keys.h"
#include "parse/architecture_yaml.h"
#include "parse/arrows.h"

#include <string.h>

/* Words of a made-up pack: a parcel depot. */
static const char *const roles[] = {"scanner",  "event_stream", "router",
                                    "fallback", "online_store", "drift_monitor"};
static const char *const kinds[] = {"data", "features", "model", "metrics", "trigger"};
static const char *const keys[] = {"assumptions.parcels_per_day", "labels.control_group.share",
                                   "labels.control_group.use", "security.customs"};
static const struct arch_names names = {
    roles, sizeof roles / sizeof *roles, kinds, sizeof kinds / sizeof *kinds,
    keys,  sizeof keys / sizeof *keys,
};

struct fixture {
    struct arena *arena;
    struct limits limits;
    struct diags diags;
    struct architecture *arch;
    struct file file;
};

static struct fixture f;

static void read_more(const char *text)
{
    struct parse_context ctx = {f.arena, &f.diags, &f.limits, &names, f.arch, prose_new(f.arena), NULL, 0};
    struct str name = STR("design/architecture.yaml"), bytes = str_copy(f.arena, str_from(text));
    f.file = (struct file){.text = text_new(f.arena, name, bytes), .name = name};
    architecture_yaml_read(&ctx, &f.file);
}

static void read_yaml(const char *text)
{
    arena_free(f.arena);
    f.arena = arena_new();
    if (!f.limits.nodes)
        f.limits = limits_default();
    diags_init(&f.diags, f.arena, &f.limits);
    f.arch = architecture_new(f.arena);
    read_more(text);
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

static void assert_fact(const char *path, const char *value)
{
    assert_text(doc_text(doc_at(f.arch->facts, path)), value);
}

static const struct doc *item(const char *section, size_t i)
{
    const struct doc *list = doc_at(f.arch->facts, section);
    assert_non_null(list);
    assert_int_equal(list->kind, DOC_LIST);
    assert_true(i < list->n);
    return list->items[i];
}

static void assert_clean(void)
{
    if (f.diags.n)
        fail_msg("%s: %.*s", diag_name(f.diags.items[0].id), STR_ARG(f.diags.items[0].message));
}

/* The first complaint of that id is on that line and says that. */
static void assert_diag(enum diag_id id, uint32_t line, const char *says)
{
    for (size_t i = 0; i < f.diags.n; i++)
        if (f.diags.items[i].id == id) {
            assert_int_equal(f.diags.items[i].at.line, line);
            if (!str_has_nocase(f.diags.items[i].message, str_from(says)))
                fail_msg("\"%.*s\" does not say \"%s\"", STR_ARG(f.diags.items[i].message), says);
            return;
        }
    fail_msg("no %s", diag_name(id));
}

static bool sniffs(const char *name, const char *text)
{
    struct arena *arena = arena_new();
    struct file file = {.text = text_new(arena, str_from(name), str_from(text)), .name = str_from(name)};
    bool is = architecture_yaml_sniff(&file);
    arena_free(arena);
    return is;
}

static void sniffs_by_name_and_by_sections(void **state)
{
    (void)state;
    assert_true(sniffs("architecture.yaml", ""));
    assert_true(sniffs("docs/Architecture.yml", ""));
    assert_true(sniffs("design.yaml", "# x\ngrade: 1\n"));
    assert_true(sniffs("design.yaml", "\xef\xbb\xbfgrade: 1\n"));
    assert_true(sniffs("design.yaml", "flows:\n- a -> b\ncomponents:\n  a: x\n"));
    assert_false(sniffs("design.yaml", "components:\n  a: x\n"));
    assert_false(sniffs("docker-compose.yml", "services:\n  grade: 1\n  flows:\n  components:\n"));
    assert_false(sniffs("my-architecture.yaml", "upgrade: 1\ngrades: 2\n"));
}

static void reads_one_line_components(void **state)
{
    (void)state;
    read_yaml("components:\n"
              "  a: scanner / belt scanner (TCP/IP)\n"
              "  b: event_stream + online_store / one broker\n"
              "  c: Some box, really\n"
              "  d: Router\n"
              "  e:\n"
              "  f: a scanner\n");
    assert_clean();
    assert_int_equal(f.file.use, FILE_USED);
    assert_text(doc_text(node("a")->role), "scanner");
    assert_text(node("a")->tool, "belt scanner (TCP/IP)");
    assert_text(node("a")->label, "a");
    assert_false(node("a")->own_label);
    assert_int_equal(node("b")->role->n, 2);
    assert_text(node("b")->role->items[1]->value, "online_store");
    assert_text(node("c")->label, "Some box, really");
    assert_true(node("c")->own_label);
    assert_null(node("c")->role);
    assert_text(doc_text(node("d")->role), "router");
    assert_null(node("e")->role);
    assert_text(node("f")->label, "a scanner");
    assert_int_equal(node("c")->at.line, 4);
}

static void reads_long_components(void **state)
{
    (void)state;
    read_yaml("components:\n"
              "  a:\n"
              "    roles: [router, fallback]\n"
              "    product: Go service\n"
              "    label: The router\n"
              "    latency_p99: 8ms\n"
              "    preemptible: true\n"
              "    fallback: last route\n"
              "    layer: serving\n"
              "    x_owner: depot\n"
              "    regions: [eu, us]\n"
              "    note: idempotent\n");
    assert_clean();
    const struct arch_node *a = node("a");
    assert_int_equal(a->role->n, 2);
    assert_text(a->tool, "Go service");
    assert_text(a->label, "The router");
    assert_true(a->own_label);
    assert_text(doc_text(doc_get(a->attrs, "p99")), "8ms");
    assert_text(doc_text(doc_get(a->attrs, "spot")), "true");
    assert_text(doc_text(doc_get(a->attrs, "on_timeout")), "last route");
    assert_text(doc_text(doc_get(a->attrs, "group")), "serving");
    assert_text(doc_text(doc_get(a->attrs, "owner")), "depot");
    assert_text(doc_text(doc_get(a->attrs, "note")), "idempotent");
    assert_int_equal(doc_get(a->attrs, "regions")->n, 2);
    assert_null(doc_get(a->attrs, "role"));
    assert_null(doc_get(a->attrs, "tool"));
    assert_text(f.arch->groups[a->group].id, "serving");
    assert_int_equal(doc_get(a->attrs, "p99")->key_at.line, 6);
}

static void reads_lists_of_components(void **state)
{
    (void)state;
    read_yaml(
        "components:\n  - {id: a, role: scanner}\n  - b\n  - c: router / Go\n  - {name: d, tool: x}\n  -\n");
    assert_clean();
    assert_int_equal(f.arch->n_nodes, 4);
    assert_text(doc_text(node("a")->role), "scanner");
    assert_text(node("c")->tool, "Go");
    assert_text(node("d")->tool, "x");
}

static void unknown_roles_are_told(void **state)
{
    (void)state;
    read_yaml("components:\n  a: {role: ruter}\n  b: {role: [scanner, nothing like it]}\n  c: event_steam / "
              "Kafka\n");
    assert_int_equal(f.diags.of[DIAG_ARCH_ROLE], 3);
    assert_diag(DIAG_ARCH_ROLE, 2, "did you mean \"router\"");
    assert_text(doc_text(node("a")->role), "ruter");
    assert_int_equal(node("b")->role->n, 2);
    assert_text(node("c")->label, "event_steam / Kafka");
    assert_null(node("c")->role);
}

static void reads_every_form_of_flow(void **state)
{
    (void)state;
    read_yaml("components: {a: x, b: x, c: x, d: x, 'e, f': x}\n"
              "flows:\n"
              "  - a -> b: data\n"
              "  - b -> c -> d: features\n"
              "  - a -> [c, d]: data\n"
              "  - '[b, c] -> a'\n"
              "  - 'd --> b: metrics'\n"
              "  - c → b\n"
              "  - d=>a: {kind: model, label: hand over, mode: batch, latency_p99: 2ms}\n"
              "  - {from: d, to: [c], type: x, mode: async}\n"
              "  - a <-> e, f\n"
              "  - b -- e, f\n"
              "  - c <- e, f\n"
              "  - a -> d:\n"
              "    kind: data\n"
              "  - A -> D: trigger\n");
    assert_int_equal(f.diags.n, 1);
    assert_diag(DIAG_ARCH_KEY, 10, "\"type\"");
    assert_int_equal(f.arch->n_nodes, 5);
    assert_int_equal(f.arch->n_edges, 16);
    assert_text(edge("a", "b")->kind, "data");
    assert_int_equal(edge("a", "b")->at.line, 3);
    assert_text(edge("b", "c")->kind, "features");
    assert_text(edge("c", "d")->kind, "features");
    assert_int_equal(edge("a", "c")->at.line, 5);
    assert_text(edge("b", "a")->kind, "");
    edge("c", "a");
    assert_text(edge("d", "b")->kind, "metrics");
    edge("c", "b");
    const struct arch_edge *e = edge("d", "a");
    assert_text(e->kind, "model");
    assert_text(e->label, "hand over");
    assert_text(doc_text(doc_get(e->attrs, "mode")), "batch");
    assert_text(doc_text(doc_get(e->attrs, "p99")), "2ms");
    assert_int_equal(e->attrs->n, 2);
    assert_text(doc_text(doc_get(edge("d", "c")->attrs, "mode")), "async");
    assert_true(edge("a", "e, f")->both);
    assert_true(edge("b", "e, f")->undirected);
    assert_false(edge("e, f", "c")->undirected);
    assert_text(f.arch->edges[14].kind, "data");
    assert_text(f.arch->edges[15].kind, "trigger");
}

static void flows_may_be_a_map(void **state)
{
    (void)state;
    read_yaml("flows:\n  a -> b: data\n  b -> c: {mode: sync}\n");
    assert_int_equal(f.arch->n_edges, 2);
    assert_int_equal(f.diags.of[DIAG_ARCH_NODE], 3);
    assert_int_equal(f.diags.n, 3);
    assert_text(doc_text(doc_get(edge("b", "c")->attrs, "mode")), "sync");
}

static void a_flow_to_a_group_fans_out(void **state)
{
    (void)state;
    read_yaml(
        "components: {a: x, b: x, c: x}\ngroups: {outer: {inner: [b], rest: [c]}}\nflows: [a -> outer]\n");
    assert_clean();
    assert_int_equal(f.arch->n_edges, 2);
    assert_true(edge("a", "b")->fanned);
    assert_true(edge("a", "c")->fanned);
}

static void bad_flows_are_left_out_and_the_rest_is_read(void **state)
{
    (void)state;
    read_yaml("flows:\n"
              "  - a -> b: [data]\n"
              "  - nothing\n"
              "  - [a, b]\n"
              "  - {from: a}\n"
              "  - '-> x'\n"
              "  - 'a -> '\n"
              "  - '[a -> b'\n"
              "  - a - > b: data\n"
              "  - {to: {x: y}, from: a}\n"
              "  -\n"
              "  - {}\n"
              "  - 'a -> []'\n"
              "  - b -> c: stuff it carries\n");
    assert_int_equal(f.diags.of[DIAG_ARCH_EDGE], 9);
    assert_int_equal(f.diags.of[DIAG_ARCH_TYPE], 3);
    assert_int_equal(f.arch->n_edges, 2);
    assert_text(edge("a", "b")->kind, "");
    assert_text(edge("b", "c")->kind, "");
    assert_text(edge("b", "c")->label, "stuff it carries");
    assert_diag(DIAG_ARCH_KIND, 14, "stuff it carries");
    assert_diag(DIAG_ARCH_EDGE, 3, "no arrow in \"nothing\"");
    assert_int_equal(f.file.use, FILE_USED);
}

static void arrows_are_told_from_hyphens(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t parts;
    } cases[] = {
        {"risk-service", 1},
        {"a - b", 1},
        {"a--b", 1},
        {"a -- b", 2},
        {"a->b", 2},
        {"a-b->c-d", 2},
        {"a <= b", 1},
        {"a >= b", 1},
        {"a <=> b", 2},
        {"a ---> b", 2},
        {"a -.-> b", 2},
        {"a ->", 2},
        {"a → b ⇒ c ↔ d", 4},
        {"a <-- b", 2},
        {"->->", 3},
        {"", 1},
        {"<", 1},
        {"--", 1},
        {"x == y", 1},
        {"a ==> b", 2},
        {"a --- b", 2},
        {"é->ü", 2},
        {"<---", 2},
        {"-.", 1},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arrows arrows;
        bool is = arrows_read(&arrows, arena, str_from(cases[i].text));
        if (arrows.n != cases[i].parts || is != (arrows.n > 1))
            fail_msg("\"%s\" has %zu parts", cases[i].text, arrows.n);
    }
    arena_free(arena);
}

static void reads_groups(void **state)
{
    (void)state;
    read_yaml("components: {a: {in: inner}, b: x, c: x, d: x}\n"
              "groups:\n"
              "  outer:\n"
              "    label: The outer one\n"
              "    inner: [b]\n"
              "    deep: {deeper: c}\n"
              "  flat: [d, e, d]\n"
              "  bad: [[x]]\n");
    assert_int_equal(f.diags.n, 2);
    assert_diag(DIAG_ARCH_NODE, 7, "\"e\"");
    assert_diag(DIAG_ARCH_TYPE, 8, "list");
    const struct arch_group *inner = &f.arch->groups[node("a")->group];
    assert_text(inner->id, "inner");
    assert_text(f.arch->groups[inner->parent].label, "The outer one");
    assert_int_equal(node("b")->group, node("a")->group);
    assert_text(f.arch->groups[node("c")->group].id, "deeper");
    assert_text(f.arch->groups[node("e")->group].id, "flat");
}

static void groups_never_hold_themselves(void **state)
{
    (void)state;
    read_yaml("components: {a: {in: g}, b: {in: h}}\ngroups: {g: {h: {g: {h: [b]}}}}\nflows: [g -> h]\n");
    for (size_t i = 0; i < f.arch->n_groups; i++) {
        size_t up = i, steps = 0;
        while (up != ARCH_NONE && steps++ <= f.arch->n_groups)
            up = f.arch->groups[up].parent;
        assert_int_equal(up, ARCH_NONE);
    }
}

static void keys_are_made_canonical(void **state)
{
    (void)state;
    read_yaml(
        "assumption: {peak-tps: 350, Parcels_Per_Day: 5M, entities: {vans: 20, bad: [1]}, regions: [eu]}\n"
        "slo: {p99: 100ms}\n"
        "monitors:\n"
        "  - {name: a, watches: x, owner: [me, you]}\n"
        "triggers: {name: one, when: drift}\n"
        "labels: {sources: [scans], control_group: {share: 1%, foo: 2}}\n"
        "rollout: {shadow: 48h, canary: [1%, 5%], rollback: by hand}\n"
        "decisions: [{topic: t, tradeoffs: slow, alternatives: [a, {name: b, why_not: c}]}]\n"
        "critical_path: a -> b -> c\n"
        "system: depot\n"
        "security: {customs: sealed}\n");
    assert_fact("assumptions.peak_tps", "350");
    assert_fact("assumptions.parcels_per_day", "5M");
    assert_fact("assumptions.entities.vans", "20");
    assert_null(doc_at(f.arch->facts, "assumptions.entities.bad"));
    assert_fact("slo.decision_p99", "100ms");
    assert_text(doc_text(doc_get(item("monitors", 0), "on")), "x");
    assert_text(doc_text(doc_get(item("monitors", 0), "owner")), "me, you");
    assert_text(doc_text(doc_get(item("triggers", 0), "on")), "drift");
    assert_text(doc_text(doc_get(doc_at(f.arch->facts, "labels.sources")->items[0], "name")), "scans");
    assert_fact("labels.control_group.share", "1%");
    assert_fact("rollout.shadow.duration", "48h");
    assert_int_equal(doc_at(f.arch->facts, "rollout.canary.steps")->n, 2);
    assert_fact("rollout.rollback.how", "by hand");
    assert_text(doc_text(doc_get(item("decisions", 0), "trade_off")), "slow");
    assert_int_equal(doc_get(item("decisions", 0), "alternatives")->n, 2);
    assert_int_equal(doc_at(f.arch->facts, "critical_path")->n, 3);
    assert_fact("system.name", "depot");
    assert_fact("security.customs", "sealed");
    assert_int_equal(f.diags.of[DIAG_ARCH_TYPE], 1);
    assert_diag(DIAG_ARCH_KEY, 6, "\"foo\" is not a key of labels.control_group");
    assert_int_equal(f.diags.of[DIAG_ARCH_EMPTY], 1);
}

static void entries_may_be_a_map_by_name(void **state)
{
    (void)state;
    read_yaml("monitors:\n  lag: {metric: lag, threshold: '> 3s'}\n  psi: {metric: PSI, name: drift}\n");
    assert_int_equal(doc_at(f.arch->facts, "monitors")->n, 2);
    assert_text(doc_text(doc_get(item("monitors", 0), "name")), "lag");
    assert_text(doc_text(doc_get(item("monitors", 1), "name")), "drift");
}

static void prose_with_colons_is_put_together(void **state)
{
    (void)state;
    read_yaml("phases:\n  - weeks 1-4: rules\n  - later\n  - [x]\nopen_questions: who pays?\n");
    assert_int_equal(doc_at(f.arch->facts, "phases")->n, 2);
    assert_text(item("phases", 0)->value, "weeks 1-4: rules");
    assert_text(item("open_questions", 0)->value, "who pays?");
    assert_diag(DIAG_ARCH_TYPE, 4, "phases");
}

static void unknown_keys_are_ignored_with_a_hint(void **state)
{
    (void)state;
    read_yaml("components:\n  a: {tmeout: 3ms, colour: red, x_colour: red}\nnonsense: 1\nx-anchors: {a: "
              "b}\nslo: {rop: 1m}\n");
    assert_int_equal(f.diags.n, 4);
    assert_int_equal(f.diags.of[DIAG_ARCH_KEY], 4);
    assert_diag(DIAG_ARCH_KEY, 3, "\"nonsense\" is not a section");
    assert_int_equal(node("a")->attrs->n, 0);
    read_yaml("components: {a: {tmeout: 3ms}}\n");
    assert_diag(DIAG_ARCH_KEY, 1, "did you mean \"timeout\"");
    read_yaml("components: {a: x}\nassumptions: {parcel_per_day: 5M}\n");
    assert_diag(DIAG_ARCH_KEY, 2, "did you mean \"parcels_per_day\"");
}

static void a_text_cut_at_a_comma_is_named_whole(void **state)
{
    (void)state;
    read_yaml("components:\n  a: {label: approve / decline, step-up , more, tool: x}\nflows:\n"
              "  - a -> a: {label: b, c\n     }\n  - a -> a: {label: b, mode: }\n");
    assert_int_equal(f.diags.n, 2);
    assert_int_equal(f.diags.of[DIAG_ARCH_QUOTE], 2);
    assert_diag(DIAG_ARCH_QUOTE, 2, "label: \"approve / decline, step-up, more\"");
    assert_text(node("a")->label, "approve / decline");
    assert_text(node("a")->tool, "x");
}

static void wrong_shapes_are_told_one_by_one(void **state)
{
    (void)state;
    read_yaml("components:\n"
              "  a: [x]\n"
              "  b: {timeout: [1, 2], p99: {x: y}, tool: {z: 1}, owner: me}\n"
              "slo: fast\n"
              "monitors: PSI\n"
              "gates: [x]\n"
              "training: [weekly]\n"
              "flows: [[a, b]]\n"
              "groups: all\n");
    assert_int_equal(f.diags.n, 10);
    assert_int_equal(f.diags.of[DIAG_ARCH_TYPE], 10);
    assert_text(doc_text(doc_get(node("b")->attrs, "owner")), "me");
    assert_int_equal(node("b")->attrs->n, 1);
    assert_int_equal(f.arch->n_nodes, 2);
}

static void two_spellings_of_a_key_count_once(void **state)
{
    (void)state;
    read_yaml("components:\n  a:\n    latency_p99: 8ms\n    p99: 9ms\n");
    assert_int_equal(f.diags.n, 1);
    assert_diag(DIAG_YAML_DUPLICATE, 4, "line 3");
    assert_text(doc_text(doc_get(node("a")->attrs, "p99")), "8ms");
}

static void files_say_what_became_of_them(void **state)
{
    (void)state;
    read_yaml("a: [\n");
    assert_int_equal(f.file.use, FILE_REFUSED);
    assert_non_null(f.file.why);
    assert_int_equal(f.arch->n_views, 0);
    read_yaml("- a\n");
    assert_int_equal(f.file.use, FILE_REFUSED);
    assert_int_equal(f.diags.of[DIAG_ARCH_TYPE], 1);
    read_yaml("");
    assert_int_equal(f.file.use, FILE_UNUSED);
    assert_int_equal(f.diags.of[DIAG_ARCH_EMPTY], 1);
    read_yaml("slo: {availability: 99%}\n");
    assert_int_equal(f.file.use, FILE_USED);
    assert_int_equal(f.arch->n_views, 0);
    assert_int_equal(f.diags.of[DIAG_ARCH_EMPTY], 1);
    read_yaml("grade: 7\ncomponents: {a: x}\n");
    assert_diag(DIAG_ARCH_VERSION, 1, "version 1");
}

static void each_file_is_a_view_of_its_own(void **state)
{
    (void)state;
    read_yaml("system: {name: depot}\ncomponents: {a: x}\nslo: {rpo: 1m}\n");
    read_more("components: {a: x, b: x}\nflows: [a -> b]\nslo: {rpo: 2m}\n");
    assert_int_equal(f.arch->n_views, 2);
    assert_text(f.arch->views[0].title, "depot");
    assert_int_equal(f.arch->views[1].n_nodes, 2);
    assert_int_equal(f.arch->n_nodes, 3);
    assert_int_equal(f.arch->edges[0].from, 1);
    assert_int_equal(f.arch->facts->n, 3); /* system, slo, slo */
}

static void limits_of_the_graph_hold(void **state)
{
    (void)state;
    f.limits = limits_default();
    f.limits.nodes = 3;
    f.limits.edges = 2;
    read_yaml("components: {a: x, b: x, c: x, d: x, e: x}\nflows: [a -> b]\n");
    assert_int_equal(f.arch->n_nodes, 3);
    assert_int_equal(f.diags.of[DIAG_LIMIT_GRAPH], 1);
    assert_true(f.diags.partial);
    read_yaml("components: {a: x, b: x}\nflows: ['[a, b] -> [a, b]', a -> b]\n");
    assert_int_equal(f.arch->n_edges, 2);
    assert_int_equal(f.diags.of[DIAG_LIMIT_GRAPH], 1);
}

/* Every key of every table is told from every other: no spelling twice in a set. */
static void check_set(const struct key_set *set, size_t depth)
{
    assert_true(depth < 8);
    for (size_t i = 0; set && i < set->n; i++) {
        assert_ptr_equal(key_find(set, str_from(set->rules[i].name)), &set->rules[i]);
        struct str rest = str_from(set->rules[i].spellings), one;
        while (str_next(&rest, " ", &one))
            assert_ptr_equal(key_find(set, one), &set->rules[i]);
        check_set(set->rules[i].inner, depth + 1);
    }
}

static void no_spelling_stands_twice(void **state)
{
    (void)state;
    check_set(&keys_top, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sniffs_by_name_and_by_sections),
        cmocka_unit_test_teardown(reads_one_line_components, reset),
        cmocka_unit_test_teardown(reads_long_components, reset),
        cmocka_unit_test_teardown(reads_lists_of_components, reset),
        cmocka_unit_test_teardown(unknown_roles_are_told, reset),
        cmocka_unit_test_teardown(reads_every_form_of_flow, reset),
        cmocka_unit_test_teardown(flows_may_be_a_map, reset),
        cmocka_unit_test_teardown(a_flow_to_a_group_fans_out, reset),
        cmocka_unit_test_teardown(bad_flows_are_left_out_and_the_rest_is_read, reset),
        cmocka_unit_test(arrows_are_told_from_hyphens),
        cmocka_unit_test_teardown(reads_groups, reset),
        cmocka_unit_test_teardown(groups_never_hold_themselves, reset),
        cmocka_unit_test_teardown(keys_are_made_canonical, reset),
        cmocka_unit_test_teardown(entries_may_be_a_map_by_name, reset),
        cmocka_unit_test_teardown(prose_with_colons_is_put_together, reset),
        cmocka_unit_test_teardown(unknown_keys_are_ignored_with_a_hint, reset),
        cmocka_unit_test_teardown(a_text_cut_at_a_comma_is_named_whole, reset),
        cmocka_unit_test_teardown(wrong_shapes_are_told_one_by_one, reset),
        cmocka_unit_test_teardown(two_spellings_of_a_key_count_once, reset),
        cmocka_unit_test_teardown(files_say_what_became_of_them, reset),
        cmocka_unit_test_teardown(each_file_is_a_view_of_its_own, reset),
        cmocka_unit_test_teardown(limits_of_the_graph_hold, reset),
        cmocka_unit_test(no_spelling_stands_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
