#include "report/json_told.h"

#include "report/json_drawing.h"

static void tables(struct json *json, const struct review *review)
{
    const struct reading *reading = review->reading;
    json_array(json, "tables");
    for (size_t i = 0; reading->prose && reading->tables && i < reading->prose->n_tables; i++) {
        const struct table_reading *read = &reading->tables[i];
        json_object(json, NULL);
        json_array(json, "kinds");
        for (size_t k = 0; k < rub_forms_n(review->rubric); k++)
            if (read->forms >> k & 1)
                json_text(json, NULL, str_from(rub_text(review->rubric, rub_forms(review->rubric, k)->id)));
        json_end(json);
        json_count(json, "rows", read->n_rows);
        json_count(json, "entries", read->n_entries);
        json_drawing_place(json, reading->prose->tables[i].at, false);
        json_end(json);
    }
    json_end(json);
}

void json_told_write(struct json *json, const struct review *review)
{
    const struct reading *reading = review->reading;
    tables(json, review);
    json_array(json, "said");
    for (size_t i = 0; i < reading->n_said; i++) {
        const struct said_reading *said = &reading->said[i];
        json_object(json, NULL);
        json_text(json, "fact",
                  str_from(rub_text(review->rubric, rub_facts(review->rubric, said->fact)->id)));
        json_text(json, "value", said->value);
        json_bool(json, "used", said->used);
        json_drawing_place(json, said->at, false);
        json_end(json);
    }
    json_end(json);
}
