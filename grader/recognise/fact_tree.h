#ifndef GRADE_FACT_TREE_H
#define GRADE_FACT_TREE_H
/*
 * Facts that are told, put beside those that were declared. What was declared is never changed: the root is
 * copied, and each source appends sections of its own behind those that are there.
 */
#include "model/architecture.h"

/* A map of the same sections, to which others can be added. */
struct doc *fact_tree_copy(struct arena *arena, const struct doc *facts);

/* Something other than an empty list or map, or a word for what is still to come, stands at that path, in any
 * section of the name. */
bool fact_tree_has(const struct doc *facts, struct str path);

/* Sections of one source: one table, or all sentences. {0} but for arena and root at the beginning. */
struct fact_source {
    struct arena *arena;
    struct doc *root;
    struct doc *sections[16]; /* of its own, one a top name; more than these stand apart, each time anew */
    size_t n_sections;
};

/* The map or list at that path in this source's sections; it is made, and what is above it, where it is
 * missing. */
struct doc *fact_tree_at(struct fact_source *source, struct str path, enum doc_kind kind, struct place at);
/* Adds a value under that path. */
void fact_tree_put(struct fact_source *source, struct str path, struct str value, struct place at);

#endif
