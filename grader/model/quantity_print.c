#include "model/quantity.h"
#include "model/units.h"

#include <stdio.h>
#include <string.h>

/* Commas between thousands; the smaller the number, the more digits behind the point, `least` or more. */
static void number(char out[40], double v, int least)
{
    double a = v < 0 ? -v : v;
    if (!(a < 1e15)) { /* no such figure is meant */
        snprintf(out, 40, "%s", v < 0 ? "less than -1e15" : "over 1e15");
        return;
    }
    int digits = a >= 1000 ? 0 : a >= 10 ? 1 : a >= 1 ? 2 : a >= .01 ? 3 : 6;
    digits = digits < least && a < 1000 ? least : digits;
    uint64_t scale = 1;
    for (int i = 0; i < digits; i++)
        scale *= 10;
    uint64_t scaled = (uint64_t)(a * (double)scale + .5), whole = scaled / scale, rest = scaled % scale;
    char raw[24], fraction[24] = "";
    snprintf(raw, sizeof raw, "%llu", (unsigned long long)whole);
    if (rest) {
        fraction[0] = '.';
        for (int i = digits; i > 0; i--, rest /= 10)
            fraction[i] = (char)('0' + rest % 10);
        for (size_t k = (size_t)digits; fraction[k] == '0'; k--)
            fraction[k] = '\0';
    }
    size_t n = strlen(raw), o = 0;
    if (v < 0 && scaled)
        out[o++] = '-';
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            out[o++] = ',';
        out[o++] = raw[i];
    }
    snprintf(out + o, 40 - o, "%s", fraction);
}

void quantity_print(char out[40], double v, enum quantity_dim dim)
{
    static const struct {
        double at, factor;
        const char *unit;
    } time[] = {{2 * YEAR, YEAR, "years"},   {2 * DAY, DAY, "d"}, {2 * HOUR, HOUR, "h"},
                {2 * MINUTE, MINUTE, "min"}, {1, 1, "s"},         {0, 1e-3, "ms"}},
      size[] = {{1e12, 1e12, "TB"}, {1e9, 1e9, "GB"}, {1e6, 1e6, "MB"}, {1e3, 1e3, "KB"}, {0, 1, "bytes"}};
    char text[40];
    double a = v < 0 ? -v : v;
    size_t i = 0;
    switch (dim) {
    case QUANTITY_DURATION:
        while (a > 0 ? a < time[i].at : time[i].factor > 1)
            i++;
        number(text, v / time[i].factor, 0);
        snprintf(out, 40, "%.24s %s", text, time[i].unit);
        break;
    case QUANTITY_SIZE:
    case QUANTITY_GROWTH:
        while (a < size[i].at)
            i++;
        number(text, v / size[i].factor, 0);
        snprintf(out, 40, "%.24s %s%s", text, size[i].unit, dim == QUANTITY_GROWTH ? "/s" : "");
        break;
    case QUANTITY_RATE:
        number(text, v, 0);
        snprintf(out, 40, "%.32s/s", text);
        break;
    case QUANTITY_SHARE:
        number(text, v * 100, a > .9 ? 3 : 0); /* 99.95 is not 100 */
        snprintf(out, 40, "%.32s %%", text);
        break;
    default:
        number(out, v, 0);
    }
}
