#include "judge/scoring.h"

void scoring_row(struct review *review, uint32_t number)
{
    struct row_verdict *out = &review->rows[number];
    out->points =
        rub_rows(review->rubric, number)->points * rub_info(review->rubric, 0)->level_share[out->level];
}

double scoring_sum(const struct review *review)
{
    double total = 0;
    for (size_t i = 0; i < rub_rows_n(review->rubric); i++)
        total += review->rows[i].points;
    return total;
}

static double least_share(const struct review *r)
{
    double least = 1;
    for (size_t i = 0; i < rub_dimensions_n(r->rubric); i++) {
        double share = r->dimensions[i].max > 0 ? r->dimensions[i].points / r->dimensions[i].max : 1;
        if (rub_dimensions(r->rubric, i)->guide && share < least)
            least = share;
    }
    return least;
}

static void dimensions(struct review *r)
{
    double least = 2;
    r->weakest = RUB_NONE;
    r->max = 0;
    for (uint32_t i = 0; i < rub_dimensions_n(r->rubric); i++) {
        const struct rub_dimension *dimension = rub_dimensions(r->rubric, i);
        struct dimension_verdict *out = &r->dimensions[i];
        *out = (struct dimension_verdict){0, 0};
        for (size_t k = 0; k < dimension->rows.n; k++) {
            out->points += r->rows[dimension->rows.at + k].points;
            out->max += rub_rows(r->rubric, dimension->rows.at + k)->points;
        }
        r->max += out->max;
        double share = out->max > 0 ? out->points / out->max : 1;
        if (dimension->guide && share < least) {
            least = share;
            r->weakest = i;
        }
    }
}

void scoring_total(struct review *r)
{
    const double fuzz = 1e-9;
    dimensions(r);
    r->total = scoring_sum(r);
    r->has_total = true;
    r->band = RUB_NONE;
    for (size_t i = 0; i < rub_gates_n(r->rubric); i++) {
        const struct gate_verdict *gate = &r->gates[i];
        if (!gate->applied)
            continue;
        if (rub_gates(r->rubric, i)->effect == GATE_NO_TOTAL)
            r->has_total = false;
        if (gate->cap < r->total)
            r->total = gate->cap;
    }
    if (!r->has_total)
        return;
    for (uint32_t i = 0; i < rub_bands_n(r->rubric) && r->band == RUB_NONE; i++)
        if (r->total + fuzz >= rub_bands(r->rubric, i)->min)
            r->band = i;
    if (r->band != RUB_NONE && r->band + 1 < rub_bands_n(r->rubric) &&
        least_share(r) + fuzz < rub_bands(r->rubric, r->band)->min_weakest)
        r->band++;
}
