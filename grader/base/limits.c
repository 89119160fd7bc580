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
    at_least(&limits->total_bytes, limits->file_bytes);
    /* An edge statement with a label and a kind takes about 20 tokens and, in cgraph, under 2 KiB. */
    at_least(&limits->dot_tokens, 20 * (limits->nodes + limits->edges) / 10 * 4);
    at_least(&limits->dot_memory, 2 * KIB * (limits->nodes + limits->edges));
    at_least(&limits->yaml_nodes, limits->file_bytes / 10);
}
