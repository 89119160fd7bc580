#ifndef GRADE_CALIBRATION_JSON_H
#define GRADE_CALIBRATION_JSON_H
/*
 * A calibration as one JSON object: schemas/calibration.schema.json.
 */
#include "report/calibration.h"

void calibration_json_write(struct report_out *out, const struct calibration *calibration,
                            const struct report_options *options);

#endif
