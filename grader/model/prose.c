#include "model/prose.h"

const char *block_kind_name(enum block_kind kind)
{
    static const char *const names[] = {"heading", "paragraph", "item", "row", "code", "config"};
    return names[kind];
}

const char *hidden_kind_name(enum hidden_kind kind)
{
    static const char *const names[] = {"comment", "html", "front-matter", "link-definition", "struck"};
    return names[kind];
}

struct prose *prose_new(struct arena *arena)
{
    return arena_alloc(arena, sizeof(struct prose));
}

struct block *prose_block(struct arena *arena, struct prose *prose, enum block_kind kind, const struct text *source)
{
    struct block *block = ARENA_PUSH(arena, prose->blocks, prose->n_blocks, prose->cap_blocks);
    *block = (struct block){.kind = kind, .source = source, .section = PROSE_NONE, .lead = PROSE_NONE};
    block->list = block->table = PROSE_NONE;
    return block;
}

struct section *prose_section(struct arena *arena, struct prose *prose, struct str title, unsigned level)
{
    struct section *section = ARENA_PUSH(arena, prose->sections, prose->n_sections, prose->cap_sections);
    *section = (struct section){.title = title, .level = level, .parent = PROSE_NONE, .heading = PROSE_NONE};
    return section;
}

struct prose_table *prose_table_new(struct arena *arena, struct prose *prose, struct place at)
{
    struct prose_table *table = ARENA_PUSH(arena, prose->tables, prose->n_tables, prose->cap_tables);
    *table = (struct prose_table){.section = PROSE_NONE, .lead = PROSE_NONE, .at = at};
    return table;
}

void prose_hide(struct arena *arena, struct prose *prose, enum hidden_kind kind, struct str text, struct place at)
{
    struct prose_hidden *hidden = ARENA_PUSH(arena, prose->hidden, prose->n_hidden, prose->cap_hidden);
    *hidden = (struct prose_hidden){kind, text, at};
}

struct place block_place(const struct block *block, size_t offset)
{
    size_t low = 0, high = block->n_pieces;
    if (high == 0)
        return (struct place){block->source, 0, 0};
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (block->pieces[middle].at <= offset)
            low = middle;
        else
            high = middle;
    }
    return text_place(block->source, block->pieces[low].source + (offset - block->pieces[low].at));
}

size_t block_code_from(const struct block *block, const char *at)
{
    size_t low = 0, high = block->n_code;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (block->code[middle].p + block->code[middle].n <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
