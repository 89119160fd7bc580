#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_mermaid.h"

#define SHOWS(name, text, dump)                                                                              \
    static void name(void **state)                                                                           \
    {                                                                                                        \
        (void)state;                                                                                         \
        helper_mermaid_shows("flowchart LR\n" text, dump);                                                   \
    }

static void test_heads(void **state)
{
    (void)state;
    static const struct {
        const char *head, *dump;
    } rows[] = {
        {"graph TD\nvan --> belt", "van belt | van>belt"},
        {"graph TD;van-->belt;", "van belt | van>belt"},
        {"graph\nvan-->belt", "van belt | van>belt"},
        {"flowchart-elk RL\nvan --> belt", "van belt | van>belt"},
        {"flowchart BT van --> belt", "van belt | van>belt"},
        {"graph >\nvan --> belt", "van belt | van>belt"},
        {"  \n\n  flowchart TB\r\n  van --> belt\r\n", "van belt | van>belt"},
        {"\xef\xbb\xbf"
         "graph LR\nvan --> belt",
         "van belt | van>belt"},
        {"graph LR\nTBx --> LR", "TBx LR | TBx>LR"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        helper_mermaid_shows(rows[i].head, rows[i].dump);
}

SHOWS(test_chains, "a --> b --> c\n", "a b c | a>b b>c")
SHOWS(test_sides, "a & b --> c & d & e --> f\n", "a b c d e f | a>c a>d a>e b>c b>d b>e c>f d>f e>f")
SHOWS(test_and_is_part_of_a_name, "a&b --> c\n", "a&b c | a&b>c")
SHOWS(test_lines, "a\n--> b -->\n\nc &\n d\n", "a b c d | a>b b>c b>d")
SHOWS(test_statements_on_a_line, "a --> b; b --> c;;d\n", "a b c d | a>b b>c")
SHOWS(test_comments, "%% no --> box\na --> b %% and none here\n  %%here\nb --> c%%", "a b c%% | a>b b>c%%")
SHOWS(test_comment_between, "a -->\n%% which?\nb\n", "a b | a>b")
SHOWS(test_directives, "%%{init: {'theme':\n'dark'}}%%\na --> b\n%%{wrap}%%\n", "a b | a>b")

SHOWS(test_names,
      "a-b.c_1 --> \xc3\xbc"
      "ber --> 4 --> tcp/ip --> a:b --> v1.0\n",
      "a-b.c_1 \xc3\xbc"
      "ber 4 tcp/ip a:b v1.0 | a-b.c_1>\xc3\xbc"
      "ber \xc3\xbc"
      "ber>4 4>tcp/ip tcp/ip>a:b a:b>v1.0")
SHOWS(test_keywords_in_names,
      "endpoint --> ending --> subgraphs --> style1 --> classA --> click_it --> graph1\n",
      "endpoint ending subgraphs style1 classA click_it graph1 | endpoint>ending ending>subgraphs "
      "subgraphs>style1 "
      "style1>classA classA>click_it click_it>graph1")
SHOWS(test_keywords_as_names, "style --> class\nsubgraph[Part] --> click\n",
      "style class subgraph'Part'/box click | style>class subgraph>click")
SHOWS(test_blanks_that_do_not_break,
      "a\xc2\xa0-->\xc2\xa0"
      "b\xc2\xa0\n",
      "a b | a>b")

SHOWS(test_last_label_counts, "a[One]\na --> b\na(Two)\na\n", "a'Two'/rounded b | a>b")
SHOWS(test_classes,
      "a:::online_store --> b[Rules]:::fallback & c:::red\nclass b,c model_server\nclass zz,a red;\n",
      "a!online_store b'Rules'/box!fallback+model_server c!model_server | a>b a>c")
SHOWS(test_styles,
      "classDef red fill:#f00,stroke:#333;\nstyle a fill:#fff;stroke-width:2px; a --> b\n"
      "linkStyle 0 stroke:red\nclick a \"https://depot.example/x;y\" \"why; not\"\nclick b call go()\n",
      "a b | a>b")
SHOWS(test_described, "accTitle: Vans\naccDescr: a --> b\naccDescr {\n c --> d\n}\na\n", "a")

/* ---- subgraphs ---- */

SHOWS(test_subgraph_titles,
      "subgraph s1\na\nend\nsubgraph s2 [In words]\nb\nend\nsubgraph s3[\"In (quotes)\"]\nc\nend\n"
      "subgraph \"Only words\"\nd\nend\nsubgraph Plain words\ne\nend\nsubgraph\nf\nend\n",
      "a@s1 b@s2 c@s3 d@Only words e@Plain words f@ | | s1 s2'In words' s3'In (quotes)' Only words Plain "
      "words ")
SHOWS(test_subgraphs_nest, "subgraph o\ndirection LR\nsubgraph i\na\nend\nb\nend\nc\n", "a@i b@o c | | o i<o")
SHOWS(test_end_and_more, "subgraph s\na\nend b --> a\n", "a@s b | b>a | s")
SHOWS(test_first_end_wins, "subgraph one\na --> b\nend\nsubgraph two\nb --> c\nend\n",
      "a@one b@one c@two | a>b b>c | one two")
SHOWS(test_inner_wins, "subgraph o\na\nsubgraph i\na\nend\nend\n", "a@i | | o i<o")
SHOWS(test_mention_puts_in, "a\nsubgraph s\na\nend\n", "a@s | | s")
SHOWS(test_subgraph_in_by_mention, "subgraph i\na\nend\nsubgraph o\ni --> b\nend\n", "a@i b@o | a>bf | o i<o")
SHOWS(test_twice_is_once, "subgraph s [One]\na\nend\nsubgraph s\nb\nend\n", "a@s b@s | | s'One'")
SHOWS(test_arrow_to_subgraph, "c --> s\nsubgraph s\na\nb\nend\ns ==> d\n",
      "c a@s b@s d | c>af c>bf a>dtf b>dtf | s")
SHOWS(test_arrow_between_subgraphs, "subgraph s\na\nb\nend\nsubgraph t\nc\nd\nend\ns -->|all| t\n",
      "a@s b@s c@t d@t | a>c\"all\"f a>d\"all\"f b>c\"all\"f b>d\"all\"f | s t")
SHOWS(test_arrow_to_nested, "subgraph o\nsubgraph i\na\nend\nb\nend\nc --> o\n",
      "a@i b@o c | c>af c>bf | o i<o")
SHOWS(test_arrow_to_empty_subgraph, "subgraph s [Nothing here]\nend\na --> s\n",
      "s'Nothing here' a | a>s | s'Nothing here'")
SHOWS(test_hidden_arrow_to_subgraph, "subgraph s\na\nb\nend\nc ~~~ s\n", "a@s b@s c | c>auhf | s")

static void test_drawn_ends(void **state)
{
    (void)state;
    struct helper_mermaid c = helper_mermaid("graph\nsubgraph s\na\nend\na --> b\ns --> b\nb --> s");
    const struct arch_edge *edges = c.arch->edges;
    assert_int_equal(c.arch->n_edges, 3);
    assert_true(edges[0].from_group == ARCH_NONE && edges[0].to_group == ARCH_NONE && !edges[0].fanned);
    assert_true(edges[1].from_group == 0 && edges[1].to_group == ARCH_NONE && edges[1].fanned);
    assert_true(edges[2].from_group == ARCH_NONE && edges[2].to_group == 0 && edges[2].fanned);
    helper_mermaid_free(&c);
}

/* Each in the next, and all of them in a ring: nothing hangs, and one stands apart. */
static void test_ring_of_subgraphs(void **state)
{
    (void)state;
    helper_mermaid_complains(
        "graph\nsubgraph a\nb\nend\nsubgraph b\nc\nend\nsubgraph c\na\nx\nend\na --> x\n",
        "x@c | | a b<a c<b", "2:1 mermaid-limit");
}

/* ---- mistakes ---- */

static void test_mistakes(void **state)
{
    (void)state;
    static const struct {
        const char *text, *dump, *diags;
    } rows[] = {
        {"graph\na --> b junk\nb --> c", "a b c | a>b b>c", "2:9 mermaid-syntax"},
        {"graph\na -->\n", "a", "3:1 mermaid-syntax"},
        {"graph\n--> a\nb", "b", "2:1 mermaid-syntax"},
        {"graph\na --> b[open\nc --> d", "a b c d | a>b c>d", "2:8 mermaid-syntax"},
        {"graph\na --> ; b --> c", "a b c | b>c", "2:7 mermaid-syntax"},
        {"graph\na[\"no end\nb --> c\n", "a b c | b>c", "2:2 mermaid-syntax"},
        {"graph\nend\na", "a", "2:1 mermaid-syntax"},
        {"graph\nsubgraph s\na --> b", "a@s b@s | a>b | s", "2:1 mermaid-syntax"},
        {"graph\nsubgraph s\na -->\nend\nb", "a@s b | | s", "3:3 mermaid-syntax"},
        {"graph\na --> end\nb", "a end b | a>end", "2:7 mermaid-syntax"},
        {"graph\nend --> a", "end a | end>a", "2:1 mermaid-syntax"},
        {"graph\na -> b => c", "a b c | a>b b>c", "2:3 mermaid-syntax 2:8 mermaid-syntax"},
        {"graph\na -- b", "a b | a>bu", "2:3 mermaid-syntax"},
        {"graph\na -. b\nc", "a c", "2:3 mermaid-syntax"},
        {"graph\na -->|open b\nc", "a c", "2:6 mermaid-syntax"},
        {"graph\na [Blank]", "a'Blank'/box", "2:2 mermaid-syntax"},
        {"graph\n\"Only text\" --> b\nc", "c", "2:1 mermaid-syntax"},
        {"graph\na:::\nb", "a b", "2:5 mermaid-syntax"},
        {"graph\na@{ shape: cyl\nb --> c", "a b c | b>c", "2:2 mermaid-syntax"},
        {"graph\nsubgraph s (online)\na\nend", "a@s (online) | | s (online)", "2:10 mermaid-syntax"},
        {"graph\n%%{init: no end\na", "a", "2:1 mermaid-syntax"},
        {"graph\naccDescr { no end\na", "a", "2:1 mermaid-syntax"},
        {"graph\na & --> b\nc", "a c", "2:5 mermaid-syntax"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        helper_mermaid_complains(rows[i].text, rows[i].dump, rows[i].diags);
}

/* A line that is read a second time after a mistake adds nothing twice. */
static void test_read_again(void **state)
{
    (void)state;
    helper_mermaid_complains(
        "graph\na -->\nb -->\nc --> d ?? --> [\n%% grade: a p99=1ms\n%% grade: a p50=1ms\n",
        "a b c d | a>b b>c c>d", "4:9 mermaid-syntax");
}

static void test_places(void **state)
{
    (void)state;
    struct helper_mermaid c =
        helper_mermaid("graph\n  a --> b\n  subgraph s\n    b[Belt] -- on --> a & c\n  end\n");
    const struct architecture *arch = c.arch;
    assert_true(arch->nodes[0].at.line == 2 && arch->nodes[0].at.column == 3);
    assert_true(arch->nodes[1].at.line == 4 && arch->nodes[1].at.column == 5); /* where it has its label */
    assert_true(arch->nodes[2].at.line == 4 && arch->nodes[2].at.column == 27);
    assert_true(arch->edges[0].at.line == 2 && arch->edges[0].at.column == 5);
    assert_true(arch->edges[2].at.line == 4 && arch->edges[2].at.column == 13);
    assert_true(arch->groups[0].at.line == 3 && arch->groups[0].at.column == 3);
    assert_true(arch->views[0].at.line == 1 && arch->views[0].format == ARCH_MERMAID);
    helper_mermaid_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_heads),
        cmocka_unit_test(test_chains),
        cmocka_unit_test(test_sides),
        cmocka_unit_test(test_and_is_part_of_a_name),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_statements_on_a_line),
        cmocka_unit_test(test_comments),
        cmocka_unit_test(test_comment_between),
        cmocka_unit_test(test_directives),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_keywords_in_names),
        cmocka_unit_test(test_keywords_as_names),
        cmocka_unit_test(test_blanks_that_do_not_break),
        cmocka_unit_test(test_last_label_counts),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_styles),
        cmocka_unit_test(test_described),
        cmocka_unit_test(test_subgraph_titles),
        cmocka_unit_test(test_subgraphs_nest),
        cmocka_unit_test(test_end_and_more),
        cmocka_unit_test(test_first_end_wins),
        cmocka_unit_test(test_inner_wins),
        cmocka_unit_test(test_mention_puts_in),
        cmocka_unit_test(test_subgraph_in_by_mention),
        cmocka_unit_test(test_twice_is_once),
        cmocka_unit_test(test_arrow_to_subgraph),
        cmocka_unit_test(test_arrow_between_subgraphs),
        cmocka_unit_test(test_arrow_to_nested),
        cmocka_unit_test(test_arrow_to_empty_subgraph),
        cmocka_unit_test(test_hidden_arrow_to_subgraph),
        cmocka_unit_test(test_drawn_ends),
        cmocka_unit_test(test_ring_of_subgraphs),
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_read_again),
        cmocka_unit_test(test_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
