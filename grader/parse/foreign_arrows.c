#include "parse/foreign_arrows.h"

#include "parse/architecture_components.h"
#include "parse/architecture_keys.h"
#include "parse/yaml.h"

#define FANNED_MAX 8

struct ends {
    size_t *items;
    size_t n, cap;
    size_t added; /* that nobody declared */
    bool group;
};

static void add_end(struct foreign_walk *w, struct ends *ends, size_t node)
{
    size_t *slot = ARENA_PUSH(w->ctx->arena, ends->items, ends->n, ends->cap);
    *slot = node;
}

static void group_ends(struct foreign_walk *w, struct ends *ends, size_t group)
{
    const struct members *members = &w->build.members[group - w->build.first_group];
    ends->group = true;
    /* An end that leads to an arrow is far from this: groups that are named over and over, and lead nowhere.
     */
    for (size_t i = 0; i < members->n && w->fanned < FANNED_MAX * w->ctx->limits->edges; i++, w->fanned++)
        add_end(w, ends, members->items[i]);
}

static void named_end(struct foreign_walk *w, struct ends *ends, struct str name, struct place at)
{
    name = str_trim(name);
    size_t node = foreign_names_node(&w->names, &w->build, name);
    size_t group = node == ARCH_NONE ? foreign_names_group(&w->names, name) : ARCH_NONE;
    if (group != ARCH_NONE) {
        group_ends(w, ends, group);
        return;
    }
    if (!name.n)
        return;
    if (node == ARCH_NONE)
        node = build_named(&w->build, name, at, "flow");
    if (node == ARCH_NONE)
        return;
    size_t first = w->ctx->arch->n_nodes - w->build.n_nodes;
    ends->added += node - first >= w->tally->declared;
    add_end(w, ends, node);
}

static void read_end(struct foreign_walk *w, struct ends *ends, const struct doc *doc)
{
    if (doc && doc->kind == DOC_MAP)
        doc = foreign_pick(doc, w->map->end);
    for (size_t i = 0; doc && doc->kind == DOC_LIST && i < doc->n; i++) {
        const struct doc *item = doc->items[i];
        if (item->kind == DOC_MAP)
            item = foreign_pick(item, w->map->end);
        if (item && item->kind == DOC_SCALAR)
            named_end(w, ends, item->value, item->at);
    }
    if (doc && doc->kind == DOC_SCALAR && !yaml_null(doc))
        named_end(w, ends, doc->value, doc->at);
}

static void join(struct foreign_walk *w, const struct flow *flow, const struct ends *from,
                 const struct ends *to, struct arrow arrow)
{
    if (!from->n || !to->n) {
        if (!w->build.full)
            diag_add(w->ctx->diags, DIAG_ARCH_EDGE, flow->at, "an arrow without a name at one end: left out");
        w->tally->broken++;
        return;
    }
    w->tally->joined += !from->added && !to->added;
    for (size_t i = 0; i < from->n && !w->build.full; i++)
        for (size_t k = 0; k < to->n && !w->build.full; k++)
            build_arrow(&w->build, flow, from->items[i], to->items[k], arrow, from->group || to->group);
}

static struct arrow arrow_of(enum foreign_way way)
{
    return (struct arrow){.reversed = way == FOREIGN_BACK, .undirected = way == FOREIGN_LINE};
}

/* What is said of an arrow; body may be anything. */
static struct flow flow_of(struct foreign_walk *w, const struct doc *body, struct str title, struct place at)
{
    struct parse_context *ctx = w->ctx;
    struct flow flow = {.at = at, .kind = STR(""), .label = title};
    const struct doc *kind = foreign_pick(body, w->map->edge_kind),
                     *note = foreign_pick(body, w->map->edge_note);
    const char *known = components_known(ctx->names->kinds, ctx->names->n_kinds, doc_text(kind));
    struct str label = foreign_text(body, w->map->edge_label);
    if (known)
        flow.kind = str_from(known);
    if (label.n && !(known && str_eq(label, doc_text(kind))))
        flow.label = label;
    struct doc *attrs = doc_new(ctx->arena, NULL, DOC_MAP, STR(""), at);
    if (note && note->kind == DOC_SCALAR)
        doc_scalar(ctx->arena, attrs, STR("note"), note->value, note->at);
    for (size_t i = 0; w->map->own_keys && body && body->kind == DOC_MAP && i < body->n; i++) {
        const struct doc *item = body->items[i];
        const struct key_rule *rule = item->kind == DOC_SCALAR ? key_find(&keys_flow, item->key) : NULL;
        if (!rule || str_is(str_from(rule->name), "note") || str_is(str_from(rule->name), "label") ||
            str_is(str_from(rule->name), "from") || str_is(str_from(rule->name), "to") ||
            str_is(str_from(rule->name), "kind") || yaml_null(item) || doc_get(attrs, rule->name))
            continue;
        doc_scalar(ctx->arena, attrs, str_from(rule->name), item->value, item->at)->key_at = item->key_at;
    }
    flow.attrs = attrs;
    return flow;
}

/* "a -> b -> c" */
static bool read_chain(struct foreign_walk *w, struct str text, const struct doc *body, struct place at)
{
    struct arrows arrows;
    if (!arrows_read(&arrows, w->ctx->arena, text))
        return false;
    struct flow flow = flow_of(w, body, body && body->kind == DOC_SCALAR ? body->value : STR(""), at);
    for (size_t i = 0; i + 1 < arrows.n && !w->build.full; i++) {
        struct ends from = {0}, to = {0};
        named_end(w, &from, arrows.parts[i], at);
        named_end(w, &to, arrows.parts[i + 1], at);
        join(w, &flow, &from, &to, arrows.arrows[i]);
    }
    return true;
}

const struct foreign_form *foreign_arrows_form(const struct foreign_walk *w, const struct doc *item)
{
    for (size_t f = 0; f < w->map->n_forms; f++)
        if (foreign_pick(item, w->map->forms[f].from) && foreign_pick(item, w->map->forms[f].to))
            return &w->map->forms[f];
    return NULL;
}

static void read_arrow(struct foreign_walk *w, const struct doc *item)
{
    const struct foreign_form *form = foreign_arrows_form(w, item);
    if (form && form->way != FOREIGN_INSIDE) {
        struct flow flow = flow_of(w, item, item->key, item->key.n ? item->key_at : item->at);
        struct ends from = {0}, to = {0};
        read_end(w, &from, foreign_pick(item, form->from));
        read_end(w, &to, foreign_pick(item, form->to));
        join(w, &flow, &from, &to, arrow_of(form->way));
        return;
    }
    bool read = form != NULL;
    if (!read && item->kind == DOC_SCALAR && !item->key.n)
        read = read_chain(w, item->value, NULL, item->at);
    if (!read && item->key.n)
        read = read_chain(w, item->key, item, item->key_at);
    if (!read && item->kind == DOC_MAP && item->n == 1)
        read = read_chain(w, item->items[0]->key, item->items[0], item->items[0]->key_at);
    if (read || yaml_null(item))
        return;
    w->tally->broken++;
    diag_add(w->ctx->diags, DIAG_ARCH_EDGE, item->at, "not an arrow between two names: left out");
}

static void to_neighbour(struct foreign_walk *w, const struct foreign_pending *from, struct str name,
                         const struct doc *body, struct str title, struct place at)
{
    struct ends here = {0}, there = {0};
    struct flow flow = flow_of(w, body, title, at);
    if (from->node != ARCH_NONE)
        add_end(w, &here, from->node);
    else
        group_ends(w, &here, from->group);
    named_end(w, &there, name, at);
    join(w, &flow, &here, &there, arrow_of(from->way));
}

/* "kafka", [kafka, {to: redis, label: …}], {kafka: orders}, {link: {target: kafka}} */
static void read_neighbours(struct foreign_walk *w, const struct foreign_pending *from)
{
    const struct doc *doc = from->doc;
    if (doc->kind == DOC_SCALAR) {
        to_neighbour(w, from, doc->value, NULL, STR(""), doc->at);
        return;
    }
    struct str end = foreign_text(doc, w->map->end);
    if (end.n) {
        to_neighbour(w, from, end, doc, STR(""), doc->at);
        return;
    }
    for (size_t i = 0; i < doc->n && !w->build.full; i++) {
        const struct doc *item = doc->items[i];
        end = foreign_text(item, w->map->end);
        if (yaml_null(item) && !item->key.n)
            continue;
        if (foreign_arrows_form(w, item)) /* an arrow of its own, with both ends */
            read_arrow(w, item);
        else if (end.n) /* a map's key is then what the arrow is called */
            to_neighbour(w, from, end, item, item->key, item->key.n ? item->key_at : item->at);
        else if (item->key.n)
            to_neighbour(w, from, item->key, item, doc_text(item), item->key_at);
        else if (item->kind == DOC_SCALAR)
            to_neighbour(w, from, item->value, NULL, STR(""), item->at);
        else if (item->kind == DOC_MAP && item->n == 1)
            to_neighbour(w, from, item->items[0]->key, item->items[0], doc_text(item->items[0]),
                         item->items[0]->key_at);
        else
            diag_add(w->ctx->diags, DIAG_ARCH_EDGE, item->at, "not the name of a neighbour: left out");
    }
}

void foreign_arrows_read(struct foreign_walk *w)
{
    for (size_t p = 0; p < w->n_pending && !w->build.full; p++) {
        const struct foreign_pending *pending = &w->pending[p];
        if (pending->way == FOREIGN_INSIDE)
            continue;
        if (pending->node != ARCH_NONE || pending->group != ARCH_NONE)
            read_neighbours(w, pending);
        else if (pending->doc->kind == DOC_SCALAR)
            read_arrow(w, pending->doc);
        else
            for (size_t i = 0; i < pending->doc->n && !w->build.full; i++)
                read_arrow(w, pending->doc->items[i]);
    }
}
