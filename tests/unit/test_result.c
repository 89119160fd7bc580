#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/limits.h"
#include "result.h"

#include <string.h>

static bool take(void *context, const void *bytes, size_t n)
{
    struct buf *buf = context;
    buf_add(buf, (struct str){bytes, n});
    return !buf->full;
}

static struct str encoded(struct arena *arena, const struct result *result)
{
    struct buf bytes = buf_new(arena, MIB);
    assert_true(result_write(take, &bytes, result));
    return buf_str(&bytes);
}

static struct result example(struct arena *arena)
{
    struct str *records = arena_alloc(arena, 3 * sizeof *records);
    records[0] = STR("a report\n");
    records[1] = STR("");
    records[2] = STR("raw \0 bytes \xff");
    return (struct result){1, STR("grade: 43 is under 60\n"), records, 3};
}

static void test_there_and_back(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct result sent = example(arena), got;
    assert_true(result_read(&got, arena, encoded(arena, &sent)));
    assert_int_equal(got.status, 1);
    assert_true(str_eq(got.said, sent.said));
    assert_int_equal(got.n_records, 3);
    for (size_t i = 0; i < 3; i++)
        assert_true(str_eq(got.records[i], sent.records[i]));
    sent = (struct result){3, STR(""), NULL, 0};
    assert_true(result_read(&got, arena, encoded(arena, &sent)));
    assert_int_equal(got.status, 3);
    assert_int_equal(got.n_records, 0);
    arena_free(arena);
}

static void test_sink_refuses(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct result sent = example(arena);
    size_t whole = encoded(arena, &sent).n;
    for (size_t max = 0; max < whole; max++) {
        struct buf small = buf_new(arena, max);
        assert_false(result_write(take, &small, &sent));
    }
    arena_free(arena);
}

static void refused(struct arena *arena, struct str bytes)
{
    struct result got = {.status = 77};
    /* Of exactly that size, so that a sanitizer sees the first byte beyond it. */
    assert_false(result_read(&got, arena, str_copy(arena, bytes)));
    assert_int_equal(got.status, 77);
}

static void test_cut_short_and_more(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct result sent = example(arena);
    struct str bytes = encoded(arena, &sent);
    for (size_t n = 0; n < bytes.n; n++)
        refused(arena, str_sub(bytes, 0, n));
    refused(arena, str_from(arena_printf(arena, "%s", "grade-r1")));
    char *more = arena_copy(arena, bytes.p, bytes.n);
    refused(arena, (struct str){more, bytes.n + 1}); /* and the NUL behind the copy */
    arena_free(arena);
}

/* Each byte changed in turn: refused, or a result whose strings lie within the bytes. */
static void test_every_byte(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct result sent = example(arena), got;
    struct str bytes = encoded(arena, &sent);
    size_t taken = 0;
    for (size_t i = 0; i < bytes.n; i++)
        for (unsigned change = 1; change < 256; change *= 2) {
            char *copy = arena_copy(arena, bytes.p, bytes.n);
            copy[i] = (char)(copy[i] ^ (char)change);
            if (!result_read(&got, arena, (struct str){copy, bytes.n}))
                continue;
            taken++;
            assert_true(got.status <= 3);
            assert_int_equal(got.n_records, 3);
            assert_true(result_text(got.said));
            for (size_t k = 0; k < got.n_records; k++)
                assert_true(got.records[k].p >= copy &&
                            got.records[k].p + got.records[k].n <= copy + bytes.n);
        }
    assert_in_range(taken, 1, 8 * bytes.n / 2); /* what is only text may change */
    arena_free(arena);
}

static struct str with_number(struct arena *arena, struct str bytes, size_t at, uint32_t n)
{
    char *copy = arena_copy(arena, bytes.p, bytes.n);
    for (size_t i = 0; i < 4; i++)
        copy[at + i] = (char)(n >> 8 * i);
    return (struct str){copy, bytes.n};
}

static void test_numbers(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct result sent = {0, STR(""), NULL, 0};
    struct str bytes = encoded(arena, &sent);
    enum { STATUS = 8, SAID = 12, COUNT = 16 };
    size_t used = arena_used(arena);
    refused(arena, with_number(arena, bytes, STATUS, 4));
    refused(arena, with_number(arena, bytes, STATUS, UINT32_MAX));
    refused(arena, with_number(arena, bytes, SAID, UINT32_MAX));
    refused(arena, with_number(arena, bytes, COUNT, 1));
    refused(arena, with_number(arena, bytes, COUNT, UINT32_MAX));
    assert_in_range(arena_used(arena) - used, 0, 4096); /* a number alone costs nothing */
    /* As many records as are said to be allowed, and one more. */
    sent.n_records = RESULT_RECORDS_MAX + 1;
    sent.records = arena_alloc(arena, sent.n_records * sizeof *sent.records);
    refused(arena, encoded(arena, &sent));
    sent.n_records--;
    struct result got;
    assert_true(result_read(&got, arena, encoded(arena, &sent)));
    assert_int_equal(got.n_records, RESULT_RECORDS_MAX);
    arena_free(arena);
}

static void test_said_is_text(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct result sent = {2, STR("grade: \033]0;title\a\n"), NULL, 0};
    refused(arena, encoded(arena, &sent));
    sent.said = STR("grade: \xff\n");
    refused(arena, encoded(arena, &sent));
    arena_free(arena);
}

#define TEXT(s) result_text(STR(s))

static void test_text(void **state)
{
    (void)state;
    assert_true(TEXT(""));
    assert_true(TEXT("plain\n\ttext\r\n"));
    assert_true(TEXT("\033[1;31mred\033[0m and \033[m"));
    assert_true(TEXT("é — 漢字 \xF0\x9F\x98\x80"));
    assert_true(TEXT("\xC2\xA0\xEF\xBF\xBD\xF4\x8F\xBF\xBF"));
    static const struct str bad[] = {
        {"\0", 1},
        {"\r", 1},
        {"a\rb", 3},
        {"\b", 1},
        {"\x7f", 1},
        {"\033", 1},
        {"\033[", 2},
        {"\033[2J", 4},
        {"\033[31", 4},
        {"\033]8;;x\a", 7},
        {"\033[?25lm", 7},
        {"\033c", 2},
        {"\x80", 1},
        {"\xC2", 1},
        {"\xC2\x9B", 2},
        {"\xC0\xAF", 2},
        {"\xE0\x80\xAF", 3},
        {"\xED\xA0\x80", 3},
        {"\xF4\x90\x80\x80", 4},
        {"\xF0\x80\x80\xAF", 4},
        {"\xE2\x82", 2},
        {"\xF8\x88\x80\x80\x80", 5},
        {"\xFE", 1},
        {"\033[1111111111111111111111111m", 28},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (result_text(bad[i]))
            fail_msg("bad text %zu is taken", i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_sink_refuses),
        cmocka_unit_test(test_cut_short_and_more),
        cmocka_unit_test(test_every_byte),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_said_is_text),
        cmocka_unit_test(test_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
