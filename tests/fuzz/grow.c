/*
 * Looks for time that grows faster than the input: usage: grow_NAME BYTES SECONDS SEED…
 *
 * Every seed, each of its lines, words and signs is repeated until there are BYTES bytes: alone, behind the
 * seed's first line (a format's "digraph {"), and in the middle of it (in a label, a cell, a sentence). Time
 * is the processor's, of this process. An input that takes more than SECONDS is a finding; it is tried with
 * half of the bytes as well, and the figures are printed.
 */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PIECES_MOST 400 /* of one seed */

struct growth {
    struct arena *arena;
    size_t bytes, findings, inputs;
    double most, slowest;
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The seed with the piece at that offset, as often as it takes to be `bytes` long. */
static double run(struct str seed, size_t at, struct str piece, size_t bytes)
{
    uint8_t *input = malloc(bytes + seed.n + piece.n);
    size_t n = at;
    if (!input)
        die_memory();
    memcpy(input, seed.p, at);
    for (; n + piece.n + seed.n - at <= bytes; n += piece.n)
        memcpy(input + n, piece.p, piece.n);
    memcpy(input + n, seed.p + at, seed.n - at);
    n += seed.n - at;
    double start = seconds();
    (void)LLVMFuzzerTestOneInput(input, n);
    double took = seconds() - start;
    free(input);
    return took;
}

static void show(struct str piece)
{
    for (size_t i = 0; i < piece.n && i < 60; i++)
        if ((unsigned char)piece.p[i] < ' ' || (unsigned char)piece.p[i] >= 0x7F)
            printf("\\x%02x", (unsigned char)piece.p[i]);
        else
            putchar(piece.p[i]);
}

static void grow(struct growth *g, const char *path, struct str seed, size_t at, struct str piece)
{
    double took = run(seed, at, piece, g->bytes);
    g->inputs++;
    g->slowest = took > g->slowest ? took : g->slowest;
    if (took <= g->most)
        return;
    printf("%s: %.2f s, half of it %.2f s: at %zu ", path, took, run(seed, at, piece, g->bytes / 2), at);
    show(piece);
    puts("");
    g->findings++;
}

static bool known(const struct str *pieces, size_t n, struct str piece)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(pieces[i], piece))
            return true;
    return false;
}

static bool is_word(char c)
{
    return str_byte_digit(c) || (str_byte_lower(c) >= 'a' && str_byte_lower(c) <= 'z') ||
           (unsigned char)c >= 0x80;
}

/* Lines with their ends, words between blanks with one behind them, signs alone and in pairs. */
static size_t cut(struct str *out, struct arena *arena, struct str seed)
{
    size_t n = 0;
    struct str rest = seed;
    while (rest.n && n < PIECES_MOST) {
        struct str line = fuzz_line(&rest), words = line, word;
        struct str whole = {line.p, line.n + (line.p + line.n < seed.p + seed.n)};
        if (whole.n && !known(out, n, whole))
            out[n++] = whole;
        while (str_next(&words, " \t", &word) && n < PIECES_MOST) {
            struct str spaced = str_from(arena_printf(arena, "%.*s ", STR_ARG(word)));
            if (!known(out, n, spaced))
                out[n++] = spaced;
        }
        for (size_t i = 0; i < line.n && n < PIECES_MOST; i++) {
            size_t size = i + 1 < line.n && !is_word(line.p[i + 1]) ? 2 : 1;
            for (; !is_word(line.p[i]) && size && n < PIECES_MOST; size--)
                if (!known(out, n, str_sub(line, i, size)))
                    out[n++] = str_sub(line, i, size);
        }
    }
    return n;
}

/* Where pieces are put: alone, behind the first line, and within words, each in its fifth of the seed. */
static void grow_seed(struct growth *g, const char *path)
{
    struct str seed = fuzz_slurp(g->arena, path), rest = seed, pieces[PIECES_MOST];
    size_t n = cut(pieces, g->arena, seed), behind = seed.n - (fuzz_line(&rest), rest.n);
    for (size_t k = 0; k < n; k++) {
        grow(g, path, STR(""), 0, pieces[k]);
        grow(g, path, str_sub(seed, 0, behind), behind, pieces[k]);
        for (size_t fifth = 1; fifth < 5; fifth++) {
            size_t at = seed.n * fifth / 5;
            while (at < seed.n && !(at > 0 && is_word(seed.p[at - 1]) && is_word(seed.p[at])))
                at++;
            grow(g, path, seed, at, pieces[k]);
        }
    }
    grow(g, path, STR(""), 0, seed);
}

int main(int argc, char **argv)
{
    struct growth g = {.arena = arena_new()};
    if (argc < 4)
        return 2;
    g.bytes = (size_t)strtoul(argv[1], NULL, 10);
    g.most = strtod(argv[2], NULL);
    for (int i = 3; i < argc; i++)
        grow_seed(&g, argv[i]);
    printf("%zu inputs of %zu bytes, the slowest %.2f s, %zu too slow\n", g.inputs, g.bytes, g.slowest,
           g.findings);
    arena_free(g.arena);
    return g.findings ? 1 : 0;
}
