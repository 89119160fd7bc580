#include "recognise/table_rows.h"

#include "recognise/table_facts.h"
#include "model/quantity.h"

#include <stdlib.h>

static const char *text_of(const struct row_context *c, uint32_t text)
{
    return rub_text(c->words->rubric, text);
}

static const struct rub_form_column *column_of(const struct row_context *c, const struct rub_form *form,
                                               uint32_t i)
{
    return rub_form_columns(c->words->rubric, form->columns.at + i);
}

/* Says nothing: no letter, no digit. */
static bool blank(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char x = (unsigned char)s.p[i];
        if (str_byte_digit(s.p[i]) || (str_byte_lower(s.p[i]) >= 'a' && str_byte_lower(s.p[i]) <= 'z') ||
            (x >= 0xC3 && x != 0xE2))
            return false;
    }
    return true;
}

static struct table_cell cell_at(const struct block *row, uint32_t i)
{
    struct table_cell cell = {.text = STR("")};
    if (i >= row->n_cells || blank(row->cells[i]))
        return cell;
    cell.text = str_trim(row->cells[i]);
    uintptr_t text = (uintptr_t)row->text.p, at = (uintptr_t)cell.text.p;
    cell.at = block_place(row, at >= text && at - text <= row->text.n ? at - text : 0);
    return cell;
}

/* The cell of a column of the form, with the unit of its header. */
static struct table_cell value_at(const struct row_context *c, const struct row_table *table,
                                  const struct header_fit *fit, const struct block *row, uint32_t column)
{
    const struct rub_form *form = rub_forms(c->words->rubric, fit->form);
    uint32_t i = column == HEADER_NONE ? HEADER_NONE : fit->cell_of[column];
    if (i == HEADER_NONE)
        return (struct table_cell){.text = STR("")};
    struct table_cell cell = cell_at(row, i);
    cell.text = header_value(c->arena, &table->header->cells[i], cell.text,
                             text_of(c, column_of(c, form, column)->dimension));
    return cell;
}

static bool holds(struct str text, const char *dimension)
{
    enum quantity_dim dim = QUANTITY_ANY;
    struct quantity q;
    quantity_dim_of(&dim, str_from(dimension));
    return text.n > 0 && (dim == QUANTITY_ANY || quantity_read(&q, text, dim));
}

/* ------------------------------------------------------------------ what a cell means */

/* Whether the name of the row says that it adds others up, and nothing else: FORM_TOTAL, FORM_SUBTOTAL; else
 * FORM_UNIT. */
static enum rub_form_use sums(const struct row_context *c, struct str name)
{
    struct word_hits found;
    size_t n = 0;
    table_words_find(&found, c->words, c->arena, WORDS_OF_TOTALS, str_sub(name, 0, 80));
    while (n < found.tokens->n && found.tokens->items[n].part != PART_DETAIL)
        n++;
    for (size_t i = 0; i < found.hits.n; i++) {
        const struct word_owner *owner = table_words_owner(c->words, &found.hits.items[i]);
        if (found.hits.items[i].n >= n && found.hits.items[i].slips == 0)
            return (enum rub_form_use)rub_form_words(c->words->rubric, owner->number)->use;
    }
    return FORM_UNIT;
}

/* Canonical words of the form's key that the text says, in the order of the pack, ", " between them. */
static struct str canonical(const struct row_context *c, const struct rub_form *form, uint32_t key,
                            struct str text)
{
    struct word_hits found;
    uint64_t said = 0;
    struct buf out = buf_new(c->arena, 400);
    if (!form->values.n || !text.n)
        return STR("");
    table_words_find(&found, c->words, c->arena, WORDS_OF_CELLS, str_sub(text, 0, 400));
    for (size_t i = 0; i < found.hits.n; i++) {
        const struct word_owner *owner = table_words_owner(c->words, &found.hits.items[i]);
        uint32_t number = owner->number - form->values.at;
        if (owner->use == WORD_VALUE && owner->number >= form->values.at && number < form->values.n &&
            number < 64 && rub_form_values(c->words->rubric, owner->number)->key == key)
            said |= (uint64_t)1 << number;
    }
    for (uint32_t i = 0; i < form->values.n && i < 64; i++) {
        if (!(said >> i & 1))
            continue;
        buf_puts(&out, out.n ? ", " : "");
        buf_puts(&out, text_of(c, rub_form_values(c->words->rubric, form->values.at + i)->value));
    }
    return buf_str(&out);
}

/* ------------------------------------------------------------------ does it fit */

static bool row_fits(const struct row_context *c, const struct row_table *table, const struct header_fit *fit,
                     const struct block *row)
{
    const struct rubric *rubric = c->words->rubric;
    const struct rub_form *form = rub_forms(rubric, fit->form);
    uint32_t name_column = header_column(rubric, form, str_from(text_of(c, form->name)));
    struct table_cell name = value_at(c, table, fit, row, name_column);
    bool value = false;
    for (uint32_t i = 0; i < table->header->n; i++) {
        uint32_t column = fit->column_of[i];
        if (!(fit->needed >> i & 1))
            continue;
        struct table_cell cell = value_at(c, table, fit, row, column);
        struct table_fact facts[TABLE_FACTS];
        if (form->shape == FORM_FACTS &&
            table_facts_of(facts, c->words, c->arena, name, cell, &table->header->cells[i]))
            return true;
        value |= holds(cell.text, text_of(c, column_of(c, form, column)->dimension));
    }
    return form->shape == FORM_MAP ? value && canonical(c, form, form->name, name.text).n > 0
                                   : form->shape == FORM_LIST && value;
}

bool table_rows_fit(const struct row_context *c, const struct row_table *table, const struct header_fit *fit)
{
    for (size_t i = 0; i < table->n; i++)
        if (row_fits(c, table, fit, table->rows[i]))
            return true;
    return false;
}

/* ------------------------------------------------------------------ entries */

struct rows {
    struct row_context *c;
    const struct row_table *table;
    const struct header_fit *fit;
    const struct rub_form *form;
    struct fact_source *source;
    uint32_t name_column;
    struct table_cell name; /* of the last row that had one: cells below it may be empty */
    struct declared_names *declared;
    bool closed; /* what was declared stands as it is */
};

static int by_text(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static void add_declared(struct rows *r, struct str name)
{
    if (name.n)
        *(struct str *)ARENA_PUSH(r->c->arena, r->declared->items, r->declared->n, r->declared->cap) =
            str_lower(r->c->arena, str_trim(name));
}

/* Names of the entries that stand at the form's path in what was declared. */
static void read_declared(struct rows *r, const struct doc *doc, struct str path)
{
    struct str rest = path, step;
    bool more = str_next(&rest, ".", &step);
    for (size_t i = 0; more && doc->kind == DOC_MAP && i < doc->n; i++)
        if (str_eq_nocase(doc->items[i]->key, step))
            read_declared(r, doc->items[i], rest);
    for (size_t i = 0; !more && doc->kind == DOC_LIST && i < doc->n; i++) {
        add_declared(r, doc_text(doc_get(doc->items[i], text_of(r->c, r->form->name))));
        add_declared(r, doc_text(doc_get(doc->items[i], "name")));
    }
}

static void put(struct rows *r, struct doc *entry, struct str key, struct table_cell cell)
{
    if (cell.text.n)
        doc_scalar(r->c->arena, entry, key, cell.text, cell.at)->key_at = cell.at;
}

/* A cell that belongs into a list of its own, once however many entries share it. */
static void put_apart(struct rows *r, uint32_t path, struct table_cell cell)
{
    struct doc *list = fact_tree_at(r->source, str_from(text_of(r->c, path)), DOC_LIST, cell.at);
    for (size_t i = list->n; i > 0 && i + 8 > list->n; i--)
        if (str_eq(list->items[i - 1]->value, cell.text))
            return;
    doc_scalar(r->c->arena, list, STR(""), cell.text, cell.at);
}

static void put_columns(struct rows *r, struct doc *entry, const struct block *row)
{
    for (uint32_t i = 0; i < r->form->columns.n; i++) {
        const struct rub_form_column *column = column_of(r->c, r->form, i);
        struct table_cell cell = i == r->name_column ? r->name : value_at(r->c, r->table, r->fit, row, i);
        if (!cell.text.n && column->same)
            cell =
                value_at(r->c, r->table, r->fit, row,
                         header_column(r->c->words->rubric, r->form, str_from(text_of(r->c, column->same))));
        if (column->at && cell.text.n)
            put_apart(r, column->at, cell);
        else
            put(r, entry, str_from(text_of(r->c, column->key)), cell);
    }
}

/* Keys whose canonical word is told by a cell: the kind of a monitor by its metric. */
static void put_values(struct rows *r, struct doc *entry)
{
    const struct rubric *rubric = r->c->words->rubric;
    uint32_t done = 0;
    for (uint32_t i = 0; i < r->form->values.n; i++) {
        const struct rub_form_value *value = rub_form_values(rubric, r->form->values.at + i);
        if (value->key == done || (r->form->shape == FORM_MAP && value->key == r->form->name))
            continue;
        done = value->key;
        struct table_cell found = {.text = STR("")};
        for (size_t k = 0; k < value->of.n && !found.text.n; k++) {
            const struct doc *from = doc_get(entry, text_of(r->c, rub_word(rubric, value->of, k)));
            if (from)
                found = (struct table_cell){canonical(r->c, r->form, value->key, doc_text(from)), from->at};
        }
        struct doc *own = NULL;
        for (size_t k = 0; k < entry->n; k++)
            own = str_is(entry->items[k]->key, text_of(r->c, value->key)) ? entry->items[k] : own;
        if (own && found.text.n)
            own->value = found.text;
        else
            put(r, entry, str_from(text_of(r->c, value->key)), found);
    }
}

/* Columns that the form does not know keep the words of their header. */
static void put_others(struct rows *r, struct doc *entry, const struct block *row)
{
    for (uint32_t i = 0; i < r->table->header->n; i++) {
        if (r->fit->column_of[i] != HEADER_NONE)
            continue;
        struct str key = table_words_key(r->c->arena, r->table->header->cells[i].text);
        struct table_cell cell = cell_at(row, i);
        cell.text = header_value(r->c->arena, &r->table->header->cells[i], cell.text, "");
        if (key.n && !doc_get(entry, key.p))
            put(r, entry, key, cell);
    }
}

static void tell_box(struct rows *r, const struct doc *entry)
{
    if (!r->c->names)
        r->c->names = node_names_new(r->c->arena, r->c->reading);
    size_t node = node_names_find(r->c->names, r->c->arena, r->name.text);
    if (node == ARCH_NONE)
        return;
    struct node_reading *read = &r->c->reading->nodes[node];
    *(const struct doc **)ARENA_PUSH(r->c->arena, read->told, read->n_told, read->cap_told) = entry;
}

/* The whole of the column that the form is about. */
static bool read_total(struct rows *r, const struct block *row)
{
    enum rub_form_use use = sums(r->c, r->name.text);
    if (use != FORM_TOTAL)
        return use == FORM_SUBTOTAL;
    for (uint32_t i = 0; r->form->total && i < r->table->header->n; i++) {
        uint32_t column = r->fit->column_of[i];
        if (!(r->fit->needed >> i & 1))
            continue;
        struct table_cell cell = value_at(r->c, r->table, r->fit, row, column);
        if (!holds(cell.text, text_of(r->c, column_of(r->c, r->form, column)->dimension)))
            continue;
        fact_tree_put(r->source, str_from(text_of(r->c, r->form->total)), cell.text, cell.at);
        break;
    }
    return true;
}

/* A row that only names what the rows below it are about says nothing itself. */
static bool only_named(const struct rows *r, const struct block *row)
{
    uint32_t name = r->fit->cell_of[r->name_column];
    for (uint32_t i = 0; i < row->n_cells; i++)
        if (i != name && !blank(row->cells[i]))
            return false;
    return true;
}

static bool read_entry(struct rows *r, const struct block *row)
{
    struct str at = str_from(text_of(r->c, r->form->at));
    struct str lower = str_lower(r->c->arena, r->name.text);
    bool known = r->declared->n && bsearch(&lower, r->declared->items, r->declared->n, sizeof lower, by_text);
    bool add = !r->closed && !known;
    if (!add && !r->form->boxes)
        return false;
    struct doc *parent = NULL;
    struct str key = STR("");
    if (r->form->shape == FORM_MAP) {
        key = canonical(r->c, r->form, r->form->name, r->name.text);
        key = str_sub(key, 0, str_find(key, STR(",")));
        key = key.n ? key : table_words_key(r->c->arena, r->name.text);
    }
    struct place place = r->name.at.text ? r->name.at : block_place(row, 0);
    if (add)
        parent =
            fact_tree_at(r->source, at, r->form->shape == FORM_MAP ? DOC_MAP : DOC_LIST, r->table->table->at);
    struct doc *entry = doc_new(r->c->arena, parent, DOC_MAP, key, place);
    put_columns(r, entry, row);
    put_values(r, entry);
    put_others(r, entry, row);
    if (r->form->boxes)
        tell_box(r, entry);
    return add;
}

static bool read_fact(struct rows *r, const struct block *row)
{
    const struct rubric *rubric = r->c->words->rubric;
    for (uint32_t i = 0; i < r->table->header->n; i++) {
        if (!(r->fit->needed >> i & 1))
            continue;
        struct table_cell value = value_at(r->c, r->table, r->fit, row, r->fit->column_of[i]);
        if (!value.text.n)
            continue;
        struct table_fact facts[TABLE_FACTS];
        size_t n =
            table_facts_of(facts, r->c->words, r->c->arena, r->name, value, &r->table->header->cells[i]);
        for (size_t k = 0; k < n; k++) {
            const struct rub_fact *fact = rub_facts(rubric, facts[k].fact);
            const char *path = fact->at ? text_of(r->c, fact->at)
                                        : arena_printf(r->c->arena, "said.%s", text_of(r->c, fact->id));
            fact_tree_put(r->source, str_from(path), facts[k].value.text, facts[k].value.at);
        }
        struct str key = n ? STR("") : table_words_key(r->c->arena, r->name.text);
        if (key.n)
            doc_scalar(
                r->c->arena,
                fact_tree_at(r->source, str_from(text_of(r->c, r->form->at)), DOC_MAP, r->table->table->at),
                key, value.text, value.at)
                ->key_at = r->name.at;
        return true;
    }
    return false;
}

size_t table_rows_read(struct row_context *c, const struct row_table *table, const struct header_fit *fit,
                       struct fact_source *source)
{
    struct rows r = {.c = c, .table = table, .fit = fit, .source = source, .name = {.text = STR("")}};
    size_t n = 0;
    r.form = rub_forms(c->words->rubric, fit->form);
    r.name_column = header_column(c->words->rubric, r.form, str_from(text_of(c, r.form->name)));
    struct str at = str_from(text_of(c, r.form->at));
    r.closed = r.form->whole && fact_tree_has(c->reading->arch->facts, at);
    r.declared = &c->declared[fit->form];
    if (r.form->shape == FORM_LIST && !r.declared->ready)
        read_declared(&r, c->reading->arch->facts, at);
    if (!r.declared->ready && r.declared->n)
        qsort(r.declared->items, r.declared->n, sizeof *r.declared->items, by_text);
    r.declared->ready = true;
    for (size_t i = 0; i < table->n; i++) {
        const struct block *row = table->rows[i];
        struct table_cell name = value_at(c, table, fit, row, r.name_column);
        if (name.text.n)
            r.name = name;
        if (only_named(&r, row))
            continue;
        if (r.form->shape == FORM_FACTS)
            n += read_fact(&r, row);
        else if (!read_total(&r, row))
            n += read_entry(&r, row);
    }
    return n;
}
