#include "parse/duplicates.h"

#include "parse/yaml_words.h"

#include <stdlib.h>

struct ranked {
    struct str key;
    size_t index;
};

static int by_key(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    int order = str_cmp(x->key, y->key);
    return order ? order : x->index < y->index ? -1 : x->index > y->index;
}

static void drop_again(struct diags *diags, enum diag_id id, struct doc *const *first, struct doc **again)
{
    diag_add(diags, id, (*again)->key_at,
             "the key \"%.*s\" on line %u stands on line %u already: the first is used",
             STR_ARG(yaml_clip((*again)->key)), (unsigned)(*again)->key_at.line,
             (unsigned)(*first)->key_at.line);
    *again = NULL;
}

/* Small maps are compared pair by pair; large ones are sorted, which no choice of keys makes slow. */
void duplicates_drop(struct arena *arena, struct diags *diags, enum diag_id id, struct doc *map)
{
    enum { SMALL = 12 };
    struct doc **items = map->items;
    if (map->n <= SMALL) {
        for (size_t i = 1; i < map->n; i++)
            for (size_t k = 0; k < i; k++)
                if (items[k] && str_eq(items[k]->key, items[i]->key)) {
                    drop_again(diags, id, &items[k], &items[i]);
                    break;
                }
    } else {
        struct ranked *ranked = arena_alloc(arena, map->n * sizeof *ranked);
        for (size_t i = 0; i < map->n; i++)
            ranked[i] = (struct ranked){items[i]->key, i};
        qsort(ranked, map->n, sizeof *ranked, by_key);
        for (size_t i = 1, first = 0; i < map->n; i++)
            if (str_eq(ranked[i].key, ranked[first].key))
                drop_again(diags, id, &items[ranked[first].index], &items[ranked[i].index]);
            else
                first = i;
    }
    size_t kept = 0;
    for (size_t i = 0; i < map->n; i++)
        if (items[i])
            items[kept++] = items[i];
    map->n = kept;
}
