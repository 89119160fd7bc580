/*
 * The same drawing in YAML, DOT and Mermaid is judged the same: whatever was drawn is written in each and graded
 * again.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_edit.h"
#include "helper_write.h"

#include <stdio.h>
#include <string.h>

/* For each node of a its node of b: same drawing, same id. */
static size_t *same_ids(struct arena *arena, const struct architecture *a, const struct architecture *b)
{
    size_t *of = arena_alloc(arena, a->n_nodes * sizeof *of);
    for (size_t i = 0; i < a->n_nodes; i++) {
        of[i] = ARCH_NONE;
        for (size_t k = 0; k < b->n_nodes; k++)
            if (a->nodes[i].view == b->nodes[k].view && str_eq(a->nodes[i].id, b->nodes[k].id))
                of[i] = k;
        if (of[i] == ARCH_NONE)
            return NULL;
    }
    return of;
}

static size_t compare(const struct graded *drawn, const struct graded *yaml, const struct graded *other,
                      const char *what, const char *format)
{
    struct arena *arena = drawn->diags.arena;
    if (yaml->arch->n_nodes != drawn->arch->n_nodes || other->arch->n_nodes != drawn->arch->n_nodes)
        return laws_broken("%s: %zu boxes, in YAML %zu, in %s %zu", what, drawn->arch->n_nodes,
                           yaml->arch->n_nodes, format, other->arch->n_nodes);
    if (yaml->arch->n_edges != other->arch->n_edges)
        return laws_broken("%s: %zu arrows, in YAML %zu, in %s %zu", what, drawn->arch->n_edges,
                           yaml->arch->n_edges, format, other->arch->n_edges);
    const size_t *of = same_ids(arena, yaml->arch, other->arch);
    if (!of)
        return laws_broken("%s: other boxes in %s", what, format);
    what = arena_printf(arena, "%s, YAML and %s", what, format);
    return laws_role_differences(yaml, other, of, what) + laws_differences(yaml, other, what);
}

static size_t both_formats(struct arena *arena, const struct graded *drawn, const char *what)
{
    struct laws_file *files;
    size_t n = write_yaml(&files, arena, drawn), broken = 0;
    const struct graded *yaml = laws_grade(arena, files, n);
    n = write_dot(&files, arena, drawn);
    broken += compare(drawn, yaml, laws_grade(arena, files, n), what, "DOT");
    for (size_t i = 0; i < yaml->diags.n && strcmp(what, "reference.yaml") == 0; i++)
        broken +=
            laws_broken("%s: the YAML that was written: %.*s", what, STR_ARG(yaml->diags.items[i].message));

    struct graded single = *drawn;
    single.arch = edit_copy(arena, drawn->arch);
    edit_single(arena, single.arch);
    edit_rename(arena, single.arch);
    n = write_yaml(&files, arena, &single);
    yaml = laws_grade(arena, files, n);
    n = write_mermaid(&files, arena, &single);
    const struct graded *mermaid = laws_grade(arena, files, n);
    for (size_t i = 0; i < mermaid->diags.n && strcmp(what, "reference.yaml") == 0; i++)
        broken +=
            laws_broken("%s: the Mermaid that was written: %.*s", what, STR_ARG(mermaid->diags.items[i].message));
    return broken + compare(&single, yaml, mermaid, what, "Mermaid");
}

/* Everything that is drawn in a fixture: files, fences, boxes made of characters. */
static void fixtures_are_judged_the_same(void **state)
{
    (void)state;
    struct arena *names_arena = arena_new();
    const char **names;
    size_t n = laws_fixtures(&names, names_arena), broken = 0, compared = 0;
    for (size_t i = 0; i < n; i++) {
        struct arena *arena = arena_new();
        struct laws_file *files;
        size_t n_files = laws_fixture(&files, arena, names[i]);
        const struct graded *drawn = laws_grade(arena, files, n_files);
        if (drawn->arch->n_nodes) {
            broken += both_formats(arena, drawn, names[i]);
            compared++;
        }
        arena_free(arena);
    }
    arena_free(names_arena);
    assert_int_equal(broken, 0);
    assert_true(compared >= 20);
}

static void the_reference_is_judged_the_same(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    size_t broken = both_formats(arena, laws_reference(arena, "yaml"), "reference.yaml");
    broken += both_formats(arena, laws_reference(arena, "dot"), "reference.dot");
    arena_free(arena);
    assert_int_equal(broken, 0);
}

/* What is written is what was drawn: the detour over text changes nothing by itself. */
static void writing_changes_nothing(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct laws_file *files;
    const struct graded *drawn = laws_reference(arena, "dot");
    size_t n = write_dot(&files, arena, drawn);
    const struct graded *again = laws_grade(arena, files, n);
    const size_t *of = same_ids(arena, drawn->arch, again->arch);
    size_t broken = of ? laws_role_differences(drawn, again, of, "reference.dot, written again") : 1;
    broken += laws_differences(drawn, again, "reference.dot, written again");
    arena_free(arena);
    assert_int_equal(broken, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fixtures_are_judged_the_same),
        cmocka_unit_test(the_reference_is_judged_the_same),
        cmocka_unit_test(writing_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
