/* The condition `share`: how much of the drawing is labelled, typed, grouped, equipped with tools, alerting;
 * how much of it stands in the pack's solution, too.
 */
#include "judge/conditions.h"
#include "judge/used_tools.h"

#define EXAMPLE_BOXES 6
#define LISTED_TOOLS 8
#define VENDOR_ROLES 4

struct share {
    size_t of, all;
    bool plain;      /* no share: the number itself */
    struct str what; /* for "3 of 7 arrows say what they carry" */
};

static struct share edges_labelled(struct judge *j, struct finding *f)
{
    struct share s = {0, 0, false, STR("arrows say what they carry")};
    (void)f;
    for (size_t i = 0; i < j->arch->n_edges; i++) {
        const struct arch_edge *edge = &j->arch->edges[i];
        bool drawn = graph_is_drawn_arrow(j->graph, i) && !edge->hidden;
        s.all += drawn;
        s.of += drawn && (edge->label.n > 0 || edge->kind.n > 0);
    }
    return s;
}

static struct share edges_typed(struct judge *j, struct finding *f)
{
    struct share s = {0, 0, false, STR("arrows say whether somebody waits")};
    (void)f;
    for (size_t i = 0; i < j->arch->n_edges; i++) {
        bool drawn = graph_is_drawn_arrow(j->graph, i) && !j->arch->edges[i].hidden;
        s.all += drawn;
        s.of += drawn && (j->reading->edges[i].sync || j->reading->edges[i].async);
    }
    return s;
}

static struct share nodes_grouped(struct judge *j, struct finding *f)
{
    struct share s = {0, 0, false, STR("boxes stand in a group")};
    (void)f;
    for (size_t i = 0; i < j->arch->n_nodes; i++) {
        if (!graph_is_drawn(j->graph, i))
            continue;
        bool grouped = j->arch->nodes[i].group != ARCH_NONE;
        for (uint32_t k = j->graph->joined_next[i]; k != GRAPH_NONE; k = j->graph->joined_next[k])
            grouped |= j->arch->nodes[k].group != ARCH_NONE;
        s.all++;
        s.of += grouped;
    }
    return s;
}

static bool equipped(struct judge *j, size_t node, uint32_t role)
{
    const struct node_reading *reading = &j->reading->nodes[node];
    for (size_t k = 0; k < reading->n_tools; k++) {
        const struct rub_tool *tool = rub_tools(j->rubric, reading->tools[k].tool);
        for (size_t r = 0; r < tool->roles.n; r++)
            if (rub_word(j->rubric, tool->roles, r) == role)
                return true;
    }
    return false;
}

static struct share core_roles_with_tool(struct judge *j, struct finding *f)
{
    struct share s = {0, 0, false, STR("core roles name a tool that does the job")};
    uint64_t core = rub_info(j->rubric, 0)->core_roles & j->graph->roles;
    for (uint32_t r = 0; r < rub_roles_n(j->rubric); r++) {
        if (!(core & role_bit(r)))
            continue;
        s.all++;
        for (uint32_t v = 0; v < j->graph->n_vertices; v++)
            if (j->graph->vertices[v].role == r && j->graph->vertices[v].wired &&
                equipped(j, j->graph->vertices[v].node, r)) {
                evidence_vertex(j, &f->evidence, v);
                s.of++;
                break;
            }
    }
    return s;
}

/* Monitors are what the pack lists as boxes of `monitors`; alerting is where their alerts may go. */
static struct share monitors_alerting(struct judge *j, struct finding *f)
{
    struct share s = {0, 0, false, STR("kinds of monitors lead to alerting")};
    uint32_t alerts = rub_kind_of(j->rubric, STR("alerts"));
    uint64_t monitors = 0, targets = 0;
    double confidence = 1;
    for (size_t i = 0; i < rub_collections_n(j->rubric); i++)
        if (str_is(STR("monitors"), rub_text(j->rubric, rub_collections(j->rubric, i)->name)))
            monitors |= role_bit(rub_collections(j->rubric, i)->role);
    for (size_t i = 0; alerts != RUB_NONE && i < rub_pairs_n(j->rubric); i++)
        if (rub_pairs(j->rubric, i)->kind == alerts && (rub_pairs(j->rubric, i)->from & monitors))
            targets |= rub_pairs(j->rubric, i)->to;
    for (uint32_t r = 0; r < rub_roles_n(j->rubric); r++) {
        struct route route;
        struct walk walk = paths_walk(role_bit(r), targets, alerts == RUB_NONE ? 0 : (uint32_t)1 << alerts);
        if (!(monitors & j->graph->roles & role_bit(r)))
            continue;
        s.all++;
        if (!paths_find(&route, j->graph, &walk, CONFIDENCE_WEAK)) {
            /* told beside the box instead: an action that goes with a threshold is no arrow, so it does not
             * count */
            continue;
        }
        s.of++;
        confidence = route.confidence < confidence ? route.confidence : confidence;
        finding_route(j, f, &route, walk.kinds);
    }
    f->hops = 0; /* of several ways: no single witness */
    f->confidence = confidence;
    return s;
}

static struct share tools_per_role(struct judge *j, struct finding *f)
{
    struct share s = {0, 0, false, STR("tools for the roles")};
    bool *seen = arena_alloc(j->arena, rub_tools_n(j->rubric));
    (void)f;
    for (uint32_t r = 0; r < rub_roles_n(j->rubric); r++)
        s.all += (j->graph->roles & role_bit(r)) != 0;
    for (size_t i = 0; i < j->arch->n_nodes; i++)
        for (size_t k = 0; graph_is_drawn(j->graph, i) && k < j->reading->nodes[i].n_tools; k++) {
            uint32_t tool = j->reading->nodes[i].tools[k].tool;
            s.of += !seen[tool];
            seen[tool] = true;
        }
    return s;
}

static size_t drawn_boxes(const struct judge *j)
{
    size_t n = 0;
    for (size_t i = 0; i < j->arch->n_nodes; i++)
        n += graph_is_drawn(j->graph, i);
    return n;
}

static struct share nodes_in_largest_view(struct judge *j, struct finding *f)
{
    struct share s = {0, drawn_boxes(j), false, STR("boxes stand in the largest drawing")};
    size_t *count = arena_alloc(j->arena, (j->arch->n_views + 1) * sizeof *count);
    (void)f;
    for (size_t i = 0; i < j->arch->n_nodes; i++)
        count[j->arch->nodes[i].view]++;
    for (size_t v = 0; v < j->arch->n_views; v++)
        s.of = j->arch->views[v].confidence >= ARCH_DRAWN && count[v] > s.of ? count[v] : s.of;
    s.of = s.of > s.all ? s.all : s.of; /* boxes of one drawing that are the same */
    return s;
}

/* Capitals and white space apart. */
static bool same(struct str a, const char *b)
{
    for (size_t i = 0; i < a.n; i++) {
        if (str_byte_space(a.p[i]))
            continue;
        while (str_byte_space(*b))
            b++;
        if (!str_eq_nocase(str_sub(a, i, 1), (struct str){b, *b != '\0'}))
            return false;
        b++;
    }
    while (str_byte_space(*b))
        b++;
    return *b == '\0';
}

static bool in_example(const struct judge *j, size_t node)
{
    const struct arch_node *n = &j->arch->nodes[node];
    for (size_t i = 0; i < rub_examples_n(j->rubric); i++) {
        const struct rub_example *example = rub_examples(j->rubric, i);
        if (same(n->id, rub_text(j->rubric, example->id)) &&
            same(n->tool, rub_text(j->rubric, example->tool)))
            return true;
    }
    return false;
}

/* Of fewer boxes than a drawing must have to be judged, alike is chance. */
static struct share like_example(struct judge *j, struct finding *f)
{
    struct share s = {0, 0, false, STR("boxes carry the name and the tool of one in a published example")};
    if (drawn_boxes(j) < EXAMPLE_BOXES)
        return s;
    for (size_t i = 0; i < j->arch->n_nodes; i++) {
        if (!graph_is_drawn(j->graph, i))
            continue;
        /* One of those that were joined is enough: a box may have its tool in one drawing only. */
        size_t like = i;
        while (like != GRAPH_NONE && !in_example(j, like))
            like = j->graph->joined_next[like];
        s.all++;
        if (like == GRAPH_NONE)
            continue;
        s.of++;
        evidence_box(j, &f->evidence, like, (struct place){0},
                     evidence_text(j, "%.*s stands so in the example", STR_ARG(evidence_name(j, like))));
    }
    return s;
}

/* The text speaks of the box: it names its tool, or what the box does. */
static struct share nodes_in_text(struct judge *j, struct finding *f)
{
    struct share s = {0, 0, false, STR("boxes are spoken of in the text")};
    const struct statements *told = j->reading->told;
    bool *named = arena_alloc(j->arena, rub_tools_n(j->rubric) + 1);
    uint64_t roles = 0;
    (void)f;
    for (size_t i = 0; i < told->n; i++) {
        const struct statement *st = &told->items[i];
        for (size_t k = 0; st->block && st->ignored == IGNORED_NOT && k < st->n_components; k++) {
            if (st->components[k].tool != RUB_NONE)
                named[st->components[k].tool] = true;
            roles |= st->components[k].sure ? st->components[k].roles : 0;
        }
    }
    for (size_t i = 0; i < j->arch->n_nodes; i++) {
        const struct node_reading *node = &j->reading->nodes[i];
        if (!graph_is_drawn(j->graph, i))
            continue;
        bool spoken = (node->credited & roles) != 0;
        for (size_t k = 0; k < node->n_tools; k++)
            spoken |= named[node->tools[k].tool];
        s.all++;
        s.of += spoken;
    }
    return s;
}

/* Not a share of anything: the number itself. */
static struct share own_words(struct judge *j, struct finding *f)
{
    const struct statements *told = j->reading->told;
    for (size_t i = 0; i < told->n && f->evidence.n == 0; i++)
        if (told->items[i].kind <= STATEMENT_ROW && told->items[i].ignored == IGNORED_NOT)
            evidence_add(j, &f->evidence, told->items[i].at,
                         evidence_text(j, "%zu words of the candidate's own", told->n_own_words));
    return (struct share){
        .of = told->n_own_words, .all = 1, .plain = true, .what = STR("words of the candidate's own")};
}

/* The vendors whose managed services do the job of the role, on boxes with arrows; false where no tool is
 * named. */
static bool managed_by(struct judge *j, uint32_t role, bool *vendors)
{
    bool any = false;
    for (uint32_t v = 0; v < j->graph->n_vertices; v++) {
        const struct vertex *x = &j->graph->vertices[v];
        const struct node_reading *node = &j->reading->nodes[x->node];
        for (size_t k = 0; x->role == role && x->wired && k < node->n_tools; k++) {
            const struct rub_tool *tool = rub_tools(j->rubric, node->tools[k].tool);
            any = true;
            if (tool->vendor && str_is(STR("managed"), rub_text(j->rubric, tool->hosting)))
                vendors[node->tools[k].tool] = true;
        }
    }
    return any;
}

/* Core roles with a tool: those that managed services of one vendor do, the vendor with most of them. */
static struct share one_vendor(struct judge *j, struct finding *f)
{
    struct share s = {0, 0, false, STR("core roles are done by managed services of one vendor")};
    uint64_t core = rub_info(j->rubric, 0)->core_roles & j->graph->roles;
    size_t n = rub_tools_n(j->rubric), *of = arena_alloc(j->arena, (n + 1) * sizeof *of);
    (void)f;
    for (uint32_t r = 0; r < rub_roles_n(j->rubric); r++) {
        bool *tools = core & role_bit(r) ? arena_alloc(j->arena, n + 1) : NULL;
        if (!tools || !managed_by(j, r, tools))
            continue;
        s.all++;
        /* counted at the first tool of each vendor: texts of the pack are the same where they are equal */
        for (size_t t = 0; t < n; t++) {
            size_t first = 0, again = 0;
            if (!tools[t])
                continue;
            while (rub_tools(j->rubric, first)->vendor != rub_tools(j->rubric, t)->vendor)
                first++;
            for (size_t k = 0; k < t; k++)
                again += tools[k] && rub_tools(j->rubric, k)->vendor == rub_tools(j->rubric, t)->vendor;
            of[first] += again == 0;
            s.of = of[first] > s.of ? of[first] : s.of;
        }
    }
    if (s.all < VENDOR_ROLES) /* of three jobs, two from one vendor are nothing to speak of */
        return (struct share){.what = s.what};
    return s;
}

/* Of eight or more tools: a short list of names may have its sentences elsewhere. */
static struct share tools_only_listed(struct judge *j, struct finding *f)
{
    const struct used_tools *used = used_tools_of(j);
    struct share s = {0, used->n, false,
                      STR("tools stand in lists only, on no box and in no sentence that says what they do")};
    if (used->n < LISTED_TOOLS)
        return (struct share){.what = s.what};
    for (size_t i = 0; i < used->n; i++) {
        if (used->items[i].node != ARCH_NONE || used->items[i].told)
            continue;
        s.of++;
        evidence_add(j, &f->evidence, used->items[i].at,
                     str_from(rub_text(j->rubric, rub_tools(j->rubric, used->items[i].tool)->name)));
    }
    return s;
}

static const struct {
    const char *name;
    struct share (*of)(struct judge *, struct finding *);
} table[] = {
    {"edges_labelled", edges_labelled},
    {"edges_typed", edges_typed},
    {"nodes_grouped", nodes_grouped},
    {"core_roles_with_tool", core_roles_with_tool},
    {"monitors_alerting", monitors_alerting},
    {"tools_per_role", tools_per_role},
    {"nodes_in_largest_view", nodes_in_largest_view},
    {"like_example", like_example},
    {"own_words", own_words},
    {"nodes_in_text", nodes_in_text},
    {"one_vendor", one_vendor},
    {"tools_only_listed", tools_only_listed},
};

struct finding condition_share(struct judge *j, const struct rub_cond *cond)
{
    struct str of = arg_text(j, cond, "of");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (!str_is(of, table[i].name))
            continue;
        struct finding f = finding_of(true, STR(""));
        struct share share = table[i].of(j, &f);
        double min = arg_number(j, cond, "min", 0), max = arg_number(j, cond, "max", 1e9);
        double number = share.all ? (double)share.of / (double)share.all : 0;
        struct str says = share.plain
                              ? evidence_text(j, "%zu %.*s", share.of, STR_ARG(share.what))
                              : evidence_text(j, "%zu of %zu %.*s", share.of, share.all, STR_ARG(share.what));
        if (share.all == 0 || number + 1e-9 < min || number > max + 1e-9) {
            f = finding_false(says);
        } else {
            finding_rate(&f, f.confidence);
            if (f.evidence.n == 0 && j->arch->n_views)
                evidence_add(j, &f.evidence, j->arch->views[0].at, says);
        }
        f.number = number;
        return f;
    }
    return finding_false(evidence_text(j, "no share is called %.*s", STR_ARG(of)));
}
