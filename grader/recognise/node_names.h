#ifndef GRADE_NODE_NAMES_H
#define GRADE_NODE_NAMES_H
/* Boxes by what they are called: ids and labels, whole or up to the first bracket or dash. */
#include "model/reading.h"

struct node_names;

/* After joining. */
struct node_names *node_names_new(struct arena *arena, const struct reading *reading);
/* The box that stands for all of that name; ARCH_NONE where there is none, or there are several. */
size_t node_names_find(const struct node_names *names, struct arena *arena, struct str text);

#endif
