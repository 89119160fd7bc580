#include "parse/architecture_components.h"

#include "parse/architecture_settle.h"
#include "parse/arrows.h"
#include "parse/yaml.h"
#include "parse/yaml_words.h"

const char *components_known(const char *const *names, size_t n, struct str text)
{
    for (size_t i = 0; i < n; i++)
        if (key_is(text, names[i]))
            return names[i];
    return NULL;
}

const char *components_suggestion(struct parse_context *ctx, enum diag_id id, struct str text,
                                  const char *const *names, size_t n)
{
    bool kept = ctx->diags->of[id] < ctx->diags->max_each;
    const char *near = kept ? did_you_mean(text, names, n) : NULL;
    return near ? arena_printf(ctx->arena, "; did you mean \"%s\"?", near) : "";
}

static void unknown_role(struct parse_context *ctx, struct str text, struct place at)
{
    const char *near =
        components_suggestion(ctx, DIAG_ARCH_ROLE, text, ctx->names->roles, ctx->names->n_roles);
    diag_add(ctx->diags, DIAG_ARCH_ROLE, at, "\"%.*s\" is not a role: read as a label%s",
             STR_ARG(yaml_clip(text)), near);
}

/* Adds the roles of "a + b, c" to a list: known ones as the pack spells them, others as they are. */
static void add_roles(struct parse_context *ctx, struct doc *list, struct str text, struct place at)
{
    struct str one;
    while (str_next(&text, "+,", &one)) {
        const char *role = components_known(ctx->names->roles, ctx->names->n_roles, one);
        if (!role)
            unknown_role(ctx, one, at);
        doc_scalar(ctx->arena, list, STR(""), role ? str_from(role) : one, at);
    }
}

static const struct doc *read_roles(struct parse_context *ctx, const struct doc *declared, struct str text)
{
    struct doc *list = doc_new(ctx->arena, NULL, DOC_LIST, STR("role"), declared->at);
    if (declared->kind == DOC_SCALAR)
        add_roles(ctx, list, text, declared->at);
    for (size_t i = 0; i < declared->n; i++)
        add_roles(ctx, list, doc_text(declared->items[i]), declared->items[i]->at);
    return list->n > 1 ? list : list->n ? list->items[0] : NULL;
}

const struct doc *components_roles(struct parse_context *ctx, const struct doc *declared)
{
    return read_roles(ctx, declared, doc_text(declared));
}

void components_kind(struct parse_context *ctx, struct arch_edge *edge, const struct doc *declared)
{
    struct str text = str_trim(doc_text(declared));
    const char *kind = components_known(ctx->names->kinds, ctx->names->n_kinds, text);
    if (kind) {
        edge->kind = str_from(kind);
        return;
    }
    diag_add(ctx->diags, DIAG_ARCH_KIND, declared->at, "\"%.*s\" is not a kind of flow: read as the label%s",
             STR_ARG(yaml_clip(text)),
             components_suggestion(ctx, DIAG_ARCH_KIND, text, ctx->names->kinds, ctx->names->n_kinds));
    if (!edge->label.n)
        edge->label = text;
}

/* "role [+ role] / tool", or a label where it does not begin with a role. */
static void read_one_line(struct parse_context *ctx, struct arch_node *node, const struct doc *line)
{
    struct str text = str_trim(line->value), roles, rest, first = STR("");
    size_t slash = str_find(text, STR("/"));
    roles = rest = str_trim(str_sub(text, 0, slash));
    str_next(&rest, "+,", &first);
    if (components_known(ctx->names->roles, ctx->names->n_roles, first)) {
        node->role = read_roles(ctx, line, roles);
        node->tool = str_trim(str_sub(text, slash + 1, text.n));
        return;
    }
    /* One word, nearly a role: a slip, and worth saying so. */
    bool word = first.n && str_find(first, STR(" ")) == first.n && (slash < text.n || str_eq(first, text));
    if (word && did_you_mean(first, ctx->names->roles, ctx->names->n_roles))
        unknown_role(ctx, first, line->at);
    node->label = text;
    node->own_label = text.n > 0;
}

static void read_long(struct build *build, size_t index, struct doc *map)
{
    struct parse_context *ctx = build->ctx;
    settle_map(ctx, map, &keys_component, STR("components"));
    struct arch_node *node = &ctx->arch->nodes[index];
    size_t kept = 0;
    for (size_t i = 0; i < map->n; i++) {
        struct doc *item = map->items[i];
        if (str_is(item->key, "role")) {
            node->role = read_roles(ctx, item, doc_text(item));
        } else if (str_is(item->key, "tool")) {
            node->tool = doc_text(item);
        } else if (str_is(item->key, "label")) {
            node->label = doc_text(item);
            node->own_label = true;
        } else {
            map->items[kept++] = item;
        }
        if (str_is(item->key, "group")) {
            size_t group = build_find_group(build, doc_text(item), SIZE_MAX);
            if (group == ARCH_NONE)
                group = build_group(build, doc_text(item), ARCH_NONE, item->at);
            if (group != ARCH_NONE)
                build_join(build, index, group);
        }
    }
    map->n = kept;
    node->attrs = map;
}

static void read_component(struct build *build, struct str id, struct place at, struct doc *value)
{
    struct parse_context *ctx = build->ctx;
    size_t node = build_find_exact(build, id);
    if (!str_trim(id).n) {
        diag_add(ctx->diags, DIAG_ARCH_TYPE, at, "a component without an id: ignored");
        return;
    }
    if (node != ARCH_NONE) {
        diag_add(ctx->diags, DIAG_YAML_DUPLICATE, at,
                 "the component \"%.*s\" stands on line %u already: the first is used",
                 STR_ARG(yaml_clip(id)), (unsigned)ctx->arch->nodes[node].at.line);
        return;
    }
    node = build_node(build, id, at);
    if (node == ARCH_NONE || yaml_null(value))
        return;
    if (value->kind == DOC_SCALAR)
        read_one_line(ctx, &ctx->arch->nodes[node], value);
    else if (value->kind == DOC_MAP)
        read_long(build, node, value);
    else
        diag_add(ctx->diags, DIAG_ARCH_TYPE, value->at,
                 "a component is \"role / tool\" or a map of keys, not a list: \"%.*s\" is kept without it",
                 STR_ARG(yaml_clip(id)));
}

/* Takes `id` (or else `name`) out of an entry of a list of components or groups. */
static const struct doc *take_id(struct doc *entry)
{
    const struct doc *id = doc_get(entry, "id");
    if (!id)
        id = doc_get(entry, "name");
    if (!id || id->kind != DOC_SCALAR || yaml_null(id))
        return NULL;
    size_t kept = 0;
    for (size_t i = 0; i < entry->n; i++)
        if (entry->items[i] != id)
            entry->items[kept++] = entry->items[i];
    entry->n = kept;
    return id;
}

void architecture_components_read(struct build *build, struct doc *components)
{
    struct parse_context *ctx = build->ctx;
    if (yaml_null(components))
        return;
    if (components->kind == DOC_SCALAR) {
        diag_add(ctx->diags, DIAG_ARCH_TYPE, components->at,
                 "components takes a map of ids, not a single value: ignored");
        return;
    }
    for (size_t i = 0; i < components->n && !build->full; i++) {
        struct doc *item = components->items[i];
        const struct doc *id;
        if (components->kind == DOC_MAP)
            read_component(build, item->key, item->key_at, item);
        else if (yaml_null(item))
            continue;
        else if (item->kind == DOC_SCALAR)
            read_component(build, item->value, item->at, NULL);
        else if ((id = take_id(item)))
            read_component(build, id->value, id->at, item);
        else if (item->kind == DOC_MAP && item->n == 1)
            read_component(build, item->items[0]->key, item->items[0]->key_at, item->items[0]);
        else
            diag_add(ctx->diags, DIAG_ARCH_TYPE, item->at, "a component without an id: ignored");
    }
}

struct group_source {
    struct build *build;
    size_t n_named; /* groups that components named with `in:`: a group of the section may be one of them */
};

static void read_group(const struct group_source *source, struct str id, struct place at,
                       const struct doc *value, size_t parent);

static void read_members(const struct group_source *source, const struct doc *value, size_t group)
{
    struct build *build = source->build;
    struct str rest = doc_text(value), name;
    if (yaml_null(value))
        return;
    while (!build->full && arrows_next_name(&rest, &name)) {
        size_t node = build_named(build, name, value->at, "group");
        if (node != ARCH_NONE)
            build_join(build, node, group);
    }
    for (size_t i = 0; i < value->n && !build->full; i++) {
        const struct doc *item = value->items[i];
        if (item->kind == DOC_LIST) {
            diag_add(build->ctx->diags, DIAG_ARCH_TYPE, item->at,
                     "a list inside a group's list: ignored; give an inner group a name");
        } else if (item->kind == DOC_MAP) {
            for (size_t k = 0; k < item->n; k++)
                read_group(source, item->items[k]->key, item->items[k]->key_at, item->items[k], group);
        } else if (!yaml_null(item)) {
            size_t node = build_named(build, item->value, item->at, "group");
            if (node != ARCH_NONE)
                build_join(build, node, group);
        }
    }
}

static void read_group(const struct group_source *source, struct str id, struct place at,
                       const struct doc *value, size_t parent)
{
    struct build *build = source->build;
    size_t group = build_find_group(build, id, source->n_named);
    if (group != ARCH_NONE && parent != ARCH_NONE) {
        /* One that `in:` named stands at the top until its place is found; never inside itself. */
        size_t up = parent;
        while (up != ARCH_NONE && up != group)
            up = build->ctx->arch->groups[up].parent;
        if (up == group || build->ctx->arch->groups[group].parent != ARCH_NONE)
            group = ARCH_NONE;
        else
            build->ctx->arch->groups[group].parent = parent;
    }
    if (group == ARCH_NONE)
        group = build_group(build, id, parent, at);
    if (group == ARCH_NONE)
        return;
    if (value->kind != DOC_MAP) {
        read_members(source, value, group);
        return;
    }
    for (size_t i = 0; i < value->n; i++) {
        const struct doc *item = value->items[i];
        if (key_is(item->key, "label") && item->kind == DOC_SCALAR)
            build->ctx->arch->groups[group].label = item->value;
        else if (key_is(item->key, "members") || key_is(item->key, "components") ||
                 key_is(item->key, "nodes"))
            read_members(source, item, group);
        else if (!key_is(item->key, "note"))
            read_group(source, item->key, item->key_at, item, group);
    }
}

void components_groups(struct build *build, const struct doc *groups)
{
    struct parse_context *ctx = build->ctx;
    struct group_source source = {build, ctx->arch->n_groups - build->first_group};
    if (yaml_null(groups))
        return;
    if (groups->kind == DOC_SCALAR)
        diag_add(ctx->diags, DIAG_ARCH_TYPE, groups->at,
                 "groups takes a map of names, not a single value: ignored");
    for (size_t i = 0; i < groups->n && !build->full; i++) {
        struct doc *item = groups->items[i];
        const struct doc *id;
        if (groups->kind == DOC_MAP)
            read_group(&source, item->key, item->key_at, item, ARCH_NONE);
        else if (yaml_null(item))
            continue;
        else if ((id = take_id(item)))
            read_group(&source, id->value, id->at, item, ARCH_NONE);
        else if (item->kind == DOC_MAP && item->n == 1)
            read_group(&source, item->items[0]->key, item->items[0]->key_at, item->items[0], ARCH_NONE);
        else
            diag_add(ctx->diags, DIAG_ARCH_TYPE, item->at, "a group without a name: ignored");
    }
}
