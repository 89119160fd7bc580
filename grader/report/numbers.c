#include "report/numbers.h"

#include <string.h>

void numbers_put(struct buf *out, int32_t value)
{
    buf_add(out, (struct str){(const char *)&value, sizeof value});
}

int32_t numbers_take(struct numbers *from, int32_t least, int32_t most)
{
    int32_t value = least;
    from->wrong = from->wrong || from->rest.n < sizeof value;
    if (from->wrong)
        return least;
    memcpy(&value, from->rest.p, sizeof value);
    from->rest = str_sub(from->rest, sizeof value, from->rest.n);
    from->wrong = value < least || value > most;
    return from->wrong ? least : value;
}

size_t numbers_count(struct numbers *from, size_t each)
{
    int32_t n = numbers_take(from, 0, INT32_MAX);
    from->wrong = from->wrong || (size_t)n > from->rest.n / (each * sizeof(int32_t));
    return from->wrong ? 0 : (size_t)n;
}
