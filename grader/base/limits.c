#include "base/limits.h"

struct limits limits_default(void)
{
    struct limits limits = {
#define L(name, value, unit, flag, diagnostic, help) .name = (value),
        LIMITS(L)
#undef L
    };
    return limits;
}

static void at_least(size_t *bound, size_t value)
{
    if (*bound < value)
        *bound = value;
}

void limits_settle(struct limits *limits)
{
    const struct limits usual = limits_default();
    /* How much larger a drawing may be than usual, rounded up. */
    size_t nodes = (limits->nodes + usual.nodes - 1) / usual.nodes;
    size_t edges = (limits->edges + usual.edges - 1) / usual.edges;
    size_t times = nodes > edges ? nodes : edges;
    at_least(&limits->prose_bytes, limits->file_bytes);
    at_least(&limits->total_bytes, limits->prose_bytes);
    at_least(&limits->dot_tokens, times * usual.dot_tokens);
    at_least(&limits->dot_memory, times * usual.dot_memory);
    at_least(&limits->dot_time, times * usual.dot_time);
    at_least(&limits->dot_time_all, times * usual.dot_time_all);
    at_least(&limits->mermaid_tokens, times * usual.mermaid_tokens);
    at_least(&limits->yaml_nodes,
             (limits->file_bytes + usual.file_bytes - 1) / usual.file_bytes * usual.yaml_nodes);
}
