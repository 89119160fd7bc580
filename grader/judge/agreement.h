#ifndef GRADE_AGREEMENT_H
#define GRADE_AGREEMENT_H
/*
 * How far two raters agree: pure functions from numbers to numbers.
 *
 * Levels are counted into a table of how often the first gave i where the second gave j; kappa and the shares
 * are functions of that table, so their cost does not depend on the number of marks.
 */
#include "base/arena.h"
#include "model/marks.h"

struct agreement_table {
    size_t n[MARK_LEVELS][MARK_LEVELS]; /* [first][second] */
};

/* Levels are under MARK_LEVELS. */
void agreement_count(struct agreement_table *table, unsigned first, unsigned second);
size_t agreement_n(const struct agreement_table *table);

/*
 * Cohen's kappa with quadratic weights: 1 - observed / expected, each a mean of squared differences, the
 * expected one over all pairs of a level of the first with one of the second. 1 where both gave one and the
 * same level everywhere; 0 where one of them did and the other did not. False for an empty table.
 */
bool agreement_qwk(double *out, const struct agreement_table *table);
/* Shares of marks that are equal, and that differ by one at most; 0 for an empty table. */
double agreement_exact(const struct agreement_table *table);
double agreement_within_one(const struct agreement_table *table);

/* The mean of n levels, rounded half up; n is at least 1. */
unsigned agreement_mean_level(size_t sum, size_t n);

/* Ranks from 1, equal values sharing the mean of theirs. NaN does not occur. */
void agreement_ranks(double *out, struct arena *arena, const double *values, size_t n);
/* False for fewer than two pairs, and where all of one side are equal. */
bool agreement_pearson(double *out, const double *x, const double *y, size_t n);
bool agreement_spearman(double *out, struct arena *arena, const double *x, const double *y, size_t n);

#endif
