#ifndef GRADE_REVIEW_H
#define GRADE_REVIEW_H
/*
 * What was judged, with a place for everything: filled by judge/, read by report/, never changed afterwards.
 * Arrays of verdicts have one item for each row, predicate … of the rubric, same index.
 */
#include "base/diag.h"
#include "model/adjustments.h"
#include "model/confinement.h"
#include "model/reading.h"
#include "model/submission.h"

/* What of the drawing the evidence is about, where that is one thing. */
enum evidence_on { ON_NOTHING, ON_NODE, ON_EDGE };

struct evidence {
    struct place at;
    struct str quote;  /* the candidate's line, trimmed, at most 120 bytes; raw: escaped where it is printed */
    struct str why;    /* what it shows: "Kafka -> S3 data lake, data" */
    enum evidence_on on;
    size_t drawn;      /* number of the box (any of those that were joined) or of the arrow; 0 for ON_NOTHING */
};

struct evidence_list {
    struct evidence *items;
    size_t n, cap;
};

enum truth { TRUTH_FALSE, TRUTH_WEAK, TRUTH_TRUE };
const char *truth_name(enum truth truth); /* "false", "weak", "true" */

/* Why something is only weak. */
enum weak_reason { WEAK_NOT, WEAK_UNLABELLED, WEAK_FORM, WEAK_ONE_NODE };
const char *weak_reason_name(enum weak_reason reason); /* "", "unlabelled", "weaker form", "one node" */

struct predicate_verdict {
    enum truth value;
    enum weak_reason reason;
    double confidence;
    struct evidence_list witness;
    struct str missing;   /* when false: what was looked for and where the walk ended */
};

struct row_verdict {
    int level;            /* 0 to 3 */
    bool probable;        /* rests on something probable */
    bool told;            /* words alone give the level: it is probable */
    bool capped;          /* by a gate */
    size_t adjusted;      /* 1 + number of the mark that set the level; 0: it is the program's */
    double confidence, points;
    struct evidence_list evidence; /* for the level that was awarded */
    struct str looked_for;         /* for the next level; empty at level 3 */
};

struct role_verdict {
    int level;            /* 0 absent, 1 named, 2 wired, 3 with a reason */
    struct evidence_list evidence;
};

struct dimension_verdict {
    double points, max;   /* after gates that cap rows */
};

struct hop_verdict {
    const char *title;
    enum truth value;
    struct evidence_list witness;
};
struct loop_verdict {
    struct hop_verdict *hops;
    size_t n_hops;
    bool closed;          /* every hop true */
    double confidence;    /* least of its hops */
};

struct part_verdict {
    enum truth value;     /* TRUE found, WEAK probable, FALSE missing */
    struct str shown;     /* "Payment API -> Kafka -> S3 data lake" in the candidate's names; may be empty */
    struct evidence_list evidence;
};

struct gate_verdict {
    bool applied;         /* it takes points or the total away */
    bool probable;        /* would apply if what is probable were so: a question, not a gate */
    bool noted;           /* GATE_FLAG: its condition holds, and takes nothing away */
    double cap;           /* where one applies, else 100 */
    struct str message;   /* with the candidate's names */
    struct evidence_list evidence;
};

enum check_result { CHECK_NA, CHECK_PASS, CHECK_WARN, CHECK_FAIL };
const char *check_result_name(enum check_result result); /* "n/a", "pass", "warn", "fail" */
struct check_verdict {
    enum check_result result;
    struct str arithmetic; /* "5000000 / 86400 = 57.9, stated 58"; empty for n/a */
    bool bound;            /* the arithmetic shows a bound that the pack sets: not for candidates */
    struct evidence_list evidence;
};

struct flag_verdict {
    bool raised;
    struct evidence_list evidence;
    struct str says, ask; /* in the candidate's own names where it is raised */
    struct str missing;   /* where it is not: what was looked for */
};

/* A read-out of the pack: how far along a scale. Never part of the total. */
struct maturity_verdict {
    uint32_t level; /* the highest that is reached: a number within the read-out's levels */
    bool probable;  /* it rests on something probable */
    struct evidence_list evidence;
    struct str looked_for; /* for the next level; empty at the highest */
};

struct lint_verdict {     /* a pair of the ontology's lints that is drawn, a store that nobody writes … */
    struct str id, message;
    struct evidence_list evidence;
};

struct question {
    struct str text, because; /* because: id of the row, check, flag or question that it comes from */
    size_t asked;             /* 1 + number of the mark that says so */
};

/* What writers show of the submission's files, which a stored review no longer has. */
struct file_print {
    bool read;
    size_t bytes;
    uint64_t hash;        /* str_hash over the bytes */
};
/* What was said and does not count, or counts less. */
struct ignored_words {
    struct place at;
    struct str reason;    /* name of a way to be ignored, or of a standing */
    struct str text;      /* at most 120 bytes */
};
struct words_told {
    size_t of_kind[STATEMENT_KINDS];
    size_t n_code_lines, n_own_words;
    struct ignored_words *ignored; /* at most 200; a statement may stand here once for each reason */
    size_t n, cap;
    size_t left_out;
};

struct review {
    const struct submission *submission;
    const struct architecture *arch;
    const struct reading *reading;
    const struct rubric *rubric;
    const struct diags *diags;

    struct predicate_verdict *predicates;
    struct row_verdict *rows;
    struct role_verdict *roles;
    struct dimension_verdict *dimensions;
    struct loop_verdict *loops;
    struct part_verdict *parts;
    struct gate_verdict *gates;
    struct check_verdict *checks;
    struct flag_verdict *flags;
    struct maturity_verdict *maturities;
    struct lint_verdict *lints;
    size_t n_lints, cap_lints;
    struct question *questions;
    size_t n_questions, cap_questions;
    struct str *hints; /* for the candidate, dearest row first: the rubric's words, never the row's name */
    size_t n_hints, cap_hints;

    struct adjustment *adjustments; /* marks of people, in the order in which they were given */
    size_t n_adjustments;
    double unadjusted;    /* the total before a mark changed it; the same as total where none did */

    bool has_total;       /* false: a gate says that there is none */
    double total, ungated, max;
    uint32_t band;        /* of table bands; RUB_NONE without a total */
    uint32_t weakest;     /* of table dimensions: the lowest share among those of the guide */
    bool partial;
    struct str digest;    /* 16 hex digits over names and bytes of all files that were read: what was reviewed */
    bool for_candidate;   /* it holds no more than a candidate may see, and no total: docs/formats.md */

    /* Filled when all else stands (review_settle.h). */
    struct file_print *prints;  /* one for each file */
    struct words_told words;

    /* How the work was confined: of this machine, not of the submission. Reports print it apart. */
    enum confine_mode confine;
    struct confinement fetched, graded;
};

#endif
