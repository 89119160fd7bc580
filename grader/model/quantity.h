#ifndef GRADE_QUANTITY_H
#define GRADE_QUANTITY_H
/*
 * Amounts in text: "35ms", "5M/day", "50-80 ms", "$8,460/mo", "PSI > 0.2", "0 2 * * 0" to numbers of one
 * unit.
 *
 * Pure functions from text to value: no locale, no memory. Units: duration seconds, rate per second, size
 * bytes (KB 1000, KiB 1024), growth bytes per second, share a fraction, money as written with its currency
 * and period. A plain number has the dimension NUMBER; one with a multiplier ("5M", "20k", "1,200,000") is a
 * COUNT.
 */
#include "base/str.h"

/* D(ID, "name"): the names are those that packs use. */
#define QUANTITY_DIMS(D)                                                                                     \
    D(ANY, "")                                                                                               \
    D(NUMBER, "number") D(COUNT, "count") D(DURATION, "duration") D(RATE, "rate") D(SIZE, "size")            \
        D(GROWTH, "growth") D(MONEY, "money") D(SHARE, "share")

enum quantity_dim {
#define D(ID, name) QUANTITY_##ID,
    QUANTITY_DIMS(D)
#undef D
        QUANTITY_DIM_COUNT
};

/* "duration"; false for what is no dimension. */
bool quantity_dim_of(enum quantity_dim *out, struct str name);
const char *quantity_dim_name(enum quantity_dim dim);

enum quantity_compare {
    COMPARE_NONE,
    COMPARE_LESS,
    COMPARE_AT_MOST,
    COMPARE_MORE,
    COMPARE_AT_LEAST,
    COMPARE_ABOUT
};

struct quantity {
    enum quantity_dim dim;
    enum quantity_compare compare; /* "> 0.2", "at most 5 s", "~60" */
    double low, high;              /* the same where it is no range */
    double amount;                 /* the high end before "per something" was taken out: 5e6 of "5M/day" */
    double period;                 /* seconds of "/day", "per month"; 0 where none was said */
    double per;                    /* "per 1k": 1000; 0 where none was said */
    struct str currency;           /* "USD", "EUR", "GBP" …; empty where it is no money or none was said */
    bool points;                   /* percentage points */
    size_t at, n;                  /* the bytes it was read from */
};

/*
 * The next quantity in running text at or after *pos, which is moved behind it. False at the end. Numbers
 * inside words ("s3", "p99", "v2") are none.
 */
bool quantity_next(struct quantity *out, struct str text, size_t *pos);

/*
 * A declared value as a quantity of the dimension that its key wants. The wish decides what is ambiguous: a
 * plain number is a rate per second, a share (up to 1), money, a count; "5M" is megabytes as a size;
 * "continuous" is a duration of 0; a cron line is its period; "5M/day" as a count is 5 million. QUANTITY_ANY
 * takes whatever is there.
 */
bool quantity_read(struct quantity *out, struct str value, enum quantity_dim want);

/*
 * The end of a range that decides: the low one for capacity (rate, count, number), the high one for budgets.
 * Money with a period is put on a month.
 */
double quantity_value(const struct quantity *quantity);

/* A number without sign and exponent traps: digits, groups of three after commas, one dot. For formats and
 * tests. */
bool quantity_number(double *out, struct str text, size_t *pos, bool decimal_comma);

/* For people: "57.9 /s", "45 ms", "5,000,000", "0.12 %". At most 40 bytes, NUL-terminated. */
void quantity_print(char out[40], double value, enum quantity_dim dim);

#endif
