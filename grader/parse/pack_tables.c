#include "parse/pack_tables.h"

#include "parse/pack_phrases.h"
#include "parse/pack_shape.h"
#include "parse/yaml.h"

#define FORMS 64 /* bits of a mask: of kinds, and of the columns of one */

static void read_word(struct pack_build *b, enum rub_form_use use, struct str text, const struct doc *phrases)
{
    struct rub_form_word word = {.use = use, .text = pack_build_text(b, text)};
    word.phrases = pack_phrases_read(b, phrases, STAND_ANYWHERE);
    *(struct rub_form_word *)PACK_NEW(b, form_words) = word;
}

static void read_unit(struct pack_build *b, const struct doc *doc)
{
    read_word(b, FORM_UNIT, doc->key, doc);
}

/* `metric: [phrases]`, or with more to say: `monthly: {said: [phrases], dim: money}`. */
static void read_column(struct pack_build *b, const struct doc *doc)
{
    struct rub_form_column column = {.key = pack_build_text(b, doc->key)};
    if (doc->kind != DOC_MAP) {
        column.phrases = pack_phrases_read(b, doc, STAND_ANYWHERE);
    } else if (pack_shape_map(b, doc, "column", "said! dim at same")) {
        const struct doc *dimension = doc_get(doc, "dim");
        column.phrases = pack_phrases_read(b, doc_get(doc, "said"), STAND_ANYWHERE);
        if (!yaml_null(dimension) && pack_shape_word(b, dimension, "dimension", PACK_DIMENSIONS))
            column.dimension = pack_build_text(b, dimension->value);
        column.at = pack_shape_text(b, doc, "at");
        column.same = pack_shape_text(b, doc, "same");
    }
    *(struct rub_form_column *)PACK_NEW(b, form_columns) = column;
}

/* One key with its canonical words: `kind: {of: [kind, metric], are: {ops: [phrases]}}`. */
static void read_values(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "key of 'values'", "of! are!"))
        return;
    const struct doc *are = doc_get(doc, "are");
    struct rub_span of = pack_shape_texts(b, doc, "of");
    uint32_t key = pack_build_text(b, doc->key);
    if (are && are->kind != DOC_MAP)
        PACK_ERROR(b, DIAG_PACK_TYPE, are->at, "'are' must be a mapping");
    for (size_t i = 0; are && are->kind == DOC_MAP && i < are->n; i++) {
        struct rub_form_value value = {.key = key, .of = of};
        value.value = pack_build_text(b, are->items[i]->key);
        value.phrases = pack_phrases_read(b, are->items[i], STAND_ANYWHERE);
        *(struct rub_form_value *)PACK_NEW(b, form_values) = value;
    }
}

static bool has_column(const struct pack_build *b, const struct rub_form *form, struct str key)
{
    for (size_t i = form->columns.at; i < b->form_columns.n; i++)
        if (str_is(key, b->strings.items + b->form_columns.items[i].key))
            return true;
    return false;
}

/* Keys that are named must be those of columns. */
static void check_keys(struct pack_build *b, const struct rub_form *form, const struct doc *doc,
                       const char *key)
{
    const struct doc *named = doc_get(doc, key);
    for (size_t i = 0; i < pack_shape_n(named); i++) {
        struct str rest = doc_text(pack_shape_item(named, i)), one;
        while (str_next(&rest, "|", &one))
            if (!has_column(b, form, one))
                PACK_ERROR(b, DIAG_PACK_NAME, named->at, "'%s' names '%.*s', which is none of the columns",
                           key, STR_ARG(one));
    }
}

static void read_form(struct pack_build *b, const struct doc *doc)
{
    static const char *const shapes[] = {"list", "map", "facts"};
    if (!pack_shape_map(b, doc, "kind of table",
                        "at! as needs! name! first total boxes whole near columns! values"))
        return;
    if (b->forms.n >= FORMS)
        PACK_ERROR(b, DIAG_PACK_VALUE, doc->key_at, "more than %d kinds of tables", FORMS);
    struct rub_form form = {.id = pack_build_text(b, doc->key)};
    const struct doc *shape = doc_get(doc, "as");
    form.at = pack_shape_text(b, doc, "at");
    if (!yaml_null(shape) && pack_shape_word(b, shape, "as", "list map facts"))
        for (uint32_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
            form.shape = str_is(shape->value, shapes[i]) ? i : form.shape;
    form.name = pack_shape_text(b, doc, "name");
    form.total = pack_shape_text(b, doc, "total");
    form.boxes = pack_shape_bool(b, doc, "boxes", false);
    form.first = pack_shape_bool(b, doc, "first", false);
    form.whole = pack_shape_bool(b, doc, "whole", false);
    form.needs = pack_shape_texts(b, doc, "needs");
    form.near = pack_phrases_read(b, doc_get(doc, "near"), STAND_ANYWHERE);
    form.columns.at = (uint32_t)b->form_columns.n;
    pack_shape_each_key(b, doc, "columns", read_column);
    form.columns.n = (uint32_t)b->form_columns.n - form.columns.at;
    if (form.columns.n > FORMS)
        PACK_ERROR(b, DIAG_PACK_VALUE, doc->key_at, "more than %d columns", FORMS);
    form.values.at = (uint32_t)b->form_values.n;
    pack_shape_each_key(b, doc, "values", read_values);
    form.values.n = (uint32_t)b->form_values.n - form.values.at;
    for (size_t i = form.columns.at; i < b->form_columns.n; i++) {
        struct str same = str_from(b->strings.items + b->form_columns.items[i].same);
        if (same.n && !has_column(b, &form, same))
            PACK_ERROR(b, DIAG_PACK_NAME, doc->at, "'same' names '%.*s', which is none of the columns",
                       STR_ARG(same));
    }
    check_keys(b, &form, doc, "needs");
    check_keys(b, &form, doc, "name");
    *(struct rub_form *)PACK_NEW(b, forms) = form;
}

void pack_tables_read(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "file of tables", "language units totals subtotals kinds!"))
        return;
    pack_shape_each_key(b, doc, "units", read_unit);
    read_word(b, FORM_TOTAL, STR(""), doc_get(doc, "totals"));
    read_word(b, FORM_SUBTOTAL, STR(""), doc_get(doc, "subtotals"));
    pack_shape_each_key(b, doc, "kinds", read_form);
}
