#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_prose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPECT(text, expected) helper_prose_expect("README.md", text, expected)

static void headings_and_sections(void **state)
{
    (void)state;
    EXPECT("# One #\nintro\n\nTwo\n---\n\n**Three:**\n\ntext\n\n### Four\n\n__Five__\n\n# Six\n",
           "heading1 1:3: One\nparagraph 2:1: intro\nheading2 4:1: Two\nheading7 7:3: Three:\n"
           "paragraph 9:1: text\nheading3 11:5: Four\nheading7 13:3: Five\nheading1 15:3: Six\n");
    /* bold, but no title: too long, a sentence, only the beginning, two of them, an item, two lines */
    EXPECT(
        "**one two three four five six seven eight nine**\n\n**We do.**\n\n**Why** we do\n\n**a** **b**\n\n"
        "- **item**\n\n**a\\\nb**\n\n**Ingestion** :\n",
        "paragraph 1:3: one two three four five six seven eight nine\nparagraph 3:3: We do.\n"
        "paragraph 5:3: Why we do\nparagraph 7:3: a b\nitem 9:5 ul0 lead3: item\nparagraph 11:3: a\\nb\n"
        "heading7 14:3: Ingestion :\n");
    EXPECT("<h1 align=\"center\">A <b>b</b></h1>\n\n<h3>C</h3>\n\n<div>\n<h2>D</h2> e\n</div>\n",
           "heading1 1:20: A b\nheading3 3:5: C\nheading2 6:5: D\nparagraph 6:12: e\n");
}

static void section_tree(void **state)
{
    static const char text[] = "before\n\n# A\n\n## B\n\n**C:**\n\nin c\n\n# D\n\n> ## E\n> in e\n\nin d\n";
    struct helper_prose c;
    (void)state;
    helper_prose_init(&c);
    helper_prose_read(&c, "README.md", text, strlen(text));
    const struct prose *prose = c.prose;
    assert_int_equal(prose->n_sections, 5);
    static const size_t parents[] = {PROSE_NONE, 0, 1, PROSE_NONE, 3};
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(prose->sections[i].parent, parents[i]);
    assert_true(str_is(prose->sections[2].title, "C"));
    assert_int_equal(prose->blocks[0].section, PROSE_NONE);
    assert_int_equal(prose->blocks[4].section, 2);
    /* what a quote is headed by does not go on behind it */
    assert_int_equal(prose->blocks[7].section, 4);
    assert_true(prose->blocks[7].quoted);
    assert_int_equal(prose->blocks[8].section, 3);
    assert_false(prose->blocks[8].quoted);
    /* another file begins anew, and its numbers go on */
    helper_prose_read(&c, "docs/b.md", "text\n", 5);
    assert_int_equal(prose->blocks[9].section, PROSE_NONE);
    assert_int_equal(c.file->use, FILE_USED);
    assert_string_equal(c.file->format, "markdown");
    helper_prose_free(&c);
}

static void words_and_places(void **state)
{
    struct helper_prose c;
    static const char text[] = "A *few* `co de` [words](x.md) and\n  &amp; \\* more&rarr;**end**\n";
    (void)state;
    EXPECT(text, "paragraph 1:1: A few co de words and & * more\xe2\x86\x92"
                 "end `co de`\n");
    helper_prose_init(&c);
    helper_prose_read(&c, "README.md", text, strlen(text));
    static const struct {
        const char *word;
        unsigned line, column;
    } places[] = {{"few", 1, 4}, {"co de", 1, 10}, {"de", 1, 13},   {"words", 1, 18},        {"and", 1, 31},
                  {"& ", 2, 3},  {"* m", 2, 10},   {"more", 2, 12}, {"\xe2\x86\x92", 2, 16}, {"end", 2, 24}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const struct block *b = &c.prose->blocks[0];
        struct place at = block_place(b, str_find(b->text, str_from(places[i].word)));
        assert_int_equal(at.line, places[i].line);
        assert_int_equal(at.column, places[i].column);
    }
    helper_prose_free(&c);
    EXPECT("soft\nline, hard  \nline<br>again &unknown; &#x41;&#0;\n",
           "paragraph 1:1: soft line, hard\\nline\\nagain &unknown; A\xef\xbf\xbd\n");
    EXPECT("![alt *text*](a.png \"t\") words ![](b.svg) [![badge](c.svg)](d)\n",
           "paragraph 1:26: words\nimage 1:1: alt text (a.png)\nimage 1:32:  (b.svg)\nimage 1:44: badge "
           "(c.svg)\n");
    EXPECT("one ~~two~~ three\n", "paragraph 1:1: one three\nstruck 1:5: ~~two\n");
    EXPECT("", "");
    EXPECT(" \n\n***\n![x](y)\n", "image 4:1: x (y)\n");
}

static void line_ends_and_bytes(void **state)
{
    struct helper_prose c;
    (void)state;
    EXPECT("\xef\xbb\xbf# A\r\n\r\ntext\r\nmore\r\n\r\n- i\r\n\r\n```\r\nx\r\n  y\r\n```\r\n",
           "heading1 1:6: A\nparagraph 3:1: text more\nitem 6:3 ul0 lead1: i\ncode 9:1 lead2: x\\n  y\n");
    EXPECT("\ta\n\n-\tb\n\n\t\tc\n", "code 1:2: a\nitem 3:3 ul0: b\ncode 5:3 lead1: c\n");
    helper_prose_init(&c);
    static const char bytes[] = "# a\0b\n\nc\xff\xc3 d\xe2\x94\n\0\n- `\0`";
    helper_prose_read(&c, "README.md", bytes, sizeof bytes - 1);
    const char *got = helper_prose_dump(&c);
    assert_string_equal(
        got, "heading1 1:3: a\xef\xbf\xbd"
             "b\nparagraph 3:1: c\xff\xc3 d\xe2\x94 \xef\xbf\xbd\nitem 5:4 ul0 lead1: \xef\xbf\xbd "
             "`\xef\xbf\xbd`\n");
    helper_prose_free(&c);
}

static void lists(void **state)
{
    (void)state;
    EXPECT("We do:\n\n- [ ] one `a`\n  goes on\n- [x] two\n  - deep *er*\n    1. most\n\n  - again\n\n    "
           "more\n\n"
           "  tail\n- three\n\nend\n\n3. new\n",
           "paragraph 1:1: We do:\nitem 3:7 ul0 lead0: one a goes on `a`\nitem 5:7 ul0 lead0: two\n"
           "item 6:5 ul1 lead2: deep er\nitem 7:8 ol2 lead3: most\nitem 9:5 ul1 lead2: again\\nmore\n"
           "item 13:3 ul0 lead0: tail\nitem 14:3 ul0 lead0: three\nparagraph 16:1: end\nitem 18:4 ol3 lead8: "
           "new\n");
    /* a heading and another list introduce nothing */
    EXPECT("# A\n- a\n\n1. b\n", "heading1 1:3: A\nitem 2:3 ul0: a\nitem 4:4 ol1: b\n");
    EXPECT("-\n- \n- - x\n", "item 3:5 ul1: x\n");
    EXPECT("- [A](a.md), [`B`](b.md).\n- see [A](a.md)\n- https://a.example/x\n- \xf0\x9f\x93\x84 "
           "<https://b.example>\n",
           "item 1:4 ul0 link: A, B. `B`\nitem 2:3 ul0: see A\nitem 3:3 ul0 link: https://a.example/x\n"
           "item 4:3 ul0 link: \xf0\x9f\x93\x84 https://b.example\n");
    EXPECT("> a\n> - b\n>   > c\n\nd\n", "paragraph 1:3 quoted: a\nitem 2:5 ul0 lead0 quoted: b\n"
                                         "paragraph 3:7 quoted: c\nparagraph 5:1: d\n");
}

/* A sign at the beginning of a line begins an item; an arrow or a dash goes on with the sentence. */
static void lines_with_signs(void **state)
{
    (void)state;
    EXPECT("\xe2\x9c\x85 **Fast:** 5 ms\n\xe2\x9c\x85 cheap\nand small\n",
           "paragraph 1:1: \xe2\x9c\x85 Fast: 5 ms\\n\xe2\x9c\x85 cheap and small\n");
    EXPECT("> a **b**\n> \xf0\x9f\x9a\x80 c\n", "paragraph 1:3 quoted: a b\\n\xf0\x9f\x9a\x80 c\n");
    EXPECT("Kafka\n\xe2\x86\x92 Flink\n\xe2\x80\x94 so far\n",
           "paragraph 1:1: Kafka \xe2\x86\x92 Flink \xe2\x80\x94 so far\n");
}

static void tables(void **state)
{
    (void)state;
    EXPECT("The monitors:\n\n| Signal | `At` | |\n|:--|--:|-|\n| a \\| b | `x|y` | |\n|  | | 5 &gt; 3<br>z "
           "|\n| | |\n|q\n"
           "after\n",
           "paragraph 1:1: The monitors:\nrow 5:3 table0 lead0: a | b ; x|y = a | b|x|y| `x|y`\n"
           "row 6:8 table0 lead0: 5 > 3\\nz = ||5 > 3\\nz\nrow 8:2 table0 lead0: q = q||\n"
           "row 9:1 table0 lead0: after = after||\ntable 3:3 lead0: Signal|At|\n");
    /* one dash is enough, as everybody takes it; an item that looks like it is none */
    EXPECT("a|b\n-|:-:\nc|d\n", "row 3:1 table0: c ; d = c|d\ntable 1:1: a|b\n");
    EXPECT("> a|b\n> -|-\n> c|d\n", "row 3:3 table0 quoted: c ; d = c|d\ntable 1:3: a|b\n");
    /* right below a line of text, as everybody takes it; not within a fence */
    EXPECT("**Why:**\n| a | b |\n|---|-|\n| c | d |\n\nlast\n",
           "heading7 1:3: Why:\nrow 4:3 table0: c ; d = c|d\nparagraph 6:1: last\ntable 2:3: a|b\n");
    EXPECT("- x\n  | a | b |\n  |--|--|\n  | c | d |\n",
           "item 1:3 ul0: x\nrow 4:5 table0 lead0: c ; d = c|d\ntable 2:5 lead0: a|b\n");
    EXPECT("```\nx\n| a |\n|---|\n```\n", "code 2:1: x\\n| a |\\n|---|\n");
    EXPECT("| D |\n|-|\n| [x](y.md) |\n", "row 3:4 table0 link: x = x\ntable 1:3: D\n");
    EXPECT("<table>\n<tr><th>A</th><th>B</th></tr>\n<tr><td>c</td><td><p>d</p>\n e</td></tr>\n</table>\n",
           "row 3:9 table0: c ; d\\ne = c|d\\ne\ntable 2:9: A|B\n");
    EXPECT("<table><tr><td>c</td><td></td></tr></table>\n", "row 1:16 table0: c = c|\ntable 1:8\n");
}

static void code(void **state)
{
    (void)state;
    EXPECT(
        "So:\n```py x\nif a:\n\n    b = \"<x> & *y*\"\n```\n\n    ind\n      ented\n\n~~~\nopen\n",
        "paragraph 1:1: So:\ncode 3:1 lead0 (py): if a:\\n\\n    b = \"<x> & *y*\"\ncode 8:5: ind\\n  ented\n"
        "code 12:1: open\n");
    EXPECT("- a\n\n  ```sh\n  x\n    y\n  ```\n- b\n",
           "item 1:3 ul0: a\ncode 4:3 lead0 (sh): x\\n  y\nitem 7:3 ul0: b\n");
    EXPECT("```\n```\n\n```x\n\n```\n", "");
    EXPECT("<pre>\na &lt;\n  b\n</pre>\n", "code 2:1: a <\\n  b\n");
}

static void drawings_in_fences(void **state)
{
    struct helper_prose c;
    static const char text[] =
        "# A\n\n- first\n\n  ```dot\n  digraph {\n    a -> b [label=x];\n  }\n  ```\n\n"
        "> ```Graphviz\n> digraph {\n>   c -> d;\n> }\n> ```\n\n"
        "```yaml\ncomponents:\n  e: {role: event_stream}\n  f:\nflows:\n  - e -> f\n```\n\n"
        "```yaml\nreplicas: 3\n```\n\n```dot\ndigraph {\n```\n";
    (void)state;
    helper_prose_init(&c);
    helper_prose_read(&c, "README.md", text, strlen(text));
    const struct architecture *arch = c.arch;
    assert_int_equal(arch->n_nodes, 6);
    assert_int_equal(arch->n_edges, 3);
    static const struct {
        const char *id;
        unsigned line, column;
    } nodes[] = {{"a", 7, 5}, {"b", 7, 10}, {"c", 13, 5}, {"d", 13, 10}, {"e", 19, 3}, {"f", 20, 3}};
    for (size_t i = 0; i < 6; i++) {
        assert_true(str_is(arch->nodes[i].id, nodes[i].id));
        assert_int_equal(arch->nodes[i].at.line, nodes[i].line);
        assert_int_equal(arch->nodes[i].at.column, nodes[i].column);
        assert_true(str_is(arch->nodes[i].at.text->name, "README.md"));
    }
    const struct prose *prose = c.prose;
    assert_int_equal(prose->n_blocks, 7);
    for (size_t i = 2; i < 7; i++) {
        assert_int_equal(prose->blocks[i].kind, BLOCK_CODE);
        assert_int_equal(prose->blocks[i].drawn, i < 5);
    }
    /* the broken one is said, and stays code */
    assert_int_equal(c.diags.of[DIAG_DOT_SYNTAX], 1);
    assert_true(c.diags.items[c.diags.n - 1].at.line >= 30);
    helper_prose_free(&c);
}

/* What readers say about a fence, they say of the document's lines. */
static void complaints_in_fences(void **state)
{
    (void)state;
    helper_prose_expect(
        "README.md",
        "\n\n\n```yaml\ncomponents:\n  e: {role: x, z}\nflows:\n  - e -> e: {label: a, b}\n```\n",
        "code 5:1 drawn (yaml): components:\\n  e: {role: x, z}\\nflows:\\n  - e -> e: {label: a, b}\n"
        "arch-quote 6:13\narch-unknown-role 6:13\narch-quote 8:21\n");
}

static void html(void **state)
{
    (void)state;
    EXPECT("<p align=\"center\">\n  <img src=\"a.png\" alt=\"Pic\">\n  H<sub>2</sub>O a < b &amp; "
           "<i>c</i>\n</p>\n",
           "paragraph 3:3: H2O a < b & c\nimage 2:3: Pic (a.png)\n");
    EXPECT("<details>\n<summary>Costs</summary>\n\n*Inner*\n\n</details>\n",
           "heading7 2:10: Costs\nparagraph 4:2: Inner\n");
    EXPECT("a<!-- b\nc --> d <script>e\nf</script> g\n\n<!-- h\n\ni -->\n<style>\n\nj</style>\nk\n",
           "paragraph 1:1: a d g\nparagraph 11:1: k\ncomment 1:2: <!-- b\\nc -->\nhtml 2:9: "
           "<script>e\\nf</script>\n"
           "comment 5:1: <!-- h\\n\\ni -->\nhtml 8:1: <style>\\n\\nj</style>\n");
    EXPECT("<ul>\n<li>one\n<li><a href=\"x\">two</a>\n</ul>\n",
           "item 2:5 ul0: one\nitem 3:17 ul0 link: two\n");
    EXPECT("x <span style=\"display: none\">y <span>z</span> y</span> w <del>v</del>\n",
           "paragraph 1:1: x w\nhtml 1:3: <span style=\"display: none\">y <span>z</span> y</span>\n"
           "struck 1:59: <del>v</del>\n");
    EXPECT("x <b title=\"a > b\">y</b> <https://a.example> <nobody@a.example>\n",
           "paragraph 1:1: x y https://a.example nobody@a.example\n");
    EXPECT("<div>\na <b\n", "paragraph 2:1: a\nhtml 2:3: <b\n");
}

static void hidden(void **state)
{
    (void)state;
    EXPECT("---\ntitle: A\ntags: [b]\n---\n# C\n",
           "heading1 5:3: C\nfront-matter 2:1: title: A\\ntags: [b]\\n\n");
    EXPECT("---\n\nwords\n\n---\n", "paragraph 3:1: words\n");
    EXPECT("---\ntitle: never closed\n", "paragraph 2:1: title: never closed\n");
    EXPECT(
        "see [a] and [b][a]\n\n[a]: http://a.example \"t\"\n  [//]: # (unseen)\n\n[c]: no\n[d] e\n",
        "paragraph 1:1: see a and b\nparagraph 7:1: [d] e\nlink-definition 3:1: [a]: http://a.example \"t\"\n"
        "link-definition 4:3: [//]: # (unseen)\nlink-definition 6:1: [c]: no\n");
}

static void asides(void **state)
{
    (void)state;
    EXPECT("text", "paragraph 1:1: text\n");
    helper_prose_expect("LICENSE.md", "text", "");
    helper_prose_expect(".github/pull_request_template.md", "text", "");
    helper_prose_expect("docs/licensed-data.md", "text", "paragraph 1:1: text\n");
}

/* ---- what nobody writes ---- */

struct pattern {
    const char *begin, *again, *end;
};

static size_t repeat(char **out, const struct pattern *p, size_t n)
{
    size_t b = strlen(p->begin), a = strlen(p->again), e = strlen(p->end), times = n / a;
    char *text = malloc(b + times * a + e + 1);
    assert_non_null(text);
    memcpy(text, p->begin, b);
    for (size_t i = 0; i < times; i++)
        memcpy(text + b + i * a, p->again, a);
    memcpy(text + b + times * a, p->end, e);
    *out = text;
    return b + times * a + e;
}

/* Each of them took the square of its length in a parser of Markdown at some time. */
static void hostile_shapes(void **state)
{
    static const struct pattern patterns[] = {
        {"", "> ", "x\n\n\n"},
        {"", "- ", "x\n"},
        {"", "1. ", "\n\n\nx"},
        {"", "[", "]"},
        {"", "![", "](x)"},
        {"[a]: b\n\n", "[a]\n", ""},
        {"", "][\n", ""},
        {"", "[a](\n", ""},
        {"", "[a\n](b\n", ""},
        {"", "*a _b ", ""},
        {"", "**a", ""},
        {"", "~a ", ""},
        {"", "~~a~ ", ""},
        {"", "`", ""},
        {"", "` `` ", ""},
        {"", "<b ", ""},
        {"", "a <!-- ", ""},
        {"", "<!--\n", ""},
        {"", "<div>\n", ""},
        {"", "&amp;", ""},
        {"", "\\", ""},
        {"", "# a\n", ""},
        {"", "**a**\n\n", ""},
        {"a|b\n-|-\n", "|", ""},
        {"a|b\n-|-\n", "c|d\n", ""},
        {"", "a|b\n-|-\n", "\n"},
        {"", "[a]: b\n", ""},
        {"", "```\n", ""},
        {"<table>", "<tr><td>", ""},
        {"", "<ul>", ""},
        {"", "<h1>a", ""},
        {"", "http://a_", ""},
        {"---\n", "a: b\n", ""},
        {"", "<script>", ""},
        {"- a\n", "\n", "b"},
        {"", "|-|", "\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        struct helper_prose c;
        char *text;
        size_t n = repeat(&text, &patterns[i], 100000);
        helper_prose_init(&c);
        helper_prose_read(&c, "README.md", text, n);
        helper_prose_check(&c, true);
        size_t bytes = 0;
        for (size_t k = 0; k < c.prose->n_blocks; k++)
            bytes += c.prose->blocks[k].text.n;
        assert_true(bytes <= 2 * n);
        free(text);
        helper_prose_free(&c);
    }
}

static size_t blocks_of(const char *text, size_t n, enum diag_id id, size_t *diags)
{
    struct helper_prose c;
    helper_prose_init(&c);
    c.limits.prose_blocks = 1000;
    helper_prose_read(&c, "README.md", text, n);
    size_t blocks = c.prose->n_blocks;
    *diags = c.diags.of[id];
    assert_int_equal(c.diags.partial, *diags > 0);
    helper_prose_free(&c);
    return blocks;
}

static void many_fences(void **state)
{
    struct helper_prose c;
    struct pattern fences = {"", "```dot\ndigraph { a -> b }\n```\n", ""};
    char *text;
    (void)state;
    for (size_t more = 0; more < 2; more++) {
        size_t n = repeat(&text, &fences, (256 + more) * strlen(fences.again));
        helper_prose_init(&c);
        helper_prose_read(&c, "README.md", text, n);
        assert_int_equal(c.diags.of[DIAG_PROSE_LIMIT], more);
        assert_int_equal(c.arch->n_views, 256);
        helper_prose_free(&c);
        free(text);
    }
}

static void limits(void **state)
{
    struct pattern items = {"", "- a\n", ""}, deep = {"", "> ", "x\n\ny\n"},
                   marks = {"", "[a](b) ", "\n\n[c](d)\n"};
    size_t n, diags;
    char *text;
    (void)state;
    n = repeat(&text, &items, 4000);
    assert_int_equal(blocks_of(text, n, DIAG_PROSE_LIMIT, &diags), 1000);
    assert_int_equal(diags, 0);
    free(text);
    n = repeat(&text, &items, 8000);
    assert_int_equal(blocks_of(text, n, DIAG_PROSE_LIMIT, &diags), 1000);
    assert_int_equal(diags, 1);
    free(text);
    n = repeat(&text, &deep, 1000);
    assert_int_equal(blocks_of(text, n, DIAG_PROSE_LIMIT, &diags), 2);
    assert_int_equal(diags, 1);
    free(text);
    /* 1,000 brackets of one paragraph are links, the others stay as they are; the next one begins anew */
    n = repeat(&text, &marks, 7 * 600);
    struct helper_prose c;
    helper_prose_init(&c);
    helper_prose_read(&c, "README.md", text, n);
    assert_int_equal(c.diags.of[DIAG_PROSE_LIMIT], 1);
    assert_int_equal(c.prose->n_blocks, 2);
    assert_true(str_starts(c.prose->blocks[0].text, "a a a "));
    assert_true(str_ends(c.prose->blocks[0].text, "[a](b) [a](b)"));
    assert_true(str_is(c.prose->blocks[1].text, "c"));
    helper_prose_free(&c);
    free(text);
}

/* A table whose empty cells are the square of its bytes, and a link whose target is written again for every
 * use. */
static void growth(void **state)
{
    struct pattern rule = {"|", "---|", "\n"}, rows = {"", "|\n", ""};
    struct helper_prose c;
    char *parts[2], *text;
    (void)state;
    size_t n = repeat(&parts[0], &rule, 8000), more = repeat(&parts[1], &rows, 8000);
    text = malloc(2 * n + more + 8);
    assert_non_null(text);
    memcpy(text, "# A\n\n", 5);
    memcpy(text + 5, parts[0], n);
    memcpy(text + 5 + n, parts[0], n);
    memcpy(text + 5 + 2 * n, parts[1], more);
    helper_prose_init(&c);
    helper_prose_read(&c, "README.md", text, 5 + 2 * n + more);
    assert_int_equal(c.diags.of[DIAG_PROSE_LIMIT], 1);
    assert_int_equal(c.prose->n_blocks, 1); /* what came before is kept */
    helper_prose_free(&c);
    free(text), free(parts[0]), free(parts[1]);

    struct pattern target = {"[a]: <", "&amp;", ">\n\n"}, uses = {"", "[a] ", ""};
    n = repeat(&parts[0], &target, 40000), more = repeat(&parts[1], &uses, 1600);
    text = malloc(n + more);
    assert_non_null(text);
    memcpy(text, parts[0], n);
    memcpy(text + n, parts[1], more);
    helper_prose_init(&c);
    helper_prose_read(&c, "README.md", text, n + more);
    assert_int_equal(c.diags.of[DIAG_PROSE_LIMIT], 1);
    helper_prose_free(&c);
    free(text), free(parts[0]), free(parts[1]);
}

static void large_table(void **state)
{
    struct pattern rows = {"# T\n\n| a | b |\n|---|---|\n", "| [x](y) | `c` |\n", "\nafter\n"};
    struct helper_prose c;
    char *text;
    size_t n = repeat(&text, &rows, 17 * 20000);
    (void)state;
    helper_prose_init(&c);
    helper_prose_read(&c, "README.md", text, n);
    assert_int_equal(c.diags.n, 0);
    assert_int_equal(c.prose->n_blocks, 20002);
    const struct block *last = &c.prose->blocks[20000];
    assert_true(str_is(last->text, "x ; c"));
    assert_int_equal(block_place(last, 4).line, 20004);
    assert_int_equal(block_place(last, 4).column, 13);
    helper_prose_free(&c);
    free(text);
}

/* Pieces of Markdown in any order: nothing breaks, and every word keeps its place. */
static void any_order(void **state)
{
    static const char *const tokens[] = {
        "[",    "]",      "(",     ")",        "!",          "a",     "b c",      " ",     "\n",
        "\n\n", "*",      "**",    "_",        "`",          "``",    "~~",       "<",     ">",
        "<!--", "-->",    "<a>",   "<b>",      "\"",         "\\",    "|",        "- ",    "1. ",
        "> ",   "# ",     "    ",  "\t",       "```\n",      "<div>", "<script>", "===\n", "---\n",
        "|-|",  "a|b\n",  "-|-\n", "[a]: b\n", "![",         "](x)",  "</b>",     "<br>",  "<table>",
        "<tr>", "<td>",   "<li>",  "<pre>",    "</pre>",     "<h2>",  "</h2>",    "\r\n",  "\xe2\x94\x80",
        "\xff", "- [ ] ", "<del>", "</del>",   "<p hidden>", "</p>"};
    unsigned seed = 20240611;
    (void)state;
    for (size_t round = 0; round < 3000; round++) {
        char text[512];
        size_t n = 0;
        for (size_t i = 0; i < 40; i++) {
            seed = seed * 1664525 + 1013904223;
            const char *token = tokens[(seed >> 8) % (sizeof tokens / sizeof *tokens)];
            memcpy(text + n, token, strlen(token));
            n += strlen(token);
        }
        struct helper_prose c;
        helper_prose_init(&c);
        helper_prose_read(&c, "README.md", text, n);
        helper_prose_check(&c, false);
        helper_prose_free(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_and_sections),
        cmocka_unit_test(section_tree),
        cmocka_unit_test(words_and_places),
        cmocka_unit_test(line_ends_and_bytes),
        cmocka_unit_test(lists),
        cmocka_unit_test(lines_with_signs),
        cmocka_unit_test(tables),
        cmocka_unit_test(code),
        cmocka_unit_test(drawings_in_fences),
        cmocka_unit_test(many_fences),
        cmocka_unit_test(complaints_in_fences),
        cmocka_unit_test(html),
        cmocka_unit_test(hidden),
        cmocka_unit_test(asides),
        cmocka_unit_test(hostile_shapes),
        cmocka_unit_test(limits),
        cmocka_unit_test(growth),
        cmocka_unit_test(large_table),
        cmocka_unit_test(any_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
