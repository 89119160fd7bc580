#ifndef GRADE_YAML_H
#define GRADE_YAML_H
/*
 * YAML as a tree of text, for every file that is written in it.
 *
 * No type is resolved: a scalar is its text and whether it stood in quotes, so `no`, `1e3` and `0x10` are
 * words. Keys are scalars. Every key and value has the place where it is written; what an alias brings in
 * keeps the places where it was written, and the alias's own place at its top. The tree is a copy: later
 * stages may rewrite it.
 *
 * Bounds: yaml_depth, yaml_nodes, yaml_scalar, and yaml_aliases (for anchors as well as aliases); what an
 * alias brings in counts against the first two. Time is linear in the text but for the sorting of large maps'
 * keys.
 */
#include "base/diag.h"
#include "model/architecture.h"

/*
 * The first document of the text; a text without one gives an empty scalar. False, with one error that says
 * where and why, when the text is not YAML or passes a bound: *out is NULL then. Not errors: a second
 * document, a key that stands twice in a map (the first is kept), tags.
 */
bool yaml_read(struct doc **out, struct arena *arena, struct diags *diags, const struct limits *limits,
               const struct text *text);

/* The same for every document of the text: *out is a list of them. The bounds are those of the whole text. */
bool yaml_read_all(struct doc **out, struct arena *arena, struct diags *diags, const struct limits *limits,
                   const struct text *text);

/* Whether nothing was given: an empty plain scalar, `~` or `null`. NULL counts as nothing. */
bool yaml_null(const struct doc *doc);

#endif
