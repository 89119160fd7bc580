/* The self-check: what it says, and above all what it does not. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_laws.h"
#include "helper_says.h"
#include "report/check.h"

#include <stdlib.h>
#include <string.h>

static void append(void *ctx, const char *bytes, size_t n)
{
    buf_add(ctx, (struct str){bytes, n});
}

static struct str written(struct arena *arena, const struct review *review, const char *format)
{
    struct buf *bytes = arena_alloc(arena, sizeof *bytes);
    struct report_out out = {append, bytes, arena};
    const struct report_options how = {.unicode = true, .width = 80, .all = true, .tool_version = "0"};
    *bytes = buf_new(arena, 16 * 1024 * 1024);
    for (size_t i = 0; i < n_check_formats; i++)
        if (strcmp(check_formats[i].name, format) == 0)
            check_formats[i].write(&out, review, &how);
    assert_true(bytes->n > 0);
    assert_false(bytes->full);
    return buf_str(bytes);
}

static struct graded *fixture(struct arena *arena, const char *name)
{
    struct laws_file *files;
    size_t n = laws_fixture(&files, arena, name);
    return laws_grade(arena, files, n);
}

static bool holds(struct str text, const char *words)
{
    return str_find(text, str_from(words)) < text.n;
}

static void test_page(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct str page = written(arena, fixture(arena, "medium")->review, "terminal");
    assert_true(holds(page, CHECK_NOTE));
    assert_true(holds(page, "architecture.dot  16 boxes, 18 arrows\n"));
    assert_true(holds(page, "README.md         read\n"));
    assert_true(holds(page, "\xE2\x9C\x94 feature store       found"));
    assert_true(holds(page, "? monitoring          perhaps"));
    assert_true(holds(page, "agrees, volume: 5,000,000"));
    assert_true(holds(page, "Pipeline completeness               50 %"));
    assert_true(holds(page, "\n  10  "));
    assert_false(holds(page, "\n  11  "));
    arena_free(arena);
}

static void test_same_twice(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct str first = written(arena, fixture(arena, "polished")->review, "json");
    assert_true(str_eq(first, written(arena, fixture(arena, "polished")->review, "json")));
    arena_free(arena);
}

static void test_tens(void **state)
{
    (void)state;
    const struct {
        double points, max;
        unsigned percent;
    } cases[] = {{0, 10, 0},     {0.4, 10, 0},  {0.5, 10, 10}, {4.4, 10, 40}, {9.4, 10, 90},
                 {9.5, 10, 100}, {10, 10, 100}, {0, 0, 0},     {-1, 10, 0},   {11, 10, 100}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(check_percent(&(struct dimension_verdict){cases[i].points, cases[i].max}),
                         cases[i].percent);
}

/* What judging complains of tells how it is done; what reading complains of is for the candidate. */
static void test_complaints(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_false(check_shows(&(struct diag){.id = DIAG_ROLE_CAPPED}));
    assert_true(check_shows(&(struct diag){.id = DIAG_YAML_SYNTAX}));
    assert_false(check_shows(&(struct diag){.id = DIAG_SCAFFOLD}));
    assert_true(check_shows(&(struct diag){.id = DIAG_SCAFFOLD, .at = {.line = 3}}));
    const struct graded *graded = fixture(arena, "gaming");
    assert_true(graded->diags.of[DIAG_ROLE_CAPPED] > 0);
    assert_false(holds(written(arena, graded->review, "terminal"), "role-not-credited"));
    assert_false(holds(written(arena, graded->review, "json"), "role-not-credited"));
    graded = fixture(arena, "broken-yaml");
    assert_true(holds(written(arena, graded->review, "terminal"), "error[arch-type]"));
    arena_free(arena);
}

static void test_nothing(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct str page = written(arena, laws_grade(arena, NULL, 0)->review, "terminal");
    assert_true(holds(page, "nothing: no file here is of a kind that is read"));
    assert_true(holds(page, "feature store       not found"));
    assert_true(holds(page, "'grade init' writes an example"));
    assert_false(holds(page, "Ask yourself"));
    arena_free(arena);
}

/* ---- secrecy: every text and bound of the pack against everything that is said */

/* The words of the page in lower case, blanks and line ends made one blank. */
static struct str flat(struct arena *arena, struct str page)
{
    struct buf out = buf_new(arena, page.n + 1);
    for (size_t i = 0; i < page.n; i++)
        if (!str_byte_space(page.p[i]))
            buf_putc(&out, str_byte_lower(page.p[i]));
        else if (out.n && out.p[out.n - 1] != ' ')
            buf_putc(&out, ' ');
    return buf_str(&out);
}

struct secret {
    struct arena *arena;
    const struct graded *graded;
    struct str page; /* flat */
    struct str own;  /* what the candidate wrote, flat: quoting it gives nothing away */
    const char *who;
    size_t looked_for;
};

static void not_said(struct secret *s, uint32_t text, const char *what)
{
    struct str words = flat(s->arena, str_from(rub_text(&s->graded->rubric, text)));
    if (words.n < 4)
        return;
    s->looked_for++;
    if (says_words(s->page, words) && !says_words(s->own, words))
        fail_msg("the self-check of %s tells %s: %s", s->who, what, rub_text(&s->graded->rubric, text));
}

static void no_texts(struct secret *s)
{
    const struct rubric *r = &s->graded->rubric;
    for (size_t i = 0; i < rub_rows_n(r); i++) {
        const struct rub_row *row = rub_rows(r, i);
        not_said(s, row->id, "the id of a row");
        not_said(s, row->title, "the title of a row");
        not_said(s, row->wants, "what a row wants");
        not_said(s, row->superficial, "what is not enough");
        not_said(s, row->review, "what reviewers are shown");
        for (int level = 0; level < 3; level++)
            not_said(s, row->level[level].says, "what a level asks");
    }
    for (size_t i = 0; i < rub_predicates_n(r); i++)
        not_said(s, rub_predicates(r, i)->id, "a predicate");
    for (size_t i = 0; i < rub_gates_n(r); i++) {
        not_said(s, rub_gates(r, i)->title, "a gate");
        not_said(s, rub_gates(r, i)->message, "a gate");
    }
    for (size_t i = 0; i < rub_flags_n(r); i++)
        not_said(s, rub_flags(r, i)->title, "a flag");
    for (size_t i = 0; i < rub_questions_n(r); i++)
        not_said(s, rub_questions(r, i)->text, "a question");
    for (size_t i = 0; i < rub_bands_n(r); i++)
        not_said(s, rub_bands(r, i)->reading, "a band");
    for (size_t i = 0; i < rub_checks_n(r); i++)
        not_said(s, rub_checks(r, i)->says, "how numbers must agree");
}

static void no_tools(struct secret *s)
{
    const struct rubric *r = &s->graded->rubric;
    for (size_t i = 0; i < rub_tools_n(r); i++) {
        const struct rub_tool *tool = rub_tools(r, i);
        if (tool->ambiguous) /* an ordinary word */
            continue;
        not_said(s, tool->name, "a tool");
        for (size_t k = 0; k < tool->aliases.n; k++)
            not_said(s, rub_word(r, tool->aliases, k), "a tool");
    }
}

/* ---- numbers */

struct bounds {
    double *items;
    size_t n, cap;
};

static void bound(struct secret *s, struct bounds *bounds, double value)
{
    /* small numbers are everywhere, and say nothing without their words */
    if (value >= 10)
        *(double *)ARENA_PUSH(s->arena, bounds->items, bounds->n, bounds->cap) = value;
}

/* Every number of the pack that a submission is held against. */
static struct bounds all_bounds(struct secret *s)
{
    const struct rubric *r = &s->graded->rubric;
    struct bounds bounds = {0};
    for (size_t i = 0; i < rub_args_n(r); i++)
        if (rub_args(r, i)->type == ARG_NUMBER)
            bound(s, &bounds, rub_args(r, i)->number);
    for (size_t i = 0; i < rub_gates_n(r); i++)
        if (rub_gates(r, i)->effect == GATE_CAP)
            bound(s, &bounds, rub_gates(r, i)->cap);
    for (size_t i = 0; i < rub_bands_n(r); i++)
        bound(s, &bounds, rub_bands(r, i)->min);
    for (size_t i = 0; i < rub_dimensions_n(r); i++)
        bound(s, &bounds, rub_dimensions(r, i)->weight);
    return bounds;
}

/* Numbers in what is said of the pack: titles and hints. What sums are made of is looked at below; places,
 * counts and the standing are fields of their own. */
static void line_numbers(struct secret *s, const struct bounds *bounds, struct str line)
{
    line = str_trim(line);
    if (!str_starts(line, "\"title\"") && !str_starts(line, "\"note\"") && str_starts(line, "\"") &&
        str_find(line, STR("\": ")) < line.n)
        return;
    for (size_t at = 0; at < line.n;) {
        char bare[32];
        size_t n = 0, from = at;
        for (;
             at < line.n && (str_byte_digit(line.p[at]) || line.p[at] == ',' || line.p[at] == '.') && n < 30;
             at++)
            if (line.p[at] != ',')
                bare[n++] = line.p[at];
        bare[n] = '\0';
        at += at == from;
        double value = n ? strtod(bare, NULL) : 0;
        for (size_t i = 0; i < bounds->n; i++)
            if (value > bounds->items[i] - 1e-9 && value < bounds->items[i] + 1e-9)
                fail_msg("the self-check of %s tells a bound, %s: %.*s", s->who, bare, STR_ARG(line));
    }
}

static void no_bounds(struct secret *s, struct str json)
{
    struct bounds bounds = all_bounds(s);
    assert_true(bounds.n > 10);
    struct str line;
    while (str_next(&json, "\n", &line))
        line_numbers(s, &bounds, line);
}

static void keeps_secret(struct arena *arena, const struct graded *graded, struct str own, const char *who)
{
    static const char *const names[] = {"terminal", "json"};
    for (size_t i = 0; i < 2; i++) {
        struct str page = written(arena, graded->review, names[i]);
        struct secret secret = {arena, graded, flat(arena, page), own, who, 0};
        no_texts(&secret);
        no_tools(&secret);
        assert_true(secret.looked_for > 1000);
        if (i == 1)
            no_bounds(&secret, page);
    }
}

static struct str all_bytes(struct arena *arena, const struct laws_file *files, size_t n)
{
    struct buf bytes = buf_new(arena, 16 * 1024 * 1024);
    for (size_t i = 0; i < n; i++)
        buf_printf(&bytes, "%.*s\n%.*s\n", STR_ARG(files[i].name), STR_ARG(files[i].bytes));
    return flat(arena, buf_str(&bytes));
}

static void test_fixtures_keep_it(void **state)
{
    (void)state;
    struct arena *names_arena = arena_new();
    const char **names;
    size_t n_names = laws_fixtures(&names, names_arena);
    for (size_t i = 0; i < n_names; i++) {
        struct arena *arena = arena_new();
        struct laws_file *files;
        size_t n = laws_fixture(&files, arena, names[i]);
        keeps_secret(arena, laws_grade(arena, files, n), all_bytes(arena, files, n), names[i]);
        arena_free(arena);
    }
    arena_free(names_arena);
}

/* The reference holds every word there is to hold: nothing of it may be said, quoted or not. Numbers it
 * states. */
static void test_reference_keeps_it(void **state)
{
    (void)state;
    static const char *const suffixes[] = {"yaml", "dot"};
    for (size_t i = 0; i < 2; i++) {
        struct arena *arena = arena_new();
        const struct graded *graded = laws_reference(arena, suffixes[i]);
        struct secret secret = {
            arena,   graded,          flat(arena, written(arena, graded->review, "terminal")),
            STR(""), "the reference", 0};
        no_texts(&secret);
        no_tools(&secret);
        secret.page = flat(arena, written(arena, graded->review, "json"));
        no_texts(&secret);
        no_tools(&secret);
        secret.own = flat(arena, graded->submission.files[0].text->bytes);
        no_bounds(&secret, written(arena, graded->review, "json"));
        arena_free(arena);
    }
}

/* The literals of a formula, a thousandth more. The table lies in memory of ours. */
static size_t shift(const struct rubric *rubric, uint32_t number)
{
    struct rub_formula *formula = (struct rub_formula *)(uintptr_t)rub_formulas(rubric, number);
    size_t n = 0;
    if (formula->op == FORMULA_NUMBER) {
        formula->number *= 1.001;
        return 1;
    }
    for (size_t i = 0; formula->op != FORMULA_FACT && i < formula->of.n; i++)
        n += shift(rubric, rub_word(rubric, formula->of, i));
    return n;
}

/* A pack whose bounds are all a little elsewhere gives the same page, where no figure lies on a bound: nobody
 * can read them off it. */
static void test_bounds_do_not_show(void **state)
{
    (void)state;
    static const char *const names[] = {"strong", "polished", "strong-mermaid", "british", "gaming"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        struct arena *arena = arena_new();
        struct graded *graded = fixture(arena, names[k]);
        struct str before = written(arena, graded->review, "json");
        size_t shifted = 0;
        struct rubric copy = {
            (const unsigned char *)arena_copy(arena, (const char *)graded->rubric.image, graded->rubric.size),
            graded->rubric.size};
        for (size_t i = 0; i < rub_conds_n(&copy); i++) {
            const struct rub_cond *cond = rub_conds(&copy, i);
            const struct rub_arg *how = cond->kind == COND_COMPARE ? rub_arg_of(&copy, cond, "how") : NULL;
            if (!how || strcmp(rub_text(&copy, how->text), "about") == 0)
                continue;
            shifted += shift(&copy, rub_arg_of(&copy, cond, "left")->text);
            shifted += shift(&copy, rub_arg_of(&copy, cond, "right")->text);
        }
        assert_true(shifted > 10);
        graded->rubric = copy;
        struct str after = written(arena, laws_judge(arena, graded, graded->arch)->review, "json");
        if (!str_eq(before, after))
            fail_msg("%s: bounds show in\n%.*s", names[k], STR_ARG(after));
        arena_free(arena);
    }
}

/* A check against a bound of the pack shows its result, and not the sum, whether it holds or not. */
static void test_bounds_are_hidden(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct laws_file file = {STR("architecture.yaml"),
                             STR("assumptions: {average_tps: 58, peak_tps: 2900, peak_factor: 50}\n"
                                 "components:\n  pay: tx_source\n  decide: decision_engine\n"
                                 "flows:\n  - pay -> decide: data\n")};
    const struct graded *graded = laws_grade(arena, &file, 1);
    uint32_t check = rub_check_of(&graded->rubric, STR("CC-02"));
    assert_int_equal(graded->review->checks[check].result, CHECK_WARN);
    assert_true(graded->review->checks[check].bound);
    assert_true(holds(str_from(graded->review->checks[check].arithmetic.p), "20"));
    struct str page = written(arena, graded->review, "terminal");
    assert_true(holds(page, "looks off, peak  architecture.yaml:1\n"));
    assert_false(holds(page, "20"));
    arena_free(arena);
}

/* The searches above find what they are to find. */
static void test_the_search(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *graded = laws_reference(arena, "yaml");
    struct secret s = {arena, graded, STR("the redis cluster, sized and reasoned"), STR(""), "nobody", 0};
    size_t found = 0;
    for (size_t i = 0; i < rub_tools_n(&graded->rubric); i++)
        found += says_words(
            s.page, flat(arena, str_from(rub_text(&graded->rubric, rub_tools(&graded->rubric, i)->name))));
    assert_true(found >= 1);
    struct bounds bounds = all_bounds(&s);
    size_t words = 0;
    for (size_t i = 0; i < bounds.n; i++)
        words += bounds.items[i] > 299 && bounds.items[i] < 301;
    assert_true(words > 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page),
        cmocka_unit_test(test_same_twice),
        cmocka_unit_test(test_tens),
        cmocka_unit_test(test_complaints),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_fixtures_keep_it),
        cmocka_unit_test(test_reference_keeps_it),
        cmocka_unit_test(test_bounds_do_not_show),
        cmocka_unit_test(test_bounds_are_hidden),
        cmocka_unit_test(test_the_search),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
