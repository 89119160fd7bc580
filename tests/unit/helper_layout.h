#ifndef HELPER_LAYOUT_H
#define HELPER_LAYOUT_H
#include "report/coordinates.h"

/* The drawing of a review laid out apart, as the program does it. NULL where that cannot be done. */
const struct coordinates *helper_layout(struct arena *arena, const struct review *review);

#endif
