#ifndef GRADE_TEMPLATES_H
#define GRADE_TEMPLATES_H
/*
 * Texts of the pack, filled with what the candidate calls things and with the figures that are stated.
 */
#include "judge/evidence.h"

struct template_context {
    struct str arithmetic;            /* for {check} */
    const struct evidence_list *seen; /* for {seen}, or NULL */
};

/* `out_filled`, when not NULL: how many pieces say something of the candidate's. */
struct str template_fill(struct judge *judge, const char *text, const struct template_context *context,
                         size_t *out_filled);

#endif
