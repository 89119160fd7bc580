/* Consistency: the condition `compare`, and the checks of the pack. */
#include "judge/conditions.h"
#include "judge/entries.h"
#include "judge/formulas.h"

/*
 * How far left is off: about, as a ratio (twice as much and half as much are both 1); at_most and at_least,
 * as a share of right, negative where there is room.
 */
static bool deviation(double *out, double left, double right, struct str how)
{
    double scale = right < 0 ? -right : right;
    if (str_is(how, "at_most") || str_is(how, "at_least")) {
        double over = str_is(how, "at_most") ? left - right : right - left;
        *out = scale > 0 ? over / scale : over > 0 ? 1e9 : over < 0 ? -1e9 : 0;
        return true;
    }
    if (left <= 0 || right <= 0) {
        *out = left == right ? 0 : 1e9;
        return true;
    }
    *out = (left > right ? left / right : right / left) - 1;
    return true;
}

static bool plain(enum quantity_dim dim)
{
    return dim == QUANTITY_NUMBER || dim == QUANTITY_COUNT || dim == QUANTITY_ANY;
}

/*
 * " (x10)" where two amounts differ by a factor of two or more; with the slip of a unit that would explain
 * it.
 */
static struct str factor(struct judge *j, double left, double right)
{
    static const struct {
        double factor;
        const char *slip;
    } slips[] = {{7, "per day, per week"},      {8, "bits, bytes"},           {12, "per month, per year"},
                 {24, "hours, days"},           {30.4, "per day, per month"}, {60, "seconds, minutes"},
                 {365, "per day, per year"},    {1e3, "ms, s or MB, GB"},     {3600, "per second, per hour"},
                 {86400, "per second, per day"}};
    double ratio = left > right ? left / right : right / left;
    if (!(left > 0 && right > 0) || ratio < 2)
        return STR("");
    const char *slip = NULL;
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
        if (ratio > slips[i].factor * 0.99 && ratio < slips[i].factor * 1.01)
            slip = slips[i].slip;
    struct str times = figure_print(j, ratio, QUANTITY_NUMBER, STR(""));
    return slip ? evidence_text(j, " (\xc3\x97%.*s: %s?)", STR_ARG(times), slip)
                : evidence_text(j, " (\xc3\x97%.*s)", STR_ARG(times));
}

/* "5,000,000 / 86,400 = 57.9/s; you state 58/s" */
static struct str words(struct judge *j, const struct rub_formula *asked, const struct figure *left,
                        const struct figure *right, struct str how)
{
    enum quantity_dim dim = !plain(right->dim) ? right->dim : !plain(left->dim) ? left->dim : right->dim;
    const char *relation = str_is(how, "at_most") ? "at most" : str_is(how, "at_least") ? "at least" : NULL;
    struct str l = figure_print(j, left->value, plain(left->dim) ? dim : left->dim,
                                left->currency.n ? left->currency : right->currency);
    struct str r = figure_print(j, right->value, plain(right->dim) ? dim : right->dim,
                                right->currency.n ? right->currency : left->currency);
    struct str sum = left->single ? l : evidence_text(j, "%.*s = %.*s", STR_ARG(left->shown), STR_ARG(l));
    struct str other = right->single ? r : evidence_text(j, "%.*s = %.*s", STR_ARG(right->shown), STR_ARG(r));
    /* beside the pack's own number a figure needs its name; what lies along a way brings its own */
    if (left->single && asked->op == FORMULA_FACT && rub_facts(j->rubric, asked->fact)->along)
        sum = left->shown;
    else if (left->single && asked->op == FORMULA_FACT && right->constant)
        sum = evidence_text(j, "%s %.*s", rub_text(j->rubric, rub_facts(j->rubric, asked->fact)->id),
                            STR_ARG(l));
    if (relation)
        return evidence_text(j, "%.*s; %s %.*s is asked for", STR_ARG(sum), relation, STR_ARG(other));
    return evidence_text(j, right->single ? "%.*s; you state %.*s%.*s" : "%.*s; %.*s%.*s", STR_ARG(sum),
                         STR_ARG(other), STR_ARG(factor(j, left->value, right->value)));
}

struct finding condition_compare(struct judge *j, const struct rub_cond *cond)
{
    const struct rub_arg *l = rub_arg_of(j->rubric, cond, "left"), *r = rub_arg_of(j->rubric, cond, "right");
    struct str how = arg_text(j, cond, "how");
    struct finding f = finding_false(STR("the quantities are not all stated"));
    f.compared = true;
    if (!l || !r)
        return f;
    struct figure left = formula_value(j, l->text), right = formula_value(j, r->text);
    double off, fuzz = 1e-9;
    if (!left.stated || !right.stated || !deviation(&off, left.value, right.value, how))
        return f;
    bool warns = arg_given(j, cond, "warn"), fails = arg_given(j, cond, "fail");
    double warn = arg_number(j, cond, "warn", 0), fail = arg_number(j, cond, "fail", 0);
    f.result = off <= arg_number(j, cond, "tolerance", 0) + fuzz ? CHECK_PASS
               : fails && off > fail + fuzz                      ? CHECK_FAIL
               : warns && off > warn + fuzz                      ? CHECK_WARN
               : !fails && !warns                                ? CHECK_FAIL
                                                                 : CHECK_PASS;
    f.value = f.result == CHECK_PASS ? TRUTH_TRUE : f.result == CHECK_WARN ? TRUTH_WEAK : TRUTH_FALSE;
    f.reason = f.result == CHECK_WARN ? WEAK_FORM : WEAK_NOT;
    f.number = off;
    f.arithmetic = words(j, rub_formulas(j->rubric, l->text), &left, &right, how);
    f.missing = f.arithmetic;
    f.bound = !str_is(how, "about") && (left.literal || right.literal);
    evidence_join(j, &f.evidence, &left.evidence);
    evidence_join(j, &f.evidence, &right.evidence);
    return f;
}

static enum check_result result_of(const struct finding *f)
{
    if (f->compared)
        return f->result;
    switch (f->value) {
    case TRUTH_TRUE:
        return CHECK_PASS;
    case TRUTH_WEAK:
        return CHECK_WARN;
    case TRUTH_FALSE:
        return CHECK_FAIL;
    default:
        return CHECK_NA;
    }
}

/* What an entry is called; where nothing names it, the first that it says. */
static struct str name_of(const struct entry *entry)
{
    struct str name = entry->name;
    const struct doc *doc = entry->docs.n ? entry->docs.items[0] : NULL;
    if (name.n == 0 && doc && doc->kind == DOC_MAP && doc->n && doc->items[0]->kind == DOC_SCALAR)
        name = str_trim(doc->items[0]->value);
    return str_sub(name, 0, 60);
}

/* Once for each entry of the lists; the worst counts, and its arithmetic is the one that is shown. */
static void each(struct judge *j, struct check_verdict *out, const struct rub_check *check, struct str lists)
{
    struct str rest = lists, list;
    while (str_next(&rest, ", ", &list)) {
        const struct entries *entries = entries_of(j, list, true);
        for (size_t i = 0; i < entries->n; i++) {
            j->entry = &entries->items[i];
            struct finding f = judge_condition(j, check->when);
            j->entry = NULL;
            enum check_result result = result_of(&f);
            if (result <= out->result)
                continue;
            struct str name = name_of(&entries->items[i]);
            bool named = name.n == 0 || str_find(f.arithmetic, name) < f.arithmetic.n;
            out->result = result;
            out->arithmetic =
                named ? f.arithmetic : evidence_text(j, "%.*s: %.*s", STR_ARG(name), STR_ARG(f.arithmetic));
            out->bound = f.bound;
            out->evidence = f.evidence;
        }
    }
}

const struct check_verdict *check_verdict_of(struct judge *j, uint32_t number)
{
    struct check_verdict *out = &j->review->checks[number];
    const struct rub_check *check = rub_checks(j->rubric, number);
    struct str list = str_from(rub_text(j->rubric, check->each));
    if (j->checks_done[number] != NOT_YET)
        return out;
    j->checks_done[number] = RUNNING;
    out->arithmetic = STR("");
    const struct entry *entry = j->entry;
    j->entry = NULL;
    if (list.n) {
        each(j, out, check, list);
    } else {
        struct finding f = judge_condition(j, check->when);
        out->result = result_of(&f);
        if (out->result != CHECK_NA) {
            out->arithmetic = f.arithmetic;
            out->bound = f.bound;
            out->evidence = f.evidence;
        }
    }
    j->entry = entry;
    j->checks_done[number] = DONE;
    return out;
}
