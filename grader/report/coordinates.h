#ifndef GRADE_COORDINATES_H
#define GRADE_COORDINATES_H
/*
 * Where a layout puts the parts of a picture, and how that travels from the process that laid it out.
 *
 * Tenths of a pixel, from the top left corner, y downwards. Arrays have the lengths of the picture's. An
 * arrow's line is a chain of cubic Béziers: 3n + 1 points; an arrow without a line (n_points 0) was not
 * placed.
 */
#include "report/picture.h"

#define COORDINATES_MOST 1000000 /* no coordinate is beyond: 100,000 pixels */
#define COORDINATES_POINTS 400   /* of one arrow's line */

struct coordinate {
    int32_t x, y;
};

struct coordinates_frame {
    struct coordinate corner; /* top left */
    int32_t width, height;    /* 0: not placed */
};

struct coordinates_line {
    struct coordinate *points;
    size_t n_points;
    struct coordinate label; /* middle of the label, where it has one */
    bool has_label;
};

struct coordinates {
    int32_t width, height;
    size_t n_boxes, n_frames, n_arrows;
    struct coordinate *boxes; /* centres */
    struct coordinates_frame *frames;
    struct coordinates_line *arrows;
};

struct coordinates *coordinates_new(struct arena *arena, size_t n_boxes, size_t n_frames, size_t n_arrows);

/* As bytes, for a pipe between two processes of one program; in the arena. */
struct str coordinates_encode(struct arena *arena, const struct coordinates *coordinates);
/* NULL for what is not the coordinates of that picture: a wrong length, a number out of range, bytes left
 * over. */
const struct coordinates *coordinates_decode(struct arena *arena, struct str bytes,
                                             const struct picture *picture);

#endif
