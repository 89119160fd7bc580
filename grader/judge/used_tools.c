#include "judge/used_tools.h"

static struct used_tool *use(struct judge *j, struct used_tools *out, uint32_t *where, uint32_t tool,
                             size_t node, struct place at)
{
    if (where[tool] == 0) {
        struct used_tool *made = ARENA_PUSH(j->arena, out->items, out->n, out->cap);
        *made = (struct used_tool){.tool = tool, .node = node, .at = at};
        where[tool] = (uint32_t)out->n;
    }
    return &out->items[where[tool] - 1];
}

/* A sentence, item or row that does more than name things. */
static bool says_something(const struct statement *st)
{
    const unsigned signals = SIGNAL_ACTION | SIGNAL_FLOW | SIGNAL_CAUSE | SIGNAL_CONTRAST;
    return !st->bare && st->ignored != IGNORED_STUFFED && (st->signals & signals) != 0;
}

static void in_words(struct judge *j, struct used_tools *out, uint32_t *where)
{
    const struct statements *told = j->reading->told;
    for (size_t i = 0; i < told->n; i++) {
        const struct statement *st = &told->items[i];
        if (st->deferred || (st->ignored != IGNORED_NOT && st->ignored != IGNORED_STUFFED))
            continue;
        for (size_t k = 0; k < st->n_components; k++) {
            const struct component *c = &st->components[k];
            if (c->tool == RUB_NONE || c->standing != STANDING_POSITIVE)
                continue;
            struct used_tool *used = use(j, out, where, c->tool, ARCH_NONE, st->at);
            used->told |= says_something(st);
            used->sentence |=
                says_something(st) && (st->kind == STATEMENT_SENTENCE || st->kind == STATEMENT_ITEM);
        }
    }
}

const struct used_tools *used_tools_of(struct judge *j)
{
    if (j->used_tools)
        return j->used_tools;
    struct used_tools *out = arena_alloc(j->arena, sizeof *out);
    uint32_t *where = arena_alloc(j->arena, (rub_tools_n(j->rubric) + 1) * sizeof *where);
    for (size_t i = 0; i < j->arch->n_nodes; i++)
        for (size_t k = 0; graph_is_box(j->graph, i) && k < j->reading->nodes[i].n_tools; k++) {
            const struct tool_reading *read = &j->reading->nodes[i].tools[k];
            use(j, out, where, read->tool, i, read->at.text ? read->at : j->arch->nodes[i].at);
        }
    in_words(j, out, where);
    j->used_tools = out;
    return out;
}
