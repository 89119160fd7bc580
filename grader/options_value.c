#include "options_value.h"

#include "base/limits.h"

/* Texts are measured in 32 bits, with room to spare; a day is longer than anybody waits for a review. */
static const size_t most[] = {[UNIT_COUNT] = 10000000, [UNIT_BYTES] = 1024 * MIB, [UNIT_SECONDS] = 86400};
static const char *const wanted[] = {
    [UNIT_COUNT] = "must be a number from 1 to 10000000",
    [UNIT_BYTES] = "must be a number of bytes from 1 to 1G, with K, M or G if you like",
    [UNIT_SECONDS] = "must be a number of seconds from 1 to 86400",
};

const char *options_value_size(size_t *out, struct str text, enum options_unit unit)
{
    size_t scale = 1, value = 0;
    if (unit == UNIT_BYTES && text.n > 1) {
        char suffix = text.p[text.n - 1];
        scale = suffix == 'K' || suffix == 'k'   ? KIB
                : suffix == 'M' || suffix == 'm' ? MIB
                : suffix == 'G' || suffix == 'g' ? 1024 * MIB
                                                 : 1;
        if (scale > 1)
            text.n--;
    }
    if (!options_value_is(text, false, 1, 12))
        return wanted[unit];
    for (size_t i = 0; i < text.n; i++) {
        value = value * 10 + (size_t)(text.p[i] - '0');
        if (value > most[unit])
            return wanted[unit];
    }
    if (value == 0 || value > most[unit] / scale)
        return wanted[unit];
    *out = value * scale;
    return NULL;
}

const char *options_value_show(struct arena *arena, size_t value, enum options_unit unit)
{
    if (unit == UNIT_BYTES && value % MIB == 0)
        return arena_printf(arena, "%zuM", value / MIB);
    if (unit == UNIT_BYTES && value % KIB == 0)
        return arena_printf(arena, "%zuK", value / KIB);
    return arena_printf(arena, unit == UNIT_SECONDS ? "%zu s" : "%zu", value);
}

bool options_value_number(double *out, struct str text)
{
    uint64_t digits = 0, scale = 1;
    size_t n = 0, point = text.n;
    for (size_t i = 0; i < text.n; i++) {
        if (text.p[i] == '.' && point == text.n && i > 0 && i + 1 < text.n) {
            point = i;
            continue;
        }
        if (!str_byte_digit(text.p[i]) || ++n > 15)
            return false;
        digits = digits * 10 + (uint64_t)(text.p[i] - '0');
        if (i > point)
            scale *= 10;
    }
    *out = (double)digits / (double)scale;
    return n > 0;
}

bool options_value_is(struct str text, bool hex, size_t least, size_t most_digits)
{
    if (text.n < least || text.n > most_digits)
        return false;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (!str_byte_digit(c) && !(hex && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))))
            return false;
    }
    return true;
}
