#ifndef GRADE_CLAIMS_H
#define GRADE_CLAIMS_H
/*
 * What speaks for a role of one box by itself: its declaration, its label and id, its tools, the group it is
 * in. What its neighbours make of that is settle.h's business.
 */
#include "base/diag.h"
#include "model/reading.h"
#include "recognise/node_map.h"
#include "recognise/pairs.h"
#include "recognise/phrases.h"
#include "recognise/put_off.h"
#include "recognise/tools.h"

#define CONFIDENCE_DECLARED 1.0
#define CONFIDENCE_LABEL 0.9
#define CONFIDENCE_TOOL 0.8
#define CONFIDENCE_GUESS 0.6 /* composites, groups, details, neighbours */
#define CONFIDENCE_MENTION 0.3

enum claim_state {
    CLAIM_SETTLED,
    CLAIM_OPEN,    /* one of several: neighbours choose */
    CLAIM_ALLOWED, /* a library's role, a second line of the label: only where an arrow allows it */
    CLAIM_EXTRA,   /* a further job of the tool: only where an arrow cannot be understood without it */
    CLAIM_STORE,   /* of a database or cache: only where one box writes and another reads it */
    CLAIM_SHAPE,   /* what the shape makes likely: only where arrows leave just one */
    CLAIM_MENTION  /* never credited */
};

struct claim {
    uint32_t role;
    enum role_evidence evidence;
    enum claim_state state;
    double confidence;
    uint32_t tool; /* of the catalogue, or RUB_NONE */
    struct place at;
    struct str why;
};

struct claims {
    struct claim *items; /* at most one a role: the strongest */
    size_t n, cap;
    bool declared;
    bool library;  /* it names a library */
    bool own_tool; /* it names a tool that is no library and has a job somewhere */
};

/* The phrases and tools of a rubric, made ready once. */
struct claim_index {
    const struct rubric *rubric;
    const struct tool_index *tools;
    const struct phrase_index *phrases, *put_off;
    uint64_t *roles_of; /* of each phrase of the rubric */
    bool *composite;    /* of each phrase */
    const struct pairs *pairs;
};

struct claim_index *claim_index_new(struct arena *arena, const struct rubric *rubric,
                                    const struct pairs *pairs);

/* Claims of a box that stands for itself and its members; its tools are put into the reading. */
void claims_read(struct claims *out, struct reading *reading, struct arena *arena, struct diags *diags,
                 const struct claim_index *index, const struct node_map *map, size_t node);

/* Adds the claim unless a stronger one for that role is there. */
void claims_add(struct claims *claims, struct arena *arena, struct claim claim);
/* Roles with a claim in one of the states (1 << CLAIM_OPEN | …). */
uint64_t claims_mask(const struct claims *claims, unsigned states);

#endif
