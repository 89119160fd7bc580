#ifndef GRADE_ALONG_H
#define GRADE_ALONG_H
/*
 * Facts that are taken along what a request waits for (judge/waits.h): what boxes and the arrows that call
 * them state, added up from the entries on, or the largest, the smallest, how many, their product.
 *
 * Sums: calls under one tag are waited for together, so the longest counts; with `within`, nobody waits
 * longer for a box than its time-out, and only for what it surely calls meanwhile. A local fact is that of
 * the box that a check looks at and what it calls, without its own time-out.
 */
#include "judge/figures.h"

struct figure along_of(struct judge *judge, uint32_t fact, enum take take, enum quantity_dim dim);

#endif
