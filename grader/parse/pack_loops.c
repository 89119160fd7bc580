#include "parse/pack_loops.h"

void pack_loops_owner(struct pack_build *b, enum pack_name kind, uint32_t number)
{
    b->owner = (struct pack_thing){kind, number};
    b->owned = true;
}

void pack_loops_no_owner(struct pack_build *b)
{
    b->owned = false;
}

void pack_loops_need(struct pack_build *b, enum pack_name kind, uint32_t number, struct place at)
{
    if (!b->owned)
        return;
    struct pack_need *need = ARENA_PUSH(b->arena, b->needs, b->n_needs, b->cap_needs);
    *need = (struct pack_need){b->owner, {kind, number}, at};
}

/* One number for every predicate, row and check. */
static size_t vertex(const struct pack_build *b, struct pack_thing thing)
{
    size_t at = thing.number;
    if (thing.kind == PACK_NAME_PREDICATE)
        return at;
    at += b->names[PACK_NAME_PREDICATE].n;
    return thing.kind == PACK_NAME_ROW ? at : at + b->names[PACK_NAME_ROW].n;
}

static const char *name(const struct pack_build *b, struct pack_thing thing)
{
    return b->names[thing.kind].ids[thing.number];
}

struct step {
    size_t vertex, next, end; /* needs[next … end) are still to be followed */
};

static void complain(struct pack_build *b, const struct pack_need **by, const struct step *stack,
                     size_t depth)
{
    const struct pack_need *last = by[stack[depth - 1].next - 1];
    size_t first = depth;
    struct buf way = buf_new(b->arena, 400);
    while (first > 0 && stack[first - 1].vertex != vertex(b, last->to))
        first--;
    for (size_t i = first; i < depth && first > 0; i++)
        buf_printf(&way, "%s -> ", name(b, by[stack[i - 1].next - 1]->to));
    PACK_ERROR(b, DIAG_PACK_VALUE, last->at, "%s '%s' asks for itself: %s -> %s%s",
               pack_build_what(last->to.kind), name(b, last->to), name(b, last->to), way.p,
               name(b, last->to));
}

void pack_loops_check(struct pack_build *b)
{
    enum { NEW, OPEN, DONE };
    size_t n = b->names[PACK_NAME_PREDICATE].n + b->names[PACK_NAME_ROW].n + b->names[PACK_NAME_CHECK].n;
    size_t *first = arena_alloc(b->arena, (n + 2) * sizeof *first);
    const struct pack_need **by = arena_alloc(b->arena, (b->n_needs + 1) * sizeof *by);
    unsigned char *state = arena_alloc(b->arena, n + 1);
    struct step *stack = arena_alloc(b->arena, (n + 1) * sizeof *stack);
    /* Needs in the order of their owners, counted and then placed: those of v come to stand from first[v] on.
     */
    for (size_t i = 0; i < b->n_needs; i++)
        first[vertex(b, b->needs[i].from) + 2]++;
    for (size_t v = 2; v < n + 2; v++)
        first[v] += first[v - 1];
    for (size_t i = 0; i < b->n_needs; i++)
        by[first[vertex(b, b->needs[i].from) + 1]++] = &b->needs[i];
    for (size_t root = 0; root < n; root++) {
        size_t depth = 0;
        if (state[root] == NEW) {
            stack[depth++] = (struct step){root, first[root], first[root + 1]};
            state[root] = OPEN;
        }
        while (depth > 0) {
            struct step *top = &stack[depth - 1];
            if (top->next == top->end) {
                state[top->vertex] = DONE;
                depth--;
                continue;
            }
            size_t to = vertex(b, by[top->next++]->to);
            if (state[to] == OPEN) {
                complain(b, by, stack, depth);
            } else if (state[to] == NEW) {
                state[to] = OPEN;
                stack[depth++] = (struct step){to, first[to], first[to + 1]};
            }
        }
    }
}
