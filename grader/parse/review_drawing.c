#include "parse/review_parts.h"

#include <stdlib.h>

#define DRAWN_MOST 1000000
#define DEPTH_MOST 100

/* Boxes or groups by the name that they have in their drawing. */
struct drawn_name {
    size_t view, number;
    struct str id;
};
struct drawn_names {
    struct drawn_name *items;
    size_t n;
};

static int by_name(const void *left, const void *right)
{
    const struct drawn_name *a = left, *b = right;
    if (a->view != b->view)
        return a->view < b->view ? -1 : 1;
    int order = str_cmp(a->id, b->id);
    return order ? order : a->number < b->number ? -1 : a->number > b->number;
}

/* The ids as they stand in the review: what anonymous names become may be the same for several. */
static struct drawn_names names_of(struct review_shape *s, const struct doc *list, size_t n_views)
{
    struct drawn_names names = {arena_alloc(s->arena, list->n * sizeof *names.items), 0};
    for (size_t i = 0; i < list->n && !s->failed; i++)
        names.items[names.n++] =
            (struct drawn_name){review_shape_count(s, list->items[i], "view", n_views ? n_views - 1 : 0), i,
                                review_shape_text(s, list->items[i], "id")};
    qsort(names.items, names.n, sizeof *names.items, by_name);
    return names;
}

/* The first of that name in the drawing. */
static size_t named(struct review_shape *s, const struct drawn_names *names, const struct doc *map,
                    const char *key, size_t view)
{
    const struct drawn_name wanted = {view, 0, review_shape_text(s, map, key)};
    size_t low = 0, high = names->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_name(&names->items[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < names->n && names->items[low].view == view && str_eq(names->items[low].id, wanted.id))
        return names->items[low].number;
    review_shape_wrong(s, map->at, "'%s' names nothing that is drawn there", key);
    return 0;
}

static const char *format_at(size_t i)
{
    return arch_format_name((enum arch_format)i);
}

static const char *evidence_at(size_t i)
{
    return role_evidence_name((enum role_evidence)i);
}

static void views(struct review_shape *s, struct architecture *arch, const struct doc *list)
{
    for (size_t i = 0; i < list->n && !s->failed; i++) {
        const struct doc *one = list->items[i];
        struct place at = review_shape_place(s, one);
        enum arch_format format =
            (enum arch_format)review_shape_word(s, one, "format", format_at, ARCH_TEXT + 1);
        struct arch_view *view = architecture_view(s->arena, arch, format, at.text, at);
        view->title = review_shape_said(s, one, "title");
        view->confidence = review_shape_number(s, one, "confidence");
    }
}

static void groups(struct review_shape *s, struct architecture *arch, const struct doc *list,
                   const struct drawn_names *names)
{
    for (size_t i = 0; i < list->n && !s->failed; i++) {
        const struct doc *one = list->items[i];
        size_t view = review_shape_count(s, one, "view", arch->n_views - 1);
        struct arch_group *group =
            architecture_group(s->arena, arch, view, review_shape_said(s, one, "id"), (struct place){0});
        group->label = review_shape_said(s, one, "label");
        if (!review_shape_null(one, "parent"))
            group->parent = named(s, names, one, "parent", view);
        if (group->parent == i)
            review_shape_wrong(s, one->at, "a group within itself");
    }
    /* A chain of parents that comes back is nothing that can be drawn. Each group is passed twice at most. */
    size_t *depths = arena_alloc(s->arena, arch->n_groups * sizeof *depths);
    for (size_t i = 0; i < arch->n_groups && !s->failed; i++) {
        size_t steps = 0, g = i;
        for (; g != ARCH_NONE && !depths[g] && steps <= DEPTH_MOST; g = arch->groups[g].parent)
            steps++;
        size_t depth = steps + (g != ARCH_NONE ? depths[g] : 0);
        if (depth > DEPTH_MOST)
            review_shape_wrong(s, list->items[i]->at, "groups nested deeper than %d, or within themselves",
                               DEPTH_MOST);
        for (g = i; !s->failed && g != ARCH_NONE && !depths[g]; g = arch->groups[g].parent)
            depths[g] = depth--;
    }
}

static void node_roles(struct review_parts *p, struct node_reading *read, const struct doc *node)
{
    struct review_shape *s = &p->shape;
    const struct doc *list = review_shape_list(s, node, "roles", RUBRIC_MAX_ROLES, true);
    if (p->for_candidate)
        return;
    read->roles = arena_alloc(s->arena, list->n * sizeof *read->roles);
    for (size_t i = 0; i < list->n && !s->failed; i++) {
        const struct doc *one = list->items[i];
        struct role_reading *role = &read->roles[read->n_roles++];
        uint32_t id = review_parts_text(p, one, "id");
        role->role = RUB_NONE;
        for (size_t k = 0; k < p->build.roles.n; k++)
            if (p->build.roles.items[k].id == id)
                role->role = (uint32_t)k;
        if (role->role == RUB_NONE) {
            review_shape_wrong(s, one->at, "a role that 'roles' does not list");
            return;
        }
        role->confidence = review_shape_number(s, one, "confidence");
        role->evidence =
            (enum role_evidence)review_shape_word(s, one, "evidence", evidence_at, ROLE_NEIGHBOUR + 1);
        role->credited = review_shape_bool(s, one, "credited");
        role->why = review_shape_said(s, one, "why");
        role->at = review_shape_place(s, one);
        if (role->credited)
            read->credited |= (uint64_t)1 << role->role;
    }
}

static void node_tools(struct review_parts *p, struct node_reading *read, const struct doc *node)
{
    struct review_shape *s = &p->shape;
    const struct doc *list = review_shape_list(s, node, "tools", DRAWN_MOST, false);
    if (p->for_candidate)
        return;
    read->tools = arena_alloc(s->arena, list->n * sizeof *read->tools);
    for (size_t i = 0; i < list->n; i++) {
        bool is_new;
        struct str name = str_copy(s->arena, list->items[i]->value);
        uint32_t number = review_parts_number(p, PACK_NAME_TOOL, name, &is_new);
        if (is_new)
            ((struct rub_tool *)PACK_NEW(&p->build, tools))->name = pack_build_text(&p->build, name);
        read->tools[read->n_tools++] = (struct tool_reading){.tool = number, .text = name};
    }
}

static void nodes(struct review_parts *p, struct architecture *arch, struct reading *reading,
                  const struct doc *list, const struct drawn_names *group_names)
{
    struct review_shape *s = &p->shape;
    reading->nodes = arena_alloc(s->arena, (list->n + 1) * sizeof *reading->nodes);
    for (size_t i = 0; i < list->n && !s->failed; i++) {
        const struct doc *one = list->items[i];
        size_t view = review_shape_count(s, one, "view", arch->n_views - 1);
        struct place at = review_shape_place(s, one);
        struct arch_node *node = architecture_node(s->arena, arch, view, review_shape_said(s, one, "id"), at);
        struct node_reading *read = &reading->nodes[i];
        node->label = review_shape_said(s, one, "label");
        node->own_label = !str_eq(node->id, node->label);
        if (!review_shape_null(one, "group"))
            node->group = named(s, group_names, one, "group", view);
        read->same_as = ARCH_NONE;
        if (!review_shape_null(one, "same_as_node")) {
            read->same_as = review_shape_count(s, one, "same_as_node", i ? i - 1 : 0);
            if (!s->failed && (!i || reading->nodes[read->same_as].same_as != ARCH_NONE))
                review_shape_wrong(s, one->at, "'same_as_node' must be an earlier box that is no other's");
        }
        node_roles(p, read, one);
        node_tools(p, read, one);
    }
}

static void edge_marks(struct review_shape *s, struct arch_edge *drawn, struct edge_reading *read,
                       const struct doc *one)
{
    const struct {
        bool *is;
        const char *name;
    } all[] = {{&drawn->both, "both"},     {&drawn->undirected, "undirected"}, {&drawn->dashed, "dashed"},
               {&drawn->hidden, "hidden"}, {&drawn->fanned, "fanned"},         {&read->async, "async"},
               {&read->sync, "sync"}};
    const struct doc *list = review_shape_list(s, one, "marks", 16, false);
    for (size_t i = 0; i < list->n; i++)
        for (size_t k = 0; k < sizeof all / sizeof *all; k++)
            if (str_is(list->items[i]->value, all[k].name))
                *all[k].is = true;
}

/* "data+event": kinds of the pack, by name. */
static uint32_t kinds(struct review_parts *p, const struct doc *one)
{
    struct str rest = review_shape_text_or_null(&p->shape, one, "kind"), word;
    uint32_t mask = 0;
    if (p->for_candidate)
        return 0;
    while (str_next(&rest, "+", &word)) {
        uint32_t text = pack_build_text(&p->build, word);
        size_t k = 0;
        while (k < p->build.flows.n && p->build.flows.items[k].id != text)
            k++;
        if (k < p->build.flows.n)
            mask |= (uint32_t)1 << k;
        else
            review_shape_wrong(&p->shape, one->at, "a kind of arrow that 'pack.flows' does not list");
    }
    return mask;
}

static void edge(struct review_parts *p, struct architecture *arch, struct reading *reading,
                 const struct doc *one, const struct drawn_names *node_names)
{
    struct review_shape *s = &p->shape;
    size_t view = review_shape_count(s, one, "view", arch->n_views - 1), last = arch->n_nodes - 1;
    size_t from = named(s, node_names, one, "from", view), to = named(s, node_names, one, "to", view);
    if (s->failed)
        return;
    struct edge_reading *read = &reading->edges[arch->n_edges];
    struct arch_edge *drawn = architecture_edge(s->arena, arch, view, from, to, review_shape_place(s, one));
    drawn->label = review_shape_said(s, one, "label");
    read->kinds = kinds(p, one);
    read->evidence = read->kinds ? KIND_LABEL : KIND_UNKNOWN;
    read->from = review_shape_count(s, one, "source", last);
    read->to = review_shape_count(s, one, "target", last);
    edge_marks(s, drawn, read, one);
}

/* Whether the next arrow of the drawing is a copy: each says how many that are no copies stand before it. */
static bool copy_is_next(struct review_shape *s, const struct doc *edges, const struct doc *copies,
                         size_t edge, size_t copy)
{
    return copy < copies->n && review_shape_count(s, copies->items[copy], "after", edges->n) <= edge;
}

void review_drawing_numbers(struct review_parts *p)
{
    struct review_shape *s = &p->shape;
    const struct doc *drawn = review_shape_map(s, p->root, "architecture"),
                     *edges = review_shape_list(s, drawn, "edges", DRAWN_MOST, true),
                     *copies = review_shape_list(s, drawn, "copies", DRAWN_MOST, true);
    size_t *order = arena_alloc(s->arena, (edges->n + copies->n + 1) * sizeof *order), at = 0;
    for (size_t i = 0, k = 0; !s->failed && (i < edges->n || k < copies->n);) {
        bool copy = copy_is_next(s, edges, copies, i, k);
        if (!copy && i == edges->n)
            break;
        if (copy)
            order[edges->n + k++] = at++;
        else
            order[i++] = at++;
    }
    s->n_nodes = review_shape_list(s, drawn, "nodes", DRAWN_MOST, true)->n;
    s->n_edges = at;
    s->edges = order;
}

void review_drawing_read(struct review_parts *p, struct architecture *arch, struct reading *reading)
{
    struct review_shape *s = &p->shape;
    const struct doc *drawn = review_shape_map(s, p->root, "architecture"),
                     *view_list = review_shape_list(s, drawn, "views", DRAWN_MOST, true),
                     *node_list = review_shape_list(s, drawn, "nodes", DRAWN_MOST, true),
                     *edge_list = review_shape_list(s, drawn, "edges", DRAWN_MOST, true),
                     *copy_list = review_shape_list(s, drawn, "copies", DRAWN_MOST, true),
                     *group_list = review_shape_list(s, drawn, "groups", DRAWN_MOST, true);
    views(s, arch, view_list);
    if (!arch->n_views && (node_list->n || group_list->n))
        review_shape_wrong(s, drawn->at, "boxes or groups without a drawing");
    if (!node_list->n && (edge_list->n || copy_list->n))
        review_shape_wrong(s, drawn->at, "arrows without boxes");
    struct drawn_names group_names = names_of(s, group_list, arch->n_views),
                       node_names = names_of(s, node_list, arch->n_views);
    groups(s, arch, group_list, &group_names);
    nodes(p, arch, reading, node_list, &group_names);
    reading->edges = arena_alloc(s->arena, (edge_list->n + copy_list->n + 1) * sizeof *reading->edges);
    for (size_t i = 0, k = 0; !s->failed && (i < edge_list->n || k < copy_list->n);) {
        bool copy = copy_is_next(s, edge_list, copy_list, i, k);
        if (!copy && i == edge_list->n)
            break;
        edge(p, arch, reading, copy ? copy_list->items[k++] : edge_list->items[i++], &node_names);
    }
}
