#include "judge/box_names.h"

#include "judge/facts.h"

/* Nodes by the hash of a name: a slot holds a node's number + 1, or 0; what collides stands in the next one.
 */
struct name_table {
    uint32_t *slots;
    size_t mask;
};
struct box_names {
    struct name_table ids, labels;
};

static void make_room(struct name_table *table, struct arena *arena, size_t n)
{
    size_t size = 16;
    while (size < 2 * n)
        size *= 2;
    table->slots = arena_alloc(arena, size * sizeof *table->slots);
    table->mask = size - 1;
}

static struct str name_of(const struct arch_node *node, bool id)
{
    return id ? node->id : node->label;
}

/* The slot of the first node of that name, or the empty one where it would stand. */
static uint32_t *slot_of(const struct judge *j, const struct name_table *table, struct str name, bool id)
{
    size_t at = (size_t)facts_word_hash(name) & table->mask;
    while (table->slots[at] && !facts_same_word(name_of(&j->arch->nodes[table->slots[at] - 1], id), name))
        at = (at + 1) & table->mask;
    return &table->slots[at];
}

static const struct box_names *make(struct judge *j)
{
    struct box_names *names = arena_alloc(j->arena, sizeof *names);
    make_room(&names->ids, j->arena, j->arch->n_nodes);
    make_room(&names->labels, j->arena, j->arch->n_nodes);
    for (size_t i = 0; i < j->arch->n_nodes; i++) {
        uint32_t *id = slot_of(j, &names->ids, j->arch->nodes[i].id, true);
        uint32_t *label = slot_of(j, &names->labels, j->arch->nodes[i].label, false);
        *id = *id ? *id : (uint32_t)i + 1;
        *label = *label ? *label : (uint32_t)i + 1;
    }
    return names;
}

size_t box_names_find(struct judge *j, struct str name)
{
    if (!j->box_names)
        j->box_names = make(j);
    uint32_t number = *slot_of(j, &j->box_names->ids, name, true);
    if (!number)
        number = *slot_of(j, &j->box_names->labels, name, false);
    return number ? reading_node(j->reading, number - 1) : ARCH_NONE;
}
