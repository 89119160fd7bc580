#include "judge/conditions.h"

struct finding finding_false(struct str missing)
{
    return (struct finding){.value = TRUTH_FALSE, .confidence = 1, .missing = missing, .arithmetic = STR("")};
}

struct finding finding_of(bool holds, struct str missing)
{
    struct finding f = finding_false(missing);
    if (holds) {
        f.value = TRUTH_TRUE;
        f.missing = STR("");
    }
    return f;
}

void finding_rate(struct finding *f, double confidence)
{
    const double fuzz = 1e-6;
    f->confidence = confidence;
    f->value = confidence + fuzz >= CONFIDENCE_TRUE   ? TRUTH_TRUE
               : confidence + fuzz >= CONFIDENCE_WEAK ? TRUTH_WEAK
                                                      : TRUTH_FALSE;
    f->reason = f->value == TRUTH_WEAK ? WEAK_UNLABELLED : WEAK_NOT;
}

void finding_box(struct judge *j, struct finding *f, uint32_t node)
{
    for (size_t i = 0; i < f->n_boxes; i++)
        if (f->boxes[i] == node)
            return;
    if (f->n_boxes >= 64)
        return;
    uint32_t *box = ARENA_PUSH(j->arena, f->boxes, f->n_boxes, f->cap_boxes);
    *box = node;
}

static void add_vertex(struct judge *j, struct finding *f, uint32_t v)
{
    f->roles |= role_bit(j->graph->vertices[v].role);
    finding_box(j, f, j->graph->vertices[v].node);
}

void finding_route(struct judge *j, struct finding *f, const struct route *route, uint32_t kinds)
{
    uint32_t here = route->start;
    add_vertex(j, f, here);
    for (size_t i = 0; i < route->n; i++) {
        const struct link *link = &j->graph->links[route->links[i]];
        here = link->from == here ? link->to : link->from;
        add_vertex(j, f, here);
        evidence_link(j, &f->evidence, route->links[i], kinds);
    }
    f->hops += route->n;
    f->confidence = route->confidence < f->confidence ? route->confidence : f->confidence;
}

void finding_join(struct judge *j, struct finding *f, const struct finding *part)
{
    evidence_join(j, &f->evidence, &part->evidence);
    for (size_t i = 0; i < part->n_boxes; i++)
        finding_box(j, f, part->boxes[i]);
    f->hops += part->hops;
    f->copied |= part->copied;
    f->roles |= part->roles;
    f->confidence = part->confidence < f->confidence ? part->confidence : f->confidence;
}

int finding_grade(const struct finding *f)
{
    switch (f->value) {
    case TRUTH_TRUE:
        return 4;
    case TRUTH_WEAK:
        return f->thin ? 2 : 3;
    default:
        return 0;
    }
}

static const struct rub_arg *arg(struct judge *j, const struct rub_cond *cond, const char *name)
{
    return rub_arg_of(j->rubric, cond, name);
}

bool arg_given(struct judge *j, const struct rub_cond *cond, const char *name)
{
    return arg(j, cond, name) != NULL;
}

uint64_t arg_mask(struct judge *j, const struct rub_cond *cond, const char *name)
{
    const struct rub_arg *a = arg(j, cond, name);
    return a ? a->mask : 0;
}

uint32_t arg_kinds(struct judge *j, const struct rub_cond *cond, const char *name)
{
    const struct rub_arg *a = arg(j, cond, name);
    return a ? (uint32_t)a->mask : KINDS_ANY;
}

double arg_number(struct judge *j, const struct rub_cond *cond, const char *name, double otherwise)
{
    const struct rub_arg *a = arg(j, cond, name);
    return a ? a->number : otherwise;
}

struct str arg_text(struct judge *j, const struct rub_cond *cond, const char *name)
{
    const struct rub_arg *a = arg(j, cond, name);
    return a ? str_from(rub_text(j->rubric, a->text)) : STR("");
}

size_t arg_n(struct judge *j, const struct rub_cond *cond, const char *name)
{
    const struct rub_arg *a = arg(j, cond, name);
    return a ? a->list.n : 0;
}

uint32_t arg_item(struct judge *j, const struct rub_cond *cond, const char *name, size_t i)
{
    return rub_word(j->rubric, arg(j, cond, name)->list, i);
}

struct str arg_word(struct judge *j, const struct rub_cond *cond, const char *name, size_t i)
{
    return str_from(rub_text(j->rubric, arg_item(j, cond, name, i)));
}
