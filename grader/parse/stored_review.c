#include "parse/stored_review.h"

#include "parse/json.h"
#include "parse/pack_shape.h"
#include "parse/yaml.h"

struct run {
    struct arena *arena;
    struct diags *diags;
};

static bool refuse(struct run *run, struct place at, const char *what)
{
    diag_add(run->diags, DIAG_REVIEW_SHAPE, at, "not a review that grade wrote: %s; the file is not used",
             what);
    return false;
}

/* Text under that path, or empty: for what need not be there. */
static struct str text_at(const struct doc *doc, const char *path)
{
    const struct doc *item = doc_at(doc, path);
    return yaml_null(item) ? STR("") : doc_text(item);
}

static uint32_t small_number(const struct doc *doc)
{
    double value;
    bool fine =
        doc && doc->kind == DOC_SCALAR && pack_shape_parse(&value, doc->value) && value >= 1 && value < 4e9;
    return fine ? (uint32_t)value : 0;
}

static void read_evidence(struct run *run, struct stored_row *out, const struct doc *list)
{
    out->evidence = arena_alloc(run->arena, list->n * sizeof *out->evidence);
    for (size_t i = 0; i < list->n; i++) {
        const struct doc *item = list->items[i];
        if (item->kind != DOC_MAP)
            continue;
        out->evidence[out->n_evidence++] = (struct stored_evidence){
            .file = text_at(item, "file"),
            .line = small_number(doc_get(item, "line")),
            .column = small_number(doc_get(item, "column")),
            .quote = text_at(item, "quote"),
            .why = text_at(item, "why"),
        };
    }
}

static bool read_row(struct run *run, struct stored_row *out, const struct doc *doc)
{
    const struct doc *id = doc_get(doc, "id"), *level = doc_get(doc, "level"),
                     *list = doc_get(doc, "evidence");
    if (doc->kind != DOC_MAP || !id || id->kind != DOC_SCALAR || !id->value.n)
        return refuse(run, doc->at, "an entry of criteria without an id");
    struct str digit = doc_text(level);
    if (digit.n != 1 || digit.p[0] < '0' || digit.p[0] >= '0' + MARK_LEVELS)
        return refuse(run, level ? level->at : doc->at, "an entry of criteria without a level from 0 to 3");
    if (!list || list->kind != DOC_LIST)
        return refuse(run, list ? list->at : doc->at, "an entry of criteria without a list of evidence");
    *out = (struct stored_row){
        .id = id->value,
        .title = text_at(doc, "title"),
        .looked_for = text_at(doc, "looked_for"),
        .level = (unsigned)(digit.p[0] - '0'),
    };
    read_evidence(run, out, list);
    return true;
}

static bool read_points(double *out, struct run *run, const struct doc *score, const char *key)
{
    const struct doc *doc = doc_get(score, key);
    if (doc && doc->kind == DOC_SCALAR && pack_shape_parse(out, doc->value) && *out >= 0 &&
        *out <= MARKS_TOTAL_MOST)
        return true;
    return refuse(run, doc ? doc->at : score->at,
                  arena_printf(run->arena, "score.%s is no number of points", key));
}

static bool read_score(struct run *run, struct stored_review *out, const struct doc *root)
{
    const struct doc *score = doc_get(root, "score"), *total = doc_get(score, "total");
    if (!score || score->kind != DOC_MAP)
        return refuse(run, score ? score->at : root->at, "it has no score");
    if (!total)
        return refuse(run, score->at, "it has no score.total");
    out->has_total = !yaml_null(total);
    return (!out->has_total || read_points(&out->total, run, score, "total")) &&
           read_points(&out->ungated, run, score, "ungated");
}

/* "https://host/ada/design.git/" and "work/design" give "design"; "." and ".." are no names. */
static struct str last_part(struct str path)
{
    while (path.n && path.p[path.n - 1] == '/')
        path.n--;
    size_t from = path.n;
    while (from > 0 && path.p[from - 1] != '/' && path.p[from - 1] != ':')
        from--;
    struct str last = str_sub(path, from, path.n);
    if (last.n > 4 && str_ends(last, ".git"))
        last.n -= 4;
    return str_is(last, ".") || str_is(last, "..") ? STR("") : last;
}

static void read_names(struct stored_review *out, const struct doc *root)
{
    struct str url = text_at(root, "source.url");
    out->source = last_part(url.n ? url : text_at(root, "source.path"));
    struct str file = out->text->name;
    size_t from = file.n;
    while (from > 0 && file.p[from - 1] != '/')
        from--;
    out->name = str_sub(file, from, file.n);
    if (out->name.n > 5 && str_eq_nocase(str_sub(out->name, out->name.n - 5, 5), STR(".json")))
        out->name.n -= 5;
    out->pack_name = text_at(root, "pack.name");
    out->pack_version = text_at(root, "pack.version");
    out->pack_hash = text_at(root, "pack.hash");
}

struct stored_review *stored_review_read(struct arena *arena, struct diags *diags,
                                         const struct limits *limits, const struct text *text)
{
    struct run run = {arena, diags};
    const struct doc *root = json_read(arena, diags, limits, text);
    if (!root)
        return NULL;
    struct stored_review *out = arena_alloc(arena, sizeof *out);
    const struct doc *criteria = doc_get(root, "criteria"), *version = doc_at(root, "grade.version");
    out->text = text;
    if (root->kind != DOC_MAP || !version || version->kind != DOC_SCALAR || !version->quoted) {
        refuse(&run, root->at, "it has no grade.version");
        return NULL;
    }
    if (!criteria || criteria->kind != DOC_LIST || !criteria->n) {
        refuse(&run, criteria ? criteria->at : root->at, "it has no criteria");
        return NULL;
    }
    if (!read_score(&run, out, root))
        return NULL;
    out->rows = arena_alloc(arena, criteria->n * sizeof *out->rows);
    for (size_t i = 0; i < criteria->n; i++)
        if (!read_row(&run, &out->rows[out->n_rows++], criteria->items[i]))
            return NULL;
    read_names(out, root);
    return out;
}
