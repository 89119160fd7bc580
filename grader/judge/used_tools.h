#ifndef GRADE_USED_TOOLS_H
#define GRADE_USED_TOOLS_H
/*
 * The tools of the catalogue that the design uses, each once: on boxes, and in words that stand (what is
 * rejected, put off or ignored is not used).
 */
#include "judge/judge.h"

struct used_tool {
    uint32_t tool;   /* of the catalogue */
    size_t node;     /* the first box that names it, or ARCH_NONE */
    struct place at; /* the first place */
    bool sentence;   /* a sentence or item says what it does */
    bool told;       /* some statement says what it does or why; false on no box: it stands in lists only */
};

struct used_tools {
    struct used_tool *items; /* boxes first, then words, each in the order of the files */
    size_t n, cap;
};

/* Made on first use. */
const struct used_tools *used_tools_of(struct judge *judge);

#endif
