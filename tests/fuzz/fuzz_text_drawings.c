/*
 * Structure told in text: the same bytes as a drawing made of characters, as a paragraph with arrow lines,
 * and as a numbered list whose lines are its steps. fuzz: dict=text max_len=4096
 */
#include "fuzz.h"
#include "parse/text_drawings.h"

static struct block *add(struct fuzz *f, enum block_kind kind, struct str bytes)
{
    struct block *block = prose_block(f->arena, f->prose, kind, text_new(f->arena, STR("design.md"), bytes));
    struct block_piece *piece = ARENA_PUSH(f->arena, block->pieces, block->n_pieces, block->cap_pieces);
    *piece = (struct block_piece){0, 0};
    block->text = bytes;
    block->language = STR("");
    block->section = f->prose->n_sections ? f->prose->n_sections - 1 : PROSE_NONE;
    return block;
}

static void add_heading(struct fuzz *f)
{
    struct section *section = prose_section(f->arena, f->prose, STR("Data flow"), 2);
    section->heading = f->prose->n_blocks;
    section->parent = PROSE_NONE;
    add(f, BLOCK_HEADING, STR("Data flow"));
}

static void add_steps(struct fuzz *f, struct str bytes)
{
    while (bytes.n) {
        struct str line = fuzz_line(&bytes);
        if (!line.n)
            continue;
        struct block *item = add(f, BLOCK_ITEM, line);
        item->list = f->prose->n_lists;
        item->ordered = true;
    }
    f->prose->n_lists++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    for (int way = 0; way < 3; way++) {
        struct fuzz f;
        fuzz_open(&f);
        struct str bytes = fuzz_bytes(f.arena, data, size);
        add_heading(&f);
        if (way == 0)
            add(&f, BLOCK_CODE, bytes);
        else if (way == 1)
            add(&f, BLOCK_PARAGRAPH, bytes);
        else
            add_steps(&f, bytes);
        text_drawings_read(&f.ctx);
        fuzz_check(&f);
        for (size_t i = 0; i < f.arch->n_views; i++)
            FUZZ_CHECK(f.arch->views[i].confidence < 1);
        fuzz_close(&f);
    }
    return 0;
}
