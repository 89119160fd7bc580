#include "helper_told.h"

#include <string.h>

void helper_told_init(struct helper_told *c)
{
    c->arena = arena_new();
    c->limits = limits_default();
    diags_init(&c->diags, c->arena, &c->limits);
    c->arch = architecture_new(c->arena);
    c->prose = prose_new(c->arena);
}

void helper_told_free(struct helper_told *c)
{
    arena_free(c->arena);
}

struct block *helper_told_add_n(struct helper_told *c, enum block_kind kind, const char *text, size_t n)
{
    const struct text *source = text_new(c->arena, STR("design.md"), (struct str){text, n});
    struct block *block = prose_block(c->arena, c->prose, kind, source);
    block->text = source->bytes;
    struct block_piece *piece = ARENA_PUSH(c->arena, block->pieces, block->n_pieces, block->cap_pieces);
    *piece = (struct block_piece){0, 0};
    if (c->prose->n_sections)
        block->section = c->prose->n_sections - 1;
    block->language = STR("");
    return block;
}

struct block *helper_told_add(struct helper_told *c, enum block_kind kind, const char *text)
{
    return helper_told_add_n(c, kind, text, strlen(text));
}

void helper_told_heading(struct helper_told *c, const char *title, unsigned level)
{
    size_t parent = c->prose->n_sections;
    while (parent > 0 && c->prose->sections[parent - 1].level >= level)
        parent--;
    struct section *section = prose_section(c->arena, c->prose, str_from(title), level);
    section->parent = parent ? parent - 1 : PROSE_NONE;
    section->heading = c->prose->n_blocks;
    helper_told_add(c, BLOCK_HEADING, title);
}

void helper_told_list(struct helper_told *c, const char *const *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct block *block = helper_told_add(c, BLOCK_ITEM, items[i]);
        block->list = c->prose->n_lists;
        block->ordered = true;
    }
    c->prose->n_lists++;
}

void helper_told_read(struct helper_told *c)
{
    static const struct arch_names names = {0};
    struct parse_context ctx = {c->arena, &c->diags, &c->limits, &names, c->arch, c->prose, NULL, 0};
    text_drawings_read(&ctx);
}

static void add_label(struct buf *buf, struct str label)
{
    for (size_t i = 0; i < label.n; i++) {
        if (label.p[i] == '\n')
            buf_puts(buf, " / ");
        else
            buf_putc(buf, label.p[i]);
    }
}

const char *helper_told_dump(const struct helper_told *c)
{
    const struct architecture *arch = c->arch;
    struct buf buf = buf_new(c->arena, 1 << 20);
    bool *wired = arena_alloc(c->arena, arch->n_nodes + 1);
    for (size_t i = 0; i < arch->n_edges; i++) {
        const struct arch_edge *edge = &arch->edges[i];
        add_label(&buf, arch->nodes[edge->from].label);
        buf_puts(&buf, edge->both ? " <-> " : edge->undirected ? " -- " : edge->fanned ? " ~> " : " -> ");
        add_label(&buf, arch->nodes[edge->to].label);
        if (edge->label.n)
            buf_printf(&buf, " : %.*s", STR_ARG(edge->label));
        buf_putc(&buf, '\n');
        wired[edge->from] = wired[edge->to] = true;
    }
    for (size_t i = 0; i < arch->n_nodes; i++)
        if (!wired[i]) {
            buf_putc(&buf, '(');
            add_label(&buf, arch->nodes[i].label);
            buf_puts(&buf, ")\n");
        }
    return buf.p;
}

const char *helper_told_one(struct helper_told *c, enum block_kind kind, const char *text)
{
    helper_told_init(c);
    helper_told_add(c, kind, text);
    helper_told_read(c);
    return helper_told_dump(c);
}
