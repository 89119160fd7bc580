#ifndef GRADE_COLLECTOR_H
#define GRADE_COLLECTOR_H
/* A box while its claims are collected. Only claims.c, claim_labels.c and claim_tools.c include this. */
#include "recognise/claims.h"
#include "recognise/label_parts.h"

/* One text of a box, ready to be searched. */
struct spot {
    struct tokens tokens;
    struct tool_hits tools;
    struct phrase_hits hits;
    struct label_parts parts; /* of a label */
};

/* What the arrows at a box and its group say about a tool's job. */
struct tool_around {
    uint32_t tool;
    uint64_t roles;
    struct str word; /* that says it */
    bool none;       /* some say that it is none of the catalogue's */
};

struct collector {
    struct claims *out;
    struct reading *reading;
    struct arena *arena;
    struct diags *diags;
    const struct claim_index *index;
    const struct node_map *map;
    size_t node;
    struct spot *labels; /* of each member */
    size_t n_labels;
    uint64_t group_roles; /* what the group's title stands for */
    struct str group_title;
    struct tool_around *around; /* tools that were asked for: a box that was drawn often has one tool often */
    size_t n_around, cap_around;
};

const struct arch_node *collector_member(const struct collector *c, size_t member);
void collector_spot(struct spot *out, const struct collector *c, struct str text, enum tool_where where,
                    bool label);

/* Claims for every role of the mask, settled where it is one. */
void collector_claim(struct collector *c, uint64_t mask, struct claim like);

/* What a label, id or title (what) says. */
void claim_text(struct collector *c, const struct spot *spot, const char *what, struct place at);

/*
 * Tools in labels and `tool:`. Where a label phrase has told the job, they only add what arrows need; else
 * they tell it: those in the name before those in brackets.
 */
void claim_tools(struct collector *c);

#endif
