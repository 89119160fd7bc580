/*
 * What a thoughtful reviewer would miss costs the predicates that are about it, and no others.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_damage.h"
#include "helper_laws.h"
#include "helper_style.h"
#include "helper_write.h"

#include <string.h>

static bool among(const char *ids, const char *id)
{
    struct str rest = str_from(ids), one;
    while (str_next(&rest, " ", &one))
        if (str_is(one, id))
            return true;
    return false;
}

/* Every id that a table names is one of the pack's. */
static size_t known(const struct graded *graded, const char *ids)
{
    struct str rest = str_from(ids), one;
    size_t n = 0;
    for (; str_next(&rest, " ", &one); n++)
        assert_int_not_equal(rub_predicate_of(&graded->rubric, one), RUB_NONE);
    return n;
}

static void each_damage_costs_what_it_should(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *whole = laws_reference(arena, "yaml");
    size_t broken = 0;
    for (size_t d = 0; d < n_damages; d++) {
        struct arena *one = arena_new();
        struct architecture *arch = edit_copy(one, whole->arch);
        damages[d].make(one, arch);
        const struct graded *graded = laws_judge(one, whole, arch);
        assert_true(known(graded, damages[d].costs) > 0);
        known(graded, damages[d].raises);
        for (size_t i = 0; i < rub_predicates_n(&graded->rubric); i++) {
            const char *id = rub_text(&graded->rubric, rub_predicates(&graded->rubric, i)->id);
            enum truth before = whole->review->predicates[i].value,
                       after = graded->review->predicates[i].value;
            if (among(damages[d].costs, id)    ? after < TRUTH_TRUE
                : among(damages[d].raises, id) ? after == TRUTH_TRUE
                                               : after == before)
                continue;
            broken += laws_broken("%s: %s was %s and is %s (%.*s)", damages[d].name, id, truth_name(before),
                                  truth_name(after), STR_ARG(graded->review->predicates[i].missing));
        }
        if (graded->review->has_total && graded->review->total > whole->review->total + 1e-6)
            broken += laws_broken("%s: the total rises from %.2f to %.2f", damages[d].name,
                                  whole->review->total, graded->review->total);
        arena_free(one);
    }
    arena_free(arena);
    assert_int_equal(broken, 0);
}

/* Something that the damage is about is worth less, or a smell is new, than in the same style undamaged. */
static bool caught(const struct graded *styled, const struct graded *damaged, const struct damage *damage)
{
    for (size_t i = 0; i < rub_predicates_n(&styled->rubric); i++) {
        const char *id = rub_text(&styled->rubric, rub_predicates(&styled->rubric, i)->id);
        enum truth before = styled->review->predicates[i].value, after = damaged->review->predicates[i].value;
        if ((among(damage->costs, id) && after < before) || (among(damage->raises, id) && after > before))
            return true;
    }
    return false;
}

static size_t uncaught(void (*style)(struct arena *, struct architecture *, const struct rubric *),
                       const char *name, const char *const *excused)
{
    struct arena *arena = arena_new();
    const struct graded *whole = laws_reference(arena, "yaml");
    struct architecture *arch = edit_copy(arena, whole->arch);
    style(arena, arch, &whole->rubric);
    const struct graded *styled = laws_judge(arena, whole, arch);
    size_t broken = 0;
    for (size_t d = 0; d < n_damages; d++) {
        struct arena *one = arena_new();
        bool excuse = false;
        for (size_t i = 0; excused && excused[i]; i++)
            excuse |= strcmp(excused[i], damages[d].name) == 0;
        arch = edit_copy(one, whole->arch);
        damages[d].make(one, arch);
        style(one, arch, &whole->rubric);
        if (!excuse && !caught(styled, laws_judge(one, whole, arch), &damages[d]))
            broken += laws_broken("%s, %s: goes unnoticed", damages[d].name, name);
        arena_free(one);
    }
    arena_free(arena);
    return broken;
}

/* What Mermaid can say of the damage is caught there as well. */
static void mermaid_hides_no_damage(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *whole = laws_reference(arena, "yaml");
    struct graded drawn = *whole;
    struct laws_file *files, *damaged;
    drawn.arch = edit_copy(arena, whole->arch);
    edit_single(arena, drawn.arch);
    size_t n = write_mermaid(&files, arena, &drawn), broken = 0, told = 0;
    const struct graded *before = laws_grade(arena, files, n);
    for (size_t d = 0; d < n_damages; d++) {
        struct arena *one = arena_new();
        drawn.arch = edit_copy(one, whole->arch);
        damages[d].make(one, drawn.arch);
        edit_single(one, drawn.arch);
        assert_int_equal(write_mermaid(&damaged, one, &drawn), n);
        if (!str_eq(damaged->bytes, files->bytes)) {
            if (!caught(before, laws_grade(one, damaged, n), &damages[d]))
                broken += laws_broken("%s, in Mermaid: goes unnoticed", damages[d].name);
            told++;
        }
        arena_free(one);
    }
    arena_free(arena);
    assert_int_equal(broken, 0);
    assert_true(told >= 20);
}

static void unlabelled_arrows_hide_no_damage(void **state)
{
    (void)state;
    assert_int_equal(uncaught(style_unlabelled, "all arrows unlabelled", NULL), 0);
}

/* Inside a hub a drawing does not say which content flows on: for these two there is the benefit of the
 * doubt. */
static void a_hub_hides_little(void **state)
{
    static const char *const inside[] = {"labels do not reach training",
                                         "training does not read the offline store", NULL};
    (void)state;
    assert_int_equal(uncaught(style_one_hub, "S3 as one hub", inside), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_damage_costs_what_it_should),
        cmocka_unit_test(mermaid_hides_no_damage),
        cmocka_unit_test(unlabelled_arrows_hide_no_damage),
        cmocka_unit_test(a_hub_hides_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
