#include "parse/dot_objects.h"

#include <graphviz/cgraph.h>

/* Slips in attribute names are looked for among so many names a file. */
#define SLIPS 200

static const int kinds[] = {[DOT_GRAPH] = AGRAPH, [DOT_NODE] = AGNODE, [DOT_EDGE] = AGEDGE};

const char *dot_objects_value(void *object, Agsym_t *symbol)
{
    const char *value = symbol ? agxget(object, symbol) : NULL;
    return value ? value : "";
}

/* cgraph marks a string as HTML beside it, so this asks for its own string. */
static bool is_html(const char *value)
{
    return *value && aghtmlstr((char *)(uintptr_t)value);
}

struct str dot_objects_text(const struct dot_objects *objects, const char *value, enum dot_label_style style,
                            const struct dot_label_names *names)
{
    return dot_label_text(objects->ctx->arena, str_from(value), is_html(value) ? DOT_LABEL_HTML : style,
                          names);
}

bool dot_has_word(const char *list, const char *word)
{
    struct str rest = str_from(list), one;
    while (str_next(&rest, ", ", &one))
        if (str_eq_nocase(one, str_from(word)))
            return true;
    return false;
}

/* Where the file mentions an attribute first: only asked for a complaint. */
static struct place mention(const struct dot_objects *objects, const char *name)
{
    const struct dot_tokens *tokens = objects->tokens;
    for (size_t i = 0; i + 1 < tokens->n; i++)
        if (tokens->items[i].kind == '=' && dot_token_is(tokens, dot_token_first(tokens, i - 1), name))
            return dot_token_place(tokens, dot_token_first(tokens, i - 1));
    return (struct place){tokens->text, 0, 0};
}

struct seen {
    struct str *slots;
    size_t n;
};

/* Whether the name was seen before; it is from now on. */
static bool seen_before(struct seen *seen, struct str name)
{
    size_t i = str_hash(name) % seen->n;
    for (; seen->slots[i].n; i = (i + 1) % seen->n)
        if (str_eq(seen->slots[i], name))
            return true;
    seen->slots[i] = name;
    return false;
}

static void find_attributes(struct dot_objects *objects, enum dot_owner owner)
{
    struct parse_context *ctx = objects->ctx;
    Agsym_t **by_id, *symbol = NULL;
    size_t n = 0;
    while ((symbol = agnxtattr(objects->root, kinds[owner], symbol)))
        n = (size_t)symbol->id >= n ? (size_t)symbol->id + 1 : n;
    by_id = arena_alloc(ctx->arena, n * sizeof *by_id);
    while ((symbol = agnxtattr(objects->root, kinds[owner], symbol)))
        by_id[symbol->id] = symbol;
    struct seen seen = {arena_alloc(ctx->arena, (2 * n + 1) * sizeof *seen.slots), 2 * n + 1};
    struct dot_attribute *list = arena_alloc(ctx->arena, n * sizeof *list);
    size_t kept = 0, slips = 0;
    for (size_t i = 0; i < n; i++) {
        if (!by_id[i])
            continue;
        struct str name = str_copy(ctx->arena, str_from(by_id[i]->name));
        struct dot_key key = dot_key_find(ctx, owner == DOT_EDGE, name, slips < SLIPS);
        if (key.near && ++slips)
            diag_add(ctx->diags, DIAG_ARCH_KEY, mention(objects, name.p),
                     "\"%.*s\" is no attribute that is read: ignored; did you mean \"%s\"?",
                     STR_ARG(str_sub(name, 0, 60)), key.near);
        if (key.use == DOT_USE_NONE || !key.name.n)
            continue;
        list[kept++] =
            (struct dot_attribute){.symbol = by_id[i], .key = key, .twin = seen_before(&seen, key.name)};
    }
    objects->attributes[owner] = list;
    objects->n_attributes[owner] = kept;
    objects->n_symbols[owner] = n;
    objects->set_at[owner] = arena_alloc(ctx->arena, n * sizeof **objects->set_at);
}

static void find_symbols(struct dot_objects *objects, enum dot_owner owner)
{
    struct dot_symbols *s = &objects->symbols[owner];
    const struct {
        Agsym_t **out;
        const char *name;
    } rows[] = {
        {&s->label, "label"},          {&s->xlabel, "xlabel"}, {&s->head_label, "headlabel"},
        {&s->tail_label, "taillabel"}, {&s->shape, "shape"},   {&s->style, "style"},
        {&s->penwidth, "penwidth"},    {&s->dir, "dir"},       {&s->arrowhead, "arrowhead"},
        {&s->arrowtail, "arrowtail"},  {&s->lhead, "lhead"},   {&s->ltail, "ltail"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        *rows[i].out = agattr(objects->root, kinds[owner], (char *)(uintptr_t)rows[i].name, NULL);
}

void dot_objects_init(struct dot_objects *objects, struct parse_context *ctx, const struct dot_tokens *tokens,
                      struct dot_gate *gate)
{
    *objects = (struct dot_objects){.ctx = ctx, .tokens = tokens, .gate = gate, .root = dot_gate_graph(gate)};
    objects->first_node = ctx->arch->n_nodes;
    objects->first_edge = ctx->arch->n_edges;
    objects->first_group = ctx->arch->n_groups;
    const char *name = agnameof(objects->root);
    objects->name = str_copy(ctx->arena, name && *name != '%' ? str_from(name) : STR(""));
    for (int owner = DOT_GRAPH; owner <= DOT_EDGE; owner++)
        find_symbols(objects, (enum dot_owner)owner);
    find_attributes(objects, DOT_NODE);
    find_attributes(objects, DOT_EDGE);
    size_t n = dot_gate_count(gate, DOT_NODE);
    objects->nodes = arena_alloc(ctx->arena, n * sizeof *objects->nodes);
    for (size_t i = 0; i < n; i++)
        objects->nodes[i] = ARCH_NONE;
}

struct place dot_objects_place(const struct dot_objects *objects, enum dot_owner owner, size_t number)
{
    return dot_token_place(objects->tokens, dot_gate_object(objects->gate, owner, number)->token);
}

/* Counting sort: stable, and linear in objects and lines. */
uint32_t *dot_objects_order(const struct dot_objects *objects, enum dot_owner owner)
{
    const struct dot_tokens *tokens = objects->tokens;
    size_t n = dot_gate_count(objects->gate, owner), lines = tokens->text->n_lines + 2;
    uint32_t *order = arena_alloc(objects->ctx->arena, n * sizeof *order);
    uint32_t *starts = arena_alloc(objects->ctx->arena, lines * sizeof *starts);
    for (size_t i = 0; i < n; i++)
        starts[tokens->items[dot_gate_object(objects->gate, owner, i)->token].line + 1]++;
    for (size_t i = 1; i < lines; i++)
        starts[i] += starts[i - 1];
    for (size_t i = 0; i < n; i++)
        order[starts[tokens->items[dot_gate_object(objects->gate, owner, i)->token].line]++] = (uint32_t)i;
    return order;
}

struct dot_places dot_objects_places(const struct dot_objects *objects, uint32_t token)
{
    const struct dot_tokens *tokens = objects->tokens;
    size_t value = dot_token_after(tokens, token) + 1;
    struct place key = dot_token_place(tokens, token);
    return (struct dot_places){key, value < tokens->n ? dot_token_place(tokens, value) : key};
}

/* Where the object's value of the attribute stands: on itself, on a default, or else where the object stands.
 */
static struct dot_places value_places(const struct dot_objects *objects, enum dot_owner owner, size_t number,
                                      int symbol, const char *value)
{
    struct place at = dot_objects_place(objects, owner, number);
    uint32_t token = objects->set_at[owner][symbol];
    if (token == DOT_NO_TOKEN)
        token = dot_gate_default(objects->gate, owner, symbol, value);
    return token == DOT_NO_TOKEN ? (struct dot_places){at, at} : dot_objects_places(objects, token);
}

static void give(struct dot_facts *facts, enum dot_use use, const struct doc *fact)
{
    const struct doc **slot = use == DOT_USE_ROLE    ? &facts->role
                              : use == DOT_USE_TOOL  ? &facts->tool
                              : use == DOT_USE_KIND  ? &facts->kind
                              : use == DOT_USE_GROUP ? &facts->group
                                                     : &facts->label;
    if (!*slot)
        *slot = fact;
}

void dot_objects_facts(struct dot_objects *objects, enum dot_owner owner, size_t number, struct doc *attrs,
                       struct dot_facts *out)
{
    static const struct dot_label_names none = {{"", 0}, {"", 0}, {"", 0}, {"", 0}, false};
    struct arena *arena = objects->ctx->arena;
    const struct dot_gate_object *object = dot_gate_object(objects->gate, owner, number);
    void *handle = owner == DOT_NODE ? (void *)object->is.node : (void *)object->is.edge;
    uint32_t cursor = object->sets, token;
    int symbol;
    *out = (struct dot_facts){0};
    if (!objects->n_attributes[owner])
        return;
    for (size_t i = 0; i < objects->n_symbols[owner]; i++)
        objects->set_at[owner][i] = DOT_NO_TOKEN;
    while (dot_gate_set(objects->gate, owner, &cursor, &symbol, &token))
        if (objects->set_at[owner][symbol] == DOT_NO_TOKEN)
            objects->set_at[owner][symbol] = token;
    for (size_t i = 0; i < objects->n_attributes[owner]; i++) {
        struct dot_attribute *a = &objects->attributes[owner][i];
        const char *value = dot_objects_value(handle, a->symbol);
        if (!*value)
            continue;
        bool own = objects->set_at[owner][a->symbol->id] != DOT_NO_TOKEN;
        bool apart = a->key.use != DOT_USE_FACT && a->key.use != DOT_USE_GROUP;
        struct doc *fact = a->fact;
        if (own || value != a->value) {
            struct str text = dot_objects_text(objects, value, DOT_LABEL_PLAIN, &none);
            struct dot_places at = value_places(objects, owner, number, a->symbol->id, value);
            fact = dot_fact(arena, NULL, &a->key, text, at);
            a->fact = own ? a->fact : fact;
            a->value = own ? a->value : value;
        }
        if (a->key.use != DOT_USE_FACT)
            give(out, a->key.use, fact);
        if (apart || (a->twin && doc_get(attrs, a->key.name.p)))
            continue;
        struct doc **slot = ARENA_PUSH(arena, attrs->items, attrs->n, attrs->cap);
        *slot = fact;
    }
}
