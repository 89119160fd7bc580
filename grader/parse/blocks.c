#include "parse/blocks.h"

#include <string.h>

#define TITLE_WORDS 8 /* more than that in bold is a sentence */

void blocks_init(struct blocks *b, struct parse_context *ctx, const struct text *text)
{
    *b = (struct blocks){.ctx = ctx, .text = text, .last = PROSE_NONE, .table = PROSE_NONE};
    for (size_t i = 0; i <= PROSE_BOLD; i++)
        b->scope.sections[i] = PROSE_NONE;
    b->scope.list = (struct blocks_list){PROSE_NONE, PROSE_NONE, PROSE_NONE, false, false};
}

static size_t section_of(const struct blocks *b)
{
    for (size_t i = PROSE_BOLD; i > 0; i--)
        if (b->scope.sections[i] != PROSE_NONE)
            return b->scope.sections[i];
    return PROSE_NONE;
}

/* The block that introduces what begins here. */
static size_t lead_of(const struct blocks *b)
{
    if (b->last == PROSE_NONE)
        return PROSE_NONE;
    enum block_kind kind = b->ctx->prose->blocks[b->last].kind;
    return kind == BLOCK_PARAGRAPH || kind == BLOCK_ITEM ? b->last : PROSE_NONE;
}

/* ---- the text of the open block ---- */

void blocks_begin(struct blocks *b, enum block_kind kind)
{
    blocks_end(b);
    b->is_open = true;
    b->kind = kind;
    b->level = 0;
    b->table = PROSE_NONE;
    b->language = (struct str){"", 0};
    b->n = b->n_pieces = b->n_code = b->n_cells = 0;
    b->n_strong = b->in_strong > 0;
    b->n_links = b->in_link > 0;
    b->beside_strong = b->beside_links = b->cell_begins = false;
}

void blocks_heading(struct blocks *b, unsigned level)
{
    blocks_begin(b, BLOCK_HEADING);
    b->level = level;
}

void blocks_code(struct blocks *b, struct str language)
{
    blocks_begin(b, BLOCK_CODE);
    b->language = language;
}

static bool is_verbatim(const struct blocks *b)
{
    return b->kind == BLOCK_CODE || b->kind == BLOCK_CONFIG;
}

static void open_flow(struct blocks *b)
{
    if (!b->is_open)
        blocks_begin(b, b->scope.list.list == PROSE_NONE ? BLOCK_PARAGRAPH : BLOCK_ITEM);
}

static void put(struct blocks *b, const char *p, size_t n)
{
    if (b->n + n > b->cap) {
        size_t cap = 2 * (b->n + n) + 256;
        char *grown = arena_alloc(b->ctx->arena, cap);
        if (b->n)
            memcpy(grown, b->bytes, b->n);
        b->bytes = grown;
        b->cap = cap;
    }
    if (n)
        memcpy(b->bytes + b->n, p, n);
    b->n += n;
}

static void piece(struct blocks *b, size_t source)
{
    size_t at = b->n;
    if (b->n_pieces) {
        const struct block_piece *before = &b->pieces[b->n_pieces - 1];
        if (before->source + (at - before->at) == source)
            return;
    } else if (at) {
        /* What came first has no place of its own, such as the blanks in front of a line of code. */
        source = source > at ? source - at : 0;
        at = 0;
    }
    struct block_piece *new = ARENA_PUSH(b->ctx->arena, b->pieces, b->n_pieces, b->cap_pieces);
    *new = (struct block_piece){(uint32_t)at, (uint32_t)source};
}

static void trim(struct blocks *b, size_t from)
{
    while (b->n > from && str_byte_space(b->bytes[b->n - 1]))
        b->n--;
}

static size_t cell_start(const struct blocks *b)
{
    return b->n_cells && !b->cell_begins ? b->cells[b->n_cells - 1].from : b->n;
}

static void begin_cell_text(struct blocks *b)
{
    trim(b, 0);
    if (b->n)
        put(b, " ; ", 3);
    b->cell_begins = false;
    if (b->n_cells)
        b->cells[b->n_cells - 1].from = b->n;
}

/* Whether a reader would see words in it: pictures, dots, arrows and other signs are none. */
static bool is_worded(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i], d = i + 1 < s.n ? (unsigned char)s.p[i + 1] : 0;
        char low = str_byte_lower(s.p[i]);
        if (str_byte_digit(s.p[i]) || (low >= 'a' && low <= 'z'))
            return true;
        bool sign = c < 0xc3 || c >= 0xf0 || (c == 0xe2 && d >= 0x80 && d < 0xb0) || (c == 0xef && d == 0xb8);
        if (!sign)
            return true;
    }
    return false;
}

/* Notes what stands outside of links; an address by itself is a link. */
static void look_for_links(struct blocks *b, struct str s)
{
    struct str word;
    while (!b->beside_links && str_next(&s, " \t\n", &word)) {
        while (word.n && (word.p[0] == '(' || word.p[0] == '<' || word.p[0] == '['))
            word = str_sub(word, 1, word.n);
        if (str_starts(word, "http://") || str_starts(word, "https://"))
            b->n_links++;
        else
            b->beside_links = is_worded(word);
    }
}

static void look_for_title(struct blocks *b, struct str s)
{
    for (size_t i = 0; i < s.n && !b->beside_strong; i++)
        b->beside_strong = !str_byte_space(s.p[i]) && s.p[i] != ':';
}

static void add(struct blocks *b, struct str s, size_t source)
{
    if (source != BLOCKS_HERE)
        b->source = source + s.n;
    if (b->muted || s.n == 0)
        return;
    if (!b->is_open ||
        (!is_verbatim(b) && (b->n == 0 || b->cell_begins || str_byte_space(b->bytes[b->n - 1])))) {
        size_t blanks = 0;
        while (blanks < s.n && str_byte_space(s.p[blanks]))
            blanks++;
        s = str_sub(s, blanks, s.n);
        source = source == BLOCKS_HERE ? source : source + blanks;
    }
    if (s.n == 0)
        return;
    open_flow(b);
    if (b->cell_begins)
        begin_cell_text(b);
    if (source != BLOCKS_HERE)
        piece(b, source);
    else if (b->n == 0 && !is_verbatim(b))
        piece(b, b->source);
    if (b->in_strong == 0)
        look_for_title(b, s);
    if (b->in_link == 0)
        look_for_links(b, s);
    put(b, s.p, s.n);
}

/* NUL is no character: U+FFFD. */
void blocks_text(struct blocks *b, struct str s, size_t source)
{
    const char *nul;
    while (s.n && (nul = memchr(s.p, '\0', s.n))) {
        size_t n = (size_t)(nul - s.p);
        add(b, str_sub(s, 0, n), source);
        source = source == BLOCKS_HERE ? source : source + n;
        add(b, STR("\xef\xbf\xbd"), source);
        source = source == BLOCKS_HERE ? source : source + 1;
        s = str_sub(s, n + 1, s.n);
    }
    add(b, s, source);
}

void blocks_gap(struct blocks *b)
{
    if (b->is_open && !b->muted && b->n > 0 && !str_byte_space(b->bytes[b->n - 1]))
        put(b, " ", 1);
}

void blocks_break(struct blocks *b)
{
    if (!b->is_open || b->muted)
        return;
    trim(b, cell_start(b));
    if (b->n > cell_start(b) || (b->kind != BLOCK_ROW && b->n > 0))
        put(b, "\n", 1);
}

/* ---- spans ---- */

void blocks_strong(struct blocks *b, bool begins)
{
    if (begins)
        b->n_strong += b->in_strong++ == 0;
    else
        b->in_strong -= b->in_strong > 0;
}

void blocks_link(struct blocks *b, bool begins)
{
    if (begins)
        b->n_links += b->in_link++ == 0;
    else
        b->in_link -= b->in_link > 0;
}

void blocks_code_span(struct blocks *b, bool begins)
{
    if (b->muted)
        return;
    open_flow(b);
    if (begins) {
        struct blocks_slice *slice = ARENA_PUSH(b->ctx->arena, b->code, b->n_code, b->cap_code);
        slice->from = BLOCKS_HERE; /* known with its first byte */
        if (b->is_open && b->n && !b->cell_begins)
            slice->from = b->n;
    } else if (b->n_code) {
        struct blocks_slice *slice = &b->code[b->n_code - 1];
        if (slice->from == BLOCKS_HERE)
            slice->from = b->kind == BLOCK_ROW ? cell_start(b) : 0;
        slice->n = b->n > slice->from ? b->n - slice->from : 0;
    }
}

void blocks_mute(struct blocks *b, enum hidden_kind kind, size_t source)
{
    if (b->muted++ == 0) {
        b->muted_from = source;
        b->muted_as = kind;
    }
}

void blocks_unmute(struct blocks *b)
{
    if (b->muted == 0 || --b->muted > 0 || b->source <= b->muted_from)
        return;
    struct str s = str_sub(b->text->bytes, b->muted_from, b->source - b->muted_from);
    prose_hide(b->ctx->arena, b->ctx->prose, b->muted_as, s, text_place(b->text, b->muted_from));
}

/* ---- lists and tables ---- */

struct blocks_list blocks_list_new(struct blocks *b, bool ordered)
{
    blocks_end(b);
    struct blocks_list list = {b->ctx->prose->n_lists++, PROSE_NONE, PROSE_NONE, ordered, false};
    size_t lead = lead_of(b);
    if (b->scope.list.list != PROSE_NONE)
        list.lead = b->scope.list.item;
    else if (lead != PROSE_NONE && b->ctx->prose->blocks[lead].kind == BLOCK_PARAGRAPH)
        list.lead = lead;
    return list;
}

size_t blocks_table(struct blocks *b)
{
    blocks_end(b);
    struct prose_table *table = prose_table_new(b->ctx->arena, b->ctx->prose, text_place(b->text, b->source));
    table->section = section_of(b);
    table->lead = lead_of(b);
    return b->ctx->prose->n_tables - 1;
}

void blocks_row(struct blocks *b, size_t table)
{
    blocks_begin(b, BLOCK_ROW);
    b->table = table;
}

static void end_cell(struct blocks *b)
{
    if (b->n_cells == 0)
        return;
    struct blocks_slice *cell = &b->cells[b->n_cells - 1];
    if (!b->cell_begins) {
        trim(b, cell->from);
        cell->n = b->n - cell->from;
    }
    b->cell_begins = false;
}

void blocks_cell(struct blocks *b)
{
    end_cell(b);
    ARENA_PUSH(b->ctx->arena, b->cells, b->n_cells, b->cap_cells);
    b->cell_begins = true;
}

static struct str *cells_of(struct blocks *b, const char *bytes)
{
    struct str *cells = arena_alloc(b->ctx->arena, b->n_cells * sizeof *cells);
    for (size_t i = 0; i < b->n_cells; i++)
        cells[i] =
            b->cells[i].n ? (struct str){bytes + b->cells[i].from, b->cells[i].n} : (struct str){"", 0};
    return cells;
}

void blocks_row_is_header(struct blocks *b)
{
    if (!b->is_open || b->table == PROSE_NONE)
        return;
    end_cell(b);
    struct prose_table *table = &b->ctx->prose->tables[b->table];
    table->header = cells_of(b, arena_copy(b->ctx->arena, b->bytes, b->n));
    table->n_columns = b->n_cells;
    if (b->n_pieces)
        table->at = text_place(b->text, b->pieces[0].source);
    b->is_open = false;
}

/* ---- the end of a block ---- */

static bool is_title(const struct blocks *b)
{
    struct str rest = {b->bytes, b->n}, word;
    size_t words = 0;
    if (b->kind != BLOCK_PARAGRAPH || b->n_strong != 1 || b->beside_strong || memchr(b->bytes, '\n', b->n))
        return false;
    while (words <= TITLE_WORDS && str_next(&rest, " \t", &word))
        words++;
    char end = b->bytes[b->n - 1];
    return words <= TITLE_WORDS && end != '.' && end != '!' && end != ';' && end != ',';
}

static void add_section(struct blocks *b, size_t index)
{
    struct prose *prose = b->ctx->prose;
    struct block *block = &prose->blocks[index];
    struct str title = block->text;
    while (title.n && (title.p[title.n - 1] == ':' || str_byte_space(title.p[title.n - 1])))
        title.n--;
    for (size_t i = b->level; i <= PROSE_BOLD; i++)
        b->scope.sections[i] = PROSE_NONE;
    struct section *section = prose_section(b->ctx->arena, prose, title.n ? title : block->text, b->level);
    section->parent = section_of(b);
    section->heading = index;
    block->section = b->scope.sections[b->level] = prose->n_sections - 1;
}

static void fill(struct blocks *b, struct block *block)
{
    struct arena *arena = b->ctx->arena;
    char *bytes = arena_copy(arena, b->bytes, b->n);
    while (b->n_pieces > 1 && b->pieces[b->n_pieces - 1].at >= b->n)
        b->n_pieces--;
    block->text = (struct str){bytes, b->n};
    block->pieces = arena_alloc(arena, b->n_pieces * sizeof *block->pieces);
    if (b->n_pieces)
        memcpy(block->pieces, b->pieces, b->n_pieces * sizeof *block->pieces);
    block->n_pieces = block->cap_pieces = b->n_pieces;
    for (size_t i = 0; i < b->n_code; i++) {
        struct blocks_slice slice = b->code[i];
        if (slice.from >= b->n || slice.n == 0)
            continue;
        struct str *code = ARENA_PUSH(arena, block->code, block->n_code, block->cap_code);
        *code = str_sub(block->text, slice.from, slice.n);
    }
    block->quoted = b->scope.quoted;
    block->section = section_of(b);
    block->language = b->language;
    bool links = b->n_links && !b->beside_links;
    if (block->kind == BLOCK_ITEM) {
        block->list = b->scope.list.list;
        block->ordered = b->scope.list.ordered;
        block->task = b->scope.list.task;
        block->lead = b->scope.list.lead;
        block->link_only = links;
    } else if (block->kind == BLOCK_ROW) {
        block->table = b->table;
        block->lead = b->ctx->prose->tables[b->table].lead;
        block->cells = cells_of(b, bytes);
        block->n_cells = b->n_cells;
        block->link_only = links;
    } else if (block->kind == BLOCK_CODE) {
        block->lead = lead_of(b);
    }
}

bool blocks_end(struct blocks *b)
{
    struct prose *prose = b->ctx->prose;
    if (!b->is_open)
        return false;
    b->is_open = false;
    if (b->kind == BLOCK_ROW)
        end_cell(b);
    trim(b, 0);
    if (str_trim((struct str){b->bytes, b->n}).n == 0 || b->full)
        return false;
    if (prose->n_blocks >= b->ctx->limits->prose_blocks) {
        b->full = true;
        diag_add(b->ctx->diags, DIAG_PROSE_LIMIT, text_place(b->text, b->n_pieces ? b->pieces[0].source : 0),
                 "more than %zu paragraphs, items, rows and headings: the rest of the text is left out",
                 b->ctx->limits->prose_blocks);
        return false;
    }
    if (is_title(b)) {
        b->kind = BLOCK_HEADING;
        b->level = PROSE_BOLD;
    }
    struct block *block = prose_block(b->ctx->arena, prose, b->kind, b->text);
    size_t index = prose->n_blocks - 1;
    fill(b, block);
    if (b->kind == BLOCK_HEADING)
        add_section(b, index);
    if (b->kind == BLOCK_ITEM && b->scope.list.item == PROSE_NONE)
        b->scope.list.item = index;
    b->last = index;
    return true;
}
