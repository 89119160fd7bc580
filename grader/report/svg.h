#ifndef GRADE_SVG_H
#define GRADE_SVG_H
/*
 * The drawing as SVG inside an HTML page: frames, arrows, boxes, and below them what the loops miss. It has
 * classes and no styles: html_page.css colours it, so that it follows the reader's scheme.
 *
 * Ids, for links and scripts: `b3` the box, `a7` the arrow, `g2` the ghost, by their numbers in the picture.
 * A box and an arrow are links to their entries in the page (`#box-3`, `#arrow-7`). Colour is never alone:
 * what is probable has a dashed edge and a question mark, what is missing a cross, and the role stands in the
 * box.
 */
#include "report/coordinates.h"
#include "report/out.h"

void svg_write(struct report_out *out, const struct review *review, const struct picture *picture,
               const struct coordinates *coordinates);

#endif
