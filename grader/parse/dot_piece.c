#include "parse/dot_piece.h"

#include <string.h>

static const char first_magic[8] = "grade-d1", last_magic[8] = "d1-ended";

enum { DEPTH_MAX = 16 }; /* of a tree: what DOT attributes become has three levels */

enum {
    EDGE_UNDIRECTED = 1,
    EDGE_BOTH = 2,
    EDGE_DASHED = 4,
    EDGE_THICK = 8,
    EDGE_FANNED = 16,
    EDGE_REVERSED = 32,
    EDGE_HIDDEN = 64,
    EDGE_FLAGS = 127
};

/* ---- writing ---- */

static void put_number(struct buf *out, size_t n)
{
    uint32_t v = n < UINT32_MAX ? (uint32_t)n : UINT32_MAX;
    const char bytes[4] = {(char)v, (char)(v >> 8), (char)(v >> 16), (char)(v >> 24)};
    buf_add(out, (struct str){bytes, sizeof bytes});
}

static void put_str(struct buf *out, struct str s)
{
    put_number(out, s.n);
    buf_add(out, s);
}

static void put_place(struct buf *out, struct place at)
{
    put_number(out, at.text != NULL);
    if (at.text) {
        put_number(out, at.line);
        put_number(out, at.column);
    }
}

/* ARCH_NONE is 0. */
static void put_index(struct buf *out, size_t index)
{
    put_number(out, index + 1);
}

static void put_doc(struct buf *out, const struct doc *doc, unsigned depth)
{
    if (depth == DEPTH_MAX)
        BUG("attributes of DOT nested so deep");
    put_number(out, doc->kind);
    put_number(out, doc->quoted);
    put_str(out, doc->key);
    put_str(out, doc->value);
    put_place(out, doc->at);
    put_place(out, doc->key_at);
    put_number(out, doc->n);
    for (size_t i = 0; i < doc->n; i++)
        put_doc(out, doc->items[i], depth + 1);
}

static void put_node(struct buf *out, const struct arch_node *node)
{
    put_str(out, node->id);
    put_str(out, node->label);
    put_str(out, node->tool);
    put_str(out, node->shape);
    put_number(out, node->own_label);
    put_index(out, node->group);
    put_place(out, node->at);
    put_doc(out, node->attrs, 0);
    put_number(out, node->role != NULL);
    if (node->role)
        put_doc(out, node->role, 0);
}

static void put_edge(struct buf *out, const struct arch_edge *edge)
{
    put_number(out, edge->from);
    put_number(out, edge->to);
    put_str(out, edge->label);
    put_str(out, edge->kind);
    put_number(out, (edge->undirected ? EDGE_UNDIRECTED : 0u) | (edge->both ? EDGE_BOTH : 0u) |
                        (edge->dashed ? EDGE_DASHED : 0u) | (edge->thick ? EDGE_THICK : 0u) |
                        (edge->fanned ? EDGE_FANNED : 0u) | (edge->reversed ? EDGE_REVERSED : 0u) |
                        (edge->hidden ? EDGE_HIDDEN : 0u));
    put_index(out, edge->from_group);
    put_index(out, edge->to_group);
    put_place(out, edge->at);
    put_doc(out, edge->attrs, 0);
}

static void put_architecture(struct buf *out, const struct architecture *arch)
{
    put_number(out, arch->n_views);
    for (size_t i = 0; i < arch->n_views; i++) {
        put_str(out, arch->views[i].title);
        put_place(out, arch->views[i].at);
    }
    put_number(out, arch->n_groups);
    for (size_t i = 0; i < arch->n_groups; i++) {
        put_str(out, arch->groups[i].id);
        put_str(out, arch->groups[i].label);
        put_index(out, arch->groups[i].parent);
        put_place(out, arch->groups[i].at);
    }
    put_number(out, arch->n_nodes);
    for (size_t i = 0; i < arch->n_nodes; i++)
        put_node(out, &arch->nodes[i]);
    put_number(out, arch->n_edges);
    for (size_t i = 0; i < arch->n_edges; i++)
        put_edge(out, &arch->edges[i]);
    put_number(out, arch->facts->n);
    for (size_t i = 0; i < arch->facts->n; i++)
        put_doc(out, arch->facts->items[i], 0);
}

static void put_diags(struct buf *out, const struct diags *diags)
{
    size_t more[DIAG_COUNT], n_more = 0;
    memcpy(more, diags->of, sizeof more);
    put_number(out, diags->n);
    for (size_t i = 0; i < diags->n; i++) {
        put_number(out, diags->items[i].id);
        put_place(out, diags->items[i].at);
        put_str(out, diags->items[i].message);
        more[diags->items[i].id]--;
    }
    for (size_t i = 0; i < DIAG_COUNT; i++)
        n_more += more[i] > 0;
    put_number(out, n_more);
    for (size_t i = 0; i < DIAG_COUNT; i++)
        if (more[i]) {
            put_number(out, i);
            put_number(out, more[i]);
        }
    put_number(out, diags->partial);
}

void dot_piece_write(struct buf *out, const struct parse_context *ctx, const struct file *file)
{
    buf_add(out, (struct str){first_magic, sizeof first_magic});
    put_number(out, file->use);
    put_str(out, str_from(file->why));
    put_architecture(out, ctx->arch);
    put_diags(out, ctx->diags);
    buf_add(out, (struct str){last_magic, sizeof last_magic});
}

/* ---- reading ---- */

/* The piece is built apart and appended when all of it was right. */
struct piece {
    struct arena *arena;
    const struct text *text;
    struct str rest;
    bool bad;
    struct architecture *arch;
};

static uint32_t get_number(struct piece *p)
{
    if (p->rest.n < 4)
        p->bad = true;
    if (p->bad)
        return 0;
    const unsigned char *b = (const unsigned char *)p->rest.p;
    p->rest = str_sub(p->rest, 4, p->rest.n);
    return (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
}

static uint32_t get_up_to(struct piece *p, size_t max)
{
    uint32_t n = get_number(p);
    if (n > max)
        p->bad = true;
    return p->bad ? 0 : n;
}

/* How many things follow, of at least `least` bytes each. */
static size_t get_count(struct piece *p, size_t least)
{
    return get_up_to(p, p->rest.n / least);
}

static struct str get_str(struct piece *p)
{
    size_t n = get_up_to(p, p->rest.n);
    if (n > p->rest.n)
        p->bad = true;
    if (p->bad)
        return STR("");
    struct str s = str_sub(p->rest, 0, n);
    p->rest = str_sub(p->rest, n, p->rest.n);
    return s;
}

static struct place get_place(struct piece *p)
{
    if (!get_up_to(p, 1))
        return (struct place){0};
    uint32_t line = get_number(p), column = get_number(p);
    if (!text_holds(p->text, line, column))
        p->bad = true;
    return p->bad ? (struct place){0} : (struct place){p->text, line, column};
}

/* Of a box or an arrow, which stands on a line. */
static struct place get_line_place(struct piece *p)
{
    struct place at = get_place(p);
    if (at.line == 0)
        p->bad = true;
    return at;
}

static size_t get_index(struct piece *p, size_t n)
{
    return (size_t)get_up_to(p, n) - 1;
}

enum { DOC_LEAST = 28 }; /* bytes of the smallest tree */

static struct doc *get_doc(struct piece *p, struct doc *parent, unsigned depth)
{
    enum doc_kind kind = (enum doc_kind)get_up_to(p, DOC_MAP);
    bool quoted = get_up_to(p, 1);
    struct str key = get_str(p);
    struct doc *doc = doc_new(p->arena, parent, kind, key, (struct place){0});
    doc->quoted = quoted;
    doc->value = get_str(p);
    doc->at = get_place(p);
    doc->key_at = get_place(p);
    size_t n = get_count(p, DOC_LEAST);
    if (n && (kind == DOC_SCALAR || depth + 1 == DEPTH_MAX))
        p->bad = true;
    for (size_t i = 0; i < n && !p->bad; i++)
        get_doc(p, doc, depth + 1);
    return doc;
}

static void get_views_and_groups(struct piece *p)
{
    size_t n = get_up_to(p, 1);
    for (size_t i = 0; i < n && !p->bad; i++) {
        struct str title = get_str(p);
        architecture_view(p->arena, p->arch, ARCH_DOT, p->text, get_place(p))->title = title;
    }
    size_t groups = get_count(p, 16);
    if (groups && !n)
        p->bad = true;
    for (size_t i = 0; i < groups && !p->bad; i++) {
        struct str id = get_str(p), label = get_str(p);
        size_t parent = get_index(p, i); /* one before it: there is no way in circles */
        struct arch_group *group = architecture_group(p->arena, p->arch, 0, id, get_place(p));
        group->label = label;
        group->parent = parent;
    }
}

static void get_nodes(struct piece *p, size_t most)
{
    size_t n = get_up_to(p, most);
    if (n && !p->arch->n_views)
        p->bad = true;
    for (size_t i = 0; i < n && !p->bad; i++) {
        struct str id = get_str(p), label = get_str(p), tool = get_str(p), shape = get_str(p);
        bool own = get_up_to(p, 1);
        size_t group = get_index(p, p->arch->n_groups);
        struct arch_node *node = architecture_node(p->arena, p->arch, 0, id, get_line_place(p));
        node->label = label;
        node->tool = tool;
        node->shape = shape;
        node->own_label = own;
        node->group = group;
        node->attrs = get_doc(p, NULL, 0);
        if (node->attrs->kind != DOC_MAP)
            p->bad = true;
        if (get_up_to(p, 1))
            node->role = get_doc(p, NULL, 0);
    }
}

static void get_edges(struct piece *p, size_t most)
{
    size_t n = get_up_to(p, most), nodes = p->arch->n_nodes;
    for (size_t i = 0; i < n && !p->bad; i++) {
        size_t from = get_number(p), to = get_number(p);
        if (from >= nodes || to >= nodes) {
            p->bad = true;
            return;
        }
        struct str label = get_str(p), kind = get_str(p);
        unsigned flags = get_up_to(p, EDGE_FLAGS);
        size_t from_group = get_index(p, p->arch->n_groups), to_group = get_index(p, p->arch->n_groups);
        struct arch_edge *edge = architecture_edge(p->arena, p->arch, 0, from, to, get_line_place(p));
        edge->label = label;
        edge->kind = kind;
        edge->undirected = flags & EDGE_UNDIRECTED;
        edge->both = flags & EDGE_BOTH;
        edge->dashed = flags & EDGE_DASHED;
        edge->thick = flags & EDGE_THICK;
        edge->fanned = flags & EDGE_FANNED;
        edge->reversed = flags & EDGE_REVERSED;
        edge->hidden = flags & EDGE_HIDDEN;
        edge->from_group = from_group;
        edge->to_group = to_group;
        edge->attrs = get_doc(p, NULL, 0);
        if (edge->attrs->kind != DOC_MAP)
            p->bad = true;
    }
}

struct complaints {
    struct diag *items;
    size_t n, more[DIAG_COUNT];
    bool partial;
};

static void get_diags(struct piece *p, struct complaints *out)
{
    *out = (struct complaints){.n = get_count(p, 12)};
    out->items = arena_alloc(p->arena, out->n * sizeof *out->items);
    for (size_t i = 0; i < out->n && !p->bad; i++) {
        out->items[i].id = (enum diag_id)get_up_to(p, DIAG_COUNT - 1);
        out->items[i].at = get_place(p);
        struct str message = get_str(p);
        out->items[i].message = message;
        p->bad = p->bad || message.n == 0 || memchr(message.p, '\0', message.n);
    }
    size_t n = get_up_to(p, DIAG_COUNT);
    for (size_t i = 0; i < n && !p->bad; i++) {
        size_t id = get_up_to(p, DIAG_COUNT - 1);
        out->more[id] = get_number(p);
    }
    out->partial = get_up_to(p, 1);
}

/* ---- putting it to the rest ---- */

static size_t moved(size_t index, size_t by)
{
    return index == ARCH_NONE ? ARCH_NONE : index + by;
}

static void append(struct parse_context *ctx, const struct architecture *piece)
{
    struct architecture *arch = ctx->arch;
    const size_t views = arch->n_views, groups = arch->n_groups, nodes = arch->n_nodes;
    for (size_t i = 0; i < piece->n_views; i++)
        *(struct arch_view *)ARENA_PUSH(ctx->arena, arch->views, arch->n_views, arch->cap_views) =
            piece->views[i];
    for (size_t i = 0; i < piece->n_groups; i++) {
        struct arch_group *group = ARENA_PUSH(ctx->arena, arch->groups, arch->n_groups, arch->cap_groups);
        *group = piece->groups[i];
        group->parent = moved(group->parent, groups);
        group->view += views;
    }
    for (size_t i = 0; i < piece->n_nodes; i++) {
        struct arch_node *node = ARENA_PUSH(ctx->arena, arch->nodes, arch->n_nodes, arch->cap_nodes);
        *node = piece->nodes[i];
        node->group = moved(node->group, groups);
        node->view += views;
    }
    for (size_t i = 0; i < piece->n_edges; i++) {
        struct arch_edge *edge = ARENA_PUSH(ctx->arena, arch->edges, arch->n_edges, arch->cap_edges);
        *edge = piece->edges[i];
        edge->from += nodes;
        edge->to += nodes;
        edge->from_group = moved(edge->from_group, groups);
        edge->to_group = moved(edge->to_group, groups);
        edge->view += views;
    }
    for (size_t i = 0; i < piece->facts->n; i++)
        *(struct doc **)ARENA_PUSH(ctx->arena, arch->facts->items, arch->facts->n, arch->facts->cap) =
            piece->facts->items[i];
}

static void complain(struct diags *diags, const struct complaints *from)
{
    for (size_t i = 0; i < from->n; i++)
        diag_add(diags, from->items[i].id, from->items[i].at, "%.*s", STR_ARG(from->items[i].message));
    for (size_t i = 0; i < DIAG_COUNT; i++) {
        diags->of[i] += from->more[i];
        diags->dropped += from->more[i];
    }
    diags->partial |= from->partial;
}

static size_t left(size_t limit, size_t used)
{
    return used < limit ? limit - used : 0;
}

bool dot_piece_read(struct parse_context *ctx, struct file *file, struct str bytes)
{
    struct piece p = {
        .arena = ctx->arena, .text = file->text, .rest = bytes, .arch = architecture_new(ctx->arena)};
    struct complaints complaints = {0};
    if (!str_eq(str_sub(bytes, 0, 8), (struct str){first_magic, 8}))
        return false;
    p.rest = str_sub(bytes, 8, bytes.n);
    enum file_use use = (enum file_use)get_up_to(&p, FILE_REFUSED);
    struct str why = get_str(&p);
    get_views_and_groups(&p);
    get_nodes(&p, left(ctx->limits->nodes, ctx->arch->n_nodes));
    get_edges(&p, left(ctx->limits->edges, ctx->arch->n_edges));
    for (size_t n = get_count(&p, DOC_LEAST); n > 0 && !p.bad; n--)
        get_doc(&p, p.arch->facts, 0);
    get_diags(&p, &complaints);
    if (p.bad || !str_eq(p.rest, (struct str){last_magic, 8}) || (use == FILE_USED) != (why.n == 0) ||
        (why.n && memchr(why.p, '\0', why.n)))
        return false;
    append(ctx, p.arch);
    complain(ctx->diags, &complaints);
    file->use = use;
    file->why = why.n ? str_copy(ctx->arena, why).p : NULL;
    return true;
}
