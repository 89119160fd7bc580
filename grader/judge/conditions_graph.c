/* Conditions that follow arrows: path, wire, cut, dominates, cycle, adjacent. */
#include "judge/conditions.h"
#include "judge/sync.h"

/* Boxes where a walk that does not arrive comes to its end: reached, and nothing new is reached from there.
 */
static struct str ends_of(struct judge *j, const struct walk *w)
{
    const struct graph *g = j->graph;
    bool *marks = arena_alloc(j->arena, g->n_vertices);
    uint32_t ends[64];
    size_t n = 0;
    struct walk walk = *w;
    walk.no_inner = false;
    paths_closure(marks, g, &walk, false, CONFIDENCE_WEAK);
    for (uint32_t v = 0; v < g->n_vertices && n < 64; v++) {
        bool on = false;
        for (uint32_t k = g->out_at[v]; marks[v] && !on && k < g->out_at[v + 1]; k++) {
            const struct link *link = &g->links[g->out[k]];
            on = marks[link->to] && !link->response && g->vertices[link->to].node != g->vertices[v].node;
        }
        if (!marks[v] || on || (n > 0 && ends[n - 1] == g->vertices[v].node))
            continue;
        ends[n++] = g->vertices[v].node;
    }
    return evidence_boxes(j, ends, n);
}

static bool any_start(struct judge *j, uint64_t from)
{
    if (j->graph->roles & from)
        return true;
    for (size_t v = 0; (from & rub_info(j->rubric, 0)->entry_roles) && v < j->graph->n_vertices; v++)
        if (j->graph->vertices[v].stand_in)
            return true;
    return false;
}

/* The stores among the starts, where there is nothing else and nobody writes them; empty otherwise. */
static struct str unwritten(struct judge *j, uint64_t from)
{
    uint32_t boxes[64];
    size_t n = 0;
    for (uint32_t v = 0; v < j->graph->n_vertices && n < 64; v++) {
        const struct vertex *x = &j->graph->vertices[v];
        if (!(from & role_bit(x->role)))
            continue;
        if (!x->dry)
            return STR("");
        boxes[n++] = x->node;
    }
    return evidence_boxes(j, boxes, n);
}

static struct str no_way(struct judge *j, const struct walk *w)
{
    uint64_t have = j->graph->roles;
    if (!any_start(j, w->from))
        return evidence_text(j, "no %.*s is drawn", STR_ARG(evidence_roles(j, w->from)));
    if (!(have & w->to))
        return evidence_text(j, "no %.*s is drawn", STR_ARG(evidence_roles(j, w->to)));
    for (size_t i = 0; i < w->n_via; i++)
        if (!(have & w->via[i]))
            return evidence_text(j, "no %.*s is drawn", STR_ARG(evidence_roles(j, w->via[i])));
    struct str dry = unwritten(j, w->from);
    if (dry.n)
        return evidence_text(j, "nothing writes %.*s", STR_ARG(dry));
    bool some = w->kinds != KINDS_ANY;
    struct str kinds = evidence_kinds(j, some ? w->kinds : 0), ends = ends_of(j, w);
    if (!(have & w->from))
        return evidence_text(j, "no %.*s is drawn; from what may stand for it the walk ends at %.*s",
                             STR_ARG(evidence_roles(j, w->from)), STR_ARG(ends));
    return evidence_text(j, "no way from %.*s to %.*s%s%.*s%s%s%.*s", STR_ARG(evidence_roles(j, w->from)),
                         STR_ARG(evidence_roles(j, w->to)), some ? " by " : "", STR_ARG(kinds),
                         some ? " arrows" : "", ends.n ? "; the walk ends at " : "", STR_ARG(ends));
}

/* The best way, and rather one through several boxes than one inside a single box. */
static bool find(struct judge *j, struct route *out, const struct walk *w)
{
    if (!paths_find(out, j->graph, w, CONFIDENCE_WEAK))
        return false;
    for (size_t i = 0; i < out->n; i++)
        if (!j->graph->links[out->links[i]].merged)
            return true;
    struct walk drawn = *w;
    struct route other;
    drawn.drawn_only = true;
    double floor = out->confidence >= CONFIDENCE_TRUE ? CONFIDENCE_TRUE : CONFIDENCE_WEAK;
    if (paths_find(&other, j->graph, &drawn, floor))
        *out = other;
    return true;
}

static struct finding found(struct judge *j, const struct walk *w)
{
    struct route route;
    struct finding f = finding_of(true, STR(""));
    if (!find(j, &route, w))
        return finding_false(no_way(j, w));
    finding_route(j, &f, &route, w->kinds);
    finding_rate(&f, route.confidence);
    return f;
}

struct finding condition_path(struct judge *j, const struct rub_cond *cond)
{
    struct walk w =
        paths_walk(arg_mask(j, cond, "from"), arg_mask(j, cond, "to"), arg_kinds(j, cond, "kinds"));
    w.avoid = arg_mask(j, cond, "avoid");
    w.within = arg_mask(j, cond, "within");
    w.no_inner = arg_given(j, cond, "within") && !w.within;
    if (arg_given(j, cond, "via")) {
        w.via[0] = arg_mask(j, cond, "via");
        w.n_via = 1;
    }
    return found(j, &w);
}

struct finding condition_wire(struct judge *j, const struct rub_cond *cond)
{
    struct walk w =
        paths_walk(arg_mask(j, cond, "from"), arg_mask(j, cond, "to"), arg_kinds(j, cond, "kinds"));
    w.within = arg_given(j, cond, "carriers") ? arg_mask(j, cond, "carriers")
                                              : rub_info(j->rubric, 0)->carrier_roles;
    w.no_inner = !w.within;
    return found(j, &w);
}

struct finding condition_cut(struct judge *j, const struct rub_cond *cond)
{
    struct sync_cut cut = {.remove = arg_mask(j, cond, "remove"),
                           .from = arg_mask(j, cond, "from"),
                           .reach = arg_mask(j, cond, "reach"),
                           .with = arg_mask(j, cond, "with"),
                           .nodes = (size_t)arg_number(j, cond, "nodes", 1),
                           .gone = j->gone};
    struct graph *g = j->graph;
    uint64_t have = g->roles & ~cut.remove;
    if (!any_start(j, cut.from))
        return finding_false(evidence_text(j, "no %.*s is drawn", STR_ARG(evidence_roles(j, cut.from))));
    if (!(have & cut.reach) || (cut.with && !(have & cut.with)))
        return finding_false(evidence_text(
            j, "no %.*s is drawn", STR_ARG(evidence_roles(j, have & cut.reach ? cut.with : cut.reach))));
    bool *part = arena_alloc(j->arena, g->n_vertices);
    double floor = CONFIDENCE_TRUE;
    uint32_t start = sync_joined(g, &cut, floor, NULL);
    if (start == GRAPH_NONE)
        start = sync_joined(g, &cut, floor = CONFIDENCE_WEAK, part);
    if (start == GRAPH_NONE) {
        uint32_t boxes[64];
        size_t n = 0;
        for (uint32_t v = 0; v < g->n_vertices && n < 64; v++)
            if (part[v] && (n == 0 || boxes[n - 1] != g->vertices[v].node))
                boxes[n++] = g->vertices[v].node;
        struct str without =
            cut.remove ? evidence_text(j, "without %.*s ", STR_ARG(evidence_roles(j, cut.remove))) : STR("");
        return finding_false(
            evidence_text(j, "%.*sa request reaches only %.*s%s%.*s", STR_ARG(without),
                          STR_ARG(evidence_boxes(j, boxes, n)), ", no ",
                          STR_ARG(evidence_roles(j, cut.with ? cut.reach | cut.with : cut.reach))));
    }
    struct finding f = finding_of(true, STR(""));
    struct walk w = paths_walk(cut.from, cut.reach, KINDS_ANY);
    struct route route;
    w.undirected = true;
    w.avoid = cut.remove;
    w.gone = cut.gone;
    w.outward = cut.gone != NULL;
    w.start = start;
    double confidence = floor;
    if (paths_find(&route, g, &w, floor)) {
        finding_route(j, &f, &route, KINDS_ANY);
        confidence = route.confidence;
        const struct link *last = &g->links[route.links[route.n - 1]];
        uint32_t end = cut.reach & role_bit(g->vertices[last->to].role) ? last->to : last->from;
        w.start = end;
        w.from = role_bit(g->vertices[end].role);
        w.to = cut.with;
        if (cut.with && !(cut.with & f.roles) && paths_find(&route, g, &w, floor)) {
            finding_route(j, &f, &route, KINDS_ANY);
            confidence = route.confidence < confidence ? route.confidence : confidence;
        }
    }
    finding_rate(&f, confidence);
    return f;
}

struct finding condition_dominates(struct judge *j, const struct rub_cond *cond)
{
    struct walk w =
        paths_walk(arg_mask(j, cond, "from"), arg_mask(j, cond, "to"), arg_kinds(j, cond, "kinds"));
    uint64_t gate = arg_mask(j, cond, "gate");
    struct graph *g = j->graph;
    struct walk through = w, around = w;
    struct route gated, bypass;
    through.via[0] = gate;
    through.n_via = 1;
    around.avoid = arg_mask(j, cond, "ignore") & ~(w.from | w.to);
    /* a box that plays the gate as well may have passed it inside */
    bool *gone = arena_alloc(j->arena, g->arch->n_nodes);
    for (size_t v = 0; v < g->n_vertices; v++)
        if (gate & role_bit(g->vertices[v].role))
            gone[g->vertices[v].node] = true;
    around.gone = gone;
    bool passes = find(j, &gated, &through);
    bool avoids = paths_find(&bypass, g, &around, CONFIDENCE_TRUE);
    struct finding f = finding_of(true, STR(""));
    if (avoids) {
        struct finding way = finding_of(true, STR(""));
        finding_route(j, &way, &bypass, w.kinds);
        struct str words =
            evidence_text(j, "a way around %.*s: %.*s%s%.*s", STR_ARG(evidence_roles(j, gate)),
                          STR_ARG(way.evidence.items[0].why), way.evidence.n > 1 ? " … " : "",
                          way.evidence.n > 1 ? (int)way.evidence.items[way.evidence.n - 1].why.n : 0,
                          way.evidence.n > 1 ? way.evidence.items[way.evidence.n - 1].why.p : "");
        if (!passes) {
            f = finding_false(words);
            f.evidence = way.evidence;
            return f;
        }
        finding_route(j, &f, &gated, w.kinds);
        finding_rate(&f, gated.confidence);
        f.value = TRUTH_WEAK;
        f.reason = WEAK_FORM;
        f.missing = words;
        finding_join(j, &f, &way);
        return f;
    }
    if (!passes) {
        if (!any_start(j, gate))
            return finding_false(evidence_text(j, "no %.*s is drawn", STR_ARG(evidence_roles(j, gate))));
        return finding_false(no_way(j, &through));
    }
    finding_route(j, &f, &gated, w.kinds);
    finding_rate(&f, gated.confidence);
    return f;
}

struct finding condition_cycle(struct judge *j, const struct rub_cond *cond)
{
    size_t n = arg_n(j, cond, "through");
    struct walk w = paths_walk(0, 0, arg_kinds(j, cond, "kinds"));
    if (n == 0 || n > WALK_MAX_STAGES)
        return finding_false(STR("a loop of no steps, or of too many"));
    for (size_t i = 0; i < n; i++) {
        struct str rest = arg_word(j, cond, "through", i), one;
        uint64_t mask = 0;
        while (str_next(&rest, "|", &one)) {
            uint32_t role = rub_role_of(j->rubric, one);
            mask |= role == RUB_NONE ? 0 : role_bit(role);
        }
        if (i == 0)
            w.from = w.to = mask;
        else
            w.via[w.n_via++] = mask;
        if (!(j->graph->roles & mask))
            return finding_false(
                evidence_text(j, "no %.*s is drawn", STR_ARG(arg_word(j, cond, "through", i))));
    }
    struct route best = {0}, route;
    for (uint32_t v = 0; v < j->graph->n_vertices; v++) {
        if (!(w.from & role_bit(j->graph->vertices[v].role)))
            continue;
        w.start = w.end = v;
        if (paths_find(&route, j->graph, &w, CONFIDENCE_WEAK) && route.confidence > best.confidence)
            best = route;
    }
    if (best.confidence <= 0) {
        w.start = w.end = GRAPH_NONE;
        return finding_false(evidence_text(j, "the loop does not close: %.*s", STR_ARG(no_way(j, &w))));
    }
    struct finding f = finding_of(true, STR(""));
    finding_route(j, &f, &best, w.kinds);
    finding_rate(&f, best.confidence);
    return f;
}

struct finding condition_adjacent(struct judge *j, const struct rub_cond *cond)
{
    uint64_t a = arg_mask(j, cond, "a"), b = arg_mask(j, cond, "b");
    double gap = arg_number(j, cond, "gap", 0), min = arg_number(j, cond, "min", 1);
    struct graph *g = j->graph;
    struct {
        double confidence;
        uint32_t link;
    } best[RUBRIC_MAX_ROLES] = {{0, 0}};
    for (uint32_t i = 0; i < g->n_links; i++) {
        const struct link *link = &g->links[i];
        const struct vertex *u = &g->vertices[link->from], *v = &g->vertices[link->to];
        if (link->gaps > gap)
            continue;
        double c = link->joined;
        c = u->confidence < c ? u->confidence : c;
        c = v->confidence < c ? v->confidence : c;
        /* an arrow shows more than two roles on one box, of the same confidence */
        if ((a & role_bit(u->role)) && (b & role_bit(v->role)) && c > best[u->role].confidence)
            best[u->role].confidence = c, best[u->role].link = i;
        if ((a & role_bit(v->role)) && (b & role_bit(u->role)) && c > best[v->role].confidence)
            best[v->role].confidence = c, best[v->role].link = i;
    }
    struct finding f = finding_of(true, STR(""));
    double sure = 0, weak = 0, least = 1;
    for (uint32_t r = 0; r < RUBRIC_MAX_ROLES; r++) {
        if (best[r].confidence + 1e-6 < CONFIDENCE_WEAK)
            continue;
        const struct link *link = &g->links[best[r].link];
        bool good = best[r].confidence + 1e-6 >= CONFIDENCE_TRUE;
        sure += good;
        weak += !good;
        if (!good && sure >= min)
            continue;
        least = best[r].confidence < least ? best[r].confidence : least;
        evidence_link(j, &f.evidence, best[r].link, KINDS_ANY);
        f.roles |= role_bit(g->vertices[link->from].role) | role_bit(g->vertices[link->to].role);
        finding_box(j, &f, g->vertices[link->from].node);
        finding_box(j, &f, g->vertices[link->to].node);
        f.hops++;
    }
    f.number = sure + weak;
    if (sure + weak >= min && sure + weak > 0) {
        f.confidence = least;
        f.value = sure >= min ? TRUTH_TRUE : TRUTH_WEAK;
        f.reason = sure >= min ? WEAK_NOT : WEAK_UNLABELLED;
        return f;
    }
    uint64_t absent = !(g->roles & a) ? a : !(g->roles & b) ? b : 0;
    struct finding no = finding_false(
        absent    ? evidence_text(j, "no %.*s is drawn", STR_ARG(evidence_roles(j, absent)))
        : min > 1 ? evidence_text(j, "%.0f of the %.0f asked for of %.*s are joined with %.*s", sure + weak,
                                  min, STR_ARG(evidence_roles(j, a)), STR_ARG(evidence_roles(j, b)))
                  : evidence_text(j, "no arrow joins %.*s with %.*s", STR_ARG(evidence_roles(j, a)),
                                  STR_ARG(evidence_roles(j, b))));
    no.number = f.number;
    return no;
}
