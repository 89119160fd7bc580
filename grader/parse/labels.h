#ifndef GRADE_LABELS_H
#define GRADE_LABELS_H
/*
 * Reads a team's marks (docs/calibration.md): CSV where the name ends in .csv or .tsv, else YAML.
 *
 * CSV begins with a line of names, in any order: submission, row, level, and perhaps rater, note, at, review.
 * YAML is a list, or a map with a list under `marks`, of maps with the same keys; `rows: {ROW: LEVEL}` stands
 * for many of one submission and rater, where a level may be {level, note, at}. A row named total or overall
 * is a mark for the submission as a whole, in points.
 *
 * What cannot be understood is left out with a diagnostic at its place, and counted in out->left_out. Bounds:
 * marks, and those of CSV and YAML.
 */
#include "base/diag.h"
#include "model/marks.h"

/* False where the file is not YAML or CSV, or lacks what every mark needs: a complaint says so, *out is
 * empty. */
bool labels_read(struct marks *out, struct arena *arena, struct diags *diags, const struct limits *limits,
                 const struct text *text);

#endif
