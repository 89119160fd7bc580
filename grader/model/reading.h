#ifndef GRADE_READING_H
#define GRADE_READING_H
/*
 * What was understood of the architecture: roles of boxes, kinds of arrows, tools, each with confidence and evidence.
 * Filled by recognise/; the architecture it speaks of is not changed. Confidences are from 0 to 1.
 */
#include "model/architecture.h"
#include "model/rubric.h"
#include "model/statements.h"

/* How a role was recognised, strongest first. */
enum role_evidence { ROLE_DECLARED, ROLE_LABEL, ROLE_TOOL, ROLE_GROUP, ROLE_NEIGHBOUR };
const char *role_evidence_name(enum role_evidence evidence); /* "declared" */

struct role_reading {
    uint32_t role;
    enum role_evidence evidence;
    double confidence;
    bool credited;    /* takes part in the graph; false: a mention only */
    struct place at;
    struct str why;   /* "declared", "label says 'feature cache'", "tool Redis beside 'features'" */
};

struct tool_reading {
    uint32_t tool;    /* number in the catalogue */
    struct str text;  /* as written */
    struct place at;
};

/* One for every arch_node, same index. Only the first of a joined set (same_as == ARCH_NONE) carries roles and tools. */
struct node_reading {
    size_t same_as;   /* an earlier node that is the same box in another drawing, or ARCH_NONE */
    struct role_reading *roles;
    size_t n_roles, cap_roles;
    struct tool_reading *tools;
    size_t n_tools, cap_tools;
    uint64_t credited; /* mask of the credited roles */
    const struct doc **told; /* rows of tables that are about this box: maps */
    size_t n_told, cap_told;
};

enum kind_evidence { KIND_DECLARED, KIND_LABEL, KIND_PAIR, KIND_UNKNOWN };

/*
 * One for every arch_edge, same index; ends are the representatives of joined nodes. Both are the same for an arrow
 * that joins nothing: from a box to itself, or one drawn invisible.
 */
struct edge_reading {
    size_t from, to;
    uint32_t kinds;    /* mask: declared or told by the label; 0 where unlabelled */
    enum kind_evidence evidence;
    double confidence; /* of the kinds: 1 declared, .9 label; for unlabelled ones see judge/graph.h */
    bool async;        /* mode async or batch, or dashed without a mode */
    bool sync;         /* mode sync declared */
};

/* One for every prose_table, same index. */
struct table_reading {
    uint64_t forms;    /* mask of the rubric's forms that its header was recognised as; 0: not understood */
    size_t n_rows;
    size_t n_entries;  /* rows that became facts */
};

/* A fact of the pack that a sentence states. Sentences that disagree stand side by side. */
struct said_reading {
    uint32_t fact;     /* of the rubric */
    struct str value;  /* the quantity as written */
    struct place at;
    size_t statement;
    bool used;         /* false: something declared, or a table, already says it */
};

struct reading {
    const struct architecture *arch;
    const struct rubric *rubric;
    const struct prose *prose;
    struct node_reading *nodes;
    struct edge_reading *edges;
    struct statements *told;  /* never NULL */
    /*
     * What was declared (arch->facts), then what tables say, then sentences: a section that several tell stands here
     * once for each, the strongest first.
     */
    struct doc *facts;
    struct table_reading *tables;
    struct said_reading *said;
    size_t n_said, cap_said;
    struct str *people; /* whom the submission names as its authors: left out of anonymous reviews */
    size_t n_people;
};

/* The node that stands for all that were joined with this one. */
size_t reading_node(const struct reading *reading, size_t node);
/* The strongest reading of the role on the box, or NULL. */
const struct role_reading *reading_role(const struct reading *reading, size_t node, uint32_t role);

#endif
