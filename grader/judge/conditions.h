#ifndef GRADE_CONDITIONS_H
#define GRADE_CONDITIONS_H
/*
 * The condition language of packs (docs/rubric-packs.md): one function a kind, in one table.
 */
#include "judge/evidence.h"

/* RUB_NONE gives "false". */
struct finding judge_condition(struct judge *judge, uint32_t cond);
/* Memoised; a predicate that asks for itself is false. */
const struct finding *judge_predicate(struct judge *judge, uint32_t predicate, bool strict);
/* False under thin weak under weak under true: what `any` and `all` go by. */
int finding_grade(const struct finding *finding);

/* For the kinds: what they are made of. */
typedef struct finding condition_fn(struct judge *judge, const struct rub_cond *cond);
condition_fn condition_path, condition_wire, condition_cut, condition_dominates, condition_cycle,
    condition_adjacent;
condition_fn condition_component_share, condition_common_feeder, condition_disjoint_feeders, condition_has;
condition_fn condition_count, condition_attr, condition_tool, condition_share, condition_compare;
condition_fn condition_outcome, condition_entry, condition_agree;
condition_fn condition_phrase, condition_statements, condition_told;

struct finding finding_false(struct str missing);
struct finding finding_of(bool holds, struct str missing);
/* TRUE, WEAK (unlabelled) or FALSE by confidence. */
void finding_rate(struct finding *finding, double confidence);
void finding_box(struct judge *judge, struct finding *finding, uint32_t node);
/* Evidence, boxes, roles and hops of a route; its confidence lowers that of the finding. */
void finding_route(struct judge *judge, struct finding *finding, const struct route *route, uint32_t kinds);
/* Adds what `part` rests on. */
void finding_join(struct judge *judge, struct finding *finding, const struct finding *part);

uint64_t arg_mask(struct judge *judge, const struct rub_cond *cond, const char *name);
uint32_t arg_kinds(struct judge *judge, const struct rub_cond *cond,
                   const char *name); /* absent: KINDS_ANY */
double arg_number(struct judge *judge, const struct rub_cond *cond, const char *name, double otherwise);
struct str arg_text(struct judge *judge, const struct rub_cond *cond, const char *name);
/* Whether the tool is of one of the `groups` of the condition; true where it names none. */
bool condition_in_groups(struct judge *judge, const struct rub_cond *cond, uint32_t tool);
bool arg_given(struct judge *judge, const struct rub_cond *cond, const char *name);
size_t arg_n(struct judge *judge, const struct rub_cond *cond, const char *name);
uint32_t arg_item(struct judge *judge, const struct rub_cond *cond, const char *name, size_t i);
struct str arg_word(struct judge *judge, const struct rub_cond *cond, const char *name, size_t i);

#endif
