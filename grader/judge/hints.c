#include "judge/hints.h"

static bool understood(const struct submission *submission)
{
    bool any = false;
    for (size_t i = 0; i < submission->n_files; i++)
        any |= submission->files[i].use == FILE_USED;
    return any;
}

static bool given(const struct review *review, struct str hint)
{
    for (size_t i = 0; i < review->n_hints; i++)
        if (str_eq(review->hints[i], hint))
            return true;
    return false;
}

void hints_choose(struct judge *j)
{
    struct review *review = j->review;
    bool *done = arena_alloc(j->arena, rub_rows_n(j->rubric) + 1);
    if (!understood(j->submission))
        return;
    while (review->n_hints < HINTS) {
        size_t worst = 0;
        double most = 1e-9; /* points; a row that lost none has nothing to be told */
        for (size_t i = 0; i < rub_rows_n(j->rubric); i++) {
            double lost = rub_rows(j->rubric, i)->points - review->rows[i].points;
            if (!done[i] && lost > most + 1e-9) {
                worst = i;
                most = lost;
            }
        }
        if (most <= 1e-9)
            return;
        done[worst] = true;
        struct str hint = str_from(rub_text(j->rubric, rub_rows(j->rubric, worst)->hint));
        if (hint.n && !given(review, hint))
            *(struct str *)ARENA_PUSH(j->arena, review->hints, review->n_hints, review->cap_hints) = hint;
    }
}
