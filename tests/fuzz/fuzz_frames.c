/*
 * The pipe from a child to its parent, and the result in it: the bytes may be those of a process that was
 * taken over. fuzz: dict=result max_len=2048
 *
 * The first byte says in pieces of which size they come: that must make no difference. What is heard as a
 * result is read as one.
 */
#include "confine/frames.h"
#include "fuzz.h"
#include "result.h"

#include <stdlib.h>
#include <string.h>

#define RESULT_MOST 1000

struct heard {
    size_t n, bytes;
};

static void told(void *context, const void *message, size_t n)
{
    struct heard *heard = context;
    unsigned sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += ((const unsigned char *)message)[i];
    FUZZ_CHECK(n <= FRAME_TELL_MAX && sum <= 255u * n);
    heard->n++;
    heard->bytes += n;
}

static struct heard hear(struct frames *frames, struct str bytes, size_t step)
{
    struct heard heard = {0};
    *frames = (struct frames){.max = RESULT_MOST, .told = told, .context = &heard};
    for (size_t at = 0; at < bytes.n; at += step) {
        struct arena *arena = arena_new();
        struct str piece = str_sub(bytes, at, step);
        piece = fuzz_bytes(arena, (const uint8_t *)piece.p, piece.n);
        frames_hear(frames, piece.p, piece.n);
        arena_free(arena);
    }
    frames->context = NULL;
    FUZZ_CHECK(frames->n <= RESULT_MOST && frames->message_n <= FRAME_TELL_MAX);
    return heard;
}

static bool take(void *context, const void *bytes, size_t n)
{
    buf_add(context, (struct str){bytes, n});
    return true;
}

/* Refused, or exactly what would have been written. */
static void check_result(struct str bytes)
{
    struct arena *arena = arena_new();
    struct result result;
    bytes = fuzz_bytes(arena, (const uint8_t *)bytes.p, bytes.n);
    if (result_read(&result, arena, bytes)) {
        struct buf again = buf_new(arena, bytes.n + 1);
        FUZZ_CHECK(result.status <= 3 && result_text(result.said) && result.n_records <= RESULT_RECORDS_MAX);
        FUZZ_CHECK(sound_utf8(result.said));
        FUZZ_CHECK(result_write(take, &again, &result) && str_eq(buf_str(&again), bytes));
    }
    arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct frames whole, pieces;
    struct str bytes = fuzz_bytes(arena, data + (size > 0), size - (size > 0));
    struct heard a = hear(&whole, bytes, SIZE_MAX / 2), b = hear(&pieces, bytes, size ? 1 + data[0] % 64 : 1);
    FUZZ_CHECK(a.n == b.n && a.bytes == b.bytes && whole.end == pieces.end);
    /* Of a result that is too large nobody takes anything. */
    if (whole.end != FRAMES_TOO_LARGE)
        FUZZ_CHECK(whole.n == pieces.n &&
                   (whole.n == 0 || memcmp(whole.result, pieces.result, whole.n) == 0));
    if (whole.end == FRAMES_DONE)
        check_result((struct str){whole.result, whole.n});
    check_result(bytes);
    free(whole.result);
    free(pieces.result);
    arena_free(arena);
    return 0;
}
