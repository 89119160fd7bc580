#ifndef GRADE_MARKS_H
#define GRADE_MARKS_H
/*
 * People's marks against the program's stored reviews: what was marked, what was stored, and how far the two
 * agree.
 *
 * Marks are filled by parse/labels.h, stored reviews by parse/stored_review.h; judge/calibrate.h compares
 * them into a calibration, which report/ writes. Slices point into the arena or a text. Shares are from 0
 * to 1.
 */
#include "base/diag.h"

#define MARK_LEVELS 4      /* 0 absent to 3 in full, as in a rubric */
#define MARKS_ACCEPTED 0.6 /* the kappa from which a row is taken as the program reads it */
#define MARKS_FEW 10       /* submissions under which a figure says little */
#define MARKS_NONE ((size_t)-1)
#define MARKS_TOTAL_MOST 1000000.0 /* a total is a number of points from 0 to this */

/* One mark of one person for one row of one submission, or for the whole of it. */
struct human_mark {
    struct str submission, row, rater; /* trimmed; rater "unnamed" where none was given */
    bool is_total;                     /* `total` is given, not `level` */
    unsigned level;
    double total;
    struct str note, evidence; /* the rater's reason, and where they saw it, as written; may be empty */
    struct place at;           /* of the level */
    struct place submission_at, row_at;
};

/* `review: FILE` beside a submission. */
struct marks_review {
    struct str submission, file; /* as written */
    struct place at;
    size_t review; /* the reader's caller fills it in: number of the stored review, MARKS_NONE where unread */
};

struct marks {
    const struct text *text;
    struct human_mark *items; /* in file order */
    size_t n, cap;
    size_t left_out;              /* marks that could not be understood: each has a diagnostic */
    struct marks_review *reviews; /* one a submission, in file order */
    size_t n_reviews, cap_reviews;
};

struct stored_evidence {
    struct str file;       /* empty for nowhere in particular */
    uint32_t line, column; /* 0: not known */
    struct str quote, why;
};

struct stored_row {
    struct str id, title, looked_for;
    unsigned level;
    struct stored_evidence *evidence;
    size_t n_evidence;
};

/* A review as `grade --format json` wrote it, as far as it is compared. */
struct stored_review {
    const struct text *text; /* its name is the path as given */
    struct str name;         /* file name without .json */
    struct str source;       /* last part of the URL or path that was graded, without .git; may be empty */
    struct str pack_name, pack_version, pack_hash; /* may be empty */
    struct stored_row *rows;                       /* as stored */
    size_t n_rows;
    bool has_total; /* false where a gate leaves none */
    double total, ungated;
};

/* How far two raters, one of them perhaps the program, agree on the cells that both marked. */
struct agreement {
    size_t n;
    bool has_kappa;
    double kappa;             /* quadratic-weighted, from -1 to 1 */
    double exact, within_one; /* shares */
    double lean; /* mean of first less second, in levels: above 0 where the first is the more generous */
};

struct correlation {
    size_t n;
    bool has_spearman, has_pearson; /* false for fewer than two, and where one side is constant */
    double spearman, pearson;
};

struct calibrated_row {
    struct str id, title;
    struct agreement agreement; /* of the program with the mean of the raters */
    bool accepted;              /* kappa, at two decimals, is MARKS_ACCEPTED or more */
};

struct calibrated_rater {
    struct str id;
    struct agreement agreement; /* of the program with this rater */
    struct correlation totals;
};

struct rater_pair {
    size_t first, second; /* raters, first < second */
    struct agreement agreement;
};

struct calibrated_submission {
    struct str id;
    const struct stored_review *review; /* NULL: none */
    size_t n_marks;                     /* compared */
    bool has_total;
    double total; /* mean of the raters */
};

/* One row of one submission that at least one person marked. */
struct calibrated_cell {
    size_t submission, row;
    const struct stored_row *stored;
    const struct human_mark *const *marks; /* by rater */
    size_t n_marks;
    double mean;    /* of the levels that people gave */
    unsigned level; /* the mean, rounded half up */
};

struct calibration {
    const struct marks *marks;
    const struct diags *diags;
    const struct stored_review *pack_of; /* the first review: its pack stands for all; NULL without reviews */
    size_t n_read, n_compared;           /* marks; what is not compared has a diagnostic */
    struct calibrated_submission *submissions; /* by name */
    size_t n_submissions, n_compared_submissions;
    struct calibrated_rater *raters; /* by name; only those whose marks are compared */
    size_t n_raters;
    struct rater_pair *pairs; /* those with a cell in common */
    size_t n_pairs;
    struct calibrated_row *rows; /* in the order of the reviews; only those that are marked */
    size_t n_rows;
    struct agreement pooled;
    struct correlation totals, ungated;    /* of the program's totals with the mean of the raters' */
    struct calibrated_cell *disagreements; /* worst first */
    size_t n_disagreements;
};

#endif
