#include "report/number.h"

#include <stdint.h>
#include <stdio.h>

bool number_write(char out[NUMBER_MAX], double value, unsigned decimals, bool trim)
{
    static const uint64_t scales[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    if (decimals >= sizeof scales / sizeof *scales)
        decimals = 6;
    if (!(value > -1e12 && value < 1e12)) {
        snprintf(out, NUMBER_MAX, "?");
        return false;
    }
    uint64_t scale = scales[decimals];
    uint64_t n = (uint64_t)((value < 0 ? -value : value) * (double)scale + 0.5);
    const char *sign = value < 0 && n ? "-" : "";
    uint64_t whole = n / scale, part = n % scale;
    while (trim && decimals && part % 10 == 0) {
        part /= 10;
        decimals--;
    }
    if (decimals)
        snprintf(out, NUMBER_MAX, "%s%llu.%0*llu", sign, (unsigned long long)whole, (int)decimals,
                 (unsigned long long)part);
    else
        snprintf(out, NUMBER_MAX, "%s%llu", sign, (unsigned long long)whole);
    return true;
}
