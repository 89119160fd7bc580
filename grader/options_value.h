#ifndef GRADE_OPTIONS_VALUE_H
#define GRADE_OPTIONS_VALUE_H
/*
 * Values on the command line, read and shown without the locale.
 */
#include "base/str.h"

enum options_unit { UNIT_COUNT, UNIT_BYTES, UNIT_SECONDS };

/* Reads a limit. NULL when it is fine, else what was wanted, as the end of a sentence. */
const char *options_value_size(size_t *out, struct str text, enum options_unit unit);
/* "1M", "200", "60 s": as it would be given, with its unit where that is not plain. */
const char *options_value_show(struct arena *arena, size_t value, enum options_unit unit);
/* A number that is not negative: digits, and perhaps a point and more digits. At most 15 digits. */
bool options_value_number(double *out, struct str text);
/* Whether the text is `least` to `most` decimal or hexadecimal digits. */
bool options_value_is(struct str text, bool hex, size_t least, size_t most);

#endif
