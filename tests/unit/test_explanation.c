/* What is explained, and the words for conditions. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "helper_judge.h"
#include "helper_laws.h"
#include "report/condition_leaf.h"
#include "report/condition_words.h"
#include "report/explanation.h"

static const struct report_options plain = {.unicode = true, .width = 100};

static void keep(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (struct str){bytes, n});
}

static struct buf page_of(struct arena *arena, const struct rubric *rubric, const struct review *review,
                          const char *id)
{
    struct buf text = buf_new(arena, 1 * MIB);
    struct report_out out = {keep, &text, arena};
    struct explained what[EXPLAINED_KIND_COUNT];
    size_t n = explanation_find(what, rubric, id);
    assert_true(n > 0);
    explanation_write(&out, rubric, review, what, n, &plain);
    return text;
}

static void assert_says(const struct buf *text, const char *words)
{
    if (str_find(buf_str(text), str_from(words)) == text->n)
        fail_msg("'%s' is not in\n%s", words, text->p);
}

/* Every kind of condition in words: what it asks, its arguments, nothing lost. */
static void conditions_in_words(void **state)
{
    static const struct {
        const char *when, *words;
    } cases[] = {
        {"{has: [log, lake]}", "a box that is log or lake"},
        {"{has: {roles: [log, lake, bell], min: 2, wired: \"yes\"}}",
         "boxes of at least 2 of: log, lake or bell, with an arrow that fits"},
        {"{path: {from: source, to: log, kinds: data, via: front, avoid: lake}}",
         "arrows lead from source to log, carrying data, through front, around lake"},
        {"{wire: {from: log, to: lake}}", "log feeds, directly or through what only carries, lake"},
        {"{cut: {remove: scorer, from: source, reach: decider, with: [rules], nodes: 2}}",
         "without scorer, a request from source reaches decider and one of rules, on 2 different boxes or "
         "more"},
        {"{dominates: {gate: gate, from: trainer, to: registry, kinds: model}}",
         "every way from trainer to registry passes gate, of what carries model"},
        {"{adjacent: {a: log, b: lake, gap: 1}}", "an arrow, either way, joins log with lake"},
        {"{cycle: {through: [log, lake]}}",
         "the roles follow one another in a closed loop; through: log, lake"},
        {"{component_share: 0.8}", "a share of 0.8 or more of the boxes"},
        {"{common_feeder: {feeders: maker, stores: [cellar, shelf], kinds: features}}",
         "one box of maker reaches each of shelf or cellar with features"},
        {"{disjoint_feeders: {feeders: maker, stores: [cellar, shelf]}}",
         "no box of maker feeds two of them"},
        {"{count: {of: cost.lines, has: [item], is: [disk], not: [tape], min: 2, max: 3}}",
         "2 to 3 of the cost lines with item being disk not being tape"},
        {"{attr: {at: slo.p99, keys: [value, unit], min: 1}}", "slo p99 states at least 1 of: value, unit"},
        {"{phrase: D-1}", "the words say D-1 (\"parcel talk\")"},
        {"{statements: {sets: D-1, roles: log, quantities: [rate], signals: [action, cause], min: 2}}",
         "at least 2 statements that say D-1 (\"parcel talk\"), naming a part that is log, with an amount of "
         "rate, with signs of action and cause"},
        {"{told: {row: D-1, min: 3}}", "words alone would give D-1 level 3"},
        {"{tool: {min: 2, groups: belt}}", "at least 2 known tools of the group belt"},
        {"{share: {of: edges_labelled, min: 0.6}}", "edges labelled: at least 0.6"},
        {"{compare: {left: {div: [{mul: [2, 30]}, 4]}, right: 16, warn: 0.1, fail: 0.5}}",
         "((2 x 30) / 4) is about 16; warns over 10 %; fails over 50 %"},
        {"{level: {row: D-1, min: 2}}", "D-1 (Parcels) is at level: at least 2"},
        {"{lint: self}", "almost always a mistake is drawn: it teaches itself"},
        {"{at_least: {n: 2, of: [{has: log}, {has: lake}, {has: bell}]}}", "at least 2 of"},
        {"{none: [{has: log}]}", "none of"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct desk d;
        desk_ask(&d, "k: log", cases[i].when);
        struct str words =
            condition_leaf(d.arena, &d.rubric, rub_conds(&d.rubric, rub_predicates(&d.rubric, 0)->when));
        if (!str_has_nocase(words, str_from(cases[i].words)))
            fail_msg("%s is '%.*s', not '%s'", cases[i].when, STR_ARG(words), cases[i].words);
        desk_close(&d);
    }
}

static void everything_has_a_page(void **state)
{
    struct arena *arena = arena_new();
    const struct graded *graded = laws_reference(arena, "yaml");
    const char **ids;
    size_t n = explanation_ids(&ids, arena, &graded->rubric);
    (void)state;
    assert_true(n > 150);
    for (size_t i = 0; i < n; i++) {
        struct buf text = page_of(arena, &graded->rubric, graded->review, ids[i]);
        assert_says(&text, "Found in");
        text = page_of(arena, &graded->rubric, NULL, ids[i]);
        assert_int_equal(str_find(buf_str(&text), STR("{role:")), text.n);
    }
    struct explained what[EXPLAINED_KIND_COUNT];
    assert_int_equal(explanation_find(what, &graded->rubric, "NO-SUCH-THING"), 0);
    assert_int_equal(explanation_find(what, &graded->rubric, "comp-01"), 1);
    assert_int_equal(what[0].kind, EXPLAINED_ROW);
    arena_free(arena);
}

static void what_is_found(void **state)
{
    struct arena *arena = arena_new();
    const struct laws_file file = {
        STR("architecture.yaml"),
        STR("components:\n  pay: tx_source\n  log: event_stream / Kafka\nflows:\n  - pay -> log: data\n"
            "assumptions: {transactions_per_day: 5M, average_tps: 500}\n")};
    const struct graded *graded = laws_grade(arena, &file, 1);
    (void)state;
    struct buf text = page_of(arena, &graded->rubric, graded->review, "P-INGEST");
    assert_says(&text, "Asked by    COMP-01 (level 2)");
    assert_says(&text, "holds    true");
    assert_says(&text, "architecture.yaml:5:5");
    text = page_of(arena, &graded->rubric, graded->review, "P-RAWKEEP");
    assert_says(&text, "missing  no raw store or warehouse is drawn");
    text = page_of(arena, &graded->rubric, graded->review, "CC-01");
    assert_says(&text, "result   fail");
    assert_says(&text, "5,000,000 / 86,400");
    text = page_of(arena, &graded->rubric, graded->review, "COMP-01");
    assert_says(&text, "P-INGEST: transactions reach the log  \xE2\x9C\x94");
    assert_says(&text, "P-RAWKEEP: raw events land in a store, not only in a consumer  \xE2\x9C\x98");
    assert_says(&text, "level    1 of 3");
    assert_says(&text, "not 2");
    text = page_of(arena, &graded->rubric, graded->review, "COST-01");
    assert_says(&text, "fail     CC-01");
    text = page_of(arena, &graded->rubric, graded->review, "RF-DUAL");
    assert_says(&text, "raised   no");
    /* without a submission nothing is said of one */
    text = page_of(arena, &graded->rubric, NULL, "COMP-01");
    assert_int_equal(str_find(buf_str(&text), STR("Found in")), text.n);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions_in_words),
        cmocka_unit_test(everything_has_a_page),
        cmocka_unit_test(what_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
