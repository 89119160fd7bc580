#include "helper_tables.h"

#include "grade.h"
#include "recognise/stated.h"
#include "recognise/tables.h"
#include "recognise/tokens.h"

#include <stdlib.h>

void written_open(struct written *w)
{
    struct limits limits = limits_default();
    *w = (struct written){.arena = arena_new()};
    diags_init(&w->diags, w->arena, &limits);
    if (!grade_pack(&w->rubric, w->arena, NULL, &w->diags))
        abort();
    w->arch = architecture_new(w->arena);
    w->prose = prose_new(w->arena);
}

void written_close(struct written *w)
{
    arena_free(w->arena);
}

static struct block *add_block(struct written *w, enum block_kind kind, const struct text *text,
                               struct str piece)
{
    struct block *block = prose_block(w->arena, w->prose, kind, text);
    block->text = piece;
    struct block_piece *at = ARENA_PUSH(w->arena, block->pieces, block->n_pieces, block->cap_pieces);
    *at = (struct block_piece){0, (uint32_t)(piece.p - text->bytes.p)};
    block->section = w->prose->n_sections ? w->prose->n_sections - 1 : PROSE_NONE;
    return block;
}

/* "| a | b |" to slices; a row may hold fewer or more cells than its header. */
static struct str *split(struct written *w, struct str line, size_t *n)
{
    struct str *cells = NULL;
    size_t cap = 0, from = 1;
    *n = 0;
    line = str_trim(line);
    for (size_t i = 1; i <= line.n; i++) {
        bool end = i == line.n;
        if (!end && line.p[i] != '|')
            continue;
        if (!end || from < line.n)
            *(struct str *)ARENA_PUSH(w->arena, cells, *n, cap) = str_trim(str_sub(line, from, i - from));
        from = i + 1;
    }
    return cells;
}

static void add_row(struct written *w, const struct text *text, struct str line, size_t nth)
{
    struct prose *prose = w->prose;
    size_t n;
    struct str *cells = split(w, line, &n);
    if (nth == 0) {
        struct place at = text_place(text, (size_t)(line.p - text->bytes.p));
        struct prose_table *table = prose_table_new(w->arena, prose, at);
        table->header = cells;
        table->n_columns = n;
        table->section = prose->n_sections ? prose->n_sections - 1 : PROSE_NONE;
        bool led = prose->n_blocks && prose->blocks[prose->n_blocks - 1].kind == BLOCK_PARAGRAPH;
        table->lead = led ? prose->n_blocks - 1 : PROSE_NONE;
    } else if (nth > 1) {
        struct block *block = add_block(w, BLOCK_ROW, text, line);
        block->table = prose->n_tables - 1;
        block->cells = cells;
        block->n_cells = n;
    }
}

void written_add(struct written *w, const char *name, const char *source)
{
    struct text *text = text_new(w->arena, str_from(name), str_from(source));
    size_t nth = 0;
    for (uint32_t i = 1; i <= text->n_lines; i++) {
        struct str line = text_line(text, i);
        size_t level = 0;
        while (level < line.n && line.p[level] == '#')
            level++;
        if (str_starts(line, "|")) {
            add_row(w, text, line, nth++);
            continue;
        }
        nth = 0;
        if (level) {
            size_t parent = w->prose->n_sections;
            struct str title = str_trim(str_sub(line, level, line.n));
            while (parent > 0 && w->prose->sections[parent - 1].level >= level)
                parent--;
            struct section *section = prose_section(w->arena, w->prose, title, (unsigned)level);
            section->parent = parent ? parent - 1 : PROSE_NONE;
            section->heading = w->prose->n_blocks;
            add_block(w, BLOCK_HEADING, text, title);
        } else if (str_trim(line).n) {
            add_block(w, BLOCK_PARAGRAPH, text, line);
        }
    }
}

size_t written_box(struct written *w, const char *id, const char *label)
{
    struct place nowhere = {0};
    if (!w->arch->n_views)
        architecture_view(w->arena, w->arch, ARCH_DOT, NULL, nowhere);
    struct arch_node *node = architecture_node(w->arena, w->arch, 0, str_from(id), nowhere);
    node->label = str_from(label);
    node->own_label = true;
    return w->arch->n_nodes - 1;
}

void written_declare(struct written *w, const char *section, const char *key, const char *value)
{
    struct doc *map = doc_new(w->arena, w->arch->facts, DOC_MAP, str_from(section), (struct place){0});
    doc_scalar(w->arena, map, str_from(key), str_from(value), (struct place){0});
}

static void add_amounts(struct written *w, struct statement *statement)
{
    size_t pos = 0;
    uint32_t first = 0;
    struct quantity q;
    while (quantity_next(&q, statement->text, &pos)) {
        struct amount *amount =
            ARENA_PUSH(w->arena, statement->amounts, statement->n_amounts, statement->cap_amounts);
        const struct tokens *tokens = statement->tokens;
        while (first < tokens->n && tokens->items[first].at + tokens->items[first].n <= q.at)
            first++;
        *amount = (struct amount){.quantity = q, .compared = q.compare != COMPARE_NONE, .first = first};
        while (amount->first + amount->n < tokens->n &&
               tokens->items[amount->first + amount->n].at < q.at + q.n)
            amount->n++;
    }
}

static void add_statements(struct written *w)
{
    struct statements *told = w->reading->told;
    for (size_t i = 0; i < w->prose->n_blocks; i++) {
        const struct block *block = &w->prose->blocks[i];
        struct statement *statement = ARENA_PUSH(w->arena, told->items, told->n, told->cap);
        struct tokens *tokens = arena_alloc(w->arena, sizeof *tokens);
        tokens_read(tokens, w->arena, block->text);
        *statement = (struct statement){.kind = block->kind == BLOCK_ROW       ? STATEMENT_ROW
                                                : block->kind == BLOCK_HEADING ? STATEMENT_HEADING
                                                                               : STATEMENT_SENTENCE,
                                        .text = block->text,
                                        .at = block_place(block, 0),
                                        .block = block,
                                        .section = block->section,
                                        .node = ARCH_NONE,
                                        .edge = ARCH_NONE,
                                        .tokens = tokens,
                                        .n_tokens = tokens->n};
        add_amounts(w, statement);
    }
}

void written_read(struct written *w)
{
    struct reading *reading = arena_alloc(w->arena, sizeof *reading);
    reading->arch = w->arch;
    reading->rubric = &w->rubric;
    reading->prose = w->prose;
    reading->nodes = arena_alloc(w->arena, w->arch->n_nodes * sizeof *reading->nodes);
    for (size_t i = 0; i < w->arch->n_nodes; i++)
        reading->nodes[i].same_as = ARCH_NONE;
    reading->told = statements_new(w->arena, rub_sets_n(&w->rubric), rub_roles_n(&w->rubric));
    w->reading = reading;
    add_statements(w);
    tables_read(reading, w->arena, &w->diags, NULL);
    stated_read(reading, w->arena);
}

/* Walks all sections of a name and the items of lists; *skip counts down to the one that is meant. */
static const struct doc *walk(const struct doc *doc, struct str path, size_t *skip, size_t *seen)
{
    struct str rest = path, step;
    if (!str_next(&rest, ".", &step)) {
        (*seen)++;
        return (*skip)-- == 0 ? doc : NULL;
    }
    for (size_t i = 0; doc->kind != DOC_SCALAR && i < doc->n; i++) {
        const struct doc *item = doc->items[i], *found = NULL;
        if (doc->kind == DOC_LIST)
            found = walk(item, path, skip, seen);
        else if (str_eq(item->key, step))
            found = walk(item, rest, skip, seen);
        if (found)
            return found;
    }
    return NULL;
}

const char *written_at(const struct written *w, const char *path)
{
    /* A number in the path says which of the entries is meant. */
    size_t skip = 0, seen = 0;
    struct str rest = str_from(path), step;
    struct buf plain = buf_new(w->arena, 200);
    while (str_next(&rest, ".", &step)) {
        if (step.p[0] >= '0' && step.p[0] <= '9') {
            skip = (size_t)atoi(step.p);
            continue;
        }
        buf_puts(&plain, plain.n ? "." : "");
        buf_add(&plain, step);
    }
    const struct doc *found = walk(w->reading->facts, buf_str(&plain), &skip, &seen);
    return found ? str_copy(w->arena, doc_text(found)).p : "";
}

size_t written_count(const struct written *w, const char *path)
{
    size_t skip = SIZE_MAX, seen = 0;
    walk(w->reading->facts, str_from(path), &skip, &seen);
    return seen;
}

const char *written_kinds(const struct written *w, size_t table)
{
    struct buf kinds = buf_new(w->arena, 200);
    for (size_t i = 0; i < rub_forms_n(&w->rubric); i++)
        if (w->reading->tables[table].forms >> i & 1)
            buf_printf(&kinds, "%s%s", kinds.n ? " " : "",
                       rub_text(&w->rubric, rub_forms(&w->rubric, i)->id));
    return kinds.p;
}
