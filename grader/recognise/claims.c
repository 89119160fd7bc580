#include "recognise/collector.h"
#include "recognise/shapes.h"

#define MAX_NESTED_GROUPS 8
#define MIN_ID 4 /* letters of an id that is a word */

struct claim_index *claim_index_new(struct arena *arena, const struct rubric *rubric,
                                    const struct pairs *pairs)
{
    struct claim_index *index = arena_alloc(arena, sizeof *index);
    size_t n = 0, n_phrases = rub_phrases_n(rubric);
    uint32_t *numbers = arena_alloc(arena, n_phrases * sizeof *numbers);
    index->rubric = rubric;
    index->pairs = pairs;
    index->roles_of = arena_alloc(arena, n_phrases * sizeof *index->roles_of);
    index->composite = arena_alloc(arena, n_phrases * sizeof *index->composite);
    bool *used = arena_alloc(arena, n_phrases * sizeof *used);
    for (size_t role = 0; role < rub_roles_n(rubric); role++) {
        struct rub_span phrases = rub_roles(rubric, role)->phrases;
        for (uint32_t i = phrases.at; i < phrases.at + phrases.n; i++) {
            index->roles_of[i] |= UINT64_C(1) << role;
            used[i] = true;
        }
    }
    for (size_t i = 0; i < rub_composites_n(rubric); i++) {
        const struct rub_composite *composite = rub_composites(rubric, i);
        index->roles_of[composite->phrase] = composite->roles;
        index->composite[composite->phrase] = used[composite->phrase] = true;
    }
    for (size_t i = 0; i < n_phrases; i++)
        if (used[i])
            numbers[n++] = (uint32_t)i;
    index->tools = tool_index_new(arena, rubric);
    index->put_off = put_off_index_new(arena, rubric);
    struct phrase_index *phrases_of = phrase_index_new(arena, rubric, numbers, n);
    phrase_mending(phrases_of, arena);
    index->phrases = phrases_of;
    return index;
}

void claims_add(struct claims *claims, struct arena *arena, struct claim claim)
{
    for (size_t i = 0; i < claims->n; i++) {
        struct claim *same = &claims->items[i];
        if (same->role != claim.role)
            continue;
        if (claim.state < same->state || (claim.state == same->state && claim.confidence > same->confidence))
            *same = claim;
        return;
    }
    struct claim *added = ARENA_PUSH(arena, claims->items, claims->n, claims->cap);
    *added = claim;
}

uint64_t claims_mask(const struct claims *claims, unsigned states)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < claims->n; i++)
        if (states >> claims->items[i].state & 1)
            mask |= UINT64_C(1) << claims->items[i].role;
    return mask;
}

const struct arch_node *collector_member(const struct collector *c, size_t member)
{
    return &c->reading->arch->nodes[member];
}

/* ------------------------------------------------------------------ declared */

static uint32_t role_named(const struct collector *c, struct str piece)
{
    struct str name = str_lower(c->arena, piece);
    char *p = arena_copy(c->arena, name.p, name.n);
    for (size_t i = 0; i < name.n; i++)
        if (p[i] == ' ' || p[i] == '-')
            p[i] = '_';
    return rub_role_of(c->index->rubric, (struct str){p, name.n});
}

static void declare(struct collector *c, const struct arch_node *node, struct str text, struct place at)
{
    struct str rest = text, piece;
    while (str_next(&rest, ",+|;&/", &piece)) {
        uint32_t role = role_named(c, piece);
        if (role != RUB_NONE) {
            c->out->declared = true;
            struct claim claim = {role, ROLE_DECLARED,  CLAIM_SETTLED, CONFIDENCE_DECLARED, RUB_NONE,
                                  at,   STR("declared")};
            claims_add(c->out, c->arena, claim);
            continue;
        }
        /* Classes of a Mermaid drawing are mostly about colours. */
        if (c->reading->arch->views[node->view].format == ARCH_MERMAID)
            continue;
        /* The reader has complained: the words are read as a label. */
        struct spot spot;
        collector_spot(&spot, c, piece, TOOL_IN_LABEL, true);
        claim_text(c, &spot, "role", at);
    }
}

static void declare_all(struct collector *c, const struct arch_node *node)
{
    if (!node->role)
        return;
    if (node->role->kind == DOC_SCALAR)
        declare(c, node, node->role->value, node->role->at);
    for (size_t i = 0; node->role->kind != DOC_SCALAR && i < node->role->n; i++)
        declare(c, node, doc_text(node->role->items[i]), node->role->items[i]->at);
}

/* ------------------------------------------------------------------ groups */

/* The roles that the innermost telling title stands for. */
static void read_groups(struct collector *c)
{
    const struct architecture *arch = c->reading->arch;
    for (size_t m = 0; m < c->n_labels && !c->group_roles; m++) {
        size_t group = collector_member(c, c->map->members[c->map->member_at[c->node] + m])->group;
        for (unsigned depth = 0; group != ARCH_NONE && depth < MAX_NESTED_GROUPS && !c->group_roles;
             depth++) {
            struct collector inner = *c;
            struct claims claims = {0};
            struct spot spot;
            inner.out = &claims;
            collector_spot(&spot, c, arch->groups[group].label, TOOL_IN_LABEL, true);
            claim_text(&inner, &spot, "group", arch->groups[group].at);
            c->group_roles = claims_mask(&claims, 1u << CLAIM_SETTLED | 1u << CLAIM_OPEN);
            if (!c->group_title.n || c->group_roles)
                c->group_title = arch->groups[group].label;
            group = arch->groups[group].parent;
        }
    }
}

static void claim_group(struct collector *c, struct place at)
{
    struct claim like = {.evidence = ROLE_GROUP,
                         .state = CLAIM_SETTLED,
                         .confidence = CONFIDENCE_GUESS,
                         .tool = RUB_NONE,
                         .at = at};
    like.why = str_from(arena_printf(c->arena, "group '%.*s'", STR_ARG(c->group_title)));
    collector_claim(c, c->group_roles, like);
}

/* ------------------------------------------------------------------ shapes */

/* Of several roles that are open, those in `likely`, where there are any; just one gets the confidence. */
static void choose_likely(struct claims *claims, uint64_t likely, double confidence)
{
    uint64_t open = 0;
    for (size_t i = 0; i < claims->n; i++)
        if (claims->items[i].state == CLAIM_OPEN && claims->items[i].evidence == ROLE_LABEL)
            open |= UINT64_C(1) << claims->items[i].role;
    uint64_t chosen = open & likely;
    size_t kept = 0;
    if (!chosen || chosen == open)
        return;
    for (size_t i = 0; i < claims->n; i++) {
        struct claim claim = claims->items[i];
        if (((open & ~chosen) >> claim.role & 1) && claim.state == CLAIM_OPEN)
            continue;
        if ((chosen >> claim.role & 1) && !(chosen & (chosen - 1))) {
            claim.state = CLAIM_SETTLED;
            claim.confidence = confidence;
        }
        claims->items[kept++] = claim;
    }
    claims->n = kept;
}

/*
 * Data that nothing sends and something takes is where it enters ("Raw events"); what is sent is kept there.
 * So for roles that the label leaves open.
 */
static void choose_entry(struct collector *c)
{
    uint64_t entries = rub_info(c->index->rubric, 0)->entry_roles;
    bool in = false, out = false;
    for (size_t i = c->map->edge_at[c->node]; i < c->map->edge_at[c->node + 1]; i++) {
        const struct edge_reading *edge = &c->reading->edges[c->map->edges[i]];
        const struct arch_edge *drawn = &c->reading->arch->edges[c->map->edges[i]];
        in = in || edge->to == c->node || drawn->both || drawn->undirected;
        out = out || edge->from == c->node;
    }
    choose_likely(c->out, out && !in ? entries : ~entries, CONFIDENCE_TOOL);
}

/* A question may ask what its label does not call by name; a cylinder that is named is what it is called. */
static void claim_shape(struct collector *c, struct place at)
{
    const struct rubric *rubric = c->index->rubric;
    const size_t *members = &c->map->members[c->map->member_at[c->node]];
    uint64_t likely = 0;
    for (size_t m = 0; m < c->n_labels && !likely; m++)
        likely = shapes_roles(rubric, collector_member(c, members[m]));
    choose_likely(c->out, likely, CONFIDENCE_GUESS);
    bool question = likely == rub_info(rubric, 0)->question_roles;
    if ((claims_mask(c->out, ~0u) & likely) || (!question && (c->out->n > 0 || c->out->own_tool)))
        return;
    struct claim claim = {.evidence = ROLE_NEIGHBOUR,
                          .state = CLAIM_SHAPE,
                          .confidence = CONFIDENCE_GUESS,
                          .tool = RUB_NONE,
                          .at = at};
    claim.why = question ? STR("a question between boxes") : STR("a store between boxes");
    for (claim.role = 0; claim.role < rub_roles_n(rubric); claim.role++)
        if (likely >> claim.role & 1)
            claims_add(c->out, c->arena, claim);
}

/* ------------------------------------------------------------------ what is not there yet */

/* The words by which the box, or a group around it, is put off. */
static bool put_off(const struct collector *c, struct str *words)
{
    const struct architecture *arch = c->reading->arch;
    for (size_t m = 0; m < c->n_labels; m++) {
        if (put_off_label(words, c->index->put_off, c->arena, &c->labels[m].tokens, false))
            return true;
        size_t group = collector_member(c, c->map->members[c->map->member_at[c->node] + m])->group;
        for (unsigned depth = 0; group != ARCH_NONE && depth < MAX_NESTED_GROUPS; depth++) {
            struct tokens title;
            tokens_read(&title, c->arena, arch->groups[group].label);
            if (put_off_label(words, c->index->put_off, c->arena, &title, true))
                return true;
            group = arch->groups[group].parent;
        }
    }
    return false;
}

/* Whatever it will be: so far it is a mention, and its tools are not used. */
static void mention_all(struct collector *c, struct str words)
{
    c->reading->nodes[c->node].n_tools = 0;
    c->out->library = false;
    for (size_t i = 0; i < c->out->n; i++) {
        struct claim *claim = &c->out->items[i];
        claim->state = CLAIM_MENTION;
        claim->confidence = CONFIDENCE_MENTION;
        claim->why =
            str_from(arena_printf(c->arena, "%.*s; put off by '%.*s'", STR_ARG(claim->why), STR_ARG(words)));
    }
}

/* ------------------------------------------------------------------ all of it */

/* What was read beside a declaration that is understood does not count. */
static void keep_declared(struct claims *claims)
{
    size_t kept = 0;
    for (size_t i = 0; i < claims->n; i++)
        if (claims->items[i].evidence == ROLE_DECLARED)
            claims->items[kept++] = claims->items[i];
    claims->n = kept;
}

/* An id is a second label where the first says nothing. */
static void read_ids(struct collector *c, const size_t *members)
{
    bool tools = false;
    for (size_t m = 0; m < c->n_labels; m++)
        tools = tools || c->labels[m].tools.n > 0 || collector_member(c, members[m])->tool.n > 0;
    for (size_t m = 0; m < c->n_labels && c->out->n == 0 && !tools; m++) {
        const struct arch_node *member = collector_member(c, members[m]);
        if (!member->own_label || member->id.n < MIN_ID)
            continue;
        struct spot spot;
        collector_spot(&spot, c, member->id, TOOL_IN_LABEL, false);
        if (spot.tokens.n > 1)
            claim_text(c, &spot, "id", member->at);
        if (c->out->n == 0)
            c->labels[m].tools = spot.tools, c->labels[m].tokens = spot.tokens;
    }
}

static void read_undeclared(struct collector *c, const size_t *members)
{
    read_groups(c);
    for (size_t m = 0; m < c->n_labels; m++)
        claim_text(c, &c->labels[m], "label", collector_member(c, members[m])->at);
    read_ids(c, members);
    choose_likely(c->out, c->group_roles, CONFIDENCE_GUESS);
    choose_entry(c);
    claim_tools(c);
    claim_shape(c, collector_member(c, c->node)->at);
    /* A box named after a tool is not just any member of its group. */
    if (!c->out->own_tool && !claims_mask(c->out, ~(1u << CLAIM_ALLOWED | 1u << CLAIM_SHAPE)))
        claim_group(c, collector_member(c, c->node)->at);
}

void claims_read(struct claims *out, struct reading *reading, struct arena *arena, struct diags *diags,
                 const struct claim_index *index, const struct node_map *map, size_t node)
{
    *out = (struct claims){0};
    struct collector c = {.out = out,
                          .reading = reading,
                          .arena = arena,
                          .diags = diags,
                          .index = index,
                          .map = map,
                          .node = node,
                          .group_title = STR("")};
    c.n_labels = map->member_at[node + 1] - map->member_at[node];
    c.labels = arena_alloc(arena, c.n_labels * sizeof *c.labels);
    const size_t *members = &map->members[map->member_at[node]];
    for (size_t m = 0; m < c.n_labels; m++) {
        collector_spot(&c.labels[m], &c, collector_member(&c, members[m])->label, TOOL_IN_LABEL, true);
        declare_all(&c, collector_member(&c, members[m]));
    }
    struct str words;
    bool later = put_off(&c, &words);
    if (out->declared) {
        keep_declared(out);
        claim_tools(&c);
    } else {
        read_undeclared(&c, members);
    }
    if (later)
        mention_all(&c, words);
}
