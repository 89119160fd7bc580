#ifndef GRADE_REPORT_JSON_H
#define GRADE_REPORT_JSON_H
/*
 * The review as one JSON object. Its shape is a contract: docs/review-json.md, schemas/review.schema.json.
 */
#include "report/formats.h"

void report_json_write(struct report_out *out, const struct review *review,
                       const struct report_options *options);

#endif
