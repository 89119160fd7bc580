#ifndef GRADE_UNITS_H
#define GRADE_UNITS_H
/*
 * Words and signs that stand beside numbers: units, multipliers, currencies, comparisons, cadences. For
 * quantity.c.
 *
 * Each `…_at` looks at byte i of s and returns the offset behind what it found there, or 0.
 */
#include "model/quantity.h"

#define MINUTE 60.0
#define HOUR 3600.0
#define DAY 86400.0
#define WEEK (7 * DAY)
#define YEAR (365.25 * DAY)
#define MONTH (YEAR / 12)

struct unit {
    const char *name;
    enum quantity_dim dim;
    double factor;
};

static inline bool unit_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool unit_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* NUL past the end. */
static inline char unit_byte(struct str s, size_t i)
{
    return i < s.n ? s.p[i] : '\0';
}

/* One of the bytes of `set`: a cheap look before a table of words is searched. */
static inline bool unit_among(char c, const char *set)
{
    for (; *set; set++)
        if (*set == c)
            return true;
    return false;
}

size_t unit_blanks(struct str s, size_t i);                 /* the first byte that is no blank */
size_t unit_lit(struct str s, size_t i, const char *what);  /* ASCII case ignored */
size_t unit_word(struct str s, size_t i, const char *what); /* no letter may follow */
size_t unit_time_at(const struct unit **out, struct str s, size_t i);
size_t unit_other_at(const struct unit **out, struct str s, size_t i);
size_t unit_currency_at(struct str *out, struct str s, size_t i);
size_t unit_multiplier_at(double *out, struct str s, size_t i);
size_t unit_compare_at(enum quantity_compare *out, struct str s, size_t i);
size_t unit_per_at(struct str s, size_t i);                  /* "/", "per", "a", "every" */
size_t unit_iso_at(double *out, struct str s, size_t i);     /* "PT5M" */
size_t unit_cadence_at(double *out, struct str s, size_t i); /* "daily", "every 15 minutes" */
bool unit_cron(double *out, struct str value);               /* the period of a cron line */

#endif
