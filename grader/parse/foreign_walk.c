#include "parse/foreign_walk.h"

#include "parse/architecture_components.h"
#include "parse/architecture_settle.h"
#include "parse/foreign_arrows.h"
#include "parse/yaml.h"
#include "parse/yaml_words.h"

#include <stdlib.h>

/* Groups inside groups by name are as deep as they like: no deeper than a tree may be. */
#define MAX_NESTED 64

static const struct doc *child(const struct doc *map, struct str key)
{
    for (size_t i = 0; map && map->kind == DOC_MAP && i < map->n; i++)
        if (keys_same(map->items[i]->key, key))
            return map->items[i];
    return NULL;
}

const struct doc *foreign_pick(const struct doc *map, const char *keys)
{
    struct str rest = str_from(keys), path, step;
    while (str_next(&rest, " ", &path)) {
        const struct doc *doc = map;
        while (doc && str_next(&path, ".", &step))
            doc = child(doc, step);
        if (doc && !yaml_null(doc))
            return doc;
    }
    return NULL;
}

struct str foreign_text(const struct doc *map, const char *keys)
{
    return str_trim(doc_text(foreign_pick(map, keys)));
}

/* ---- containers ---- */

static void collect(struct str **items, size_t *n, size_t *cap, struct foreign_walk *w, const struct doc *doc)
{
    if (doc && doc->kind == DOC_MAP)
        doc = foreign_pick(doc, w->map->end);
    for (size_t i = 0; doc && doc->kind == DOC_LIST && i < doc->n; i++)
        if (doc->items[i]->kind == DOC_SCALAR || doc->items[i]->kind == DOC_MAP)
            collect(items, n, cap, w, doc->items[i]);
    if (!doc || doc->kind != DOC_SCALAR)
        return;
    struct str *slot = arena_push(w->ctx->arena, (void **)items, n, cap, sizeof **items);
    *slot = doc->value;
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool among(const struct str *items, size_t n, struct str name)
{
    return n && bsearch(&name, items, n, sizeof *items, by_bytes);
}

/* Which nodes are there to hold others: known before the nodes are read. */
static void find_containers(struct foreign_walk *w, const struct doc *root)
{
    const struct doc *edges = foreign_pick(root, w->map->edges);
    for (size_t i = 0; edges && i < edges->n; i++)
        for (size_t f = 0; f < w->map->n_forms; f++) {
            const struct foreign_form *form = &w->map->forms[f];
            const struct doc *from = foreign_pick(edges->items[i], form->from);
            if (from && form->way == FOREIGN_INSIDE) {
                collect(&w->containers, &w->n_containers, &w->cap_containers, w, from);
            } else if (from) {
                collect(&w->ends, &w->n_ends, &w->cap_ends, w, from);
                collect(&w->ends, &w->n_ends, &w->cap_ends, w, foreign_pick(edges->items[i], form->to));
            }
        }
    if (w->n_containers)
        qsort(w->containers, w->n_containers, sizeof *w->containers, by_bytes);
    if (w->n_ends)
        qsort(w->ends, w->n_ends, sizeof *w->ends, by_bytes);
}

/* ---- nodes and groups ---- */

static void later(struct foreign_walk *w, const struct doc *doc, size_t node, size_t group,
                  enum foreign_way way)
{
    struct foreign_pending *pending = ARENA_PUSH(w->ctx->arena, w->pending, w->n_pending, w->cap_pending);
    *pending = (struct foreign_pending){doc, node, group, way};
}

static void neighbours(struct foreign_walk *w, const struct doc *body, size_t node, size_t group)
{
    for (size_t r = 0; r < w->map->n_relations; r++) {
        struct str rest = str_from(w->map->relations[r].keys), key;
        while (str_next(&rest, " ", &key)) {
            const struct doc *named = child(body, key);
            if (named && !yaml_null(named))
                later(w, named, node, group, w->map->relations[r].way);
        }
    }
}

static bool has_letter(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= 0x80 || (str_byte_lower(s.p[i]) >= 'a' && str_byte_lower(s.p[i]) <= 'z'))
            return true;
    return false;
}

static size_t group_named(struct foreign_walk *w, struct str name, struct place at)
{
    size_t group = build_find_group(&w->build, name, SIZE_MAX);
    return group != ARCH_NONE ? group : build_group(&w->build, name, ARCH_NONE, at);
}

/* What architecture.yaml knows of a component, too: numbers, owners. */
static void own_attributes(struct foreign_walk *w, struct doc *attrs, const struct doc *body)
{
    for (size_t i = 0; i < body->n; i++) {
        const struct doc *item = body->items[i];
        const struct key_rule *rule = item->kind == DOC_SCALAR ? key_find(&keys_component, item->key) : NULL;
        static const char *const read[] = {"role", "tool", "label", "group", "note"};
        for (size_t k = 0; rule && k < sizeof read / sizeof *read; k++)
            if (str_is(str_from(read[k]), rule->name))
                rule = NULL;
        if (rule && !yaml_null(item) && !doc_get(attrs, rule->name))
            doc_scalar(w->ctx->arena, attrs, str_from(rule->name), item->value, item->at)->key_at =
                item->key_at;
    }
}

static void describe(struct foreign_walk *w, size_t index, const struct doc *body)
{
    struct parse_context *ctx = w->ctx;
    struct arch_node *node = &ctx->arch->nodes[index];
    const struct doc *tool = foreign_pick(body, w->map->tool), *note = foreign_pick(body, w->map->note),
                     *type = foreign_pick(body, w->map->type), *within = foreign_pick(body, w->map->within);
    const char *role = NULL;
    if (type && type->kind == DOC_SCALAR)
        role = components_known(ctx->names->roles, ctx->names->n_roles, type->value);
    if (role)
        node->role = doc_scalar(ctx->arena, NULL, STR("role"), str_from(role), type->at);
    node->tool = settle_join(ctx->arena, tool);
    if (!node->tool.n && !role && w->map->typed_by_tool)
        node->tool = doc_text(type);
    if (note && note->kind == DOC_SCALAR)
        doc_scalar(ctx->arena, node->attrs, STR("note"), note->value, note->at);
    if (w->map->own_keys)
        own_attributes(w, node->attrs, body);
    if (within && within->kind == DOC_SCALAR) {
        size_t group = group_named(w, within->value, within->at);
        if (group != ARCH_NONE)
            build_join(&w->build, index, group);
    }
    neighbours(w, body, index, ARCH_NONE);
    w->tally->other += foreign_pick(body, w->map->other) != NULL;
}

static void read_area(struct foreign_walk *w, const struct doc *area, size_t group);

static void read_group(struct foreign_walk *w, struct str id, struct str label, struct place at,
                       const struct doc *body, size_t parent)
{
    size_t group = build_group(&w->build, id, parent, at);
    if (group == ARCH_NONE)
        return;
    w->ctx->arch->groups[group].label = label;
    neighbours(w, body, ARCH_NONE, group);
    if (foreign_pick(body, w->map->members) || foreign_pick(body, w->map->nested))
        later(w, body, ARCH_NONE, group, FOREIGN_INSIDE);
    read_area(w, body, group);
}

static void add_node(struct foreign_walk *w, struct str id, struct str label, struct place at,
                     const struct doc *body, size_t group)
{
    struct parse_context *ctx = w->ctx;
    size_t node = build_find_exact(&w->build, id);
    if (node != ARCH_NONE && body->kind != DOC_SCALAR)
        diag_add(ctx->diags, DIAG_YAML_DUPLICATE, at, "\"%.*s\" stands on line %u already: the first is used",
                 STR_ARG(yaml_clip(id)), (unsigned)ctx->arch->nodes[node].at.line);
    if (node == ARCH_NONE) {
        if ((node = build_node(&w->build, id, at)) == ARCH_NONE)
            return;
        if (label.n) {
            ctx->arch->nodes[node].label = label;
            ctx->arch->nodes[node].own_label = true;
        }
        w->tally->declared++;
        w->tally->worded += has_letter(ctx->arch->nodes[node].label);
        if (body->kind == DOC_MAP)
            describe(w, node, body);
    }
    if (group != ARCH_NONE)
        build_join(&w->build, node, group);
}

static bool holds_nodes(const struct foreign_walk *w, const struct doc *body)
{
    const struct doc *nodes = foreign_pick(body, w->map->nodes);
    return nodes && nodes->kind != DOC_SCALAR;
}

/* key: what it is called by the map it stands in; empty in lists. */
static void read_entry(struct foreign_walk *w, struct str key, struct place at, const struct doc *body,
                       size_t group, bool is_group)
{
    struct str id =
        body->kind == DOC_SCALAR && !key.n ? str_trim(body->value) : foreign_text(body, w->map->id);
    struct str label = foreign_text(body, w->map->label);
    if (!label.n)
        label = body->kind == DOC_SCALAR && key.n && !is_group ? str_trim(body->value) : id.n ? key : label;
    if (!id.n)
        id = key.n ? key : label;
    if (!id.n) {
        diag_add(w->ctx->diags, DIAG_ARCH_TYPE, at, "a %s without a name: ignored",
                 is_group ? "group" : "component");
        return;
    }
    bool container = among(w->containers, w->n_containers, id);
    if (is_group || container || holds_nodes(w, body))
        read_group(w, id, label.n ? label : id, at, body, group);
    if (is_group || holds_nodes(w, body) || (container && !among(w->ends, w->n_ends, id)))
        return;
    add_node(w, id, label, at, body, group);
}

static void read_entries(struct foreign_walk *w, const struct doc *doc, size_t group, bool are_groups)
{
    for (size_t i = 0; doc && i < doc->n && !w->build.full; i++) {
        const struct doc *item = doc->items[i];
        if (doc->kind == DOC_MAP) {
            read_entry(w, item->key, item->key_at, item, group, are_groups);
            continue;
        }
        bool bare = item->kind == DOC_MAP && item->n == 1 && !foreign_text(item, w->map->id).n &&
                    !foreign_text(item, w->map->label).n;
        if (bare) /* "- api: …" */
            read_entry(w, item->items[0]->key, item->items[0]->key_at, item->items[0], group, are_groups);
        else if (item->kind != DOC_LIST && !yaml_null(item))
            read_entry(w, STR(""), item->at, item, group, are_groups);
    }
}

/* What a description, or a group in it, holds. A group may be nothing but the list of its nodes. */
static void read_area(struct foreign_walk *w, const struct doc *area, size_t group)
{
    if (area->kind == DOC_LIST && group != ARCH_NONE)
        read_entries(w, area, group, false);
    if (area->kind != DOC_MAP)
        return;
    struct str rest = str_from(w->map->nodes), key;
    while (str_next(&rest, " ", &key))
        read_entries(w, child(area, key), group, false);
    rest = str_from(w->map->groups);
    while (str_next(&rest, " ", &key))
        read_entries(w, child(area, key), group, true);
    rest = str_from(w->map->edges);
    while (group == ARCH_NONE && str_next(&rest, " ", &key)) /* of a group: its neighbours */
        if (child(area, key))
            later(w, child(area, key), ARCH_NONE, ARCH_NONE, FOREIGN_FLOW);
}

/* ---- what stands in what, by name ---- */

/* Groups by name, or else nodes: these when no group stands inside itself any more. */
static void put_inside(struct foreign_walk *w, size_t group, const struct doc *names, bool groups)
{
    struct architecture *arch = w->ctx->arch;
    for (size_t i = 0; names && names->kind == DOC_LIST && i < names->n; i++) {
        struct str name = str_trim(doc_text(names->items[i]));
        if (!name.n)
            continue;
        size_t inner = foreign_names_group(&w->names, name);
        if (groups) {
            if (inner != ARCH_NONE && inner != group && arch->groups[inner].parent == ARCH_NONE)
                arch->groups[inner].parent = group;
            continue;
        }
        size_t node = foreign_names_node(&w->names, &w->build, name);
        if (node == ARCH_NONE && inner == ARCH_NONE)
            node = build_named(&w->build, name, names->items[i]->at, "group");
        if (node != ARCH_NONE)
            build_join(&w->build, node, group);
    }
}

static void put_all_inside(struct foreign_walk *w, bool groups)
{
    for (size_t p = 0; p < w->n_pending; p++) {
        const struct foreign_pending *pending = &w->pending[p];
        if (pending->way == FOREIGN_INSIDE) {
            put_inside(w, pending->group, foreign_pick(pending->doc, w->map->nested), groups);
            put_inside(w, pending->group, foreign_pick(pending->doc, w->map->members), groups);
        }
        for (size_t i = 0; pending->node == ARCH_NONE && pending->group == ARCH_NONE && i < pending->doc->n;
             i++) {
            const struct doc *item = pending->doc->items[i];
            const struct foreign_form *form = foreign_arrows_form(w, item);
            size_t group = ARCH_NONE;
            if (form && form->way == FOREIGN_INSIDE)
                group = foreign_names_group(&w->names, foreign_text(item, form->from));
            if (group != ARCH_NONE)
                put_inside(w, group, foreign_pick(item, form->to), groups);
        }
    }
}

/* Circles, and what is as good as one. */
static void cut_circles(struct foreign_walk *w)
{
    struct architecture *arch = w->ctx->arch;
    for (size_t g = w->build.first_group; g < arch->n_groups; g++) {
        size_t up = g, depth = 0;
        while (up != ARCH_NONE && depth++ <= MAX_NESTED)
            up = arch->groups[up].parent;
        if (up == ARCH_NONE)
            continue;
        diag_add(w->ctx->diags, DIAG_ARCH_TYPE, arch->groups[g].at,
                 "the group \"%.*s\" stands inside itself, or too deep: put at the top",
                 STR_ARG(yaml_clip(arch->groups[g].label)));
        arch->groups[g].parent = ARCH_NONE;
    }
}

void foreign_walk(struct foreign_tally *out, struct parse_context *ctx, const struct foreign_map *map,
                  const struct text *text, const struct doc *root)
{
    struct arch_view *view = architecture_view(ctx->arena, ctx->arch, ARCH_YAML, text, text_place(text, 0));
    view->confidence = ARCH_DRAWN;
    view->title = foreign_text(root, "title name system.name");
    *out = (struct foreign_tally){0};
    struct foreign_walk w = {
        .tally = out, .ctx = ctx, .map = map, .build = build_new(ctx, ctx->arch->n_views - 1)};
    find_containers(&w, root);
    read_area(&w, root, ARCH_NONE);
    foreign_names_read(&w.names, &w.build);
    put_all_inside(&w, true);
    cut_circles(&w);
    put_all_inside(&w, false);
    build_members(&w.build);
    foreign_arrows_read(&w);
}
