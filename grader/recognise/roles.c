#include "recognise/roles.h"
#include "recognise/settle.h"

void roles_read(struct reading *out, struct arena *arena, struct diags *diags,
                const struct claim_index *index)
{
    size_t n = out->arch->n_nodes;
    struct node_map *map = node_map_new(arena, out);
    struct claims *claims = arena_alloc(arena, n * sizeof *claims);
    for (size_t i = 0; i < n; i++)
        if (out->nodes[i].same_as == ARCH_NONE)
            claims_read(&claims[i], out, arena, diags, index, map, i);
    settle_roles(out, arena, diags, index->rubric, index->pairs, map, claims);
}
