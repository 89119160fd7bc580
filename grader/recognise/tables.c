#include "recognise/tables.h"

#include "recognise/table_rows.h"

#define LEAD 400 /* bytes of what introduces a table */

struct reader {
    struct row_context context;
    struct diags *diags;
    bool (*counts)(const struct reading *reading, size_t section);
    size_t *starts; /* of each table's rows in `rows` */
    const struct block **rows;
    bool *left_out; /* blocks whose statement does not count */
    uint64_t *near; /* of each section: forms that it or one above it speaks of */
    size_t budget;  /* rows still to be read */
};

/* Rows by table, in the order of the blocks. */
static void sort_rows(struct reader *r, const struct prose *prose, struct arena *arena)
{
    r->starts = arena_alloc(arena, (prose->n_tables + 2) * sizeof *r->starts);
    for (size_t i = 0; i < prose->n_blocks; i++)
        if (prose->blocks[i].kind == BLOCK_ROW && prose->blocks[i].table < prose->n_tables)
            r->starts[prose->blocks[i].table + 2]++;
    for (size_t i = 2; i <= prose->n_tables; i++)
        r->starts[i] += r->starts[i - 1];
    r->rows = arena_alloc(arena, (prose->n_blocks + 1) * sizeof *r->rows);
    /* starts[i + 1] is where the next row of table i goes; in the end it is where those of i + 1 begin. */
    for (size_t i = 0; i < prose->n_blocks; i++)
        if (prose->blocks[i].kind == BLOCK_ROW && prose->blocks[i].table < prose->n_tables)
            r->rows[r->starts[prose->blocks[i].table + 1]++] = &prose->blocks[i];
}

static void mark_left_out(struct reader *r, const struct reading *reading, struct arena *arena)
{
    const struct prose *prose = reading->prose;
    r->left_out = arena_alloc(arena, (prose->n_blocks + 1) * sizeof *r->left_out);
    for (size_t i = 0; reading->told && i < reading->told->n; i++) {
        const struct statement *statement = &reading->told->items[i];
        if (!statement->block || statement->kind != STATEMENT_ROW)
            continue;
        size_t block = (size_t)(statement->block - prose->blocks);
        if (block < prose->n_blocks && (statement->ignored != IGNORED_NOT || statement->deferred))
            r->left_out[block] = true;
    }
}

static uint64_t near_of(const struct reader *r, struct str text)
{
    struct word_hits found;
    uint64_t near = 0;
    table_words_find(&found, r->context.words, r->context.arena, WORDS_OF_HEADERS, str_sub(text, 0, LEAD));
    for (size_t i = 0; i < found.hits.n; i++) {
        const struct word_owner *owner = table_words_owner(r->context.words, &found.hits.items[i]);
        if (owner->use == WORD_NEAR)
            near |= (uint64_t)1 << owner->number;
    }
    return near;
}

static void read_sections(struct reader *r, const struct prose *prose, struct arena *arena)
{
    r->near = arena_alloc(arena, (prose->n_sections + 1) * sizeof *r->near);
    for (size_t i = 0; i < prose->n_sections; i++) {
        /* The title of the whole document is about everything and nothing. */
        size_t parent = prose->sections[i].parent;
        bool above = parent < i && prose->sections[parent].level > 1;
        r->near[i] = near_of(r, prose->sections[i].title) | (above ? r->near[parent] : 0);
    }
}

/* Forms of one table, best first; what a form needs must not have been used by a better one. */
static void read_forms(struct reader *r, struct table_reading *out, const struct row_table *table)
{
    uint64_t used = 0;
    struct fact_source source = {.arena = r->context.arena, .root = r->context.reading->facts};
    for (size_t i = 0; i < table->header->n_fits; i++) {
        const struct header_fit *fit = &table->header->fits[i];
        if ((fit->needed & used) || !table_rows_fit(&r->context, table, fit))
            continue;
        size_t n = table_rows_read(&r->context, table, fit, &source);
        used |= fit->used;
        out->forms |= (uint64_t)1 << fit->form;
        out->n_entries = n > out->n_entries ? n : out->n_entries;
    }
}

static void read_table(struct reader *r, size_t number)
{
    struct reading *reading = r->context.reading;
    const struct prose *prose = reading->prose;
    const struct prose_table *table = &prose->tables[number];
    struct table_reading *out = &reading->tables[number];
    const struct block **rows = r->rows + r->starts[number];
    uint64_t above = table->section < prose->n_sections ? r->near[table->section] : 0;
    struct header header;
    out->n_rows = r->starts[number + 1] - r->starts[number];
    if (table->lead < prose->n_blocks)
        above |= near_of(r, prose->blocks[table->lead].text);
    header_read(&header, r->context.words, r->context.arena, table, above);
    if (!header.n_fits || (r->counts && !r->counts(reading, table->section)))
        return;
    struct row_table kept = {table, &header, NULL, 0};
    size_t cap = 0;
    for (size_t i = 0; i < out->n_rows; i++) {
        if (r->left_out[rows[i] - prose->blocks])
            continue;
        if (r->budget == 0) {
            diag_add(r->diags, DIAG_TABLE_LIMIT, block_place(rows[i], 0),
                     "more rows of tables than are read as facts: left out from here on");
            break;
        }
        r->budget--;
        *(const struct block **)ARENA_PUSH(r->context.arena, kept.rows, kept.n, cap) = rows[i];
    }
    if (table->n_columns > header.n)
        diag_add(r->diags, DIAG_TABLE_LIMIT, table->at,
                 "a table of %zu columns: the first %u are read as facts", table->n_columns,
                 (unsigned)header.n);
    read_forms(r, out, &kept);
}

void tables_read(struct reading *reading, struct arena *arena, struct diags *diags,
                 bool (*counts)(const struct reading *reading, size_t section))
{
    const struct prose *prose = reading->prose;
    reading->facts = fact_tree_copy(arena, reading->arch->facts);
    reading->tables = arena_alloc(arena, ((prose ? prose->n_tables : 0) + 1) * sizeof *reading->tables);
    if (!prose || !prose->n_tables)
        return;
    struct reader r = {.context = {reading, arena, table_words_new(arena, reading->rubric), NULL, {{0}}},
                       .diags = diags,
                       .counts = counts,
                       .budget = limits_default().table_rows};
    sort_rows(&r, prose, arena);
    mark_left_out(&r, reading, arena);
    read_sections(&r, prose, arena);
    for (size_t i = 0; i < prose->n_tables; i++)
        read_table(&r, i);
}
