#include "parse/foreign_names.h"

#include <stdlib.h>

enum what { NODE_LABEL, GROUP_ID, GROUP_LABEL };

struct foreign_name {
    struct str text; /* in lower case, with _ for - and blanks */
    enum what what;
    size_t index;
};

static struct str folded(struct arena *arena, struct str name)
{
    char *p = arena_copy(arena, name.p, name.n);
    for (size_t i = 0; i < name.n; i++)
        p[i] = p[i] == '-' || p[i] == ' ' ? '_' : str_byte_lower(p[i]);
    return (struct str){p, name.n};
}

static int by_text(const void *a, const void *b)
{
    const struct foreign_name *x = a, *y = b;
    int order = str_cmp(x->text, y->text);
    if (!order)
        order = (x->what > y->what) - (x->what < y->what);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

static void add(struct foreign_names *names, struct arena *arena, struct str text, enum what what,
                size_t index)
{
    if (!text.n)
        return;
    struct foreign_name *name = ARENA_PUSH(arena, names->items, names->n, names->cap);
    *name = (struct foreign_name){folded(arena, text), what, index};
}

void foreign_names_read(struct foreign_names *out, const struct build *build)
{
    struct parse_context *ctx = build->ctx;
    const struct architecture *arch = ctx->arch;
    *out = (struct foreign_names){0};
    for (size_t i = arch->n_nodes - build->n_nodes; i < arch->n_nodes; i++)
        if (arch->nodes[i].own_label)
            add(out, ctx->arena, arch->nodes[i].label, NODE_LABEL, i);
    for (size_t i = build->first_group; i < arch->n_groups; i++) {
        add(out, ctx->arena, arch->groups[i].id, GROUP_ID, i);
        add(out, ctx->arena, arch->groups[i].label, GROUP_LABEL, i);
    }
    if (out->n)
        qsort(out->items, out->n, sizeof *out->items, by_text);
}

/* Against a name as it was written; the same order as by_text(). */
static int compare(struct str text, struct str name)
{
    for (size_t i = 0; i < text.n && i < name.n; i++) {
        char c = name.p[i] == '-' || name.p[i] == ' ' ? '_' : str_byte_lower(name.p[i]);
        if (text.p[i] != c)
            return (unsigned char)text.p[i] < (unsigned char)c ? -1 : 1;
    }
    return (text.n > name.n) - (text.n < name.n);
}

static size_t find(const struct foreign_names *names, struct str name, enum what what)
{
    size_t low = 0, high = names->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct foreign_name *at = &names->items[middle];
        int order = compare(at->text, name);
        if (order < 0 || (order == 0 && at->what < what))
            low = middle + 1;
        else
            high = middle;
    }
    bool found =
        low < names->n && names->items[low].what == what && compare(names->items[low].text, name) == 0;
    return found ? names->items[low].index : ARCH_NONE;
}

size_t foreign_names_node(const struct foreign_names *names, const struct build *build, struct str name)
{
    size_t node = build_find(build, name);
    return node != ARCH_NONE ? node : find(names, name, NODE_LABEL);
}

size_t foreign_names_group(const struct foreign_names *names, struct str name)
{
    size_t group = find(names, name, GROUP_ID);
    return group != ARCH_NONE ? group : find(names, name, GROUP_LABEL);
}
