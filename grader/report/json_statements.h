#ifndef GRADE_JSON_STATEMENTS_H
#define GRADE_JSON_STATEMENTS_H
/* How many statements of each kind there are, and what was said and does not count. */
#include "model/review.h"
#include "report/json_writer.h"

/* `statements`, `ignored`, `ignored_left_out`; see docs/review-json.md. */
void json_statements_write(struct json *json, const struct review *review);

#endif
