#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/prose.h"

/* Spans of code in one paragraph, found by a place in it. */
static void by_place(void **state)
{
    (void)state;
    struct str text = STR("ab cd ef gh");
    struct str code[] = {str_sub(text, 0, 2), str_sub(text, 3, 2), str_sub(text, 9, 2)};
    struct block block = {.text = text, .code = code, .n_code = 3};
    static const size_t expected[] = {0, 0, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3};
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
        assert_int_equal(block_code_from(&block, text.p + i), expected[i]);
    block.n_code = 0;
    assert_int_equal(block_code_from(&block, text.p), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(by_place)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
