#include "judge/verdicts.h"

#include "judge/conditions.h"
#include "judge/facts.h"
#include "judge/templates.h"
#include "judge/told.h"
#include "model/template.h"

void verdicts_predicates(struct judge *j)
{
    for (uint32_t i = 0; i < rub_predicates_n(j->rubric); i++) {
        const struct finding *f = judge_predicate(j, i, false);
        j->review->predicates[i] =
            (struct predicate_verdict){.value = f->value,
                                       .reason = f->reason,
                                       .confidence = f->value == TRUTH_FALSE ? 0 : f->confidence,
                                       .witness = f->evidence,
                                       .missing = f->value == TRUTH_TRUE ? STR("") : f->missing};
    }
}

static bool tool_can(struct judge *j, const struct node_reading *node, uint32_t role, struct place *at)
{
    for (size_t k = 0; k < node->n_tools; k++) {
        const struct rub_tool *tool = rub_tools(j->rubric, node->tools[k].tool);
        /* the first of a tool's roles is what it is for; the others it might do */
        if (tool->roles.n && rub_word(j->rubric, tool->roles, 0) == role) {
            *at = node->tools[k].at;
            return true;
        }
    }
    return false;
}

static void drawn_role(struct judge *j, uint32_t role, struct role_verdict *out)
{
    if (!(j->named & role_bit(role)))
        return;
    for (uint32_t v = 0; v < j->graph->n_vertices; v++) {
        const struct vertex *x = &j->graph->vertices[v];
        if (x->role != role)
            continue;
        int level = !x->wired ? 1 : facts_stated(j, x->node) > 0 ? 3 : 2;
        if (level > out->level) {
            out->level = level;
            out->evidence = (struct evidence_list){0};
        }
        if (level == out->level)
            evidence_vertex(j, &out->evidence, v);
    }
    for (size_t i = 0; out->level == 0 && i < j->arch->n_nodes; i++) {
        const struct node_reading *node = &j->reading->nodes[i];
        struct place at = j->arch->nodes[i].at;
        const struct role_reading *named =
            graph_is_box(j->graph, i) ? reading_role(j->reading, i, role) : NULL;
        if (!graph_is_box(j->graph, i) || (!named && !tool_can(j, node, role, &at)))
            continue;
        out->level = 1;
        evidence_box(j, &out->evidence, i, named && named->at.text ? named->at : at,
                     evidence_text(j, "%.*s: %.*s", STR_ARG(evidence_name(j, i)),
                                   named ? (int)named->why.n : 16,
                                   named ? named->why.p : "named by its tool"));
    }
}

static void judge_role(struct judge *j, uint32_t role, struct role_verdict *out)
{
    drawn_role(j, role, out);
    if (out->level == 3)
        return;
    struct told_finding told = told_role(j, role);
    if (told.level > out->level) {
        out->level = told.level;
        out->evidence = told.evidence;
    }
}

void verdicts_roles(struct judge *j)
{
    for (uint32_t r = 0; r < rub_roles_n(j->rubric); r++)
        judge_role(j, r, &j->review->roles[r]);
}

void verdicts_loops(struct judge *j)
{
    for (size_t i = 0; i < rub_loops_n(j->rubric); i++) {
        const struct rub_loop *loop = rub_loops(j->rubric, i);
        struct loop_verdict *out = &j->review->loops[i];
        out->hops = arena_alloc(j->arena, loop->hops.n * sizeof *out->hops);
        out->n_hops = loop->hops.n;
        out->closed = loop->hops.n > 0;
        out->confidence = loop->hops.n > 0;
        for (size_t h = 0; h < loop->hops.n; h++) {
            const struct rub_hop *hop = rub_hops(j->rubric, loop->hops.at + h);
            struct finding f = judge_condition(j, hop->when);
            double confidence = f.value >= TRUTH_WEAK ? f.confidence : 0;
            out->hops[h] =
                (struct hop_verdict){rub_text(j->rubric, hop->title), f.value,
                                     f.value >= TRUTH_WEAK ? f.evidence : (struct evidence_list){0}};
            out->closed &= f.value == TRUTH_TRUE;
            out->confidence = confidence < out->confidence ? confidence : out->confidence;
        }
    }
}

/* "Payment API -> Kafka -> S3 data lake", or names with commas where it is no way. */
static struct str shown(struct judge *j, const struct finding *f)
{
    struct buf out = buf_new(j->arena, 300);
    for (size_t i = 0; i < f->n_boxes; i++) {
        buf_puts(&out, i == 0 ? "" : f->hops ? " -> " : ", ");
        buf_add(&out, evidence_name(j, f->boxes[i]));
    }
    for (size_t i = 0; f->n_boxes == 0 && i < f->evidence.n; i++) {
        buf_puts(&out, i ? ", " : "");
        buf_add(&out, f->evidence.items[i].why);
    }
    return buf_str(&out);
}

static bool somewhere(struct judge *j, uint64_t roles, struct part_verdict *out)
{
    for (uint32_t r = 0; r < rub_roles_n(j->rubric); r++)
        if ((roles & role_bit(r)) && j->review->roles[r].level > 0) {
            evidence_join(j, &out->evidence, &j->review->roles[r].evidence);
            return true;
        }
    return false;
}

/* What a part shows is a matter of order, not of certainty: of alternatives the first that holds at all. */
static struct finding to_show(struct judge *j, uint32_t number)
{
    const struct rub_cond *cond = rub_conds(j->rubric, number);
    const struct rub_arg *of = cond->kind == COND_ANY ? rub_arg_of(j->rubric, cond, "of") : NULL;
    for (size_t i = 0; of && i < of->list.n; i++) {
        struct finding f = judge_condition(j, rub_word(j->rubric, of->list, i));
        if (f.value >= TRUTH_WEAK)
            return f;
    }
    return judge_condition(j, number);
}

void verdicts_parts(struct judge *j)
{
    for (size_t i = 0; i < rub_parts_n(j->rubric); i++) {
        const struct rub_part *part = rub_parts(j->rubric, i);
        struct part_verdict *out = &j->review->parts[i];
        struct finding f = to_show(j, part->show);
        /* A way through the drawing is found; a box by itself is only named, unless a row says more. */
        bool sure = f.value == TRUTH_TRUE && f.hops > 0, some = f.value >= TRUTH_WEAK;
        for (size_t k = 0; k < part->rows.n; k++) {
            const struct row_verdict *row = &j->review->rows[rub_word(j->rubric, part->rows, k)];
            sure |= row->level >= 2 && !row->probable;
            some |= row->level >= 1;
            if (f.evidence.n == 0)
                evidence_join(j, &out->evidence, &row->evidence);
        }
        out->shown = f.value >= TRUTH_WEAK ? shown(j, &f) : STR("");
        if (f.value >= TRUTH_WEAK)
            out->evidence = f.evidence;
        if (sure)
            out->value = TRUTH_TRUE;
        else if (some || somewhere(j, part->roles, out))
            out->value = TRUTH_WEAK;
        else
            out->value = TRUTH_FALSE;
    }
}

void verdicts_flags(struct judge *j)
{
    for (size_t i = 0; i < rub_flags_n(j->rubric); i++) {
        const struct rub_flag *flag = rub_flags(j->rubric, i);
        struct finding f = judge_condition(j, flag->when);
        struct flag_verdict *out = &j->review->flags[i];
        /* a flag starts a conversation with a stranger: only what is certain raises one */
        out->raised = f.value == TRUTH_TRUE && f.confidence + 1e-6 >= CONFIDENCE_TRUE;
        out->missing = out->raised              ? STR("")
                       : f.value == TRUTH_FALSE ? f.missing
                                                : STR("what is there is only probable");
        if (out->raised)
            out->evidence = f.evidence;
        const struct template_context context = {.arithmetic = STR(""), .seen = &out->evidence};
        const char *says = rub_text(j->rubric, flag->says), *asks = rub_text(j->rubric, flag->ask);
        /* of what is not raised nothing is looked up: the text as it reads for anybody */
        out->says = out->raised ? template_fill(j, says, &context, NULL) : template_plain(j->arena, says);
        out->ask = out->raised ? template_fill(j, asks, &context, NULL) : template_plain(j->arena, asks);
    }
}

void verdicts_maturities(struct judge *j)
{
    for (size_t i = 0; i < rub_maturities_n(j->rubric); i++) {
        const struct rub_maturity *maturity = rub_maturities(j->rubric, i);
        struct maturity_verdict *out = &j->review->maturities[i];
        out->looked_for = STR("");
        for (uint32_t k = 1; k < maturity->levels.n; k++) {
            const struct rub_maturity_level *level = rub_maturity_levels(j->rubric, maturity->levels.at + k);
            struct finding f = judge_condition(j, level->when);
            if (f.value == TRUTH_FALSE || f.thin) {
                const char *says = rub_text(j->rubric, level->says);
                out->looked_for =
                    f.missing.n ? evidence_text(j, "%s: %.*s", says, STR_ARG(f.missing)) : str_from(says);
                break;
            }
            out->level = k;
            out->probable |= f.value == TRUTH_WEAK;
            evidence_join(j, &out->evidence, &f.evidence);
        }
    }
}
