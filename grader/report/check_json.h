#ifndef GRADE_CHECK_JSON_H
#define GRADE_CHECK_JSON_H
/*
 * The self-check for a program: schemas/check.schema.json. It says what the page says (report/check.h).
 */
#include "report/formats.h"

void check_json_write(struct report_out *out, const struct review *review,
                      const struct report_options *options);

#endif
