#include "base/arena.h"

#include "base/instrumented.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One malloc an item: the exact size, so that a sanitizer sees the first byte beyond it. */
#define ARENA_SINGLE SANITIZED

#define BLOCK_SIZE ((size_t)64 * 1024)
#define ALIGN _Alignof(max_align_t)

struct block {
    struct block *next;
    size_t used, size;
    max_align_t data[];
};

struct arena {
    struct block *blocks;
    size_t used;
};

void die_bug(const char *file, int line, const char *what)
{
    fprintf(stderr, "grade: internal error at %s:%d: %s\n", file, line, what);
    abort();
}

void die_memory(void)
{
    fputs("grade: out of memory\n", stderr);
    exit(2);
}

struct arena *arena_new(void)
{
    struct arena *arena = calloc(1, sizeof *arena);
    if (!arena)
        die_memory();
    return arena;
}

void arena_free(struct arena *arena)
{
    if (!arena)
        return;
    for (struct block *b = arena->blocks, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    free(arena);
}

static struct block *new_block(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        die_memory();
    struct block *b = calloc(1, sizeof *b + size);
    if (!b)
        die_memory();
    b->size = size;
    b->next = arena->blocks;
    arena->blocks = b;
    return b;
}

static size_t aligned(size_t size)
{
    return (size + ALIGN - 1) / ALIGN * ALIGN;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        die_memory();
    arena->used += size;
    if (ARENA_SINGLE)
        return new_block(arena, size ? size : 1)->data;
    size = size ? aligned(size) : ALIGN;
    struct block *b = arena->blocks;
    if (!b || b->size - b->used < size) {
        if (size > BLOCK_SIZE / 4 && b) {
            /* A large item gets a block of its own behind the current one, which stays in use. */
            struct block *own = new_block(arena, size);
            own->used = size;
            arena->blocks = b;
            own->next = b->next;
            b->next = own;
            return own->data;
        }
        b = new_block(arena, size > BLOCK_SIZE ? size : BLOCK_SIZE);
    }
    void *p = (char *)b->data + b->used;
    b->used += size;
    return p;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t n)
{
    char *copy = arena_alloc(arena, n + 1);
    if (n)
        memcpy(copy, bytes, n);
    copy[n] = '\0';
    return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0)
        BUG("format");
    char *text = arena_alloc(arena, (size_t)n + 1);
    vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    return text;
}

/*
 * A large array has a block of its own and grows with it, mostly without a copy. NULL for one that has none.
 * There are few such blocks, and an array grows seldom: a search is cheap.
 */
static void *grow_block(struct arena *arena, void *items, size_t size, size_t grown)
{
    if (ARENA_SINGLE || size <= BLOCK_SIZE / 4)
        return NULL;
    size = aligned(size);
    grown = aligned(grown);
    for (struct block **link = &arena->blocks; *link; link = &(*link)->next)
        if ((void *)(*link)->data == items && (*link)->size == size && (*link)->used == size) {
            struct block *b = realloc(*link, sizeof *b + grown);
            if (!b)
                die_memory();
            b->size = b->used = grown;
            arena->used += grown - size;
            *link = b;
            return b->data;
        }
    return NULL;
}

void arena_grow(struct arena *arena, void **items, size_t n, size_t *cap, size_t item_size)
{
    /* Most lists are short: a few large items, or a handful of small ones, to begin with. */
    size_t grown = *cap ? *cap * 2 : item_size > 16 ? 2 : 4;
    if (grown > SIZE_MAX / 2 / item_size)
        die_memory();
    void *moved = grow_block(arena, *items, *cap * item_size, grown * item_size);
    if (!moved) {
        moved = arena_alloc(arena, grown * item_size);
        if (n)
            memcpy(moved, *items, n * item_size);
    }
    *items = moved;
    *cap = grown;
}

size_t arena_used(const struct arena *arena)
{
    return arena->used;
}
