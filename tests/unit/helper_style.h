#ifndef HELPER_STYLE_H
#define HELPER_STYLE_H
/*
 * Other honest ways to draw the reference solution, one style a row.
 */
#include "helper_edit.h"

struct style {
    const char *name;
    void (*make)(struct arena *arena, struct architecture *arch, const struct rubric *rubric);
    bool unlabelled; /* what is drawn so may be only probable */
};
extern const struct style styles[];
extern const size_t n_styles;

/* Every kind and label of arrows goes. */
void style_unlabelled(struct arena *arena, struct architecture *arch, const struct rubric *rubric);
/* Lake, offline store, log, labels and snapshots as one box, in so far as they are still there. */
void style_one_hub(struct arena *arena, struct architecture *arch, const struct rubric *rubric);

#endif
