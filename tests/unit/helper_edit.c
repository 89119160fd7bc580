#include "helper_edit.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn static void give_up(const char *what, const char *name)
{
    fprintf(stderr, "an edit finds no %s %s\n", what, name);
    abort();
}

struct doc *edit_clone(struct arena *arena, struct doc *parent, const struct doc *doc)
{
    struct doc *made = doc_new(arena, parent, doc->kind, doc->key, doc->at);
    made->quoted = doc->quoted;
    made->value = doc->value;
    made->key_at = doc->key_at;
    for (size_t i = 0; i < doc->n; i++)
        edit_clone(arena, made, doc->items[i]);
    return made;
}

struct architecture *edit_copy(struct arena *arena, const struct architecture *arch)
{
    struct architecture *copy = architecture_new(arena);
    for (size_t i = 0; i < arch->n_views; i++) {
        struct arch_view *view = ARENA_PUSH(arena, copy->views, copy->n_views, copy->cap_views);
        *view = arch->views[i];
    }
    for (size_t i = 0; i < arch->n_nodes; i++) {
        struct arch_node *node = ARENA_PUSH(arena, copy->nodes, copy->n_nodes, copy->cap_nodes);
        *node = arch->nodes[i];
        node->attrs = edit_clone(arena, NULL, node->attrs);
    }
    for (size_t i = 0; i < arch->n_edges; i++) {
        struct arch_edge *edge = ARENA_PUSH(arena, copy->edges, copy->n_edges, copy->cap_edges);
        *edge = arch->edges[i];
        edge->attrs = edit_clone(arena, NULL, edge->attrs);
    }
    for (size_t i = 0; i < arch->n_groups; i++) {
        struct arch_group *group = ARENA_PUSH(arena, copy->groups, copy->n_groups, copy->cap_groups);
        *group = arch->groups[i];
    }
    copy->facts = edit_clone(arena, NULL, arch->facts);
    return copy;
}

size_t edit_find(const struct architecture *arch, const char *id)
{
    for (size_t i = 0; i < arch->n_nodes; i++)
        if (str_is(arch->nodes[i].id, id))
            return i;
    return ARCH_NONE;
}

size_t edit_node(const struct architecture *arch, const char *id)
{
    size_t node = edit_find(arch, id);
    if (node == ARCH_NONE)
        give_up("box", id);
    return node;
}

size_t edit_drop_edges_if(struct architecture *arch,
                          bool (*test)(const struct architecture *, size_t, const void *), const void *with)
{
    size_t kept = 0, n = arch->n_edges;
    for (size_t i = 0; i < n; i++) {
        if (test(arch, i, with))
            arch->views[arch->edges[i].view].n_edges--;
        else
            arch->edges[kept++] = arch->edges[i];
    }
    arch->n_edges = kept;
    return n - kept;
}

static bool drawn_before(const struct architecture *arch, size_t edge)
{
    for (size_t i = 0; i < edge; i++)
        if (arch->edges[i].from == arch->edges[edge].from && arch->edges[i].to == arch->edges[edge].to)
            return true;
    return false;
}

void edit_single(struct arena *arena, struct architecture *arch)
{
    bool *again = arena_alloc(arena, arch->n_edges + 1);
    size_t kept = 0, n = arch->n_edges;
    for (size_t i = 0; i < n; i++)
        again[i] = drawn_before(arch, i);
    for (size_t i = 0; i < n; i++) {
        if (again[i])
            arch->views[arch->edges[i].view].n_edges--;
        else
            arch->edges[kept++] = arch->edges[i];
    }
    arch->n_edges = kept;
}

struct ends {
    size_t from, to;
};

static bool between(const struct architecture *arch, size_t edge, const void *with)
{
    const struct ends *ends = with;
    const struct arch_edge *e = &arch->edges[edge];
    return (ends->from == ARCH_NONE || e->from == ends->from) && (ends->to == ARCH_NONE || e->to == ends->to);
}

void edit_drop_edge(struct architecture *arch, const char *from, const char *to)
{
    struct ends ends = {from ? edit_node(arch, from) : ARCH_NONE, to ? edit_node(arch, to) : ARCH_NONE};
    if (!edit_drop_edges_if(arch, between, &ends))
        give_up("arrow from", from ? from : to);
}

static bool touches(const struct architecture *arch, size_t edge, const void *with)
{
    return arch->edges[edge].from == *(const size_t *)with || arch->edges[edge].to == *(const size_t *)with;
}

void edit_drop_node(struct architecture *arch, const char *id)
{
    size_t node = edit_node(arch, id);
    edit_drop_edges_if(arch, touches, &node);
    arch->views[arch->nodes[node].view].n_nodes--;
    for (size_t i = node; i + 1 < arch->n_nodes; i++)
        arch->nodes[i] = arch->nodes[i + 1];
    arch->n_nodes--;
    for (size_t i = 0; i < arch->n_edges; i++) {
        arch->edges[i].from -= arch->edges[i].from > node;
        arch->edges[i].to -= arch->edges[i].to > node;
    }
}

void edit_add_edge(struct arena *arena, struct architecture *arch, const char *from, const char *to,
                   const char *kind)
{
    size_t a = edit_node(arch, from), b = edit_node(arch, to);
    architecture_edge(arena, arch, arch->nodes[a].view, a, b, arch->nodes[a].at)->kind = str_from(kind);
}

size_t edit_add_node(struct arena *arena, struct architecture *arch, const char *id, const char *label,
                     const char *role)
{
    struct place at = arch->views[0].at;
    struct arch_node *node = architecture_node(arena, arch, 0, str_copy(arena, str_from(id)), at);
    if (label) {
        node->label = str_copy(arena, str_from(label));
        node->own_label = true;
    }
    if (role)
        node->role = doc_scalar(arena, NULL, STR("role"), str_from(role), at);
    return arch->n_nodes - 1;
}

/* ------------------------------------------------------------------ facts */

static size_t drop_key(struct doc *doc, const char *key)
{
    size_t kept = 0, n = doc->n;
    for (size_t i = 0; i < n; i++)
        if (doc->kind != DOC_MAP || !str_is(doc->items[i]->key, key))
            doc->items[kept++] = doc->items[i];
    doc->n = kept;
    n -= kept;
    for (size_t i = 0; doc->kind == DOC_LIST && i < doc->n; i++)
        n += drop_key(doc->items[i], key);
    return n;
}

static struct doc *section_of(const struct architecture *arch, const char *section)
{
    struct doc *doc = (struct doc *)(uintptr_t)doc_at(arch->facts, section);
    if (!doc)
        give_up("section", section);
    return doc;
}

void edit_drop_fact(struct arena *arena, struct architecture *arch, const char *section, const char *key)
{
    (void)arena;
    if (!drop_key(section_of(arch, section), key))
        give_up("fact", key);
}

void edit_drop_entries(struct arena *arena, struct architecture *arch, const char *section, const char *key,
                       const char *words)
{
    struct doc *list = section_of(arch, section);
    size_t kept = 0, n = list->n;
    (void)arena;
    for (size_t i = 0; i < n; i++) {
        struct str rest = str_from(words), word, value = doc_text(doc_get(list->items[i], key));
        bool drop = false;
        while (str_next(&rest, " ", &word))
            drop |= str_eq(word, value);
        if (!drop)
            list->items[kept++] = list->items[i];
    }
    list->n = kept;
    if (kept == n)
        give_up("entry with", words);
}

/* ------------------------------------------------------------------ merging */

static void add_roles(struct arena *arena, struct doc *list, const struct doc *role)
{
    if (role && role->kind == DOC_SCALAR)
        doc_scalar(arena, list, STR(""), role->value, role->at);
    for (size_t i = 0; role && role->kind != DOC_SCALAR && i < role->n; i++)
        add_roles(arena, list, role->items[i]);
}

static bool is_loop(const struct architecture *arch, size_t edge, const void *with)
{
    (void)with;
    return arch->edges[edge].from == arch->edges[edge].to;
}

void edit_merge(struct arena *arena, struct architecture *arch, const char *ids, const char *label,
                bool declared)
{
    struct str rest = str_from(ids), id;
    size_t head = ARCH_NONE;
    struct doc *roles = NULL;
    while (str_next(&rest, " ", &id)) {
        const char *name = arena_copy(arena, id.p, id.n);
        size_t node = edit_node(arch, name);
        if (head == ARCH_NONE) {
            head = node;
            roles = doc_new(arena, NULL, DOC_LIST, STR("role"), arch->nodes[node].at);
            add_roles(arena, roles, arch->nodes[node].role);
            continue;
        }
        add_roles(arena, roles, arch->nodes[node].role);
        struct doc *attrs = arch->nodes[head].attrs, *more = arch->nodes[node].attrs;
        for (size_t i = 0; i < more->n; i++)
            if (!doc_get(attrs, arena_copy(arena, more->items[i]->key.p, more->items[i]->key.n)))
                edit_clone(arena, attrs, more->items[i]);
        for (size_t i = 0; i < arch->n_edges; i++) {
            if (arch->edges[i].from == node)
                arch->edges[i].from = head;
            if (arch->edges[i].to == node)
                arch->edges[i].to = head;
        }
        const char *head_id = arena_copy(arena, arch->nodes[head].id.p, arch->nodes[head].id.n);
        edit_drop_node(arch, name);
        head = edit_node(arch, head_id);
    }
    if (head == ARCH_NONE)
        give_up("box", ids);
    struct arch_node *node = &arch->nodes[head];
    node->label = str_from(label);
    node->own_label = true;
    node->tool = declared ? node->tool : STR("");
    node->role = declared ? roles : NULL;
    edit_drop_edges_if(arch, is_loop, NULL);
}

/* ------------------------------------------------------------------ order and names */

static uint64_t next_random(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* A permutation of 0 … n-1 that keeps every item among those of its drawing. */
static size_t *permutation(struct arena *arena, size_t n, const size_t *views, uint64_t *state)
{
    size_t *to = arena_alloc(arena, n * sizeof *to);
    for (size_t i = 0; i < n; i++)
        to[i] = i;
    for (size_t i = n; i-- > 1;) {
        size_t k = (size_t)(next_random(state) % (i + 1)), swap = to[i];
        if (views[i] != views[k])
            continue;
        to[i] = to[k];
        to[k] = swap;
    }
    return to;
}

void edit_shuffle(struct arena *arena, struct architecture *arch, uint64_t seed, size_t **out_of)
{
    size_t n = arch->n_nodes, m = arch->n_edges, *views = arena_alloc(arena, (n + m) * sizeof *views);
    for (size_t i = 0; i < n; i++)
        views[i] = arch->nodes[i].view;
    size_t *to = permutation(arena, n, views, &seed);
    for (size_t i = 0; i < m; i++)
        views[i] = arch->edges[i].view;
    size_t *edge_to = permutation(arena, m, views, &seed);
    struct arch_node *nodes = arena_alloc(arena, n * sizeof *nodes);
    struct arch_edge *edges = arena_alloc(arena, m * sizeof *edges);
    for (size_t i = 0; i < n; i++)
        nodes[to[i]] = arch->nodes[i];
    for (size_t i = 0; i < m; i++) {
        struct arch_edge *edge = &edges[edge_to[i]];
        *edge = arch->edges[i];
        edge->from = to[edge->from];
        edge->to = to[edge->to];
    }
    arch->nodes = nodes;
    arch->cap_nodes = n;
    arch->edges = edges;
    arch->cap_edges = m;
    *out_of = to;
}

/* The new name of a box, or the empty text where nothing is called so. The same id has the same new one. */
static struct str new_name(struct arena *arena, const struct architecture *arch, const struct str *old,
                           struct str id)
{
    for (size_t i = 0; i < arch->n_nodes; i++)
        if (str_eq(old[i], id))
            return str_from(arena_printf(arena, "n%zu", i + 1));
    return STR("");
}

static void rename_value(struct arena *arena, const struct architecture *arch, const struct str *old,
                         struct doc *doc)
{
    struct buf text = buf_new(arena, (size_t)65536);
    struct str rest = doc->value, piece, name;
    for (size_t i = 0; i < doc->n; i++)
        rename_value(arena, arch, old, doc->items[i]);
    if (doc->kind != DOC_SCALAR)
        return;
    while (str_next(&rest, ",", &piece)) {
        name = new_name(arena, arch, old, piece);
        if (!name.n)
            return; /* words, or not only names */
        buf_puts(&text, text.n ? ", " : "");
        buf_add(&text, name);
    }
    if (text.n)
        doc->value = buf_str(&text);
}

static void rename_facts(struct arena *arena, const struct architecture *arch, const struct str *old,
                         struct doc *doc)
{
    static const char *const keys[] = {"on", "where", "component", "action", "critical_path"};
    for (size_t i = 0; i < doc->n; i++) {
        struct doc *item = doc->items[i];
        bool names = false;
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            names |= str_is(item->key, keys[k]);
        if (names)
            rename_value(arena, arch, old, item);
        else
            rename_facts(arena, arch, old, item);
    }
}

void edit_rename(struct arena *arena, struct architecture *arch)
{
    struct str *old = arena_alloc(arena, arch->n_nodes * sizeof *old);
    for (size_t i = 0; i < arch->n_nodes; i++)
        old[i] = arch->nodes[i].id;
    for (size_t i = 0; i < arch->n_nodes; i++) {
        arch->nodes[i].id = new_name(arena, arch, old, old[i]);
        arch->nodes[i].own_label = true;
    }
    rename_facts(arena, arch, old, arch->facts);
}
