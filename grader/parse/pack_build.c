#include "parse/pack_build.h"

#include <string.h>

static const char *const whats[PACK_NAME_COUNT] = {
#define N(ID, what) [PACK_NAME_##ID] = what,
    PACK_NAMES(N)
#undef N
};

void pack_build_init(struct pack_build *b, struct arena *arena, struct diags *diags)
{
    *b = (struct pack_build){.arena = arena, .diags = diags};
    *(char *)PACK_NEW(b, strings) = '\0'; /* offset 0 is the empty text */
}

/* ---- texts */

static size_t text_slot(const struct pack_build *b, struct str text)
{
    size_t slot = (size_t)str_hash(text) & (b->n_slots - 1);
    while (b->slots[slot] && !str_is(text, b->strings.items + b->slots[slot]))
        slot = (slot + 1) & (b->n_slots - 1);
    return slot;
}

static void grow_texts(struct pack_build *b)
{
    uint32_t *old = b->slots;
    size_t n = b->n_slots;
    b->n_slots = n ? n * 2 : 1024;
    b->slots = arena_alloc(b->arena, b->n_slots * sizeof *b->slots);
    for (size_t i = 0; i < n; i++)
        if (old[i])
            b->slots[text_slot(b, str_from(b->strings.items + old[i]))] = old[i];
}

uint32_t pack_build_text(struct pack_build *b, struct str text)
{
    if (text.n == 0)
        return 0;
    if (2 * b->n_texts >= b->n_slots)
        grow_texts(b);
    size_t slot = text_slot(b, text);
    if (b->slots[slot])
        return b->slots[slot];
    if (b->strings.n + text.n + 1 > UINT32_MAX)
        BUG("pack over 4 GiB");
    while (b->strings.cap - b->strings.n < text.n + 1) {
        /* What arena_push would do for one character at a time. */
        size_t cap = b->strings.cap * 2;
        char *moved = arena_alloc(b->arena, cap);
        memcpy(moved, b->strings.items, b->strings.n);
        b->strings.items = moved;
        b->strings.cap = cap;
    }
    uint32_t at = (uint32_t)b->strings.n;
    memcpy(b->strings.items + at, text.p, text.n);
    b->strings.n += text.n + 1;
    b->slots[slot] = at;
    b->n_texts++;
    return at;
}

/* ---- lists */

void pack_build_add(struct pack_build *b, struct pack_list *list, uint32_t item)
{
    *(uint32_t *)ARENA_PUSH(b->arena, list->items, list->n, list->cap) = item;
}

struct rub_span pack_build_list(struct pack_build *b, const struct pack_list *list)
{
    struct rub_span span = {(uint32_t)b->words.n, (uint32_t)list->n};
    for (size_t i = 0; i < list->n; i++)
        *(uint32_t *)PACK_NEW(b, words) = list->items[i];
    return span;
}

/* ---- names */

static size_t name_slot(const struct pack_names *names, struct str id)
{
    size_t slot = (size_t)str_hash(id) & (names->n_slots - 1);
    while (names->slots[slot] && !str_is(id, names->ids[names->slots[slot] - 1]))
        slot = (slot + 1) & (names->n_slots - 1);
    return slot;
}

uint32_t pack_build_find(const struct pack_build *b, enum pack_name kind, struct str id)
{
    const struct pack_names *names = &b->names[kind];
    uint32_t number = names->n ? names->slots[name_slot(names, id)] : 0;
    return number ? number - 1 : RUB_NONE;
}

uint32_t pack_build_declare(struct pack_build *b, enum pack_name kind, struct str id, struct place at)
{
    struct pack_names *names = &b->names[kind];
    uint32_t known = pack_build_find(b, kind, id);
    if (known != RUB_NONE) {
        PACK_ERROR(b, DIAG_PACK_VALUE, at, "%s '%.*s' is there already, in line %u", whats[kind], STR_ARG(id),
                   (unsigned)names->at[known].line);
        return known;
    }
    *(const char **)ARENA_PUSH(b->arena, names->ids, names->n, names->cap) = str_copy(b->arena, id).p;
    *(struct place *)ARENA_PUSH(b->arena, names->at, names->n_at, names->cap_at) = at;
    if (2 * names->n > names->n_slots) {
        names->n_slots = names->n_slots ? names->n_slots * 2 : 64;
        names->slots = arena_alloc(b->arena, names->n_slots * sizeof *names->slots);
        for (size_t i = 0; i + 1 < names->n; i++)
            names->slots[name_slot(names, str_from(names->ids[i]))] = (uint32_t)(i + 1);
    }
    names->slots[name_slot(names, id)] = (uint32_t)names->n;
    return (uint32_t)(names->n - 1);
}

const char *pack_build_what(enum pack_name kind)
{
    return whats[kind];
}

const char *pack_build_hint(struct pack_build *b, struct str wrong, const char *const *ids, size_t n)
{
    const char *meant = did_you_mean(wrong, ids, n);
    return meant ? arena_printf(b->arena, " (did you mean '%s'?)", meant) : "";
}

uint32_t pack_build_named(struct pack_build *b, enum pack_name kind, const struct doc *doc)
{
    const struct pack_names *names = &b->names[kind];
    if (doc->kind != DOC_SCALAR) {
        PACK_ERROR(b, DIAG_PACK_TYPE, doc->at, "the name of a %s was expected here", whats[kind]);
        return RUB_NONE;
    }
    uint32_t number = pack_build_find(b, kind, doc->value);
    if (number == RUB_NONE)
        PACK_ERROR(b, DIAG_PACK_NAME, doc->at, "unknown %s '%.*s'%s", whats[kind], STR_ARG(doc->value),
                   pack_build_hint(b, doc->value, names->ids, names->n));
    return number;
}

/* ---- image */

static size_t aligned(size_t n)
{
    return (n + 7) / 8 * 8;
}

void pack_build_image(struct rubric *out, struct arena *arena, const struct pack_build *b)
{
    struct rub_head head;
    memset(&head, 0, sizeof head);
    memcpy(head.magic, RUBRIC_MAGIC, sizeof head.magic);
    size_t size = aligned(sizeof head);
#define T(table, record)                                                                                     \
    if (b->table.n > (UINT32_MAX - 8 - size) / sizeof(record))                                               \
        BUG("pack over 4 GiB");                                                                              \
    head.table = (struct rub_table){(uint32_t)size, (uint32_t)b->table.n};                                   \
    size = aligned(size + b->table.n * sizeof(record));
    RUBRIC_TABLES(T)
#undef T
    head.size = (uint32_t)size;
    unsigned char *image = arena_alloc(arena, size);
    memcpy(image, &head, sizeof head);
#define T(table, record)                                                                                     \
    if (b->table.n)                                                                                          \
        memcpy(image + head.table.offset, b->table.items, b->table.n * sizeof(record));
    RUBRIC_TABLES(T)
#undef T
    if (!rubric_open(out, image, size))
        BUG("pack: the image does not open");
}
