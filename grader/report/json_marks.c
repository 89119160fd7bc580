#include "report/json_marks.h"

void json_marks_scale(struct json *json, const struct review *review)
{
    const struct rubric *rubric = review->rubric;
    json_object(json, "scale");
    json_array(json, "levels");
    for (size_t i = 0; i < 4 && !review->for_candidate; i++) {
        json_object(json, NULL);
        json_number(json, "share", rub_info(rubric, 0)->level_share[i]);
        json_end(json);
    }
    json_end(json);
    json_array(json, "bands");
    for (size_t i = 0; i < rub_bands_n(rubric) && !review->for_candidate; i++) {
        const struct rub_band *band = rub_bands(rubric, i);
        json_object(json, NULL);
        json_text(json, "name", str_from(rub_text(rubric, band->name)));
        json_number(json, "min", band->min);
        json_number(json, "min_weakest", band->min_weakest);
        json_end(json);
    }
    json_end(json);
    json_array(json, "guide");
    for (size_t i = 0; i < rub_dimensions_n(rubric) && !review->for_candidate; i++)
        if (rub_dimensions(rubric, i)->guide)
            json_text(json, NULL, str_from(rub_text(rubric, rub_dimensions(rubric, i)->key)));
    json_end(json);
    json_end(json);
}

static void level(struct json *json, const char *key, int value)
{
    if (value == ADJUSTMENT_NO_LEVEL)
        json_null(json, key);
    else
        json_count(json, key, (size_t)value);
}

void json_marks_write(struct json *json, const struct review *review)
{
    json_array(json, "adjustments");
    for (size_t i = 0; i < review->n_adjustments; i++) {
        const struct adjustment *mark = &review->adjustments[i];
        json_object(json, NULL);
        json_text_or_null(json, "row", mark->row);
        json_text_or_null(json, "question", mark->question);
        level(json, "level", mark->level);
        level(json, "was", mark->was);
        level(json, "before", mark->before);
        json_text(json, "by", mark->by);
        json_text(json, "when", mark->when);
        json_text_or_null(json, "why", mark->why);
        json_text(json, "state", str_from(adjustment_state_name(mark->state)));
        json_end(json);
    }
    json_end(json);
}

void json_marks_row(struct json *json, const struct review *review, const struct row_verdict *row)
{
    if (!row->adjusted) {
        json_null(json, "adjusted");
        return;
    }
    const struct adjustment *mark = &review->adjustments[row->adjusted - 1];
    json_object(json, "adjusted");
    level(json, "before", mark->before);
    level(json, "level", mark->level);
    json_text(json, "by", mark->by);
    json_text(json, "when", mark->when);
    json_text(json, "why", mark->why);
    json_end(json);
}
