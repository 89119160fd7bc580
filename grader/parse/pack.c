#include "parse/pack.h"

#include "parse/pack_checks.h"
#include "parse/pack_examples.h"
#include "parse/pack_loops.h"
#include "parse/pack_ontology.h"
#include "parse/pack_rubric.h"
#include "parse/pack_shape.h"
#include "parse/pack_tables.h"
#include "parse/pack_tools.h"
#include "parse/pack_vocabulary.h"
#include "parse/yaml.h"

#include <string.h>

/* How a file of a pack is called and read: name.yaml, name.LANGUAGE.yaml, or as it is, kept as text. */
enum file_kind { PLAIN, WORDS, TEXT };

/* The files of a pack: P(ID, "name", kind). All but the solution, the tables and the scaffold must be there.
 */
#define PACK_FILES(P)                                                                                        \
    P(RUBRIC, "rubric", PLAIN)                                                                               \
    P(ONTOLOGY, "ontology", PLAIN)                                                                           \
    P(PREDICATES, "predicates", PLAIN)                                                                       \
    P(CHECKS, "checks", PLAIN)                                                                               \
    P(FLAGS, "flags", PLAIN)                                                                                 \
    P(VOCABULARY, "vocabulary", WORDS)                                                                       \
    P(TOOLS, "common/tools", PLAIN)                                                                          \
    P(LANGUAGE, "common/language", WORDS)                                                                    \
    P(TABLES, "common/tables", WORDS)                                                                        \
    P(SOLUTION, "solution/architecture", PLAIN)                                                              \
    P(SCAFFOLD_YAML, "scaffold/architecture.yaml", TEXT)                                                     \
    P(SCAFFOLD_DOT, "scaffold/architecture.dot", TEXT)                                                       \
    P(SCAFFOLD_MERMAID, "scaffold/architecture.mmd", TEXT)                                                   \
    P(SCAFFOLD_README, "scaffold/README.md", TEXT)                                                           \
    P(SCAFFOLD_WORKFLOW, "scaffold/grade.yml", TEXT)
enum file_id {
#define P(ID, name, kind) FILE_##ID,
    PACK_FILES(P)
#undef P
        FILE_COUNT
};
static const struct {
    const char *name;
    enum file_kind kind;
} file_names[FILE_COUNT] = {
#define P(ID, name, kind) [FILE_##ID] = {name, kind},
    PACK_FILES(P)
#undef P
};

struct source {
    const struct pack_file *file;
    const struct text *text;
    const struct doc *doc;
};

bool pack_wants(struct str name)
{
    for (size_t i = 0; i < FILE_COUNT; i++)
        if (file_names[i].kind == TEXT && str_is(name, file_names[i].name))
            return true;
    if (!str_ends(name, ".yaml"))
        return false;
    name = str_sub(name, 0, name.n - 5);
    for (size_t i = 0; i < FILE_COUNT; i++) {
        struct str known = str_from(file_names[i].name);
        if (file_names[i].kind == PLAIN && str_eq(name, known))
            return true;
        if (file_names[i].kind == WORDS && name.n > known.n + 1 && str_eq(str_sub(name, 0, known.n), known) &&
            name.p[known.n] == '.')
            return true;
    }
    return false;
}

static const char *file_name(struct arena *arena, enum file_id id, struct str language)
{
    if (file_names[id].kind == TEXT)
        return file_names[id].name;
    if (file_names[id].kind == WORDS)
        return arena_printf(arena, "%s.%.*s.yaml", file_names[id].name, STR_ARG(language));
    return arena_printf(arena, "%s.yaml", file_names[id].name);
}

static const struct pack_file *find_file(const struct pack_file *files, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(files[i].name, name))
            return &files[i];
    return NULL;
}

/* Text and tree of a file. A text outlives the load, for the places of errors; a tree does not. */
static void read_source(struct pack_build *b, struct arena *arena, struct source *out, const char *name,
                        const struct pack_file *files, size_t n)
{
    struct limits limits = limits_default();
    size_t warnings = b->diags->of[DIAG_YAML_DUPLICATE] + b->diags->of[DIAG_YAML_DOCUMENTS];
    out->file = find_file(files, n, name);
    if (!out->file) {
        struct text *missing = text_new(arena, str_copy(arena, str_from(name)), (struct str){"", 0});
        PACK_ERROR(b, DIAG_PACK_FILE, (struct place){missing, 0, 0}, "the pack has no file %s%s", name,
                   str_starts(str_from(name), "common/")
                       ? ": 'extends: common' needs a folder common/ in the pack or beside it"
                       : "");
        return;
    }
    out->text = text_new(arena, out->file->name, out->file->bytes);
    struct doc *doc = NULL;
    if (!yaml_read(&doc, b->arena, b->diags, &limits, out->text))
        b->failed = true;
    out->doc = doc;
    /* In a submission these are passed over; a pack is to say one thing. */
    if (b->diags->of[DIAG_YAML_DUPLICATE] + b->diags->of[DIAG_YAML_DOCUMENTS] != warnings)
        b->failed = true;
}

/* A file that is kept as it is, where there is one: at most so long that a string of the image can hold it.
 */
static void read_text(struct pack_build *b, struct arena *arena, struct source *out,
                      const struct pack_file *file)
{
    out->file = file;
    if (file && str_find(file->bytes, (struct str){"", 1}) < file->bytes.n)
        PACK_ERROR(b, DIAG_PACK_VALUE, ((struct place){text_new(arena, file->name, STR("")), 0, 0}),
                   "a text with a NUL in it");
}

/* Texts of the image end at a NUL. */
static void refuse_nul(struct pack_build *b, const struct doc *doc)
{
    if (str_find(doc->value, (struct str){"", 1}) < doc->value.n ||
        str_find(doc->key, (struct str){"", 1}) < doc->key.n)
        PACK_ERROR(b, DIAG_PACK_VALUE, doc->at, "a text with a NUL in it");
    for (size_t i = 0; i < doc->n; i++)
        refuse_nul(b, doc->items[i]);
}

static bool read_sources(struct pack_build *b, struct arena *arena, struct source *sources,
                         const struct pack_file *files, size_t n)
{
    read_source(b, arena, &sources[FILE_RUBRIC], "rubric.yaml", files, n);
    const struct doc *rubric = sources[FILE_RUBRIC].doc, *extends = doc_get(rubric, "extends");
    struct str language = doc_text(doc_get(rubric, "language"));
    bool common = !yaml_null(extends);
    if (common && !str_is(doc_text(extends), "common"))
        PACK_ERROR(b, DIAG_PACK_VALUE, extends->at, "a pack can extend 'common' only");
    if (rubric && language.n == 0)
        PACK_ERROR(b, DIAG_PACK_TYPE, rubric->at, "rubric.yaml must be a mapping with 'language', and more");
    for (size_t i = 1; i < FILE_COUNT; i++) {
        if (file_names[i].kind == TEXT) {
            read_text(b, arena, &sources[i], find_file(files, n, file_names[i].name));
            continue;
        }
        if (!common && str_starts(str_from(file_names[i].name), "common/"))
            continue;
        /* The error that there is no language is enough. */
        if (file_names[i].kind == WORDS && language.n == 0)
            continue;
        const char *name = file_name(arena, (enum file_id)i, language);
        bool optional = i == FILE_SOLUTION || i == FILE_TABLES;
        if (!optional || find_file(files, n, name))
            read_source(b, arena, &sources[i], name, files, n);
    }
    for (size_t i = 0; i < FILE_COUNT; i++)
        if (sources[i].doc)
            refuse_nul(b, sources[i].doc);
    return !b->failed;
}

/* FNV-1a over the names and bytes of the files, sorted by name, a NUL after each name and each file. */
static uint64_t hash_more(uint64_t h, struct str s)
{
    for (size_t i = 0; i <= s.n; i++)
        h = (h ^ (i < s.n ? (unsigned char)s.p[i] : 0)) * UINT64_C(1099511628211);
    return h;
}

static uint32_t hash_sources(struct pack_build *b, const struct source *sources)
{
    uint64_t h = UINT64_C(14695981039346656037);
    const struct pack_file *last = NULL;
    for (;;) {
        const struct pack_file *next = NULL;
        for (size_t i = 0; i < FILE_COUNT; i++)
            if (sources[i].file && (!last || str_cmp(sources[i].file->name, last->name) > 0) &&
                (!next || str_cmp(sources[i].file->name, next->name) < 0))
                next = sources[i].file;
        if (!next)
            break;
        h = hash_more(hash_more(h, next->name), next->bytes);
        last = next;
    }
    return pack_build_text(b, str_from(arena_printf(b->arena, "%016llx", (unsigned long long)h)));
}

/* What is named by others comes before them. */
static void build(struct pack_build *b, const struct source *sources)
{
    PACK_NEW(b, info);
    b->info.items[0].hash = hash_sources(b, sources);
    pack_ontology_read(b, sources[FILE_ONTOLOGY].doc);
    if (sources[FILE_TOOLS].doc)
        pack_tools_read(b, sources[FILE_TOOLS].doc);
    pack_rubric_declare(b, sources[FILE_RUBRIC].doc);
    pack_checks_declare(b, sources[FILE_PREDICATES].doc, sources[FILE_CHECKS].doc, sources[FILE_FLAGS].doc);
    pack_checks_facts(b, sources[FILE_CHECKS].doc);
    pack_vocabulary_read(b, sources[FILE_VOCABULARY].doc);
    if (sources[FILE_LANGUAGE].doc)
        pack_vocabulary_language(b, sources[FILE_LANGUAGE].doc);
    if (sources[FILE_TABLES].doc)
        pack_tables_read(b, sources[FILE_TABLES].doc);
    pack_checks_predicates(b, sources[FILE_PREDICATES].doc);
    pack_rubric_read(b, sources[FILE_RUBRIC].doc);
    pack_checks_read(b, sources[FILE_CHECKS].doc);
    pack_checks_flags(b, sources[FILE_FLAGS].doc);
    pack_examples_read(b, sources[FILE_SOLUTION].doc);
    for (size_t i = 0; i < FILE_COUNT; i++)
        if (file_names[i].kind == TEXT && sources[i].file)
            *(struct rub_scaffold *)PACK_NEW(b, scaffolds) =
                (struct rub_scaffold){pack_build_text(b, str_from(file_names[i].name + strlen("scaffold/"))),
                                      pack_build_text(b, sources[i].file->bytes)};
    pack_loops_check(b);
}

bool pack_load(struct rubric *out, struct arena *arena, struct diags *errors, const struct pack_file *files,
               size_t n)
{
    struct arena *scratch = arena_new();
    struct source sources[FILE_COUNT] = {0};
    struct pack_build b;
    pack_build_init(&b, scratch, errors);
    if (read_sources(&b, arena, sources, files, n))
        build(&b, sources);
    if (!b.failed)
        pack_build_image(out, arena, &b);
    arena_free(scratch);
    return !b.failed;
}
