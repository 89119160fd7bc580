#ifndef GRADE_JSON_MARKS_H
#define GRADE_JSON_MARKS_H
/*
 * Marks of people in the review as JSON, and what it takes to apply more of them to it later.
 */
#include "model/review.h"
#include "report/json_writer.h"

/* `scale`: shares of levels, bands, dimensions of the guide. Empty in a candidate's. */
void json_marks_scale(struct json *json, const struct review *review);
/* `adjustments`: all marks, what became of each. */
void json_marks_write(struct json *json, const struct review *review);
/* `adjusted` of a row: the mark whose level counts, or null. */
void json_marks_row(struct json *json, const struct review *review, const struct row_verdict *row);

#endif
