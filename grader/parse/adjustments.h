#ifndef GRADE_PARSE_ADJUSTMENTS_H
#define GRADE_PARSE_ADJUSTMENTS_H
/*
 * Reads a file of adjustments: docs/adjustments.md, schemas/adjustments.schema.json. The HTML report writes
 * such files, and people do.
 *
 * What a mark cannot be understood for is left out with an error at its place. Bounds: those of YAML;
 * `marks` marks; ADJUSTMENT_NAME and ADJUSTMENT_WHY bytes of texts.
 */
#include "base/diag.h"
#include "model/adjustments.h"

#define ADJUSTMENT_NAME 800
#define ADJUSTMENT_WHY 16000

/*
 * False where the file is not YAML or does not say what it is about, whose marks they are and when they were
 * made: a complaint says so, and *out is empty. Texts live in the arena.
 */
bool adjustments_read(struct adjustments *out, struct arena *arena, struct diags *diags,
                      const struct limits *limits, const struct text *text);

#endif
