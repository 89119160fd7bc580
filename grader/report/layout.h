#ifndef GRADE_LAYOUT_H
#define GRADE_LAYOUT_H
/*
 * Lays a picture out with Graphviz: positions only. Graphviz sees a graph that is built here from numbers
 * (our own names, boxes of a fixed size, labels of a given width made of x), never a byte of the candidate,
 * and its writers are not used. It opens no file: the one plugin it needs is linked in.
 *
 * Graphviz may take very long, and may crash: layout_serve() is for a process of its own with a deadline (who
 * runs it is the caller's: laying_out.h). What is asked and answered is bytes, and both sides check them.
 */
#include "report/coordinates.h"

enum layout_effort {
    LAYOUT_FULL,     /* curves; frames where there are any, else room for the labels of arrows */
    LAYOUT_UNFRAMED, /* curves and room for labels, without frames: where dot stumbles over them */
    LAYOUT_SIMPLE,   /* straight lines, neither frames nor labels, less patience with crossings */
    LAYOUT_NONE      /* too large to be drawn: a table says it better */
};

/* Up to 150 boxes and 400 arrows fully, up to 400 and 800 simply. */
enum layout_effort layout_effort_for(const struct picture *picture);

/* What to ask for that picture; the answer is for coordinates_decode(). effort is not LAYOUT_NONE. */
struct str layout_request(struct arena *arena, const struct picture *picture, enum layout_effort effort);
/* False where the request makes no sense, or Graphviz gave up. Leaks what Graphviz leaks: the process should
 * end. */
bool layout_serve(struct str *reply, struct arena *arena, struct str request);

#endif
