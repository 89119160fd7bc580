#include "parse/markdown.h"

#include "parse/blocks.h"
#include "parse/entities.h"
#include "parse/markdown_fences.h"
#include "parse/markdown_guard.h"
#include "parse/markdown_hidden.h"
#include "parse/markdown_html.h"
#include "parse/plain_aside.h"
#include "parse/text_glyphs.h"

#include <md4c.h>
#include <string.h>

#define LINE_AHEAD 256 /* bytes that are looked at for the next line: marks that close, and its end */

/* A quote, list or item around the text at hand. */
struct around {
    struct blocks_scope scope; /* as it was before */
};

struct markdown {
    struct blocks b;
    struct guarded guarded;
    struct html html;
    bool in_html, used_html; /* in a block of HTML; within this line of text */
    struct around *around;
    size_t n_around, cap_around;
    unsigned items; /* open ones */
    /* Code */
    struct str language;
    bool in_code;
    size_t code_from, code_to; /* in the file, of its first and last words; code_to 0: none */
    struct str spaced;         /* in quotes: a copy of the lines without the marks, where they stood */
    /* Tables */
    size_t table;
    bool in_head;
    /* Pictures */
    unsigned in_image;
    struct str target;
    size_t image_at;
    struct buf alt;
    /* Limits */
    size_t grown;
    bool gave_up;
    /* Lines of the file that something came out of: the others may be definitions of links. */
    unsigned char *seen;
    size_t line; /* of the last place, from 0 */
};

/* ---- places ---- */

/* The bytes of the file that md4c's slice stands for; false where it is not of the text. */
static bool original(const struct markdown *m, const char *p, size_t n, struct str *out, size_t *source)
{
    uintptr_t base = (uintptr_t)m->guarded.bytes, at = (uintptr_t)p;
    if (at < base || at >= base + m->guarded.n)
        return false;
    *source = markdown_guard_source(&m->guarded, at - base);
    size_t end = markdown_guard_source(&m->guarded, at - base + n);
    *out = str_sub(m->b.text->bytes, *source, end - *source);
    return true;
}

static void see(struct markdown *m, size_t source)
{
    const struct text *text = m->b.text;
    if (source < text->starts[m->line])
        m->line = text_place(text, source).line - text->before - 1;
    while (m->line + 1 < text->n_lines && text->starts[m->line + 1] <= source)
        m->line++;
    m->seen[m->line] = 1;
}

/* ---- blocks ---- */

static void push(struct markdown *m)
{
    struct around *around = ARENA_PUSH(m->b.ctx->arena, m->around, m->n_around, m->cap_around);
    around->scope = m->b.scope;
}

/* The headings within a quote or an item end with it. */
static void pop(struct markdown *m)
{
    if (m->n_around)
        m->b.scope = m->around[--m->n_around].scope;
}

static struct str attribute(struct markdown *m, const MD_ATTRIBUTE *attribute)
{
    return str_copy(m->b.ctx->arena, (struct str){attribute->text ? attribute->text : "", attribute->size});
}

static void begin_code(struct markdown *m, const MD_BLOCK_CODE_DETAIL *detail)
{
    m->language = detail->fence_char ? attribute(m, &detail->lang) : STR("");
    m->in_code = true;
    m->code_to = 0;
    blocks_code(&m->b, m->language);
}

/* In a quote every line begins with marks that no reader of drawings knows: they become blanks in a copy. */
static const struct text *code_part(struct markdown *m)
{
    const struct text *text = m->b.text;
    struct arena *arena = m->b.ctx->arena;
    size_t from = m->code_from, to = m->code_to;
    while (from > 0 && text->bytes.p[from - 1] != '\n')
        from--;
    while (to < text->bytes.n && text->bytes.p[to] != '\n')
        to++;
    if (!m->b.scope.quoted)
        return text_part(arena, text, from, to);
    struct str lines = str_sub(text->bytes, from, to - from);
    char *copy = arena_copy(arena, lines.p, lines.n);
    for (size_t i = 0; i < lines.n;) {
        for (; i < lines.n && (copy[i] == ' ' || copy[i] == '\t' || copy[i] == '>'); i++)
            copy[i] = copy[i] == '>' ? ' ' : copy[i];
        while (i < lines.n && copy[i++] != '\n') {
        }
    }
    struct text *part = text_new(arena, text->name, (struct str){copy, lines.n});
    part->before = text_place(text, from).line - 1;
    return part;
}

static void end_code(struct markdown *m)
{
    struct blocks *b = &m->b;
    m->in_code = false;
    if (!blocks_end(b) || m->code_to == 0)
        return;
    /* The reader of a drawing may add to the prose: no pointer to the block is kept. */
    size_t index = b->last;
    struct str code = b->ctx->prose->blocks[index].text;
    if (m->language.n && markdown_fences_read(b->ctx, m->language, code_part(m), code))
        b->ctx->prose->blocks[index].drawn = true;
}

static void end_line_of_text(struct markdown *m)
{
    if (m->used_html)
        markdown_html_end(&m->html);
    m->used_html = false;
    m->b.in_strong = m->b.in_link = 0;
    while (m->b.muted)
        blocks_unmute(&m->b);
}

/* Where it gave up, md4c does not always stop at once. */
static int enter_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct markdown *m = user;
    struct blocks *b = &m->b;
    if (m->gave_up)
        return 1;
    switch (type) {
    case MD_BLOCK_QUOTE:
        blocks_end(b);
        push(m);
        b->scope.quoted = true;
        b->scope.list.list = PROSE_NONE;
        break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL: {
        struct blocks_list list = blocks_list_new(b, type == MD_BLOCK_OL);
        push(m);
        b->scope.list = list;
        break;
    }
    case MD_BLOCK_LI: {
        const MD_BLOCK_LI_DETAIL *item = detail;
        blocks_end(b);
        push(m);
        b->scope.list.item = PROSE_NONE;
        b->scope.list.task = item->is_task && item->task_mark == ' ';
        break;
    }
    case MD_BLOCK_H:
        blocks_heading(b, ((MD_BLOCK_H_DETAIL *)detail)->level);
        break;
    case MD_BLOCK_CODE:
        begin_code(m, detail);
        break;
    case MD_BLOCK_HTML:
        blocks_end(b);
        m->in_html = true;
        markdown_html_begin(&m->html, b, false);
        break;
    case MD_BLOCK_P: /* one more of an item that is still open */
        blocks_break(b);
        break;
    case MD_BLOCK_TABLE:
        m->table = blocks_table(b);
        break;
    case MD_BLOCK_THEAD:
        m->in_head = true;
        break;
    case MD_BLOCK_TR:
        blocks_row(b, m->table);
        break;
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        blocks_cell(b);
        m->grown++;
        break;
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
    case MD_BLOCK_TBODY:
        break;
    }
    m->gave_up = m->gave_up || b->full || m->grown / b->ctx->limits->prose_growth > b->text->bytes.n;
    return m->gave_up;
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *user)
{
    struct markdown *m = user;
    struct blocks *b = &m->b;
    (void)detail;
    if (m->gave_up)
        return 1;
    end_line_of_text(m);
    switch (type) {
    case MD_BLOCK_QUOTE:
    case MD_BLOCK_UL:
    case MD_BLOCK_OL:
    case MD_BLOCK_LI:
        blocks_end(b);
        pop(m);
        break;
    case MD_BLOCK_CODE:
        end_code(m);
        break;
    case MD_BLOCK_HTML:
        markdown_html_end(&m->html);
        m->in_html = false;
        break;
    case MD_BLOCK_P: /* of an item: its next paragraph may follow */
        if (b->scope.list.list == PROSE_NONE)
            blocks_end(b);
        break;
    case MD_BLOCK_THEAD:
        m->in_head = false;
        break;
    case MD_BLOCK_TR:
        if (m->in_head)
            blocks_row_is_header(b);
        else
            blocks_end(b);
        break;
    case MD_BLOCK_H:
    case MD_BLOCK_DOC:
    case MD_BLOCK_HR:
        blocks_end(b);
        break;
    case MD_BLOCK_TABLE:
    case MD_BLOCK_TBODY:
    case MD_BLOCK_TH:
    case MD_BLOCK_TD:
        break;
    }
    return 0;
}

/* ---- spans and text ---- */

static void begin_image(struct markdown *m, const MD_SPAN_IMG_DETAIL *detail)
{
    const struct blocks *b = &m->b;
    if (m->in_image++ > 0)
        return;
    struct str ahead = str_sub(b->text->bytes, b->source, 256);
    size_t at = str_find(ahead, STR("!["));
    m->image_at = b->source + (at < ahead.n ? at : 0);
    m->target = attribute(m, &detail->src);
    m->alt = buf_new(b->ctx->arena, KIB);
}

static void end_image(struct markdown *m)
{
    struct prose *prose = m->b.ctx->prose;
    if (m->in_image == 0 || --m->in_image > 0)
        return;
    struct prose_image *image =
        ARENA_PUSH(m->b.ctx->arena, prose->images, prose->n_images, prose->cap_images);
    *image = (struct prose_image){buf_str(&m->alt), m->target, text_place(m->b.text, m->image_at)};
}

static int enter_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct markdown *m = user;
    struct blocks *b = &m->b;
    if (type == MD_SPAN_A)
        m->grown += ((MD_SPAN_A_DETAIL *)detail)->href.size + ((MD_SPAN_A_DETAIL *)detail)->title.size;
    if (type == MD_SPAN_IMG) {
        m->grown += ((MD_SPAN_IMG_DETAIL *)detail)->src.size + ((MD_SPAN_IMG_DETAIL *)detail)->title.size;
        begin_image(m, detail);
    }
    m->gave_up = m->gave_up || m->grown / b->ctx->limits->prose_growth > b->text->bytes.n;
    if (m->in_image)
        return m->gave_up;
    if (type == MD_SPAN_STRONG)
        blocks_strong(b, true);
    else if (type == MD_SPAN_A)
        blocks_link(b, true);
    else if (type == MD_SPAN_CODE)
        blocks_code_span(b, true);
    else if (type == MD_SPAN_DEL)
        blocks_mute(b, HIDDEN_STRUCK, b->source);
    return m->gave_up;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *user)
{
    struct markdown *m = user;
    struct blocks *b = &m->b;
    (void)detail;
    if (m->gave_up)
        return 1;
    if (type == MD_SPAN_IMG)
        end_image(m);
    if (m->in_image)
        return 0;
    if (type == MD_SPAN_STRONG)
        blocks_strong(b, false);
    else if (type == MD_SPAN_A)
        blocks_link(b, false);
    else if (type == MD_SPAN_CODE)
        blocks_code_span(b, false);
    else if (type == MD_SPAN_DEL)
        blocks_unmute(b);
    return 0;
}

static void image_text(struct markdown *m, MD_TEXTTYPE type, struct str s)
{
    char bytes[ENTITY_BYTES];
    size_t n = 0;
    if (type == MD_TEXT_SOFTBR || type == MD_TEXT_BR)
        buf_putc(&m->alt, ' ');
    else if (type == MD_TEXT_ENTITY && entity_read(bytes, &n, s))
        buf_add(&m->alt, (struct str){bytes, n});
    else if (type != MD_TEXT_HTML)
        buf_add(&m->alt, s);
}

static void add_html(struct markdown *m, struct str s, size_t source)
{
    if (!m->in_html && !m->used_html) {
        markdown_html_begin(&m->html, &m->b, true);
        m->used_html = true;
    }
    markdown_html_feed(&m->html, s, source);
}

/* "✅ fast", and "✅ cheap" on the next line: who types a sign at the beginning of a line means an item. */
static bool sign_follows(const struct blocks *b)
{
    struct str ahead = str_sub(b->text->bytes, b->source, LINE_AHEAD);
    size_t i = str_find(ahead, STR("\n")), n;
    while (i < ahead.n && (str_byte_space(ahead.p[i]) || ahead.p[i] == '>'))
        i++;
    return i < ahead.n && glyph_begins_item(glyph_next(&n, ahead, i));
}

static void add_text(struct markdown *m, MD_TEXTTYPE type, struct str s, size_t source)
{
    struct blocks *b = &m->b;
    char bytes[ENTITY_BYTES];
    size_t n = 0;
    switch (type) {
    case MD_TEXT_NULLCHAR:
        blocks_text(b, STR("\xef\xbf\xbd"), source);
        break;
    case MD_TEXT_BR:
        blocks_break(b);
        break;
    case MD_TEXT_SOFTBR:
        if (sign_follows(b))
            blocks_break(b);
        else
            blocks_gap(b);
        break;
    case MD_TEXT_ENTITY:
        if (entity_read(bytes, &n, s)) {
            blocks_text(b, (struct str){bytes, n}, source);
            b->source = source == BLOCKS_HERE ? b->source : source + s.n;
            break;
        }
        blocks_text(b, s, source);
        break;
    case MD_TEXT_NORMAL:
    case MD_TEXT_CODE:
    case MD_TEXT_HTML:
    case MD_TEXT_LATEXMATH:
        blocks_text(b, s, source);
        break;
    }
}

static int text(MD_TEXTTYPE type, const MD_CHAR *p, MD_SIZE n, void *user)
{
    struct markdown *m = user;
    struct str s = {p, n};
    size_t source = BLOCKS_HERE;
    if (m->gave_up)
        return 1;
    if (original(m, p, n, &s, &source)) {
        see(m, source);
        if (m->in_code && str_trim(s).n) {
            m->code_from = m->code_to ? m->code_from : source;
            m->code_to = source + s.n;
        }
    }
    if (m->in_image) {
        m->b.source = source == BLOCKS_HERE ? m->b.source : source + s.n;
        image_text(m, type, s);
    } else if (type == MD_TEXT_HTML || (m->used_html && markdown_html_swallows(&m->html))) {
        add_html(m, s, source);
    } else {
        add_text(m, type, s, source);
    }
    return 0;
}

/* ---- the file ---- */

void markdown_read(struct parse_context *ctx, struct file *file)
{
    const struct text *all = file->text;
    struct prose *prose = ctx->prose;
    size_t before = prose->n_blocks, nodes = ctx->arch->n_nodes;
    file->use = FILE_UNUSED;
    file->why = plain_aside(file->name);
    if (file->why)
        return;
    size_t from = str_starts(all->bytes, "\xef\xbb\xbf") ? 3 : 0;
    from = markdown_front_matter(ctx, all, from);
    struct markdown *m = arena_alloc(ctx->arena, sizeof *m);
    blocks_init(&m->b, ctx, all);
    m->seen = arena_alloc(ctx->arena, all->n_lines);
    m->b.source = from;
    markdown_guard(&m->guarded, ctx, all, from);
    MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_TASKLISTS | MD_FLAG_STRIKETHROUGH,
                        .enter_block = enter_block,
                        .leave_block = leave_block,
                        .enter_span = enter_span,
                        .leave_span = leave_span,
                        .text = text};
    int result = md_parse(m->guarded.bytes, (MD_SIZE)m->guarded.n, &parser, m);
    blocks_end(&m->b);
    bool whole = result == 0 && !m->gave_up;
    if (!whole && !m->b.full)
        diag_add(ctx->diags, DIAG_PROSE_LIMIT, text_place(all, m->b.source),
                 "tables or links that grow to more than %zu times the file: it is not read beyond here",
                 ctx->limits->prose_growth);
    if (whole)
        markdown_hide_definitions(ctx, all, m->seen, from);
    if (prose->n_blocks > before || ctx->arch->n_nodes > nodes)
        file->use = FILE_USED;
    else
        file->why = "holds no text";
}
