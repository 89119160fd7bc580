/*
 * Saying more that is true never costs: a sentence, a declared value, a label on an arrow, an arrow once
 * more. Rows that measure a share or have an upper bound are left out, by name. Seeds are printed where a law
 * is broken.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "helper_each.h"
#include "helper_edit.h"

#define THINNED 7 /* one in so many is tried, each time another one: all would take a minute */

/*
 * TOOL-01, COMM-01, COMM-02 and COMM-03 measure shares (of roles with a tool, of boxes in one view, of
 * labelled arrows, of boxes that the text speaks of); TOOL-06, COMM-01, COMM-03 and COMM-06 have upper
 * bounds.
 */
static bool left_out(const char *row)
{
    static const char *const rows[] = {"TOOL-01", "TOOL-06", "COMM-01", "COMM-02", "COMM-03", "COMM-06"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(row, rows[i]) == 0)
            return true;
    return false;
}

/* Rows that are lower than before, printed; where neither has a total gates say why, and rows are what there
 * is. */
static size_t lowered(const struct graded *before, const struct graded *after, const char *what)
{
    const struct rubric *rubric = &before->rubric;
    size_t broken = 0;
    for (size_t r = 0; r < rub_rows_n(rubric); r++) {
        const char *id = rub_text(rubric, rub_rows(rubric, r)->id);
        int x = before->review->rows[r].level, y = after->review->rows[r].level;
        if (y < x && !left_out(id))
            broken += laws_broken("%s: %s falls from %d to %d: %.*s", what, id, x, y,
                                  STR_ARG(after->review->rows[r].looked_for));
    }
    if (before->review->has_total && !after->review->has_total)
        broken += laws_broken("%s: the total is gone", what);
    return broken;
}

/* ------------------------------------------------------------------ sentences */

/* True of nearly every design, and beside the point of most rows; no numbers that could contradict others. */
static const char *const sentences[] = {
    "The on-call engineer reads the dashboard every morning.",
    "Every job writes its logs to one place, so that an incident can be followed from end to end.",
    "The team reviews the thresholds once a quarter, because the world changes.",
    "Training runs at night, when the cluster is idle.",
    "The drift monitor writes a report that the data scientist reads before a promotion.",
    "Chargebacks are joined to the prediction log on the transaction id.",
    "The rules engine decides alone when the model server does not answer.",
    "A failed batch is kept and replayed once the schema is repaired.",
    "The feature store serves the same definitions to training and to the decision service.",
    "The model registry records who approved a version, and why.",
    "Secrets are kept apart from the code and rotated.",
    "We looked at a managed platform and decided against it, because the team knows its own tools.",
    "The retraining pipeline stops when the data check fails, and an engineer is told.",
    "Card numbers are tokenised before anything is stored.",
};

static bool is_page(struct str name)
{
    return str_ends(name, ".md") && str_find(name, STR("README")) < name.n;
}

static struct str with_sentence(struct arena *arena, struct str text, const char *sentence)
{
    return str_from(arena_printf(arena, "%.*s\n\n%s\n", STR_ARG(text), sentence));
}

static void a_sentence_more_never_costs(void **state)
{
    (void)state;
    struct arena *names_arena = arena_new();
    const char **names;
    size_t n = laws_fixtures(&names, names_arena), broken = 0, added = 0;
    for (size_t i = 0; i < n; i++) {
        struct arena *arena = arena_new();
        struct laws_file *files;
        size_t n_files = laws_fixture(&files, arena, names[i]);
        const struct graded *before = laws_grade(arena, files, n_files);
        for (size_t s = i % THINNED; s < sizeof sentences / sizeof *sentences; s += THINNED) {
            struct arena *one = arena_new();
            struct laws_file *more = arena_alloc(one, (n_files + 1) * sizeof *more);
            memcpy(more, files, n_files * sizeof *more);
            size_t page = 0;
            while (page < n_files && !is_page(files[page].name))
                page++;
            if (page == n_files)
                more[n_files] = (struct laws_file){STR("NOTES.md"), str_from(sentences[s])};
            else /* what the page ends with may put off or forget all that is below: a page of its own */
                more[n_files] =
                    (struct laws_file){STR("NOTES.md"), with_sentence(one, STR("# Notes"), sentences[s])};
            broken += lowered(before, laws_grade(one, more, n_files + 1),
                              arena_printf(one, "%s and '%s'", names[i], sentences[s]));
            added++;
            arena_free(one);
        }
        arena_free(arena);
    }
    arena_free(names_arena);
    assert_int_equal(broken, 0);
    assert_true(added >= 60);
}

/* ------------------------------------------------------------------ declared values */

static bool drop_at(struct doc *doc, const char *path, size_t n)
{
    struct str key = {path, n};
    size_t kept = 0, before = doc->n;
    for (size_t i = 0; i < before; i++)
        if (!str_eq(doc->items[i]->key, key))
            doc->items[kept++] = doc->items[i];
    doc->n = kept;
    return kept < before;
}

/* A check that complains of the value says that it is not true beside the others. */
static bool contradicts(const struct graded *without, const struct graded *with)
{
    for (size_t i = 0; i < rub_checks_n(&with->rubric); i++)
        if (with->review->checks[i].result >= CHECK_WARN &&
            with->review->checks[i].result > without->review->checks[i].result)
            return true;
    return false;
}

static size_t n_values;

static size_t value_law(struct arena *arena, const struct graded *drawn, struct architecture *arch,
                        const char *name, const char *key)
{
    const struct graded *without = laws_judge(arena, drawn, arch);
    n_values++;
    if (contradicts(without, drawn))
        return 0;
    return lowered(without, drawn, arena_printf(arena, "%s with %s", name, key));
}

/* Attributes of boxes, one at a time: with it no row is lower than without. */
static size_t values(struct arena *outer, const struct graded *drawn, const char *name)
{
    size_t broken = 0;
    (void)outer;
    for (size_t i = 0; i < drawn->arch->n_nodes; i++)
        for (size_t k = i % THINNED; k < drawn->arch->nodes[i].attrs->n; k += THINNED) {
            struct arena *arena = arena_new();
            struct architecture *arch = edit_copy(arena, drawn->arch);
            struct str key = drawn->arch->nodes[i].attrs->items[k]->key;
            if (drop_at(arch->nodes[i].attrs, key.p, key.n) && !str_is(key, "group"))
                broken +=
                    value_law(arena, drawn, arch, name,
                              arena_printf(arena, "%.*s of %.*s", STR_ARG(key), STR_ARG(arch->nodes[i].id)));
            arena_free(arena);
        }
    return broken;
}

static void a_value_more_never_costs(void **state)
{
    (void)state;
    n_values = 0;
    assert_int_equal(each_drawing(values), 0);
    assert_true(n_values >= 40);
}

/* ------------------------------------------------------------------ arrows */

static size_t n_arrows;

static const char *kind_word(const struct rubric *rubric, uint32_t kinds)
{
    for (uint32_t k = 0; k < rub_flows_n(rubric); k++)
        if (kinds == UINT32_C(1) << k)
            return rub_text(rubric, rub_flows(rubric, k)->id);
    return NULL;
}

/* The same arrow once more, with the name of what it was read as on it. */
static size_t arrows(struct arena *outer, const struct graded *drawn, const char *name)
{
    const struct rubric *rubric = &drawn->rubric;
    size_t broken = 0;
    (void)outer;
    for (size_t e = drawn->arch->n_nodes % THINNED; e < drawn->arch->n_edges; e += THINNED) {
        const struct arch_edge *edge = &drawn->arch->edges[e];
        const char *kind = kind_word(rubric, drawn->review->reading->edges[e].kinds);
        if (!kind || edge->hidden)
            continue;
        struct arena *arena = arena_new();
        struct architecture *arch = edit_copy(arena, drawn->arch);
        struct arch_edge *more = architecture_edge(arena, arch, edge->view, edge->from, edge->to, edge->at);
        more->label = str_from(kind);
        more->dashed = edge->dashed;
        broken += lowered(drawn, laws_judge(arena, drawn, arch),
                          arena_printf(arena, "%s and %.*s -> %.*s again, %s", name,
                                       STR_ARG(arch->nodes[edge->from].label),
                                       STR_ARG(arch->nodes[edge->to].label), kind));
        n_arrows++;
        arena_free(arena);
    }
    return broken;
}

static void an_arrow_more_never_costs(void **state)
{
    (void)state;
    n_arrows = 0;
    assert_int_equal(each_drawing(arrows), 0);
    assert_true(n_arrows >= 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sentence_more_never_costs),
        cmocka_unit_test(a_value_more_never_costs),
        cmocka_unit_test(an_arrow_more_never_costs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
