#include "parse/review_parts.h"

#include <string.h>

#define ROWS_MOST 5000
#define THINGS_MOST 5000
#define LEVELS_MOST 1000

#define NEW(p, n, items) ((items) = arena_alloc((p)->shape.arena, ((n) + 1) * sizeof *(items)))

static const char *truth_at(size_t i)
{
    return truth_name((enum truth)i);
}

static const char *check_at(size_t i)
{
    return check_result_name((enum check_result)i);
}

static const char *reason_at(size_t i)
{
    return weak_reason_name((enum weak_reason)i);
}

static const char *effect_at(size_t i)
{
    return gate_effect_name((uint32_t)i);
}

static enum truth truth(struct review_parts *p, const struct doc *map)
{
    return (enum truth)review_shape_word(&p->shape, map, "value", truth_at, TRUTH_TRUE + 1);
}

static const struct doc *things(struct review_parts *p, const char *key)
{
    return review_shape_list(&p->shape, p->root, key, THINGS_MOST, true);
}

static void dimensions(struct review_parts *p)
{
    const struct doc *list = things(p, "dimensions");
    NEW(p, list->n, p->review->dimensions);
    for (size_t i = 0; i < list->n && !p->shape.failed; i++) {
        const struct doc *one = list->items[i];
        struct rub_dimension *dimension = PACK_NEW(&p->build, dimensions);
        dimension->key = review_parts_text(p, one, "id");
        dimension->name = review_parts_text(p, one, "name");
        struct dimension_verdict *verdict = &p->review->dimensions[i];
        verdict->points = review_shape_number(&p->shape, one, "points");
        verdict->max = review_shape_number(&p->shape, one, "max");
        dimension->weight = verdict->max;
    }
}

/* Rows stand in the order of their dimensions: those of one are a span of the table. */
static void join_dimension(struct review_parts *p, const struct doc *one, struct rub_row *row)
{
    struct pack_build *b = &p->build;
    uint32_t number = (uint32_t)(b->rows.n - 1), key = review_parts_text(p, one, "dimension");
    for (size_t i = 0; i < b->dimensions.n; i++) {
        struct rub_dimension *dimension = &b->dimensions.items[i];
        if (dimension->key != key)
            continue;
        if (!dimension->rows.n)
            dimension->rows.at = number;
        if (dimension->rows.at + dimension->rows.n != number)
            break;
        dimension->rows.n++;
        row->dimension = (uint32_t)i;
        return;
    }
    review_shape_wrong(&p->shape, one->at, "a row must be of a dimension, next to the others of it");
}

static void criteria(struct review_parts *p)
{
    struct review_shape *s = &p->shape;
    const struct doc *list = review_shape_list(s, p->root, "criteria", ROWS_MOST, true);
    NEW(p, list->n, p->review->rows);
    for (size_t i = 0; i < list->n && !s->failed; i++) {
        const struct doc *one = list->items[i];
        struct rub_row *row = PACK_NEW(&p->build, rows);
        row->told = RUB_NONE;
        row->id = review_parts_text(p, one, "id");
        row->title = review_parts_text(p, one, "title");
        row->points = review_shape_number(s, one, "max");
        join_dimension(p, one, row);
        struct row_verdict *verdict = &p->review->rows[i];
        verdict->level = (int)review_shape_count(s, one, "level", 3);
        verdict->points = review_shape_number(s, one, "points");
        verdict->confidence = review_shape_number(s, one, "confidence");
        verdict->probable = review_shape_bool(s, one, "probable");
        verdict->told = review_shape_bool(s, one, "told");
        verdict->capped = review_shape_bool(s, one, "capped");
        review_shape_evidence(s, &verdict->evidence, one, "evidence");
        verdict->looked_for = review_shape_said(s, one, "looked_for");
    }
}

static void roles(struct review_parts *p)
{
    const struct doc *list = review_shape_list(&p->shape, p->root, "roles", RUBRIC_MAX_ROLES, true);
    NEW(p, list->n, p->review->roles);
    for (size_t i = 0; i < list->n && !p->shape.failed; i++) {
        const struct doc *one = list->items[i];
        struct rub_role *role = PACK_NEW(&p->build, roles);
        role->id = review_parts_text(p, one, "id");
        role->plane = review_parts_text(p, one, "plane");
        p->review->roles[i].level = (int)review_shape_count(&p->shape, one, "level", 3);
        review_shape_evidence(&p->shape, &p->review->roles[i].evidence, one, "evidence");
    }
}

static void predicate(struct review_parts *p, const struct doc *one, bool smell)
{
    struct review_shape *s = &p->shape;
    struct predicate_verdict *verdict = &p->review->predicates[p->build.predicates.n];
    struct rub_predicate *kind = PACK_NEW(&p->build, predicates);
    kind->id = review_parts_text(p, one, "id");
    kind->title = review_parts_text(p, one, "title");
    kind->smell = smell;
    kind->weaker = kind->strictly = RUB_NONE;
    verdict->value = truth(p, one);
    verdict->reason =
        review_shape_null(one, "reason")
            ? WEAK_NOT
            : (enum weak_reason)review_shape_word(s, one, "reason", reason_at, WEAK_ONE_NODE + 1);
    verdict->confidence = review_shape_number(s, one, "confidence");
    review_shape_evidence(s, &verdict->witness, one, "witness");
    verdict->missing = review_shape_said(s, one, "missing");
}

static void predicates(struct review_parts *p)
{
    const struct doc *sound = things(p, "predicates"), *smells = things(p, "smells");
    NEW(p, sound->n + smells->n, p->review->predicates);
    for (size_t i = 0; i < sound->n && !p->shape.failed; i++)
        predicate(p, sound->items[i], false);
    for (size_t i = 0; i < smells->n && !p->shape.failed; i++)
        predicate(p, smells->items[i], true);
}

static void loops(struct review_parts *p)
{
    struct review_shape *s = &p->shape;
    const struct doc *list = things(p, "loops");
    NEW(p, list->n, p->review->loops);
    for (size_t i = 0; i < list->n && !s->failed; i++) {
        const struct doc *one = list->items[i], *hops = review_shape_list(s, one, "hops", THINGS_MOST, true);
        struct rub_loop *loop = PACK_NEW(&p->build, loops);
        struct loop_verdict *verdict = &p->review->loops[i];
        loop->id = review_parts_text(p, one, "id");
        loop->title = review_parts_text(p, one, "title");
        loop->hops = (struct rub_span){(uint32_t)p->build.hops.n, (uint32_t)hops->n};
        verdict->closed = review_shape_bool(s, one, "closed");
        verdict->confidence = review_shape_number(s, one, "confidence");
        NEW(p, hops->n, verdict->hops);
        for (size_t k = 0; k < hops->n && !s->failed; k++) {
            struct hop_verdict *hop = &verdict->hops[verdict->n_hops++];
            hop->title = review_shape_text(s, hops->items[k], "title").p;
            hop->value = truth(p, hops->items[k]);
            review_shape_evidence(s, &hop->witness, hops->items[k], "witness");
            struct rub_hop *kind = PACK_NEW(&p->build, hops);
            kind->title = pack_build_text(&p->build, str_from(hop->title));
            kind->when = RUB_NONE;
        }
    }
}

static void parts(struct review_parts *p)
{
    const struct doc *list = things(p, "parts");
    NEW(p, list->n, p->review->parts);
    for (size_t i = 0; i < list->n && !p->shape.failed; i++) {
        const struct doc *one = list->items[i];
        struct rub_part *part = PACK_NEW(&p->build, parts);
        part->id = review_parts_text(p, one, "id");
        part->title = review_parts_text(p, one, "title");
        part->show = RUB_NONE;
        p->review->parts[i].value = truth(p, one);
        p->review->parts[i].shown = review_shape_said(&p->shape, one, "shown");
        review_shape_evidence(&p->shape, &p->review->parts[i].evidence, one, "evidence");
    }
}

static void gates(struct review_parts *p)
{
    struct review_shape *s = &p->shape;
    const struct doc *list = things(p, "gates");
    NEW(p, list->n, p->review->gates);
    for (size_t i = 0; i < list->n && !s->failed; i++) {
        const struct doc *one = list->items[i];
        struct rub_gate *gate = PACK_NEW(&p->build, gates);
        struct gate_verdict *verdict = &p->review->gates[i];
        gate->id = review_parts_text(p, one, "id");
        gate->title = review_parts_text(p, one, "title");
        gate->effect = (uint32_t)review_shape_word(s, one, "effect", effect_at, GATE_EFFECTS);
        gate->when = RUB_NONE;
        verdict->applied = review_shape_bool(s, one, "applied");
        verdict->probable = review_shape_bool(s, one, "probable");
        verdict->noted = review_shape_bool(s, one, "noted");
        verdict->cap = gate->cap = review_shape_number(s, one, "cap");
        verdict->message = review_shape_said(s, one, "message");
        review_shape_evidence(s, &verdict->evidence, one, "evidence");
    }
}

static void flags(struct review_parts *p)
{
    const struct doc *list = things(p, "flags");
    NEW(p, list->n, p->review->flags);
    for (size_t i = 0; i < list->n && !p->shape.failed; i++) {
        const struct doc *one = list->items[i];
        struct rub_flag *flag = PACK_NEW(&p->build, flags);
        struct flag_verdict *verdict = &p->review->flags[i];
        flag->id = review_parts_text(p, one, "id");
        flag->colour = review_parts_text(p, one, "colour");
        flag->title = review_parts_text(p, one, "title");
        flag->when = RUB_NONE;
        verdict->raised = review_shape_bool(&p->shape, one, "raised");
        verdict->says = review_shape_said(&p->shape, one, "says");
        verdict->ask = review_shape_said(&p->shape, one, "ask");
        review_shape_evidence(&p->shape, &verdict->evidence, one, "evidence");
    }
}

static void checks(struct review_parts *p)
{
    const struct doc *list = things(p, "checks");
    NEW(p, list->n, p->review->checks);
    for (size_t i = 0; i < list->n && !p->shape.failed; i++) {
        const struct doc *one = list->items[i];
        struct rub_check *check = PACK_NEW(&p->build, checks);
        struct check_verdict *verdict = &p->review->checks[i];
        check->id = review_parts_text(p, one, "id");
        check->title = review_parts_text(p, one, "title");
        check->when = check->each = RUB_NONE;
        verdict->result =
            (enum check_result)review_shape_word(&p->shape, one, "result", check_at, CHECK_FAIL + 1);
        verdict->arithmetic = review_shape_said(&p->shape, one, "arithmetic");
        verdict->bound = review_shape_bool(&p->shape, one, "bound");
        review_shape_evidence(&p->shape, &verdict->evidence, one, "evidence");
    }
}

/* Of a scale only the level that was reached has a name here. */
static void maturity(struct review_parts *p)
{
    struct review_shape *s = &p->shape;
    const struct doc *list = review_shape_list(s, p->root, "maturity", 100, true);
    NEW(p, list->n, p->review->maturities);
    for (size_t i = 0; i < list->n && !s->failed; i++) {
        const struct doc *one = list->items[i];
        struct rub_maturity *scale = PACK_NEW(&p->build, maturities);
        struct maturity_verdict *verdict = &p->review->maturities[i];
        size_t highest = review_shape_count(s, one, "highest", LEVELS_MOST);
        scale->id = review_parts_text(p, one, "id");
        scale->title = review_parts_text(p, one, "title");
        scale->levels = (struct rub_span){(uint32_t)p->build.maturity_levels.n, (uint32_t)highest + 1};
        verdict->level = (uint32_t)review_shape_count(s, one, "level", highest);
        uint32_t name = review_parts_text(p, one, "name");
        for (size_t k = 0; k <= highest; k++) {
            struct rub_maturity_level *level = PACK_NEW(&p->build, maturity_levels);
            level->when = RUB_NONE;
            level->name = k == verdict->level ? name : 0;
        }
        verdict->probable = review_shape_bool(s, one, "probable");
        review_shape_evidence(s, &verdict->evidence, one, "evidence");
        verdict->looked_for = review_shape_said(s, one, "looked_for");
    }
}

static void lints_and_questions(struct review_parts *p)
{
    struct review_shape *s = &p->shape;
    struct review *review = p->review;
    const struct doc *lints = things(p, "lints"), *questions = things(p, "questions");
    NEW(p, lints->n, review->lints);
    for (size_t i = 0; i < lints->n && !s->failed; i++) {
        struct lint_verdict *lint = &review->lints[review->n_lints++];
        lint->id = review_shape_text(s, lints->items[i], "id");
        lint->message = review_shape_said(s, lints->items[i], "message");
        review_shape_evidence(s, &lint->evidence, lints->items[i], "evidence");
    }
    NEW(p, questions->n, review->questions);
    for (size_t i = 0; i < questions->n && !s->failed; i++)
        review->questions[review->n_questions++] =
            (struct question){.text = review_shape_said(s, questions->items[i], "text"),
                              .because = review_shape_text_or_null(s, questions->items[i], "because")};
}

/* What is left for the candidate: parts by name, whether the numbers agree, how far along in tens of a
 * hundred. */
static void for_candidate(struct review_parts *p)
{
    dimensions(p);
    for (size_t i = 0; i < p->build.dimensions.n; i++) {
        struct dimension_verdict *verdict = &p->review->dimensions[i];
        double share = verdict->max > 0 ? verdict->points / verdict->max : 0;
        share = share < 0 ? 0 : share > 1 ? 1 : share;
        *verdict = (struct dimension_verdict){(double)(int)(share * 10 + 0.5) * 10, 100};
    }
    parts(p);
    checks(p);
    for (size_t i = 0; i < p->build.checks.n; i++)
        if (p->review->checks[i].bound)
            p->review->checks[i].arithmetic = STR("");
}

void review_verdicts_read(struct review_parts *p)
{
    if (p->for_candidate) {
        for_candidate(p);
        return;
    }
    dimensions(p);
    criteria(p);
    roles(p);
    predicates(p);
    loops(p);
    parts(p);
    gates(p);
    flags(p);
    checks(p);
    maturity(p);
    lints_and_questions(p);
}
