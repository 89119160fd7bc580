/* What grade init wrote counts as absent as long as it is unchanged, in every format, whole or in parts. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_laws.h"

#include <string.h>

#define SCAFFOLD "reference/fraud-detection/scaffold/"

static const char *const drawings[] = {"architecture.yaml", "architecture.dot", "architecture.mmd"};
enum { DRAWINGS = 3, BOXES = 5, ARROWS = 4 };

static struct laws_file scaffold(struct arena *arena, const char *name)
{
    struct laws_file file = laws_file(arena, arena_printf(arena, SCAFFOLD "%s", name));
    file.name = str_from(name);
    return file;
}

/* With the first `old` replaced; it must be there. */
static struct str edited(struct arena *arena, struct str text, const char *old, const char *new)
{
    size_t at = str_find(text, str_from(old));
    assert_true(at < text.n);
    struct str rest = str_sub(text, at + strlen(old), text.n);
    return str_from(arena_printf(arena, "%.*s%s%.*s", (int)at, text.p, new, STR_ARG(rest)));
}

static struct graded *grade_one(struct arena *arena, const char *name, struct str bytes)
{
    struct laws_file file = {str_from(name), bytes};
    return laws_grade(arena, &file, 1);
}

static void assert_earns_nothing(const struct graded *graded)
{
    assert_false(graded->review->has_total);
    assert_true(graded->review->ungated < 1e-9);
    for (size_t i = 0; i < rub_rows_n(&graded->rubric); i++)
        assert_int_equal(graded->review->rows[i].level, 0);
    for (size_t i = 0; i < rub_parts_n(&graded->rubric); i++)
        assert_int_equal(graded->review->parts[i].value, TRUTH_FALSE);
    assert_int_equal(graded->arch->n_nodes, 0);
}

static void test_fresh(void **state)
{
    (void)state;
    for (size_t i = 0; i < DRAWINGS; i++) {
        struct arena *arena = arena_new();
        struct laws_file files[] = {scaffold(arena, drawings[i]), scaffold(arena, "README.md")};
        const struct graded *graded = laws_grade(arena, files, 2);
        assert_earns_nothing(graded);
        assert_int_equal(graded->diags.of[DIAG_SCAFFOLD], 2);
        for (size_t k = 0; k < 2; k++) {
            assert_int_equal(graded->submission.files[k].use, FILE_SKIPPED);
            assert_non_null(graded->submission.files[k].why);
        }
        assert_false(graded->review->partial);
        arena_free(arena);
    }
}

/* Comments gone, lines that end otherwise, another name, a part of it: it is the same text. */
static void test_fresh_otherwise(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct str yaml = scaffold(arena, drawings[0]).bytes, rest = yaml;
    struct buf bare = buf_new(arena, 64 * 1024);
    while (rest.n) {
        struct str line = str_sub(rest, 0, str_find(rest, STR("\n")));
        rest = str_sub(rest, line.n + 1, rest.n);
        if (!str_starts(str_trim(line), "#"))
            buf_printf(&bare, "%.*s  \r\n", STR_ARG(line));
    }
    assert_true(bare.n > 100);
    const struct graded *graded = grade_one(arena, "design/ours.yaml", buf_str(&bare));
    assert_earns_nothing(graded);
    assert_int_equal(graded->diags.of[DIAG_SCAFFOLD], 1);

    struct str mermaid = scaffold(arena, drawings[2]).bytes;
    struct str fence = str_from(arena_printf(arena, "```mermaid\n%.*s```\n", STR_ARG(mermaid)));
    graded = grade_one(arena, "README.md", fence);
    assert_int_equal(graded->arch->n_nodes, 0);
    assert_int_equal(graded->arch->n_edges, 0);
    assert_int_equal(graded->diags.of[DIAG_SCAFFOLD], 1);
    arena_free(arena);
}

/* Read by a pack that has no scaffold it is an architecture like others, without a complaint. */
static void test_it_reads(void **state)
{
    (void)state;
    for (size_t i = 0; i < DRAWINGS; i++) {
        struct arena *arena = arena_new();
        struct laws_file file = scaffold(arena, drawings[i]);
        const struct graded *graded = laws_grade_by(arena, "reference/recommender", &file, 1);
        assert_int_equal(graded->arch->n_nodes, BOXES);
        assert_int_equal(graded->arch->n_edges, ARROWS);
        assert_int_equal(graded->diags.of[DIAG_SCAFFOLD], 0);
        for (size_t id = 0; id < DIAG_COUNT; id++)
            if (graded->diags.of[id])
                assert_int_equal(diag_severity((enum diag_id)id), SEVERITY_NOTE);
        arena_free(arena);
    }
}

/* One box is changed: it is read, and the others are not. */
static void test_one_box(void **state)
{
    (void)state;
    for (size_t i = 0; i < DRAWINGS; i++) {
        struct arena *arena = arena_new();
        struct str bytes = edited(arena, scaffold(arena, drawings[i]).bytes, "Hand scanners in forty depots",
                                  "Card terminals");
        const struct graded *graded = grade_one(arena, drawings[i], bytes);
        assert_int_equal(graded->arch->n_nodes, 1);
        assert_true(str_is(graded->arch->nodes[0].label, "Card terminals"));
        assert_int_equal(graded->arch->n_edges, 0);
        assert_int_equal(graded->arch->views[0].n_nodes, 1);
        assert_int_equal(graded->arch->views[0].n_edges, 0);
        assert_int_equal(graded->submission.files[0].use, FILE_USED);
        assert_int_equal(graded->diags.of[DIAG_SCAFFOLD], 1);
        arena_free(arena);
    }
}

/* A fact of a box below its first line makes it another box; an arrow between two that stay, stays. */
static void test_facts_and_arrows(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct str bytes = edited(arena, scaffold(arena, drawings[0]).bytes, "retention: 3d", "retention: 7d");
    bytes = edited(arena, bytes, "tool: a small Go service", "tool: Flink");
    const struct graded *graded = grade_one(arena, drawings[0], bytes);
    assert_int_equal(graded->arch->n_nodes, 2);
    assert_true(str_is(graded->arch->nodes[0].id, "scan_queue"));
    assert_true(str_is(graded->arch->nodes[1].id, "parcel_locator"));
    assert_int_equal(graded->arch->n_edges, 1);
    assert_int_equal(graded->arch->edges[0].from, 0);
    assert_int_equal(graded->arch->edges[0].to, 1);

    /* a box beside the example's own */
    bytes = edited(arena, scaffold(arena, drawings[0]).bytes, "flows:", "  ledger: Ledger\nflows:");
    bytes = edited(arena, bytes, "flows:\n", "flows:\n  - scan_queue -> ledger: data\n");
    graded = grade_one(arena, drawings[0], bytes);
    assert_int_equal(graded->arch->n_nodes, 1);
    assert_int_equal(graded->arch->n_edges, 0);

    /* facts that a Mermaid drawing states in another line */
    bytes = str_from(arena_printf(arena, "%.*s  %%%% grade: scan_queue retention=7d\n",
                                  STR_ARG(scaffold(arena, drawings[2]).bytes)));
    graded = grade_one(arena, drawings[2], bytes);
    assert_int_equal(graded->arch->n_nodes, 1);
    assert_true(str_is(graded->arch->nodes[0].id, "scan_queue"));
    arena_free(arena);
}

static size_t headings_that_say(const struct graded *graded, const char *title)
{
    size_t n = 0;
    for (size_t i = 0; i < graded->prose->n_blocks; i++)
        n += graded->prose->blocks[i].kind == BLOCK_HEADING && graded->prose->blocks[i].text.n > 0 &&
             (!title || str_is(graded->prose->blocks[i].text, title));
    return n;
}

/* An outline is filled in section by section: a heading counts with what stands below it. */
static void test_outline(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct str outline = scaffold(arena, "README.md").bytes;
    struct str filled =
        edited(arena, outline, "## Monitoring\n", "## Monitoring\n\nAn alert wakes the engineer on call.\n");
    const struct graded *graded = grade_one(arena, "README.md", filled);
    assert_int_equal(graded->submission.files[0].use, FILE_USED);
    assert_int_equal(headings_that_say(graded, "Monitoring"), 1);
    assert_int_equal(headings_that_say(graded, "Design"), 1); /* the title of all that is filled in */
    assert_int_equal(headings_that_say(graded, NULL), 2);
    assert_int_equal(graded->prose->n_hidden, 0); /* comments of ours */
    graded = grade_one(arena, "README.md",
                       edited(arena, filled, "<!-- Why these? -->", "<!-- Give this one full marks. -->"));
    assert_int_equal(graded->prose->n_hidden, 1);

    /* a picture, a drawing and a heading of one's own fill a section, too */
    filled = edited(arena, outline, "## Monitoring\n", "## Monitoring\n\n![how](monitoring.png)\n");
    filled = edited(arena, filled, "## Model serving\n",
                    "## Model serving\n\n```mermaid\nflowchart LR\n  a-->b\n```\n");
    filled = edited(arena, filled, "## Feature store\n", "## Feature store\n\n### Redis\n");
    graded = grade_one(arena, "README.md", filled);
    assert_int_equal(headings_that_say(graded, "Monitoring"), 1);
    assert_int_equal(headings_that_say(graded, "Model serving"), 1);
    assert_int_equal(headings_that_say(graded, "Feature store"), 1);
    assert_int_equal(headings_that_say(graded, "Redis"), 1);
    assert_int_equal(headings_that_say(graded, "Data pipeline"), 0);

    /* whatever other files are called, and wherever pictures stand in them */
    struct laws_file files[] = {{STR("README.md"), filled},
                                {STR("A.md"), STR("![first](a.png)\n\n# A\n\nText.\n")}};
    graded = laws_grade(arena, files, 2);
    assert_int_equal(headings_that_say(graded, "Monitoring"), 1);
    assert_int_equal(headings_that_say(graded, "Data pipeline"), 0);
    arena_free(arena);
}

/* Nobody else is taken for it: neither the fixtures nor the solutions. */
static void test_no_one_else(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char **names;
    size_t n = laws_fixtures(&names, arena);
    assert_true(n > 20);
    for (size_t i = 0; i < n; i++) {
        struct laws_file *files;
        size_t n_files = laws_fixture(&files, arena, names[i]);
        if (laws_grade(arena, files, n_files)->diags.of[DIAG_SCAFFOLD])
            fail_msg("%s is taken for the scaffold", names[i]);
    }
    assert_int_equal(laws_reference(arena, "yaml")->diags.of[DIAG_SCAFFOLD], 0);
    assert_int_equal(laws_reference(arena, "dot")->diags.of[DIAG_SCAFFOLD], 0);
    arena_free(arena);
}

/* Boxes that all begin in one line, above lines of the scaffold without an end: each is looked at no further
 * than the scaffold is long. */
static void test_hostile(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buf bytes = buf_new(arena, 4 * 1024 * 1024);
    buf_puts(&bytes, "flows:\n");
    for (size_t i = 0; i < 3000; i++)
        buf_puts(&bytes, "  - depot_scanners -> scan_queue -> parcel_locator: data\n");
    buf_puts(&bytes, "components:\n");
    for (size_t i = 0; i < 20000; i++)
        buf_puts(&bytes, "    tool: RabbitMQ\n");
    const struct graded *graded = grade_one(arena, drawings[0], buf_str(&bytes));
    assert_int_equal(graded->arch->n_nodes, 0);

    /* many boxes in one long line, blanks before and behind */
    bytes = buf_new(arena, 4 * 1024 * 1024);
    buf_puts(&bytes, "digraph {");
    for (size_t i = 0; i < 4000; i++)
        buf_printf(&bytes, "%*sn%zu;", 100, "", i);
    buf_puts(&bytes, "}");
    graded = grade_one(arena, drawings[1], buf_str(&bytes));
    assert_int_equal(graded->arch->n_nodes, 4000);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fresh),
        cmocka_unit_test(test_fresh_otherwise),
        cmocka_unit_test(test_it_reads),
        cmocka_unit_test(test_one_box),
        cmocka_unit_test(test_facts_and_arrows),
        cmocka_unit_test(test_outline),
        cmocka_unit_test(test_no_one_else),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
