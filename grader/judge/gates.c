#include "judge/gates.h"

#include "judge/conditions.h"
#include "judge/scoring.h"

static struct str parts(struct judge *j)
{
    struct buf out = buf_new(j->arena, 300);
    for (size_t i = 0; i < rub_parts_n(j->rubric); i++) {
        if (j->review->parts[i].value == TRUTH_FALSE) {
            buf_puts(&out, out.n ? ", " : "");
            buf_puts(&out, rub_text(j->rubric, rub_parts(j->rubric, i)->title));
        }
    }
    return out.n ? buf_str(&out) : STR("none");
}

static bool entry(const struct judge *j, uint32_t v)
{
    const struct vertex *x = &j->graph->vertices[v];
    return (rub_info(j->rubric, 0)->entry_roles & role_bit(x->role)) || x->stand_in;
}

static struct str entries(struct judge *j)
{
    uint32_t boxes[64];
    size_t n = 0;
    for (uint32_t v = 0; v < j->graph->n_vertices && n < 64; v++)
        if (entry(j, v) && (n == 0 || boxes[n - 1] != j->graph->vertices[v].node))
            boxes[n++] = j->graph->vertices[v].node;
    return n ? evidence_boxes(j, boxes, n) : STR("a source that is not drawn");
}

/* Boxes that arrows from the entries reach and none leave for another that is reached. */
static struct str ends(struct judge *j)
{
    const struct graph *g = j->graph;
    bool *marks = arena_alloc(j->arena, g->n_vertices), *on = arena_alloc(j->arena, g->arch->n_nodes);
    bool *in = arena_alloc(j->arena, g->arch->n_nodes);
    uint32_t boxes[64];
    size_t n = 0;
    struct walk walk = paths_walk(rub_info(j->rubric, 0)->entry_roles, 0, KINDS_ANY);
    paths_closure(marks, g, &walk, false, CONFIDENCE_WEAK);
    for (size_t i = 0; i < g->n_links; i++) {
        const struct link *link = &g->links[i];
        if (marks[link->from] && marks[link->to] && !link->merged && !link->response)
            on[g->vertices[link->from].node] = true;
    }
    for (uint32_t v = 0; v < g->n_vertices; v++)
        in[g->vertices[v].node] |= marks[v];
    for (uint32_t i = 0; i < g->arch->n_nodes && n < 64; i++)
        if (in[i] && !on[i])
            boxes[n++] = i;
    return n ? evidence_boxes(j, boxes, n) : STR("its beginning");
}

static struct str message(struct judge *j, const char *text)
{
    struct buf out = buf_new(j->arena, 900);
    for (struct str rest = str_from(text); rest.n;) {
        static const char *const names[] = {"{parts}", "{ends}", "{entries}"};
        size_t which = 0;
        while (which < 3 && !str_starts(rest, names[which]))
            which++;
        if (which == 3) {
            buf_putc(&out, rest.p[0]);
            rest = str_sub(rest, 1, rest.n);
            continue;
        }
        buf_add(&out, which == 0 ? parts(j) : which == 1 ? ends(j) : entries(j));
        rest = str_sub(rest, str_from(names[which]).n, rest.n);
    }
    return buf_str(&out);
}

static size_t missing(struct judge *j)
{
    size_t n = 0;
    for (size_t i = 0; i < rub_parts_n(j->rubric); i++)
        n += j->review->parts[i].value == TRUTH_FALSE;
    return n;
}

static double cap_of(struct judge *j, const struct rub_gate *gate, size_t n)
{
    if (gate->caps.n == 0)
        return gate->cap;
    return n == 0 ? 100 : rub_word(j->rubric, gate->caps, n < gate->caps.n ? n - 1 : gate->caps.n - 1);
}

void gates_judge(struct judge *j)
{
    size_t parts_missing = missing(j);
    for (size_t i = 0; i < rub_gates_n(j->rubric); i++) {
        const struct rub_gate *gate = rub_gates(j->rubric, i);
        struct gate_verdict *out = &j->review->gates[i];
        struct finding f = judge_condition(j, gate->when);
        bool by_parts = gate->caps.n > 0,
             hold = f.value == TRUTH_TRUE && f.confidence + 1e-6 >= CONFIDENCE_TRUE;
        out->noted = gate->effect == GATE_FLAG && hold;
        out->applied = gate->effect != GATE_FLAG && hold && (!by_parts || parts_missing > 0);
        out->probable = gate->effect != GATE_FLAG && !out->applied && f.value >= TRUTH_WEAK &&
                        (!by_parts || parts_missing > 0);
        out->cap = 100;
        out->message = STR("");
        if (!out->applied && !out->probable && !out->noted)
            continue;
        if (gate->effect == GATE_CAP)
            out->cap = cap_of(j, gate, parts_missing);
        out->message = message(j, rub_text(j->rubric, gate->message));
        out->evidence = f.evidence;
        for (size_t k = 0; out->applied && gate->effect == GATE_ROWS && k < gate->rows.n; k++) {
            uint32_t row = rub_word(j->rubric, gate->rows, k);
            j->review->rows[row].capped = true;
        }
    }
}

/* Rows that a gate takes away, after the total without gates is known. */
static void take_rows(struct review *review)
{
    for (uint32_t i = 0; i < rub_rows_n(review->rubric); i++) {
        if (!review->rows[i].capped)
            continue;
        review->rows[i].level = 0;
        scoring_row(review, i);
    }
}

void gates_total(struct judge *j)
{
    j->review->ungated = scoring_sum(j->review);
    take_rows(j->review);
    scoring_total(j->review);
    j->review->unadjusted = j->review->total;
}
