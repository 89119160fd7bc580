#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_prose.h"
#include "parse/plain_aside.h"

#include <stdlib.h>
#include <string.h>

static void plain_text(void **state)
{
    (void)state;
    helper_prose_expect(
        "notes.txt",
        "\xef\xbb\xbfTitle\n=====\n\none\n  two\n\nPart\n----\nWe do:\n- a\n  b\n- c\n\n1. d\n2) "
        "e\n\nf\r\ng\r\n",
        "heading1 1:4: Title\nparagraph 4:1: one two\nheading2 7:1: Part\nparagraph 9:1: We do:\n"
        "item 10:3 ul0 lead3: a b\nitem 12:3 ul0 lead3: c\nitem 14:4 ul0 lead3: d\n"
        "item 15:4 ul0 lead3: e\nparagraph 17:1: f g\n");
    helper_prose_expect("README", "# A\n\n```sh\nx\n  y\n```\nz\n",
                        "heading1 1:3: A\ncode 4:1 (sh): x\\n  y\nparagraph 7:1: z\n");
    helper_prose_expect("a.txt", "* rest\n\n-x is no item\n2024-01-01 no item\n-----\n\n----------\n",
                        "item 1:3 ul0: rest\nparagraph 3:1: -x is no item 2024-01-01 no item -----\n");
    helper_prose_expect(
        "a.txt", "the parts:\n\n+---+   +---+\n| a |-->| b |\n+---+   +---+\n\nend\n",
        "paragraph 1:1: the parts:\ncode 3:1 lead0 drawn: +---+   +---+\\n| a |-->| b |\\n+---+   +---+\n"
        "paragraph 7:1: end\n");
    helper_prose_expect("a.txt", "```\nopen\n", "code 2:1: open\n");
    helper_prose_expect("a.txt", "", "");
    helper_prose_expect("a.txt", " \n\t\n---\n", "");
}

static void restructured_text(void **state)
{
    (void)state;
    helper_prose_expect(
        "a.rst",
        "=====\nTitle\n=====\n\nPart\n~~~~\n\nSo::\n\n  x\n    y\n\n  z\n\nend\n\n.. code-block:: yaml\n"
        "   :linenos:\n\n   k: v\n\n.. a comment\n   goes on\n\n.. note:: said\n\n.. image:: a.png\n"
        "   :alt: b\n\n#. one\n",
        "heading1 2:1: Title\nheading2 5:1: Part\nparagraph 8:1: So::\ncode 10:1 lead2:   x\\n    y\\n\\n  "
        "z\n"
        "paragraph 15:1: end\ncode 20:1 lead4 (yaml):    k: v\nparagraph 25:11: said\n"
        "item 30:4 ol0 lead6: one\ncomment 22:1: .. a comment\\n   goes on\n"
        "comment 27:1: .. image:: a.png\n");
}

static void asciidoc(void **state)
{
    (void)state;
    helper_prose_expect(
        "a.adoc",
        "= Title\n:toc: left\n\n== Part\n\n// hidden\n* a\n** b\n. c\n\n[source,yaml]\n----\nk: v\n----\n\n"
        "....\nx\n....\n\n[NOTE]\n====\nsaid\n====\n",
        "heading1 1:3: Title\nheading2 4:4: Part\nitem 7:3 ul0: a\nitem 8:4 ul0: b\nitem 9:3 ul0: c\n"
        "code 13:1 lead4 (yaml): k: v\ncode 17:1: x\nparagraph 22:1: said\ncomment 6:1: // hidden\n");
}

static void asides(void **state)
{
    static const char *const aside[] = {
        "requirements.txt", "src/requirements-dev.txt", "constraints.txt",
        "LICENSE",          "LICENSE-MIT.txt",          "NOTICE.txt",
        "CHANGELOG.md",     "CMakeLists.txt",           "robots.txt",
        "pnpm-lock.yaml",   "poetry.lock.txt",          ".github/workflows/ci.yml",
        "a/.b/c.md",        "CODE_OF_CONDUCT.md"};
    static const char *const prose[] = {"requirements.md", "licensed-data.md",     "docs/notices-sent.md",
                                        "sources.md",      "runtime.md",           "a.b/c.md",
                                        "README.md",       "docs/constraints.rst", "blocked.txt"};
    (void)state;
    for (size_t i = 0; i < sizeof aside / sizeof *aside; i++)
        if (!plain_aside(str_from(aside[i])))
            fail_msg("%s is prose", aside[i]);
    for (size_t i = 0; i < sizeof prose / sizeof *prose; i++)
        if (plain_aside(str_from(prose[i])))
            fail_msg("%s is none", prose[i]);
    struct helper_prose c;
    helper_prose_init(&c);
    helper_prose_read(&c, "requirements.txt", "kafka\n", 6);
    assert_int_equal(c.file->use, FILE_UNUSED);
    assert_non_null(c.file->why);
    assert_int_equal(c.prose->n_blocks, 0);
    helper_prose_free(&c);
}

static void settings(void **state)
{
    struct helper_prose c;
    (void)state;
    helper_prose_expect("deploy/values.yaml", "\xef\xbb\xbf# c\nreplicas: 3\n\nhost: kafka:9092\n",
                        "config 1:4 (yaml): # c\\nreplicas: 3\\n\\nhost: kafka:9092\n");
    helper_prose_init(&c);
    helper_prose_read(&c, "values.yml", "replicas: 3\n", 12);
    assert_int_equal(c.file->use, FILE_USED);
    assert_string_equal(c.file->format, "settings");
    helper_prose_read(&c, "empty.yml", "", 0);
    assert_int_equal(c.file->use, FILE_UNUSED);
    helper_prose_read(&c, ".github/workflows/ci.yml", "on: push\n", 9);
    assert_int_equal(c.file->use, FILE_UNUSED);
    assert_int_equal(c.prose->n_blocks, 1);
    helper_prose_free(&c);
}

static void any_bytes(void **state)
{
    static const char *const lines[] = {"a",   "  b",  "- c",         "1. d",  "```", "----",     "====",
                                        "",    ".. e", ".. code:: f", "::",    "g::", "|h|",      "+--+",
                                        "= i", "# j",  "[k]",         ":l: m", "//",  "\xff\xfe", "\r"};
    static const char *const names[] = {"a.txt", "a.rst", "a.adoc"};
    unsigned seed = 7;
    (void)state;
    for (size_t round = 0; round < 3000; round++) {
        char text[512];
        size_t n = 0;
        for (size_t i = 0; i < 30; i++) {
            seed = seed * 1664525 + 1013904223;
            const char *line = lines[(seed >> 8) % (sizeof lines / sizeof *lines)];
            memcpy(text + n, line, strlen(line));
            n += strlen(line);
            text[n++] = '\n';
        }
        text[n / 2] = '\0';
        struct helper_prose c;
        helper_prose_init(&c);
        helper_prose_read(&c, names[round % 3], text, n);
        helper_prose_check(&c, false);
        helper_prose_free(&c);
    }
}

/* Each line of a long run could look at all the others. */
static void long_runs(void **state)
{
    static const char *const again[] = {"# a\n",         "a\n---\n", "```\n",  "- a\n",  "|a\n", ".. a\n",
                                        ".. code:: a\n", "a::\n",    "----\n", "1. a\n", "\n"};
    static const char *const names[] = {"a.txt", "a.rst", "a.adoc"};
    (void)state;
    for (size_t i = 0; i < sizeof again / sizeof *again * 3; i++) {
        size_t length = strlen(again[i / 3]), n = 200000 / length * length;
        char *text = malloc(n);
        assert_non_null(text);
        for (size_t k = 0; k < n; k += length)
            memcpy(text + k, again[i / 3], length);
        struct helper_prose c;
        helper_prose_init(&c);
        helper_prose_read(&c, names[i % 3], text, n);
        helper_prose_check(&c, false);
        helper_prose_free(&c);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_text), cmocka_unit_test(restructured_text), cmocka_unit_test(asciidoc),
        cmocka_unit_test(asides),     cmocka_unit_test(settings),          cmocka_unit_test(any_bytes),
        cmocka_unit_test(long_runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
