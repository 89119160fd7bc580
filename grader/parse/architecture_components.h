#ifndef GRADE_ARCHITECTURE_COMPONENTS_H
#define GRADE_ARCHITECTURE_COMPONENTS_H
/*
 * The sections components and groups of architecture.yaml. Each is a map by id, or a list of entries with an
 * id. What cannot be one is reported and left out, the rest is read.
 */
#include "parse/architecture_build.h"

/* NULL and an empty value are no components. The tree is taken apart: its maps become the nodes' attrs. */
void architecture_components_read(struct build *build, struct doc *components);
/* After architecture_components_read(). */
void components_groups(struct build *build, const struct doc *groups);
/* The word of the pack (a role, a kind) that a text is, in any spelling of key_is(); NULL where it is none.
 */
const char *components_known(const char *const *names, size_t n, struct str text);
/* "; did you mean …?" or "". Not looked for once a complaint would not be kept: it costs a search. */
const char *components_suggestion(struct parse_context *ctx, enum diag_id id, struct str text,
                                  const char *const *names, size_t n);

/* The roles of "a + b, c" or of a list, as one scalar or a list; NULL where there are none. */
const struct doc *components_roles(struct parse_context *ctx, const struct doc *declared);
/* The kind of an arrow. What is none of the pack's is most likely what the author would have called the
 * label. */
void components_kind(struct parse_context *ctx, struct arch_edge *edge, const struct doc *declared);

#endif
