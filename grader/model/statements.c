#include "model/statements.h"

const char *statement_kind_name(enum statement_kind kind)
{
    static const char *const names[STATEMENT_KINDS] = {"heading", "sentence", "item", "row",    "label",
                                                       "arrow",   "fact",     "box",  "config", "file"};
    return names[kind];
}

const char *standing_name(enum standing standing)
{
    static const char *const names[] = {"positive", "hypothetical", "rejected", "deferred",
                                        "negated",  "other sense",  "ignored"};
    return names[standing];
}

const char *ignored_name(enum ignored ignored)
{
    static const char *const names[] = {"",     "heading", "question",         "echo",   "scaffold",
                                        "code", "hidden",  "speaks to grader", "repeat", "stuffed"};
    return names[ignored];
}

const char *signal_name(unsigned bit)
{
    static const char *const names[SIGNALS] = {"action",   "flow",    "condition", "cause",
                                               "contrast", "compare", "owner",     "relation"};
    for (size_t i = 0; i < SIGNALS; i++)
        if (bit == 1U << i)
            return names[i];
    return "";
}

struct statements *statements_new(struct arena *arena, size_t n_sets, size_t n_roles)
{
    struct statements *told = arena_alloc(arena, sizeof *told);
    told->of_set = arena_alloc(arena, n_sets * sizeof *told->of_set);
    told->of_role = arena_alloc(arena, n_roles * sizeof *told->of_role);
    return told;
}

struct statement_index *statements_index(struct arena *arena, const struct statements *told, size_t n_sets,
                                         size_t n_roles)
{
    struct statement_index *index = arena_alloc(arena, sizeof *index);
    size_t n = 0;
    index->starts = arena_alloc(arena, (told->n + 2) * sizeof *index->starts);
    index->standings = arena_alloc(arena, (told->n + 1) * sizeof *index->standings);
    /* Counted one place behind, so that filling moves each start to where it belongs. */
    for (size_t set = 0; set < n_sets; set++)
        for (size_t i = 0; i < told->of_set[set].n; i++, n++)
            index->starts[told->of_set[set].items[i].statement + 2]++;
    for (size_t i = 2; i < told->n + 2; i++)
        index->starts[i] += index->starts[i - 1];
    index->items = arena_alloc(arena, n * sizeof *index->items);
    for (uint32_t set = 0; set < n_sets; set++)
        for (size_t i = 0; i < told->of_set[set].n; i++) {
            const struct mention *m = &told->of_set[set].items[i];
            index->items[index->starts[m->statement + 1]++] = (struct set_mention){set, m};
            index->standings[m->statement] |= 1U << m->standing;
        }
    for (size_t role = 0; role < n_roles; role++)
        for (size_t i = 0; i < told->of_role[role].n; i++)
            index->standings[told->of_role[role].items[i].statement] |=
                1U << told->of_role[role].items[i].standing;
    for (size_t i = 0; i < told->n; i++)
        for (size_t k = 0; k < told->items[i].n_components; k++)
            index->standings[i] |= 1U << told->items[i].components[k].standing;
    return index;
}

struct place statement_place(const struct statement *statement, size_t offset)
{
    if (statement->block)
        return block_place(statement->block, statement->offset + offset);
    struct place at = statement->at;
    at.column += (uint32_t)offset;
    return at;
}
