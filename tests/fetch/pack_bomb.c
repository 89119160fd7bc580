/*
 * Packs that are small on the wire and large in memory, for tests: written to stdout without the checksum at
 * their end, which is SHA-1 of all before it.
 *
 *   pack_bomb count N    a header that promises N objects, and none of them
 *   pack_bomb delta N    a blob of 64 KiB and a delta that makes N bytes of it
 *   pack_bomb zeros N    a blob of N zeros and a delta that takes ten bytes of it
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOB = 3, OFFSET_DELTA = 6 };

static size_t written;

static void put(unsigned char byte)
{
    putchar(byte);
    written++;
}

static void put_u32(uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        put((unsigned char)(value >> shift));
}

static void put_pack_head(uint32_t n_objects)
{
    for (const char *c = "PACK"; *c; c++)
        put((unsigned char)*c);
    put_u32(2);
    put_u32(n_objects);
}

static void put_object_head(unsigned type, uint64_t size)
{
    unsigned char byte = (unsigned char)(type << 4 | (size & 15));
    for (size >>= 4; size; size >>= 7) {
        put(byte | 0x80);
        byte = (unsigned char)(size & 0x7f);
    }
    put(byte);
}

/* How far back the base of a delta begins. */
static void put_offset(uint64_t offset)
{
    unsigned char bytes[10];
    size_t n = 0;
    bytes[n++] = (unsigned char)(offset & 0x7f);
    while (offset >>= 7)
        bytes[n++] = (unsigned char)((--offset & 0x7f) | 0x80);
    while (n)
        put(bytes[--n]);
}

/* ---- zlib: stored blocks for what is short, one run of zeros for what is long ---- */

static uint32_t adler(const unsigned char *bytes, size_t n)
{
    uint32_t a = 1, b = 0;
    for (size_t i = 0; i < n; i++) {
        a = (a + bytes[i]) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16 | a;
}

static void put_stored(const unsigned char *bytes, size_t n)
{
    put(0x78);
    put(0x01);
    for (size_t at = 0, part; at < n || n == 0; at += part) {
        part = n - at < 65535 ? n - at : 65535;
        put(at + part == n);
        put((unsigned char)part);
        put((unsigned char)(part >> 8));
        put((unsigned char)~part);
        put((unsigned char)(~part >> 8));
        for (size_t i = 0; i < part; i++)
            put(bytes[at + i]);
        if (n == 0)
            break;
    }
    put_u32(adler(bytes, n));
}

static unsigned bits, n_bits;

static void put_bit(unsigned bit)
{
    bits |= bit << n_bits++;
    if (n_bits == 8) {
        put((unsigned char)bits);
        bits = n_bits = 0;
    }
}

/* Codes of Huffman go highest bit first. */
static void put_code(unsigned code, int n)
{
    while (n--)
        put_bit(code >> n & 1);
}

static void put_zeros(uint64_t n)
{
    put(0x78);
    put(0x01);
    put_bit(1); /* the last block, with the fixed codes */
    put_bit(1);
    put_bit(0);
    uint64_t left = n;
    if (left) {
        put_code(0x30, 8); /* a zero */
        left--;
    }
    for (; left >= 258; left -= 258) {
        put_code(0xc5, 8); /* 258 bytes again … */
        put_code(0, 5);    /* … from one before */
    }
    for (; left; left--)
        put_code(0x30, 8);
    put_code(0, 7); /* the end */
    while (n_bits)
        put_bit(0);
    put_u32((uint32_t)(n % 65521) << 16 | 1);
}

/* ---- deltas ---- */

static size_t add_size(unsigned char *out, uint64_t size)
{
    size_t n = 0;
    do {
        out[n] = (unsigned char)(size & 0x7f);
        size >>= 7;
        out[n++] |= size ? 0x80 : 0;
    } while (size);
    return n;
}

static void put_delta(size_t base_at, uint64_t base_size, const unsigned char *operations, size_t n,
                      uint64_t makes)
{
    unsigned char *delta = malloc(n + 32);
    if (!delta)
        exit(2);
    size_t at = add_size(delta, base_size);
    at += add_size(delta + at, makes);
    memcpy(delta + at, operations, n);
    size_t back = written - base_at;
    put_object_head(OFFSET_DELTA, at + n);
    put_offset(back);
    put_stored(delta, at + n);
    free(delta);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    uint64_t n = strtoull(argv[2], NULL, 10);
    if (strcmp(argv[1], "count") == 0) {
        put_pack_head((uint32_t)n);
        return 0;
    }
    put_pack_head(2);
    size_t base_at = written;
    if (strcmp(argv[1], "delta") == 0) {
        static unsigned char base[65536];
        size_t copies = (size_t)(n / sizeof base);
        unsigned char *operations = malloc(copies);
        if (!operations)
            return 2;
        memset(operations, 0x80, copies); /* 64 KiB from the beginning */
        put_object_head(BLOB, sizeof base);
        put_stored(base, sizeof base);
        put_delta(base_at, sizeof base, operations, copies, copies * sizeof base);
        free(operations);
        return 0;
    }
    if (strcmp(argv[1], "zeros") != 0)
        return 2;
    put_object_head(BLOB, n);
    put_zeros(n);
    put_delta(base_at, n, (const unsigned char[]){0x90, 10}, 2, 10);
    return 0;
}
