#include "recognise/settle.h"
#include "recognise/shapes.h"
#include "recognise/stores.h"

#define ROUNDS 2
#define MENTIONS 2          /* roles of a tool that are mentioned where nothing tells which is meant */
#define MAX_MENTION_ROLES 3 /* a platform of more roles mentions none */

#define NO_CREDIT 4 /* ranks below this may be credited */

#define S(state) (1u << (state))

struct settler {
    struct reading *out;
    struct arena *arena;
    struct diags *diags;
    const struct rubric *rubric;
    const struct pairs *pairs;
    const struct node_map *map;
    struct claims *claims;
    uint64_t *seen; /* what each box is for its neighbours in this round */
};

/*
 * Of the roles in mine, those that the arrow allows. *said: it is by a kind that is declared or told. loose:
 * roles that another kind allows are in, too.
 */
static uint64_t allowed(const struct settler *s, size_t node, size_t edge, uint64_t mine, bool loose,
                        bool *said)
{
    const struct edge_reading *reading = &s->out->edges[edge];
    const struct arch_edge *drawn = &s->out->arch->edges[edge];
    bool outgoing = reading->from == node;
    uint64_t other = s->seen[outgoing ? reading->to : reading->from];
    bool both = drawn->undirected || drawn->both;
    *said = false;
    if (!other || !mine)
        return 0;
    uint64_t fit = reading->kinds ? pairs_fit(s->pairs, reading->kinds, mine, other, outgoing, both) : 0;
    *said = fit != 0;
    if (fit && !loose)
        return fit;
    /* A kind that fits no pair is read as unlabelled. */
    return fit | pairs_fit(s->pairs, KINDS_ANY, mine, other, outgoing, both);
}

/*
 * A platform is several tools in one: what its arrows carry tells some of its jobs and denies none.
 */
static uint64_t platform_jobs(const struct settler *s, size_t node)
{
    const struct claims *claims = &s->claims[node];
    uint64_t roles = 0, found = 0;
    for (size_t i = 0; i < claims->n; i++)
        if (claims->items[i].state == CLAIM_OPEN && claims->items[i].tool != RUB_NONE &&
            tools_platform(s->rubric, claims->items[i].tool))
            roles |= UINT64_C(1) << claims->items[i].role;
    for (size_t i = s->map->edge_at[node]; roles && i < s->map->edge_at[node + 1]; i++) {
        bool said;
        found |= allowed(s, node, s->map->edges[i], roles, true, &said);
    }
    return found;
}

/* Roles of `mine` that some arrow allows; in *told those allowed by a kind. Arrows that `without` explains
 * are left. */
static uint64_t used(const struct settler *s, size_t node, uint64_t mine, uint64_t without, uint64_t *told)
{
    uint64_t found = 0;
    *told = 0;
    for (size_t i = s->map->edge_at[node]; i < s->map->edge_at[node + 1]; i++) {
        bool said;
        if (without && allowed(s, node, s->map->edges[i], without, false, &said))
            continue;
        uint64_t fit = allowed(s, node, s->map->edges[i], mine, false, &said);
        found |= fit;
        *told |= said ? fit : 0;
    }
    return found;
}

static void drop(struct claims *claims, uint64_t roles, unsigned states)
{
    size_t kept = 0;
    for (size_t i = 0; i < claims->n; i++)
        if (!(roles >> claims->items[i].role & 1) || !(states >> claims->items[i].state & 1))
            claims->items[kept++] = claims->items[i];
    claims->n = kept;
}

static struct store_use used_as(const struct settler *s, size_t node)
{
    struct store_use use;
    stores_use(&use, s->arena, s->out, s->pairs, s->map, s->seen, &s->claims[node], node);
    return use;
}

/* The one role that the shape of a box makes likely and its arrows leave, or 0. */
static uint64_t shaped(const struct settler *s, size_t node)
{
    uint64_t roles = claims_mask(&s->claims[node], S(CLAIM_SHAPE));
    roles = shapes_fit(s->out, s->pairs, s->map, s->seen, node, roles);
    return roles & (roles - 1) ? 0 : roles;
}

/* What the arrows say about the claims that are not settled yet. The claims of open roles that no arrow
 * allows go. */
static uint64_t narrowed(const struct settler *s, size_t node)
{
    const struct claims *claims = &s->claims[node];
    uint64_t settled = claims_mask(claims, S(CLAIM_SETTLED)), open = claims_mask(claims, S(CLAIM_OPEN)), told;
    uint64_t fit = used(s, node, open, 0, &told) | platform_jobs(s, node);
    struct store_use use = used_as(s, node);
    if (use.used)
        settled |= UINT64_C(1) << claims->items[use.claim].role;
    return settled | (fit ? fit : open) | shaped(s, node) |
           used(s, node, claims_mask(claims, S(CLAIM_EXTRA)), settled, &told) |
           used(s, node, claims_mask(claims, S(CLAIM_ALLOWED)), 0, &told);
}

/* Nothing told which job of the tool is meant: a mention of the first ones. */
static void mention(const struct settler *s, struct claims *claims)
{
    size_t kept = 0;
    uint32_t tool = RUB_NONE;
    size_t of_tool = 0;
    for (size_t i = 0; i < claims->n; i++) {
        struct claim claim = claims->items[i];
        if (claim.state == CLAIM_OPEN && claim.evidence == ROLE_TOOL) {
            of_tool = claim.tool == tool ? of_tool + 1 : 1;
            tool = claim.tool;
            bool platform =
                tools_platform(s->rubric, tool) && rub_tools(s->rubric, tool)->roles.n > MAX_MENTION_ROLES;
            if (platform || of_tool > MENTIONS)
                continue;
            claim.state = CLAIM_MENTION;
            claim.confidence = CONFIDENCE_MENTION;
        }
        claims->items[kept++] = claim;
    }
    claims->n = kept;
}

/*
 * A box that names a library only is a part of what stands around it: the one role of its neighbours with
 * which every arrow at it can be understood.
 */
static void inherit(const struct settler *s, size_t node)
{
    uint64_t roles = 0, fitting = 0;
    for (size_t i = s->map->edge_at[node]; i < s->map->edge_at[node + 1]; i++) {
        const struct edge_reading *edge = &s->out->edges[s->map->edges[i]];
        roles |= s->seen[edge->from == node ? edge->to : edge->from];
    }
    const struct rub_info *info = rub_info(s->rubric, 0);
    roles &= ~(info->dry_roles | info->exempt_roles);
    for (uint32_t role = 0; role < rub_roles_n(s->rubric); role++) {
        uint64_t bit = UINT64_C(1) << role;
        bool fits = roles & bit;
        for (size_t i = s->map->edge_at[node]; fits && i < s->map->edge_at[node + 1]; i++) {
            const struct edge_reading *edge = &s->out->edges[s->map->edges[i]];
            uint64_t other = s->seen[edge->from == node ? edge->to : edge->from];
            bool said;
            fits = (other & bit) || other == 0 || allowed(s, node, s->map->edges[i], bit, false, &said);
        }
        fitting |= fits ? bit : 0;
    }
    if (!fitting || (fitting & (fitting - 1)))
        return;
    uint32_t role = 0;
    while (!(fitting >> role & 1))
        role++;
    struct claim claim = {role,
                          ROLE_NEIGHBOUR,
                          CLAIM_SETTLED,
                          CONFIDENCE_GUESS,
                          RUB_NONE,
                          s->out->arch->nodes[node].at,
                          STR("a library: part of the boxes beside it")};
    claims_add(&s->claims[node], s->arena, claim);
}

/* The one store that a database or cache is, or may be. */
static void settle_store(const struct settler *s, size_t node)
{
    struct claims *claims = &s->claims[node];
    const struct store_use use = used_as(s, node);
    uint64_t stores = claims_mask(claims, S(CLAIM_STORE));
    if (use.claim != SIZE_MAX) {
        const struct arch_node *nodes = s->out->arch->nodes;
        struct claim *claim = &claims->items[use.claim];
        claim->state = use.used ? CLAIM_SETTLED : CLAIM_MENTION;
        if (claim->state == CLAIM_MENTION)
            claim->confidence = CONFIDENCE_MENTION;
        const char *writer = "", *reader = "", *joint = use.writer != ARCH_NONE ? " and" : ",";
        if (use.writer != ARCH_NONE)
            writer = arena_printf(s->arena, ", written by '%.*s'", STR_ARG(nodes[use.writer].label));
        if (use.reader != ARCH_NONE)
            reader = arena_printf(s->arena, "%s read by '%.*s'", joint, STR_ARG(nodes[use.reader].label));
        claim->why = str_from(arena_printf(s->arena, "%.*s%s%s", STR_ARG(claim->why), writer, reader));
    }
    drop(claims, stores, S(CLAIM_STORE));
}

/* What its arrows say of a question or store is more than the title of its group. */
static void settle_shape(const struct settler *s, size_t node)
{
    struct claims *claims = &s->claims[node];
    uint64_t role = shaped(s, node);
    drop(claims, ~role, S(CLAIM_SHAPE));
    size_t kept = 0;
    for (size_t i = 0; role && i < claims->n; i++) {
        struct claim claim = claims->items[i];
        if (claim.state == CLAIM_SHAPE)
            claim.state = CLAIM_SETTLED;
        if (claim.evidence != ROLE_GROUP)
            claims->items[kept++] = claim;
    }
    if (role)
        claims->n = kept;
}

static void decide(const struct settler *s, size_t node)
{
    settle_store(s, node);
    settle_shape(s, node);
    struct claims *claims = &s->claims[node];
    uint64_t settled = claims_mask(claims, S(CLAIM_SETTLED)), told, ignored;
    uint64_t open = claims_mask(claims, S(CLAIM_OPEN)),
             fit = used(s, node, open, 0, &told) | platform_jobs(s, node);
    if (fit)
        drop(claims, open & ~fit, S(CLAIM_OPEN));
    else
        mention(s, claims);
    uint64_t extra = claims_mask(claims, S(CLAIM_EXTRA));
    drop(claims, extra & ~used(s, node, extra, settled, &ignored), S(CLAIM_EXTRA));
    uint64_t allowable = claims_mask(claims, S(CLAIM_ALLOWED));
    drop(claims, allowable & ~used(s, node, allowable, 0, &ignored), S(CLAIM_ALLOWED));
    for (size_t i = 0; i < claims->n; i++) {
        struct claim *claim = &claims->items[i];
        if (claim->state == CLAIM_MENTION || claim->state == CLAIM_SETTLED)
            continue;
        if (claim->state == CLAIM_OPEN && claim->evidence == ROLE_TOOL) {
            bool by_kind = told >> claim->role & 1;
            claim->confidence = by_kind ? CONFIDENCE_TOOL : CONFIDENCE_GUESS;
            claim->why =
                str_from(arena_printf(s->arena, "%.*s, a job that its arrows allow", STR_ARG(claim->why)));
        } else if (claim->state == CLAIM_ALLOWED) {
            claim->confidence = CONFIDENCE_GUESS;
        }
        claim->state = CLAIM_SETTLED;
    }
    if (claims->library && claims->n == 0)
        inherit(s, node);
}

/* ------------------------------------------------------------------ how many roles a box may have */

/* A declared fact of the box that belongs to the role: an entry of a collection, or a key that names the
 * role. */
static bool has_fact(const struct settler *s, size_t node, uint32_t role)
{
    const struct rubric *rubric = s->rubric;
    struct str id = str_from(rub_text(rubric, rub_roles(rubric, role)->id));
    for (size_t m = s->map->member_at[node]; m < s->map->member_at[node + 1]; m++) {
        const struct doc *attrs = s->out->arch->nodes[s->map->members[m]].attrs;
        for (size_t i = 0; i < attrs->n; i++)
            if (str_has_nocase(attrs->items[i]->key, id))
                return true;
        for (size_t i = 0; i < rub_collections_n(rubric); i++) {
            const struct rub_collection *collection = rub_collections(rubric, i);
            for (size_t k = 0; collection->role == role && k < collection->keys.n; k++)
                if (doc_get(attrs, rub_text(rubric, rub_word(rubric, collection->keys, k))))
                    return true;
        }
    }
    return false;
}

/* An arrow of some kind at the box that of all its roles only this one explains. */
static bool has_arrow(const struct settler *s, size_t node, uint32_t role, uint64_t all)
{
    uint64_t bit = UINT64_C(1) << role;
    for (size_t i = s->map->edge_at[node]; i < s->map->edge_at[node + 1]; i++) {
        const struct edge_reading *edge = &s->out->edges[s->map->edges[i]];
        bool outgoing = edge->from == node;
        uint64_t other = s->seen[outgoing ? edge->to : edge->from];
        for (uint32_t k = 0; k < rub_flows_n(s->rubric); k++) {
            uint32_t kind = UINT32_C(1) << k;
            if (edge->kinds && !(edge->kinds & kind))
                continue;
            if (pairs_fit(s->pairs, kind, all, other, outgoing, false) == bit)
                return true;
        }
    }
    return false;
}

/* Whether the arrow can be one of the role's. */
static bool explains(const struct settler *s, size_t node, size_t e, uint32_t role)
{
    const struct edge_reading *edge = &s->out->edges[e];
    bool outgoing = edge->from == node;
    uint64_t other = s->seen[outgoing ? edge->to : edge->from], bit = UINT64_C(1) << role;
    for (uint32_t k = 0; k < rub_flows_n(s->rubric); k++) {
        uint32_t kind = UINT32_C(1) << k;
        if ((!edge->kinds || (edge->kinds & kind)) && pairs_fit(s->pairs, kind, bit, other, outgoing, false))
            return true;
    }
    return false;
}

/* Gives the role an arrow that no other role needs, moving others where they have a second one. */
static bool find_arrow(const struct settler *s, size_t node, uint32_t role, uint32_t *holder, uint64_t *tried)
{
    size_t first = s->map->edge_at[node];
    *tried |= UINT64_C(1) << role;
    for (size_t i = first; i < s->map->edge_at[node + 1]; i++) {
        uint32_t now = holder[i - first];
        if (s->map->again[s->map->edges[i]] || !explains(s, node, s->map->edges[i], role))
            continue;
        if (now == RUB_NONE || (!(*tried >> now & 1) && find_arrow(s, node, now, holder, tried))) {
            holder[i - first] = role;
            return true;
        }
    }
    return false;
}

/*
 * Marks the claims that count, at most max: where there are more, first those that explain the most arrows
 * that nothing explains yet, then the more deserving (rank), then in their own order.
 */
static void credit(const struct settler *s, size_t node, bool *credited, const unsigned *rank, size_t max)
{
    const struct claims *claims = &s->claims[node];
    size_t eligible = 0;
    for (size_t i = 0; i < claims->n; i++)
        eligible += rank[i] < NO_CREDIT;
    uint64_t chosen = 0;
    while (eligible > max && max > 0) {
        size_t best = claims->n, most = 0;
        for (size_t i = 0; i < claims->n; i++) {
            size_t explained = 0;
            uint64_t bit = UINT64_C(1) << claims->items[i].role;
            for (size_t k = s->map->edge_at[node];
                 rank[i] < NO_CREDIT && !credited[i] && k < s->map->edge_at[node + 1]; k++) {
                bool said;
                if (s->map->again[s->map->edges[k]]) /* the same arrow twice is no reason twice */
                    continue;
                explained += (!chosen || !allowed(s, node, s->map->edges[k], chosen, false, &said)) &&
                             allowed(s, node, s->map->edges[k], bit, false, &said);
            }
            if (explained > most || (explained && explained == most && rank[i] < rank[best])) {
                best = i;
                most = explained;
            }
        }
        if (best == claims->n)
            break;
        credited[best] = true;
        chosen |= UINT64_C(1) << claims->items[best].role;
        eligible--;
        max--;
    }
    for (unsigned r = 0; r < NO_CREDIT; r++)
        for (size_t i = 0; i < claims->n; i++)
            if (rank[i] == r && !credited[i] && max > 0) {
                credited[i] = true;
                max--;
            }
}

static void put_roles(const struct settler *s, size_t node)
{
    const struct claims *claims = &s->claims[node];
    const struct rubric *rubric = s->rubric;
    struct node_reading *reading = &s->out->nodes[node];
    size_t max = rub_info(rubric, 0)->max_inferred_roles;
    unsigned *rank = arena_alloc(s->arena, claims->n * sizeof *rank);
    bool *credited = arena_alloc(s->arena, claims->n * sizeof *credited);
    uint64_t all = claims_mask(claims, S(CLAIM_SETTLED)), ignored, by_arrow = used(s, node, all, 0, &ignored);
    for (size_t i = 0; i < claims->n; i++) {
        const struct claim *claim = &claims->items[i];
        bool arrow = by_arrow >> claim->role & 1;
        bool sure = claim->confidence > CONFIDENCE_GUESS;
        rank[i] = arrow ? (sure ? 0 : 1) : sure ? 2 : 3;
        if (claim->state == CLAIM_MENTION || !rub_roles(rubric, claim->role)->credited)
            rank[i] = NO_CREDIT;
    }
    credit(s, node, credited, rank, max ? max : claims->n);
    size_t arrows = s->map->edge_at[node + 1] - s->map->edge_at[node];
    uint32_t *holder = arena_alloc(s->arena, arrows * sizeof *holder);
    for (size_t i = 0; i < arrows; i++)
        holder[i] = RUB_NONE;
    for (size_t i = 0; i < claims->n; i++) {
        uint64_t tried = 0;
        if (credited[i])
            find_arrow(s, node, claims->items[i].role, holder, &tried);
    }
    for (size_t i = 0; i < claims->n; i++) {
        const struct claim *claim = &claims->items[i];
        if (rank[i] == NO_CREDIT || credited[i] || !claims->declared)
            continue;
        uint64_t tried = 0;
        credited[i] = has_fact(s, node, claim->role) || has_arrow(s, node, claim->role, all) ||
                      find_arrow(s, node, claim->role, holder, &tried);
        if (!credited[i])
            diag_add(s->diags, DIAG_ROLE_CAPPED, claim->at,
                     "'%.*s' has many roles, and no arrow or fact of its own for %s: not credited",
                     STR_ARG(s->out->arch->nodes[node].label),
                     rub_text(rubric, rub_roles(rubric, claim->role)->id));
    }
    for (size_t i = 0; i < claims->n; i++) {
        const struct claim *claim = &claims->items[i];
        struct role_reading *role =
            ARENA_PUSH(s->arena, reading->roles, reading->n_roles, reading->cap_roles);
        *role = (struct role_reading){claim->role, claim->evidence, claim->confidence,
                                      credited[i], claim->at,       claim->why};
        if (credited[i])
            reading->credited |= UINT64_C(1) << claim->role;
    }
}

void settle_roles(struct reading *out, struct arena *arena, struct diags *diags, const struct rubric *rubric,
                  const struct pairs *pairs, const struct node_map *map, struct claims *claims)
{
    size_t n = out->arch->n_nodes;
    struct settler s = {out, arena, diags, rubric, pairs, map, claims, NULL};
    uint64_t *next = arena_alloc(arena, n * sizeof *next);
    s.seen = arena_alloc(arena, n * sizeof *s.seen);
    for (size_t i = 0; i < n; i++)
        s.seen[i] = claims_mask(&claims[i], S(CLAIM_SETTLED) | S(CLAIM_OPEN));
    for (unsigned round = 0; round < ROUNDS; round++) {
        for (size_t i = 0; i < n; i++)
            next[i] = narrowed(&s, i);
        uint64_t *swap = s.seen;
        s.seen = next;
        next = swap;
    }
    for (size_t i = 0; i < n; i++)
        decide(&s, i);
    for (size_t i = 0; i < n; i++)
        next[i] = claims_mask(&claims[i], S(CLAIM_SETTLED));
    s.seen = next;
    for (size_t i = 0; i < n; i++)
        if (out->nodes[i].same_as == ARCH_NONE)
            put_roles(&s, i);
}
