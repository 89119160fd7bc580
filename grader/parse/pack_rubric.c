#include "parse/pack_rubric.h"

#include "model/quantity.h"

#include "parse/pack_conditions.h"
#include "parse/pack_gates.h"
#include "parse/pack_loops.h"
#include "parse/pack_ontology.h"
#include "parse/pack_shape.h"
#include "parse/pack_templates.h"
#include "parse/yaml.h"

void pack_rubric_declare(struct pack_build *b, const struct doc *doc)
{
    const struct doc *dimensions = doc_get(doc, "dimensions");
    for (size_t i = 0; dimensions && i < dimensions->n; i++) {
        const struct doc *rows = doc_get(dimensions->items[i], "rows");
        for (size_t k = 0; rows && k < rows->n; k++) {
            const struct doc *id = doc_get(rows->items[k], "id");
            if (id && id->kind == DOC_SCALAR && !yaml_null(id))
                pack_build_declare(b, PACK_NAME_ROW, str_trim(id->value), id->at);
        }
    }
}

static void check_range(struct pack_build *b, const struct doc *map, const char *key, double value,
                        double min, double max)
{
    if (value < min || value > max)
        PACK_ERROR(b, DIAG_PACK_VALUE, doc_get(map, key)->at, "'%s' must be between %g and %g", key, min,
                   max);
}

/* ---- rows */

static void read_levels(struct pack_build *b, const struct doc *levels, struct rub_row *row)
{
    static const char *const keys[] = {"1", "2", "3"};
    for (size_t i = 0; i < 3; i++)
        row->level[i].when = RUB_NONE;
    if (!levels || !pack_shape_map(b, levels, "row's levels", "1! 2! 3!"))
        return;
    for (size_t i = 0; i < 3; i++) {
        const struct doc *level = doc_get(levels, keys[i]);
        if (yaml_null(level) || !pack_shape_map(b, level, "level", "says! when!"))
            continue;
        row->level[i].says = pack_shape_text(b, level, "says");
        row->level[i].when = pack_conditions_at(b, level, "when");
    }
}

/* Which dimensions of quantities, as bits. */
static uint32_t read_quantities(struct pack_build *b, const struct doc *list)
{
    uint32_t mask = 0;
    for (size_t i = 0; i < pack_shape_n(list); i++) {
        const struct doc *item = pack_shape_item(list, i);
        enum quantity_dim dim;
        if (pack_shape_word(b, item, "quantities", PACK_DIMENSIONS) && quantity_dim_of(&dim, item->value))
            mask |= 1U << dim;
    }
    return mask;
}

/* How words give the row its levels. Without `sets` it is the set of the row's own name. */
static uint32_t read_told(struct pack_build *b, const struct doc *doc, const struct rub_row *row)
{
    if (yaml_null(doc))
        return RUB_NONE;
    if (!pack_shape_map(b, doc, "row's 'told'", "sets roles quantities most! 2 3"))
        return RUB_NONE;
    struct pack_list sets = {0};
    const struct doc *names = doc_get(doc, "sets");
    struct doc own = {.kind = DOC_SCALAR, .value = str_from(b->strings.items + row->id), .at = doc->at};
    for (size_t i = 0; i < (yaml_null(names) ? 1 : pack_shape_n(names)); i++) {
        uint32_t set =
            pack_build_named(b, PACK_NAME_SET, yaml_null(names) ? &own : pack_shape_item(names, i));
        if (set != RUB_NONE)
            pack_build_add(b, &sets, set);
    }
    struct rub_told told = {.roles = row->roles, .sets = pack_build_list(b, &sets)};
    if (!yaml_null(doc_get(doc, "roles")))
        told.roles = pack_ontology_roles(b, doc_get(doc, "roles"), NULL);
    told.quantities =
        yaml_null(doc_get(doc, "quantities")) ? UINT32_MAX : read_quantities(b, doc_get(doc, "quantities"));
    told.most = (uint32_t)pack_shape_number(b, doc, "most", 2);
    check_range(b, doc, "most", told.most, 1, 3);
    told.when[0] = pack_conditions_at(b, doc, "2");
    told.when[1] = pack_conditions_at(b, doc, "3");
    *(struct rub_told *)PACK_NEW(b, tolds) = told;
    return (uint32_t)(b->tolds.n - 1);
}

/* Gives the row's points. */
static double read_row(struct pack_build *b, const struct doc *doc, uint32_t dimension)
{
    struct rub_row row = {0};
    if (!pack_shape_map(b, doc, "row",
                        "id! title! points! roles wants levels! told superficial review hint live source"))
        return 0;
    struct str id = pack_shape_str(b, doc, "id");
    uint32_t number = pack_build_find(b, PACK_NAME_ROW, id);
    if (number != RUB_NONE)
        pack_loops_owner(b, PACK_NAME_ROW, number);
    row.id = pack_build_text(b, id);
    row.title = pack_shape_text(b, doc, "title");
    row.points = pack_shape_number(b, doc, "points", 0);
    check_range(b, doc, "points", row.points, 0, 1000);
    row.dimension = dimension;
    row.roles = pack_ontology_roles(b, doc_get(doc, "roles"), NULL);
    row.wants = pack_shape_text(b, doc, "wants");
    read_levels(b, doc_get(doc, "levels"), &row);
    row.told = read_told(b, doc_get(doc, "told"), &row);
    pack_loops_no_owner(b);
    row.superficial = pack_shape_text(b, doc, "superficial");
    row.review = pack_shape_text(b, doc, "review");
    row.hint = pack_shape_text(b, doc, "hint");
    row.live = pack_templates_texts(b, doc, "live");
    row.source = pack_shape_text(b, doc, "source");
    *(struct rub_row *)PACK_NEW(b, rows) = row;
    return row.points;
}

static void read_dimension(struct pack_build *b, const struct doc *doc)
{
    struct rub_dimension dimension = {0};
    if (!pack_shape_map(b, doc, "dimension", "key! name! weight! guide rationale rows!"))
        return;
    dimension.key = pack_shape_id(b, doc, "key", PACK_NAME_DIMENSION);
    dimension.name = pack_shape_text(b, doc, "name");
    dimension.weight = pack_shape_number(b, doc, "weight", 0);
    dimension.rationale = pack_shape_text(b, doc, "rationale");
    dimension.guide = pack_shape_bool(b, doc, "guide", false);
    dimension.rows.at = (uint32_t)b->rows.n;
    const struct doc *rows = pack_shape_list(b, doc, "rows");
    double sum = 0;
    for (size_t i = 0; rows && i < rows->n; i++)
        sum += read_row(b, rows->items[i], (uint32_t)b->dimensions.n);
    dimension.rows.n = (uint32_t)b->rows.n - dimension.rows.at;
    double off = sum - dimension.weight;
    if (rows && doc_get(doc, "weight") && (off > 1e-9 || off < -1e-9))
        PACK_ERROR(b, DIAG_PACK_VALUE, doc_get(doc, "weight")->at,
                   "the points of the rows of '%.*s' add up to %g, but its weight is %g",
                   STR_ARG(pack_shape_str(b, doc, "key")), sum, dimension.weight);
    *(struct rub_dimension *)PACK_NEW(b, dimensions) = dimension;
}

/* ---- bands and the rest */

static void read_band(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "band", "name! min! min_weakest reading"))
        return;
    struct rub_band band = {0};
    band.name = pack_shape_id(b, doc, "name", PACK_NAME_BAND);
    band.min = pack_shape_number(b, doc, "min", 0);
    band.min_weakest = pack_shape_number(b, doc, "min_weakest", 0);
    band.reading = pack_shape_text(b, doc, "reading");
    check_range(b, doc, "min_weakest", band.min_weakest, 0, 1);
    if (b->bands.n && band.min >= b->bands.items[b->bands.n - 1].min)
        PACK_ERROR(b, DIAG_PACK_VALUE, doc->at,
                   "bands stand best first: 'min' must be below that of the band before");
    *(struct rub_band *)PACK_NEW(b, bands) = band;
}

static void read_bands(struct pack_build *b, const struct doc *doc)
{
    pack_shape_each_item(b, doc, "bands", read_band);
    if (b->bands.n) {
        const struct rub_band *last = &b->bands.items[b->bands.n - 1];
        if (last->min > 0 || last->min_weakest > 0)
            PACK_ERROR(b, DIAG_PACK_VALUE, doc_get(doc, "bands")->at,
                       "the last band must take everything: 'min' 0, and no 'min_weakest'");
    }
}

static void read_question(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "question", "id! text!"))
        return;
    struct rub_question *question = PACK_NEW(b, questions);
    question->id = pack_shape_id(b, doc, "id", PACK_NAME_QUESTION);
    question->text = pack_templates_text(b, doc, "text", false);
}

static void read_maturity_level(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "level of 'maturity'", "name! says! when"))
        return;
    struct rub_maturity_level level = {0};
    level.name = pack_shape_text(b, doc, "name");
    level.says = pack_shape_text(b, doc, "says");
    level.when = pack_conditions_at(b, doc, "when");
    *(struct rub_maturity_level *)PACK_NEW(b, maturity_levels) = level;
}

/* The lowest level asks for nothing, the others do: there is one always. */
static void read_maturity(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(b, doc, "entry of 'maturity'", "id! title! source levels!"))
        return;
    struct rub_maturity maturity = {0};
    maturity.id = pack_shape_id(b, doc, "id", PACK_NAME_MATURITY);
    maturity.title = pack_shape_text(b, doc, "title");
    maturity.source = pack_shape_text(b, doc, "source");
    maturity.levels.at = (uint32_t)b->maturity_levels.n;
    pack_shape_each_item(b, doc, "levels", read_maturity_level);
    maturity.levels.n = (uint32_t)b->maturity_levels.n - maturity.levels.at;
    for (uint32_t i = 0; i < maturity.levels.n; i++)
        if ((b->maturity_levels.items[maturity.levels.at + i].when == RUB_NONE) != (i == 0) && !b->failed)
            PACK_ERROR(b, DIAG_PACK_TYPE, doc->at,
                       "the first level of 'maturity', and no other, is without 'when'");
    if (maturity.levels.n == 0)
        PACK_ERROR(b, DIAG_PACK_TYPE, doc->at, "an entry of 'maturity' needs levels");
    *(struct rub_maturity *)PACK_NEW(b, maturities) = maturity;
}

static void read_info(struct pack_build *b, const struct doc *doc)
{
    struct rub_info *info = b->info.items;
    info->name = pack_shape_text(b, doc, "name");
    info->title = pack_shape_text(b, doc, "title");
    info->version = pack_shape_text(b, doc, "version");
    info->language = pack_shape_text(b, doc, "language");
    info->prompt = pack_shape_text(b, doc, "prompt");
    const struct doc *shares = pack_shape_list(b, doc, "level_share");
    if (!shares)
        return;
    bool good = shares->n == 4;
    for (size_t i = 0; good && i < 4; i++)
        good = pack_shape_parse(&info->level_share[i], doc_text(shares->items[i])) &&
               (i == 0 ? info->level_share[i] >= 0 : info->level_share[i] >= info->level_share[i - 1]);
    if (!good || info->level_share[3] > 1)
        PACK_ERROR(b, DIAG_PACK_VALUE, shares->at,
                   "'level_share' must be four numbers between 0 and 1, for levels 0 to 3, none below the "
                   "one before");
}

void pack_rubric_read(struct pack_build *b, const struct doc *doc)
{
    if (!pack_shape_map(
            b, doc, "rubric",
            "name! title! version! language! extends prompt level_share! dimensions! bands! parts loops "
            "gates questions maturity"))
        return;
    read_info(b, doc);
    pack_shape_each_item(b, doc, "dimensions", read_dimension);
    read_bands(b, doc);
    pack_gates_read(b, doc);
    pack_shape_each_item(b, doc, "questions", read_question);
    pack_shape_each_item(b, doc, "maturity", read_maturity);
}
