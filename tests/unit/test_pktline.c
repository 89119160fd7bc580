#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "fetch/pktline.h"

#include <stdlib.h>
#include <string.h>

#define ID "1234567890123456789012345678901234567890"
#define LONG_ID "1234567890123456789012345678901234567890123456789012345678901234"

static void test_length(void **state)
{
    static const struct {
        const char *digits;
        bool good;
        size_t n;
    } cases[] = {{"0000", true, 0},     {"0004", true, 4},  {"000d", true, 13}, {"FfF0", true, 65520},
                 {"ffff", true, 65535}, {"0001", false, 0}, {"0003", false, 0}, {"zzzz", false, 0},
                 {"+004", false, 0},    {" 004", false, 0}, {"0x10", false, 0}, {"-001", false, 0},
                 {"00\0000", false, 0}, {"000\n", false, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t n = 99;
        assert_true(pktline_length(&n, cases[i].digits) == cases[i].good);
        if (cases[i].good)
            assert_int_equal(n, cases[i].n);
    }
}

static void test_request(void **state)
{
    static const struct {
        struct str request;
        bool good;
        size_t at;
    } cases[] = {
        {STR("0032want " ID "\n00000009done\n"), true, 50},
        {STR("0038want " ID " caps\n0032want " ID "\n00000009done\n"), false, 0}, /* a length that lies */
        {STR("0037want " ID " caps\n0032want " ID "\n00000009done\n"), true, 105},
        {STR("0032want " ID "\n0000"), true, 50},
        {STR("0032want " ID "\n000"), false, 0},
        {STR("0032want " ID), false, 0},
        {STR("0032have " ID "\n0000"), false, 0},
        {STR("0000"), false, 0},
        {STR(""), false, 0},
        {STR("0009done\n"), false, 0},
        {STR("0001"), false, 0},
        {STR("fff0want "), false, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t at = 0;
        bool good = pktline_wants_end(&at, cases[i].request);
        if (good != cases[i].good)
            fail_msg("case %zu", i);
        if (good)
            assert_int_equal(at, cases[i].at);
    }
}

/* In pieces of `step` bytes, each in memory of its own size, so that a sanitizer sees what is read beyond it.
 */
static bool has_shallow(struct str list, size_t step)
{
    struct pktline_scan scan = {0};
    for (size_t at = 0; at < list.n; at += step) {
        size_t n = list.n - at < step ? list.n - at : step;
        char *piece = malloc(n);
        memcpy(piece, list.p + at, n);
        pktline_scan(&scan, (struct str){piece, n});
        free(piece);
    }
    return scan.shallow;
}

static void test_capability(void **state)
{
    static const struct {
        struct str list;
        bool shallow;
    } cases[] = {
        {STR("001e# service=git-upload-pack\n0000"
             "0045" ID " HEAD\0 ofs-delta shallow\n0000"),
         true},
        {STR("0040" ID " HEAD\0shallow thin-\n0000"), true},
        {STR("0039" ID " HEAD\0shallow"), true},
        {STR("003a" ID " HEAD\0shallow\n0000"), true},
        {STR("003a" ID " HEAD\0shallo\n\n0000"), false},
        {STR("0041" ID " HEAD\0deepen-shallow\n0000"), false},
        {STR("0042" ID " HEAD\0shallow-not x y\n0000"), false},
        {STR("003b" ID " HEAD\0ashallow\n0000"), false},
        /* in the second ref, in a name, in a comment: none of them is a capability of the server */
        {STR("0036" ID " HEAD\0thin\n0039" ID " main\0shallow\n0000"), false},
        {STR("003a" ID " shallow shal\n0000"), false},
        {STR("000c#\0shallow\n0000"), false},
        {STR("0000"), false},
        {STR("zzzz" ID " HEAD\0shallow\n"), false},
        {STR(""), false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (size_t step = 1; step <= cases[i].list.n + 1; step++)
            if (has_shallow(cases[i].list, step) != cases[i].shallow)
                fail_msg("case %zu in pieces of %zu", i, step);
}

static struct str stripped(char *out, struct str reply, size_t step)
{
    struct pktline_strip strip = {.done = false};
    size_t n = 0;
    for (size_t at = 0; at < reply.n; at += step) {
        size_t part = reply.n - at < step ? reply.n - at : step;
        char *piece = malloc(part), *room = malloc(part + PKTLINE_HELD_MAX);
        memcpy(piece, reply.p + at, part);
        size_t got = pktline_strip(&strip, room, (struct str){piece, part});
        assert_true(got <= part + PKTLINE_HELD_MAX);
        memcpy(out + n, room, got);
        n += got;
        free(piece);
        free(room);
    }
    return (struct str){out, n};
}

static void test_strip(void **state)
{
    static const struct {
        struct str reply, rest;
    } cases[] = {
        {STR("0035shallow " ID "\n00000008NAK\nPACK…"), STR("0008NAK\nPACK…")},
        {STR("0034shallow " ID "0035shallow " ID "\n00000008NAK\n"), STR("0008NAK\n")},
        {STR("0037unshallow " ID "\n00000008NAK\n"), STR("0008NAK\n")},
        {STR("004dshallow " LONG_ID "\n00000008NAK\n"), STR("0008NAK\n")},
        {STR("00000008NAK\n"), STR("0008NAK\n")},
        /* no such section: everything goes on as it is */
        {STR("0008NAK\nPACK"), STR("0008NAK\nPACK")},
        {STR("0013ERR no such luck"), STR("0013ERR no such luck")},
        {STR("0012shal"), STR("")}, /* too little to tell */
        {STR("0010shalom no!0000"), STR("0010shalom no!0000")},
        {STR("0009shall0000"), STR("0009shall0000")},
        {STR("zzzzshallow "), STR("zzzzshallow ")},
        {STR("0003"), STR("0003")},
        {STR("fff0shallow " ID), STR("fff0shallow " ID)},
        /* only the first section is one: a pack may hold such bytes */
        {STR("00000035shallow " ID "\n0000"), STR("0035shallow " ID "\n0000")},
        {STR("0035shallow " ID "\n0008NAK\n0000"), STR("0008NAK\n0000")},
        {STR(""), STR("")},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t step = 1; step <= cases[i].reply.n + 1; step++) {
            char out[512];
            struct str rest = stripped(out, cases[i].reply, step);
            if (!str_eq(rest, cases[i].rest))
                fail_msg("case %zu in pieces of %zu: %.*s", i, step, STR_ARG(rest));
        }
    }
}

/* Whatever comes: nothing is added, and what is left is an end of what came. */
static void test_strip_noise(void **state)
{
    uint32_t seed = 1;
    static const char letters[] = "0123sahlownu \n\0f";
    (void)state;
    for (int round = 0; round < 20000; round++) {
        char in[96], out[128];
        for (size_t i = 0; i < sizeof in; i++) {
            seed = seed * 1664525 + 1013904223;
            in[i] = letters[seed >> 28];
        }
        if (round % 3 == 0)
            memcpy(in, "0014shallow 12345678", 20);
        struct str all = {in, sizeof in};
        struct str whole = stripped(out, all, sizeof in);
        assert_true(whole.n <= sizeof in);
        assert_memory_equal(whole.p, in + sizeof in - whole.n, whole.n);
        char again[128];
        assert_true(str_eq(whole, stripped(again, all, 1 + seed % 7)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_length), cmocka_unit_test(test_request),     cmocka_unit_test(test_capability),
        cmocka_unit_test(test_strip),  cmocka_unit_test(test_strip_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
