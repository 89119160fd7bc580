#include "judge/conditions.h"

#include "judge/facts.h"

#define DEEPEST 200 /* conditions within conditions; packs are a few deep */

/* Whether something in it is compared: what comes out is a result, or n/a. */
static bool compares(struct judge *j, uint32_t number, int depth)
{
    const struct rub_cond *cond = number == RUB_NONE ? NULL : rub_conds(j->rubric, number);
    if (!cond || depth > 16)
        return false;
    if (cond->kind == COND_COMPARE || cond->kind == COND_OUTCOME || cond->kind == COND_AGREE)
        return true;
    bool found = false;
    if (cond->kind == COND_ALL || cond->kind == COND_ANY || cond->kind == COND_FIRST)
        for (size_t i = 0; !found && i < arg_n(j, cond, "of"); i++)
            found = compares(j, arg_item(j, cond, "of", i), depth + 1);
    return found;
}

/* Of comparisons the worst speak, with their arithmetic; where all is well, the first. */
static struct finding all(struct judge *j, const struct rub_cond *cond)
{
    struct finding f = finding_of(true, STR(""));
    enum check_result result = CHECK_NA;
    struct str arithmetic = STR("");
    bool bound = false;
    struct evidence_list compared = {0};
    for (size_t i = 0; i < arg_n(j, cond, "of"); i++) {
        struct finding part = judge_condition(j, arg_item(j, cond, "of", i));
        f.compared |= part.compared;
        if (part.compared && part.result != CHECK_NA && part.result >= result) {
            bool again = part.result == result && arithmetic.n && part.arithmetic.n;
            if (part.result > result)
                compared = (struct evidence_list){0};
            if (!again) {
                arithmetic = part.arithmetic;
                bound = part.bound;
            } else if (result > CHECK_PASS) {
                arithmetic = evidence_text(j, "%.*s; %.*s", STR_ARG(arithmetic), STR_ARG(part.arithmetic));
                bound |= part.bound;
            }
            result = part.result;
            evidence_join(j, &compared, &part.evidence);
        }
        int grade = finding_grade(&part), so_far = finding_grade(&f);
        if (part.value > TRUTH_FALSE)
            finding_join(j, &f, &part);
        if (grade < so_far) {
            f.value = part.value;
            f.reason = part.reason;
            f.thin = part.thin;
            f.excluded = part.excluded;
            f.missing = part.missing;
        }
        if (part.value == TRUTH_FALSE && !part.compared) { /* beside a comparison: a case that is not given */
            f.evidence = part.evidence;
            f.result = CHECK_NA;
            for (size_t k = i + 1; !f.compared && k < arg_n(j, cond, "of"); k++)
                f.compared = compares(j, arg_item(j, cond, "of", k), 0);
            return f;
        }
    }
    f.result = result;
    f.arithmetic = arithmetic;
    f.bound = bound;
    if (result > CHECK_PASS)
        f.evidence = compared;
    return f;
}

/* What is missing in the alternatives: three at most, none twice, and not for cases that do not apply. */
static struct str alternatives(struct judge *j, const struct finding *parts, size_t n)
{
    struct buf out = buf_new(j->arena, 480);
    size_t said = 0, open = 0;
    for (size_t i = 0; i < n; i++)
        open += !parts[i].excluded && parts[i].missing.n > 0;
    for (size_t i = 0; i < n && said < 3; i++) {
        bool again = parts[i].missing.n == 0 || (parts[i].excluded && open > 0);
        for (size_t k = 0; k < i; k++)
            again |= str_eq(parts[k].missing, parts[i].missing);
        if (again)
            continue;
        buf_puts(&out, said++ ? "; or " : "");
        buf_add(&out, parts[i].missing);
    }
    return buf_str(&out);
}

static struct finding any(struct judge *j, const struct rub_cond *cond)
{
    size_t n = arg_n(j, cond, "of"), best = 0, seen = 0;
    struct finding *parts = arena_alloc(j->arena, n * sizeof *parts);
    bool compared = false;
    while (seen < n) {
        parts[seen] = judge_condition(j, arg_item(j, cond, "of", seen));
        compared |= parts[seen].compared;
        if (finding_grade(&parts[seen]) > finding_grade(&parts[best]))
            best = seen;
        if (parts[seen++].value == TRUTH_TRUE)
            break;
    }
    if (n == 0)
        return finding_false(STR(""));
    struct finding f = parts[best];
    /* what would make a check pass by another way is a pass; what does not hold says nothing */
    if (compared && f.value == TRUTH_TRUE && f.result == CHECK_NA)
        f.result = CHECK_PASS;
    f.compared = compared;
    if (f.value == TRUTH_FALSE)
        f.missing = alternatives(j, parts, seen);
    return f;
}

static struct finding none(struct judge *j, const struct rub_cond *cond)
{
    struct finding f = finding_of(true, STR(""));
    for (size_t i = 0; i < arg_n(j, cond, "of"); i++) {
        struct finding part = judge_condition(j, arg_item(j, cond, "of", i));
        enum truth turned = part.value == TRUTH_TRUE    ? TRUTH_FALSE
                            : part.value == TRUTH_FALSE ? TRUTH_TRUE
                                                        : part.value;
        if (turned >= f.value)
            continue;
        f.value = turned;
        f.reason = turned == TRUTH_WEAK ? part.reason : WEAK_NOT;
        f.thin = false;
        f.confidence = turned == TRUTH_WEAK ? 1 - part.confidence : f.confidence;
        f.evidence = part.evidence;
        f.excluded = turned == TRUTH_FALSE;
        f.missing = part.evidence.n ? evidence_text(j, "what speaks against it: %.*s",
                                                    STR_ARG(part.evidence.items[0].why))
                                    : STR("something that speaks against it is there");
    }
    return f;
}

static struct finding at_least(struct judge *j, const struct rub_cond *cond)
{
    double n = arg_number(j, cond, "n", 1), sure = 0, weak = 0;
    struct finding f = finding_of(true, STR(""));
    struct buf missing = buf_new(j->arena, 480);
    for (size_t i = 0; i < arg_n(j, cond, "of"); i++) {
        struct finding part = judge_condition(j, arg_item(j, cond, "of", i));
        sure += part.value == TRUTH_TRUE;
        weak += part.value == TRUTH_WEAK;
        if (part.value == TRUTH_TRUE || (part.value == TRUTH_WEAK && sure < n)) {
            finding_join(j, &f, &part);
            f.reason = part.value == TRUTH_WEAK ? part.reason : f.reason;
            f.thin |= part.value == TRUTH_WEAK && part.thin;
        } else if (part.missing.n) {
            buf_puts(&missing, missing.n ? "; or " : "");
            buf_add(&missing, part.missing);
        }
    }
    f.number = sure + weak;
    f.value = sure >= n ? TRUTH_TRUE : sure + weak >= n ? TRUTH_WEAK : TRUTH_FALSE;
    if (f.value != TRUTH_WEAK) {
        f.thin = false;
        f.reason = WEAK_NOT;
    }
    if (f.value != TRUTH_TRUE)
        f.missing = evidence_text(j, "%.0f of the %.0f asked for are there: %.*s", f.number, n,
                                  STR_ARG(buf_str(&missing)));
    return f;
}

static struct finding predicate(struct judge *j, const struct rub_cond *cond)
{
    uint32_t number = rub_predicate_of(j->rubric, arg_text(j, cond, "id"));
    if (number == RUB_NONE)
        return finding_false(STR("no such predicate"));
    return *judge_predicate(j, number, cond->strict);
}

static struct finding level(struct judge *j, const struct rub_cond *cond)
{
    uint32_t row = rub_row_of(j->rubric, arg_text(j, cond, "row"));
    if (row == RUB_NONE)
        return finding_false(STR("no such row"));
    int is = row_level(j, row);
    const struct row_verdict *verdict = &j->review->rows[row];
    double min = arg_number(j, cond, "min", 0), max = arg_number(j, cond, "max", 3);
    struct finding f = finding_of(
        is >= min && is <= max,
        evidence_text(j, "%s is at level %d", rub_text(j->rubric, rub_rows(j->rubric, row)->id), is));
    f.number = is;
    if (f.value == TRUTH_TRUE) {
        evidence_join(j, &f.evidence, &verdict->evidence);
        if (verdict->probable && min > 0) {
            f.value = TRUTH_WEAK;
            f.reason = WEAK_UNLABELLED;
        }
    }
    return f;
}

static struct finding check(struct judge *j, const struct rub_cond *cond)
{
    uint32_t number = rub_check_of(j->rubric, arg_text(j, cond, "id"));
    if (number == RUB_NONE)
        return finding_false(STR("no such check"));
    const struct check_verdict *verdict = check_verdict_of(j, number);
    const char *title = rub_text(j->rubric, rub_checks(j->rubric, number)->title);
    struct finding f =
        finding_false(verdict->result == CHECK_NA
                          ? evidence_text(j, "the numbers for '%s' are not all stated", title)
                          : evidence_text(j, "'%s': %s, %.*s", title, check_result_name(verdict->result),
                                          STR_ARG(verdict->arithmetic)));
    for (size_t i = 0; i < arg_n(j, cond, "is"); i++)
        if (str_is(arg_word(j, cond, "is", i), check_result_name(verdict->result)))
            f.value = TRUTH_TRUE;
    evidence_join(j, &f.evidence, &verdict->evidence);
    return f;
}

/* What is certain, probable or compared ends the search; what does not hold, or is not stated, leaves it to
 * the next. */
static struct finding first(struct judge *j, const struct rub_cond *cond)
{
    struct finding f = finding_false(STR(""));
    for (size_t i = 0; i < arg_n(j, cond, "of"); i++) {
        f = judge_condition(j, arg_item(j, cond, "of", i));
        if (f.settled || (f.compared ? f.result != CHECK_NA : f.value != TRUTH_FALSE))
            break;
    }
    return f;
}

static struct finding lint(struct judge *j, const struct rub_cond *cond)
{
    struct finding f =
        finding_false(evidence_text(j, "no arrow of the kind '%.*s'", STR_ARG(arg_text(j, cond, "id"))));
    for (size_t i = 0; i < j->review->n_lints; i++) {
        const struct lint_verdict *is = &j->review->lints[i];
        if (str_eq(is->id, arg_text(j, cond, "id"))) {
            f.value = TRUTH_TRUE;
            evidence_join(j, &f.evidence, &is->evidence);
        }
    }
    return f;
}

static condition_fn *const table[] = {
    [COND_ALL] = all,
    [COND_ANY] = any,
    [COND_NONE] = none,
    [COND_AT_LEAST] = at_least,
    [COND_PREDICATE] = predicate,
    [COND_HAS] = condition_has,
    [COND_PATH] = condition_path,
    [COND_WIRE] = condition_wire,
    [COND_CUT] = condition_cut,
    [COND_DOMINATES] = condition_dominates,
    [COND_CYCLE] = condition_cycle,
    [COND_ADJACENT] = condition_adjacent,
    [COND_COMPONENT_SHARE] = condition_component_share,
    [COND_COMMON_FEEDER] = condition_common_feeder,
    [COND_DISJOINT_FEEDERS] = condition_disjoint_feeders,
    [COND_COUNT] = condition_count,
    [COND_ATTR] = condition_attr,
    [COND_PHRASE] = condition_phrase,
    [COND_STATEMENTS] = condition_statements,
    [COND_TOLD] = condition_told,
    [COND_TOOL] = condition_tool,
    [COND_SHARE] = condition_share,
    [COND_COMPARE] = condition_compare,
    [COND_FIRST] = first,
    [COND_OUTCOME] = condition_outcome,
    [COND_ENTRY] = condition_entry,
    [COND_AGREE] = condition_agree,
    [COND_LEVEL] = level,
    [COND_CHECK] = check,
    [COND_LINT] = lint,
};
_Static_assert(sizeof table / sizeof table[0] == COND_KIND_COUNT, "one function for each kind of condition");

struct finding judge_condition(struct judge *j, uint32_t number)
{
    if (number == RUB_NONE)
        return finding_false(STR(""));
    const struct rub_cond *cond = rub_conds(j->rubric, number);
    if (cond->kind >= COND_KIND_COUNT || j->depth >= DEEPEST)
        return finding_false(STR("a condition that is nested too deeply"));
    j->depth++;
    struct finding f = table[cond->kind](j, cond);
    j->depth--;
    /* where everything is joined with everything an arrow shows no more than a mention */
    if (j->graph->dense && f.value == TRUTH_WEAK && f.hops > 0)
        f.thin = true;
    if (cond->strict && f.value == TRUTH_WEAK) {
        const char *why = f.reason == WEAK_UNLABELLED ? "arrows without a label or kind"
                          : f.reason == WEAK_FORM     ? "a weaker form of it"
                                                      : "one box alone";
        f.value = TRUTH_FALSE;
        f.reason = WEAK_NOT;
        f.thin = false;
        f.missing = evidence_text(j, "something certain is asked for; what is there rests on %s", why);
    }
    return f;
}

/* Every role of the witness is declared on its one box, and the box states a fact for each of them. */
static bool stated_for_each(struct judge *j, const struct finding *f)
{
    const struct node_reading *node = &j->reading->nodes[f->boxes[0]];
    size_t wanted = 0;
    for (uint32_t r = 0; r < RUBRIC_MAX_ROLES; r++) {
        bool declared = false;
        if (!(f->roles & role_bit(r)))
            continue;
        wanted++;
        for (size_t i = 0; i < node->n_roles; i++)
            declared |= node->roles[i].role == r && node->roles[i].evidence == ROLE_DECLARED;
        if (!declared)
            return false;
    }
    return facts_stated(j, f->boxes[0]) >= wanted;
}

/* What independence asks of a witness: enough boxes, and not all of a way inside one. */
static void boxes_rule(struct judge *j, struct finding *f, const struct rub_predicate *p)
{
    if (f->value == TRUTH_FALSE || f->n_boxes == 0)
        return;
    if (f->n_boxes < p->nodes && f->hops > 0) {
        struct str boxes = evidence_boxes(j, f->boxes, f->n_boxes);
        *f = finding_false(evidence_text(j, "it takes %u different boxes; all of it lies in %.*s", p->nodes,
                                         STR_ARG(boxes)));
        return;
    }
    if (p->shape && f->hops >= 2 && f->n_boxes == 1) {
        f->value = TRUTH_WEAK;
        f->reason = WEAK_ONE_NODE;
        f->thin = f->thin || !stated_for_each(j, f);
        f->missing =
            evidence_text(j, "all of it lies in one box, %.*s", STR_ARG(evidence_name(j, f->boxes[0])));
    }
}

static struct finding judge_one(struct judge *j, const struct rub_predicate *p, bool strict)
{
    if (strict) {
        struct finding f = judge_condition(j, p->strictly != RUB_NONE ? p->strictly : p->when);
        boxes_rule(j, &f, p);
        return f;
    }
    struct finding f = judge_condition(j, p->when);
    boxes_rule(j, &f, p);
    if (p->weaker == RUB_NONE || finding_grade(&f) >= 3)
        return f;
    struct finding weaker = judge_condition(j, p->weaker);
    boxes_rule(j, &weaker, p);
    if (weaker.value == TRUTH_TRUE) {
        weaker.value = TRUTH_WEAK;
        weaker.reason = WEAK_FORM;
        weaker.missing = f.missing;
    }
    return finding_grade(&weaker) > finding_grade(&f) ? weaker : f;
}

const struct finding *judge_predicate(struct judge *j, uint32_t number, bool strict)
{
    size_t at = 2 * (size_t)number + strict;
    struct finding *f = &j->predicates[at];
    if (j->predicates_done[at] == RUNNING || j->predicates_done[at] == DONE)
        return f;
    *f = finding_false(STR("it rests on itself"));
    j->predicates_done[at] = RUNNING;
    const struct rub_predicate *p = rub_predicates(j->rubric, number);
    const struct entry *entry = j->entry;
    j->entry = NULL; /* a predicate speaks of the whole drawing, wherever it is asked for */
    struct finding made = judge_one(j, p, strict);
    j->entry = entry;
    if (made.value == TRUTH_FALSE && made.missing.n == 0)
        made.missing = evidence_text(j, "%s", rub_text(j->rubric, p->says));
    *f = made;
    j->predicates_done[at] = DONE;
    return f;
}
