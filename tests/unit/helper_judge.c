#include "helper_judge.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char ontology[] =
    "roles:\n"
    "  source: {plane: in, core: true, is: \"where parcels come from\"}\n"
    "  front: {plane: serve, is: \"front desk\"}\n"
    "  decider: {plane: serve, core: true, is: \"decides\"}\n"
    "  scorer: {plane: serve, core: true, is: \"scores\"}\n"
    "  rules: {plane: serve, is: \"rules\"}\n"
    "  shelf: {plane: serve, is: \"fast store\"}\n"
    "  log: {plane: in, is: \"queue\"}\n"
    "  lake: {plane: in, is: \"slow store\"}\n"
    "  maker: {plane: in, is: \"makes features\"}\n"
    "  cellar: {plane: in, is: \"history\"}\n"
    "  trainer: {plane: train, is: \"trains\"}\n"
    "  gate: {plane: train, is: \"checks models\"}\n"
    "  registry: {plane: train, is: \"keeps models\"}\n"
    "  notes: {plane: train, is: \"keeps records\"}\n"
    "  diary: {plane: serve, is: \"keeps decisions\"}\n"
    "  watcher: {plane: watch, is: \"watches\"}\n"
    "  bell: {plane: watch, is: \"rings\"}\n"
    "  ground: {plane: base, is: \"carries everything\"}\n"
    "groups:\n"
    "  SERVE: [front, decider, scorer, rules, shelf]\n"
    "flows:\n"
    "  data: {carries: \"parcels\", labels: [parcel]}\n"
    "  features: {carries: \"features\", labels: [feature]}\n"
    "  model: {carries: \"models\", labels: [model]}\n"
    "  scores: {carries: \"scores\", labels: [score]}\n"
    "  alerts: {carries: \"alerts\", labels: [alert]}\n"
    "pairs:\n"
    "  - {kind: data, from: [source], to: [front, log, decider, lake]}\n"
    "  - {kind: data, from: [front], to: [log]}\n"
    "  - {kind: data, from: [log], to: [lake, maker, scorer, log], rev: true}\n"
    "  - {kind: data, from: [lake], to: [maker, trainer], rev: true}\n"
    "  - {kind: features, from: [maker], to: [cellar, shelf]}\n"
    "  - {kind: features, from: [cellar], to: [shelf, trainer], rev: true}\n"
    "  - {kind: features, from: [shelf], to: [scorer, decider, cellar], rev: true}\n"
    "  - {kind: features, from: [lake], to: [cellar]}\n"
    "  - {kind: data, from: SERVE, to: SERVE, rev: true, both: true}\n"
    "  - {kind: model, from: [trainer], to: [gate, registry, notes]}\n"
    "  - {kind: model, from: [notes, gate], to: [registry]}\n"
    "  - {kind: model, from: [registry], to: [scorer], rev: true}\n"
    "  - {kind: scores, from: [scorer, decider, rules], to: [source, diary, decider]}\n"
    "  - {kind: scores, from: [diary], to: [watcher, trainer], rev: true}\n"
    "  - {kind: data, from: [diary], to: [watcher]}\n"
    "  - {kind: alerts, from: [watcher], to: [bell]}\n"
    "lints:\n"
    "  - {id: self, from: [scorer], to: [trainer], says: \"it teaches itself\"}\n"
    "  - {id: slow, from: [lake], to: [scorer], says: \"a slow store is read while somebody waits\", sync: "
    "true}\n"
    "entries: {roles: [source], stand_in: [front, log]}\n"
    "carriers: [log, lake]\n"
    "dry: [lake, cellar, shelf, registry, diary]\n"
    "requests: SERVE\n"
    "exempt: [base]\n"
    "max_inferred_roles: 4\n"
    "collections:\n"
    "  monitors: {keys: [metric, threshold], kinds: {watcher: drift}}\n";

static const char rest_of_rubric[] =
    "dimensions:\n"
    "  - key: D\n"
    "    name: Design\n"
    "    weight: 10\n"
    "    guide: true\n"
    "    rows:\n"
    "      - id: D-1\n"
    "        title: Parcels\n"
    "        points: 10\n"
    "        roles: [log]\n"
    "        levels:\n"
    "          1: {says: named, when: {has: log}}\n"
    "          2: {says: wired, when: {path: {from: source, to: log, kinds: data}}}\n"
    "          3: {says: sized, when: {count: {of: components, roles: log, has: retention}}}\n"
    "bands: [{name: A, min: 0, reading: \"all\"}]\n"
    "parts: []\n"
    "loops: []\n"
    "gates: []\n"
    "questions: []\n";

static const char no_predicates[] =
    "predicates:\n  - {id: P, title: P, says: \"p holds\", when: {has: log}}\n";

static struct pack_file file(const char *name, const char *bytes)
{
    return (struct pack_file){str_from(name), str_from(bytes)};
}

void desk_open(struct desk *d, const char *predicates, const char *checks, const char *rubric)
{
    memset(d, 0, sizeof *d);
    d->arena = arena_new();
    d->limits = limits_default();
    diags_init(&d->diags, d->arena, &d->limits);
    const char *whole = arena_printf(d->arena,
                                     "name: parcels\ntitle: Parcels\nversion: 1\nlanguage: en\nextends: "
                                     "common\nprompt: \"Route parcels.\"\n"
                                     "level_share: [0, 0.2, 0.7, 1.0]\n%s",
                                     rubric ? rubric : rest_of_rubric);
    const struct pack_file files[] = {
        file("rubric.yaml", whole),
        file("ontology.yaml", ontology),
        file("predicates.yaml", predicates ? predicates : no_predicates),
        file("checks.yaml", checks ? checks : "facts: {}\nchecks: []\n"),
        file("flags.yaml", "flags: []\n"),
        file("vocabulary.en.yaml", "language: en\nroles: {log: [queue]}\nrows: {D-1: [parcel talk]}\n"),
        file("common/tools.yaml",
             "version: 1\ntools:\n"
             "  - {name: Conveyor, aliases: [conveyor], roles: [log], group: belt, kind: service}\n"
             "  - {name: Slide, aliases: [slide], roles: [log], group: belt, kind: service}\n"),
        file("common/language.en.yaml", "language: en\nnegation: {before: [no]}\n"),
        file("solution/architecture.yaml", "components:\n"
                                           "  yard: source / Gate 7\n"
                                           "  Belt: {role: log, tool: Conveyor 2000}\n"
                                           "  chute: log / Slide\n"
                                           "  bell: {role: bell, tool: Brass bell}\n"
                                           "  shelf_1: shelf\n"),
    };
    if (!pack_load(&d->rubric, d->arena, &d->diags, files, sizeof files / sizeof *files)) {
        for (size_t i = 0; i < d->diags.n; i++)
            print_error("line %u: %.*s\n", (unsigned)d->diags.items[i].at.line,
                        STR_ARG(d->diags.items[i].message));
        fail_msg("the pack of the test does not load");
    }
}

size_t desk_node(const struct desk *d, const char *id)
{
    for (size_t i = 0; i < d->arch->n_nodes; i++)
        if (str_is(d->arch->nodes[i].id, id))
            return i;
    fail_msg("no box %s", id);
    return 0;
}

static size_t node_of(const struct desk *d, struct str id)
{
    return desk_node(d, arena_copy(d->arena, id.p, id.n));
}

static void credit(struct desk *d, size_t node, struct str word, struct place at)
{
    struct node_reading *n = &d->reading->nodes[node];
    size_t tilde = str_find(word, STR("~"));
    bool named = str_ends(word, "!");
    struct str id = str_trim(str_sub(word, 0, named ? word.n - 1 : tilde));
    uint32_t number = rub_role_of(&d->rubric, id);
    if (number == RUB_NONE)
        fail_msg("no role %.*s", STR_ARG(id));
    struct role_reading *role = ARENA_PUSH(d->arena, n->roles, n->n_roles, n->cap_roles);
    bool sure = tilde >= word.n;
    role->role = number;
    role->evidence = sure ? ROLE_DECLARED : ROLE_GROUP;
    role->confidence = sure ? 1 : strtod(arena_copy(d->arena, word.p + tilde + 1, word.n - tilde - 1), NULL);
    role->credited = !named;
    role->at = at;
    role->why = STR("declared");
    if (!named)
        n->credited |= (uint64_t)1 << number;
}

/* The item of that key, made where it is missing. */
static struct doc *child(struct desk *d, struct doc *map, struct str key, enum doc_kind kind, struct place at)
{
    for (size_t i = 0; i < map->n; i++)
        if (str_eq(map->items[i]->key, key))
            return map->items[i];
    return doc_new(d->arena, map, kind, key, at);
}

static void fact(struct desk *d, struct str path, struct str value, struct place at)
{
    struct doc *doc = d->arch->facts;
    bool list = str_ends(path, "[]");
    struct str rest = str_sub(path, 0, list ? path.n - 2 : path.n), step;
    str_next(&rest, ".", &step);
    while (rest.n) {
        doc = child(d, doc, step, DOC_MAP, at);
        str_next(&rest, ".", &step);
    }
    if (!list) {
        doc_scalar(d->arena, doc, step, value, at);
        return;
    }
    struct doc *items = child(d, doc, step, DOC_LIST, at), *entry;
    struct str pair;
    if (str_find(value, STR(": ")) == value.n) {
        doc_scalar(d->arena, items, STR(""), value, at);
        return;
    }
    entry = doc_new(d->arena, items, DOC_MAP, STR(""), at);
    while (str_next(&value, ";", &pair)) {
        size_t colon = str_find(pair, STR(": "));
        doc_scalar(d->arena, entry, str_trim(str_sub(pair, 0, colon)),
                   str_trim(str_sub(pair, colon + 1, pair.n)), at);
    }
}

static void arrow(struct desk *d, struct str from, struct str to, struct str kind, char how, struct place at)
{
    struct arch_edge *edge = architecture_edge(d->arena, d->arch, 0, node_of(d, from), node_of(d, to), at);
    struct edge_reading *read = &d->reading->edges[d->arch->n_edges - 1];
    struct str word;
    edge->kind = kind;
    read->from = edge->from;
    read->to = edge->to;
    read->async = how == '~';
    read->sync = how == '=';
    read->evidence = KIND_UNKNOWN;
    while (str_next(&kind, " ,", &word)) {
        uint32_t number = rub_kind_of(&d->rubric, word);
        if (number == RUB_NONE)
            fail_msg("no kind %.*s", STR_ARG(word));
        read->kinds |= (uint32_t)1 << number;
        read->evidence = KIND_DECLARED;
        read->confidence = 1;
    }
}

void desk_draw(struct desk *d, const char *drawing)
{
    struct str bytes = str_copy(d->arena, str_from(drawing)), rest = bytes, line;
    size_t lines = 2;
    d->text = text_new(d->arena, STR("drawing.txt"), bytes);
    d->arch = architecture_new(d->arena);
    struct place at = {d->text, 1, 1};
    architecture_view(d->arena, d->arch, ARCH_YAML, d->text, at);
    for (size_t i = 0; i < bytes.n; i++)
        lines += bytes.p[i] == '\n';
    d->reading = arena_alloc(d->arena, sizeof *d->reading);
    *d->reading =
        (struct reading){.arch = d->arch,
                         .rubric = &d->rubric,
                         .prose = prose_new(d->arena),
                         .nodes = arena_alloc(d->arena, lines * sizeof(struct node_reading)),
                         .edges = arena_alloc(d->arena, lines * sizeof(struct edge_reading)),
                         .told = statements_new(d->arena, rub_sets_n(&d->rubric), rub_roles_n(&d->rubric)),
                         .facts = d->arch->facts};
    while (str_next(&rest, "\n", &line)) {
        static const char *const heads[] = {" -> ", " ~> ", " => "};
        at = text_place(d->text, (size_t)(line.p - bytes.p));
        size_t equal = str_find(line, STR(" = ")), colon = str_find(line, STR(":")), head = line.n;
        char how = 0;
        for (size_t i = 0; i < 3 && head == line.n; i++) {
            head = str_find(line, str_from(heads[i]));
            how = heads[i][1];
        }
        if (line.p[0] == '/') {
            fact(d, str_trim(str_sub(line, 1, equal - 1)), str_sub(line, equal + 3, line.n), at);
        } else if (head < line.n) {
            arrow(d, str_sub(line, 0, head),
                  str_trim(str_sub(line, head + 4, colon < line.n ? colon - head - 4 : line.n)),
                  colon < line.n ? str_trim(str_sub(line, colon + 1, line.n)) : STR(""), how, at);
        } else if (equal < line.n) {
            size_t dot = str_find(line, STR("."));
            struct arch_node *node = &d->arch->nodes[node_of(d, str_sub(line, 0, dot))];
            struct str key = str_sub(line, dot + 1, equal - dot - 1),
                       value = str_sub(line, equal + 3, line.n);
            if (str_is(key, "tool"))
                node->tool = value;
            else
                doc_scalar(d->arena, node->attrs, key, value, at);
        } else {
            struct str roles = str_sub(line, colon + 1, line.n), role;
            architecture_node(d->arena, d->arch, 0, str_trim(str_sub(line, 0, colon)), at);
            d->reading->nodes[d->arch->n_nodes - 1].same_as = ARCH_NONE;
            while (str_next(&roles, "+", &role))
                credit(d, d->arch->n_nodes - 1, role, at);
        }
    }
}

const struct review *desk_judge(struct desk *d)
{
    return judge_review(d->arena, &d->submission, d->arch, d->reading, &d->rubric, &d->diags);
}

const struct predicate_verdict *desk_ask(struct desk *d, const char *drawing, const char *when)
{
    char yaml[2000];
    snprintf(yaml, sizeof yaml, "predicates:\n  - {id: P, title: P, says: \"p holds\", when: %s}\n", when);
    desk_open(d, yaml, NULL, NULL);
    desk_draw(d, drawing);
    return &desk_judge(d)->predicates[0];
}

void desk_close(struct desk *d)
{
    arena_free(d->arena);
    d->arena = NULL;
}
