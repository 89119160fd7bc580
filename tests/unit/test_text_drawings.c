#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_told.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(enum block_kind kind, const char *text, const char *expected)
{
    struct helper_told c;
    assert_string_equal(helper_told_one(&c, kind, text), expected);
    for (size_t i = 0; i < c.arch->n_views; i++) {
        assert_int_equal(c.arch->views[i].format, ARCH_TEXT);
        assert_true(c.arch->views[i].confidence < 0.6);
    }
    assert_int_equal(c.prose->blocks[0].drawn, kind == BLOCK_CODE && expected[0] != '\0');
    helper_told_free(&c);
}

static void code(const char *text, const char *expected)
{
    check(BLOCK_CODE, text, expected);
}

static void test_level_arrows(void **state)
{
    (void)state;
    code("┌──────┐    ┌───────┐    ┌─────┐\n"
         "│ Till │───▶│ Queue │◀───│ App │\n"
         "└──────┘    └───────┘    └─────┘\n",
         "Till -> Queue\nApp -> Queue\n");
    code("+------+     +-------+     +-----+\n"
         "| Till |---->| Queue |<--->| App |\n"
         "+------+     +-------+     +-----+\n",
         "Till -> Queue\nQueue <-> App\n");
    code(".------.     ,-------,\n"
         "| Till | --> | Queue |\n"
         "'------'     `-------'\n",
         "Till -> Queue\n");
    code("╔══════╗     ╭───────╮\n"
         "║ Till ╟─────┤ Queue │\n"
         "╚══════╝     ╰───────╯\n",
         "Till -- Queue\n");
    code("┌──────┐   ┌───────┐\n"
         "│ Till ├──►│ Queue │\n"
         "│ shop │   │       │\n"
         "└──────┘ → └───────┘\n",
         "Till shop -> Queue\n");
}

static void test_upright_arrows(void **state)
{
    (void)state;
    code("┌──────┐\n"
         "│ Till │\n"
         "└──┬───┘\n"
         "   │\n"
         "   ▼\n"
         "┌──────┐\n"
         "│ Log  │\n"
         "└──────┘\n"
         "   ▲\n"
         "   |\n"
         "+------+\n"
         "| Desk |\n"
         "+------+\n",
         "Till -> Log\nDesk -> Log\n");
    code("+------+\n"
         "| Till |\n"
         "+--+---+\n"
         "   |\n"
         "   v\n"
         "+------+\n"
         "| Log  |\n"
         "+------+\n",
         "Till -> Log\n");
    /* The head within the border, and a line that is one column off. */
    code("┌──────┐\n"
         "│ Till │\n"
         "└──┬───┘\n"
         "    │\n"
         "┌───▼──┐\n"
         "│ Log  │\n"
         "└──────┘\n",
         "Till -> Log\n");
}

static void test_elbows_and_branches(void **state)
{
    (void)state;
    code("┌──────┐\n"
         "│ Till ├──────┐\n"
         "└──────┘      │\n"
         "              ▼\n"
         "           ┌──────┐\n"
         "           │ Log  │\n"
         "           └──────┘\n",
         "Till -> Log\n");
    code("+------+          +------+\n"
         "| Till |----+---->| Log  |\n"
         "+------+    |     +------+\n"
         "            |\n"
         "            |     +------+\n"
         "            +---->| Desk |\n"
         "                  +------+\n",
         "Till -> Log\nTill -> Desk\n");
    code("┌──────┐     ┌──────┐\n"
         "│ Till │     │ App  │\n"
         "└──┬───┘     └──┬───┘\n"
         "   └─────┬──────┘\n"
         "         ▼\n"
         "      ┌─────┐\n"
         "      │ Log │\n"
         "      └─────┘\n",
         "Till -> Log\nApp -> Log\n");
    /* A crossing is none of both. */
    code("          +-----+\n"
         "          | Sun |\n"
         "          +-----+\n"
         "             |\n"
         "+------+     |     +------+\n"
         "| West |-----|---->| East |\n"
         "+------+     |     +------+\n"
         "             v\n"
         "          +------+\n"
         "          | Moon |\n"
         "          +------+\n",
         "Sun -> Moon\nWest -> East\n");
}

static void test_labels(void **state)
{
    (void)state;
    code("┌──────┐              ┌───────┐\n"
         "│ Till │── events ──▶ │ Queue │\n"
         "└──────┘              └───────┘\n",
         "Till -> Queue : events\n");
    code("          receipts\n"
         "┌──────┐            ┌───────┐\n"
         "│ Till │───────────▶│ Queue │\n"
         "└──────┘            └───────┘\n",
         "Till -> Queue\n(receipts)\n");
    code("┌──────┐  receipts  ┌───────┐\n"
         "│ Till │───────────▶│ Queue │\n"
         "└──────┘            └───────┘\n",
         "Till -> Queue : receipts\n");
    code("┌──────┐\n"
         "│ Till │\n"
         "└──┬───┘\n"
         "   │ over TLS\n"
         "   ▼\n"
         "┌──────┐\n"
         "│ Log  │\n"
         "└──────┘\n",
         "Till -> Log : over TLS\n");
    code("┌──────┐\n"
         "│ Till │\n"
         "└──┬───┘\n"
         "   │\n"
         "receipts\n"
         "   │\n"
         "   ▼\n"
         "┌──────┐\n"
         "│ Log  │\n"
         "└──────┘\n",
         "Till -> Log : receipts\n");
    /* On a branch, the label is that of the branch. */
    code("+------+\n"
         "| Till |----+\n"
         "+------+    |\n"
         "     +------+------+\n"
         "     | cash        | card\n"
         "     v             v\n"
         "  +------+      +------+\n"
         "  | Safe |      | Bank |\n"
         "  +------+      +------+\n",
         "Till -> Safe : cash\nTill -> Bank : card\n");
}

static void test_text_of_boxes(void **state)
{
    (void)state;
    code("+----------------+      +-- Ledger --+\n"
         "| Till           |      | postings   |\n"
         "+----------------+      | of a day   |\n"
         "| reads barcodes |      +------------+\n"
         "| prints slips   |            ^\n"
         "+----------------+            |\n"
         "        |                     |\n"
         "        +---------------------+\n",
         "Till / reads barcodes prints slips -> Ledger / postings of a day\n");
    code("┌────────────┐\n"
         "│ 🛒 Cart    │   kept for a day\n"
         "├────────────┤\n"
         "│ - items    │\n"
         "│ ├─ prices  │\n"
         "└─────┬──────┘\n"
         "      ▼\n"
         "  Warehouse\n"
         "  (two halls)\n",
         "🛒 Cart / items / prices / kept for a day -> Warehouse / (two halls)\n");
    /* A right side that is off, and a left one with a gap. */
    code("┌──────────┐     ┌─────┐\n"
         "│ Very long │───▶│ Log │\n"
         "  broken   │     │     │\n"
         "│ name     │     │     │\n"
         "└──────────┘     └─────┘\n",
         "Very long broken name -> Log\n");
}

static void test_groups(void **state)
{
    (void)state;
    struct helper_told c;
    const char *dump = helper_told_one(&c, BLOCK_CODE,
                                       "┌──────────────────────────────┐\n"
                                       "│ Shop                         │\n"
                                       "│  ┌──────┐       ┌───────┐    │\n"
                                       "│  │ Till ├──────▶│ Queue │    │\n"
                                       "│  └──────┘       └───────┘    │\n"
                                       "└──────────────┬───────────────┘\n"
                                       "               │\n"
                                       "               ▼\n"
                                       "           ┌──────┐\n"
                                       "           │ Bank │\n"
                                       "           └──────┘\n");
    assert_string_equal(dump, "Till -> Queue\nTill ~> Bank\nQueue ~> Bank\n");
    assert_int_equal(c.arch->n_groups, 1);
    assert_true(str_is(c.arch->groups[0].label, "Shop"));
    assert_int_equal(c.arch->nodes[0].group, 0);
    assert_int_equal(c.arch->nodes[1].group, 0);
    assert_int_equal(c.arch->nodes[2].group, ARCH_NONE);
    helper_told_free(&c);
    /* Through the border of the group to one box inside. */
    code("      ┌──────┐\n"
         "      │ Till │\n"
         "      └──┬───┘\n"
         "  ┌──────┼───────────────────┐\n"
         "  │      ▼                   │\n"
         "  │  ┌──────┐    ┌───────┐   │\n"
         "  │  │ Log  │    │ Queue │   │\n"
         "  │  └──────┘    └───────┘   │\n"
         "  └──────────────────────────┘\n",
         "Till -> Log\n(Queue)\n");
    /* A single box inside that nothing leads to holds details. */
    code("┌───────────────┐      ┌─────┐\n"
         "│ Router        │─────▶│ Log │\n"
         "│  ┌─────────┐  │      └─────┘\n"
         "│  │ a table │  │\n"
         "│  └─────────┘  │\n"
         "└───────────────┘\n",
         "Router / a table -> Log\n");
}

static void test_words_without_boxes(void **state)
{
    (void)state;
    code("Till -> Queue -> Sorter\n", "Till -> Queue\nQueue -> Sorter\n");
    code("Till  ──▶  Queue  ◀──  App\n", "Till -> Queue\nApp -> Queue\n");
    code("Till\n  ↓\nQueue\n  ↓  sorted\nSorter\n", "Till -> Queue\nQueue -> Sorter : sorted\n");
    code("1. Till\n   |\n   v\n2. Queue\n   |\n3. Sorter\n", "Till -> Queue\nQueue -> Sorter\n");
    code("         Till\n"
         "          |\n"
         "    +-----+-----+\n"
         "    |           |\n"
         "    v           v\n"
         "  Queue       Ledger\n",
         "Till -> Queue\nTill -> Ledger\n");
    code("Shop\n  ├──► Queue ──► Sorter\n  └──► Ledger\n",
         "Shop -> Queue\nShop -> Ledger\nQueue -> Sorter\n");
    code("Till ── receipts ──> Queue\n", "Till -> Queue : receipts\n");
    code("Till → Queue →\n            ↓\n          Sorter\n", "Till -> Queue\nQueue -> Sorter\n");
}

static void test_not_drawings(void **state)
{
    (void)state;
    /* trees of files */
    code("shop/\n├── src/        # code -> image\n│   ├── till.c\n│   └── queue.c\n└── README.md\n", "");
    code("shop/\n|-- src/\n|   |-- till.c -> queue.c\n`-- README.md\n", "");
    /* logs, sessions, progress */
    code("10:00:01 INFO till -> queue sent\n10:00:02 INFO till -> queue sent\n", "");
    code("$ docker ps -> list\ntill -> queue\n", "");
    code("Downloading [=====>    ] 45% of model\n", "");
    /* tables */
    code("+------+-------+\n| name | count |\n+------+-------+\n| till | 3     |\n+------+-------+\n", "");
    code("┌──────┬───────┐\n│ name │ count │\n├──────┼───────┤\n│ till │ 3     │\n└──────┴───────┘\n", "");
    code(" name | count\n------+------\n till | 3\n", "");
    /* programs */
    code("def total(items) -> float:\n    return sum(items)\n", "");
    code("auto f = [](int x) -> int { return x; };\nqueue->next = till->last;\n", "");
    code("items.map((x) => x + 1)\n", "");
    code("x = 3\ny => 4 >= 2\na - b -- c\n", "");
    /* a frame around a notice */
    code("+--------------------+\n| Do not run as root |\n+--------------------+\n", "");
    /* the source of other drawings */
    code("flowchart LR\n  till[Till] --> queue[Queue]\n", "");
    check(BLOCK_PARAGRAPH, "sequenceDiagram Till ->> Queue: slip", "");
    check(BLOCK_PARAGRAPH, "graph TD till[Till] --> queue[Queue]", "");
    /* headings and rules */
    code("Till\n----\nQueue\n=====\n", "");
}

static void test_languages(void **state)
{
    (void)state;
    static const char arrows[] = "Till -> Queue\n";
    static const char boxes[] = "# ┌──────┐   ┌───────┐\n# │ Till │──▶│ Queue │\n# └──────┘   └───────┘\n";
    static const struct {
        const char *language, *text;
        size_t arrows;
    } cases[] = {
        {"", arrows, 1},        {"text", arrows, 1},  {"ASCII", arrows, 1},
        {"haskell", arrows, 0}, {"python", boxes, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct helper_told c;
        helper_told_init(&c);
        struct block *block = helper_told_add(&c, BLOCK_CODE, cases[i].text);
        block->language = str_from(cases[i].language);
        helper_told_read(&c);
        assert_int_equal(c.arch->n_edges, cases[i].arrows);
        assert_int_equal(c.prose->blocks[0].drawn, cases[i].arrows > 0);
        helper_told_free(&c);
    }
}

static void test_boxes_without_arrows(void **state)
{
    (void)state;
    struct helper_told c;
    assert_string_equal(helper_told_one(&c, BLOCK_CODE,
                                        "+------+   +-------+\n"
                                        "| Till |   | Queue |\n"
                                        "+------+   +-------+\n"),
                        "(Till)\n(Queue)\n");
    assert_int_equal(c.diags.n, 1);
    assert_int_equal(c.diags.items[0].id, DIAG_TEXT_DRAWING);
    assert_int_equal(c.diags.items[0].at.line, 1);
    assert_false(c.diags.partial);
    helper_told_free(&c);
}

/* A drawing without a fence: the reader of documents joins its lines, the file still has them. */
static void test_unfenced(void **state)
{
    (void)state;
    struct helper_told c;
    helper_told_init(&c);
    static const char file[] = "intro\n\n┌──────┐   ┌───────┐\n│ Till │──▶│ Queue │\n└──────┘   └───────┘\n";
    static const char joined[] = "┌──────┐   ┌───────┐ │ Till │──▶│ Queue │ └──────┘   └───────┘";
    struct block *block = helper_told_add(&c, BLOCK_PARAGRAPH, file);
    block->text = STR(joined);
    size_t n =
        (sizeof joined - 1) / 3; /* three lines of the same length, each followed by a blank or the end */
    block->n_pieces = 0;
    uint32_t at = 0, source = 7;
    for (size_t i = 0; i < 3; i++) {
        struct block_piece *piece = ARENA_PUSH(c.arena, block->pieces, block->n_pieces, block->cap_pieces);
        *piece = (struct block_piece){at, source};
        const char *end = strchr(file + source, '\n');
        at += (uint32_t)(end - (file + source)) + 1;
        source = (uint32_t)(end - file) + 1;
    }
    assert_true(n > 0);
    helper_told_read(&c);
    assert_string_equal(helper_told_dump(&c), "Till -> Queue\n");
    assert_true(c.prose->blocks[0].drawn);
    assert_int_equal(c.arch->nodes[0].at.line, 4);
    assert_int_equal(c.arch->nodes[0].at.column, 5); /* bytes: the side takes three */
    helper_told_free(&c);
}

static void test_places(void **state)
{
    (void)state;
    struct helper_told c;
    helper_told_one(&c, BLOCK_CODE,
                    "\n+------+     +-------+\n| Till |---->| Queue |\n+------+     +-------+\n");
    assert_int_equal(c.arch->n_views, 1);
    assert_int_equal(c.arch->views[0].at.line, 1);
    assert_int_equal(c.arch->nodes[1].at.line, 3);
    assert_int_equal(c.arch->nodes[1].at.column, 16);
    assert_int_equal(c.arch->edges[0].at.line, 3);
    assert_int_equal(c.arch->edges[0].at.column, 13);
    assert_true(c.arch->nodes[0].own_label);
    assert_false(str_eq(c.arch->nodes[0].id, c.arch->nodes[1].id));
    helper_told_free(&c);
}

static void test_limits(void **state)
{
    (void)state;
    struct helper_told c;
    helper_told_init(&c);
    c.limits.drawing_boxes = 1;
    helper_told_add(&c, BLOCK_CODE, "+----+\n| Aa |--> Bb\n+----+\n+----+\n| Cc |\n+----+\n");
    helper_told_read(&c);
    assert_int_equal(c.arch->n_edges, 1);
    assert_int_equal(c.diags.of[DIAG_TEXT_LIMIT], 1);
    assert_true(c.diags.partial);
    helper_told_free(&c);
    helper_told_init(&c);
    c.limits.drawing_lines = 1;
    c.limits.drawing_columns = 14;
    helper_told_add(&c, BLOCK_CODE, "Till -> Queue -> Sorter\nBank -> Ledger\n");
    helper_told_read(&c);
    assert_int_equal(c.arch->n_edges, 1);
    assert_int_equal(c.diags.of[DIAG_TEXT_LIMIT], 1);
    helper_told_free(&c);
    helper_told_init(&c);
    c.limits.nodes = 2;
    c.limits.edges = 1;
    helper_told_add(&c, BLOCK_CODE, "Till -> Queue -> Sorter\n");
    helper_told_read(&c);
    assert_int_equal(c.arch->n_nodes, 2);
    assert_int_equal(c.arch->n_edges, 1);
    assert_int_equal(c.diags.of[DIAG_LIMIT_GRAPH], 1);
    helper_told_free(&c);
}

static char *repeat(const char *part, size_t n, size_t *length)
{
    size_t size = strlen(part);
    char *text = malloc(n * size + 1);
    assert_non_null(text);
    for (size_t i = 0; i < n; i++)
        memcpy(text + i * size, part, size);
    text[n * size] = '\0';
    *length = n * size;
    return text;
}

static void test_hostile(void **state)
{
    (void)state;
    static const struct {
        const char *part;
        size_t n;
    } cases[] = {
        {"+", 100000},
        {"+\n", 50000},
        {"-", 1 << 20},
        {"→", 300000},
        {"│\n", 100000},
        {"┌│", 50000},
        {"┌\n│", 50000},
        {"+-+\n| |\n", 20000},
        {"v \n", 100000},
        {"((", 200000},
        {"├┼┤\n", 50000},
        {"a -> ", 100000},
        {"\xE2\x94", 100000},
        {"<-", 200000},
        {"┌─┐│", 50000},
        {"\t|\t>", 100000},
        {"\xF0\x9F\x9B\xA1\xEF\xB8\x8F", 50000},
    };
    static const enum block_kind kinds[] = {BLOCK_CODE, BLOCK_PARAGRAPH, BLOCK_ITEM};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t k = 0; k < 3; k++) {
            size_t n;
            struct helper_told c;
            char *text = repeat(cases[i].part, cases[i].n, &n);
            helper_told_init(&c);
            helper_told_add_n(&c, kinds[k], text, n);
            helper_told_read(&c);
            assert_true(c.arch->n_nodes <= c.limits.nodes);
            helper_told_free(&c);
            free(text);
        }
}

/* Boxes within boxes, as deep as the lines are wide. */
static void test_deep(void **state)
{
    (void)state;
    struct helper_told c;
    helper_told_init(&c);
    struct buf buf = buf_new(c.arena, 1 << 20);
    const int depth = 200;
    for (int row = 0; row <= 2 * depth; row++) {
        int d = row <= depth ? row : 2 * depth - row;
        for (int i = 0; i < d; i++)
            buf_putc(&buf, '|');
        if (row == depth)
            buf_puts(&buf, "ab");
        else
            buf_putc(&buf, '+');
        for (int i = 0; row != depth && i < 2 * (depth - d); i++)
            buf_putc(&buf, '-');
        if (row != depth)
            buf_putc(&buf, '+');
        for (int i = 0; i < d; i++)
            buf_putc(&buf, '|');
        buf_putc(&buf, '\n');
    }
    helper_told_add_n(&c, BLOCK_CODE, buf.p, buf.n);
    helper_told_read(&c);
    helper_told_free(&c);
}

/* Any bytes at all: nothing but no crash is asked for. */
static void test_random(void **state)
{
    (void)state;
    static const char *const parts[] = {"+", "-",  "--", "|",  "v",  "^",     ">", "<", "─", "│",
                                        "┌", "┐",  "└",  "┘",  "┼",  "├",     "┤", "▶", "▼", "→",
                                        " ", "  ", "\n", "\n", "ab", "Kafka", "(", ")", "="};
    uint32_t seed = 12345;
    for (size_t round = 0; round < 300; round++) {
        struct helper_told c;
        helper_told_init(&c);
        struct buf buf = buf_new(c.arena, 1 << 16);
        for (size_t i = 0; i < 400; i++) {
            seed = seed * 1664525u + 1013904223u;
            buf_puts(&buf, parts[(seed >> 16) % (sizeof parts / sizeof *parts)]);
        }
        helper_told_add_n(&c, BLOCK_CODE, buf.p, buf.n);
        helper_told_add_n(&c, BLOCK_PARAGRAPH, buf.p, buf.n);
        helper_told_read(&c);
        for (size_t i = 0; i < c.arch->n_edges; i++)
            assert_true(c.arch->edges[i].from < c.arch->n_nodes && c.arch->edges[i].to < c.arch->n_nodes &&
                        c.arch->edges[i].from != c.arch->edges[i].to);
        helper_told_free(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_level_arrows),
        cmocka_unit_test(test_upright_arrows),
        cmocka_unit_test(test_elbows_and_branches),
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_text_of_boxes),
        cmocka_unit_test(test_groups),
        cmocka_unit_test(test_words_without_boxes),
        cmocka_unit_test(test_not_drawings),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_boxes_without_arrows),
        cmocka_unit_test(test_unfenced),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_deep),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
