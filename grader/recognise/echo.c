#include "recognise/echo.h"

#include <string.h>

#define MIX UINT64_C(0x9E3779B97F4A7C15)

struct table {
    uint64_t *slots; /* 0: free */
    size_t n, size;  /* size: a power of two */
};

struct echo {
    struct arena *arena;
    struct table runs, seen;
};

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * MIX;
    return hash ^ hash >> 29;
}

static bool find(const struct table *table, uint64_t hash, size_t *slot)
{
    if (table->size == 0)
        return false;
    size_t i = hash & (table->size - 1);
    while (table->slots[i] && table->slots[i] != hash)
        i = (i + 1) & (table->size - 1);
    *slot = i;
    return table->slots[i] == hash;
}

static void add(struct echo *echo, struct table *table, uint64_t hash)
{
    size_t slot = 0;
    if (2 * table->n >= table->size) {
        struct table old = *table;
        table->size = old.size ? 2 * old.size : 256;
        table->slots = arena_alloc(echo->arena, table->size * sizeof *table->slots);
        for (size_t i = 0; i < old.size; i++)
            if (old.slots[i] && !find(table, old.slots[i], &slot))
                table->slots[slot] = old.slots[i];
    }
    if (!find(table, hash, &slot)) {
        table->slots[slot] = hash;
        table->n++;
    }
}

void echo_hash(uint64_t *out, const struct tokens *tokens)
{
    for (size_t i = 0; i < tokens->n; i++) {
        struct str text = tokens->items[i].text;
        uint64_t hash = text.n;
        for (size_t at = 0; at < text.n; at += 8) {
            uint64_t bytes = 0;
            memcpy(&bytes, text.p + at, text.n - at < 8 ? text.n - at : 8);
            hash = mix(hash, bytes);
        }
        out[i] = hash;
    }
}

static uint64_t run_hash(const uint64_t *hashes, size_t n)
{
    uint64_t hash = n;
    for (size_t i = 0; i < n; i++)
        hash = mix(hash, hashes[i]);
    return hash ? hash : 1;
}

struct echo *echo_new(struct arena *arena, struct str prompt)
{
    struct echo *echo = arena_alloc(arena, sizeof *echo);
    struct tokens tokens;
    echo->arena = arena;
    tokens_read(&tokens, arena, prompt);
    uint64_t *hashes = arena_alloc(arena, tokens.n * sizeof *hashes);
    echo_hash(hashes, &tokens);
    for (size_t i = 0; i + ECHO_RUN <= tokens.n; i++)
        add(echo, &echo->runs, run_hash(hashes + i, ECHO_RUN));
    return echo;
}

size_t echo_mark(bool *out, const struct echo *echo, const uint64_t *hashes, size_t n)
{
    size_t marked = 0, until = 0, slot;
    for (size_t i = 0; i < n; i++) {
        if (i + ECHO_RUN <= n && find(&echo->runs, run_hash(hashes + i, ECHO_RUN), &slot))
            until = i + ECHO_RUN;
        out[i] = i < until;
        marked += out[i];
    }
    return marked;
}

bool echo_seen(struct echo *echo, const uint64_t *hashes, size_t n)
{
    uint64_t hash = run_hash(hashes, n);
    size_t slot;
    if (find(&echo->seen, hash, &slot))
        return true;
    add(echo, &echo->seen, hash);
    return false;
}
