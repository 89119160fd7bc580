#ifndef GRADE_TEXT_WIRES_H
#define GRADE_TEXT_WIRES_H
/*
 * Lines and arrows between the boxes and words of a drawing made of characters.
 *
 * Lines that touch are one wire; a head parts a wire into what leads to it and what it leads to. The ends of
 * a wire are the boxes and words (runs) that it reaches, over a few blanks. All of it is found by one look at
 * each cell and its neighbours (union and find), so corners, branches and detours cost nothing extra. Call
 * order: wires_find(), wires_read_ends(), wires_read_labels().
 */
#include "parse/text_boxes.h"

#define WIRE_NONE UINT32_MAX

enum run_use { RUN_FREE, RUN_NODE, RUN_LABEL };
struct text_run { /* words with single blanks between them */
    size_t row, first, last;
    struct str text;
    enum run_use use;
    uint32_t ends[2]; /* the first two wires that end here, as places in `ends` */
    size_t n_ends;
};

struct wire_end {
    uint32_t element;
    bool is_run;
    size_t index;       /* run or box */
    bool headed;        /* a head points at it */
    unsigned direction; /* from the wire to it */
    size_t row, column; /* of the wire */
    uint32_t next;      /* of the same wire, or WIRE_NONE */
};

struct wire_label {
    uint32_t element;
    size_t run, row, column; /* where it touches the wire */
    uint32_t next;
};

struct wires {
    struct parse_context *ctx;
    struct grid *grid;
    struct text_boxes *boxes;
    uint32_t *parents; /* by element: union and find of lines that touch */
    size_t n_elements, cap_elements;
    uint32_t *heads; /* elements of mid-line heads: their first half; the second one follows */
    size_t n_heads, cap_heads;
    struct text_run *runs;
    size_t n_runs, cap_runs;
    uint32_t *only; /* by row: its run, where that is all it holds, or WIRE_NONE */
    struct wire_end *ends;
    size_t n_ends, cap_ends;
    struct wire_label *labels;
    size_t n_labels, cap_labels;
};

void wires_find(struct wires *out, struct grid *grid, struct text_boxes *boxes, struct parse_context *ctx);
void wires_read_ends(struct wires *wires);
void wires_read_labels(struct wires *wires);

/* The wire of an element: the same number for all that touch. */
uint32_t wires_root(struct wires *wires, uint32_t element);
void wires_join(struct wires *wires, uint32_t a, uint32_t b);
/* The element that leaves the cell in that direction; WIRE_NONE where it has no line there. */
uint32_t wires_element(const struct grid_cell *cell, unsigned direction);
/* The box that a border belongs to as a reader sees it: a table inside a box is that box. BOX_NONE for
 * tables. */
size_t wires_box(const struct text_boxes *boxes, const struct grid_cell *cell);

#endif
