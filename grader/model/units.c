#include "model/units.h"

#include <string.h>

size_t unit_blanks(struct str s, size_t i)
{
    while (unit_byte(s, i) == ' ' || unit_byte(s, i) == '\t' || unit_byte(s, i) == '\n' ||
           (unit_byte(s, i) == '\xc2' && unit_byte(s, i + 1) == '\xa0'))
        i += unit_byte(s, i) == '\xc2' ? 2 : 1;
    return i;
}

/* The literal's first byte stands there: a cheap look before the whole of it. */
static bool begins(struct str s, size_t i, const char *what)
{
    return str_byte_lower(unit_byte(s, i)) == str_byte_lower(what[0]);
}

/* Behind the literal when it stands at i (ASCII case ignored), else 0. */
size_t unit_lit(struct str s, size_t i, const char *what)
{
    size_t k = 0;
    for (; what[k] != '\0'; k++)
        if (str_byte_lower(unit_byte(s, i + k)) != str_byte_lower(what[k]))
            return 0;
    return i + k;
}

/* The same for a whole word: no letter may follow. */
size_t unit_word(struct str s, size_t i, const char *what)
{
    size_t end = unit_lit(s, i, what);
    return end && !unit_letter(unit_byte(s, end)) ? end : 0;
}

/* Longer names before their beginnings. Units with one letter follow the number directly or after one blank.
 */
static const struct unit durations[] = {
    {"microseconds", QUANTITY_DURATION, 1e-6},
    {"milliseconds", QUANTITY_DURATION, 1e-3},
    {"millisecond", QUANTITY_DURATION, 1e-3},
    {"millis", QUANTITY_DURATION, 1e-3},
    {"msec", QUANTITY_DURATION, 1e-3},
    {"ms", QUANTITY_DURATION, 1e-3},
    {"us", QUANTITY_DURATION, 1e-6},
    {"\xc2\xb5s", QUANTITY_DURATION, 1e-6},
    {"seconds", QUANTITY_DURATION, 1},
    {"second", QUANTITY_DURATION, 1},
    {"secs", QUANTITY_DURATION, 1},
    {"sec", QUANTITY_DURATION, 1},
    {"s", QUANTITY_DURATION, 1},
    {"minutes", QUANTITY_DURATION, MINUTE},
    {"minute", QUANTITY_DURATION, MINUTE},
    {"mins", QUANTITY_DURATION, MINUTE},
    {"min", QUANTITY_DURATION, MINUTE},
    {"months", QUANTITY_DURATION, MONTH},
    {"month", QUANTITY_DURATION, MONTH},
    {"mo", QUANTITY_DURATION, MONTH},
    {"hours", QUANTITY_DURATION, HOUR},
    {"hour", QUANTITY_DURATION, HOUR},
    {"hrs", QUANTITY_DURATION, HOUR},
    {"hr", QUANTITY_DURATION, HOUR},
    {"h", QUANTITY_DURATION, HOUR},
    {"days", QUANTITY_DURATION, DAY},
    {"day", QUANTITY_DURATION, DAY},
    {"d", QUANTITY_DURATION, DAY},
    {"weeks", QUANTITY_DURATION, WEEK},
    {"week", QUANTITY_DURATION, WEEK},
    {"wk", QUANTITY_DURATION, WEEK},
    {"w", QUANTITY_DURATION, WEEK},
    {"years", QUANTITY_DURATION, YEAR},
    {"year", QUANTITY_DURATION, YEAR},
    {"yrs", QUANTITY_DURATION, YEAR},
    {"yr", QUANTITY_DURATION, YEAR},
    {"y", QUANTITY_DURATION, YEAR},
    {"quarters", QUANTITY_DURATION, 3 * MONTH},
    {"quarter", QUANTITY_DURATION, 3 * MONTH},
};
static const struct unit others[] = {
    {"tps", QUANTITY_RATE, 1},
    {"rps", QUANTITY_RATE, 1},
    {"qps", QUANTITY_RATE, 1},
    {"bytes", QUANTITY_SIZE, 1},
    {"byte", QUANTITY_SIZE, 1},
    {"kib", QUANTITY_SIZE, 1024},
    {"mib", QUANTITY_SIZE, 1048576},
    {"gib", QUANTITY_SIZE, 1073741824},
    {"tib", QUANTITY_SIZE, 1099511627776.0},
    {"kb", QUANTITY_SIZE, 1e3},
    {"mb", QUANTITY_SIZE, 1e6},
    {"gb", QUANTITY_SIZE, 1e9},
    {"tb", QUANTITY_SIZE, 1e12},
    {"pb", QUANTITY_SIZE, 1e15},
    {"percentage points", QUANTITY_SHARE, .01},
    {"percent", QUANTITY_SHARE, .01},
    {"per cent", QUANTITY_SHARE, .01},
    {"pp", QUANTITY_SHARE, .01},
    {"bps", QUANTITY_SHARE, 1e-4},
    {"bp", QUANTITY_SHARE, 1e-4},
    {"basis points", QUANTITY_SHARE, 1e-4},
    {"pct", QUANTITY_SHARE, .01},
};
static const struct unit currencies[] = {
    {"USD", QUANTITY_MONEY, 1},  {"US$", QUANTITY_MONEY, 1},          {"$", QUANTITY_MONEY, 1},
    {"EUR", QUANTITY_MONEY, 1},  {"\xe2\x82\xac", QUANTITY_MONEY, 1}, {"euros", QUANTITY_MONEY, 1},
    {"euro", QUANTITY_MONEY, 1}, {"GBP", QUANTITY_MONEY, 1},          {"\xc2\xa3", QUANTITY_MONEY, 1},
    {"CHF", QUANTITY_MONEY, 1},  {"dollars", QUANTITY_MONEY, 1},      {"INR", QUANTITY_MONEY, 1},
};
static const char *const currency_codes[] = {"USD", "USD", "USD", "EUR", "EUR", "EUR",
                                             "EUR", "GBP", "GBP", "CHF", "USD", "INR"};
#define N(array) (sizeof(array) / sizeof(array)[0])

static size_t unit_at(const struct unit **out, struct str s, size_t i, const struct unit *table, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        size_t end = begins(s, i, table[k].name) ? unit_word(s, i, table[k].name) : 0;
        if (end) {
            *out = &table[k];
            return end;
        }
    }
    return 0;
}

size_t unit_time_at(const struct unit **out, struct str s, size_t i)
{
    if (!unit_among(str_byte_lower(unit_byte(s, i)), "msuhdwyq\xc2"))
        return 0;
    return unit_at(out, s, i, durations, N(durations));
}

size_t unit_other_at(const struct unit **out, struct str s, size_t i)
{
    if (!unit_among(str_byte_lower(unit_byte(s, i)), "trqbkmgp"))
        return 0;
    return unit_at(out, s, i, others, N(others));
}

size_t unit_currency_at(struct str *out, struct str s, size_t i)
{
    if (!unit_among(str_byte_lower(unit_byte(s, i)), "$uegcdi\xe2\xc2"))
        return 0;
    for (size_t k = 0; k < N(currencies); k++) {
        const char *name = currencies[k].name;
        if (!begins(s, i, name))
            continue;
        size_t end = unit_letter(name[0]) && name[strlen(name) - 1] != '$' ? unit_word(s, i, name)
                                                                           : unit_lit(s, i, name);
        if (end) {
            *out = str_from(currency_codes[k]);
            return end;
        }
    }
    return 0;
}

size_t unit_multiplier_at(double *out, struct str s, size_t i)
{
    static const struct {
        const char *name;
        double factor;
        bool exact; /* capital M only: a small one is minutes */
    } table[] = {{"thousand", 1e3, false}, {"million", 1e6, false}, {"billion", 1e9, false},
                 {"bn", 1e9, false},       {"mn", 1e6, false},      {"mio", 1e6, false},
                 {"k", 1e3, false},        {"M", 1e6, true},        {"B", 1e9, true}};
    if (!unit_among(str_byte_lower(unit_byte(s, i)), "tmbk"))
        return 0;
    for (size_t k = 0; k < N(table); k++) {
        size_t end = begins(s, i, table[k].name) ? unit_word(s, i, table[k].name) : 0;
        if (end && (!table[k].exact || s.p[i] == table[k].name[0])) {
            *out = table[k].factor;
            return end;
        }
    }
    return 0;
}

size_t unit_compare_at(enum quantity_compare *out, struct str s, size_t i)
{
    static const struct {
        const char *name;
        enum quantity_compare compare;
    } table[] = {{">=", COMPARE_AT_LEAST},
                 {"=>", COMPARE_AT_LEAST},
                 {"<=", COMPARE_AT_MOST},
                 {"=<", COMPARE_AT_MOST},
                 {"\xe2\x89\xa5", COMPARE_AT_LEAST},
                 {"\xe2\x89\xa4", COMPARE_AT_MOST},
                 {">", COMPARE_MORE},
                 {"<", COMPARE_LESS},
                 {"~", COMPARE_ABOUT},
                 {"\xe2\x89\x88", COMPARE_ABOUT},
                 {"at least", COMPARE_AT_LEAST},
                 {"at most", COMPARE_AT_MOST},
                 {"up to", COMPARE_AT_MOST},
                 {"no more than", COMPARE_AT_MOST},
                 {"not more than", COMPARE_AT_MOST},
                 {"more than", COMPARE_MORE},
                 {"less than", COMPARE_LESS},
                 {"within", COMPARE_AT_MOST},
                 {"under", COMPARE_LESS},
                 {"below", COMPARE_LESS},
                 {"above", COMPARE_MORE},
                 {"over", COMPARE_MORE},
                 {"exceeds", COMPARE_MORE},
                 {"about", COMPARE_ABOUT},
                 {"around", COMPARE_ABOUT},
                 {"roughly", COMPARE_ABOUT},
                 {"minimum", COMPARE_AT_LEAST},
                 {"maximum", COMPARE_AT_MOST}};
    char first = str_byte_lower(unit_byte(s, i));
    if ((i > 0 && unit_letter(first) && unit_letter(s.p[i - 1])) || !unit_among(first, "><=~\xe2"
                                                                                       "aumnlwboer"))
        return 0;
    for (size_t k = 0; k < N(table); k++) {
        const char *name = table[k].name;
        if (!begins(s, i, name))
            continue;
        size_t end = unit_letter(name[0]) ? unit_word(s, i, name) : unit_lit(s, i, name);
        if (end) {
            *out = table[k].compare;
            return end;
        }
    }
    return 0;
}

/* Behind "/", "per", "a", "every" and the like; 0 where none stands there. */
size_t unit_per_at(struct str s, size_t i)
{
    size_t j = unit_blanks(s, i), end;
    if ((end = unit_lit(s, j, "/")))
        return unit_blanks(s, end);
    if ((end = unit_word(s, j, "per")) || (end = unit_word(s, j, "a")) || (end = unit_word(s, j, "each")) ||
        (end = unit_word(s, j, "every")))
        return unit_blanks(s, end);
    return 0;
}
