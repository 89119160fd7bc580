#ifndef GRADE_ARCHITECTURE_SETTLE_H
#define GRADE_ARCHITECTURE_SETTLE_H
/*
 * Brings a map as a candidate wrote it into the shape its table asks for, in place.
 *
 * Afterwards: keys are in their canonical spelling, each stands once, each value has the shape of its rule
 * (see key_shape), keys without a value are gone. What is not a key, or has the wrong shape, is gone too,
 * with a diagnostic at its place; the rest is kept. A map that ends up empty is still a map.
 */
#include "parse/architecture_keys.h"

/*
 * path: "monitors", "cost.business_case": under it the pack's own keys are looked up. set may be NULL: only
 * the pack's keys are known then. map must be a DOC_MAP.
 */
void settle_map(struct parse_context *ctx, struct doc *map, const struct key_set *set, struct str path);
/*
 * One value of a rule, named by its key_at: returns what takes its place, or NULL where the shape is wrong
 * (reported) or nothing was given.
 */
struct doc *settle_value(struct parse_context *ctx, struct doc *doc, const struct key_rule *rule,
                         struct str path);
/* The scalars of a scalar or list, joined with ", "; empty for NULL. */
struct str settle_join(struct arena *arena, const struct doc *doc);

#endif
