#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_mermaid.h"

#include <stdio.h>
#include <string.h>

static void test_front_matter(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "---\ntitle: Parcel routing\nconfig:\n  theme: dark\n---\ngraph\na --> b",
        "\n  ---\n  title: \"Parcel routing\"\n  ---\n  graph\n  a --> b",
        "graph\naccTitle: Parcel #32;routing\na --> b",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct helper_mermaid c = helper_mermaid(texts[i]);
        assert_string_equal(helper_mermaid_dump(&c), "a b | a>b");
        assert_true(str_is(c.arch->views[0].title, "Parcel routing"));
        assert_int_equal(c.file.use, FILE_USED);
        helper_mermaid_free(&c);
    }
    helper_mermaid_complains("---\ngraph\na --> b", "a b | a>b", "1:1 mermaid-syntax");
}

static void test_other_kinds(void **state)
{
    (void)state;
    static const char *const texts[] = {"pie\n\"a\": 1",
                                        "gantt\n",
                                        "classDiagram\nA <|-- B",
                                        "erDiagram\nA ||--o{ B : x",
                                        "journey\n",
                                        "mindmap\n root",
                                        "graphs TD\na --> b",
                                        "a --> b",
                                        "\"\"",
                                        "\xff"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct helper_mermaid c = helper_mermaid(texts[i]);
        assert_string_equal(helper_mermaid_diags(&c), "1:1 mermaid-kind");
        assert_int_equal(c.file.use, FILE_UNUSED);
        assert_non_null(c.file.why);
        assert_int_equal(c.arch->n_views, 0);
        helper_mermaid_free(&c);
    }
}

static void test_empty(void **state)
{
    (void)state;
    static const struct {
        const char *text, *diags;
    } rows[] = {
        {"", "0:0 arch-empty"},
        {" \n%% nothing\n", "0:0 arch-empty"},
        {"graph TD\n", "1:1 arch-empty"},
        {"graph TD\nsubgraph s\nend", "1:1 arch-empty"},
        {"graph\nend", "2:1 mermaid-syntax 1:1 arch-empty"},
        {"end", "1:1 mermaid-kind"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct helper_mermaid c = helper_mermaid(rows[i].text);
        assert_string_equal(helper_mermaid_diags(&c), rows[i].diags);
        assert_int_equal(c.file.use, FILE_UNUSED);
        assert_int_equal(c.arch->n_views + c.arch->n_groups, 0);
        helper_mermaid_free(&c);
    }
}

/* Lines are those of the document that the fence stands in. */
static void test_block(void **state)
{
    (void)state;
    static const char document[] =
        "# Design\n\n```mermaid\n  graph LR\n    a[Belt] --> b[oh\n```\n\n```mermaid\npie\n```\n";
    struct helper_mermaid c;
    helper_mermaid_init(&c);
    helper_mermaid_read(&c, "", 0);
    c.diags.n = 0;
    const struct text *whole = text_new(c.arena, STR("README.md"), str_from(document));
    size_t from = str_find(whole->bytes, STR("  graph")), to = str_find(whole->bytes, STR("```\n\n"));
    assert_true(mermaid_read_block(&c.ctx, text_part(c.arena, whole, from, to)));
    assert_string_equal(helper_mermaid_dump(&c), "a'Belt'/box b | a>b");
    assert_int_equal(c.arch->views[0].at.line, 4);
    assert_int_equal(c.arch->nodes[0].at.line, 5);
    assert_int_equal(c.arch->nodes[0].at.column, 5);
    assert_true(str_is(c.arch->nodes[0].at.text->name, "README.md"));
    from = str_find(whole->bytes, STR("pie"));
    assert_false(mermaid_read_block(&c.ctx, text_part(c.arena, whole, from, from + 4)));
    assert_string_equal(helper_mermaid_diags(&c), "5:18 mermaid-syntax 9:1 mermaid-kind");
    assert_int_equal(c.arch->n_views, 1);
    helper_mermaid_free(&c);
}

/* Two diagrams use the same letters for different things. */
static void test_views_are_apart(void **state)
{
    (void)state;
    struct helper_mermaid c;
    helper_mermaid_init(&c);
    static const char *const texts[] = {"graph\na[Belt] --> b", "graph\na[Van] --> c"};
    for (size_t i = 0; i < 2; i++)
        helper_mermaid_read(&c, texts[i], strlen(texts[i]));
    assert_string_equal(helper_mermaid_dump(&c), "a'Belt'/box b a'Van'/box c | a>b a>c");
    assert_int_equal(c.arch->n_views, 2);
    assert_int_equal(c.arch->views[1].n_nodes, 2);
    assert_int_equal(c.arch->views[1].n_edges, 1);
    assert_int_equal(c.arch->edges[1].view, 1);
    helper_mermaid_free(&c);
}

/* The example of the manual, from the manual. */
static void test_manual(void **state)
{
    (void)state;
    struct helper_mermaid c;
    helper_mermaid_init(&c);
    helper_mermaid_read(&c, "", 0);
    c.diags.n = 0;
    enum { LONGEST = 1 << 17 };
    char *bytes = arena_alloc(c.arena, LONGEST);
    FILE *file = fopen(GRADE_SOURCE_DIR "/docs/architecture-format.md", "rb");
    assert_non_null(file);
    size_t n = fread(bytes, 1, LONGEST, file);
    fclose(file);
    const struct text *manual = text_new(c.arena, STR("manual"), (struct str){bytes, n});
    size_t from = str_find(manual->bytes, STR("\n```mermaid\n")) + 12;
    size_t to = from + str_find(str_sub(manual->bytes, from, n), STR("```\n"));
    assert_true(mermaid_read_block(&c.ctx, text_part(c.arena, manual, from, to)));
    assert_string_equal(helper_mermaid_diags(&c), "");
    assert_string_equal(
        helper_mermaid_dump(&c),
        "belt'Belt scanners'/stadium@hall chooser'Chooser'/diamond@hall map'Depot map'/cylinder@hall "
        "events'Kafka'/subroutine planner'Planner, nightly'/box | belt>chooser\"which van?\"t "
        "chooser>map\"get route\" belt>events\"scans\"d events>planner planner>beltf "
        "planner>chooserf planner>mapf | hall'Sorting hall'");
    assert_string_equal(helper_mermaid_fact(&c, c.arch->nodes[1].attrs, "capacity"), "250 tps");
    assert_string_equal(helper_mermaid_fact(&c, c.arch->edges[1].attrs, "timeout"), "20ms");
    assert_true(str_is(doc_text(doc_at(c.arch->facts, "slo.decision_p99")), "100ms"));
    helper_mermaid_free(&c);
}

/* ---- limits ---- */

static void limited(const char *text, size_t offset, size_t value, const char *dump, const char *diags)
{
    struct helper_mermaid c;
    helper_mermaid_init(&c);
    memcpy((char *)&c.limits + offset, &value, sizeof value);
    helper_mermaid_read(&c, text, strlen(text));
    assert_string_equal(helper_mermaid_dump(&c), dump);
    assert_string_equal(helper_mermaid_diags(&c), diags);
    assert_true(c.diags.partial);
    helper_mermaid_free(&c);
}

static void test_limits(void **state)
{
    (void)state;
    limited("graph\na --> b --> c\nd", offsetof(struct limits, nodes), 2, "a b | a>b", "2:13 limit-graph");
    limited("graph\na --> b --> c\nd", offsetof(struct limits, edges), 1, "a b c | a>b", "2:9 limit-graph");
    limited("graph\nsubgraph s\na\nb\nend\ns --> c", offsetof(struct limits, edges), 1,
            "a@s b@s c | a>cf | s", "6:3 limit-graph");
    limited("graph\na --> b --> c\nd", offsetof(struct limits, mermaid_tokens), 3, "a b | a>b",
            "2:12 mermaid-limit");
    limited("graph\na[depot map] --> b", offsetof(struct limits, mermaid_label), 5, "a'depot'/box b | a>b",
            "2:2 mermaid-limit");
    limited("graph\nabc --> depots --> d", offsetof(struct limits, mermaid_label), 5, "abc",
            "2:9 mermaid-limit");
    limited("graph\nsubgraph s\nsubgraph t\nsubgraph u\na\nend\nb\nend\nc\nend\nd",
            offsetof(struct limits, mermaid_depth), 1, "a@s b@s c@s d | | s", "3:1 mermaid-limit");
}

/* ---- hostile bytes: an end, no crash, and some word about it ---- */

static void repeated(const char *head, const char *part, size_t times, const char *tail)
{
    struct helper_mermaid c;
    helper_mermaid_init(&c);
    size_t h = strlen(head), p = strlen(part), t = strlen(tail);
    char *text = arena_alloc(c.arena, h + p * times + t);
    memcpy(text, head, h);
    for (size_t i = 0; i < times; i++)
        memcpy(text + h + i * p, part, p);
    memcpy(text + h + p * times, tail, t);
    helper_mermaid_read(&c, text, h + p * times + t);
    assert_true(c.arch->n_nodes <= c.limits.nodes && c.arch->n_edges <= c.limits.edges);
    assert_true(c.file.use == FILE_USED || (c.file.use == FILE_UNUSED && c.arch->n_nodes == 0));
    helper_mermaid_free(&c);
}

static void test_hostile(void **state)
{
    (void)state;
    static const char *const parts[] = {
        " & a",
        "[",
        "A[\n",
        "A[\"\n",
        "A[(] --> ",
        "([{",
        "subgraph x\n",
        "end\n",
        "a -- b ",
        "-. x\n",
        "a -->|b\n",
        "%%{a\n",
        "accDescr {\n",
        "A@{ a: b\n",
        "~",
        "a:::b ",
        "a --> b\n",
        "class a b\n",
        "\"",
        "`",
        "\xff",
        "\xc2\xa0",
        "%% grade: a->a b=c\n",
        "%% grade: x a=b\n",
        "style a b;c:d",
        ";",
        "---\n",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        repeated("graph\na --> a\n", parts[i], 20000, "");
        repeated("sequenceDiagram\na->>b: x\n", parts[i], 5000, "\nbox x");
        repeated("stateDiagram\na --> b\n", parts[i], 5000, "\nstate a {");
        repeated("", parts[i], 1000, "");
    }
    repeated("graph\na", " & a", 100000, "\n");
    repeated("graph\na[\"", "x", 1 << 20, "\"]");
    repeated("graph\na[", "x", 1 << 20, "");
    repeated("sequenceDiagram\n", "a-x", 100000, ":");
}

static void test_bytes(void **state)
{
    (void)state;
    struct helper_mermaid c;
    static const char nul[] = "graph\na\0b --> c\nd[x\0y] --> e\n\0\nf";
    helper_mermaid_init(&c);
    helper_mermaid_read(&c, nul, sizeof nul - 1);
    assert_string_equal(helper_mermaid_dump(&c), "a d'x y'/box e f | d>e");
    assert_string_equal(helper_mermaid_diags(&c), "2:2 mermaid-syntax 4:1 mermaid-syntax");
    helper_mermaid_free(&c);
    helper_mermaid_shows("graph\na\xff --> b[\xc3]", "a\xff b'\xc3'/box | a\xff>b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_front_matter),    cmocka_unit_test(test_other_kinds),
        cmocka_unit_test(test_empty),           cmocka_unit_test(test_block),
        cmocka_unit_test(test_views_are_apart), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_hostile),         cmocka_unit_test(test_manual),
        cmocka_unit_test(test_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
