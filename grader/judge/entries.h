#ifndef GRADE_ENTRIES_H
#define GRADE_ENTRIES_H
/*
 * What `count` counts: entries of a list of facts, boxes, arrows, and the few lists that the drawing itself
 * gives.
 */
#include "judge/facts.h"

/* One thing that is counted: a fact, a box, an arrow. */
struct entry {
    struct fact_list docs; /* maps to look keys up in; a box that was joined has several */
    size_t node, edge;     /* or ARCH_NONE */
    struct str kind;       /* what a box is, as an entry of a collection */
    struct str text;       /* label and tool, beside what the docs say */
    struct place at;
    struct str name;
    const struct entries *parts; /* of a role: its boxes; NULL for what is one thing */
};

struct entries {
    struct entry *items;
    size_t n, cap;
};

/* Appends one of that name; it is no box and no arrow until the caller says so. The pointer holds until the
 * next. */
struct entry *entries_add(struct judge *judge, struct entries *out, struct place at, struct str name);

/*
 * The entries of a name of docs/rubric-packs.md ("components", "flows" …) or of a section of the facts, boxes
 * of its collection included. `whole`: entries must hold keys, so a map of plain values is one entry.
 * Remembered.
 */
const struct entries *entries_of(struct judge *judge, struct str of, bool whole);

#endif
