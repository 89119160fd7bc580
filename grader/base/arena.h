#ifndef GRADE_ARENA_H
#define GRADE_ARENA_H
/*
 * One arena holds everything that lives as long as a grading run; it is freed once.
 *
 * Memory is zeroed. A request that cannot be met ends the program with a word on stderr and exit
 * status 2: limits stop hostile input long before. Under AddressSanitizer every item is a malloc of
 * its own, so that the sanitizer sees overruns and uses after the end.
 */
#include <stddef.h>
#include <string.h>

struct arena;

struct arena *arena_new(void);
/* Frees the arena and all that was taken from it. NULL is allowed. */
void arena_free(struct arena *arena);

/* `size` zeroed bytes, aligned for any type. size 0 gives a unique pointer. */
void *arena_alloc(struct arena *arena, size_t size);
/* A copy of n bytes with a NUL after them. */
char *arena_copy(struct arena *arena, const char *bytes, size_t n);
char *arena_printf(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Room for more items; for arena_push(). */
void arena_grow(struct arena *arena, void **items, size_t n, size_t *cap, size_t item_size);
/*
 * Appends one zeroed item to a growing array kept as (items, n, cap) and returns it.
 * Growing moves the array: keep indices, not pointers, while it still grows.
 *   struct thing *t = ARENA_PUSH(arena, list->items, list->n, list->cap);
 */
static inline void *arena_push(struct arena *arena, void **items, size_t *n, size_t *cap, size_t item_size)
{
    if (*n == *cap)
        arena_grow(arena, items, *n, cap, item_size);
    return memset((char *)*items + (*n)++ * item_size, 0, item_size);
}
#define ARENA_PUSH(arena, items, n, cap) \
    arena_push((arena), (void **)&(items), &(n), &(cap), sizeof *(items))

/* Bytes handed out so far (for benchmarks and limits). */
size_t arena_used(const struct arena *arena);

/* Ends the program: a defect of ours (abort) and memory that ran out (exit 2). */
_Noreturn void die_bug(const char *file, int line, const char *what);
_Noreturn void die_memory(void);
#define BUG(what) die_bug(__FILE__, __LINE__, (what))

#endif
