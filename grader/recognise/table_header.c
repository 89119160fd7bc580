#include "recognise/table_header.h"

#include "model/quantity.h"

#include <string.h>

#define UNIT_MAX 24 /* bytes */
#define DETAIL 100  /* rank of what stands in brackets behind the same outside */

/* ------------------------------------------------------------------ units */

static bool is_unit(struct arena *arena, struct str text)
{
    struct quantity q;
    if (text.n == 0 || text.n > UNIT_MAX)
        return false;
    struct str one = str_from(arena_printf(arena, "1 %.*s", STR_ARG(text)));
    /* "1 of 3" is no unit: the quantity must end with the text. */
    return quantity_read(&q, one, QUANTITY_ANY) && q.dim != QUANTITY_NUMBER && q.dim != QUANTITY_COUNT &&
           q.at + q.n == one.n;
}

struct str header_unit(struct arena *arena, struct str text)
{
    size_t open = text.n, end = text.n;
    for (size_t i = text.n; i > 0 && text.n - i <= 3 * UNIT_MAX; i--)
        if (text.p[i - 1] == '(' || text.p[i - 1] == '[') {
            open = i - 1;
            break;
        }
    if (open < text.n) {
        size_t close = open + 1;
        while (close < text.n && text.p[close] != ')' && text.p[close] != ']')
            close++;
        struct str inside = str_sub(text, open + 1, close - open - 1), piece;
        while (str_next(&inside, ",;", &piece))
            if (is_unit(arena, piece))
                return piece;
        end = open;
    }
    /* The last one, two or three words. */
    struct str head = str_trim(str_sub(text, 0, end)), best = STR("");
    size_t at = head.n;
    for (int words = 0; words < 3 && at > 0; words++) {
        while (at > 0 && !str_byte_space(head.p[at - 1]) && head.n - at <= UNIT_MAX)
            at--;
        if (is_unit(arena, str_sub(head, at, head.n)))
            best = str_sub(head, at, head.n);
        while (at > 0 && (str_byte_space(head.p[at - 1]) || head.p[at - 1] == ','))
            at--;
    }
    return best;
}

/* Nothing but a number, or an amount of money without a period. */
static bool bare(const struct quantity *q, struct str cell)
{
    bool plain = q->dim == QUANTITY_NUMBER || q->dim == QUANTITY_COUNT;
    bool money = q->dim == QUANTITY_MONEY && q->period == 0 && q->per == 0;
    return (plain || money) && q->at == 0 && q->n == cell.n;
}

static bool reads(struct str text, enum quantity_dim want, bool period)
{
    struct quantity q;
    if (!quantity_read(&q, text, want))
        return false;
    return (want != QUANTITY_ANY || (q.dim != QUANTITY_NUMBER && q.dim != QUANTITY_COUNT)) &&
           (!period || q.period > 0);
}

struct str header_value(struct arena *arena, const struct header_cell *header, struct str cell,
                        const char *dimension)
{
    enum quantity_dim want = QUANTITY_ANY;
    struct quantity q;
    quantity_dim_of(&want, str_from(dimension));
    if ((!header->unit.n && !header->period.n) || cell.n > 64 || !quantity_read(&q, cell, QUANTITY_ANY) ||
        !bare(&q, cell))
        return cell;
    if (header->period.n) {
        struct str both = str_from(arena_printf(arena, "%.*s %.*s %.*s", STR_ARG(cell), STR_ARG(header->unit),
                                                STR_ARG(header->period)));
        struct str one = str_from(arena_printf(arena, "%.*s %.*s", STR_ARG(cell), STR_ARG(header->period)));
        if (header->unit.n && q.dim != QUANTITY_MONEY && reads(both, want, true))
            return both;
        /* A yearly sum must not pass for a monthly one, even where the two cannot be put together. */
        return reads(one, want, true) || want == QUANTITY_MONEY ? one : cell;
    }
    struct str whole = str_from(arena_printf(arena, "%.*s %.*s", STR_ARG(cell), STR_ARG(header->unit)));
    return reads(whole, want, false) ? whole : cell;
}

/* ------------------------------------------------------------------ columns */

uint32_t header_column(const struct rubric *rubric, const struct rub_form *form, struct str key)
{
    for (uint32_t i = 0; i < form->columns.n; i++)
        if (str_is(key, rub_text(rubric, rub_form_columns(rubric, form->columns.at + i)->key)))
            return i;
    return HEADER_NONE;
}

/* How well each cell of a header fits each column of the forms: rank + 1, 0 for not at all. */
struct matches {
    uint32_t *ranks; /* [cell][column] */
    size_t n_columns;
    uint64_t near;    /* forms */
    uint64_t touched; /* cells with a rank */
};

static void read_cell(struct header_cell *out, struct matches *matches, const struct table_words *words,
                      struct arena *arena, struct str text, uint32_t number)
{
    const struct rubric *rubric = words->rubric;
    struct word_hits found;
    *out = (struct header_cell){.text = text, .unit = header_unit(arena, text)};
    table_words_find(&found, words, arena, WORDS_OF_HEADERS, str_sub(text, 0, 200));
    for (size_t i = 0; i < found.tokens->n; i++)
        out->n_words += found.tokens->items[i].part != PART_DETAIL;
    for (size_t i = 0; i < found.hits.n; i++) {
        const struct phrase_hit *hit = &found.hits.items[i];
        const struct word_owner *owner = table_words_owner(words, hit);
        bool detail = found.tokens->items[hit->first].part == PART_DETAIL;
        if (owner->use == WORD_NEAR)
            matches->near |= (uint64_t)1 << owner->number;
        if (owner->use == WORD_NOTE && rub_form_words(rubric, owner->number)->use == FORM_UNIT)
            out->period = str_from(rub_text(rubric, rub_form_words(rubric, owner->number)->text));
        if (owner->use != WORD_COLUMN || 2 * hit->n < out->n_words)
            continue;
        uint32_t rank = 1 + owner->rank + (detail ? DETAIL : 0);
        uint32_t *cell = &matches->ranks[number * matches->n_columns + owner->number];
        *cell = *cell && *cell < rank ? *cell : rank;
        matches->touched |= (uint64_t)1 << number;
    }
}

struct fitting {
    struct header_fit *fit;
    const struct header *header;
    const struct matches *matches;
    const struct rubric *rubric;
    const struct rub_form *form;
};

static uint32_t rank_of(const struct fitting *f, uint32_t cell, uint32_t column)
{
    return f->matches->ranks[cell * f->matches->n_columns + f->form->columns.at + column];
}

/* Columns of the form that "a|b" names, as bits. */
static uint64_t need_of(const struct fitting *f, size_t need)
{
    struct str rest = str_from(rub_text(f->rubric, rub_word(f->rubric, f->form->needs, need))), key;
    uint64_t columns = 0;
    while (str_next(&rest, "|", &key))
        columns |= (uint64_t)1 << header_column(f->rubric, f->form, key);
    return columns;
}

static bool met(const struct fitting *f, uint64_t columns)
{
    for (uint32_t i = 0; i < f->form->columns.n; i++)
        if ((columns >> i & 1) && f->fit->cell_of[i] != HEADER_NONE)
            return true;
    return false;
}

static void give(struct header_fit *fit, uint32_t column, uint32_t cell)
{
    fit->cell_of[column] = cell;
    fit->column_of[cell] = column;
}

/* Of these columns: again and again the pair of column and cell that fits best, as long as there is one. */
static void take(struct fitting *f, uint64_t columns)
{
    for (;;) {
        uint32_t best = UINT32_MAX, cell = 0, column = 0;
        for (uint32_t i = 0; i < f->form->columns.n; i++) {
            if (!(columns >> i & 1) || f->fit->cell_of[i] != HEADER_NONE)
                continue;
            for (uint32_t k = 0; k < f->header->n; k++) {
                uint32_t rank = f->fit->column_of[k] == HEADER_NONE ? rank_of(f, k, i) : 0;
                if (rank && rank < best) {
                    best = rank;
                    cell = k;
                    column = i;
                }
            }
        }
        if (best == UINT32_MAX)
            return;
        give(f->fit, column, cell);
        f->fit->score++;
        f->fit->ranks += best;
    }
}

static void clear(struct fitting *f)
{
    for (uint32_t i = 0; i < f->form->columns.n; i++)
        f->fit->cell_of[i] = HEADER_NONE;
    for (uint32_t i = 0; i < f->header->n; i++)
        f->fit->column_of[i] = HEADER_NONE;
    f->fit->score = f->fit->ranks = 0;
}

/* What stands first, behind a number, is what the row is about. Whether there was a word for it to stand
 * against. */
static bool take_first(struct fitting *f, uint32_t name)
{
    uint32_t first = f->header->n > 1 && str_is(f->header->cells[0].text, "#");
    if (!f->form->first || f->fit->cell_of[name] != HEADER_NONE || first >= f->header->n ||
        f->fit->column_of[first] != HEADER_NONE)
        return false;
    give(f->fit, name, first);
    return f->header->cells[first].text.n == 0;
}

static bool try_form(struct header_fit *fit, const struct header *header, const struct matches *matches,
                     const struct rubric *rubric, struct arena *arena, uint32_t number)
{
    struct fitting f = {fit, header, matches, rubric, rub_forms(rubric, number)};
    uint32_t name = header_column(rubric, f.form, str_from(rub_text(rubric, f.form->name)));
    *fit = (struct header_fit){.form = number};
    fit->cell_of = arena_alloc(arena, f.form->columns.n * sizeof *fit->cell_of);
    fit->column_of = arena_alloc(arena, header->n * sizeof *fit->column_of);
    /* Each word where it fits best; only where that leaves a need open, the needs first. */
    for (int needs_first = 0; needs_first < 2; needs_first++) {
        uint64_t needed = 0;
        bool all = true, unnamed;
        clear(&f);
        for (size_t k = 0; k < f.form->needs.n; k++) {
            needed |= need_of(&f, k);
            if (needs_first)
                take(&f, need_of(&f, k));
        }
        take(&f, UINT64_MAX);
        unnamed = take_first(&f, name);
        for (size_t k = 0; k < f.form->needs.n; k++)
            all &= met(&f, need_of(&f, k));
        /* At least two words of the header are the form's; where the first has none, one is enough. */
        if (!all || fit->score + unnamed < 2)
            continue;
        for (uint32_t i = 0; i < header->n; i++) {
            uint32_t column = fit->column_of[i];
            if (column == HEADER_NONE || column == name)
                continue;
            fit->used |= (uint64_t)1 << i;
            fit->needed |= (needed >> column & 1) << i;
        }
        return true;
    }
    return false;
}

static bool better(const struct header_fit *a, const struct header_fit *b)
{
    return a->score != b->score ? a->score > b->score : a->ranks < b->ranks;
}

void header_read(struct header *out, const struct table_words *words, struct arena *arena,
                 const struct prose_table *table, uint64_t above)
{
    const struct rubric *rubric = words->rubric;
    struct matches matches = {.ranks = words->ranks, .n_columns = rub_form_columns_n(rubric), .near = above};
    *out = (struct header){.n = table->n_columns < HEADER_MOST ? (uint32_t)table->n_columns : HEADER_MOST};
    out->cells = arena_alloc(arena, out->n * sizeof *out->cells);
    for (uint32_t i = 0; i < out->n; i++)
        read_cell(&out->cells[i], &matches, words, arena, str_trim(table->header[i]), i);
    for (uint32_t i = 0; matches.touched && i < rub_forms_n(rubric); i++) {
        struct header_fit fit;
        if ((rub_forms(rubric, i)->near.n && !(matches.near >> i & 1)) ||
            !try_form(&fit, out, &matches, rubric, arena, i))
            continue;
        *(struct header_fit *)ARENA_PUSH(arena, out->fits, out->n_fits, out->cap_fits) = fit;
        for (size_t at = out->n_fits - 1; at > 0 && better(&fit, &out->fits[at - 1]); at--) {
            out->fits[at] = out->fits[at - 1];
            out->fits[at - 1] = fit;
        }
    }
    for (uint32_t i = 0; i < out->n; i++)
        if (matches.touched >> i & 1)
            memset(matches.ranks + i * matches.n_columns, 0, matches.n_columns * sizeof *matches.ranks);
}
