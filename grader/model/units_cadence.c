#include "model/units.h"

/* "PT5M", "P7D" */
size_t unit_iso_at(double *out, struct str s, size_t i)
{
    size_t j = i + 1;
    bool time = false, any = false;
    double total = 0;
    if (unit_byte(s, i) != 'P' || !(unit_digit(unit_byte(s, j)) || unit_byte(s, j) == 'T'))
        return 0;
    for (;;) {
        double n;
        if (unit_byte(s, j) == 'T' && !time) {
            time = true;
            j++;
        }
        if (!quantity_number(&n, s, &j, false))
            break;
        double f = 0;
        switch (unit_byte(s, j)) {
        case 'Y':
            f = YEAR;
            break;
        case 'M':
            f = time ? MINUTE : MONTH;
            break;
        case 'W':
            f = WEEK;
            break;
        case 'D':
            f = DAY;
            break;
        case 'H':
            f = HOUR;
            break;
        case 'S':
            f = 1;
            break;
        default:
            return 0;
        }
        total += n * f;
        any = true;
        j++;
    }
    if (!any || unit_letter(unit_byte(s, j)))
        return 0;
    *out = total;
    return j;
}

/* "daily", "every 15 minutes", "once a week" */
size_t unit_cadence_at(double *out, struct str s, size_t i)
{
    static const struct unit words[] = {
        {"hourly", QUANTITY_DURATION, HOUR},          {"daily", QUANTITY_DURATION, DAY},
        {"nightly", QUANTITY_DURATION, DAY},          {"weekly", QUANTITY_DURATION, WEEK},
        {"fortnightly", QUANTITY_DURATION, 2 * WEEK}, {"monthly", QUANTITY_DURATION, MONTH},
        {"quarterly", QUANTITY_DURATION, 3 * MONTH},  {"yearly", QUANTITY_DURATION, YEAR},
        {"annually", QUANTITY_DURATION, YEAR},        {"minutely", QUANTITY_DURATION, MINUTE},
    };
    const struct unit *unit;
    size_t end = 0, j;
    static const char begins[] = "hodaniwefomoquyeanmiontwev"; /* two letters each */
    char first = str_byte_lower(unit_byte(s, i)), second = str_byte_lower(unit_byte(s, i + 1));
    bool any = false;
    if (!unit_among(first, "hdnwfmqyaote"))
        return 0;
    for (size_t k = 0; k + 1 < sizeof begins && !any; k += 2)
        any = begins[k] == first && begins[k + 1] == second;
    if (!any)
        return 0;
    for (size_t k = 0; !end && k < sizeof words / sizeof words[0]; k++) {
        end = unit_word(s, i, words[k].name);
        unit = &words[k];
    }
    if (end) {
        *out = unit->factor;
        return end;
    }
    double times = (j = unit_word(s, i, "once")) ? 1 : (j = unit_word(s, i, "twice")) ? 2 : 0;
    if (times > 0 && (j = unit_per_at(s, j)) && (end = unit_time_at(&unit, s, j))) {
        *out = unit->factor / times;
        return end;
    }
    if ((j = unit_word(s, i, "every"))) {
        j = unit_blanks(s, j);
        if ((end = unit_time_at(&unit, s, j))) {
            *out = unit->factor;
            return end;
        }
        if ((end = unit_word(s, j, "night"))) {
            *out = DAY;
            return end;
        }
    }
    return 0;
}

/* Entries of a cron field: "*" 0, "3" 1, "1,15" 2; step is n of "star/n". */
static bool cron_field(size_t *entries, double *step, struct str f)
{
    *entries = 0;
    *step = 0;
    if (f.n == 0)
        return false;
    if (str_is(f, "*"))
        return true;
    size_t pos = 2;
    if (str_starts(f, "*/"))
        return quantity_number(step, f, &pos, false) && pos == f.n && *step > 0;
    for (size_t i = 0; i < f.n; i++)
        if (!unit_digit(f.p[i]) && !unit_letter(f.p[i]) && f.p[i] != ',' && f.p[i] != '-')
            return false;
    *entries = 1;
    for (size_t i = 0; i < f.n; i++)
        *entries += f.p[i] == ',';
    return true;
}

bool unit_cron(double *out, struct str value)
{
    struct str rest = value, field[5], more;
    size_t n[5], k = 0;
    double step[5];
    while (k < 5 && str_next(&rest, " \t", &field[k]))
        k++;
    if (k < 5 || str_next(&rest, " \t", &more))
        return false;
    bool star = false;
    for (k = 0; k < 5; k++) {
        if (!cron_field(&n[k], &step[k], field[k]))
            return false;
        star |= str_starts(field[k], "*");
    }
    if (!star)
        return false;
    static const double unit[5] = {MINUTE, HOUR, DAY, MONTH, WEEK};
    static const double whole[5] = {HOUR, DAY, MONTH, YEAR, WEEK};
    static const int order[5] = {3, 2, 4, 1, 0}; /* the coarsest field that says something decides */
    for (k = 0; k < 5; k++) {
        int f = order[k];
        if (n[f] > 0) {
            *out = whole[f] / (double)n[f];
            return true;
        }
        if (step[f] > 0) {
            *out = unit[f] * step[f];
            return true;
        }
    }
    *out = MINUTE;
    return true;
}
