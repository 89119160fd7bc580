#include "model/statements.h"

const char *statement_kind_name(enum statement_kind kind)
{
    static const char *const names[STATEMENT_KINDS] = {"heading", "sentence", "item", "row",  "label",
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
    static const char *const names[SIGNALS] = {"action", "flow",    "condition", "cause",
                                               "contrast", "compare", "owner",   "relation"};
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

struct place statement_place(const struct statement *statement, size_t offset)
{
    if (statement->block)
        return block_place(statement->block, statement->offset + offset);
    struct place at = statement->at;
    at.column += (uint32_t)offset;
    return at;
}
