#ifndef HELPER_EDIT_H
#define HELPER_EDIT_H
/*
 * Edits of a drawing in memory, as a reviewer would make them with a pencil. Boxes are named by their ids; an
 * edit that finds nothing to change ends the test. What was parsed is never changed: take a copy first.
 */
#include "model/architecture.h"
#include "model/rubric.h"

/* A copy whose nodes, arrows, groups and facts may be changed. */
struct architecture *edit_copy(struct arena *arena, const struct architecture *arch);
struct doc *edit_clone(struct arena *arena, struct doc *parent, const struct doc *doc);

size_t edit_find(const struct architecture *arch, const char *id); /* ARCH_NONE where there is none */
size_t edit_node(const struct architecture *arch, const char *id);
/* With its arrows. */
void edit_drop_node(struct architecture *arch, const char *id);
/* Every arrow from one to the other; NULL stands for any box. */
void edit_drop_edge(struct architecture *arch, const char *from, const char *to);
/* Arrows for which the test says so. */
size_t edit_drop_edges_if(struct architecture *arch,
                          bool (*test)(const struct architecture *, size_t, const void *), const void *with);
void edit_add_edge(struct arena *arena, struct architecture *arch, const char *from, const char *to,
                   const char *kind);
/* A box with a label (NULL: its id) and a role (NULL: none declared). */
size_t edit_add_node(struct arena *arena, struct architecture *arch, const char *id, const char *label,
                     const char *role);
/* Takes the key out of the facts at a path ("cost.guardrails"); of a list, out of every entry. */
void edit_drop_fact(struct arena *arena, struct architecture *arch, const char *section, const char *key);
/* Takes out the entries of a list of facts whose `key` is one of the words. */
void edit_drop_entries(struct arena *arena, struct architecture *arch, const char *section, const char *key,
                       const char *words);
/*
 * One box for several: it has all of their arrows (none to itself), groups of the first, facts of all. Roles
 * are declared, all of theirs, where `declared`; else none is and the label must speak. Ids apart by spaces.
 */
void edit_merge(struct arena *arena, struct architecture *arch, const char *ids, const char *label,
                bool declared);

/* Puts nodes and arrows of every drawing in another order; out_of gives the new number of each node. */
void edit_shuffle(struct arena *arena, struct architecture *arch, uint64_t seed, size_t **out_of);
/* Of several arrows from one box to another of the same drawing the first stays. */
void edit_single(struct arena *arena, struct architecture *arch);
/* n1, n2 …: a box whose id was its label gets it as a label. Facts that name a box name it so. */
void edit_rename(struct arena *arena, struct architecture *arch);

#endif
