#include "parse/architecture_flows.h"

#include "parse/architecture_components.h"
#include "parse/architecture_settle.h"
#include "parse/yaml.h"
#include "parse/yaml_words.h"

static void refuse(struct build *build, struct place at, const char *why)
{
    diag_add(build->ctx->diags, DIAG_ARCH_EDGE, at, "%s: this flow is left out", why);
}

/* A kind as declared. One that is none of the pack's is most likely what the author would have called the
 * label. */
static void set_kind(struct parse_context *ctx, struct flow *flow, struct str text, struct place at)
{
    const struct arch_names *names = ctx->names;
    const char *kind = components_known(names->kinds, names->n_kinds, text);
    if (kind) {
        flow->kind = str_from(kind);
        return;
    }
    diag_add(ctx->diags, DIAG_ARCH_KIND, at, "\"%.*s\" is not a kind of flow: read as the label%s",
             STR_ARG(yaml_clip(text)),
             components_suggestion(ctx, DIAG_ARCH_KIND, text, names->kinds, names->n_kinds));
    if (!flow->label.n)
        flow->label = text;
}

/* A settled map of keys: kind and label into their fields, the rest stays; from and to are taken out. */
static void set_attrs(struct parse_context *ctx, struct flow *flow, struct doc *map, const struct doc **from,
                      const struct doc **to)
{
    const struct doc *kind = NULL;
    size_t kept = 0;
    for (size_t i = 0; i < map->n; i++) {
        struct doc *item = map->items[i];
        if (str_is(item->key, "from"))
            *from = item;
        else if (str_is(item->key, "to"))
            *to = item;
        else if (str_is(item->key, "kind"))
            kind = item;
        else if (str_is(item->key, "label"))
            flow->label = item->value;
        else
            map->items[kept++] = item;
    }
    map->n = kept;
    flow->attrs = map;
    if (kind)
        set_kind(ctx, flow, kind->value, kind->at);
}

/* The value beside the arrows: a kind, or keys. */
static void set_value(struct parse_context *ctx, struct flow *flow, struct doc *value)
{
    const struct doc *from = NULL, *to = NULL;
    if (yaml_null(value))
        return;
    if (value->kind == DOC_SCALAR) {
        set_kind(ctx, flow, value->value, value->at);
    } else if (value->kind == DOC_MAP) {
        settle_map(ctx, value, &keys_flow, STR("flows"));
        set_attrs(ctx, flow, value, &from, &to);
        if (from || to)
            diag_add(ctx->diags, DIAG_ARCH_KEY, (from ? from : to)->key_at,
                     "an arrow has its ends already: from and to are ignored");
    } else {
        diag_add(ctx->diags, DIAG_ARCH_TYPE, value->at,
                 "a flow takes a kind or keys with values, not a list: ignored");
    }
}

static void add_chain(struct build *build, const struct flow *flow, const struct arrows *arrows)
{
    for (size_t i = 0; i + 1 < arrows->n && !build->full; i++)
        if (!build_arrows(build, flow, arrows->parts[i], arrows->parts[i + 1], arrows->arrows[i]))
            return;
}

static struct flow flow_at(struct place at)
{
    return (struct flow){.at = at, .kind = STR(""), .label = STR("")};
}

/* "a -> b", and "a -> b: kind" where the whole stands in quotes. */
static void read_text(struct build *build, const struct doc *doc)
{
    struct flow flow = flow_at(doc->at);
    struct arrows arrows;
    if (!arrows_read(&arrows, build->ctx->arena, doc->value)) {
        refuse(build, doc->at,
               arena_printf(build->ctx->arena, "no arrow in \"%.*s\"", STR_ARG(yaml_clip(doc->value))));
        return;
    }
    struct str *last = &arrows.parts[arrows.n - 1];
    size_t colon = str_find(*last, STR(": "));
    if (colon < last->n) {
        set_kind(build->ctx, &flow, str_trim(str_sub(*last, colon + 1, last->n)), doc->at);
        *last = str_trim(str_sub(*last, 0, colon));
    }
    add_chain(build, &flow, &arrows);
}

static void read_from_to(struct build *build, struct doc *map)
{
    struct parse_context *ctx = build->ctx;
    struct flow flow = flow_at(map->at);
    const struct doc *from = NULL, *to = NULL;
    for (size_t i = 0; i < map->n; i++) {
        const struct key_rule *rule = key_find(&keys_flow, map->items[i]->key);
        if (rule && str_is(str_from(rule->name), "from"))
            from = map->items[i];
        if (rule && str_is(str_from(rule->name), "to"))
            to = map->items[i];
    }
    if (!from || !to) {
        struct str first = map->n ? yaml_clip(map->items[0]->key) : STR("");
        refuse(build, flow.at,
               from      ? "from without to"
               : to      ? "to without from"
               : first.n ? arena_printf(ctx->arena, "no arrow in \"%.*s\"", STR_ARG(first))
                         : "no arrow");
        return;
    }
    settle_map(ctx, map, &keys_flow, STR("flows"));
    from = to = NULL; /* what came through in their shape */
    set_attrs(ctx, &flow, map, &from, &to);
    if (from && to)
        build_arrows(build, &flow, settle_join(ctx->arena, from), settle_join(ctx->arena, to),
                     (struct arrow){0});
    else
        refuse(build, flow.at, "from or to names nothing");
}

static bool has_arrow(struct parse_context *ctx, struct str key)
{
    struct arrows arrows;
    return arrows_read(&arrows, ctx->arena, key);
}

/*
 * A map with arrows among its keys. One arrow may have its keys beside it rather than below, which is a slip
 * of indentation that leaves no doubt: `a -> b:` and, level with it, `kind: data`.
 */
static void read_arrow_keys(struct build *build, struct doc *map, size_t n_arrows)
{
    struct parse_context *ctx = build->ctx;
    struct doc *beside = doc_new(ctx->arena, NULL, DOC_MAP, STR(""), map->at);
    for (size_t i = 0; i < map->n; i++) {
        struct doc *item = map->items[i];
        if (has_arrow(ctx, item->key))
            continue;
        struct doc **slot = ARENA_PUSH(ctx->arena, beside->items, beside->n, beside->cap);
        *slot = item;
        if (n_arrows > 1)
            refuse(build, item->key_at, "no arrow in this key");
    }
    for (size_t i = 0; i < map->n && !build->full; i++) {
        struct doc *item = map->items[i];
        struct flow flow = flow_at(item->key_at);
        struct arrows arrows;
        if (!arrows_read(&arrows, ctx->arena, item->key))
            continue;
        if (n_arrows == 1 && beside->n) {
            for (size_t k = 0; item->kind == DOC_MAP && k < item->n; k++) {
                struct doc **slot = ARENA_PUSH(ctx->arena, beside->items, beside->n, beside->cap);
                *slot = item->items[k];
            }
            if (item->kind != DOC_MAP)
                set_value(ctx, &flow, item);
            set_value(ctx, &flow, beside);
        } else {
            set_value(ctx, &flow, item);
        }
        add_chain(build, &flow, &arrows);
    }
}

static void read_item(struct build *build, struct doc *item)
{
    size_t n_arrows = 0;
    if (yaml_null(item))
        return;
    if (item->kind == DOC_LIST) {
        diag_add(build->ctx->diags, DIAG_ARCH_TYPE, item->at,
                 "a flow is \"a -> b: kind\" or a map with from and to, not a list: ignored");
        return;
    }
    if (item->kind == DOC_SCALAR) {
        read_text(build, item);
        return;
    }
    for (size_t i = 0; i < item->n; i++)
        n_arrows += has_arrow(build->ctx, item->items[i]->key);
    if (n_arrows)
        read_arrow_keys(build, item, n_arrows);
    else
        read_from_to(build, item);
}

void architecture_flows_read(struct build *build, struct doc *flows)
{
    if (!flows || flows->kind != DOC_LIST) {
        read_item(build, flows);
        return;
    }
    for (size_t i = 0; i < flows->n && !build->full; i++)
        read_item(build, flows->items[i]);
}
