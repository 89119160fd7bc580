#include "helper_write.h"

#include "parse/architecture_keys.h"

#define MOST ((size_t)1 << 20)

struct writer {
    struct buf out;
    struct arena *arena;
    const struct architecture *arch;
    const struct arch_names *names;
    size_t view;
    bool dot;
};

/* One space for any white space, none at the ends, / for |. */
static struct str squeeze(struct arena *arena, struct str s, bool bars)
{
    struct buf text = buf_new(arena, s.n + 1);
    s = str_trim(s);
    for (size_t i = 0; i < s.n; i++) {
        bool blank = s.p[i] == ' ' || (s.p[i] >= '\t' && s.p[i] <= '\r');
        if (blank && text.n && text.p[text.n - 1] == ' ')
            continue;
        buf_putc(&text, blank ? ' ' : bars && s.p[i] == '|' ? '/' : s.p[i]);
    }
    return buf_str(&text);
}

/* In double quotes, as either language escapes. */
static void quote(struct writer *w, struct str s)
{
    buf_putc(&w->out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"' || s.p[i] == '\\')
            buf_putc(&w->out, '\\');
        if (w->dot && s.p[i] == '&')
            buf_puts(&w->out, "&amp;");
        else
            buf_putc(&w->out, s.p[i]);
    }
    buf_putc(&w->out, '"');
}

/* Ids are no labels: DOT takes them byte by byte, and only the quote is escaped. */
static void identify(struct writer *w, struct str s)
{
    if (!w->dot) {
        quote(w, s);
        return;
    }
    buf_putc(&w->out, '"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            buf_putc(&w->out, '\\');
        buf_putc(&w->out, s.p[i]);
    }
    buf_putc(&w->out, '"');
}

static bool plain(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!word && (i == 0 || (c != ' ' && c != '.' && c != '%' && c != '/' && c != '_')))
            return false;
    }
    return s.n > 0;
}

/* A value keeps its quotes or goes without: quoted placeholders were meant. */
static void scalar(struct writer *w, const struct doc *doc)
{
    struct str text = squeeze(w->arena, doc->value, true);
    if (!doc->quoted && plain(text))
        buf_add(&w->out, text);
    else
        quote(w, text);
}

static void value_yaml(struct writer *w, const struct doc *doc)
{
    if (doc->kind == DOC_SCALAR) {
        scalar(w, doc);
        return;
    }
    buf_putc(&w->out, doc->kind == DOC_LIST ? '[' : '{');
    for (size_t i = 0; i < doc->n; i++) {
        buf_puts(&w->out, i ? ", " : "");
        if (doc->kind == DOC_MAP) {
            quote(w, doc->items[i]->key);
            buf_puts(&w->out, ": ");
        }
        value_yaml(w, doc->items[i]);
    }
    buf_putc(&w->out, doc->kind == DOC_LIST ? ']' : '}');
}

static void value_dot(struct writer *w, const struct doc *doc)
{
    struct buf text = buf_new(w->arena, 64 * KIB);
    if (doc->kind == DOC_SCALAR)
        buf_add(&text, squeeze(w->arena, doc->value, true));
    for (size_t i = 0; i < doc->n; i++) {
        buf_puts(&text, i ? "|" : "");
        if (doc->kind == DOC_MAP) {
            buf_add(&text, doc->items[i]->key);
            buf_puts(&text, ": ");
        }
        buf_add(&text, squeeze(w->arena, doc_text(doc->items[i]), true));
    }
    quote(w, buf_str(&text));
}

/* Lists of scalars and maps of them are what both can say. */
static bool flat(const struct doc *doc)
{
    for (size_t i = 0; i < doc->n; i++)
        if (doc->items[i]->kind != DOC_SCALAR)
            return false;
    return doc->kind == DOC_SCALAR ? doc->value.n > 0 : doc->n > 0;
}

/* `key: value, ` or `key="value", `; the last comma is allowed in both. */
static void pair(struct writer *w, const char *key, const struct doc *doc)
{
    buf_printf(&w->out, w->dot ? "%s=" : "%s: ", key);
    if (w->dot)
        value_dot(w, doc);
    else
        value_yaml(w, doc);
    buf_puts(&w->out, ", ");
}

static void text_pair(struct writer *w, const char *key, struct str text)
{
    if (!text.n)
        return;
    buf_printf(&w->out, w->dot ? "%s=" : "%s: ", key);
    quote(w, squeeze(w->arena, text, false));
    buf_puts(&w->out, ", ");
}

static const char *terminated(struct writer *w, struct str s)
{
    return arena_copy(w->arena, s.p, s.n);
}

/* Attributes that the format itself or the pack knows. */
static void attributes(struct writer *w, const struct doc *attrs, const struct key_set *set, const char *path)
{
    for (size_t i = 0; i < attrs->n; i++) {
        const struct doc *item = attrs->items[i];
        bool deeper, known = key_find(set, item->key) ||
                             key_of_pack(w->arena, w->names, str_from(path), item->key, &deeper);
        if (known && flat(item) && !str_is(item->key, "group") && !str_is(item->key, "role") &&
            !str_is(item->key, "tool") && !str_is(item->key, "label") && !str_is(item->key, "kind"))
            pair(w, terminated(w, item->key), item);
    }
}

static struct str roles_of(struct writer *w, const struct doc *role)
{
    struct buf text = buf_new(w->arena, 4096);
    for (size_t i = 0; role && i < (role->kind == DOC_SCALAR ? 1 : role->n); i++) {
        buf_puts(&text, i ? " + " : "");
        buf_add(&text, doc_text(role->kind == DOC_SCALAR ? role : role->items[i]));
    }
    return buf_str(&text);
}

static void node(struct writer *w, const struct arch_node *n)
{
    if (n->own_label)
        text_pair(w, "label", n->label);
    text_pair(w, "role", roles_of(w, n->role));
    text_pair(w, "tool", n->tool);
    attributes(w, n->attrs, &keys_component, "components");
}

static void edge_attributes(struct writer *w, const struct arch_edge *e)
{
    text_pair(w, "kind", e->kind);
    text_pair(w, "label", e->label);
    attributes(w, e->attrs, &keys_flow, "flows");
    if (w->dot && e->dashed)
        buf_puts(&w->out, "style=dashed, ");
    if (w->dot && (e->undirected || e->both))
        buf_printf(&w->out, "dir=%s, ", e->both ? "both" : "none");
}

static void facts(struct writer *w)
{
    static const struct {
        const char *section;
        bool map;
    } sections[] = {{"assumptions", true},    {"slo", true},
                    {"critical_path", false}, {"assumed_not_shown", false},
                    {"out_of_scope", false},  {"open_questions", false},
                    {"phases", false}};
    const struct doc *all = w->arch->facts;
    for (size_t i = 0; i < all->n; i++) {
        const struct doc *doc = all->items[i];
        if (doc->at.text && doc->at.text != w->arch->views[w->view].text)
            continue;
        if (str_is(doc->key, "system") && doc_get(doc, "name")) {
            buf_puts(&w->out, w->dot ? "" : "system: {");
            text_pair(w, w->dot ? "system" : "name", doc_text(doc_get(doc, "name")));
            buf_puts(&w->out, w->dot ? "" : "}\n");
        }
        for (size_t s = 0; s < sizeof sections / sizeof *sections; s++) {
            const char *name = sections[s].section;
            if (!str_is(doc->key, name))
                continue;
            if (sections[s].map && doc->kind == DOC_MAP) {
                if (!w->dot)
                    buf_printf(&w->out, "%s: {", name);
                attributes(w, doc, key_find(&keys_top, doc->key)->inner, name);
                buf_puts(&w->out, w->dot ? "" : "}\n");
            } else if (!sections[s].map && flat(doc)) {
                pair(w, name, doc);
                if (!w->dot) { /* not within braces: no comma */
                    w->out.n -= 2;
                    buf_putc(&w->out, '\n');
                }
            }
        }
    }
}

/* ------------------------------------------------------------------ YAML */

static void groups_yaml(struct writer *w, size_t parent)
{
    for (size_t g = 0; g < w->arch->n_groups; g++) {
        const struct arch_group *group = &w->arch->groups[g];
        if (group->view != w->view || group->parent != parent)
            continue;
        quote(w, group->id);
        buf_puts(&w->out, ": {");
        text_pair(w, "label", group->label);
        buf_puts(&w->out, "members: [");
        for (size_t i = 0; i < w->arch->n_nodes; i++)
            if (w->arch->nodes[i].group == g) {
                quote(w, w->arch->nodes[i].id);
                buf_puts(&w->out, ", ");
            }
        buf_puts(&w->out, "], ");
        groups_yaml(w, g);
        buf_puts(&w->out, "}, ");
    }
}

static void yaml(struct writer *w)
{
    const struct architecture *arch = w->arch;
    buf_puts(&w->out, "grade: 1\n");
    facts(w);
    buf_puts(&w->out, "components:\n");
    for (size_t i = 0; i < arch->n_nodes; i++) {
        if (arch->nodes[i].view != w->view)
            continue;
        buf_puts(&w->out, "  ");
        quote(w, arch->nodes[i].id);
        buf_puts(&w->out, ": {");
        node(w, &arch->nodes[i]);
        buf_puts(&w->out, "}\n");
    }
    buf_puts(&w->out, "groups: {");
    groups_yaml(w, ARCH_NONE);
    buf_puts(&w->out, "}\nflows:\n");
    for (size_t i = 0; i < arch->n_edges; i++) {
        const struct arch_edge *e = &arch->edges[i];
        const char *sign = e->both ? "<->" : e->undirected ? "--" : e->dashed ? "-.->" : "->";
        if (e->view != w->view || e->hidden)
            continue;
        struct buf arrow = buf_new(w->arena, 8192);
        buf_printf(&arrow, "%.*s %s %.*s", STR_ARG(arch->nodes[e->from].id), sign,
                   STR_ARG(arch->nodes[e->to].id));
        buf_puts(&w->out, "  - ");
        quote(w, buf_str(&arrow));
        buf_puts(&w->out, ": {");
        edge_attributes(w, e);
        buf_puts(&w->out, "}\n");
    }
}

/* ------------------------------------------------------------------ DOT */

static void nodes_dot(struct writer *w, size_t group)
{
    for (size_t i = 0; i < w->arch->n_nodes; i++) {
        const struct arch_node *n = &w->arch->nodes[i];
        if (n->view != w->view || n->group != group)
            continue;
        identify(w, n->id);
        buf_puts(&w->out, " [");
        node(w, n);
        buf_puts(&w->out, "];\n");
    }
    for (size_t g = 0; g < w->arch->n_groups; g++) {
        const struct arch_group *inner = &w->arch->groups[g];
        if (inner->view != w->view || inner->parent != group)
            continue;
        buf_puts(&w->out, "subgraph ");
        identify(w, str_starts(inner->id, "cluster")
                        ? inner->id
                        : str_from(arena_printf(w->arena, "cluster_%.*s", STR_ARG(inner->id))));
        buf_puts(&w->out, " {\nlabel=");
        quote(w, squeeze(w->arena, inner->label, false));
        buf_puts(&w->out, ";\n");
        nodes_dot(w, g);
        buf_puts(&w->out, "}\n");
    }
}

static void dot(struct writer *w)
{
    const struct architecture *arch = w->arch;
    buf_puts(&w->out, "digraph drawing {\ngraph [");
    facts(w);
    buf_puts(&w->out, "];\n");
    nodes_dot(w, ARCH_NONE);
    for (size_t i = 0; i < arch->n_edges; i++) {
        const struct arch_edge *e = &arch->edges[i];
        if (e->view != w->view || e->hidden)
            continue;
        identify(w, arch->nodes[e->from].id);
        buf_puts(&w->out, " -> ");
        identify(w, arch->nodes[e->to].id);
        buf_puts(&w->out, " [");
        edge_attributes(w, e);
        buf_puts(&w->out, "];\n");
    }
    buf_puts(&w->out, "}\n");
}

/* ------------------------------------------------------------------ files */

static size_t write(struct laws_file **out, struct arena *arena, const struct graded *graded, bool as_dot)
{
    const struct architecture *arch = graded->arch;
    struct laws_file *files = arena_alloc(arena, arch->n_views * sizeof *files);
    for (size_t v = 0; v < arch->n_views; v++) {
        struct writer w = {buf_new(arena, MOST), arena, arch, laws_names(arena, &graded->rubric), v, as_dot};
        struct str name = arch->views[v].text->name;
        size_t stem = name.n;
        while (stem > 0 && name.p[stem - 1] != '.')
            stem--;
        if (as_dot)
            dot(&w);
        else
            yaml(&w);
        files[v].name = str_from(arena_printf(arena, "%.*s%s", (int)stem, name.p, as_dot ? "dot" : "yaml"));
        files[v].bytes = buf_str(&w.out);
    }
    *out = files;
    return arch->n_views;
}

size_t write_yaml(struct laws_file **out, struct arena *arena, const struct graded *graded)
{
    return write(out, arena, graded, false);
}

size_t write_dot(struct laws_file **out, struct arena *arena, const struct graded *graded)
{
    return write(out, arena, graded, true);
}
