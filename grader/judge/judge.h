#ifndef GRADE_JUDGE_H
#define GRADE_JUDGE_H
/*
 * What the modules of this room share while one review is made. Nothing outside the room includes it.
 */
#include "judge/paths.h"
#include "model/review.h"

/* What a condition came out as. */
struct finding {
    enum truth value;
    enum weak_reason reason; /* why it is only weak */
    bool thin;               /* weak, and never worth more than level 1 */
    double confidence;
    double number;            /* of count, share, has … */
    enum check_result result; /* of comparisons; CHECK_NA for all else */
    bool compared;            /* a comparison is in it */
    bool settled;             /* n/a, and nothing else is to be looked at */
    bool excluded;            /* false because of something that is there: another case */
    bool copied;   /* it holds only with entries whose threshold stands on many others, too */
    struct str arithmetic;
    bool bound; /* its arithmetic shows a bound that the pack sets */
    struct str missing; /* when not true: what was looked for and where it ended */
    struct evidence_list evidence;
    size_t hops;     /* links of the witness, merged ones too */
    uint32_t *boxes; /* different boxes of the witness, in its order */
    size_t n_boxes, cap_boxes;
    uint64_t roles; /* roles of the witness */
};

enum progress { NOT_YET, RUNNING, DONE };

struct judge {
    struct arena *arena;
    const struct submission *submission;
    const struct architecture *arch;
    const struct reading *reading;
    const struct rubric *rubric;
    const struct diags *diags;
    struct graph *graph;
    struct review *review;
    struct finding *predicates;                               /* memo; [1] of each pair is the strict form */
    unsigned char *predicates_done, *rows_done, *checks_done; /* enum progress */
    const struct entry *entry;  /* within a check's `each`: the entry it looks at */
    const bool *gone;           /* boxes that a cut takes away besides, or NULL */
    const struct waits *waits;  /* waits.c: made on first use */
    struct finding **counted;   /* conditions_count.c: within a check, what was counted for another entry */
    struct figure **figures;    /* figures.c: facts that were looked up before */
    struct along_memo *along;   /* along.c: sums that were made before */
    struct str *names;          /* evidence.c: of nodes, made on first use */
    const struct box_names *box_names; /* box_names.c: made on first use */
    struct entry_memo *entries; /* entries.c: lists that were counted before */
    uint64_t named;             /* roles that a box or its tool names, credited or not */
    unsigned depth;             /* of conditions within conditions */
    size_t copied_rows;         /* rows at level 3 that rest on a threshold that is copied about */
    struct told_finding **told; /* told.c: of rows, made on first use */
    const struct told_lines *told_lines; /* conditions_told.c: made on first use */
    const struct used_tools *used_tools; /* used_tools.c: made on first use */
    const struct drawn_places *drawn_places; /* drawn_places.c: made on first use */
};

/* One role as a mask. */
static inline uint64_t role_bit(uint32_t role)
{
    return (uint64_t)1 << role;
}

/* rows.c: the level of a row, judged on first use. A row that asks for itself is at level 0. */
int row_level(struct judge *judge, uint32_t row);
/* checks.c: the same for a check. */
const struct check_verdict *check_verdict_of(struct judge *judge, uint32_t check);

#endif
