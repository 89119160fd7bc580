/*
 * What a git server sends and we look at ourselves: the list of refs, and the shallow section of a reply.
 * fuzz: dict=pktline max_len=1024
 *
 * The first byte says in pieces of which size it comes: that must make no difference.
 */
#include "fetch/pktline.h"
#include "fuzz.h"

#include <string.h>

static bool scanned(struct arena *arena, struct str bytes, size_t step)
{
    struct pktline_scan scan = {0};
    for (size_t at = 0; at < bytes.n; at += step) {
        struct str piece = str_sub(bytes, at, step);
        pktline_scan(&scan, fuzz_bytes(arena, (const uint8_t *)piece.p, piece.n));
    }
    return scan.shallow;
}

static struct str stripped(struct arena *arena, struct str bytes, size_t step)
{
    struct pktline_strip strip = {0};
    struct buf all = buf_new(arena, bytes.n + PKTLINE_HELD_MAX + 1);
    for (size_t at = 0; at < bytes.n; at += step) {
        struct str piece = str_sub(bytes, at, step);
        char *out = arena_alloc(arena, piece.n + PKTLINE_HELD_MAX);
        size_t n = pktline_strip(&strip, out, fuzz_bytes(arena, (const uint8_t *)piece.p, piece.n));
        FUZZ_CHECK(n <= piece.n + PKTLINE_HELD_MAX);
        buf_add(&all, (struct str){out, n});
    }
    return buf_str(&all);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    size_t step = size ? 1 + data[0] % 64 : 1, end, length;
    struct str bytes = fuzz_bytes(arena, data + (size > 0), size - (size > 0));
    FUZZ_CHECK(scanned(arena, bytes, SIZE_MAX / 2) == scanned(arena, bytes, step));
    struct str whole = stripped(arena, bytes, SIZE_MAX / 2);
    FUZZ_CHECK_TEXT(str_eq(whole, stripped(arena, bytes, step)), bytes);
    /* What is left is the end of what came: nothing is added, and nothing taken from within. */
    FUZZ_CHECK_TEXT(whole.n <= bytes.n &&
                        (whole.n == 0 || memcmp(whole.p, bytes.p + bytes.n - whole.n, whole.n) == 0),
                    bytes);
    if (pktline_wants_end(&end, bytes)) {
        FUZZ_CHECK_TEXT(end > 0 && end + 4 <= bytes.n && memcmp(bytes.p + end, "0000", 4) == 0, bytes);
        FUZZ_CHECK_TEXT(pktline_length(&length, bytes.p) && length >= 4 && length <= end, bytes);
    }
    arena_free(arena);
    return 0;
}
