#ifndef GRADE_LAYING_OUT_H
#define GRADE_LAYING_OUT_H
/*
 * Where report/layout and confine/ meet: a drawing is laid out in a child process with a deadline, and what
 * comes back is checked. For the formats that draw (report/formats.h).
 */
#include "report/coordinates.h"

/*
 * The coordinates of picture_new() of that review. NULL where it cannot be drawn: nothing to draw, too large,
 * or the layout failed at full and at simple settings. Processor time is the bound (5 s each), so that the
 * same review is drawn the same on a busy machine.
 */
const struct coordinates *laying_out(struct arena *arena, const struct review *review);

#endif
