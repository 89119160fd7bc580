#ifndef GRADE_LAYING_OUT_H
#define GRADE_LAYING_OUT_H
/*
 * Where report/layout and confine/ meet: a drawing is laid out apart, in a process of its own with a
 * deadline, and what comes back is checked. For the formats that draw (report/formats.h).
 */
#include "confine/apart.h"
#include "report/coordinates.h"

/* The kind of work, for apart_start(). Processor time is its bound (5 s a piece): a busy machine draws the
 * same. */
struct apart_kind laying_out_kind(void);

/*
 * The coordinates of picture_new() of that review. NULL where it cannot be drawn: nothing to draw, too large,
 * or the layout failed at full and at simple settings. ask: has that kind of work done (worker_ask()).
 */
const struct coordinates *
laying_out(struct arena *arena, const struct review *review,
           enum apart_end (*ask)(void *context, struct str *reply, struct str request), void *context);

#endif
