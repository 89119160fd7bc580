#ifndef GRADE_JSON_TOLD_H
#define GRADE_JSON_TOLD_H
/* The parts of the JSON report that say what was read from tables and sentences. */
#include "model/review.h"
#include "report/json_writer.h"

/* "tables": [ … ], "said": [ … ] */
void json_told_write(struct json *json, const struct review *review);

#endif
