#include "helper_dot.h"

#include <string.h>

static const char *const roles[] = {"tx_source",    "event_stream", "online_store", "decision_engine",
                                    "model_server", "fallback",     "drift_monitor"};
static const char *const kinds[] = {"data", "features", "model"};
static const char *const keys[] = {"assumptions.transactions_per_day", "assumptions.entities",
                                   "assumptions.entities.x"};
static const struct arch_names names = {roles, 7, kinds, 3, keys, 3};

void helper_dot_init(struct helper_dot *c)
{
    *c = (struct helper_dot){.arena = arena_new(), .limits = limits_default()};
    c->arch = architecture_new(c->arena);
}

void helper_dot_read(struct helper_dot *c, const char *text, size_t n)
{
    diags_init(&c->diags, c->arena, &c->limits);
    /* Exactly as long as the text, so that a sanitizer sees the first byte beyond. */
    char *bytes = arena_alloc(c->arena, n);
    if (n)
        memcpy(bytes, text, n);
    c->file = (struct file){.name = STR("architecture.dot")};
    c->file.text = text_new(c->arena, c->file.name, (struct str){bytes, n});
    struct parse_context ctx = {c->arena, &c->diags, &c->limits, &names, c->arch, prose_new(c->arena), NULL, 0};
    dot_read(&ctx, &c->file);
}

void helper_dot_free(struct helper_dot *c)
{
    arena_free(c->arena);
}

struct helper_dot helper_dot(const char *text)
{
    struct helper_dot c;
    helper_dot_init(&c);
    helper_dot_read(&c, text, strlen(text));
    return c;
}

static void dump_doc(struct buf *out, const struct doc *doc)
{
    buf_printf(out, " %.*s@%u:%u", STR_ARG(doc->key), (unsigned)doc->at.line, (unsigned)doc->at.column);
    if (doc->kind == DOC_SCALAR)
        buf_printf(out, "=%.*s", STR_ARG(doc->value));
    for (size_t i = 0; i < doc->n; i++) {
        buf_puts(out, i ? "," : "(");
        dump_doc(out, doc->items[i]);
    }
    buf_puts(out, doc->n ? ")" : "");
}

const char *helper_dot_dump(const struct helper_dot *c)
{
    struct buf out = buf_new(c->arena, 1 << 20);
    const struct architecture *arch = c->arch;
    buf_printf(&out, "use %d\n", c->file.use);
    for (size_t i = 0; i < arch->n_groups; i++)
        buf_printf(&out, "group %.*s '%.*s' in %d @%u\n", STR_ARG(arch->groups[i].id),
                   STR_ARG(arch->groups[i].label), (int)arch->groups[i].parent,
                   (unsigned)arch->groups[i].at.line);
    for (size_t i = 0; i < arch->n_nodes; i++) {
        const struct arch_node *n = &arch->nodes[i];
        buf_printf(&out, "node %.*s '%.*s' %.*s in %d @%u:%u", STR_ARG(n->id), STR_ARG(n->label),
                   STR_ARG(n->shape), (int)n->group, (unsigned)n->at.line, (unsigned)n->at.column);
        if (n->role)
            dump_doc(&out, n->role);
        dump_doc(&out, n->attrs);
        buf_puts(&out, "\n");
    }
    for (size_t i = 0; i < arch->n_edges; i++) {
        const struct arch_edge *e = &arch->edges[i];
        buf_printf(&out, "edge %zu %zu '%.*s' %.*s %d%d%d%d%d%d%d @%u:%u", e->from, e->to, STR_ARG(e->label),
                   STR_ARG(e->kind), e->undirected, e->both, e->dashed, e->thick, e->fanned, e->reversed,
                   e->hidden, (unsigned)e->at.line, (unsigned)e->at.column);
        dump_doc(&out, e->attrs);
        buf_puts(&out, "\n");
    }
    dump_doc(&out, arch->facts);
    for (size_t i = 0; i < c->diags.n; i++)
        buf_printf(&out, "\n%s %u:%u %.*s", diag_name(c->diags.items[i].id),
                   (unsigned)c->diags.items[i].at.line, (unsigned)c->diags.items[i].at.column,
                   STR_ARG(c->diags.items[i].message));
    return out.p;
}

const struct arch_node *helper_dot_node(const struct helper_dot *c, const char *id)
{
    for (size_t i = 0; i < c->arch->n_nodes; i++)
        if (str_is(c->arch->nodes[i].id, id))
            return &c->arch->nodes[i];
    return NULL;
}

const struct arch_edge *helper_dot_edge(const struct helper_dot *c, const char *from, const char *to,
                                        size_t n)
{
    for (size_t i = 0; i < c->arch->n_edges; i++) {
        const struct arch_edge *e = &c->arch->edges[i];
        if (str_is(c->arch->nodes[e->from].id, from) && str_is(c->arch->nodes[e->to].id, to) && !n--)
            return e;
    }
    return NULL;
}

bool helper_dot_one_error(const struct helper_dot *c, enum diag_id id, uint32_t line)
{
    size_t errors = 0;
    bool found = false;
    for (size_t i = 0; i < c->diags.n; i++) {
        const struct diag *d = &c->diags.items[i];
        errors += diag_severity(d->id) == SEVERITY_ERROR;
        found = found || (d->id == id && d->at.line == line);
    }
    return errors == 1 && found;
}
