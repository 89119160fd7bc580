#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_told.h"

static const char *const named[] = {"Till: rings up the goods", "Queue – keeps them for a day", "Sorter"};

static void lists(const char *heading, const char *const *items, size_t n, const char *expected)
{
    struct helper_told c;
    helper_told_init(&c);
    helper_told_heading(&c, heading, 2);
    helper_told_list(&c, items, n);
    helper_told_read(&c);
    assert_string_equal(helper_told_dump(&c), expected);
    for (size_t i = 0; i < c.arch->n_views; i++)
        assert_true(c.arch->views[i].confidence == 0.5);
    helper_told_free(&c);
}

static void test_lists(void **state)
{
    (void)state;
    static const char chain[] = "Till -> Queue\nQueue -> Sorter\n";
    lists("Data flow", named, 3, chain);
    lists("How it works", named, 3, chain);
    lists("The pipeline, end to end", named, 3, chain);
    lists("Data flow", named, 2, ""); /* too short */
    lists("Team", named, 3, "");
    lists("Installing the pipeline", named, 3, "");
    lists("Next steps for the architecture", named, 3, "");
    static const char *const broken[] = {"Till: rings up", "Queue: keeps",
                                         "then something happens that nobody has a name for at all",
                                         "Sorter: sorts", "Van: leaves"};
    lists("Data flow", broken, 5, "Till -> Queue\nSorter -> Van\n");
    static const char *const layers[] = {"Layer 1: Tills", "Layer 2: Queues", "Layer 3: Vans"};
    lists("Architecture", layers, 3, "");
    static const char *const timed[] = {"T+0 ms | Till: rings", "T+5 ms | Queue: keeps",
                                        "T+9 ms | Van: leaves"};
    lists("Request flow", timed, 3, "Till -> Queue\nQueue -> Van\n");
}

static void test_lead(void **state)
{
    (void)state;
    struct helper_told c;
    helper_told_init(&c);
    helper_told_heading(&c, "Goods", 2);
    helper_told_add(&c, BLOCK_PARAGRAPH, "Their path through the shop:");
    size_t lead = c.prose->n_blocks - 1;
    helper_told_list(&c, named, 3);
    c.prose->blocks[lead + 1].lead = lead;
    /* Below a heading that puts it off, it is no flow of this design. */
    helper_told_heading(&c, "Future work", 2);
    helper_told_heading(&c, "Data flow", 3);
    helper_told_list(&c, named, 3);
    helper_told_read(&c);
    assert_string_equal(helper_told_dump(&c), "Till -> Queue\nQueue -> Sorter\n");
    helper_told_free(&c);
}

static void test_inner_lists(void **state)
{
    (void)state;
    struct helper_told c;
    helper_told_init(&c);
    helper_told_heading(&c, "Data flow", 2);
    helper_told_list(&c, named, 1);
    static const char *const inner[] = {"Belt: moves", "Scale: weighs", "Printer: prints"};
    helper_told_list(&c, inner, 3);
    helper_told_list(&c, named + 1, 2);
    c.prose->blocks[5].list = c.prose->blocks[6].list = 0; /* the outer list goes on */
    helper_told_read(&c);
    assert_string_equal(helper_told_dump(&c),
                        "Belt -> Scale\nScale -> Printer\nTill -> Queue\nQueue -> Sorter\n");
    assert_int_equal(c.arch->n_views, 2);
    helper_told_free(&c);
}

static void test_step_words(void **state)
{
    (void)state;
    struct helper_told c;
    helper_told_init(&c);
    helper_told_heading(&c, "How it works", 2);
    helper_told_add(&c, BLOCK_PARAGRAPH, "Step 1: Till - rings up");
    helper_told_add(&c, BLOCK_PARAGRAPH, "It has a drawer.");
    helper_told_add(&c, BLOCK_PARAGRAPH, "Step 2: Queue");
    helper_told_add(&c, BLOCK_PARAGRAPH, "Step 3: Sorter");
    helper_told_heading(&c, "Training pipeline", 2);
    helper_told_heading(&c, "Step 1: Export", 3);
    helper_told_add(&c, BLOCK_PARAGRAPH, "Each night.");
    helper_told_heading(&c, "Step 2: Fit", 3);
    helper_told_heading(&c, "Step 3 - Release", 3);
    /* Chapters with numbers are no steps, and two are no chain. */
    helper_told_heading(&c, "Architecture", 2);
    helper_told_heading(&c, "1. Serving", 3);
    helper_told_heading(&c, "2. Stores", 3);
    helper_told_heading(&c, "3. Costs", 3);
    helper_told_add(&c, BLOCK_PARAGRAPH, "Step 1: alone");
    helper_told_add(&c, BLOCK_PARAGRAPH, "Step 2: nearly");
    helper_told_read(&c);
    assert_string_equal(helper_told_dump(&c),
                        "Till -> Queue\nQueue -> Sorter\nExport -> Fit\nFit -> Release\n");
    helper_told_free(&c);
}

static void test_many(void **state)
{
    (void)state;
    struct helper_told c;
    helper_told_init(&c);
    helper_told_heading(&c, "Data flow", 2);
    for (size_t i = 0; i < 20000; i++) {
        struct block *block = helper_told_add(&c, BLOCK_ITEM, i % 2 ? "Till: rings" : "Queue: keeps");
        block->list = 0;
        block->ordered = true;
        helper_told_add(&c, BLOCK_PARAGRAPH, i % 3 ? "Step 1: a thing" : "Step 2: another");
    }
    helper_told_read(&c);
    assert_int_equal(c.arch->n_nodes, 2);
    assert_int_equal(c.arch->n_edges, c.limits.text_steps - 1);
    assert_int_equal(c.diags.of[DIAG_TEXT_LIMIT], 1);
    helper_told_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists),      cmocka_unit_test(test_lead), cmocka_unit_test(test_inner_lists),
        cmocka_unit_test(test_step_words), cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
