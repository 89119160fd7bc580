#ifndef GRADE_LAYOUT_GRAPH_H
#define GRADE_LAYOUT_GRAPH_H
/* What a layout is asked for, as numbers alone, and as bytes for the process that does it. Lengths are
 * pixels. */
#include "report/layout.h"

#define LAYOUT_LENGTH_MOST 4000 /* of a box's side, or a label */

struct layout_box {
    int32_t width, height, frame; /* frame: or -1 */
};
struct layout_arrow {
    int32_t from, to, label_width;
};
struct layout_frame {
    int32_t parent, title_width; /* parent: a smaller number, or -1 */
};

struct layout_graph {
    enum layout_effort effort;
    size_t n_boxes, n_arrows, n_frames;
    struct layout_box *boxes;
    struct layout_arrow *arrows;
    struct layout_frame *frames;
};

struct str layout_graph_encode(struct arena *arena, const struct layout_graph *graph);
/* False for a wrong length, a number out of range, bytes left over. */
bool layout_graph_decode(struct layout_graph *out, struct arena *arena, struct str bytes);

#endif
