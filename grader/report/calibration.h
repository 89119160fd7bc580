#ifndef GRADE_CALIBRATION_H
#define GRADE_CALIBRATION_H
/*
 * What `grade calibrate` prints: a page for a reader, or JSON for a program (docs/calibration.md,
 * schemas/calibration.schema.json, whose fields are a contract).
 */
#include "model/marks.h"
#include "report/formats.h"

struct calibration_format {
    const char *name;
    void (*write)(struct report_out *out, const struct calibration *calibration,
                  const struct report_options *options);
};

/* Named as the formats of reviews are; the first is the default. */
extern const struct calibration_format calibration_formats[];
extern const size_t n_calibration_formats;

/* The format of that name, or NULL. */
const struct calibration_format *calibration_find(const char *name);

void calibration_write(struct report_out *out, const struct calibration *calibration,
                       const struct report_options *options);

#endif
