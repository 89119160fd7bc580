#include "parse/foreign.h"

#include "parse/architecture_keys.h"
#include "parse/architecture_yaml.h"
#include "parse/foreign_walk.h"
#include "parse/json.h"
#include "parse/yaml.h"

static bool is_json(const struct file *file)
{
    return file->name.n > 5 && str_eq_nocase(str_sub(file->name, file->name.n - 5, 5), STR(".json"));
}

static bool listed(const char *keys, struct str key)
{
    struct str rest = str_from(keys), one;
    while (str_next(&rest, " ", &one))
        if (keys_same(one, key))
            return true;
    return false;
}

enum { HAS_BOXES = 1, HAS_ARROWS = 2, HAS_BOTH = HAS_BOXES | HAS_ARROWS };

static unsigned what_is(const struct foreign_map *map, struct str key)
{
    unsigned what = listed(map->nodes, key) || listed(map->groups, key) ? HAS_BOXES : 0;
    if (listed(map->edges, key))
        what |= HAS_ARROWS;
    for (size_t r = 0; r < map->n_relations; r++)
        if (listed(map->relations[r].keys, key))
            what |= HAS_ARROWS;
    return what;
}

/* The key that ends before the colon at `colon`: in quotes, or from the beginning of the line or entry. */
static struct str key_before(struct str bytes, size_t colon)
{
    enum { LONGEST = 40 };
    size_t end = colon, from, low;
    while (end > 0 && (bytes.p[end - 1] == ' ' || bytes.p[end - 1] == '\t'))
        end--;
    if (end > 0 && (bytes.p[end - 1] == '"' || bytes.p[end - 1] == '\''))
        end--;
    low = end > LONGEST ? end - LONGEST : 0;
    for (from = end; from > low; from--) {
        char c = str_byte_lower(bytes.p[from - 1]);
        if (!(c >= 'a' && c <= 'z') && c != '_' && c != '-' && !str_byte_digit(c))
            break;
    }
    return str_sub(bytes, from, end - from);
}

bool foreign_sniff(const struct file *file)
{
    struct str bytes = file->text ? file->text->bytes : STR("");
    unsigned seen[8] = {0};
    for (size_t i = 0; i < bytes.n; i++) {
        struct str key = bytes.p[i] == ':' ? key_before(bytes, i) : STR("");
        for (size_t m = 0; key.n && m < n_foreign_maps && m < sizeof seen / sizeof *seen; m++)
            if ((seen[m] |= what_is(&foreign_maps[m], key)) == HAS_BOTH)
                return true;
    }
    return false;
}

/* ---- what is it? ---- */

static bool is_architecture(const struct foreign_tally *tally)
{
    return tally->declared >= 2 && tally->joined >= 1 && 2 * tally->joined >= tally->broken &&
           2 * tally->worded > tally->declared && 2 * tally->other < tally->declared;
}

/* Reads it into nothing, to see what comes of it. */
static bool fits(struct parse_context *ctx, const struct foreign_map *map, const struct text *text,
                 const struct doc *root)
{
    if (root->kind != DOC_MAP || !foreign_pick(root, map->needs))
        return false;
    struct diags diags;
    struct parse_context trial = *ctx;
    struct foreign_tally tally;
    diags_init(&diags, ctx->arena, ctx->limits);
    trial.diags = &diags;
    trial.arch = architecture_new(ctx->arena);
    foreign_walk(&tally, &trial, map, text, root);
    return is_architecture(&tally);
}

/* The description, which may stand one key below the top, and the row it follows. */
static const struct foreign_map *recognise(const struct doc **out, struct parse_context *ctx,
                                           const struct text *text, const struct doc *root)
{
    for (size_t m = 0; m < n_foreign_maps; m++) {
        *out = root;
        if (fits(ctx, &foreign_maps[m], text, root))
            return &foreign_maps[m];
        for (size_t i = 0; root->kind == DOC_MAP && i < root->n; i++)
            if (fits(ctx, &foreign_maps[m], text, *out = root->items[i]))
                return &foreign_maps[m];
    }
    return NULL;
}

static bool is_own(const struct doc *root)
{
    return root->kind == DOC_MAP &&
           (doc_get(root, "grade") || (doc_get(root, "components") && doc_get(root, "flows")));
}

/* Complaints about files that turn out to be something else are nobody's business. */
static void pass_on(struct diags *to, const struct diags *from)
{
    for (size_t i = 0; i < from->n; i++)
        diag_add(to, from->items[i].id, from->items[i].at, "%.*s", STR_ARG(from->items[i].message));
}

void foreign_read(struct parse_context *ctx, struct file *file)
{
    struct diags diags;
    struct doc *root = NULL;
    bool json = is_json(file);
    diags_init(&diags, ctx->arena, ctx->limits);
    if (json)
        root = json_read(ctx->arena, &diags, ctx->limits, file->text);
    else if (str_find(file->text->bytes, STR("{{")) == file->text->bytes.n ||
             architecture_yaml_named(file->name))
        yaml_read(&root, ctx->arena, &diags, ctx->limits, file->text);
    else {
        file->use = FILE_UNUSED;
        file->why = "is a template";
        return;
    }
    if (!root) {
        pass_on(ctx->diags, &diags);
        file->use = FILE_REFUSED;
        file->why = diags.of[DIAG_YAML_LIMIT] || diags.of[DIAG_JSON_LIMIT] ? "passes a limit"
                    : json                                                 ? "cannot be read as JSON"
                                                                           : "cannot be read as YAML";
        return;
    }
    const struct doc *found;
    const struct foreign_map *map = json && is_own(root) ? NULL : recognise(&found, ctx, file->text, root);
    if (map) {
        struct foreign_tally tally;
        pass_on(ctx->diags, &diags);
        foreign_walk(&tally, ctx, map, file->text, found);
        file->use = FILE_USED;
        file->format = map->format;
    } else if ((json && is_own(root)) || architecture_yaml_named(file->name)) {
        pass_on(ctx->diags, &diags);
        file->format = "architecture-yaml";
        architecture_yaml_tree(ctx, file, root);
    } else {
        file->use = FILE_UNUSED;
        file->format = NULL;
        file->why = "holds no architecture";
    }
}
