#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>
#include <time.h>

#include "model/quantity.h"

#define DAY 86400.0
#define MONTH (365.25 * DAY / 12)

struct declared {
    const char *text;
    enum quantity_dim want;
    double low, high;
};

static bool near(double a, double b)
{
    double d = a - b, scale = b < 0 ? -b : b;
    return (d < 0 ? -d : d) <= 1e-9 * (scale > 1 ? scale : 1);
}

static void reads_what_is_declared(void **state)
{
    (void)state;
    static const struct declared all[] = {
        {"35ms", QUANTITY_DURATION, .035, .035},
        {"2 s", QUANTITY_DURATION, 2, 2},
        {"90 sec", QUANTITY_DURATION, 90, 90},
        {"5min", QUANTITY_DURATION, 300, 300},
        {"5 m", QUANTITY_DURATION, 300, 300},
        {"5m", QUANTITY_DURATION, 300, 300},
        {"1h", QUANTITY_DURATION, 3600, 3600},
        {"7d", QUANTITY_DURATION, 7 * DAY, 7 * DAY},
        {"2w", QUANTITY_DURATION, 14 * DAY, 14 * DAY},
        {"3mo", QUANTITY_DURATION, 3 * MONTH, 3 * MONTH},
        {"1y", QUANTITY_DURATION, 12 * MONTH, 12 * MONTH},
        {"PT5M", QUANTITY_DURATION, 300, 300},
        {"P1DT2H", QUANTITY_DURATION, DAY + 7200, DAY + 7200},
        {"daily", QUANTITY_DURATION, DAY, DAY},
        {"nightly at 2", QUANTITY_DURATION, DAY, DAY},
        {"weekly", QUANTITY_DURATION, 7 * DAY, 7 * DAY},
        {"every 15 minutes", QUANTITY_DURATION, 900, 900},
        {"every hour", QUANTITY_DURATION, 3600, 3600},
        {"twice a day", QUANTITY_DURATION, DAY / 2, DAY / 2},
        {"0 2 * * 0", QUANTITY_DURATION, 7 * DAY, 7 * DAY},
        {"*/10 * * * *", QUANTITY_DURATION, 600, 600},
        {"0 2,14 * * *", QUANTITY_DURATION, DAY / 2, DAY / 2},
        {"30 * * * *", QUANTITY_DURATION, 3600, 3600},
        {"0 3 1 * *", QUANTITY_DURATION, MONTH, MONTH},
        {"continuous", QUANTITY_DURATION, 0, 0},
        {"50-80ms", QUANTITY_DURATION, .05, .08},
        {"10min-7d", QUANTITY_DURATION, 600, 7 * DAY},
        {"10min\xe2\x80\x93"
         "24h",
         QUANTITY_DURATION, 600, DAY},
        {"5 to 10 s", QUANTITY_DURATION, 5, 10},
        {"<= 100ms", QUANTITY_DURATION, .1, .1},
        {"5M", QUANTITY_COUNT, 5e6, 5e6},
        {"5 million", QUANTITY_COUNT, 5e6, 5e6},
        {"5,000,000", QUANTITY_COUNT, 5e6, 5e6},
        {"5e6", QUANTITY_COUNT, 5e6, 5e6},
        {"20k", QUANTITY_COUNT, 2e4, 2e4},
        {"1.2bn", QUANTITY_COUNT, 1.2e9, 1.2e9},
        {"5M/day", QUANTITY_COUNT, 5e6, 5e6},
        {"25", QUANTITY_COUNT, 25, 25},
        {"350 tps", QUANTITY_RATE, 350, 350},
        {"350/s", QUANTITY_RATE, 350, 350},
        {"350 requests per second", QUANTITY_RATE, 350, 350},
        {"58", QUANTITY_RATE, 58, 58},
        {"5M/day", QUANTITY_RATE, 5e6 / DAY, 5e6 / DAY},
        {"1.5KB", QUANTITY_SIZE, 1500, 1500},
        {"2 KiB", QUANTITY_SIZE, 2048, 2048},
        {"4TB", QUANTITY_SIZE, 4e12, 4e12},
        {"5M", QUANTITY_SIZE, 5e6, 5e6},
        {"7.5GB/day", QUANTITY_GROWTH, 7.5e9 / DAY, 7.5e9 / DAY},
        {"USD 8460/month", QUANTITY_MONEY, 8460, 8460},
        {"$8,460/mo", QUANTITY_MONEY, 8460, 8460},
        {"\xe2\x82\xac"
         "7.8k per month",
         QUANTITY_MONEY, 7800, 7800},
        {"7,8k \xe2\x82\xac", QUANTITY_MONEY, 7800, 7800},
        {"8460", QUANTITY_MONEY, 8460, 8460},
        {"$0.056 per 1k", QUANTITY_MONEY, .056, .056},
        {"$15.5M", QUANTITY_MONEY, 15.5e6, 15.5e6},
        {"99.95%", QUANTITY_SHARE, .9995, .9995},
        {"0.12 %", QUANTITY_SHARE, .0012, .0012},
        {"12bp", QUANTITY_SHARE, .0012, .0012},
        {"12 bps", QUANTITY_SHARE, .0012, .0012},
        {"0.0012", QUANTITY_SHARE, .0012, .0012},
        {">= 3pp drop", QUANTITY_SHARE, .03, .03},
        {"PSI > 0.2 for 2 windows", QUANTITY_NUMBER, .2, .2},
        {"3..5", QUANTITY_NUMBER, 3, 5},
        {"6x", QUANTITY_ANY, -1, -1},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct quantity q = {.low = -1, .high = -1};
        bool ok = quantity_read(&q, str_from(all[i].text), all[i].want);
        if (ok != (all[i].low >= 0) || !near(q.low, all[i].low) || !near(q.high, all[i].high))
            print_error("%s as %s: %d %g %g\n", all[i].text, quantity_dim_name(all[i].want), ok, q.low,
                        q.high);
        assert_true(ok == (all[i].low >= 0));
        assert_true(near(q.low, all[i].low) && near(q.high, all[i].high));
    }
}

static void refuses_other_dimensions(void **state)
{
    (void)state;
    static const struct declared all[] = {
        {"fast", QUANTITY_DURATION, 0, 0}, {"10", QUANTITY_DURATION, 0, 0},
        {"5GB", QUANTITY_DURATION, 0, 0},  {"12", QUANTITY_SHARE, 0, 0},
        {"7d", QUANTITY_SIZE, 0, 0},       {"58", QUANTITY_SIZE, 0, 0},
        {"7d", QUANTITY_RATE, 0, 0},       {"99%", QUANTITY_MONEY, 0, 0},
        {"", QUANTITY_ANY, 0, 0},          {"2026-11-01", QUANTITY_ANY, 0, 0},
        {"at 14:30", QUANTITY_ANY, 0, 0},  {"s3, p99 and v2", QUANTITY_ANY, 0, 0},
        {"10.0.0.1", QUANTITY_ANY, 0, 0},  {"c7g.xlarge", QUANTITY_ANY, 0, 0},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        struct quantity q;
        if (quantity_read(&q, str_from(all[i].text), all[i].want))
            print_error("%s as %s gives %g\n", all[i].text, quantity_dim_name(all[i].want), q.low);
        assert_false(quantity_read(&q, str_from(all[i].text), all[i].want));
    }
}

static void finds_all_in_a_sentence(void **state)
{
    (void)state;
    struct str text = STR(
        "p99 stays under 100 ms at 350 tps; PSI > 0.2 pages, ~60% of $8,270/month is MSK (3 brokers, 12bp)");
    static const struct {
        enum quantity_dim dim;
        enum quantity_compare compare;
        double value;
    } want[] = {
        {QUANTITY_DURATION, COMPARE_LESS, .1}, {QUANTITY_RATE, COMPARE_NONE, 350},
        {QUANTITY_NUMBER, COMPARE_MORE, .2},   {QUANTITY_SHARE, COMPARE_ABOUT, .6},
        {QUANTITY_MONEY, COMPARE_NONE, 8270},  {QUANTITY_NUMBER, COMPARE_NONE, 3},
        {QUANTITY_SHARE, COMPARE_NONE, .0012},
    };
    size_t pos = 0, n = 0;
    struct quantity q;
    while (quantity_next(&q, text, &pos)) {
        assert_true(n < sizeof want / sizeof want[0]);
        if (q.dim != want[n].dim)
            print_error("%zu: %s\n", n, quantity_dim_name(q.dim));
        assert_int_equal(q.dim, want[n].dim);
        assert_int_equal(q.compare, want[n].compare);
        assert_true(near(q.high, want[n].value));
        assert_true(q.at + q.n <= text.n && q.n > 0);
        n++;
    }
    assert_int_equal(n, sizeof want / sizeof want[0]);
}

static void money_is_put_on_a_month(void **state)
{
    (void)state;
    struct quantity q;
    assert_true(quantity_read(&q, STR("$1,200 per year"), QUANTITY_MONEY));
    assert_true(near(quantity_value(&q), 100));
    assert_true(str_is(q.currency, "USD"));
    assert_true(quantity_read(&q, STR("$0.056 per 1k"), QUANTITY_MONEY));
    assert_true(near(q.per, 1000));
    assert_true(quantity_read(&q, STR("100-150 tps"), QUANTITY_RATE)); /* capacity: the low end */
    assert_true(near(quantity_value(&q), 100));
    assert_true(quantity_read(&q, STR("50-80 ms"), QUANTITY_DURATION)); /* budget: the high end */
    assert_true(near(quantity_value(&q), .08));
}

static void hostile_text(void **state)
{
    (void)state;
    static char digits[100001];
    memset(digits, '9', sizeof digits - 1);
    struct quantity q;
    size_t pos = 0;
    assert_false(quantity_next(&q, (struct str){digits, sizeof digits - 1}, &pos)); /* no finite number */
    assert_false(quantity_read(&q, STR("1e999"), QUANTITY_ANY));
    assert_true(quantity_read(&q, STR("1e-999"), QUANTITY_ANY));
    assert_false(quantity_read(&q, STR("P"), QUANTITY_ANY));
    assert_false(quantity_read(&q, STR("PT"), QUANTITY_ANY));
    assert_false(quantity_read(&q, STR("* * * * * *"), QUANTITY_DURATION));
    for (size_t n = 0; n < 64; n++) /* every prefix of something odd ends */
        for (pos = 0; quantity_next(&q,
                                    (struct str){"$5-\xe2\x82\xac"
                                                 "6/ per 1,0,00e+ 3..4..5 <=>~7 % PT5 every 5",
                                                 n < 45 ? n : 45},
                                    &pos);)
            assert_true(q.high < 1e300);
}

/* A row of digits without end is looked at once, not again from each comma. In processor time. */
static void time_is_linear(void **state)
{
    (void)state;
    static const char *const pieces[] = {"1,200,000", "1.", "9", "1-", "$1,", "every 1 ", "1e1,"};
    static char text[256 * 1024];
    for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
        struct quantity q;
        size_t pos = 0, n = strlen(pieces[k]);
        for (size_t i = 0; i < sizeof text; i++)
            text[i] = pieces[k][i % n];
        clock_t start = clock();
        while (quantity_next(&q, (struct str){text, sizeof text}, &pos))
            assert_true(q.at + q.n <= pos);
        assert_true((clock() - start) / CLOCKS_PER_SEC < 4);
    }
}

static void prints_for_people(void **state)
{
    (void)state;
    static const struct {
        double value;
        enum quantity_dim dim;
        const char *text;
    } all[] = {
        {57.8703703, QUANTITY_NUMBER, "57.9"}, {5e6, QUANTITY_COUNT, "5,000,000"},
        {.045, QUANTITY_DURATION, "45 ms"},    {0, QUANTITY_DURATION, "0 s"},
        {7 * DAY, QUANTITY_DURATION, "7 d"},   {.9995, QUANTITY_SHARE, "99.95 %"},
        {.0012, QUANTITY_SHARE, "0.12 %"},     {350, QUANTITY_RATE, "350/s"},
        {3e12, QUANTITY_SIZE, "3 TB"},         {.0544, QUANTITY_MONEY, "0.054"},
        {-1234.5, QUANTITY_NUMBER, "-1,235"},  {1e300, QUANTITY_NUMBER, "over 1e15"},
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        char text[40];
        quantity_print(text, all[i].value, all[i].dim);
        assert_string_equal(text, all[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_is_declared),
        cmocka_unit_test(refuses_other_dimensions),
        cmocka_unit_test(finds_all_in_a_sentence),
        cmocka_unit_test(money_is_put_on_a_month),
        cmocka_unit_test(hostile_text),
        cmocka_unit_test(time_is_linear),
        cmocka_unit_test(prints_for_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
