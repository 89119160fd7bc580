#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "helper_mermaid.h"

#include <string.h>

static const char *const roles[] = {"event_stream", "online_store", "model_server", "fallback"};
static const char *const kinds[] = {"data", "features", "model"};
static const char *const keys[] = {"assumptions.parcels_per_day", "components.belts"};
static const struct arch_names names = {roles, 4, kinds, 3, keys, 2};

void helper_mermaid_init(struct helper_mermaid *c)
{
    *c = (struct helper_mermaid){.arena = arena_new(), .limits = limits_default()};
    c->arch = architecture_new(c->arena);
}

void helper_mermaid_read(struct helper_mermaid *c, const char *text, size_t n)
{
    diags_init(&c->diags, c->arena, &c->limits);
    /* Exactly as long as the text, so that a sanitizer sees the first byte beyond. */
    char *bytes = arena_alloc(c->arena, n);
    if (n)
        memcpy(bytes, text, n);
    c->file = (struct file){.name = STR("system.mmd")};
    c->file.text = text_new(c->arena, c->file.name, (struct str){bytes, n});
    c->ctx =
        (struct parse_context){c->arena, &c->diags, &c->limits, &names, c->arch, prose_new(c->arena), NULL, 0};
    mermaid_read(&c->ctx, &c->file);
}

void helper_mermaid_free(struct helper_mermaid *c)
{
    arena_free(c->arena);
}

struct helper_mermaid helper_mermaid(const char *text)
{
    struct helper_mermaid c;
    helper_mermaid_init(&c);
    helper_mermaid_read(&c, text, strlen(text));
    return c;
}

static void dump_node(struct buf *out, const struct architecture *arch, const struct arch_node *node)
{
    buf_add(out, node->id);
    if (node->own_label)
        buf_printf(out, "'%.*s'", STR_ARG(node->label));
    if (node->shape.n)
        buf_printf(out, "/%.*s", STR_ARG(node->shape));
    if (node->group != ARCH_NONE)
        buf_printf(out, "@%.*s", STR_ARG(arch->groups[node->group].id));
    if (node->role && node->role->kind == DOC_SCALAR)
        buf_printf(out, "!%.*s", STR_ARG(node->role->value));
    for (size_t i = 0; node->role && i < node->role->n; i++)
        buf_printf(out, "%s%.*s", i ? "+" : "!", STR_ARG(node->role->items[i]->value));
}

static void dump_edge(struct buf *out, const struct architecture *arch, const struct arch_edge *edge)
{
    buf_printf(out, "%.*s>%.*s", STR_ARG(arch->nodes[edge->from].id), STR_ARG(arch->nodes[edge->to].id));
    if (edge->label.n)
        buf_printf(out, "\"%.*s\"", STR_ARG(edge->label));
    buf_printf(out, "%s%s%s%s%s%s%s", edge->both ? "b" : "", edge->undirected ? "u" : "",
               edge->reversed ? "r" : "", edge->dashed ? "d" : "", edge->thick ? "t" : "",
               edge->hidden ? "h" : "", edge->fanned ? "f" : "");
}

const char *helper_mermaid_dump(const struct helper_mermaid *c)
{
    struct buf out = buf_new(c->arena, 1 << 20);
    const struct architecture *arch = c->arch;
    for (size_t i = 0; i < arch->n_nodes; i++) {
        buf_puts(&out, i ? " " : "");
        dump_node(&out, arch, &arch->nodes[i]);
    }
    for (size_t i = 0; i < arch->n_edges; i++) {
        buf_puts(&out, i ? " " : " | ");
        dump_edge(&out, arch, &arch->edges[i]);
    }
    if (arch->n_groups && !arch->n_edges)
        buf_puts(&out, " |");
    for (size_t i = 0; i < arch->n_groups; i++) {
        const struct arch_group *group = &arch->groups[i];
        buf_printf(&out, "%s%.*s", i ? " " : " | ", STR_ARG(group->id));
        if (!str_eq(group->id, group->label))
            buf_printf(&out, "'%.*s'", STR_ARG(group->label));
        if (group->parent != ARCH_NONE)
            buf_printf(&out, "<%.*s", STR_ARG(arch->groups[group->parent].id));
    }
    return out.p;
}

const char *helper_mermaid_diags(const struct helper_mermaid *c)
{
    struct buf out = buf_new(c->arena, 1 << 16);
    for (size_t i = 0; i < c->diags.n; i++)
        buf_printf(&out, "%s%u:%u %s", i ? " " : "", (unsigned)c->diags.items[i].at.line,
                   (unsigned)c->diags.items[i].at.column, diag_name(c->diags.items[i].id));
    return out.p ? out.p : "";
}

void helper_mermaid_complains(const char *text, const char *dump, const char *diags)
{
    struct helper_mermaid c = helper_mermaid(text);
    assert_string_equal(helper_mermaid_dump(&c), dump);
    assert_string_equal(helper_mermaid_diags(&c), diags);
    helper_mermaid_free(&c);
}

void helper_mermaid_shows(const char *text, const char *dump)
{
    helper_mermaid_complains(text, dump, "");
}

const char *helper_mermaid_fact(const struct helper_mermaid *c, const struct doc *attrs, const char *key)
{
    struct str value = doc_text(doc_get(attrs, key));
    return arena_copy(c->arena, value.p, value.n);
}
