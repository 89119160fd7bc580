#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/quantity.h"
#include "parse/pack.h"

/* A small pack that uses everything once. Tests change one place of one file and look at what comes out. */
static const struct pack_file small[] = {
    {{"rubric.yaml", 11}, {0}},
    {{"ontology.yaml", 13}, {0}},
    {{"predicates.yaml", 15}, {0}},
    {{"checks.yaml", 11}, {0}},
    {{"flags.yaml", 10}, {0}},
    {{"vocabulary.en.yaml", 18}, {0}},
    {{"common/tools.yaml", 17}, {0}},
    {{"common/language.en.yaml", 23}, {0}},
    {{"solution/architecture.yaml", 26}, {0}},
};
enum { FILES = sizeof small / sizeof *small };
static const char *const contents[FILES] = {
    /* rubric.yaml */
    "name: tea\n"
    "title: Tea\n"
    "version: 3\n"
    "language: en\n"
    "extends: common\n"
    "prompt: \"Make tea.\"\n"
    "level_share: [0, 0.2, 0.7, 1.0]\n"
    "dimensions:\n"
    "  - key: BREW\n"
    "    name: Brewing\n"
    "    weight: 3.5\n"
    "    guide: true\n"
    "    rows:\n"
    "      - id: BREW-01\n"
    "        title: Water\n"
    "        points: 1.5\n"
    "        roles: [kettle, CUPS]\n"
    "        live: [\"Why?\", \"How?\"]\n"
    "        levels:\n"
    "          1: {says: named, when: {any: [{phrase: BREW-01}, {has: kettle}]}}\n"
    "          2: {says: wired, when: [{predicate: P-POUR, strict: true}]}\n"
    "          3: {says: sized, when: {at_least: {n: 1, of: [{check: {id: CC-01, is: pass}}, {tool: {min: "
    "2}}]}}}\n"
    "      - id: BREW-02\n"
    "        title: Tea\n"
    "        points: 2\n"
    "        levels:\n"
    "          1: {says: a, when: {level: {row: BREW-01, min: 1}}}\n"
    "          2: {says: b, when: {lint: dry}}\n"
    "          3: {says: c, when: {statements: {sets: BREW-01, quantities: [rate, duration], min: 1}}}\n"
    "bands:\n"
    "  - {name: A, min: 75, min_weakest: 0.5, reading: good}\n"
    "  - {name: B, min: 0, reading: bad}\n"
    "parts:\n"
    "  - {id: water, title: water, rows: [BREW-01], roles: [kettle], show: {predicate: P-POUR}}\n"
    "loops:\n"
    "  - {id: one, title: One, hops: [{title: first, when: {has: tap}}, {title: second, when: {has: cup}}]}\n"
    "gates:\n"
    "  - {id: G-A, title: A, when: {has: tap}, cap: 40, message: \"from {entries} to {ends}\"}\n"
    "  - {id: G-B, title: B, when: {has: tap}, caps: [75, 60], message: \"not: {parts}\"}\n"
    "  - {id: G-C, title: C, when: {has: tap}, no_total: true, message: m}\n"
    "  - {id: G-D, title: D, when: {has: tap}, rows: [BREW-02], message: m}\n"
    "questions:\n"
    "  - {id: Q1, text: \"Milk?\"}\n"
    "maturity:\n"
    "  - {id: scale, title: Scale, source: x, levels: [{name: cold, says: c}, {name: hot, says: h, when: "
    "{has: tap}}]}\n",
    /* ontology.yaml */
    "roles:\n"
    "  tap: {plane: in, core: true, is: \"water source\", cue: \"tap\"}\n"
    "  kettle: {plane: hot, is: \"boils\"}\n"
    "  cup: {plane: hot, core: true, is: \"holds\"}\n"
    "  spoon: {plane: side, credited: false, is: \"stirs\"}\n"
    "groups:\n"
    "  CUPS: [cup]\n"
    "  HOT: [kettle, CUPS]\n"
    "flows:\n"
    "  water: {carries: \"water\", labels: [water, \"hot (water|steam)\"]}\n"
    "  talk: {carries: \"talk\"}\n"
    "pairs:\n"
    "  - {kind: water, from: [tap], to: HOT, exp: true, rev: true}\n"
    "  - {kind: talk, from: ANY, to: ANY, both: true}\n"
    "lints:\n"
    "  - {id: dry, from: cup, to: kettle, says: \"backwards\", sync: true}\n"
    "entries: {roles: [tap], stand_in: [kettle]}\n"
    "carriers: [kettle]\n"
    "dry: CUPS\n"
    "requests: HOT\n"
    "exempt: [side]\n"
    "max_inferred_roles: 3\n"
    "collections:\n"
    "  monitors: {keys: [metric], kinds: {kettle: heat, cup: level}}\n"
    "keys:\n"
    "  assumptions: [cups, sugar]\n",
    /* predicates.yaml */
    "predicates:\n"
    "  - id: P-POUR\n"
    "    title: Pouring\n"
    "    says: \"water reaches the cup\"\n"
    "    nodes: 2\n"
    "    when: {path: {from: tap, to: [cup], kinds: water, via: [kettle]}}\n"
    "    weaker: {none: {has: {roles: HOT, min: 2}}}\n"
    "smells:\n"
    "  - {id: S-COLD, title: Cold, says: \"no kettle\", shape: false, when: {none: [{predicate: P-POUR}]}}\n",
    /* checks.yaml */
    "facts:\n"
    "  cups: {at: assumptions.cups, dim: count}\n"
    "  volume: {roles: [kettle], key: volume, take: sum, dim: size}\n"
    "checks:\n"
    "  - id: CC-01\n"
    "    title: volume\n"
    "    rows: [BREW-01]\n"
    "    says: \"enough water\"\n"
    "    when: {compare: {left: {mul: [cups, {div: [250, 1e3]}]}, right: volume, how: at_most, tolerance: "
    "-0.5,\n"
    "           warn: 0.1, fail: 0.5}}\n",
    /* flags.yaml */
    "flags:\n"
    "  - {id: RF-COLD, colour: red, title: Cold, when: {predicate: S-COLD}, says: cold, ask: why, guide: "
    "true}\n"
    "  - {id: GF-SONG, colour: green, title: Song, ask: \"{seen|What} did {role:kettle,tap|it} sing at "
    "{fact:cups|all}?\",\n"
    "     remark: \"not heard\"}\n",
    /* vocabulary.en.yaml */
    "language: en\n"
    "roles: {kettle: [kettle, \"water boiler\"], cup: [cup|mug]}\n"
    "composites: [{phrase: tea set, roles: [kettle, cup], node: true}]\n"
    "rows: {BREW-01: [\"hot ~3 water\", \"?wet\"]}\n"
    "flags: {RF-COLD.late: [cold tea]}\n"
    "false_friends: [{word: cup, says: \"a trophy\", cues: [final, \"world (cup|final)\"]}]\n",
    /* common/tools.yaml */
    "version: 1\n"
    "role_hints:\n"
    "  acme.kettle: {kettle: [Hot, on-off], none: [museum]}\n"
    "general_store_groups: [boilers]\n"
    "tools:\n"
    "  - {name: Acme, aliases: [acme, acme kettle, acme-kettle], roles: [kettle, tap], group: boilers, kind: "
    "service,\n"
    "     hosting: both, vendor: null, category: ~, tier: leader, ambiguous: true, ambiguous_aliases: "
    "[Acme],\n"
    "     context: [Hot Water], not_context: [acme_of]}\n",
    /* common/language.en.yaml */
    "language: en\n"
    "negation:\n"
    "  before: [\"no\", \"not (any|a)\"]\n",
    /* solution/architecture.yaml */
    "grade: 1\n"
    "components:\n"
    "  Main-Kettle: kettle / Acme 2 / steel\n"
    "  tap: tap\n"
    "  mug: {role: cup, tool: \" Old mug \", owner: me}\n"
    "  saucer: {role: cup, tool: ~}\n"
    "  spoons: [spoon]\n"
    "anything: [at, all]\n",
};

struct world {
    struct arena *arena;
    struct diags diags;
    struct pack_file files[FILES];
    struct rubric rubric;
};

static void start(struct world *w)
{
    struct limits limits = limits_default();
    w->arena = arena_new();
    diags_init(&w->diags, w->arena, &limits);
    memcpy(w->files, small, sizeof small);
    for (size_t i = 0; i < FILES; i++)
        w->files[i].bytes = str_from(contents[i]);
}

static int setup(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    start(w);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    arena_free(w->arena);
    free(w);
    return 0;
}

static bool load(struct world *w)
{
    return pack_load(&w->rubric, w->arena, &w->diags, w->files, FILES);
}

static void load_good(struct world *w)
{
    bool ok = load(w);
    for (size_t i = 0; i < w->diags.n; i++)
        print_error("%.*s:%u: %.*s\n", STR_ARG(w->diags.items[i].at.text->name),
                    (unsigned)w->diags.items[i].at.line, STR_ARG(w->diags.items[i].message));
    assert_true(ok);
    assert_int_equal(w->diags.n, 0);
}

/* Puts `to` in the place of the first `from` of a file. */
static void change(struct world *w, const char *name, const char *from, const char *to)
{
    for (size_t i = 0; i < FILES; i++) {
        struct str bytes = w->files[i].bytes;
        size_t at = str_find(bytes, str_from(from));
        if (!str_is(w->files[i].name, name))
            continue;
        if (at == bytes.n)
            fail_msg("%s holds no '%s'", name, from);
        struct buf buf = buf_new(w->arena, 100000);
        buf_add(&buf, str_sub(bytes, 0, at));
        buf_puts(&buf, to);
        buf_add(&buf, str_sub(bytes, at + strlen(from), bytes.n));
        w->files[i].bytes = buf_str(&buf);
        return;
    }
    fail_msg("no file %s", name);
}

#define TEXT(offset) rub_text(&w->rubric, (offset))
#define EQ(offset, expected) assert_string_equal(TEXT(offset), expected)

/* ---- what comes out */

static void test_info(void **state)
{
    struct world *w = *state;
    load_good(w);
    const struct rub_info *info = rub_info(&w->rubric, 0);
    EQ(info->name, "tea");
    EQ(info->version, "3");
    EQ(info->prompt, "Make tea.");
    assert_int_equal(strlen(TEXT(info->hash)), 16);
    assert_true(info->level_share[1] == 0.2 && info->level_share[2] == 0.7 && info->level_share[3] == 1.0);
    assert_int_equal(info->core_roles, 1 | 4);
    assert_int_equal(info->entry_roles, 1);
    assert_int_equal(info->stand_in_roles, 2);
    assert_int_equal(info->carrier_roles, 2);
    assert_int_equal(info->dry_roles, 4);
    assert_int_equal(info->request_roles, 2 | 4);
    assert_int_equal(info->exempt_roles, 8);
    assert_int_equal(info->max_inferred_roles, 3);
}

static void test_ontology(void **state)
{
    struct world *w = *state;
    load_good(w);
    const struct rubric *r = &w->rubric;
    assert_int_equal(rub_roles_n(r), 4);
    EQ(rub_roles(r, 1)->id, "kettle");
    EQ(rub_roles(r, 1)->plane, "hot");
    assert_int_equal(rub_roles(r, 1)->phrases.n, 2);
    assert_int_equal(rub_roles(r, 2)->phrases.n, 2); /* cup|mug */
    EQ(rub_phrases(r, rub_roles(r, 2)->phrases.at + 1)->source, "mug");
    assert_int_equal(rub_roles(r, 3)->credited, 0);
    assert_int_equal(rub_flows(r, 0)->labels.n, 2);
    assert_int_equal(rub_pairs(r, 0)->to, 2 | 4);
    assert_true(rub_pairs(r, 0)->expected && rub_pairs(r, 0)->reverse && !rub_pairs(r, 0)->both);
    assert_int_equal(rub_pairs(r, 1)->from, 15);
    assert_int_equal(rub_pairs(r, 1)->kind, 1);
    assert_true(rub_lints(r, 0)->sync_only);
    assert_int_equal(rub_collections_n(r), 2);
    EQ(rub_collections(r, 1)->kind, "level");
    EQ(rub_word(r, rub_collections(r, 1)->keys, 0), "metric");
    assert_int_equal(rub_keys_n(r), 2);
    EQ(*rub_keys(r, 1), "assumptions.sugar");
}

static void test_tools(void **state)
{
    struct world *w = *state;
    load_good(w);
    const struct rubric *r = &w->rubric;
    const struct rub_tool *tool = rub_tools(r, 0);
    EQ(tool->name, "Acme");
    EQ(tool->vendor, "");
    EQ(tool->category, "");
    assert_int_equal(tool->aliases.n, 2); /* acme-kettle is acme kettle */
    EQ(rub_word(r, tool->aliases, 1), "acme kettle");
    assert_int_equal(rub_word(r, tool->roles, 0), 1);
    assert_int_equal(rub_word(r, tool->roles, 1), 0);
    EQ(rub_word(r, tool->context, 0), "hot water");
    EQ(rub_word(r, tool->not_context, 0), "acme of");
    assert_int_equal(tool->general_store, 1);
    assert_int_equal(rub_hints_n(r), 2);
    EQ(rub_hints(r, 0)->alias, "acme kettle");
    EQ(rub_word(r, rub_hints(r, 0)->words, 1), "on off");
    assert_int_equal(rub_hints(r, 1)->role, RUB_NONE);
}

static void test_catalogue(void **state)
{
    struct world *w = *state;
    change(w, "ontology.yaml", "keys:\n",
           "catalogue: {boiler: kettle, heater: kettle, museum: none}\nkeys:\n");
    change(w, "common/tools.yaml", "roles: [kettle, tap]", "roles: [boiler, museum, tap, heater]");
    change(w, "common/tools.yaml", "none: [museum]", "museum: [exhibit], heater: [warm]");
    load_good(w);
    const struct rubric *r = &w->rubric;
    assert_int_equal(rub_roles_n(r), 4);
    const struct rub_tool *tool = rub_tools(r, 0);
    assert_int_equal(tool->roles.n, 2); /* one role under two names is one */
    assert_int_equal(rub_word(r, tool->roles, 0), 1);
    assert_int_equal(rub_word(r, tool->roles, 1), 0);
    assert_int_equal(rub_hints(r, 1)->role, RUB_NONE);
    assert_int_equal(rub_hints(r, 2)->role, 1);
}

/* A pack of another trade need not list all that it has no use for. */
static void test_catalogue_of_another_trade(void **state)
{
    struct world *w = *state;
    change(w, "ontology.yaml", "keys:\n", "catalogue: {boiler: kettle, others: none}\nkeys:\n");
    change(w, "common/tools.yaml", "roles: [kettle, tap]", "roles: [boiler, museum, tap, heater]");
    change(w, "common/tools.yaml", "none: [museum]", "museum: [exhibit], heater: [warm]");
    load_good(w);
    const struct rubric *r = &w->rubric;
    const struct rub_tool *tool = rub_tools(r, 0);
    assert_int_equal(tool->roles.n, 2);
    assert_int_equal(rub_word(r, tool->roles, 0), 1);
    assert_int_equal(rub_word(r, tool->roles, 1), 0);
    assert_int_equal(rub_hints(r, 1)->role, RUB_NONE);
}

static void test_alias_form(void **state)
{
    struct world *w = *state;
    static const char *const forms[][2] = {
        {"Great_Expectations", "great expectations"},
        {"neptune.ai", "neptune ai"},
        {" .Net - Core ", "net core"},
        {"pub/sub", "pub/sub"},
        {"--", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        assert_string_equal(rub_alias_form(w->arena, str_from(forms[i][0])).p, forms[i][1]);
}

static void test_vocabulary(void **state)
{
    struct world *w = *state;
    load_good(w);
    const struct rubric *r = &w->rubric;
    assert_int_equal(rub_composites_n(r), 1);
    assert_int_equal(rub_composites(r, 0)->roles, 2 | 4);
    assert_true(rub_phrases(r, rub_composites(r, 0)->phrase)->stand == STAND_WHOLE);
    static const char *const names[] = {"BREW-01", "RF-COLD.late", "false_friends.cup.word",
                                        "false_friends.cup.cues", "language.negation.before"};
    assert_int_equal(rub_sets_n(r), 5);
    for (size_t i = 0; i < 5; i++)
        EQ(rub_sets(r, i)->name, names[i]);
    assert_true(rub_phrases(r, rub_sets(r, 0)->phrases.at + 1)->weak);
    assert_int_equal(rub_sets(r, 4)->phrases.n, 2);
}

static void test_rubric(void **state)
{
    struct world *w = *state;
    load_good(w);
    const struct rubric *r = &w->rubric;
    assert_int_equal(rub_dimensions_n(r), 1);
    assert_int_equal(rub_dimensions(r, 0)->rows.n, 2);
    assert_true(rub_dimensions(r, 0)->guide);
    const struct rub_row *row = rub_rows(r, 0);
    assert_true(row->points == 1.5);
    assert_int_equal(row->roles, 2 | 4);
    assert_int_equal(row->live.n, 2);
    EQ(row->level[2].says, "sized");
    assert_int_equal(rub_row_of(r, STR("BREW-02")), 1);
    assert_true(rub_bands(r, 0)->min == 75 && rub_bands(r, 0)->min_weakest == 0.5);
    assert_int_equal(rub_word(r, rub_parts(r, 0)->rows, 0), 0);
    assert_int_equal(rub_loops(r, 0)->hops.n, 2);
    EQ(rub_hops(r, 1)->title, "second");
    assert_int_equal(rub_gates(r, 0)->effect, GATE_CAP);
    assert_true(rub_gates(r, 0)->cap == 40);
    assert_int_equal(rub_gates(r, 1)->effect, GATE_CAP);
    assert_int_equal(rub_word(r, rub_gates(r, 1)->caps, 1), 60);
    assert_int_equal(rub_gates(r, 2)->effect, GATE_NO_TOTAL);
    assert_int_equal(rub_gates(r, 3)->effect, GATE_ROWS);
    EQ(rub_questions(r, 0)->text, "Milk?");
    EQ(rub_flags(r, 0)->colour, "red");
    assert_int_equal(rub_flags(r, 1)->when, RUB_NONE);
    EQ(rub_flags(r, 1)->remark, "not heard");
    assert_int_not_equal(rub_set_of(r, STR("RF-COLD.late")), RUB_NONE);
    assert_int_equal(rub_maturities(r, 0)->levels.n, 2);
    EQ(rub_maturity_levels(r, 1)->name, "hot");
    assert_int_equal(rub_maturity_levels(r, 0)->when, RUB_NONE);
}

static void test_conditions(void **state)
{
    struct world *w = *state;
    load_good(w);
    const struct rubric *r = &w->rubric;
    const struct rub_predicate *pour = rub_predicates(r, 0);
    assert_int_equal(pour->nodes, 2);
    assert_int_equal(pour->strictly, RUB_NONE);
    const struct rub_cond *path = rub_conds(r, pour->when);
    assert_int_equal(path->kind, COND_PATH);
    assert_int_equal(rub_arg_of(r, path, "via")->mask, 2);
    assert_int_equal(rub_arg_of(r, path, "kinds")->mask, 1);
    assert_null(rub_arg_of(r, path, "avoid"));
    /* `none: {has: …}`: one condition without a list, and roles of a group in written order. */
    const struct rub_cond *none = rub_conds(r, pour->weaker);
    assert_int_equal(none->kind, COND_NONE);
    const struct rub_cond *has = rub_conds(r, rub_word(r, rub_arg_of(r, none, "of")->list, 0));
    assert_int_equal(has->kind, COND_HAS);
    assert_true(rub_arg_of(r, has, "min")->number == 2);
    const struct rub_arg *roles = rub_arg_of(r, has, "roles");
    assert_int_equal(roles->list.n, 2);
    assert_int_equal(rub_word(r, roles->list, 0), 1);
    assert_int_equal(rub_word(r, roles->list, 1), 2);
    /* A list stands for all; `strict` beside a short form; a name has its number. */
    const struct rub_cond *all = rub_conds(r, rub_rows(r, 0)->level[1].when);
    assert_int_equal(all->kind, COND_ALL);
    const struct rub_cond *predicate = rub_conds(r, rub_word(r, rub_arg_of(r, all, "of")->list, 0));
    assert_int_equal(predicate->kind, COND_PREDICATE);
    assert_true(predicate->strict);
    EQ(rub_arg_of(r, predicate, "id")->text, "P-POUR");
    assert_true(rub_arg_of(r, rub_conds(r, rub_flags(r, 0)->when), "id")->number == 1);
    assert_true(rub_predicates(r, 1)->smell && !rub_predicates(r, 1)->shape);
}

static void test_parts_come_before_the_whole(void **state)
{
    struct world *w = *state;
    load_good(w);
    const struct rubric *r = &w->rubric;
    for (size_t i = 0; i < rub_conds_n(r); i++) {
        const struct rub_arg *of = rub_arg_of(r, rub_conds(r, i), "of");
        for (uint32_t k = 0; of && of->type == ARG_CONDS && k < of->list.n; k++)
            assert_true(rub_word(r, of->list, k) < i);
    }
    for (size_t i = 0; i < rub_formulas_n(r); i++)
        for (uint32_t k = 0; k < rub_formulas(r, i)->of.n; k++)
            assert_true(rub_word(r, rub_formulas(r, i)->of, k) < i);
}

static void test_formulas(void **state)
{
    struct world *w = *state;
    load_good(w);
    const struct rubric *r = &w->rubric;
    const struct rub_cond *compare = rub_conds(r, rub_checks(r, 0)->when);
    const struct rub_formula *left = rub_formulas(r, rub_arg_of(r, compare, "left")->text);
    assert_int_equal(left->op, FORMULA_MUL);
    assert_int_equal(rub_formulas(r, rub_word(r, left->of, 0))->fact, 0);
    const struct rub_formula *div = rub_formulas(r, rub_word(r, left->of, 1));
    assert_int_equal(div->op, FORMULA_DIV);
    assert_true(rub_formulas(r, rub_word(r, div->of, 1))->number == 1000);
    assert_int_equal(rub_formulas(r, rub_arg_of(r, compare, "right")->text)->fact, 1);
    assert_int_equal(rub_facts(r, 0)->unless, RUB_NONE);
    assert_true(rub_arg_of(r, compare, "tolerance")->number == -0.5);
    EQ(rub_facts(r, 1)->take, "sum");
    assert_int_equal(rub_facts(r, 1)->roles, 2);
}

/* ---- the same files, the same bytes */

/* Something else on the stack, so that bytes nobody set would differ. */
static unsigned char dirty_stack(unsigned char value)
{
    volatile unsigned char bytes[32768];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = value;
    return bytes[value];
}

static void test_deterministic(void **state)
{
    struct world *w = *state, again;
    dirty_stack(0xaa);
    load_good(w);
    start(&again);
    for (size_t i = 0; i < FILES; i++) {
        again.files[i].name = w->files[FILES - 1 - i].name;
        again.files[i].bytes = w->files[FILES - 1 - i].bytes;
    }
    dirty_stack(0x55);
    load_good(&again);
    assert_int_equal(w->rubric.size, again.rubric.size);
    assert_memory_equal(w->rubric.image, again.rubric.image, w->rubric.size);
    arena_free(again.arena);
}

static void test_hash_follows_every_byte(void **state)
{
    struct world *w = *state, other;
    load_good(w);
    for (size_t i = 0; i < FILES; i++) {
        start(&other);
        char *longer = arena_printf(other.arena, "%s# a comment\n", contents[i]);
        other.files[i].bytes = str_from(longer);
        load_good(&other);
        assert_string_not_equal(TEXT(rub_info(&w->rubric, 0)->hash),
                                rub_text(&other.rubric, rub_info(&other.rubric, 0)->hash));
        arena_free(other.arena);
    }
}

static void test_image_may_lie_anywhere(void **state)
{
    struct world *w = *state;
    struct rubric copy;
    load_good(w);
    unsigned char *image = arena_alloc(w->arena, w->rubric.size);
    memcpy(image, w->rubric.image, w->rubric.size);
    assert_true(rubric_open(&copy, image, w->rubric.size));
    assert_string_equal(rub_text(&copy, rub_info(&copy, 0)->title), "Tea");
    assert_false(rubric_open(&copy, image, w->rubric.size - 8));
    image[0] ^= 1;
    assert_false(rubric_open(&copy, image, w->rubric.size));
}

static void test_pack_without_common(void **state)
{
    struct world *w = *state;
    change(w, "rubric.yaml", "extends: common\n", "");
    change(w, "rubric.yaml", ", {tool: {min: 2}}", "");
    assert_true(pack_load(&w->rubric, w->arena, &w->diags, w->files, 6));
    assert_int_equal(rub_tools_n(&w->rubric), 0);
    assert_int_equal(rub_sets_n(&w->rubric), 4);
}

/* ---- what is refused */

static const struct refused {
    const char *file, *from, *to;
    enum diag_id id;
    const char *says; /* in the message */
} refused[] = {
    {"rubric.yaml", "title: Tea\n", "titel: Tea\n", DIAG_PACK_KEY, "did you mean 'title'"},
    {"rubric.yaml", "guide: true", "guid: true", DIAG_PACK_KEY, "did you mean 'guide'"},
    {"rubric.yaml", "version: 3\n", "", DIAG_PACK_TYPE, "needs 'version'"},
    {"rubric.yaml", "language: en\n", "", DIAG_PACK_TYPE, "language"},
    {"rubric.yaml", "language: en", "language: de", DIAG_PACK_FILE, "vocabulary.de.yaml"},
    {"rubric.yaml", "extends: common", "extends: others", DIAG_PACK_VALUE, "'common' only"},
    {"rubric.yaml", "[0, 0.2, 0.7, 1.0]", "[0, 0.7, 0.2, 1.0]", DIAG_PACK_VALUE, "level_share"},
    {"rubric.yaml", "[0, 0.2, 0.7, 1.0]", "[0, 0.2, 1.0]", DIAG_PACK_VALUE, "level_share"},
    {"rubric.yaml", "[0, 0.2, 0.7, 1.0]", "1", DIAG_PACK_TYPE, "must be a list"},
    {"rubric.yaml", "weight: 3.5", "weight: 4", DIAG_PACK_VALUE, "add up to 3.5, but its weight is 4"},
    {"rubric.yaml", "points: 2", "points: two", DIAG_PACK_TYPE, "must be a number"},
    {"rubric.yaml", "id: BREW-02", "id: BREW-01", DIAG_PACK_VALUE, "is there already, in line 14"},
    {"rubric.yaml", "[kettle, CUPS]", "[kettel, CUPS]", DIAG_PACK_NAME, "did you mean 'kettle'"},
    {"rubric.yaml", "[kettle, CUPS]", "[kettle, CUP]", DIAG_PACK_NAME, "did you mean"},
    {"rubric.yaml", "3: {says: sized", "4: {says: sized", DIAG_PACK_KEY, "no key '4'"},
    {"rubric.yaml", "{phrase: BREW-01}", "{phrase: BREW-02}", DIAG_PACK_NAME, "did you mean 'BREW-01'"},
    {"rubric.yaml", "{phrase: BREW-01}", "{frase: BREW-01}", DIAG_PACK_NAME, "did you mean 'phrase'"},
    {"rubric.yaml", "{phrase: BREW-01}", "{phrase: BREW-01, has: cup}", DIAG_PACK_TYPE, "one kind"},
    {"rubric.yaml", "{phrase: BREW-01}", "phrase", DIAG_PACK_TYPE, "a condition was expected"},
    {"rubric.yaml", "{phrase: BREW-01}", "{strict: true}", DIAG_PACK_TYPE, "a condition was expected"},
    {"rubric.yaml", "{phrase: BREW-01}", "{phrase: }", DIAG_PACK_TYPE, "needs 'set'"},
    {"rubric.yaml", "{has: kettle}", "{has: {min: 1}}", DIAG_PACK_TYPE, "needs 'roles'"},
    {"rubric.yaml", "{has: kettle}", "{has: {roles: kettle, mim: 1}}", DIAG_PACK_KEY, "did you mean 'min'"},
    {"rubric.yaml", "{has: kettle}", "{has: {roles: kettle, wired: maybe}}", DIAG_PACK_VALUE,
     "none of: yes no"},
    {"rubric.yaml", "{has: kettle}", "{has: {roles: {a: kettle}}}", DIAG_PACK_TYPE, "name of a role"},
    {"rubric.yaml", "{has: kettle}", "{all: []}", DIAG_PACK_TYPE, "at least one condition"},
    {"rubric.yaml", "{has: kettle}", "{path: {from: tap}}", DIAG_PACK_TYPE, "needs 'to'"},
    {"rubric.yaml", "{has: kettle}", "{path: {from: tap, to: cup, kinds: watr}}", DIAG_PACK_NAME,
     "did you mean 'water'"},
    {"rubric.yaml", "{has: kettle}", "{path: [tap, cup]}", DIAG_PACK_TYPE, "must be a mapping"},
    {"rubric.yaml", "{has: kettle}", "{cycle: {through: [tap, HOT]}}", DIAG_PACK_NAME, "unknown role 'HOT'"},
    {"rubric.yaml", "{has: kettle}", "{component_share: {min: 0.8, exempt: [sid]}}", DIAG_PACK_NAME,
     "'side'"},
    {"rubric.yaml", "{has: kettle}", "{share: {of: edges_labeled}}", DIAG_PACK_VALUE, "'edges_labelled'"},
    {"rubric.yaml", "{has: kettle}", "{count: {of: flows, quantity: seconds}}", DIAG_PACK_VALUE, "duration"},
    {"rubric.yaml", "{has: kettle}", "{count: {of: flows, min: 3, max: 2}}", DIAG_PACK_VALUE,
     "greater than 'max'"},
    {"rubric.yaml", "{has: kettle}", "{count: {of: flows, text: [[a]]}}", DIAG_PACK_TYPE, "list of texts"},
    {"rubric.yaml", "{tool: {min: 2}}", "{tool: {groups: boiler}}", DIAG_PACK_NAME, "did you mean 'boilers'"},
    {"rubric.yaml", "n: 1, of", "n: 3, of", DIAG_PACK_VALUE, "number of conditions"},
    {"rubric.yaml", "id: CC-01, is: pass", "id: CC-02, is: pass", DIAG_PACK_NAME, "did you mean 'CC-01'"},
    {"rubric.yaml", "is: pass", "is: passed", DIAG_PACK_VALUE, "did you mean 'pass'"},
    {"rubric.yaml", "{level: {row: BREW-01", "{level: {row: BREW-1", DIAG_PACK_NAME,
     "did you mean 'BREW-01'"},
    {"rubric.yaml", "{level: {row: BREW-01", "{level: {row: BREW-02", DIAG_PACK_VALUE, "asks for itself"},
    {"rubric.yaml", "{lint: dry}", "{lint: wet}", DIAG_PACK_NAME, "unknown lint"},
    {"rubric.yaml", "[rate, duration]", "[rate, speed]", DIAG_PACK_VALUE, "duration count rate"},
    {"rubric.yaml", "strict: true", "strict: very", DIAG_PACK_TYPE, "true or false"},
    {"rubric.yaml", "min: 0, reading: bad", "min: 80, reading: bad", DIAG_PACK_VALUE, "best first"},
    {"rubric.yaml", "min: 0, reading: bad", "min: 10, reading: bad", DIAG_PACK_VALUE, "take everything"},
    {"rubric.yaml", "rows: [BREW-01], roles", "rows: [BREW-03], roles", DIAG_PACK_NAME, "unknown row"},
    {"rubric.yaml", "cap: 40", "cap: 40, flag: true", DIAG_PACK_VALUE, "one effect"},
    {"rubric.yaml", "cap: 40, ", "", DIAG_PACK_VALUE, "one effect"},
    {"rubric.yaml", "cap: 40", "cap: 140", DIAG_PACK_VALUE, "between 0 and 100"},
    {"rubric.yaml", "[75, 60]", "[60, 75]", DIAG_PACK_VALUE, "none above the one before"},
    {"rubric.yaml", "{entries}", "{entry}", DIAG_PACK_VALUE, "{parts}, {ends} and {entries} only"},
    {"rubric.yaml", "id: Q1", "id: [Q1]", DIAG_PACK_TYPE, "must be one text"},
    {"ontology.yaml", "  cup:", "  ANY:", DIAG_PACK_VALUE, "stands for every role"},
    {"ontology.yaml", "  CUPS: [cup]", "  tap: [cup]\n  CUPS: [cup]", DIAG_PACK_VALUE, "named like a role"},
    {"ontology.yaml", "  CUPS: [cup]", "  CUPS: [cups]", DIAG_PACK_NAME, "did you mean 'cup'"},
    {"ontology.yaml", "{plane: hot, is: \"boils\"}", "boils", DIAG_PACK_TYPE, "a role must be a mapping"},
    {"ontology.yaml", "kind: talk", "kind: tlak", DIAG_PACK_NAME, "did you mean 'talk'"},
    {"ontology.yaml", "exempt: [side]", "exempt: [spoon]", DIAG_PACK_NAME, "unknown plane"},
    {"ontology.yaml", "roles: 3", "roles: 65", DIAG_PACK_VALUE, "1 to 64"},
    {"ontology.yaml", "{kettle: heat", "{kettles: heat", DIAG_PACK_NAME, "did you mean 'kettle'"},
    {"ontology.yaml", "labels: [water,", "labels: [water (cold,", DIAG_PACK_PHRASE, "not closed"},
    {"ontology.yaml", "flows:\n", "pairs: []\nflows:\n", DIAG_YAML_DUPLICATE, "pairs"},
    {"ontology.yaml", "roles:\n", "roles: {a: \"x\\0y\"}\nrolls:\n", DIAG_PACK_VALUE, "NUL"},
    {"predicates.yaml", "{predicate: P-POUR}", "{predicate: S-COLD}", DIAG_PACK_VALUE, "S-COLD -> S-COLD"},
    {"predicates.yaml", "weaker: {none: {has: {roles: HOT, min: 2}}}", "weaker: {predicate: S-COLD}",
     DIAG_PACK_VALUE, "P-POUR"},
    {"predicates.yaml", "id: S-COLD", "id: P-POUR", DIAG_PACK_VALUE, "already, in line 2"},
    {"predicates.yaml", "nodes: 2", "nodes: -1", DIAG_PACK_VALUE, "'nodes'"},
    {"checks.yaml", "mul: [cups", "mul: [cup", DIAG_PACK_NAME, "did you mean 'cups'"},
    {"checks.yaml", "{mul: [", "{mull: [", DIAG_PACK_NAME, "did you mean 'mul'"},
    {"checks.yaml", "{div: [250, 1e3]}", "{div: [250]}", DIAG_PACK_TYPE, "a list of two"},
    {"checks.yaml", "{div: [250, 1e3]}", "{add: []}", DIAG_PACK_TYPE, "one or more"},
    {"checks.yaml", "{div: [250, 1e3]}", "[250]", DIAG_PACK_TYPE, "a formula is"},
    {"checks.yaml", "how: at_most", "how: atmost", DIAG_PACK_VALUE, "did you mean 'at_most'"},
    {"checks.yaml", "warn: 0.1, fail", "warn: 0.9, fail", DIAG_PACK_VALUE, "greater than 'fail'"},
    {"checks.yaml", "dim: count", "dim: cuonts", DIAG_PACK_VALUE, "did you mean 'count'"},
    {"checks.yaml", "at: assumptions.cups, ", "", DIAG_PACK_TYPE, "either 'at'"},
    {"checks.yaml", "  cups: {at", "  1e3: {at: x, dim: count}\n  cups: {at", DIAG_PACK_VALUE,
     "like a number"},
    {"checks.yaml", "{div: [250, 1e3]}", "{ceil: [1, 2]}", DIAG_PACK_TYPE, "a list of one"},
    {"checks.yaml", "{div: [250, 1e3]}", "pints", DIAG_PACK_NAME, "unknown fact"},
    {"checks.yaml", "{at: assumptions.cups, dim", "{at: assumptions.cups, along: cups, dim", DIAG_PACK_TYPE,
     "or 'along'"},
    {"checks.yaml", "{at: assumptions.cups, dim", "{at: assumptions.cups, within: cups, dim", DIAG_PACK_TYPE,
     "belong to 'along'"},
    {"checks.yaml", "{at: assumptions.cups, dim", "{along: cups, unless: {hass: tap}, dim", DIAG_PACK_NAME,
     "did you mean 'has'"},
    {"checks.yaml", "    when: {compare",
     "    when: {outcome: {is: good, when: {has: tap}, says: x}}\n  - id: CC-9\n"
     "    title: x\n    when: {compare",
     DIAG_PACK_VALUE, "pass warn fail n/a"},
    {"checks.yaml", "    when: {compare",
     "    when: {outcome: {is: pass, when: {has: tap}, says: \"{cusp} of {entry}\"}}\n"
     "  - id: CC-9\n    title: x\n    when: {compare",
     DIAG_PACK_NAME, "'{cusp}' is no fact"},
    {"checks.yaml", "    when: {compare",
     "    when: {outcome: {is: pass, when: {has: tap}, says: \"{cups\"}}\n"
     "  - id: CC-9\n    title: x\n    when: {compare",
     DIAG_PACK_NAME, "is no fact"},
    {"checks.yaml", "    when: {compare",
     "    when: {agree: prices}\n  - id: CC-9\n    title: x\n    when: {compare", DIAG_PACK_VALUE,
     "facts boxes tools currencies"},
    {"flags.yaml", "colour: red", "colour: blue", DIAG_PACK_VALUE, "red yellow green"},
    {"flags.yaml", "flags:", "flag:", DIAG_PACK_KEY, "did you mean 'flags'"},
    {"flags.yaml", "remark: \"not heard\"", "guide: false", DIAG_PACK_TYPE, "needs 'when', or a 'remark'"},
    {"flags.yaml", "{role:kettle,tap|it}", "{role:kettle,tab|it}", DIAG_PACK_NAME, "did you mean 'tap'"},
    {"flags.yaml", "{role:kettle,tap|it}", "{role:kettle}", DIAG_PACK_VALUE, "'{role:kettle}'"},
    {"flags.yaml", "{fact:cups|all}", "{fact:cup|all}", DIAG_PACK_NAME, "did you mean 'cups'"},
    {"flags.yaml", "{fact:cups|all}", "{fact:cups|all", DIAG_PACK_VALUE, "braces hold"},
    {"rubric.yaml", "\"Why?\"", "\"{seen|Why}?\"", DIAG_PACK_VALUE, "flags and checks only"},
    {"checks.yaml", "{at: assumptions.cups, dim: count}", "{at: cups, dim: count, local: true}",
     DIAG_PACK_VALUE, "a fact of one entry"},
    {"vocabulary.en.yaml", "{RF-COLD.late", "{RF-HOT.late", DIAG_PACK_NAME, "unknown flag"},
    {"rubric.yaml", "[{name: cold, says: c}, ", "[", DIAG_PACK_TYPE, "without 'when'"},
    {"rubric.yaml", "says: h, when: {has: tap}}", "says: h}", DIAG_PACK_TYPE, "without 'when'"},
    {"vocabulary.en.yaml", "{kettle: [", "{kettel: [", DIAG_PACK_NAME, "did you mean 'kettle'"},
    {"vocabulary.en.yaml", "\"hot ~3 water\"", "\"hot ~ water\"", DIAG_PACK_PHRASE, "distance"},
    {"vocabulary.en.yaml", "rows: {BREW-01:", "rows: {BREW-09: [x], BREW-01:", DIAG_PACK_NAME, "unknown row"},
    {"vocabulary.en.yaml", "[{word: cup,", "[{wort: cup,", DIAG_PACK_TYPE, "'word'"},
    {"common/tools.yaml", "roles: [kettle, tap]", "roles: [kettle, tab]", DIAG_PACK_NAME,
     "did you mean 'tap'"},
    {"ontology.yaml", "keys:\n", "catalogue: {kettle: cup}\nkeys:\n", DIAG_PACK_VALUE,
     "is a role of this pack"},
    {"ontology.yaml", "keys:\n", "catalogue: {boiler: ketle}\nkeys:\n", DIAG_PACK_NAME,
     "did you mean 'kettle'"},
    {"ontology.yaml", "keys:\n", "catalogue: {boiler: none}\nkeys:\n", DIAG_PACK_NAME,
     "no tool of the catalogue does the job 'boiler'"},
    {"ontology.yaml", "keys:\n", "catalogue: [boiler]\nkeys:\n", DIAG_PACK_TYPE, "must be a mapping"},
    {"ontology.yaml", "keys:\n", "catalogue: {boiler: [cup]}\nkeys:\n", DIAG_PACK_TYPE, "name of a role"},
    {"common/tools.yaml", "[Acme]", "[Acne]", DIAG_PACK_NAME, "no alias of this tool"},
    {"common/tools.yaml", "groups: [boilers]", "groups: [boiler]", DIAG_PACK_NAME, "did you mean 'boilers'"},
    {"common/tools.yaml", "kind: service", "kind: servant", DIAG_PACK_VALUE, "service platform"},
    {"common/tools.yaml", "acme.kettle:", "acmekettle:", DIAG_PACK_NAME, "did you mean 'acme kettle'"},
    {"common/tools.yaml", "tools:\n", "tools:\n  - {name: B, aliases: [ACME], kind: service, group: g}\n",
     DIAG_PACK_VALUE, "alias of a tool 'acme' is there already"},
    {"common/language.en.yaml", "not (any|a)", "not (any|a", DIAG_PACK_PHRASE, "not closed"},
    {"solution/architecture.yaml", "  tap: tap", "  mug: tap", DIAG_YAML_DUPLICATE, "mug"},
};

/* Boxes of the solution that have a tool; nothing else of it is looked at. */
static void test_examples(void **state)
{
    struct world *w = *state;
    load_good(w);
    assert_int_equal(rub_examples_n(&w->rubric), 2);
    EQ(rub_examples(&w->rubric, 0)->id, "Main-Kettle");
    EQ(rub_examples(&w->rubric, 0)->tool, "Acme 2 / steel");
    EQ(rub_examples(&w->rubric, 1)->id, "mug");
    EQ(rub_examples(&w->rubric, 1)->tool, "Old mug");
}

static void test_no_examples(void **state)
{
    struct world *w = *state;
    char with[17], without[17];
    load_good(w);
    strcpy(with, TEXT(rub_info(&w->rubric, 0)->hash));
    assert_true(pack_load(&w->rubric, w->arena, &w->diags, w->files, FILES - 1));
    assert_int_equal(w->diags.n, 0);
    assert_int_equal(rub_examples_n(&w->rubric), 0);
    strcpy(without, TEXT(rub_info(&w->rubric, 0)->hash));
    assert_string_not_equal(with, without);
    static const char *const odd[] = {"", "components: [a, b]\n", "components: kettle / x\n",
                                      "- components\n"};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        w->files[FILES - 1].bytes = str_from(odd[i]);
        load_good(w);
        assert_int_equal(rub_examples_n(&w->rubric), 0);
    }
}

static void test_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        struct world w;
        start(&w);
        change(&w, refused[i].file, refused[i].from, refused[i].to);
        bool ok = load(&w), found = false;
        for (size_t k = 0; k < w.diags.n; k++) {
            const struct diag *d = &w.diags.items[k];
            found = found || (d->id == refused[i].id && d->at.text &&
                              str_find(d->message, str_from(refused[i].says)) < d->message.n);
        }
        if (ok || !found)
            fail_msg("'%s' -> '%s': %s, %zu errors, first: %s", refused[i].from, refused[i].to,
                     ok ? "loaded" : "refused", w.diags.n, w.diags.n ? w.diags.items[0].message.p : "");
        arena_free(w.arena);
    }
}

static void test_all_errors_in_one_run(void **state)
{
    struct world *w = *state;
    change(w, "ontology.yaml", "kind: talk", "kind: tlak");
    change(w, "predicates.yaml", "via: [kettle]", "via: [kettel]");
    change(w, "checks.yaml", "dim: count", "dim: cuont");
    change(w, "flags.yaml", "colour: red", "color: red");
    change(w, "vocabulary.en.yaml", "water boiler", "water boiler(s)");
    change(w, "rubric.yaml", "weight: 3.5", "weight: 4");
    assert_false(load(w));
    assert_int_equal(w->diags.n, 7); /* color is unknown, and colour is missing */
    for (size_t i = 0; i < w->diags.n; i++)
        assert_true(w->diags.items[i].at.line > 0);
}

static void test_place(void **state)
{
    struct world *w = *state;
    change(w, "predicates.yaml", "to: [cup]", "to: [cupp]");
    assert_false(load(w));
    assert_int_equal(w->diags.n, 1);
    assert_true(str_is(w->diags.items[0].at.text->name, "predicates.yaml"));
    assert_int_equal(w->diags.items[0].at.line, 6);
    assert_int_equal(w->diags.items[0].at.column, 35);
}

/* An amount is a number with a dimension; a fact along the way may ask a condition. */
static void test_amounts_and_ways(void **state)
{
    struct world *w = *state;
    change(w, "checks.yaml", "{div: [250, 1e3]}", "{ceil: [1.5KB]}");
    change(w, "checks.yaml", "  cups: {at",
           "  up: {along: up|down, within: late, take: product, inner: true, roles: cup,\n"
           "       unless: {has: tap}, dim: share}\n  cups: {at");
    load_good(w);
    const struct rubric *r = &w->rubric;
    const struct rub_fact *up = rub_facts(r, 0);
    EQ(up->along, "up|down");
    EQ(up->within, "late");
    EQ(up->take, "product");
    assert_int_equal(up->inner, 1);
    assert_int_equal(up->roles, 4);
    assert_int_equal(rub_conds(r, up->unless)->kind, COND_HAS);
    const struct rub_formula *left =
        rub_formulas(r, rub_arg_of(r, rub_conds(r, rub_checks(r, 0)->when), "left")->text);
    const struct rub_formula *ceil = rub_formulas(r, rub_word(r, left->of, 1));
    assert_int_equal(ceil->op, FORMULA_CEIL);
    const struct rub_formula *amount = rub_formulas(r, rub_word(r, ceil->of, 0));
    assert_int_equal(amount->op, FORMULA_NUMBER);
    assert_int_equal(amount->fact, QUANTITY_SIZE);
    assert_true(amount->number == 1500);
}

static void test_a_loop_is_named(void **state)
{
    struct world *w = *state;
    change(w, "predicates.yaml", "smells:\n",
           "  - {id: P-A, title: a, says: a, when: {predicate: P-B}}\n"
           "  - {id: P-B, title: b, says: b, when: [{has: tap}, {any: [{predicate: P-C}]}]}\n"
           "  - {id: P-C, title: c, says: c, when: {has: cup}, strictly: {predicate: P-A}}\n"
           "smells:\n");
    assert_false(load(w));
    assert_int_equal(w->diags.n, 1);
    assert_string_equal(w->diags.items[0].message.p,
                        "predicate 'P-A' asks for itself: P-A -> P-B -> P-C -> P-A");
    assert_int_equal(w->diags.items[0].at.line, 10);
}

/* A row may ask for a check, and the check for another row: no loop. */
static void test_asking_in_turn_is_no_loop(void **state)
{
    struct world *w = *state;
    change(w, "checks.yaml", "checks:\n",
           "checks:\n  - {id: CC-02, title: x, when: {level: {row: BREW-01, min: 1}}}\n");
    change(w, "rubric.yaml", "{lint: dry}", "{check: {id: CC-02, is: pass}}");
    load_good(w);
}

static void test_missing_files(void **state)
{
    struct world *w = *state;
    assert_false(pack_load(&w->rubric, w->arena, &w->diags, w->files, 6));
    assert_int_equal(w->diags.n, 2);
    assert_int_equal(w->diags.items[0].id, DIAG_PACK_FILE);
    assert_true(str_has_nocase(w->diags.items[0].message, STR("beside it")));
}

static void test_no_files(void **state)
{
    struct world *w = *state;
    assert_false(pack_load(&w->rubric, w->arena, &w->diags, NULL, 0));
    assert_int_equal(w->diags.items[0].id, DIAG_PACK_FILE);
}

static void test_more_roles_than_bits(void **state)
{
    struct world *w = *state;
    struct buf roles = buf_new(w->arena, 10000);
    buf_puts(&roles, "roles:\n");
    for (int i = 0; i < 61; i++)
        buf_printf(&roles, "  r%d: {plane: hot, is: x, core: true}\n", i);
    change(w, "ontology.yaml", "roles:\n", roles.p);
    assert_false(load(w));
    assert_true(str_has_nocase(w->diags.items[0].message, STR("more than 64 roles")));
}

/* Every file cut off at every place, and with bytes changed: refused or loaded, never worse. */
static void test_hostile(void **state)
{
    (void)state;
    uint32_t seed = 12345;
    for (size_t i = 0; i < FILES; i++) {
        size_t n = strlen(contents[i]);
        for (size_t k = 0; k < 150; k++) {
            struct world w;
            start(&w);
            seed = seed * 1664525u + 1013904223u;
            size_t at = (seed >> 8) % n;
            if (k % 3 == 0) {
                w.files[i].bytes.n = at;
            } else {
                static const char odd[] = "{}[]:,#*&!|>?-~\"' \n\t%@`0a";
                char *bytes = arena_copy(w.arena, contents[i], n);
                bytes[at] = odd[seed % (sizeof odd - 1)];
                w.files[i].bytes.p = bytes;
            }
            if (!load(&w))
                assert_true(w.diags.n > 0);
            arena_free(w.arena);
        }
    }
}

static struct str read_whole(struct arena *arena, const char *path)
{
    struct buf bytes = buf_new(arena, 1 << 20);
    char chunk[4096];
    size_t n;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while ((n = fread(chunk, 1, sizeof chunk, file)) > 0)
        buf_add(&bytes, (struct str){chunk, n});
    fclose(file);
    return buf_str(&bytes);
}

/* The editors' schema and the page that explains it know every kind of condition, and its arguments. */
static void test_schema_and_page_are_in_step(void **state)
{
    struct world *w = *state;
    struct str schema = read_whole(w->arena, GRADE_SOURCE_DIR "/schemas/rubric.schema.json");
    struct str page = read_whole(w->arena, GRADE_SOURCE_DIR "/docs/rubric-packs.md");
    for (size_t i = 0; i < COND_KIND_COUNT; i++) {
        const char *name = cond_kind_name((enum cond_kind)i);
        struct str entry = str_from(arena_printf(w->arena, "\"condition-%s\": {", name));
        struct str row = str_from(arena_printf(w->arena, "\n| `%s` |", name));
        size_t in_schema = str_find(schema, entry), in_page = str_find(page, row);
        if (in_schema == schema.n || in_page == page.n)
            fail_msg("'%s' is not in the %s", name, in_page == page.n ? "page" : "schema");
        struct str body = str_sub(schema, in_schema + entry.n, schema.n);
        struct str line = str_sub(page, in_page + 1, page.n);
        body.n = str_find(body, STR("\"condition-"));
        line.n = str_find(line, STR("\n"));
        struct str rest = str_from(cond_kind_arguments((enum cond_kind)i)), word;
        while (str_next(&rest, " ", &word)) {
            word.n = str_find(word, STR(":"));
            struct str key = str_from(arena_printf(w->arena, "\"%.*s\":", STR_ARG(word)));
            if (str_find(body, key) == body.n || str_find(line, word) == line.n)
                fail_msg("'%s' has no '%.*s' in the schema or the page", name, STR_ARG(word));
        }
    }
}

static void test_wants(void **state)
{
    (void)state;
    static const char *const yes[] = {"rubric.yaml",
                                      "vocabulary.en.yaml",
                                      "vocabulary.pt.yaml",
                                      "common/tools.yaml",
                                      "common/language.en.yaml",
                                      "common/tables.en.yaml",
                                      "solution/architecture.yaml"};
    static const char *const no[] = {"",
                                     "rubric",
                                     "rubric.yml",
                                     "vocabulary.yaml",
                                     "vocabulary..yaml2",
                                     "tools.yaml",
                                     "common/rubric.yaml",
                                     "vocabulary.yaml.txt",
                                     "../rubric.yaml",
                                     ".yaml"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_true(pack_wants(str_from(yes[i])));
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        assert_false(pack_wants(str_from(no[i])));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_info),
        TEST(test_ontology),
        TEST(test_tools),
        TEST(test_catalogue),
        TEST(test_catalogue_of_another_trade),
        TEST(test_alias_form),
        TEST(test_vocabulary),
        TEST(test_rubric),
        TEST(test_conditions),
        TEST(test_parts_come_before_the_whole),
        TEST(test_formulas),
        TEST(test_deterministic),
        TEST(test_hash_follows_every_byte),
        TEST(test_image_may_lie_anywhere),
        TEST(test_pack_without_common),
        TEST(test_refused),
        TEST(test_all_errors_in_one_run),
        TEST(test_place),
        TEST(test_amounts_and_ways),
        TEST(test_a_loop_is_named),
        TEST(test_asking_in_turn_is_no_loop),
        TEST(test_missing_files),
        TEST(test_no_files),
        TEST(test_more_roles_than_bits),
        TEST(test_hostile),
        TEST(test_schema_and_page_are_in_step),
        TEST(test_wants),
        TEST(test_examples),
        TEST(test_no_examples),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
