#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_told.h"

#include <string.h>

static void check(const char *text, const char *expected)
{
    struct helper_told c;
    assert_string_equal(helper_told_one(&c, BLOCK_PARAGRAPH, text), expected);
    for (size_t i = 0; i < c.arch->n_views; i++)
        assert_true(c.arch->views[i].confidence == 0.55);
    assert_false(c.prose->blocks[0].drawn);
    helper_told_free(&c);
}

static void test_arrows(void **state)
{
    (void)state;
    static const char *const arrows[] = {"->", "-->", "=>", "→", "⟶", "▶", "──▶", "➜", "⇒", "—>"};
    for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++) {
        struct helper_told c;
        helper_told_init(&c);
        char *text = arena_printf(c.arena, "Till %s Queue %s Sorter", arrows[i], arrows[i]);
        helper_told_add(&c, BLOCK_PARAGRAPH, text);
        helper_told_read(&c);
        assert_string_equal(helper_told_dump(&c), "Till -> Queue\nQueue -> Sorter\n");
        helper_told_free(&c);
    }
    check("Till->Queue->Sorter", "Till -> Queue\nQueue -> Sorter\n");
    check("Sorter <- Queue ← Till", "Queue -> Sorter\nTill -> Queue\n");
    check("Till <-> Queue ↔ App", "Till <-> Queue\nQueue <-> App\n");
}

static void test_steps(void **state)
{
    (void)state;
    check("The way of a parcel: belt scanner -> sorter (two lines) → van, which then leaves for its round at "
          "dawn.",
          "belt scanner -> sorter (two lines)\nsorter (two lines) -> van\n");
    check("Routing - Till → Queue", "Till -> Queue\n");
    check("We keep it simple (till → queue → sorter) for now.", "till -> queue\nqueue -> sorter\n");
    check("Depot (north → south) → Harbour", "Depot (north → south) -> Harbour\n");
    check("Till → Redis, Postgres → Sorter + Printer / Scale",
          "Till -> Redis, Postgres\n"
          "Redis, Postgres -> Sorter + Printer / Scale\n");
    check("1. [Till] -> 2) `Queue` -> \"Sorter\".", "Till -> Queue\nQueue -> Sorter\n");
    /* The same name is the same node. */
    check("Drift → retrain; retrain → promote. Promote → drift", "Drift -> retrain\nretrain -> promote\n"
                                                                 "promote -> Drift\n");
    /* A whole sentence breaks the chain. */
    check("Till -> here somebody wrote a very long sentence that names nothing at all -> Queue -> Sorter",
          "Queue -> Sorter\n");
}

static void test_none(void **state)
{
    (void)state;
    check("the latency fell 80 -> 45", "");
    check("x -> y", "");
    check("p99 <= 40 ms and PSI >= 0.2, so a - b -- c", "");
    check("-> Next", "");
    check("Read on →", "");
    check("Till - Queue", "");
    check("Queue => ", "");
    struct helper_told c;
    helper_told_init(&c);
    struct block *block =
        helper_told_add(&c, BLOCK_PARAGRAPH, "Call next->value or total(items) -> float or till -> queue");
    const char *const code[] = {"next->value", "total(items) -> float"};
    for (size_t i = 0; i < 2; i++) {
        struct str *slot = ARENA_PUSH(c.arena, block->code, block->n_code, block->cap_code);
        *slot = str_sub(block->text, str_find(block->text, str_from(code[i])), strlen(code[i]));
    }
    block = helper_told_add(&c, BLOCK_ITEM, "Part 1 → Part 2");
    block->link_only = true;
    block = helper_told_add(&c, BLOCK_CODE, "till -> queue");
    block->drawn = true;
    helper_told_heading(&c, "Till -> Queue", 2);
    helper_told_read(&c);
    assert_string_equal(helper_told_dump(&c), "Call next->value or total(items) -> float or till -> queue\n");
    helper_told_free(&c);
}

static void test_kinds_of_blocks(void **state)
{
    (void)state;
    struct helper_told c;
    helper_told_init(&c);
    helper_told_add(&c, BLOCK_ITEM, "Till -> Queue");
    struct block *row = helper_told_add(&c, BLOCK_ROW, "Aa -> Bb ; Cc ; Dd -> Ee");
    row->cells = arena_alloc(c.arena, 3 * sizeof *row->cells);
    row->cells[0] = str_sub(row->text, 0, 8);
    row->cells[1] = str_sub(row->text, 11, 2);
    row->cells[2] = str_sub(row->text, 16, 8);
    row->n_cells = 3;
    helper_told_heading(&c, "Sorter -> Van", 7);
    c.prose->blocks[2].section = 0;
    helper_told_read(&c);
    assert_string_equal(helper_told_dump(&c), "Till -> Queue\nAa -> Bb\nDd -> Ee\nSorter -> Van\n");
    assert_int_equal(c.arch->n_views, 3); /* one a block */
    assert_int_equal(c.arch->nodes[4].at.column, 17);
    helper_told_free(&c);
}

static void test_limits(void **state)
{
    (void)state;
    struct helper_told c;
    helper_told_init(&c);
    c.limits.text_steps = 2;
    helper_told_add(&c, BLOCK_PARAGRAPH, "Aa -> Bb -> Cc -> Dd -> Ee");
    helper_told_read(&c);
    assert_int_equal(c.arch->n_edges, 2);
    assert_int_equal(c.diags.of[DIAG_TEXT_LIMIT], 1);
    helper_told_free(&c);
    /* A label has at most 80 bytes and ends at a whole character. */
    helper_told_init(&c);
    struct buf buf = buf_new(c.arena, 1000);
    buf_puts(&buf, "Till -> ");
    for (size_t i = 0; i < 60; i++)
        buf_puts(&buf, "é");
    helper_told_add_n(&c, BLOCK_PARAGRAPH, buf.p, buf.n);
    helper_told_read(&c);
    assert_int_equal(c.arch->nodes[1].label.n, 80);
    helper_told_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arrows),          cmocka_unit_test(test_steps),  cmocka_unit_test(test_none),
        cmocka_unit_test(test_kinds_of_blocks), cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
