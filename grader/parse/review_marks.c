#include "parse/review_parts.h"

#include <string.h>

#define MARKS_MOST 200000
#define BANDS_MOST 100

static const char *state_at(size_t i)
{
    return adjustment_state_name((enum adjustment_state)i);
}

/* What marks need to be applied to a stored review. */
static void scale(struct review_parts *p)
{
    struct review_shape *s = &p->shape;
    const struct doc *map = review_shape_map(s, p->root, "scale"),
                     *shares = review_shape_list(s, map, "levels", 4, true),
                     *bands = review_shape_list(s, map, "bands", BANDS_MOST, true),
                     *guide = review_shape_list(s, map, "guide", BANDS_MOST, false);
    if (shares->n != 4 || p->build.info.n != 1) {
        review_shape_wrong(s, map->at, "'levels' must have four entries");
        return;
    }
    for (size_t i = 0; i < 4; i++)
        p->build.info.items[0].level_share[i] = review_shape_number(s, shares->items[i], "share");
    for (size_t i = 0; i < bands->n && !s->failed; i++) {
        struct rub_band *band = PACK_NEW(&p->build, bands);
        band->name = review_parts_text(p, bands->items[i], "name");
        band->min = review_shape_number(s, bands->items[i], "min");
        band->min_weakest = review_shape_number(s, bands->items[i], "min_weakest");
    }
    for (size_t i = 0; i < guide->n; i++) {
        uint32_t key = pack_build_text(&p->build, guide->items[i]->value);
        for (size_t k = 0; k < p->build.dimensions.n; k++)
            if (p->build.dimensions.items[k].key == key)
                p->build.dimensions.items[k].guide = 1;
    }
}

static int level(struct review_shape *s, const struct doc *map, const char *key)
{
    return review_shape_null(map, key) ? ADJUSTMENT_NO_LEVEL : (int)review_shape_count(s, map, key, 3);
}

/* Marks refer to rows by name: rows of the review are in the table of names from here on. */
static void place_mark(struct review_parts *p, size_t number)
{
    struct review *review = p->review;
    const struct adjustment *mark = &review->adjustments[number];
    uint32_t row = pack_build_find(&p->build, PACK_NAME_ROW, mark->row);
    if (mark->state == ADJUSTMENT_APPLIED) {
        if (row == RUB_NONE || mark->before == ADJUSTMENT_NO_LEVEL || mark->level == ADJUSTMENT_NO_LEVEL)
            review_shape_wrong(&p->shape, p->root->at,
                               "a mark that is applied must be of a row, with its levels");
        else
            review->rows[row].adjusted = number + 1;
    }
    for (size_t i = 0; mark->state == ADJUSTMENT_ASKED && i < review->n_questions; i++)
        if (str_eq(str_trim(review->questions[i].text), mark->question))
            review->questions[i].asked = number + 1;
}

static void marks(struct review_parts *p)
{
    struct review_shape *s = &p->shape;
    struct review *review = p->review;
    const struct doc *list = review_shape_list(s, p->root, "adjustments", MARKS_MOST, true);
    review->adjustments = arena_alloc(s->arena, (list->n + 1) * sizeof *review->adjustments);
    for (size_t i = 0; i < p->build.rows.n && list->n; i++) {
        bool is_new;
        review_parts_number(p, PACK_NAME_ROW, str_from(p->build.strings.items + p->build.rows.items[i].id),
                            &is_new);
        if (!is_new)
            review_shape_wrong(s, list->at, "marks, and two rows of one name");
    }
    for (size_t i = 0; i < list->n && !s->failed; i++) {
        const struct doc *one = list->items[i];
        review->adjustments[review->n_adjustments++] = (struct adjustment){
            .row = review_shape_text_or_null(s, one, "row"),
            .question = review_shape_said(s, one, "question"),
            .level = level(s, one, "level"),
            .was = level(s, one, "was"),
            .before = level(s, one, "before"),
            .by = s->anonymous ? STR("[name]") : review_shape_text(s, one, "by"),
            .when = review_shape_text(s, one, "when"),
            .why = review_shape_said(s, one, "why"),
            .state = (enum adjustment_state)review_shape_word(s, one, "state", state_at, ADJUSTMENT_STATES),
        };
        if (!s->failed)
            place_mark(p, i);
    }
}

void review_marks_read(struct review_parts *p)
{
    scale(p);
    marks(p);
}
