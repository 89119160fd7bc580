#include "helper_write.h"

#include "helper_writer.h"

#define MOST ((size_t)1 << 20)

/* Ids are no labels: DOT takes them byte by byte, and only the quote is escaped. */
static void identify(struct writer *w, struct str s)
{
    if (w->format != WRITE_DOT) {
        writer_quote(w, s);
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

/* ------------------------------------------------------------------ YAML */

static void groups_yaml(struct writer *w, size_t parent)
{
    for (size_t g = 0; g < w->arch->n_groups; g++) {
        const struct arch_group *group = &w->arch->groups[g];
        if (group->view != w->view || group->parent != parent)
            continue;
        writer_quote(w, group->id);
        buf_puts(&w->out, ": {");
        writer_text(w, "label", group->label);
        buf_puts(&w->out, "members: [");
        for (size_t i = 0; i < w->arch->n_nodes; i++)
            if (w->arch->nodes[i].group == g) {
                writer_quote(w, w->arch->nodes[i].id);
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
    writer_facts(w);
    buf_puts(&w->out, "components:\n");
    for (size_t i = 0; i < arch->n_nodes; i++) {
        if (arch->nodes[i].view != w->view)
            continue;
        buf_puts(&w->out, "  ");
        writer_quote(w, arch->nodes[i].id);
        buf_puts(&w->out, ": {");
        writer_node(w, &arch->nodes[i]);
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
        writer_quote(w, buf_str(&arrow));
        buf_puts(&w->out, ": {");
        writer_edge(w, e);
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
        writer_node(w, n);
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
        writer_quote(w, writer_squeeze(w->arena, inner->label, false));
        buf_puts(&w->out, ";\n");
        nodes_dot(w, g);
        buf_puts(&w->out, "}\n");
    }
}

static void dot(struct writer *w)
{
    const struct architecture *arch = w->arch;
    buf_puts(&w->out, "digraph drawing {\ngraph [");
    writer_facts(w);
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
        writer_edge(w, e);
        buf_puts(&w->out, "];\n");
    }
    buf_puts(&w->out, "}\n");
}

/* ------------------------------------------------------------------ Mermaid */

/* What has a meaning in a label is written as an entity. */
static void label_mermaid(struct writer *w, struct str s)
{
    s = writer_squeeze(w->arena, s, false);
    buf_putc(&w->out, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool safe = c >= 0x80 || c == ' ' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                    (c >= 'A' && c <= 'Z') || c == '.' || c == ',' || c == '-' || c == '\'';
        if (safe)
            buf_putc(&w->out, s.p[i]);
        else
            buf_printf(&w->out, "#%u;", c);
    }
    buf_putc(&w->out, '"');
}

static void nodes_mermaid(struct writer *w, size_t group)
{
    for (size_t i = 0; i < w->arch->n_nodes; i++) {
        const struct arch_node *n = &w->arch->nodes[i];
        if (n->view != w->view || n->group != group)
            continue;
        buf_add(&w->out, n->id);
        if (n->own_label) {
            buf_putc(&w->out, '[');
            label_mermaid(w, n->label);
            buf_putc(&w->out, ']');
        }
        buf_putc(&w->out, '\n');
    }
    for (size_t g = 0; g < w->arch->n_groups; g++) {
        const struct arch_group *inner = &w->arch->groups[g];
        if (inner->view != w->view || inner->parent != group)
            continue;
        buf_printf(&w->out, "subgraph group%zu[", g);
        label_mermaid(w, inner->label);
        buf_puts(&w->out, "]\n");
        nodes_mermaid(w, g);
        buf_puts(&w->out, "end\n");
    }
}

/* `%% grade: head key="value", …`, where there is something to say. */
static void remark(struct writer *w, struct str head, size_t before, size_t *line)
{
    if (line) {
        *line = w->out.n;
        buf_printf(&w->out, "%%%% grade: %.*s ", STR_ARG(head));
    } else if (w->out.p[w->out.n - 2] == ',') {
        w->out.n -= 2;
        buf_putc(&w->out, '\n');
    } else {
        w->out.n = before;
    }
}

static void mermaid(struct writer *w)
{
    const struct architecture *arch = w->arch;
    size_t line;
    buf_puts(&w->out, "flowchart LR\n");
    remark(w, STR("system"), 0, &line);
    writer_facts(w);
    remark(w, STR(""), line, NULL);
    nodes_mermaid(w, ARCH_NONE);
    for (size_t i = 0; i < arch->n_nodes; i++) {
        if (arch->nodes[i].view != w->view)
            continue;
        remark(w, arch->nodes[i].id, 0, &line);
        writer_node(w, &arch->nodes[i]);
        remark(w, STR(""), line, NULL);
    }
    for (size_t i = 0; i < arch->n_edges; i++) {
        const struct arch_edge *e = &arch->edges[i];
        if (e->view != w->view || e->hidden)
            continue;
        struct str from = arch->nodes[e->from].id, to = arch->nodes[e->to].id;
        buf_printf(&w->out, "%.*s %s", STR_ARG(from),
                   e->dashed ? (e->both ? "<-.->" : e->undirected ? "-.-" : "-.->")
                   : e->both ? "<-->"
                   : e->undirected ? "---" : "-->");
        if (e->label.n) {
            buf_putc(&w->out, '|');
            label_mermaid(w, e->label);
            buf_putc(&w->out, '|');
        }
        buf_printf(&w->out, " %.*s\n", STR_ARG(to));
        remark(w, str_from(arena_printf(w->arena, "%.*s->%.*s", STR_ARG(from), STR_ARG(to))), 0, &line);
        writer_edge(w, e);
        remark(w, STR(""), line, NULL);
    }
}

/* ------------------------------------------------------------------ files */

static const struct {
    void (*write)(struct writer *);
    const char *suffix;
} formats[] = {[WRITE_YAML] = {yaml, "yaml"}, [WRITE_DOT] = {dot, "dot"}, [WRITE_MERMAID] = {mermaid, "mmd"}};

static size_t write(struct laws_file **out, struct arena *arena, const struct graded *graded, enum write_format format)
{
    const struct architecture *arch = graded->arch;
    struct laws_file *files = arena_alloc(arena, arch->n_views * sizeof *files);
    for (size_t v = 0; v < arch->n_views; v++) {
        struct writer w = {buf_new(arena, MOST), arena, arch, laws_names(arena, &graded->rubric), v, format};
        struct str name = arch->views[v].text->name;
        size_t stem = name.n;
        while (stem > 0 && name.p[stem - 1] != '.')
            stem--;
        formats[format].write(&w);
        bool again = v > 0 && arch->views[v - 1].text == arch->views[v].text;
        files[v].name = str_from(again ? arena_printf(arena, "%.*s%zu.%s", (int)stem, name.p, v, formats[format].suffix)
                                       : arena_printf(arena, "%.*s%s", (int)stem, name.p, formats[format].suffix));
        files[v].bytes = buf_str(&w.out);
    }
    *out = files;
    return arch->n_views;
}

size_t write_yaml(struct laws_file **out, struct arena *arena, const struct graded *graded)
{
    return write(out, arena, graded, WRITE_YAML);
}

size_t write_dot(struct laws_file **out, struct arena *arena, const struct graded *graded)
{
    return write(out, arena, graded, WRITE_DOT);
}

size_t write_mermaid(struct laws_file **out, struct arena *arena, const struct graded *graded)
{
    return write(out, arena, graded, WRITE_MERMAID);
}
