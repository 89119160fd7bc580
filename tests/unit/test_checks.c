/*
 * The consistency checks of the built-in pack on small designs: each passes, complains at its tolerance, and
 * is n/a where nothing is stated; and docs/checks.md shows what they say.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "helper_checks.h"
#include "helper_laws.h"

static const struct check_case *const groups[] = {
    helper_checks_load, helper_checks_path, helper_checks_labels, helper_checks_features, helper_checks_rest};
#define GROUPS (sizeof groups / sizeof *groups)

/* The steps of a latency budget, where tables put them. */
static struct graded *with_steps(struct arena *arena, struct graded *graded, struct str rest)
{
    struct str key, value;
    struct place at = {graded->submission.files[0].text, 1, 1};
    str_next(&rest, " ", &key);
    struct doc *section = doc_new(arena, graded->arch->facts, DOC_MAP, STR("latency_budget"), at);
    struct doc *steps = doc_new(arena, section, DOC_LIST, STR("steps"), at);
    while (str_next(&rest, " ", &value))
        doc_scalar(arena, doc_new(arena, steps, DOC_MAP, STR(""), at), key, value, at);
    return laws_judge(arena, graded, graded->arch);
}

static const struct check_verdict *verdict_of(struct arena *arena, const struct check_case *c,
                                              const struct rubric **pack)
{
    struct laws_file files[] = {{STR("architecture.yaml"), str_from(c->design)},
                                {STR("architecture.dot"), str_from(c->drawing)}};
    bool steps = str_starts(files[1].bytes, "steps: ");
    struct graded *graded = laws_grade(arena, files, c->drawing && !steps ? 2 : 1);
    if (steps)
        graded = with_steps(arena, graded, str_sub(files[1].bytes, 7, files[1].bytes.n));
    uint32_t number = rub_check_of(&graded->rubric, str_from(c->check));
    if (number == RUB_NONE)
        fail_msg("no check %s", c->check);
    for (size_t i = 0; i < graded->diags.n; i++)
        if (diag_severity(graded->diags.items[i].id) >= SEVERITY_ERROR)
            fail_msg("%s: %.*s", c->check, STR_ARG(graded->diags.items[i].message));
    if (pack)
        *pack = &graded->rubric;
    return &graded->review->checks[number];
}

static void every_case(void **state)
{
    size_t wrong = 0;
    (void)state;
    for (size_t g = 0; g < GROUPS; g++)
        for (const struct check_case *c = groups[g]; c->check; c++) {
            struct arena *arena = arena_new();
            const struct check_verdict *is = verdict_of(arena, c, NULL);
            bool said = !c->says || str_find(is->arithmetic, str_from(c->says)) < is->arithmetic.n;
            bool places = is->result == CHECK_NA || is->result == CHECK_PASS || is->evidence.n > 0;
            if (is->result != c->result || !said || !places || (is->result == CHECK_NA && is->arithmetic.n)) {
                print_error("%s, case %zu: %s '%.*s', %zu places; wanted %s '%s'\n%s", c->check,
                            (size_t)(c - groups[g]), check_result_name(is->result), STR_ARG(is->arithmetic),
                            is->evidence.n, check_result_name(c->result), c->says ? c->says : "", c->design);
                wrong++;
            }
            arena_free(arena);
        }
    assert_int_equal(wrong, 0);
}

/* A check that nothing can pass, break or leave open is none. */
static void every_check_has_cases(void **state)
{
    struct arena *arena = arena_new();
    const struct rubric *pack;
    size_t wrong = 0;
    (void)state;
    verdict_of(arena, &helper_checks_load[0], &pack);
    for (uint32_t i = 0; i < rub_checks_n(pack); i++) {
        const char *id = rub_text(pack, rub_checks(pack, i)->id);
        bool passes = false, complains = false, open = false;
        for (size_t g = 0; g < GROUPS; g++)
            for (const struct check_case *c = groups[g]; c->check; c++)
                if (strcmp(c->check, id) == 0) {
                    passes |= c->result == CHECK_PASS;
                    complains |= c->result >= CHECK_WARN;
                    open |= c->result == CHECK_NA;
                }
        if (!passes || !complains || !open) {
            print_error("%s lacks a case:%s%s%s\n", id, passes ? "" : " pass",
                        complains ? "" : " warn or fail", open ? "" : " n/a");
            wrong++;
        }
    }
    arena_free(arena);
    assert_int_equal(wrong, 0);
}

/* "| CC-01 volume | … | `5,000,000 / …` |": the line of a check, and the example in its last cell. */
static struct str documented(struct str page, const char *id)
{
    struct str rest = page, line;
    while (str_next(&rest, "\n", &line)) {
        if (!str_starts(line, "| ") || !str_starts(str_sub(line, 2, line.n), id) ||
            line.p[2 + strlen(id)] != ' ')
            continue;
        size_t close = line.n, open;
        while (close > 0 && line.p[close - 1] != '`')
            close--;
        for (open = close ? close - 1 : 0; open > 0 && line.p[open - 1] != '`';)
            open--;
        return close ? str_sub(line, open, close - 1 - open) : STR("");
    }
    return STR("");
}

static void documented_as_it_is(void **state)
{
    struct arena *arena = arena_new();
    const struct rubric *pack;
    struct str page = laws_file(arena, "docs/checks.md").bytes;
    size_t wrong = 0;
    (void)state;
    verdict_of(arena, &helper_checks_load[0], &pack);
    for (uint32_t i = 0; i < rub_checks_n(pack); i++) {
        const char *id = rub_text(pack, rub_checks(pack, i)->id);
        struct str example = documented(page, id);
        bool real = false;
        for (size_t g = 0; g < GROUPS && !real && example.n; g++)
            for (const struct check_case *c = groups[g]; c->check && !real; c++)
                real = strcmp(c->check, id) == 0 && c->says &&
                       str_eq(verdict_of(arena, c, NULL)->arithmetic, example);
        if (!real) {
            print_error("docs/checks.md: %s: '%.*s' is said of no design here\n", id, STR_ARG(example));
            wrong++;
        }
    }
    arena_free(arena);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_case),
        cmocka_unit_test(every_check_has_cases),
        cmocka_unit_test(documented_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
