#include "parse/architecture_settle.h"

#include "parse/yaml.h"
#include "parse/yaml_words.h"

static const char *shape_words(enum key_shape shape)
{
    switch (shape) {
    case KEY_OWN:
        break;
    case KEY_TEXT:
    case KEY_WORDS:
        return "one value";
    case KEY_LIST:
        return "a value or a list of values";
    case KEY_PROSE:
        return "a list of texts";
    case KEY_NAMED:
        return "names with a value each";
    case KEY_MAP:
        return "keys with values";
    case KEY_MAPS:
        return "a list of entries with keys";
    }
    return "";
}

static const char *kind_words(const struct doc *doc)
{
    return doc->kind == DOC_SCALAR ? "a single value" : doc->kind == DOC_LIST ? "a list" : "a map";
}

static struct doc *refuse(struct parse_context *ctx, const struct doc *doc, const char *name,
                          enum key_shape shape)
{
    diag_add(ctx->diags, DIAG_ARCH_TYPE, doc->at, "%s takes %s, not %s: ignored", name, shape_words(shape),
             kind_words(doc));
    return NULL;
}

/* A list or scalar that holds nothing but scalars. */
static bool flat(const struct doc *doc)
{
    if (doc->kind != DOC_LIST)
        return doc->kind == DOC_SCALAR;
    for (size_t i = 0; i < doc->n; i++)
        if (doc->items[i]->kind != DOC_SCALAR)
            return false;
    return true;
}

struct str settle_join(struct arena *arena, const struct doc *doc)
{
    if (!doc || doc->kind != DOC_LIST)
        return doc_text(doc);
    size_t most = 0;
    for (size_t i = 0; i < doc->n; i++)
        most += doc_text(doc->items[i]).n + 2;
    struct buf all = buf_new(arena, most);
    for (size_t i = 0; i < doc->n; i++) {
        if (i)
            buf_puts(&all, ", ");
        buf_add(&all, doc_text(doc->items[i]));
    }
    return buf_str(&all);
}

/* A free-standing collection in the place of doc. */
static struct doc *instead(struct parse_context *ctx, const struct doc *doc, enum doc_kind kind)
{
    struct doc *made = doc_new(ctx->arena, NULL, kind, doc->key, doc->at);
    made->key_at = doc->key_at;
    return made;
}

static void append(struct parse_context *ctx, struct doc *list, struct doc *item)
{
    struct doc **slot = ARENA_PUSH(ctx->arena, list->items, list->n, list->cap);
    *slot = item;
}

static struct doc *settle_words(struct parse_context *ctx, struct doc *doc)
{
    struct doc *joined = instead(ctx, doc, DOC_SCALAR);
    joined->quoted = doc->quoted || doc->kind == DOC_LIST;
    joined->value = settle_join(ctx->arena, doc);
    return joined;
}

/* `- weeks 1-4: rules` is a map to YAML and a text to its author. */
static bool prose_pairs(struct parse_context *ctx, struct doc *list, const struct doc *map)
{
    for (size_t i = 0; i < map->n; i++)
        if (map->items[i]->kind != DOC_SCALAR)
            return false;
    for (size_t i = 0; i < map->n; i++) {
        const struct doc *pair = map->items[i];
        const char *between = pair->value.n ? ": " : "";
        char *text =
            arena_printf(ctx->arena, "%.*s%s%.*s", STR_ARG(pair->key), between, STR_ARG(pair->value));
        doc_scalar(ctx->arena, list, STR(""), str_from(text), pair->key_at);
    }
    return true;
}

static struct doc *settle_prose(struct parse_context *ctx, struct doc *doc, const char *name)
{
    struct doc *list = instead(ctx, doc, DOC_LIST);
    if (doc->kind == DOC_SCALAR)
        doc_scalar(ctx->arena, list, STR(""), doc->value, doc->at);
    if (doc->kind == DOC_MAP && !prose_pairs(ctx, list, doc))
        return refuse(ctx, doc, name, KEY_PROSE);
    for (size_t i = 0; doc->kind == DOC_LIST && i < doc->n; i++) {
        struct doc *item = doc->items[i];
        if (yaml_null(item))
            continue;
        if (item->kind == DOC_SCALAR)
            append(ctx, list, item);
        else if (item->kind != DOC_MAP || !prose_pairs(ctx, list, item))
            diag_add(ctx->diags, DIAG_ARCH_TYPE, item->at, "%s takes a list of texts: %s in it is ignored",
                     name, kind_words(item));
    }
    return list;
}

static struct doc *settle_named(struct parse_context *ctx, struct doc *doc, const char *name)
{
    if (doc->kind == DOC_LIST)
        return refuse(ctx, doc, name, KEY_NAMED);
    size_t kept = 0;
    for (size_t i = 0; i < doc->n; i++) {
        if (doc->items[i]->kind == DOC_SCALAR)
            doc->items[kept++] = doc->items[i];
        else
            refuse(ctx, doc->items[i], name, KEY_NAMED);
    }
    doc->n = kept;
    return doc;
}

static struct str path_below(struct parse_context *ctx, struct str path, const char *name)
{
    if (!path.n)
        return str_from(name);
    return str_from(arena_printf(ctx->arena, "%.*s.%s", STR_ARG(path), name));
}

/* A map, or a value that stands for its main key: `shadow: 48h`. */
static struct doc *settle_entry(struct parse_context *ctx, struct doc *doc, const struct key_set *set,
                                struct str path)
{
    if (doc->kind == DOC_MAP) {
        settle_map(ctx, doc, set, path);
        return doc;
    }
    if (!set || !set->brief || !flat(doc))
        return NULL;
    struct doc *map = instead(ctx, doc, DOC_MAP);
    append(ctx, map, doc);
    doc->key = str_from(set->brief);
    settle_map(ctx, map, set, path);
    return map;
}

/* `monitors: {lag: {…}, drift: {…}}`: a map of entries, by name, where a list of them is due. */
static bool is_by_name(const struct doc *map, const struct key_set *set)
{
    for (size_t i = 0; i < map->n; i++)
        if (map->items[i]->kind != DOC_MAP || key_find(set, map->items[i]->key))
            return false;
    return set->named && map->n > 0;
}

static struct doc *settle_maps(struct parse_context *ctx, struct doc *doc, const struct key_set *set,
                               struct str path, const char *name)
{
    struct doc *list = instead(ctx, doc, DOC_LIST);
    if (doc->kind == DOC_MAP && is_by_name(doc, set)) {
        for (size_t i = 0; i < doc->n; i++) {
            struct doc *entry = doc->items[i];
            settle_map(ctx, entry, set, path);
            if (!doc_get(entry, set->named))
                doc_scalar(ctx->arena, entry, str_from(set->named), entry->key, entry->key_at);
            entry->key = STR("");
            append(ctx, list, entry);
        }
        return list;
    }
    bool many = doc->kind == DOC_LIST;
    for (size_t i = 0; i < (many ? doc->n : 1); i++) {
        struct doc *item = many ? doc->items[i] : doc;
        if (yaml_null(item))
            continue;
        struct doc *entry = settle_entry(ctx, item, set, path);
        if (entry) {
            entry->key = STR("");
            append(ctx, list, entry);
        } else {
            refuse(ctx, item, name, KEY_MAPS);
        }
    }
    return list->n || many ? list : NULL;
}

struct doc *settle_value(struct parse_context *ctx, struct doc *doc, const struct key_rule *rule,
                         struct str path)
{
    struct doc *made = NULL;
    if (yaml_null(doc))
        return NULL;
    switch (rule->shape) {
    case KEY_OWN:
        made = doc;
        break;
    case KEY_TEXT:
        made = doc->kind == DOC_SCALAR ? doc : refuse(ctx, doc, rule->name, rule->shape);
        break;
    case KEY_WORDS:
        made = flat(doc) ? settle_words(ctx, doc) : refuse(ctx, doc, rule->name, rule->shape);
        break;
    case KEY_LIST:
        made = flat(doc) ? doc : refuse(ctx, doc, rule->name, rule->shape);
        break;
    case KEY_PROSE:
        made = settle_prose(ctx, doc, rule->name);
        break;
    case KEY_NAMED:
        made = settle_named(ctx, doc, rule->name);
        break;
    case KEY_MAP:
        made = settle_entry(ctx, doc, rule->inner, path_below(ctx, path, rule->name));
        if (!made)
            refuse(ctx, doc, rule->name, rule->shape);
        break;
    case KEY_MAPS:
        made = settle_maps(ctx, doc, rule->inner, path_below(ctx, path, rule->name), rule->name);
        break;
    }
    if (made)
        made->key = str_from(rule->name);
    return made;
}

/* Whether a key stands alone in the source, with neither colon nor value: `{label: a, b}` gives such a key b.
 */
static bool stands_alone(const struct doc *item)
{
    const struct text *text = item->key_at.text;
    if (!text || item->quoted || item->kind != DOC_SCALAR || item->value.n || !item->key.n)
        return false;
    size_t at = text->starts[item->key_at.line - text->before - 1] + item->key_at.column - 1 + item->key.n;
    if (at > text->bytes.n || !str_eq(str_sub(text->bytes, at - item->key.n, item->key.n), item->key))
        return false;
    while (at < text->bytes.n && str_byte_space(text->bytes.p[at]))
        at++;
    return at < text->bytes.n && (text->bytes.p[at] == ',' || text->bytes.p[at] == '}');
}

/* Reports the text that was cut at an unquoted comma, whole, and drops its pieces. */
static void drop_cut_text(struct parse_context *ctx, struct doc *map)
{
    size_t kept = 0;
    for (size_t i = 0; i < map->n; i++) {
        struct doc *item = map->items[i];
        map->items[kept++] = item;
        if (item->kind != DOC_SCALAR || item->quoted || !item->value.n)
            continue;
        size_t end = i + 1;
        while (end < map->n && stands_alone(map->items[end]))
            end++;
        if (end == i + 1)
            continue;
        struct buf whole = buf_new(ctx->arena, 256);
        buf_add(&whole, item->value);
        for (size_t k = i + 1; k < end; k++) {
            buf_puts(&whole, ", ");
            buf_add(&whole, map->items[k]->key);
        }
        diag_add(ctx->diags, DIAG_ARCH_QUOTE, item->at,
                 "quote this text: %.*s: \"%s%s\"; it was cut at the comma", STR_ARG(yaml_clip(item->key)),
                 whole.p, whole.full ? "…" : "");
        i = end - 1;
    }
    map->n = kept;
}

static void unknown_key(struct parse_context *ctx, const struct doc *item, const struct key_set *set,
                        struct str path)
{
    /* No suggestion where the complaint is not kept: a file of wrong keys must not cost a search each. */
    bool kept = ctx->diags->of[DIAG_ARCH_KEY] < ctx->diags->max_each;
    const char *near = kept ? key_nearest(ctx->arena, set, ctx->names, path, item->key) : NULL;
    struct str key = yaml_clip(item->key);
    if (near)
        diag_add(ctx->diags, DIAG_ARCH_KEY, item->key_at,
                 "\"%.*s\" is not a key here: ignored; did you mean \"%s\"?", STR_ARG(key), near);
    else if (path.n)
        diag_add(ctx->diags, DIAG_ARCH_KEY, item->key_at, "\"%.*s\" is not a key of %.*s: ignored",
                 STR_ARG(key), STR_ARG(path));
    else
        diag_add(ctx->diags, DIAG_ARCH_KEY, item->key_at, "\"%.*s\" is not a section: ignored", STR_ARG(key));
}

/* What the pack knows and the format does not: a map where the pack names keys of it, else a value or list.
 */
static bool settle_pack_key(struct parse_context *ctx, struct doc **item, struct str path)
{
    bool deeper;
    const char *name = key_of_pack(ctx->arena, ctx->names, path, (*item)->key, &deeper);
    if (!name)
        return false;
    struct key_rule rule = {.name = name, .shape = deeper ? KEY_MAP : KEY_LIST};
    *item = settle_value(ctx, *item, &rule, path);
    return true;
}

void settle_map(struct parse_context *ctx, struct doc *map, const struct key_set *set, struct str path)
{
    size_t kept = 0;
    drop_cut_text(ctx, map);
    for (size_t i = 0; i < map->n; i++) {
        struct doc *item = map->items[i];
        struct str written = item->key, bare;
        const struct key_rule *rule = key_find(set, item->key);
        if (rule) {
            item = settle_value(ctx, item, rule, path);
        } else if (!settle_pack_key(ctx, &item, path)) {
            if (!key_extension(item->key, &bare))
                unknown_key(ctx, item, set, path);
            item = NULL;
        }
        for (size_t k = 0; item && k < kept; k++)
            if (str_eq(map->items[k]->key, item->key)) {
                diag_add(ctx->diags, DIAG_YAML_DUPLICATE, item->key_at,
                         "\"%.*s\" on line %u says the same as a key on line %u: the first is used",
                         STR_ARG(yaml_clip(written)), (unsigned)item->key_at.line,
                         (unsigned)map->items[k]->key_at.line);
                item = NULL;
            }
        if (item)
            map->items[kept++] = item;
    }
    map->n = kept;
}
