#include "judge/agreement.h"

#include <math.h>
#include <stdlib.h>

void agreement_count(struct agreement_table *table, unsigned first, unsigned second)
{
    if (first < MARK_LEVELS && second < MARK_LEVELS)
        table->n[first][second]++;
    else
        BUG("a level out of range");
}

/* How many differ by at most so much. */
static size_t within(const struct agreement_table *table, unsigned difference)
{
    size_t n = 0;
    for (unsigned i = 0; i < MARK_LEVELS; i++)
        for (unsigned k = 0; k < MARK_LEVELS; k++)
            if ((i > k ? i - k : k - i) <= difference)
                n += table->n[i][k];
    return n;
}

size_t agreement_n(const struct agreement_table *table)
{
    return within(table, MARK_LEVELS);
}

bool agreement_qwk(double *out, const struct agreement_table *table)
{
    double first[MARK_LEVELS] = {0}, second[MARK_LEVELS] = {0}, n = 0, observed = 0, expected = 0;
    for (int i = 0; i < MARK_LEVELS; i++)
        for (int k = 0; k < MARK_LEVELS; k++) {
            double cell = (double)table->n[i][k];
            first[i] += cell;
            second[k] += cell;
            n += cell;
            observed += cell * (double)((i - k) * (i - k));
        }
    for (int i = 0; i < MARK_LEVELS; i++)
        for (int k = 0; k < MARK_LEVELS; k++)
            expected += first[i] * second[k] * (double)((i - k) * (i - k));
    if (n <= 0)
        return false;
    /* observed / n over expected / n²; expected is 0 only where there is one level on both sides. */
    *out = expected > 0 ? 1 - observed * n / expected : 1;
    return true;
}

static double share(const struct agreement_table *table, unsigned difference)
{
    size_t n = agreement_n(table);
    return n ? (double)within(table, difference) / (double)n : 0;
}

double agreement_exact(const struct agreement_table *table)
{
    return share(table, 0);
}

double agreement_within_one(const struct agreement_table *table)
{
    return share(table, 1);
}

unsigned agreement_mean_level(size_t sum, size_t n)
{
    return (unsigned)((2 * sum + n) / (2 * n));
}

struct ranked {
    double value;
    size_t index;
};

static int by_value(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    return a->value < b->value ? -1 : a->value > b->value;
}

void agreement_ranks(double *out, struct arena *arena, const double *values, size_t n)
{
    struct ranked *sorted = arena_alloc(arena, n * sizeof *sorted);
    for (size_t i = 0; i < n; i++)
        sorted[i] = (struct ranked){values[i], i};
    qsort(sorted, n, sizeof *sorted, by_value);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from + 1; to < n && sorted[to].value <= sorted[from].value; to++)
            ;
        for (size_t i = from; i < to; i++)
            out[sorted[i].index] = (double)(from + 1 + to) / 2;
    }
}

static bool constant(const double *values, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (values[i] < values[0] || values[i] > values[0])
            return false;
    return true;
}

static double mean(const double *values, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += values[i];
    return sum / (double)n;
}

bool agreement_pearson(double *out, const double *x, const double *y, size_t n)
{
    if (n < 2 || constant(x, n) || constant(y, n))
        return false;
    double mean_x = mean(x, n), mean_y = mean(y, n), xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < n; i++) {
        xx += (x[i] - mean_x) * (x[i] - mean_x);
        yy += (y[i] - mean_y) * (y[i] - mean_y);
        xy += (x[i] - mean_x) * (y[i] - mean_y);
    }
    double r = xy / (sqrt(xx) * sqrt(yy));
    if (!(r >= -2 && r <= 2)) /* values so near each other that their squares vanish */
        return false;
    *out = r > 1 ? 1 : r < -1 ? -1 : r;
    return true;
}

bool agreement_spearman(double *out, struct arena *arena, const double *x, const double *y, size_t n)
{
    double *ranks_x = arena_alloc(arena, n * sizeof *ranks_x),
           *ranks_y = arena_alloc(arena, n * sizeof *ranks_y);
    agreement_ranks(ranks_x, arena, x, n);
    agreement_ranks(ranks_y, arena, y, n);
    return agreement_pearson(out, ranks_x, ranks_y, n);
}
