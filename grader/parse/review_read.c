#include "parse/review_read.h"

#include "parse/json.h"
#include "parse/review_parts.h"

#include <string.h>

#define LISTED_MOST 200000
#define NUMBER_MOST ((size_t)1 << 40)
#define LANDLOCK_MOST 1000 /* the kernel counts its versions */

uint32_t review_parts_text(struct review_parts *p, const struct doc *map, const char *key)
{
    return pack_build_text(&p->build, review_shape_text(&p->shape, map, key));
}

uint32_t review_parts_number(struct review_parts *p, enum pack_name kind, struct str name, bool *is_new)
{
    name = str_from(name.p); /* names of a pack end at a NUL */
    uint32_t number = pack_build_find(&p->build, kind, name);
    *is_new = number == RUB_NONE;
    return *is_new ? pack_build_declare(&p->build, kind, name, (struct place){0}) : number;
}

static void pack(struct review_parts *p)
{
    struct review_shape *s = &p->shape;
    const struct doc *map = review_shape_map(s, p->root, "pack"),
                     *flows = review_shape_list(s, map, "flows", RUBRIC_MAX_KINDS, false),
                     *forms = review_shape_list(s, map, "tables", 64, false);
    struct rub_info *info = PACK_NEW(&p->build, info);
    info->name = review_parts_text(p, map, "name");
    info->title = review_parts_text(p, map, "title");
    info->version = review_parts_text(p, map, "version");
    info->hash = review_parts_text(p, map, "hash");
    for (size_t i = 0; i < flows->n; i++)
        ((struct rub_flow *)PACK_NEW(&p->build, flows))->id =
            pack_build_text(&p->build, flows->items[i]->value);
    for (size_t i = 0; i < forms->n; i++)
        ((struct rub_form *)PACK_NEW(&p->build, forms))->id =
            pack_build_text(&p->build, forms->items[i]->value);
}

static const char *source_at(size_t i)
{
    return source_kind_name((enum source_kind)i);
}

static const char *use_at(size_t i)
{
    return file_use_name((enum file_use)i);
}

static const char *mode_at(size_t i)
{
    return confine_mode_name((enum confine_mode)i);
}

static struct confinement process(struct review_shape *s, const struct doc *sandbox, const char *key)
{
    if (review_shape_null(sandbox, key))
        return (struct confinement){0};
    const struct doc *map = review_shape_map(s, sandbox, key);
    return (struct confinement){.ran = true,
                                .landlock = (unsigned)review_shape_count(s, map, "landlock", LANDLOCK_MOST),
                                .seccomp = review_shape_bool(s, map, "seccomp"),
                                .memory = review_shape_bool(s, map, "memory")};
}

static void sandbox(struct review_parts *p)
{
    struct review_shape *s = &p->shape;
    const struct doc *map = review_shape_map(s, p->root, "sandbox");
    p->review->confine = (enum confine_mode)review_shape_word(s, map, "mode", mode_at, CONFINE_OFF + 1);
    p->review->fetched = process(s, map, "fetch");
    p->review->graded = process(s, map, "grade");
}

/* Read first: it says what an anonymous review must not hold. */
static void source(struct review_parts *p, struct submission *submission, struct reading *reading,
                   bool anonymous)
{
    struct review_shape *s = &p->shape;
    const struct doc *map = review_shape_map(s, p->root, "source"),
                     *people = review_shape_list(s, map, "people", ANONYMOUS_NAMES, false);
    struct source *source = &submission->source;
    source->kind = (enum source_kind)review_shape_word(s, map, "kind", source_at, SOURCE_URL + 1);
    source->url = review_shape_text_or_null(s, map, "url");
    source->commit = review_shape_text_or_null(s, map, "commit");
    source->path = review_shape_text_or_null(s, map, "path");
    p->review->digest = review_shape_text_or_null(s, map, "digest");
    reading->people = arena_alloc(s->arena, people->n * sizeof *reading->people);
    for (size_t i = 0; i < people->n; i++)
        reading->people[reading->n_people++] = str_copy(s->arena, people->items[i]->value);
    if (!anonymous)
        return;
    s->anonymous = anonymous_new(s->arena, source->url, source->path, reading->people, reading->n_people);
    source->url = STR("");
    source->path = STR("(anonymous)");
    reading->n_people = 0;
}

static void score(struct review_parts *p)
{
    struct review_shape *s = &p->shape;
    struct review *review = p->review;
    const struct doc *map = review_shape_map(s, p->root, "score");
    review->has_total = !review_shape_null(map, "total");
    if (review->has_total)
        review->total = review_shape_number(s, map, "total");
    review->ungated = review_shape_number(s, map, "ungated");
    review->max = review_shape_number(s, map, "max");
    review->unadjusted = review_shape_number(s, map, "unadjusted");
    review->band = review->weakest = RUB_NONE;
    if (!review_shape_null(map, "band")) {
        uint32_t name = review_parts_text(p, map, "band");
        for (size_t i = 0; i < p->build.bands.n; i++)
            if (p->build.bands.items[i].name == name)
                review->band = (uint32_t)i;
        if (review->band == RUB_NONE)
            review_shape_wrong(s, map->at, "'band' is none of 'bands'");
    }
    if (review_shape_null(map, "weakest"))
        return;
    const struct doc *weakest = review_shape_map(s, map, "weakest");
    uint32_t key = review_parts_text(p, weakest, "dimension");
    for (size_t i = 0; i < p->build.dimensions.n; i++)
        if (p->build.dimensions.items[i].key == key)
            review->weakest = (uint32_t)i;
    if (review->weakest == RUB_NONE)
        review_shape_wrong(s, weakest->at, "'dimension' is none of 'dimensions'");
}

static enum diag_id id_of(struct str name)
{
    for (size_t i = 0; i < DIAG_COUNT; i++)
        if (str_is(name, diag_name((enum diag_id)i)))
            return (enum diag_id)i;
    return DIAG_OTHER;
}

static void diagnostics(struct review_parts *p, struct diags *diags)
{
    struct review_shape *s = &p->shape;
    const struct doc *list = review_shape_list(s, p->root, "diagnostics", LISTED_MOST, true);
    for (size_t i = 0; i < list->n && !s->failed; i++) {
        const struct doc *one = list->items[i];
        if (p->for_candidate && diag_of_judging(id_of(review_shape_text(s, one, "id"))))
            continue;
        struct diag *diag = ARENA_PUSH(s->arena, diags->items, diags->n, diags->cap);
        struct excerpt *excerpt = arena_alloc(s->arena, sizeof *excerpt);
        diag->id = id_of(review_shape_text(s, one, "id"));
        diag->at = review_shape_place(s, one);
        diag->message = review_shape_said(s, one, "message");
        excerpt->line = review_shape_text_or_null(s, one, "excerpt");
        excerpt->pointed = !review_shape_null(one, "caret");
        if (excerpt->pointed)
            excerpt->caret = review_shape_count(s, one, "caret", excerpt->line.n);
        if (s->anonymous) {
            /* The text before the caret decides where it stands. */
            struct str before =
                anonymous_text(s->arena, s->anonymous, str_sub(excerpt->line, 0, excerpt->caret));
            excerpt->line = anonymous_text(s->arena, s->anonymous, excerpt->line);
            excerpt->caret = before.n < excerpt->line.n ? before.n : excerpt->line.n;
        }
        diag->excerpt = excerpt;
    }
    diags->dropped = review_shape_count(s, p->root, "diagnostics_left_out", NUMBER_MOST);
}

static uint64_t hash_of(struct review_shape *s, const struct doc *one)
{
    struct str digits = review_shape_text(s, one, "hash");
    uint64_t hash = 0;
    bool fine = digits.n == 16;
    for (size_t i = 0; fine && i < digits.n; i++) {
        char c = digits.p[i];
        fine = str_byte_digit(c) || (c >= 'a' && c <= 'f');
        hash = hash << 4 | (uint64_t)(str_byte_digit(c) ? c - '0' : c - 'a' + 10);
    }
    if (!fine)
        review_shape_wrong(s, one->at, "'hash' must be 16 hexadecimal digits");
    return hash;
}

static void files(struct review_parts *p, struct submission *submission)
{
    struct review_shape *s = &p->shape;
    const struct doc *list = review_shape_list(s, p->root, "files", LISTED_MOST, true);
    submission->files = arena_alloc(s->arena, list->n * sizeof *submission->files);
    p->review->prints = arena_alloc(s->arena, list->n * sizeof *p->review->prints);
    for (size_t i = 0; i < list->n && !s->failed; i++) {
        const struct doc *one = list->items[i];
        struct file *file = &submission->files[submission->n_files++];
        struct file_print *print = &p->review->prints[i];
        struct str format = review_shape_text_or_null(s, one, "format"),
                   why = review_shape_said(s, one, "why");
        file->name = review_shape_said(s, one, "name");
        file->use = (enum file_use)review_shape_word(s, one, "use", use_at, FILE_SKIPPED + 1);
        file->format = format.n ? format.p : NULL;
        file->why = why.n ? str_copy(s->arena, why).p : NULL;
        print->read = !review_shape_null(one, "bytes");
        if (print->read)
            *print =
                (struct file_print){true, review_shape_count(s, one, "bytes", NUMBER_MOST), hash_of(s, one)};
    }
}

static void tables(struct review_parts *p, struct reading *reading, struct prose *prose)
{
    struct review_shape *s = &p->shape;
    const struct doc *list = review_shape_list(s, p->root, "tables", LISTED_MOST, true);
    reading->tables = arena_alloc(s->arena, (list->n + 1) * sizeof *reading->tables);
    for (size_t i = 0; i < list->n && !s->failed; i++) {
        const struct doc *one = list->items[i], *names = review_shape_list(s, one, "kinds", 64, false);
        struct table_reading *table = &reading->tables[i];
        prose_table_new(s->arena, prose, review_shape_place(s, one));
        table->n_rows = review_shape_count(s, one, "rows", NUMBER_MOST);
        table->n_entries = review_shape_count(s, one, "entries", NUMBER_MOST);
        for (size_t k = 0; k < names->n; k++)
            for (size_t f = 0; f < p->build.forms.n; f++)
                if (str_is(names->items[k]->value, p->build.strings.items + p->build.forms.items[f].id))
                    table->forms |= (uint64_t)1 << f;
    }
}

static void said(struct review_parts *p, struct reading *reading)
{
    struct review_shape *s = &p->shape;
    const struct doc *list = review_shape_list(s, p->root, "said", LISTED_MOST, true);
    reading->said = arena_alloc(s->arena, list->n * sizeof *reading->said);
    for (size_t i = 0; i < list->n && !s->failed; i++) {
        const struct doc *one = list->items[i];
        bool is_new;
        struct str name = review_shape_text(s, one, "fact");
        uint32_t fact = review_parts_number(p, PACK_NAME_FACT, name, &is_new);
        if (is_new)
            ((struct rub_fact *)PACK_NEW(&p->build, facts))->id = pack_build_text(&p->build, name);
        reading->said[reading->n_said++] = (struct said_reading){
            .fact = fact,
            .value = review_shape_said(s, one, "value"),
            .at = review_shape_place(s, one),
            .used = review_shape_bool(s, one, "used"),
        };
    }
}

static void words(struct review_parts *p)
{
    struct review_shape *s = &p->shape;
    struct words_told *words = &p->review->words;
    const struct doc *counts = review_shape_map(s, p->root, "statements"),
                     *list = review_shape_list(s, p->root, "ignored", LISTED_MOST, true);
    for (size_t k = 0; k < STATEMENT_KINDS; k++)
        words->of_kind[k] =
            review_shape_count(s, counts, statement_kind_name((enum statement_kind)k), NUMBER_MOST);
    words->n_code_lines = review_shape_count(s, counts, "lines_of_code", NUMBER_MOST);
    words->n_own_words = review_shape_count(s, counts, "own_words", NUMBER_MOST);
    if (p->for_candidate)
        return;
    words->ignored = arena_alloc(s->arena, list->n * sizeof *words->ignored);
    for (size_t i = 0; i < list->n && !s->failed; i++)
        words->ignored[words->n++] = (struct ignored_words){review_shape_place(s, list->items[i]),
                                                            review_shape_text(s, list->items[i], "reason"),
                                                            review_shape_said(s, list->items[i], "text")};
    words->left_out = review_shape_count(s, p->root, "ignored_left_out", NUMBER_MOST);
}

static void hints(struct review_parts *p)
{
    struct review_shape *s = &p->shape;
    const struct doc *list = review_shape_list(s, p->root, "hints", 100, false);
    for (size_t i = 0; i < list->n; i++)
        *(struct str *)ARENA_PUSH(s->arena, p->review->hints, p->review->n_hints, p->review->cap_hints) =
            str_copy(s->arena, list->items[i]->value);
}

/* Which band and which dimension is weakest are the reviewer's. */
static void no_score(struct review_parts *p)
{
    p->review->band = p->review->weakest = RUB_NONE;
}

struct review *review_read(struct arena *arena, struct diags *diags, const struct limits *limits,
                           const struct text *text, struct review_view view)
{
    /* A review of a large drawing has more values than a candidate may write; each takes a line. */
    struct limits bounds = *limits;
    bounds.yaml_nodes = limits->review_bytes / 16;
    bounds.yaml_scalar = limits->review_bytes;
    const struct doc *root = json_read(arena, diags, &bounds, text);
    if (!root)
        return NULL;
    struct review_parts p = {.shape = {.arena = arena, .diags = diags}, .root = root};
    if (root->kind != DOC_MAP) {
        review_shape_wrong(&p.shape, root->at, "it must be an object");
        return NULL;
    }
    struct submission *submission = arena_alloc(arena, sizeof *submission);
    struct diags *found = arena_alloc(arena, sizeof *found);
    struct reading *reading = arena_alloc(arena, sizeof *reading);
    struct rubric *rubric = arena_alloc(arena, sizeof *rubric);
    struct architecture *arch = architecture_new(arena);
    struct prose *prose = prose_new(arena);
    struct review *review = p.review = arena_alloc(arena, sizeof *review);
    pack_build_init(&p.build, arena, diags);
    diags_init(found, arena, limits);
    review_shape_text(&p.shape, review_shape_map(&p.shape, root, "grade"), "version");
    p.for_candidate =
        view.for_candidate || str_is(review_shape_text(&p.shape, root, "audience"), "candidate");
    pack(&p);
    source(&p, submission, reading, view.anonymous);
    review_drawing_numbers(&p);
    review_verdicts_read(&p);
    if (p.for_candidate) {
        no_score(&p);
    } else {
        review_marks_read(&p);
        score(&p);
    }
    diagnostics(&p, found);
    files(&p, submission);
    review_drawing_read(&p, arch, reading);
    tables(&p, reading, prose);
    if (!p.for_candidate)
        said(&p, reading);
    words(&p);
    hints(&p);
    sandbox(&p);
    review->for_candidate = p.for_candidate;
    review->partial = found->partial = review_shape_bool(&p.shape, root, "partial");
    if (p.shape.failed)
        return NULL;
    pack_build_image(rubric, arena, &p.build);
    *reading = (struct reading){.arch = arch,
                                .rubric = rubric,
                                .prose = prose,
                                .nodes = reading->nodes,
                                .edges = reading->edges,
                                .told = statements_new(arena, 0, rub_roles_n(rubric)),
                                .facts = doc_new(arena, NULL, DOC_MAP, STR(""), (struct place){0}),
                                .tables = reading->tables,
                                .said = reading->said,
                                .n_said = reading->n_said,
                                .people = reading->people,
                                .n_people = reading->n_people};
    review->submission = submission;
    review->arch = arch;
    review->reading = reading;
    review->rubric = rubric;
    review->diags = found;
    return review;
}
