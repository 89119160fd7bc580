/* Conditions on the drawing as a whole: has, component_share, common_feeder, disjoint_feeders, tool. */
#include "judge/conditions.h"

#include <string.h>

struct finding condition_has(struct judge *j, const struct rub_cond *cond)
{
    uint64_t roles = arg_mask(j, cond, "roles");
    struct str wired = arg_text(j, cond, "wired");
    double min = arg_number(j, cond, "min", 1), sure = 0, weak = 0, named = 0, confidence = 1;
    struct finding f = finding_of(true, STR(""));
    for (uint32_t r = 0; r < rub_roles_n(j->rubric); r++) {
        if (!(roles & j->named & role_bit(r)))
            continue;
        uint32_t best = GRAPH_NONE;
        for (uint32_t v = 0; v < j->graph->n_vertices; v++) {
            const struct vertex *x = &j->graph->vertices[v];
            bool fits =
                x->role == r && (!wired.n || x->wired == (str_is(wired, "yes") || str_is(wired, "true")));
            if (fits && (best == GRAPH_NONE || x->confidence > j->graph->vertices[best].confidence))
                best = v;
        }
        if (best != GRAPH_NONE && j->graph->vertices[best].confidence + 1e-6 >= CONFIDENCE_WEAK) {
            double c = j->graph->vertices[best].confidence;
            bool good = c + 1e-6 >= CONFIDENCE_TRUE;
            sure += good;
            weak += !good;
            confidence = c < confidence ? c : confidence;
            evidence_vertex(j, &f.evidence, best);
            finding_box(j, &f, j->graph->vertices[best].node);
            f.roles |= role_bit(r);
            continue;
        }
        /* named on a box, but not credited: never more than a mention */
        for (size_t i = 0; !str_is(wired, "yes") && i < j->arch->n_nodes; i++) {
            const struct role_reading *role =
                graph_is_box(j->graph, i) ? reading_role(j->reading, i, r) : NULL;
            if (!role || role->credited)
                continue;
            named++;
            evidence_box(j, &f.evidence, i, role->at,
                         evidence_text(j, "%.*s: %.*s", STR_ARG(evidence_name(j, i)), STR_ARG(role->why)));
            break;
        }
    }
    f.number = sure + weak;
    if (sure + weak + named < min || sure + weak + named <= 0) {
        struct finding no = finding_false(
            min > 1 ? evidence_text(j, "%.0f of %.0f: %.*s", sure + weak, min,
                                    STR_ARG(evidence_roles(j, roles & ~f.roles)))
            : str_is(wired, "yes")
                ? evidence_text(j, "no arrow that fits joins %.*s", STR_ARG(evidence_roles(j, roles)))
                : evidence_text(j, "no %.*s is drawn", STR_ARG(evidence_roles(j, roles))));
        no.number = f.number;
        return no;
    }
    if (sure >= min)
        return f.confidence = confidence >= CONFIDENCE_TRUE ? confidence : CONFIDENCE_TRUE, f;
    f.value = TRUTH_WEAK;
    f.reason = WEAK_UNLABELLED;
    f.thin = sure + weak < min;
    f.confidence = CONFIDENCE_WEAK;
    f.missing = STR("only named, or probable");
    return f;
}

static size_t root(size_t *parent, size_t i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

struct finding condition_component_share(struct judge *j, const struct rub_cond *cond)
{
    const struct architecture *arch = j->arch;
    uint64_t exempt = arg_given(j, cond, "exempt") ? 0 : rub_info(j->rubric, 0)->exempt_roles;
    for (size_t i = 0; i < arg_n(j, cond, "exempt"); i++)
        for (uint32_t r = 0; r < rub_roles_n(j->rubric); r++)
            if (str_is(arg_word(j, cond, "exempt", i), rub_text(j->rubric, rub_roles(j->rubric, r)->plane)))
                exempt |= role_bit(r);
    size_t *parent = arena_alloc(j->arena, arch->n_nodes * sizeof *parent), *size;
    size = arena_alloc(j->arena, arch->n_nodes * sizeof *size);
    for (size_t i = 0; i < arch->n_nodes; i++)
        parent[i] = i;
    for (size_t e = 0; e < arch->n_edges; e++) {
        if (!graph_is_drawn_arrow(j->graph, e))
            continue;
        size_t a = root(parent, j->reading->edges[e].from), b = root(parent, j->reading->edges[e].to);
        parent[a < b ? b : a] = a < b ? a : b;
    }
    size_t counted = 0, best = 0;
    for (size_t i = 0; i < arch->n_nodes; i++) {
        if (!graph_is_drawn(j->graph, i) || !(j->reading->nodes[i].credited & ~exempt))
            continue;
        counted++;
        size[root(parent, i)]++;
    }
    for (size_t i = 0; i < arch->n_nodes; i++)
        best = size[i] > size[best] ? i : best;
    if (counted == 0)
        return finding_false(STR("no box has a role"));
    double share = (double)size[best] / (double)counted, min = arg_number(j, cond, "min", 0);
    struct buf outside = buf_new(j->arena, 400);
    size_t n = 0;
    for (size_t i = 0; i < arch->n_nodes; i++)
        if (graph_is_drawn(j->graph, i) && (j->reading->nodes[i].credited & ~exempt) &&
            root(parent, i) != best && n++ < 5) {
            buf_puts(&outside, n > 1 ? ", " : "");
            buf_add(&outside, evidence_name(j, i));
        }
    struct finding f = finding_of(
        share + 1e-9 >= min, evidence_text(j, "%zu of %zu boxes hang together; apart: %.*s%s", size[best],
                                           counted, STR_ARG(buf_str(&outside)), n > 5 ? " …" : ""));
    f.number = share;
    if (f.value == TRUTH_TRUE)
        evidence_add(j, &f.evidence, arch->nodes[best].at,
                     evidence_text(j, "%zu of %zu boxes hang together", size[best], counted));
    return f;
}

/* Which vertices of each store are read by its consumer, and which boxes of feeders reach them. */
struct feeding {
    size_t n_stores;
    uint64_t stores[8], consumers[8];
    uint32_t kinds, reads;
    uint64_t feeders;
    bool nearest;   /* a feeder behind another one does not count */
    bool *store[8]; /* vertices that count as that store */
    bool *reach[8]; /* vertices from which that store is reached */
};

static bool feeding_read(struct judge *j, struct feeding *f, const struct rub_cond *cond)
{
    *f = (struct feeding){.n_stores = arg_n(j, cond, "stores"),
                          .kinds = arg_kinds(j, cond, "kinds"),
                          .feeders = arg_mask(j, cond, "feeders")};
    f->reads = arg_given(j, cond, "reads") ? arg_kinds(j, cond, "reads") : f->kinds;
    if (f->n_stores == 0 || f->n_stores > 8)
        return false;
    size_t n = arg_n(j, cond, "consumers");
    for (size_t i = 0; i < f->n_stores; i++) {
        f->stores[i] = role_bit(arg_item(j, cond, "stores", i));
        f->consumers[i] =
            n == f->n_stores ? role_bit(arg_item(j, cond, "consumers", i)) : arg_mask(j, cond, "consumers");
        f->store[i] = arena_alloc(j->arena, j->graph->n_vertices);
        f->reach[i] = arena_alloc(j->arena, j->graph->n_vertices);
    }
    return true;
}

static void feeding_mark(struct judge *j, struct feeding *f, double floor)
{
    const struct graph *g = j->graph;
    for (size_t i = 0; i < f->n_stores; i++) {
        memset(f->store[i], 0, g->n_vertices);
        if (f->consumers[i]) {
            struct walk read = paths_walk(f->stores[i], f->consumers[i], f->reads);
            paths_closure(f->store[i], g, &read, true, floor);
        }
        for (uint32_t v = 0; v < g->n_vertices; v++)
            f->store[i][v] = (f->store[i][v] || !f->consumers[i]) &&
                             (f->stores[i] & role_bit(g->vertices[v].role)) &&
                             g->vertices[v].confidence + 1e-6 >= floor;
        struct walk feed = paths_walk(f->feeders, f->stores[i], f->kinds);
        feed.end_marks = f->store[i];
        feed.nearest = f->nearest;
        paths_closure(f->reach[i], g, &feed, true, floor);
    }
}

static bool feeds(const struct judge *j, const struct feeding *f, size_t node, size_t store)
{
    for (uint32_t v = j->graph->first[node]; v < j->graph->first[node + 1]; v++)
        if (f->reach[store][v] && (f->feeders & role_bit(j->graph->vertices[v].role)))
            return true;
    return false;
}

static void add_route(struct judge *j, struct finding *f, const struct walk *w, double floor)
{
    struct route route;
    if (paths_find(&route, j->graph, w, floor))
        finding_route(j, f, &route, w->kinds);
}

/* The ways from the box to each store and on to its consumer. */
static struct finding fed_by(struct judge *j, const struct feeding *f, size_t node, double floor)
{
    struct finding found = finding_of(true, STR(""));
    for (size_t i = 0; i < f->n_stores; i++) {
        const struct graph *g = j->graph;
        struct route best = {0};
        for (uint32_t v = g->first[node]; v < g->first[node + 1]; v++) {
            struct route route;
            struct walk w = paths_walk(f->feeders, f->stores[i], f->kinds);
            w.start = v;
            w.end_marks = f->store[i];
            if (f->reach[i][v] && paths_find(&route, g, &w, floor) && route.confidence > best.confidence)
                best = route;
        }
        if (best.n == 0)
            continue;
        finding_route(j, &found, &best, f->kinds);
        uint32_t end = g->links[best.links[best.n - 1]].to;
        struct walk on = paths_walk(role_bit(g->vertices[end].role), f->consumers[i], f->reads);
        on.start = end;
        if (f->consumers[i])
            add_route(j, &found, &on, floor);
    }
    finding_rate(&found, found.confidence);
    return found;
}

struct finding condition_common_feeder(struct judge *j, const struct rub_cond *cond)
{
    struct feeding f;
    if (!feeding_read(j, &f, cond))
        return finding_false(STR("no stores are named"));
    for (size_t i = 0; i < f.n_stores; i++)
        if (!(j->graph->roles & f.stores[i]))
            return finding_false(
                evidence_text(j, "no %.*s is drawn", STR_ARG(evidence_roles(j, f.stores[i]))));
    static const double floors[] = {CONFIDENCE_TRUE, CONFIDENCE_WEAK};
    for (size_t pass = 0; pass < 2; pass++) {
        feeding_mark(j, &f, floors[pass]);
        for (size_t node = 0; node < j->arch->n_nodes; node++) {
            size_t reached = 0;
            while (reached < f.n_stores && feeds(j, &f, node, reached))
                reached++;
            if (reached == f.n_stores)
                return fed_by(j, &f, node, floors[pass]);
        }
    }
    /* who feeds what, or which store nothing reads */
    struct buf words = buf_new(j->arena, 480);
    for (size_t i = 0; i < f.n_stores; i++) {
        uint32_t by[16];
        size_t n = 0;
        bool read = false;
        for (uint32_t v = 0; v < j->graph->n_vertices; v++)
            read |= f.store[i][v];
        for (size_t node = 0; node < j->arch->n_nodes && n < 16; node++)
            if (feeds(j, &f, node, i))
                by[n++] = (uint32_t)node;
        struct str boxes = evidence_boxes(j, by, n), store = evidence_roles(j, f.stores[i]);
        if (!read)
            buf_printf(&words, "%sno %.*s reads the %.*s", words.n ? ", " : "",
                       STR_ARG(evidence_roles(j, f.consumers[i])), STR_ARG(store));
        else
            buf_printf(&words, "%s%.*s feeds the %.*s", words.n ? ", " : "", n ? (int)boxes.n : 7,
                       n ? boxes.p : "nothing", STR_ARG(store));
    }
    buf_puts(&words, "; nothing feeds both");
    return finding_false(buf_str(&words));
}

struct finding condition_disjoint_feeders(struct judge *j, const struct rub_cond *cond)
{
    struct feeding f;
    if (!feeding_read(j, &f, cond))
        return finding_false(STR("no stores are named"));
    f.nearest = true;
    static const double floors[] = {CONFIDENCE_TRUE, CONFIDENCE_WEAK};
    for (size_t pass = 0; pass < 2; pass++) {
        size_t fed[8] = {0}, all = 0;
        bool shared = false;
        /* who serves two is asked of everything that is drawn, who serves one of what is sure */
        feeding_mark(j, &f, CONFIDENCE_WEAK);
        for (size_t node = 0; node < j->arch->n_nodes; node++) {
            size_t n = 0;
            for (size_t i = 0; i < f.n_stores; i++)
                n += feeds(j, &f, node, i);
            shared |= n > 1;
        }
        if (shared)
            return finding_false(STR("one box feeds several of them"));
        feeding_mark(j, &f, floors[pass]);
        for (size_t node = 0; node < j->arch->n_nodes; node++)
            for (size_t i = 0; i < f.n_stores; i++)
                fed[i] += feeds(j, &f, node, i);
        for (size_t i = 0; i < f.n_stores; i++)
            all += fed[i] > 0;
        if (all < f.n_stores)
            continue;
        struct finding found = finding_of(true, STR(""));
        for (size_t i = 0; i < f.n_stores; i++) {
            struct walk w = paths_walk(f.feeders, f.stores[i], f.kinds);
            add_route(j, &found, &w, floors[pass]);
        }
        finding_rate(&found, found.confidence);
        return found;
    }
    return finding_false(STR("not every store has a feeder"));
}

bool condition_in_groups(struct judge *j, const struct rub_cond *cond, uint32_t tool)
{
    if (!arg_given(j, cond, "groups"))
        return true;
    for (size_t i = 0; i < arg_n(j, cond, "groups"); i++)
        if (str_is(arg_word(j, cond, "groups", i), rub_text(j->rubric, rub_tools(j->rubric, tool)->group)))
            return true;
    return false;
}

/* Boxes that somebody of the synchronous view waits for: an arrow that is not asynchronous joins the two. */
static bool *waited_for(struct judge *j)
{
    bool *waited = arena_alloc(j->arena, j->arch->n_nodes + 1);
    uint64_t requests = rub_info(j->rubric, 0)->request_roles;
    for (size_t i = 0; i < j->arch->n_edges; i++) {
        const struct edge_reading *edge = &j->reading->edges[i];
        if (edge->async || j->arch->edges[i].hidden)
            continue;
        waited[edge->to] |= (j->reading->nodes[edge->from].credited & requests) != 0;
        waited[edge->from] |= (j->reading->nodes[edge->to].credited & requests) != 0;
    }
    return waited;
}

struct finding condition_tool(struct judge *j, const struct rub_cond *cond)
{
    uint64_t roles = arg_mask(j, cond, "roles");
    double min = arg_number(j, cond, "min", 1), drawn = 0;
    bool *seen = arena_alloc(j->arena, rub_tools_n(j->rubric));
    const bool *waited = str_is(arg_text(j, cond, "wired"), "waits") ? waited_for(j) : NULL;
    struct finding f = finding_of(true, STR(""));
    for (size_t i = 0; i < j->arch->n_nodes; i++) {
        const struct node_reading *node = &j->reading->nodes[i];
        bool counts =
            graph_is_box(j->graph, i) &&
            (!arg_given(j, cond, "wired") ||
             (waited ? waited[i] : !j->graph->dense && (j->graph->drawn_in[i] || j->graph->drawn_out[i])));
        for (size_t k = 0; counts && k < node->n_tools; k++) {
            uint32_t tool = node->tools[k].tool;
            const struct rub_tool *t = rub_tools(j->rubric, tool);
            uint64_t can = 0;
            for (size_t r = 0; r < t->roles.n; r++)
                can |= role_bit(rub_word(j->rubric, t->roles, r));
            /* of a box that plays the role; of roles that are never credited, whatever can play it */
            bool plays = !arg_given(j, cond, "roles") || (node->credited & roles) ||
                         (can & roles & ~node->credited && !node->credited);
            if (seen[tool] || !plays || !condition_in_groups(j, cond, tool))
                continue;
            seen[tool] = true;
            f.number++;
            drawn += graph_is_drawn(j->graph, i);
            evidence_add(
                j, &f.evidence, node->tools[k].at.text ? node->tools[k].at : j->arch->nodes[i].at,
                evidence_text(j, "%s on %.*s", rub_text(j->rubric, t->name), STR_ARG(evidence_name(j, i))));
            finding_box(j, &f, (uint32_t)i);
        }
    }
    if (f.number >= min && drawn < min) /* text and manifests make it probable */
        finding_rate(&f, 0.5);
    if (f.number >= min)
        return f;
    struct finding no = finding_false(evidence_text(j, "%.0f of the %.0f tools asked for", f.number, min));
    no.number = f.number;
    return no;
}
