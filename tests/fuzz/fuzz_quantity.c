/*
 * Amounts in running text, and declared values as amounts of every dimension.
 * fuzz: dict=quantity max_len=256
 */
#include "fuzz.h"
#include "model/quantity.h"

#include <math.h>
#include <string.h>

static void check(const struct quantity *q, struct str text)
{
    FUZZ_CHECK_TEXT(q->dim < QUANTITY_DIM_COUNT && q->dim != QUANTITY_ANY, text);
    FUZZ_CHECK_TEXT(q->n > 0 && q->at + q->n <= text.n, text);
    FUZZ_CHECK_TEXT(isfinite(q->low) && isfinite(q->high) && isfinite(q->amount), text);
    FUZZ_CHECK_TEXT(isfinite(q->period) && isfinite(q->per) && q->period >= 0 && q->per >= 0, text);
    FUZZ_CHECK_TEXT(q->low <= q->high, text);
    FUZZ_CHECK_TEXT(isfinite(quantity_value(q)), text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct str text = fuzz_bytes(arena, data, size);
    struct quantity q;
    for (size_t pos = 0, before = 0; quantity_next(&q, text, &pos); before = pos) {
        FUZZ_CHECK_TEXT(pos > before && pos <= size, text);
        FUZZ_CHECK_TEXT(q.at >= before && q.at + q.n <= pos, text);
        check(&q, text);
    }
    for (int dim = QUANTITY_ANY; dim < QUANTITY_DIM_COUNT; dim++)
        if (quantity_read(&q, text, (enum quantity_dim)dim)) {
            check(&q, text);
            FUZZ_CHECK_TEXT(dim == QUANTITY_ANY || q.dim == (enum quantity_dim)dim, text);
        }
    arena_free(arena);
    return 0;
}
