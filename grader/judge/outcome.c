/* A check's result in words, with the candidate's figures in them. */
#include "judge/conditions.h"
#include "judge/entries.h"
#include "judge/figures.h"

/* What stands for {name}: an amount, the entry that is looked at, what was found. */
static struct str filled(struct judge *j, struct str name, const struct finding *when,
                         struct evidence_list *evidence)
{
    if (str_is(name, "entry"))
        return j->entry && j->entry->name.n ? j->entry->name : STR("it");
    if (str_is(name, "found"))
        return when->evidence.n ? when->evidence.items[0].why : STR("");
    uint32_t fact = rub_fact_of(j->rubric, name);
    struct figure figure = fact == RUB_NONE ? (struct figure){0} : figure_of_fact(j, fact);
    evidence_join(j, evidence, &figure.evidence);
    return figure.stated ? figure.shown : STR("(not stated)");
}

struct finding condition_outcome(struct judge *j, const struct rub_cond *cond)
{
    static const enum truth values[] = {[CHECK_NA] = TRUTH_TRUE,
                                        [CHECK_PASS] = TRUTH_TRUE,
                                        [CHECK_WARN] = TRUTH_WEAK,
                                        [CHECK_FAIL] = TRUTH_FALSE};
    struct finding f = finding_false(STR(""));
    f.compared = true;
    for (size_t i = 0; i < arg_n(j, cond, "when"); i++) {
        struct finding when = judge_condition(j, arg_item(j, cond, "when", i));
        if (when.value != TRUTH_TRUE)
            return f;
        evidence_join(j, &f.evidence, &when.evidence);
    }
    for (int r = CHECK_NA; r <= CHECK_FAIL; r++)
        if (str_is(arg_text(j, cond, "is"), check_result_name((enum check_result)r)))
            f.result = (enum check_result)r;
    struct str rest = arg_text(j, cond, "says");
    struct buf says = buf_new(j->arena, 480);
    const struct finding found = f;
    for (size_t open; (open = str_find(rest, STR("{"))) < rest.n;) {
        size_t close = str_find(rest, STR("}"));
        buf_add(&says, str_sub(rest, 0, open));
        buf_add(&says, filled(j, str_sub(rest, open + 1, close - open - 1), &found, &f.evidence));
        rest = str_sub(rest, close + 1, rest.n);
    }
    buf_add(&says, rest);
    f.settled = f.result == CHECK_NA;
    f.value = values[f.result];
    f.reason = f.result == CHECK_WARN ? WEAK_FORM : WEAK_NOT;
    f.arithmetic = f.missing = buf_str(&says);
    return f;
}
