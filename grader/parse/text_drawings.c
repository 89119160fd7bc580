#include "parse/text_drawings.h"

#include "parse/arrow_lines.h"
#include "parse/text_drawing.h"
#include "parse/text_noise.h"
#include "parse/text_steps.h"

/* Fences whose text is meant to be looked at. */
static bool is_plain(struct str language)
{
    static const char *const names[] = {"",         "text", "txt",     "ascii",  "ascii-art",
                                        "asciiart", "art",  "diagram", "plain",  "plaintext",
                                        "none",     "flow", "box",     "drawing"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_eq_nocase(language, str_from(names[i])))
            return true;
    return false;
}

static bool has_drawing_sign(struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (text.p[i] == '\xE2' || text.p[i] == '|' || text.p[i] == '>' || text.p[i] == '<')
            return true;
    return false;
}

/* The lines of the file that a paragraph stands in: a drawing without a fence keeps its columns there only.
 */
static bool lines_of(struct grid *grid, const struct block *block)
{
    if (block->n_pieces == 0 || block->text.n == 0)
        return false;
    uint32_t first = block_place(block, 0).line - block->source->before;
    uint32_t last = block_place(block, block->text.n - 1).line - block->source->before;
    if (last < first + 2 || first == 0)
        return false;
    struct str whole = block->source->bytes, a = text_line(block->source, first),
               b = text_line(block->source, last);
    grid->base = (size_t)(a.p - whole.p);
    grid->bytes = str_sub(whole, grid->base, (size_t)(b.p - a.p) + b.n);
    grid->block = NULL;
    grid->source = block->source;
    return true;
}

static void read_block(struct parse_context *ctx, struct block *block, struct grid *grid)
{
    if (text_noise_is_notation(block->text))
        return;
    bool code = block->kind == BLOCK_CODE, plain = code && is_plain(block->language);
    if (code && (plain ? has_drawing_sign(block->text) : glyph_has_corner(block->text))) {
        grid->bytes = block->text;
        grid->block = block;
        block->drawn = text_drawing_read(ctx, block, grid, plain);
        return;
    }
    if (code)
        return;
    if (block->kind == BLOCK_PARAGRAPH && glyph_has_corner(block->text) && lines_of(grid, block)) {
        block->drawn = text_drawing_read(ctx, block, grid, false);
        if (block->drawn)
            return;
    }
    arrow_lines_read(ctx, block);
}

static bool is_bold_line(const struct prose *prose, const struct block *block)
{
    return block->kind == BLOCK_HEADING && block->section != PROSE_NONE &&
           prose->sections[block->section].level == PROSE_BOLD;
}

void text_drawings_read(struct parse_context *ctx)
{
    struct grid grid = {0}; /* one for all: as large as the largest drawing */
    for (size_t i = 0; i < ctx->prose->n_blocks; i++) {
        struct block *block = &ctx->prose->blocks[i];
        if (block->drawn || block->kind == BLOCK_CONFIG)
            continue;
        if (block->kind != BLOCK_HEADING || is_bold_line(ctx->prose, block))
            read_block(ctx, block, &grid);
    }
    text_steps_read(ctx);
}
