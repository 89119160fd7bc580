/*
 * How a page is written decides nothing: the order of its parts, blanks and lines, comments, capitals, emphasis, and on
 * which side of the Atlantic. Seeds are printed where a law is broken.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_laws.h"
#include "helper_markdown.h"

typedef struct str edit(struct arena *arena, struct str text, uint64_t seed);

static bool is_markdown(struct str name)
{
    return str_ends(name, ".md");
}

/* Every Markdown file of every fixture, and the reference's where it has some, edited and graded again. */
static size_t unchanged(edit *make, uint64_t first, uint64_t last, const char *how, size_t *out_changed)
{
    struct arena *names_arena = arena_new();
    const char **names;
    size_t n = laws_fixtures(&names, names_arena), broken = 0;
    for (size_t i = 0; i < n; i++) {
        struct arena *arena = arena_new();
        struct laws_file *files;
        size_t n_files = laws_fixture(&files, arena, names[i]);
        const struct graded *before = laws_grade(arena, files, n_files);
        for (uint64_t seed = first; seed <= last; seed++) {
            struct arena *one = arena_new();
            struct laws_file *edited = arena_alloc(one, (n_files + 1) * sizeof *edited);
            bool changed = false;
            for (size_t f = 0; f < n_files; f++) {
                edited[f] = files[f];
                if (is_markdown(files[f].name))
                    edited[f].bytes = make(one, files[f].bytes, seed);
                changed |= !str_eq(edited[f].bytes, files[f].bytes);
            }
            const char *what = arena_printf(one, "%s, %s, seed %u", names[i], how, (unsigned)seed);
            if (changed)
                broken += laws_differences(before, laws_grade(one, edited, n_files), what);
            *out_changed += changed;
            arena_free(one);
        }
        arena_free(arena);
    }
    arena_free(names_arena);
    return broken;
}

static void law(edit *make, uint64_t first, uint64_t last, const char *how, size_t least)
{
    size_t changed = 0;
    assert_int_equal(unchanged(make, first, last, how, &changed), 0);
    assert_true(changed >= least);
}

static void order_decides_nothing(void **state)
{
    (void)state;
    law(markdown_shuffle_sections, 1, 3, "sections in another order", 30);
    law(markdown_shuffle_items, 1, 3, "items in another order", 15);
    law(markdown_shuffle_rows, 1, 3, "rows in another order", 12);
    law(markdown_shuffle_paragraphs, 1, 3, "paragraphs in another order", 12);
}

static void blanks_decide_nothing(void **state)
{
    (void)state;
    law(markdown_blanks, 1, 3, "more blanks", 60);
    law(markdown_wrap, 60, 60, "in short lines", 15);
    law(markdown_wrap, 0, 0, "in long lines", 5);
}

static void comments_decide_nothing(void **state)
{
    (void)state;
    law(markdown_comments, 1, 3, "with comments", 30);
}

static void capitals_decide_nothing(void **state)
{
    (void)state;
    law(markdown_headings, 0, 1, "capitals in headings", 30);
}

static void dress_decides_nothing(void **state)
{
    (void)state;
    law(markdown_dress, 1, 3, "emphasis and other signs", 60);
}

static void spelling_decides_nothing(void **state)
{
    (void)state;
    law(markdown_respell, 0, 1, "spelt otherwise", 10);
}

/* Written by hand, with more differences than a table of endings makes. */
static void british_is_american(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct laws_file *british, *american;
    size_t n = laws_fixture(&british, arena, "british"), m = laws_fixture(&american, arena, "american");
    const struct graded *one = laws_grade(arena, british, n), *other = laws_grade(arena, american, m);
    size_t broken = laws_differences(one, other, "british, american");
    for (size_t i = 0; i < rub_checks_n(&one->rubric); i++)
        if (one->review->checks[i].result != other->review->checks[i].result)
            broken += laws_broken("british, american: %s differs", rub_text(&one->rubric, rub_checks(&one->rubric, i)->id));
    for (size_t i = 0; i < rub_gates_n(&one->rubric); i++)
        if (one->review->gates[i].applied != other->review->gates[i].applied)
            broken += laws_broken("british, american: %s differs", rub_text(&one->rubric, rub_gates(&one->rubric, i)->id));
    arena_free(arena);
    assert_int_equal(broken, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_decides_nothing),   cmocka_unit_test(blanks_decide_nothing),
        cmocka_unit_test(comments_decide_nothing), cmocka_unit_test(capitals_decide_nothing),
        cmocka_unit_test(dress_decides_nothing),   cmocka_unit_test(spelling_decides_nothing),
        cmocka_unit_test(british_is_american),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
