#ifndef HELPER_BULK_H
#define HELPER_BULK_H
/*
 * Large submissions of one shape each, and what each stage costs on them: for the bench, and for the law that
 * every stage is linear in the text.
 */
#include "helper_laws.h"

struct bulk_shape {
    const char *name; /* "one paragraph" */
    const char *file; /* the name the text is read under */
    /* Appends one piece; i counts the pieces from 0. NULL: real text, of the fixtures and the manual. */
    void (*add)(struct buf *out, size_t i);
    const char *before; /* what stands once at the top, or NULL */
    size_t bytes;       /* from so many on what it costs can be told from what any text costs */
};
extern const struct bulk_shape bulk_shapes[];
extern const size_t n_bulk_shapes;

/*
 * A text of at least so many bytes. Real text comes without its fences, whose drawings are another matter,
 * and each time it is repeated with other rare words.
 */
struct laws_file bulk_text(struct arena *arena, const struct bulk_shape *shape, size_t bytes);
/* The drawing of the reference solution with so many more boxes. */
struct laws_file bulk_drawing(struct arena *arena, size_t more);

/* CPU time in milliseconds, of this process. */
struct bulk_cost {
    double parse, recognise, judge;
    size_t nodes, statements, memory;
};
/* Reads, recognises and judges once with the built-in pack; limits on size are lifted. */
struct bulk_cost bulk_run(const struct laws_file *files, size_t n);
/* The least of so many runs, stage by stage. */
struct bulk_cost bulk_best(const struct laws_file *files, size_t n, unsigned runs);
/* The same of opening the built-in pack. */
double bulk_open_pack(unsigned runs);

#endif
