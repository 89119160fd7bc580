#include "model/quantity.h"
#include "model/units.h"

#include <string.h>

static const char *const dim_names[QUANTITY_DIM_COUNT] = {
#define D(ID, name) [QUANTITY_##ID] = name,
    QUANTITY_DIMS(D)
#undef D
};

bool quantity_dim_of(enum quantity_dim *out, struct str name)
{
    for (size_t i = 0; i < QUANTITY_DIM_COUNT; i++)
        if (str_is(name, dim_names[i])) {
            *out = (enum quantity_dim)i;
            return true;
        }
    return false;
}

const char *quantity_dim_name(enum quantity_dim dim)
{
    return dim_names[dim];
}

/* Longer rows of digits are no amounts: looking at each of them to its end again and again would take long.
 */
#define NUMBER_BYTES 40

bool quantity_number(double *out, struct str s, size_t *pos, bool decimal_comma)
{
    size_t i = *pos;
    double value = 0, scale = 1;
    s = str_sub(s, 0, i + NUMBER_BYTES + 1);
    if (!unit_digit(unit_byte(s, i)) && !(unit_byte(s, i) == '.' && unit_digit(unit_byte(s, i + 1))))
        return false;
    while (unit_digit(unit_byte(s, i))) {
        value = value * 10 + (s.p[i++] - '0');
        bool group = (unit_byte(s, i) == ',' || unit_byte(s, i) == '_' || unit_byte(s, i) == '\'') &&
                     unit_digit(unit_byte(s, i + 1)) && unit_digit(unit_byte(s, i + 2)) &&
                     unit_digit(unit_byte(s, i + 3)) && !unit_digit(unit_byte(s, i + 4));
        if (group)
            i++;
    }
    if ((unit_byte(s, i) == '.' || (decimal_comma && unit_byte(s, i) == ',')) &&
        unit_digit(unit_byte(s, i + 1)))
        for (i++; unit_digit(unit_byte(s, i)); i++)
            value += (s.p[i] - '0') * (scale /= 10);
    if ((unit_byte(s, i) == 'e' || unit_byte(s, i) == 'E') &&
        (unit_digit(unit_byte(s, i + 1)) ||
         ((unit_byte(s, i + 1) == '+' || unit_byte(s, i + 1) == '-') && unit_digit(unit_byte(s, i + 2))))) {
        bool minus = unit_byte(s, i + 1) == '-';
        int power = 0;
        for (i += unit_digit(unit_byte(s, i + 1)) ? 1 : 2; unit_digit(unit_byte(s, i)); i++)
            power = power < 400 ? power * 10 + (s.p[i] - '0') : power;
        for (; power > 0 && value > 0 && value < 1e300; power--)
            value = minus ? value / 10 : value * 10;
    }
    if (value >= 1e300 || i - *pos > NUMBER_BYTES)
        return false;
    *out = value;
    *pos = i;
    return true;
}

/* What stands behind a number. */
struct tail {
    enum quantity_dim dim;
    double factor;
    bool multiplied, points;
    struct str currency;
    size_t end;
};

static struct tail tail_at(struct str s, size_t i)
{
    struct tail t = {QUANTITY_NUMBER, 1, false, false, STR(""), i};
    const struct unit *unit = NULL;
    size_t j = unit_blanks(s, i), end;
    if ((end = unit_lit(s, j, "%"))) {
        t.dim = QUANTITY_SHARE;
        t.factor = .01;
        t.end = end;
        return t;
    }
    double factor;
    if ((end = unit_multiplier_at(&factor, s, j))) {
        t.factor = factor;
        t.multiplied = true;
        t.dim = QUANTITY_COUNT;
        t.end = end;
        j = unit_blanks(s, end);
    }
    if ((end = unit_other_at(&unit, s, j))) {
        /* "5M GB" is nobody's number: the multiplier stays, the unit counts */
        t.dim = unit->dim;
        t.factor *= unit->factor;
        t.points = strcmp(unit->name, "pp") == 0 || strcmp(unit->name, "percentage points") == 0;
        t.end = end;
    } else if (!t.multiplied && (end = unit_time_at(&unit, s, j))) {
        t.dim = unit->dim;
        t.factor = unit->factor;
        t.end = end;
    } else if (!t.multiplied && unit_byte(s, j) == 'm' && !unit_letter(unit_byte(s, j + 1))) {
        t.dim = QUANTITY_DURATION; /* "5 m": minutes, never months or millions */
        t.factor = MINUTE;
        t.end = j + 1;
    } else if ((end = unit_currency_at(&t.currency, s, j))) {
        t.dim = QUANTITY_MONEY;
        t.end = end;
    }
    return t;
}

/* "per second", "/day", "requests/s", "per 1k": sets period or per. Returns the end, or i where nothing
 * follows. */
static size_t rate_at(struct quantity *q, struct str s, size_t i)
{
    const struct unit *unit;
    size_t j = unit_per_at(s, i), end;
    bool noun = false;
    if (!j && q->dim != QUANTITY_MONEY && q->dim != QUANTITY_SIZE) { /* "350 requests per second" */
        size_t k = unit_blanks(s, i);
        for (int words = 0; words < 3 && unit_letter(unit_byte(s, k)); words++) {
            while (unit_letter(unit_byte(s, k)))
                k++;
            if ((j = unit_per_at(s, k))) {
                noun = true;
                break;
            }
            k = unit_blanks(s, k);
        }
    }
    if (!j)
        return i;
    end = unit_time_at(&unit, s, j);
    if (end && !(noun && unit_word(s, unit_per_at(s, i) ? j : unit_blanks(s, i), "a"))) {
        q->period = unit->factor;
        return end;
    }
    double number;
    if (q->dim == QUANTITY_MONEY && unit_digit(unit_byte(s, j)) && quantity_number(&number, s, &j, false)) {
        struct tail t = tail_at(s, j);
        if (t.dim == QUANTITY_NUMBER || t.dim == QUANTITY_COUNT) {
            q->per = number * t.factor;
            return t.end;
        }
    }
    if (q->dim == QUANTITY_MONEY && (end = unit_word(s, j, "thousand"))) {
        q->per = 1000;
        return end;
    }
    return i;
}

static size_t range_at(struct str s, size_t i)
{
    size_t j = unit_blanks(s, i), end;
    if ((end = unit_lit(s, j, "..")) || (end = unit_lit(s, j, "\xe2\x80\x93")) ||
        (end = unit_lit(s, j, "-")) || (end = unit_word(s, j, "to")) || (end = unit_word(s, j, "and")))
        return unit_blanks(s, end);
    return 0;
}

/* "2026-11-01", "12:30", "1.2.3.4": digits that are no amount. */
static size_t not_amount(struct str s, size_t i)
{
    size_t j = i;
    int parts = 0;
    while (unit_digit(unit_byte(s, j))) {
        while (unit_digit(unit_byte(s, j)))
            j++;
        parts++;
        if ((unit_byte(s, j) == '-' || unit_byte(s, j) == ':' || unit_byte(s, j) == '.') &&
            unit_digit(unit_byte(s, j + 1)))
            j++;
        else
            break;
    }
    bool clock = false;
    for (size_t k = i; k < j; k++)
        clock |= s.p[k] == ':';
    return parts >= 3 || (clock && parts == 2) ? j : 0;
}

/* A quantity whose number (or currency sign) begins at i. */
static bool read_at(struct quantity *out, struct str s, size_t i)
{
    struct quantity q = {.dim = QUANTITY_NUMBER, .currency = STR("")};
    size_t j = i, end;
    double low, high;
    if ((end = unit_currency_at(&q.currency, s, j))) {
        q.dim = QUANTITY_MONEY;
        j = unit_blanks(s, end);
    }
    if (not_amount(s, j))
        return false;
    bool euro = str_is(q.currency, "EUR");
    for (size_t k = j; !euro && k < s.n && k < j + 24; k++)
        euro = (s.p[k] == '\xe2' && unit_lit(s, k, "\xe2\x82\xac")) ||
               ((s.p[k] == 'E' || s.p[k] == 'e') && unit_word(s, k, "EUR"));
    bool dot = false;
    for (size_t k = j;
         k < s.n && k < j + NUMBER_BYTES && (unit_digit(s.p[k]) || s.p[k] == '.' || s.p[k] == ','); k++)
        dot |= s.p[k] == '.';
    if (!quantity_number(&low, s, &j, euro && !dot))
        return false;
    bool grouped = false;
    for (size_t k = i; k < j; k++)
        grouped |= s.p[k] == ',' || s.p[k] == 'e' || s.p[k] == 'E';
    struct tail t = tail_at(s, j);
    if (unit_letter(unit_byte(s, j)) && t.end == j)
        return false; /* "3x", "10minute-ish": a word of its own */
    double low_factor = t.factor;
    high = low;
    j = t.end;
    size_t k = range_at(s, j);
    struct str ignored;
    size_t sign = k ? unit_currency_at(&ignored, s, k) : 0;
    if (sign)
        k = sign;
    if (k && unit_digit(unit_byte(s, k)) && !not_amount(s, k) &&
        quantity_number(&high, s, &k, euro && !dot)) {
        struct tail u = tail_at(s, k);
        bool bare = t.dim == QUANTITY_NUMBER && !t.multiplied;
        bool same = u.dim == t.dim || (u.dim == QUANTITY_NUMBER && !u.multiplied);
        if (bare || same) {
            if (bare)
                low_factor = u.factor; /* "50-80ms" */
            double high_factor = u.dim == QUANTITY_NUMBER && !u.multiplied ? t.factor : u.factor;
            low *= low_factor;
            high *= high_factor;
            if (bare)
                t = u;
            t.end = j = u.end > k ? u.end : k;
        } else {
            low = high = low * low_factor;
        }
    } else {
        low = high = low * low_factor;
    }
    if (t.dim == QUANTITY_MONEY)
        q.currency = t.currency;
    if (q.dim != QUANTITY_MONEY || t.dim == QUANTITY_MONEY)
        q.dim = t.dim;
    if (q.dim == QUANTITY_NUMBER && grouped)
        q.dim = QUANTITY_COUNT;
    if (str_is(q.currency, "") == false && q.dim != QUANTITY_MONEY)
        q.currency = STR("");
    q.points = t.points;
    q.low = low < high ? low : high;
    q.high = low < high ? high : low;
    q.amount = q.high;
    if (q.dim == QUANTITY_NUMBER || q.dim == QUANTITY_COUNT || q.dim == QUANTITY_SIZE ||
        q.dim == QUANTITY_MONEY)
        j = rate_at(&q, s, j);
    if (q.period > 0 && q.dim != QUANTITY_MONEY) {
        q.dim = q.dim == QUANTITY_SIZE ? QUANTITY_GROWTH : QUANTITY_RATE;
        q.low /= q.period;
        q.high /= q.period;
    }
    if (unit_letter(unit_byte(s, j)) && j > 0 && unit_digit(s.p[j - 1]))
        return false;
    q.at = i;
    q.n = j - i;
    *out = q;
    return true;
}

/* The first byte of some number, currency, cadence or ISO duration: most bytes of a text are none. */
static bool may_begin(char c)
{
    if (unit_letter(c))
        return unit_among(str_byte_lower(c), "acdefghimnopqtuwy");
    return (unsigned char)c >= 0x80 || unit_digit(c) || c == '$' || c == '.';
}

bool quantity_next(struct quantity *out, struct str text, size_t *pos)
{
    for (size_t i = *pos; i < text.n; i++) {
        if (unit_letter(text.p[i]) && i > 0 && unit_letter(text.p[i - 1])) { /* the rest of a word */
            while (i + 1 < text.n && unit_letter(text.p[i + 1]))
                i++;
            continue;
        }
        if (!may_begin(text.p[i]))
            continue;
        char before = i > 0 ? text.p[i - 1] : ' ';
        struct str currency;
        bool start = !unit_letter(before) && !unit_digit(before) && before != '_' && before != '.';
        double value;
        size_t end = start && unit_letter(text.p[i]) ? unit_iso_at(&value, text, i) : 0;
        if (!end && start && unit_letter(text.p[i]))
            end = unit_cadence_at(&value, text, i);
        if (end) {
            *out = (struct quantity){.dim = QUANTITY_DURATION,
                                     .low = value,
                                     .high = value,
                                     .amount = value,
                                     .currency = STR(""),
                                     .at = i,
                                     .n = end - i};
            *pos = end;
            return true;
        }
        bool number = unit_digit(text.p[i]) || (text.p[i] == '.' && unit_digit(unit_byte(text, i + 1)));
        size_t skip = number ? not_amount(text, i) : 0;
        if (!start || !(number || unit_currency_at(&currency, text, i)) || skip || !read_at(out, text, i)) {
            if (number) /* the rest of the word is no number either */
                for (i = skip ? skip - 1 : i;
                     i + 1 < text.n && (unit_digit(text.p[i + 1]) || unit_letter(text.p[i + 1])); i++)
                    ;
            continue;
        }
        /* a comparison belongs to the number behind it: look back over blanks for where one ends */
        size_t gap = i;
        while (gap > 0 && (text.p[gap - 1] == ' ' || text.p[gap - 1] == '\t' || text.p[gap - 1] == '\n'))
            gap--;
        bool ends = gap > 0 && unit_among(str_byte_lower(text.p[gap - 1]), "<=>~\xa0\xa4\xa5\x88" "demnorstwy");
        for (size_t back = 1; ends && back <= 16 && back <= i; back++) {
            enum quantity_compare compare;
            size_t after = unit_compare_at(&compare, text, i - back);
            if (after && after <= i && unit_blanks(text, after) == i) {
                out->compare = compare;
                out->n += back;
                out->at = i - back;
            }
        }
        *pos = i + (out->n - (i - out->at));
        return true;
    }
    *pos = text.n;
    return false;
}

static bool convert(struct quantity *q, struct str value, enum quantity_dim want)
{
    bool plain = q->dim == QUANTITY_NUMBER || q->dim == QUANTITY_COUNT;
    if (want == QUANTITY_ANY || want == q->dim)
        return true;
    switch (want) {
    case QUANTITY_NUMBER:
        if (q->dim != QUANTITY_COUNT && q->dim != QUANTITY_SHARE)
            return false;
        break;
    case QUANTITY_COUNT:
        if (q->dim == QUANTITY_RATE && q->period > 0) {
            q->low *= q->period;
            q->high *= q->period;
        } else if (!plain) {
            return false;
        }
        break;
    case QUANTITY_RATE:
    case QUANTITY_MONEY:
        if (!plain)
            return false;
        break;
    case QUANTITY_SHARE:
        if (q->dim != QUANTITY_NUMBER || q->high > 1)
            return false;
        break;
    case QUANTITY_SIZE:
    case QUANTITY_GROWTH: {
        /* "5M" is five megabytes where a size is due; the same letter says nothing for a plain number */
        char last = value.n ? value.p[q->at + q->n - 1 < value.n ? q->at + q->n - 1 : value.n - 1] : ' ';
        if (want == QUANTITY_GROWTH || q->dim != QUANTITY_COUNT || unit_digit(last))
            return false;
        break;
    }
    default:
        return false;
    }
    q->dim = want;
    return true;
}

bool quantity_read(struct quantity *out, struct str value, enum quantity_dim want)
{
    struct quantity q;
    size_t pos = 0;
    double seconds;
    value = str_trim(value);
    if (value.n == 0 || value.n > 400)
        return false;
    if (want == QUANTITY_DURATION || want == QUANTITY_ANY) {
        bool zero = str_has_nocase(value, STR("continuous")) || str_has_nocase(value, STR("streaming")) ||
                    str_eq_nocase(value, STR("real time")) || str_eq_nocase(value, STR("real-time")) ||
                    str_eq_nocase(value, STR("stream"));
        if (want == QUANTITY_DURATION && zero)
            seconds = 0;
        else if (unit_cron(&seconds, value))
            zero = true;
        else
            zero = false;
        if (zero) {
            *out = (struct quantity){.dim = QUANTITY_DURATION,
                                     .low = seconds,
                                     .high = seconds,
                                     .amount = seconds,
                                     .currency = STR(""),
                                     .n = value.n};
            return true;
        }
    }
    while (quantity_next(&q, value, &pos))
        if (convert(&q, value, want)) {
            *out = q;
            return true;
        }
    return false;
}

double quantity_value(const struct quantity *q)
{
    switch (q->dim) {
    case QUANTITY_RATE:
    case QUANTITY_COUNT:
    case QUANTITY_NUMBER:
        return q->low;
    case QUANTITY_MONEY:
        return q->period > 0 ? q->high * (MONTH / q->period) : q->high;
    default:
        return q->high;
    }
}
