#ifndef GRADE_NAMED_H
#define GRADE_NAMED_H
/*
 * .grade.yaml: a tiny file in a submission that names the files to look at first.
 *
 *   files: [architecture.yaml, docs/overview.dot]      or      files:
 *                                                                - architecture.yaml
 *                                                                - "docs/overview.dot"
 *
 * That is all it may hold, besides comments; anything else is a diagnostic and ignored. It is read line by
 * line: no YAML library meets it, and it can change nothing but an order.
 */
#include "base/diag.h"

#define NAMED_BYTES_MAX ((size_t)16 * 1024)
#define NAMED_MAX ((size_t)200)

struct named {
    struct {
        struct str name;
        struct place at;
    } * items;
    size_t n, cap;
};

void named_read(struct named *out, struct arena *arena, struct diags *diags, const struct text *text);

#endif
