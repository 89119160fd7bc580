#include "judge/lints.h"

static struct lint_verdict *add(struct judge *j, struct str id, struct str message)
{
    struct review *r = j->review;
    if (r->n_lints >= LINTS_MOST)
        return NULL;
    struct lint_verdict *lint = ARENA_PUSH(j->arena, r->lints, r->n_lints, r->cap_lints);
    lint->id = id;
    lint->message = message;
    return lint;
}

/* Some pair of roles on the two boxes makes the arrow a legal one. */
static bool explained(const struct graph *g, size_t from, size_t to)
{
    for (uint32_t u = g->first[from]; u < g->first[from + 1]; u++)
        for (uint32_t v = g->first[to]; v < g->first[to + 1]; v++) {
            const struct legal *legal = &g->legal[g->vertices[u].role][g->vertices[v].role];
            if (legal->forward || legal->reverse)
                return true;
        }
    return false;
}

static void pairs(struct judge *j)
{
    for (size_t i = 0; i < rub_lints_n(j->rubric); i++) {
        const struct rub_lint *lint = rub_lints(j->rubric, i);
        struct lint_verdict *out = NULL;
        for (size_t e = 0; e < j->arch->n_edges; e++) {
            const struct edge_reading *edge = &j->reading->edges[e];
            uint64_t a = j->reading->nodes[edge->from].credited, b = j->reading->nodes[edge->to].credited;
            bool drawn = (lint->from & a) && (lint->to & b);
            /* a read that somebody waits for is drawn in either direction */
            bool back = lint->sync_only && (lint->from & b) && (lint->to & a);
            if (edge->from == edge->to || !(drawn || back) || (lint->sync_only && !edge->sync))
                continue;
            if (!lint->sync_only && explained(j->graph, edge->from, edge->to))
                continue;
            if (!out)
                out = add(j, str_from(rub_text(j->rubric, lint->id)),
                          str_from(rub_text(j->rubric, lint->says)));
            if (!out)
                return;
            evidence_arrow(j, &out->evidence, e,
                           evidence_text(j, "%.*s -> %.*s", STR_ARG(evidence_name(j, edge->from)),
                                         STR_ARG(evidence_name(j, edge->to))));
        }
    }
}

static void dry(struct judge *j)
{
    for (uint32_t v = 0; v < j->graph->n_vertices; v++) {
        const struct vertex *x = &j->graph->vertices[v];
        struct lint_verdict *out;
        if (!x->dry)
            continue;
        out = add(j, STR("nobody-writes"),
                  evidence_text(j, "nobody writes %.*s (%.*s)", STR_ARG(evidence_name(j, x->node)),
                                STR_ARG(evidence_roles(j, role_bit(x->role)))));
        if (out)
            evidence_vertex(j, &out->evidence, v);
    }
}

static void unusual(struct judge *j)
{
    for (size_t i = 0; i < j->graph->n_unusual; i++) {
        size_t e = j->graph->unusual[i].edge;
        const struct edge_reading *edge = &j->reading->edges[e];
        struct str kinds = evidence_kinds(j, edge->kinds), as = evidence_kinds(j, j->graph->unusual[i].as);
        struct lint_verdict *out = add(j, STR("unusual-kind"),
                                       evidence_text(j, "%.*s is unusual from %.*s to %.*s; read as %.*s",
                                                     STR_ARG(kinds), STR_ARG(evidence_name(j, edge->from)),
                                                     STR_ARG(evidence_name(j, edge->to)), STR_ARG(as)));
        if (out)
            evidence_arrow(j, &out->evidence, e, kinds);
    }
}

void lints_find(struct judge *j)
{
    pairs(j);
    if (j->graph->dense) {
        struct lint_verdict *out = add(
            j, STR("everything-connects"),
            evidence_text(
                j, "%zu arrows between %zu boxes: everything connects to everything, so no arrow says much",
                j->graph->dense_arrows, j->graph->dense_boxes));
        if (out && j->arch->n_views)
            evidence_add(j, &out->evidence, j->arch->views[0].at, STR("more than four arrows a box"));
    }
    if (j->graph->full)
        add(j, STR("too-many-ways"),
            STR("more ways between roles than are followed: the last ones are left out"));
    dry(j);
    unusual(j);
}
