#include "recognise/node_names.h"

#include "recognise/tokens.h"

#include <stdlib.h>

struct name {
    struct str text;
    size_t node;
};
struct node_names {
    struct name *items; /* by text */
    size_t n;
};

/* The words of a name as one text; with `brief` only those before a bracket, colon or dash. */
static struct str form(struct arena *arena, struct str text, bool brief)
{
    struct tokens tokens;
    tokens_read(&tokens, arena, str_sub(text, 0, 200));
    if (brief) {
        size_t n = 0;
        while (n < tokens.n && tokens.items[n].part == PART_NAME)
            n++;
        tokens.n = n;
    }
    return tokens_join(arena, &tokens);
}

static int by_text(const void *a, const void *b)
{
    const struct name *x = a, *y = b;
    int order = str_cmp(x->text, y->text);
    return order ? order : (x->node > y->node) - (x->node < y->node);
}

struct node_names *node_names_new(struct arena *arena, const struct reading *reading)
{
    struct node_names *names = arena_alloc(arena, sizeof *names);
    names->items = arena_alloc(arena, 3 * reading->arch->n_nodes * sizeof *names->items);
    for (size_t i = 0; i < reading->arch->n_nodes; i++) {
        const struct arch_node *node = &reading->arch->nodes[i];
        size_t stands = reading_node(reading, i);
        names->items[names->n++] = (struct name){form(arena, node->id, false), stands};
        if (node->own_label) {
            names->items[names->n++] = (struct name){form(arena, node->label, false), stands};
            names->items[names->n++] = (struct name){form(arena, node->label, true), stands};
        }
    }
    qsort(names->items, names->n, sizeof *names->items, by_text);
    return names;
}

static size_t find(const struct node_names *names, struct str text)
{
    size_t low = 0, high = names->n, node = ARCH_NONE;
    while (text.n && low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(names->items[middle].text, text) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (size_t i = low; text.n && i < names->n && str_eq(names->items[i].text, text); i++) {
        if (node != ARCH_NONE && node != names->items[i].node)
            return ARCH_NONE;
        node = names->items[i].node;
    }
    return node;
}

size_t node_names_find(const struct node_names *names, struct arena *arena, struct str text)
{
    size_t node = find(names, form(arena, text, false));
    return node != ARCH_NONE ? node : find(names, form(arena, text, true));
}
