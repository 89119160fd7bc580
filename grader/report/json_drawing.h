#ifndef GRADE_JSON_DRAWING_H
#define GRADE_JSON_DRAWING_H
/*
 * The parts of the JSON report that say what was handed in and drawn.
 */
#include "model/review.h"
#include "report/json_writer.h"

/* file, line and, where asked, column, as keys of the open object: null for what is not known. */
void json_drawing_place(struct json *json, struct place at, bool column);
/* "diagnostics": [ … ], by place, and "diagnostics_left_out"; with what stands at the place where excerpts says so. */
void json_drawing_diagnostics(struct json *json, struct arena *arena, const struct diags *diags, bool excerpts);
/* "files": [ … ] */
void json_drawing_files(struct json *json, const struct review *review);
/* The number that each arrow has in `architecture.edges`; those of `copies` follow. */
const size_t *json_drawing_edge_numbers(struct arena *arena, const struct architecture *arch);
/* "architecture": { views, nodes, edges, copies, groups } */
void json_drawing_write(struct json *json, const struct review *review);

#endif
