/*
 * No loop gets better by losing a hop; and in the reference, drawn in DOT or Mermaid (YAML is judged the same, says
 * test_laws_format), each hop that is taken out costs points and is named.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_each.h"
#include "helper_edit.h"
#include "helper_write.h"
#include "report/formats.h"

#include <string.h>

static bool drawn_at(const struct architecture *arch, size_t edge, const void *with)
{
    return place_cmp(arch->edges[edge].at, *(const struct place *)with) == 0;
}

static bool is_nth(const struct architecture *arch, size_t edge, const void *with)
{
    (void)arch;
    return edge == *(const size_t *)with;
}

/*
 * Rows whose level 3 asks that every way passes a gate: an arrow less may be a way around it less, and the
 * row may rise with good reason. Their points are left out of the sum.
 */
static double without_gates(const struct graded *graded)
{
    static const char *const gated[] = {"COMP-02", "COMP-06"};
    double total = graded->review->total;
    for (size_t i = 0; i < sizeof gated / sizeof gated[0]; i++)
        total -= graded->review->rows[rub_row_of(&graded->rubric, str_from(gated[i]))].points;
    return total;
}

static size_t no_better(struct arena *arena, const struct graded *before, struct architecture *arch,
                        const char *name, const char *what)
{
    const struct graded *after = laws_judge(arena, before, arch);
    if (!before->review->has_total || !after->review->has_total ||
        without_gates(after) <= without_gates(before) + 1e-6)
        return 0;
    size_t broken = laws_broken("%s without %s: the total rises from %.2f to %.2f", name, what,
                                before->review->total, after->review->total);
    for (size_t i = 0; i < rub_rows_n(&before->rubric); i++)
        if (before->review->rows[i].level < after->review->rows[i].level)
            laws_broken("  %s is at %d, then at %d",
                        rub_text(&before->rubric, rub_rows(&before->rubric, i)->id),
                        before->review->rows[i].level, after->review->rows[i].level);
    return broken;
}

/* Whether the arrow that was drawn there is seen for the first time: hops share arrows. */
static bool is_new(bool *seen, const struct architecture *arch, struct place at)
{
    for (size_t e = 0; e < arch->n_edges; e++)
        if (drawn_at(arch, e, &at) && !seen[e])
            return seen[e] = true;
    return false;
}

/* Every arrow that a hop of a loop was seen in, one after the other, and all arrows of a hop at once. */
static size_t unlooped(struct arena *arena, const struct graded *drawn, const char *name)
{
    bool *seen = arena_alloc(arena, drawn->arch->n_edges + 1);
    size_t broken = 0;
    for (size_t l = 0; l < rub_loops_n(&drawn->rubric); l++)
        for (size_t h = 0; h < drawn->review->loops[l].n_hops; h++) {
            const struct hop_verdict *hop = &drawn->review->loops[l].hops[h];
            struct arena *one = arena_new();
            struct architecture *none = edit_copy(one, drawn->arch);
            const char *title = rub_text(&drawn->rubric, rub_loops(&drawn->rubric, l)->title);
            size_t dropped = 0;
            for (size_t e = 0; e < hop->witness.n; e++) {
                struct architecture *arch = edit_copy(one, drawn->arch);
                const char *what =
                    arena_printf(one, "%s of '%s, %s'",
                                 arena_copy(one, hop->witness.items[e].why.p, hop->witness.items[e].why.n),
                                 title, hop->title);
                if (is_new(seen, drawn->arch, hop->witness.items[e].at) &&
                    edit_drop_edges_if(arch, drawn_at, &hop->witness.items[e].at))
                    broken += no_better(one, drawn, arch, name, what);
                dropped += edit_drop_edges_if(none, drawn_at, &hop->witness.items[e].at);
            }
            if (dropped > 1)
                broken += no_better(one, drawn, none, name, arena_printf(one, "'%s, %s'", title, hop->title));
            arena_free(one);
        }
    return broken;
}

static void losing_a_hop_never_pays(void **state)
{
    (void)state;
    assert_int_equal(each_drawing(unlooped), 0);
}

#define WAYS 12 /* that a hop may be shown in, one after the other */

/* A declared fact shows it, whatever is drawn; and what is one of two ways to a level. See the rubric. */
static const char *const declared[] = {"without the features", "shadow or canary", "rollback", NULL};
static const char *const one_of_two[] = {"tracking", "compared", "logged predictions",
                                         "trigger",  "truth",    NULL};

static bool is_one(const char *const *names, const char *name)
{
    for (; *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

/* The arrows that show the hop; where a box does, the box. */
static size_t take_out(struct arena *arena, struct architecture *arch, const struct hop_verdict *hop)
{
    size_t dropped = 0;
    for (size_t e = 0; e < hop->witness.n; e++)
        dropped += edit_drop_edges_if(arch, drawn_at, &hop->witness.items[e].at);
    for (size_t e = 0; !dropped && e < hop->witness.n; e++)
        for (size_t i = arch->n_nodes; i-- > 0;)
            if (place_cmp(arch->nodes[i].at, hop->witness.items[e].at) == 0 ||
                (arch->nodes[i].role && place_cmp(arch->nodes[i].role->at, hop->witness.items[e].at) == 0)) {
                edit_drop_node(arch, arena_copy(arena, arch->nodes[i].id.p, arch->nodes[i].id.n));
                dropped++;
            }
    return dropped;
}

static void append(void *with, const char *bytes, size_t n)
{
    buf_add(with, (struct str){bytes, n});
}

/* Whether the review, as it is printed, has "✘" or "?" behind the hop. */
static bool is_named(struct arena *arena, const struct graded *graded, const char *hop)
{
    static const char *const marks[] = {"\xe2\x9c\x98", "?"};
    struct buf text = buf_new(arena, 4 * MIB), words = buf_new(arena, 4 * MIB);
    struct report_out out = {append, &text, arena};
    formats_find("terminal")
        ->write(&out, graded->review,
                &(struct report_options){.unicode = true, .width = 200, .tool_version = ""});
    for (size_t i = 0; i < text.n; i++) /* a hop may be broken over two lines */
        if (!str_byte_space(text.p[i]) || (words.n && words.p[words.n - 1] != ' '))
            buf_putc(&words, str_byte_space(text.p[i]) ? ' ' : text.p[i]);
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
        if (str_has_nocase(buf_str(&words), str_from(arena_printf(arena, " %s %s", hop, marks[m]))))
            return true;
    return false;
}

/* A row that is lower now and says what was looked for. */
static bool is_lower(const struct graded *whole, const struct graded *now)
{
    for (size_t r = 0; r < rub_rows_n(&whole->rubric); r++)
        if (now->review->rows[r].level < whole->review->rows[r].level && now->review->rows[r].looked_for.n)
            return true;
    return false;
}

/* What shows the hop is taken out until there is no other way: it is named as missing, and rows are lower. */
static size_t hop_is_missed(const struct graded *whole, size_t l, size_t h, const char *what)
{
    struct arena *arena = arena_new();
    struct architecture *arch = edit_copy(arena, whole->arch);
    const struct graded *now = whole;
    const struct hop_verdict *hop = &whole->review->loops[l].hops[h];
    size_t broken = 0, dropped = 1;
    for (size_t way = 0; way < WAYS && hop->value == TRUTH_TRUE && dropped; way++) {
        dropped = take_out(arena, arch, hop);
        now = laws_judge(arena, whole, arch);
        hop = &now->review->loops[l].hops[h];
    }
    const char *title = rub_text(&whole->rubric, rub_loops(&whole->rubric, l)->title);
    if (hop->value == TRUTH_TRUE && is_one(declared, hop->title))
        broken += 0;
    else if (hop->value == TRUTH_TRUE)
        broken += laws_broken("%s: '%s, %s' is still there without its arrows", what, title, hop->title);
    else if (now->review->loops[l].closed)
        broken += laws_broken("%s: '%s' is closed without '%s'", what, title, hop->title);
    else if (!is_named(arena, now, hop->title))
        broken +=
            laws_broken("%s: the review does not say that '%s, %s' is missing", what, title, hop->title);
    else if (!is_one(one_of_two, hop->title) &&
             (!is_lower(whole, now) || !(now->review->ungated < whole->review->ungated - 1e-6)))
        broken += laws_broken("%s: '%s, %s' costs nothing (%.2f, then %.2f)", what, title, hop->title,
                              whole->review->ungated, now->review->ungated);
    arena_free(arena);
    return broken;
}

static size_t hops_are_missed(const struct graded *whole, const char *what)
{
    size_t broken = 0, hops = 0;
    for (size_t l = 0; l < rub_loops_n(&whole->rubric); l++)
        for (size_t h = 0; h < whole->review->loops[l].n_hops; h++, hops++)
            broken += hop_is_missed(whole, l, h, what);
    assert_true(hops > 20);
    return broken;
}

static void each_hop_of_the_reference_is_missed(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct laws_file *files;
    struct graded single = *laws_reference(arena, "yaml");
    size_t broken = hops_are_missed(laws_reference(arena, "dot"), "reference.dot");
    single.arch = edit_copy(arena, single.arch);
    edit_single(arena, single.arch);
    size_t n = write_mermaid(&files, arena, &single);
    broken += hops_are_missed(laws_grade(arena, files, n), "reference.mmd");
    arena_free(arena);
    assert_int_equal(broken, 0);
}

/* The reference has no arrow too many. */
static void no_arrow_of_the_reference_is_a_burden(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct graded *whole = laws_reference(arena, "yaml");
    size_t broken = 0;
    for (size_t e = 0; e < whole->arch->n_edges; e++) {
        struct arena *one = arena_new();
        struct architecture *arch = edit_copy(one, whole->arch);
        const struct arch_edge *edge = &whole->arch->edges[e];
        const char *what = arena_printf(one, "%.*s -> %.*s", STR_ARG(whole->arch->nodes[edge->from].id),
                                        STR_ARG(whole->arch->nodes[edge->to].id));
        edit_drop_edges_if(arch, is_nth, &e);
        broken += no_better(one, whole, arch, "reference", what);
        arena_free(one);
    }
    arena_free(arena);
    assert_int_equal(broken, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(losing_a_hop_never_pays),
        cmocka_unit_test(each_hop_of_the_reference_is_missed),
        cmocka_unit_test(no_arrow_of_the_reference_is_a_burden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
