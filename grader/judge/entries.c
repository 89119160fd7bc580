#include "judge/entries.h"

#include "judge/entries_found.h"
#include "judge/evidence.h"
#include "judge/waits.h"

struct entry *entries_add(struct judge *j, struct entries *out, struct place at, struct str name)
{
    struct entry *entry = ARENA_PUSH(j->arena, out->items, out->n, out->cap);
    *entry = (struct entry){
        .node = ARCH_NONE, .edge = ARCH_NONE, .at = at, .name = name, .kind = STR(""), .text = STR("")};
    return entry;
}

static struct entry *add_box(struct judge *j, struct entries *out, size_t i)
{
    const struct arch_node *node = &j->arch->nodes[i];
    struct entry *entry = entries_add(j, out, node->at, evidence_name(j, i));
    entry->node = i;
    entry->text =
        evidence_text(j, "%.*s | %.*s | %.*s", STR_ARG(node->label), STR_ARG(node->tool), STR_ARG(node->id));
    facts_of_box(j, &entry->docs, i);
    return entry;
}

static void boxes(struct judge *j, struct entries *out)
{
    for (size_t i = 0; i < j->arch->n_nodes; i++)
        if (graph_is_drawn(j->graph, i))
            add_box(j, out, i);
}

static void flows(struct judge *j, struct entries *out)
{
    for (size_t i = 0; i < j->arch->n_edges; i++) {
        const struct arch_edge *edge = &j->arch->edges[i];
        const struct edge_reading *read = &j->reading->edges[i];
        if (!graph_is_drawn_arrow(j->graph, i) || edge->hidden)
            continue;
        if (edge->fanned && i > 0 && j->arch->edges[i - 1].fanned &&
            place_cmp(edge->at, j->arch->edges[i - 1].at) == 0)
            continue; /* one arrow to a group is one arrow */
        struct entry *entry =
            entries_add(j, out, edge->at,
                        evidence_text(j, "%.*s -> %.*s", STR_ARG(evidence_name(j, read->from)),
                                      STR_ARG(evidence_name(j, read->to))));
        entry->edge = i;
        entry->text = edge->label;
        const struct doc **slot = ARENA_PUSH(j->arena, entry->docs.items, entry->docs.n, entry->docs.cap);
        *slot = edge->attrs;
    }
}

static void groups(struct judge *j, struct entries *out)
{
    for (size_t i = 0; i < j->arch->n_groups; i++)
        if (j->arch->views[j->arch->groups[i].view].confidence >= ARCH_DRAWN)
            entries_add(j, out, j->arch->groups[i].at, j->arch->groups[i].label);
}

static void views(struct judge *j, struct entries *out)
{
    for (size_t i = 0; i < j->arch->n_views; i++)
        if (j->arch->views[i].n_nodes && j->arch->views[i].confidence >= ARCH_DRAWN)
            entries_add(j, out, j->arch->views[i].at,
                        j->arch->views[i].text ? j->arch->views[i].text->name : STR("a drawing"));
}

static void roles(struct judge *j, struct entries *out)
{
    for (uint32_t r = 0; r < rub_roles_n(j->rubric); r++)
        for (uint32_t v = 0; (j->graph->roles & role_bit(r)) && v < j->graph->n_vertices; v++)
            if (j->graph->vertices[v].role == r) {
                struct entry *entry = add_box(j, out, j->graph->vertices[v].node);
                entry->name = evidence_text(j, "%.*s: %.*s", STR_ARG(entry->name),
                                            STR_ARG(evidence_roles(j, role_bit(r))));
                break;
            }
}

/* Boxes that a request waits for, the entries apart, with what their calls state. */
static struct entry *add_waited(struct judge *j, struct entries *out, const struct wait_box *box)
{
    struct entry *entry = add_box(j, out, box->node);
    for (size_t i = 0; i < box->calls.n; i++) {
        const struct doc **slot = ARENA_PUSH(j->arena, entry->docs.items, entry->docs.n, entry->docs.cap);
        *slot = box->calls.items[i];
    }
    return entry;
}

static void request_path(struct judge *j, struct entries *out)
{
    const struct waits *w = waits_of(j);
    for (uint32_t i = 0; i < w->n; i++)
        if (w->boxes[i].depth > 0)
            add_waited(j, out, &w->boxes[i]);
}

static void request_roles(struct judge *j, struct entries *out)
{
    const struct waits *w = waits_of(j);
    for (uint32_t r = 0; r < rub_roles_n(j->rubric); r++) {
        struct entries *parts = arena_alloc(j->arena, sizeof *parts);
        if (!(rub_info(j->rubric, 0)->request_roles & role_bit(r)))
            continue;
        for (uint32_t i = 0; i < w->n; i++)
            if (j->reading->nodes[w->boxes[i].node].credited & role_bit(r))
                add_waited(j, parts, &w->boxes[i]);
        if (parts->n) {
            struct str name = parts->n == 1 ? parts->items[0].name : evidence_roles(j, role_bit(r));
            struct entry *entry = entries_add(j, out, parts->items[0].at, name);
            entry->node = parts->items[0].node;
            entry->parts = parts;
        }
    }
}

static uint64_t can_play(struct judge *j, uint32_t tool)
{
    const struct rub_tool *t = rub_tools(j->rubric, tool);
    uint64_t can = 0;
    for (size_t i = 0; i < t->roles.n; i++)
        can |= role_bit(rub_word(j->rubric, t->roles, i));
    return can;
}

/* Two tools of one group in one role: an entry for each but the first. */
static void duplicate_tools(struct judge *j, struct entries *out)
{
    struct use {
        uint32_t tool, node;
    } *uses = NULL;
    size_t n = 0, cap = 0;
    for (size_t i = 0; i < j->arch->n_nodes; i++)
        for (size_t k = 0; graph_is_drawn(j->graph, i) && k < j->reading->nodes[i].n_tools; k++) {
            uint32_t tool = j->reading->nodes[i].tools[k].tool;
            bool known = false, twin = false;
            for (size_t u = 0; u < n; u++) {
                known |= uses[u].tool == tool;
                uint64_t a = can_play(j, tool) & j->reading->nodes[i].credited;
                uint64_t b = can_play(j, uses[u].tool) & j->reading->nodes[uses[u].node].credited;
                twin |= uses[u].tool != tool && (a & b) && uses[u].node != i &&
                        rub_tools(j->rubric, uses[u].tool)->group == rub_tools(j->rubric, tool)->group;
            }
            if (known)
                continue;
            if (twin)
                add_box(j, out, i)->name = str_from(rub_text(j->rubric, rub_tools(j->rubric, tool)->name));
            struct use *use = ARENA_PUSH(j->arena, uses, n, cap);
            *use = (struct use){tool, (uint32_t)i};
        }
}

static void orphans(struct judge *j, struct entries *out)
{
    uint64_t core = rub_info(j->rubric, 0)->core_roles;
    for (size_t i = 0; i < j->arch->n_nodes; i++)
        if (graph_is_drawn(j->graph, i) && (j->reading->nodes[i].credited & core) && !j->graph->drawn_in[i] &&
            !j->graph->drawn_out[i])
            add_box(j, out, i);
}

/* Tools that stand on a box and nowhere in the text. Texts name many that are on no box: that is no fault. */
static void lone_tools(struct judge *j, struct entries *out)
{
    enum { DRAWN = 1, TOLD = 2 };
    const struct statements *told = j->reading->told;
    size_t n = rub_tools_n(j->rubric);
    unsigned char *sides = arena_alloc(j->arena, n + 1);
    struct place *at = arena_alloc(j->arena, (n + 1) * sizeof *at);
    for (size_t i = 0; i < j->arch->n_nodes; i++)
        for (size_t k = 0; graph_is_drawn(j->graph, i) && k < j->reading->nodes[i].n_tools; k++) {
            sides[j->reading->nodes[i].tools[k].tool] |= DRAWN;
            at[j->reading->nodes[i].tools[k].tool] = j->arch->nodes[i].at;
        }
    for (size_t i = 0; i < told->n; i++)
        for (size_t k = 0; told->items[i].block && k < told->items[i].n_components; k++) {
            const struct component *c = &told->items[i].components[k];
            if (c->tool == RUB_NONE || c->standing != STANDING_POSITIVE)
                continue;
            sides[c->tool] |= TOLD;
        }
    for (size_t t = 0; t < n; t++)
        if (sides[t] == DRAWN)
            entries_add(j, out, at[t],
                        str_from(rub_text(j->rubric, rub_tools(j->rubric, (uint32_t)t)->name)));
}

static void missing_parts(struct judge *j, struct entries *out)
{
    for (size_t i = 0; i < rub_parts_n(j->rubric); i++)
        if (j->review->parts[i].value == TRUTH_FALSE)
            entries_add(j, out, (struct place){0},
                        str_from(rub_text(j->rubric, rub_parts(j->rubric, i)->title)));
}

static void closed_loops(struct judge *j, struct entries *out)
{
    for (size_t i = 0; i < rub_loops_n(j->rubric); i++)
        if (j->review->loops[i].closed)
            entries_add(j, out, (struct place){0},
                        str_from(rub_text(j->rubric, rub_loops(j->rubric, i)->title)));
}

static bool holds_keys(struct judge *j, const struct fact_list *docs, struct rub_span keys)
{
    for (size_t k = 0; k < keys.n; k++)
        for (size_t d = 0; d < docs->n; d++)
            if (facts_key(docs->items[d], str_from(rub_text(j->rubric, rub_word(j->rubric, keys, k)))))
                return true;
    return keys.n == 0;
}

/* A section of the facts, and the boxes that are entries of it. */
static void section(struct judge *j, struct entries *out, struct str of, bool whole)
{
    struct fact_list found = {0}, items = {0};
    facts_at(j, &found, j->reading->facts, of);
    for (size_t i = 0; i < found.n; i++)
        facts_entries(j, &items, found.items[i], whole);
    for (size_t i = 0; i < items.n; i++) {
        const struct doc *doc = items.items[i], *name = doc_get(doc, "name");
        struct str shown = doc_text(name).n                         ? doc_text(name)
                           : doc->kind == DOC_SCALAR && !doc->key.n ? doc->value
                                                                    : doc->key;
        struct entry *entry = entries_add(j, out, doc->key_at.text ? doc->key_at : doc->at, shown);
        const struct doc **slot = ARENA_PUSH(j->arena, entry->docs.items, entry->docs.n, entry->docs.cap);
        *slot = doc;
    }
    size_t declared = out->n;
    for (size_t c = 0; c < rub_collections_n(j->rubric); c++) {
        const struct rub_collection *collection = rub_collections(j->rubric, c);
        if (!str_is(of, rub_text(j->rubric, collection->name)))
            continue;
        for (size_t i = 0; i < j->arch->n_nodes; i++) {
            struct fact_list docs = {0};
            bool known = false;
            if (!graph_is_box(j->graph, i) || !(j->reading->nodes[i].credited & role_bit(collection->role)))
                continue;
            facts_of_box(j, &docs, i);
            for (size_t k = 0; k < out->n; k++) /* written in the list as well: once; in two kinds: twice */
                known |= k < declared ? facts_text_is(out->items[k].name, j->arch->nodes[i].id)
                                      : out->items[k].node == i &&
                                            str_is(out->items[k].kind, rub_text(j->rubric, collection->kind));
            if (!known && holds_keys(j, &docs, collection->keys))
                add_box(j, out, i)->kind = str_from(rub_text(j->rubric, collection->kind));
        }
    }
}

static const struct {
    const char *name;
    void (*collect)(struct judge *, struct entries *);
    bool lasting; /* the same whenever it is asked for */
} sources[] = {
    {"components", boxes, true},
    {"flows", flows, true},
    {"groups", groups, true},
    {"views", views, true},
    {"roles", roles, true},
    {"request_path", request_path, true},
    {"request_roles", request_roles, true},
    {"duplicate_tools", duplicate_tools, true},
    {"orphans", orphans, true},
    {"lone_tools", lone_tools, true},
    {"missing_parts", missing_parts, false},
    {"closed_loops", closed_loops, false},
    {"tools", entries_tools, true},
    {"ignored", entries_ignored, true},
    {"pictures", entries_pictures, true},
    {"failing_checks", entries_failing_checks, false},
};

struct entry_memo {
    struct str of;
    bool whole;
    struct entries entries;
    struct entry_memo *next;
};

const struct entries *entries_of(struct judge *j, struct str of, bool whole)
{
    size_t s = 0, n_sources = sizeof sources / sizeof sources[0];
    while (s < n_sources && !str_is(of, sources[s].name))
        s++;
    whole &= s == n_sources; /* makes no difference to the others */
    for (struct entry_memo *memo = j->entries; memo; memo = memo->next)
        if (memo->whole == whole && str_eq(memo->of, of))
            return &memo->entries;
    struct entry_memo *memo = arena_alloc(j->arena, sizeof *memo);
    memo->of = of;
    memo->whole = whole;
    if (s == n_sources)
        section(j, &memo->entries, of, whole);
    else
        sources[s].collect(j, &memo->entries);
    if (s == n_sources || sources[s].lasting) {
        memo->next = j->entries;
        j->entries = memo;
    }
    return &memo->entries;
}
