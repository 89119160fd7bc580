#ifndef GRADE_RECOGNISE_H
#define GRADE_RECOGNISE_H
/*
 * From what was drawn to what it means: boxes of several drawings joined, arrows given kinds, boxes given
 * roles.
 *
 * The architecture, the prose and the rubric are only read and must outlive the reading; everything new lives in the
 * arena. The result does not depend on the order of boxes and arrows, nor on ids where labels speak.
 */
#include "base/diag.h"
#include "model/reading.h"

struct reading *recognise(struct arena *arena, struct diags *diags, const struct architecture *arch,
                          const struct prose *prose, const struct rubric *rubric);

#endif
