#ifndef HELPER_DAMAGE_H
#define HELPER_DAMAGE_H
/*
 * What can go wrong in the reference solution, one damage a row, and other honest ways to draw it, one style
 * a row.
 */
#include "helper_edit.h"

struct damage {
    const char *name;
    void (*make)(struct arena *arena, struct architecture *arch); /* on the boxes of the reference solution */
    const char *costs;  /* predicates that are no longer true, apart by spaces */
    const char *raises; /* smells that hold now */
};
extern const struct damage damages[];
extern const size_t n_damages;

#endif
