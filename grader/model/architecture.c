#include "model/architecture.h"

static const struct doc *get(const struct doc *map, struct str key)
{
    if (!map || map->kind != DOC_MAP)
        return NULL;
    for (size_t i = 0; i < map->n; i++)
        if (str_eq_nocase(map->items[i]->key, key))
            return map->items[i];
    return NULL;
}

const struct doc *doc_get(const struct doc *map, const char *key)
{
    return get(map, str_from(key));
}

const struct doc *doc_at(const struct doc *root, const char *path)
{
    struct str rest = str_from(path), step;
    while (root && str_next(&rest, ".", &step))
        root = get(root, step);
    return root;
}

struct str doc_text(const struct doc *doc)
{
    return doc && doc->kind == DOC_SCALAR ? doc->value : (struct str){"", 0};
}

struct doc *doc_new(struct arena *arena, struct doc *parent, enum doc_kind kind, struct str key, struct place at)
{
    struct doc *doc = arena_alloc(arena, sizeof *doc);
    doc->kind = kind;
    doc->key = key;
    doc->value = STR("");
    doc->at = doc->key_at = at;
    if (parent) {
        struct doc **slot = ARENA_PUSH(arena, parent->items, parent->n, parent->cap);
        *slot = doc;
    }
    return doc;
}

struct doc *doc_scalar(struct arena *arena, struct doc *parent, struct str key, struct str value, struct place at)
{
    struct doc *doc = doc_new(arena, parent, DOC_SCALAR, key, at);
    doc->value = value;
    return doc;
}

const char *arch_format_name(enum arch_format format)
{
    static const char *const names[] = {"yaml", "dot", "mermaid", "text"};
    return names[format];
}

struct architecture *architecture_new(struct arena *arena)
{
    struct architecture *arch = arena_alloc(arena, sizeof *arch);
    arch->facts = doc_new(arena, NULL, DOC_MAP, STR(""), (struct place){0});
    return arch;
}

struct arch_node *architecture_node(struct arena *arena, struct architecture *arch, size_t view, struct str id,
                                    struct place at)
{
    struct arch_node *node = ARENA_PUSH(arena, arch->nodes, arch->n_nodes, arch->cap_nodes);
    node->id = node->label = id;
    node->tool = node->shape = STR("");
    node->group = ARCH_NONE;
    node->view = view;
    node->at = at;
    node->attrs = doc_new(arena, NULL, DOC_MAP, STR(""), at);
    arch->views[view].n_nodes++;
    return node;
}

struct arch_edge *architecture_edge(struct arena *arena, struct architecture *arch, size_t view, size_t from,
                                    size_t to, struct place at)
{
    struct arch_edge *edge = ARENA_PUSH(arena, arch->edges, arch->n_edges, arch->cap_edges);
    edge->from = from;
    edge->to = to;
    edge->from_group = edge->to_group = ARCH_NONE;
    edge->label = edge->kind = STR("");
    edge->view = view;
    edge->at = at;
    edge->attrs = doc_new(arena, NULL, DOC_MAP, STR(""), at);
    arch->views[view].n_edges++;
    return edge;
}

struct arch_group *architecture_group(struct arena *arena, struct architecture *arch, size_t view, struct str id,
                                      struct place at)
{
    struct arch_group *group = ARENA_PUSH(arena, arch->groups, arch->n_groups, arch->cap_groups);
    group->id = group->label = id;
    group->parent = ARCH_NONE;
    group->view = view;
    group->at = at;
    return group;
}

struct arch_view *architecture_view(struct arena *arena, struct architecture *arch, enum arch_format format,
                                    const struct text *text, struct place at)
{
    struct arch_view *view = ARENA_PUSH(arena, arch->views, arch->n_views, arch->cap_views);
    view->format = format;
    view->text = text;
    view->title = STR("");
    view->at = at;
    view->confidence = 1;
    return view;
}
