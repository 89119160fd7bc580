#ifndef GRADE_REVIEW_PARTS_H
#define GRADE_REVIEW_PARTS_H
/*
 * What the files that read a stored review (parse/review_read.h) share.
 */
#include "parse/pack_build.h"
#include "parse/review_shape.h"

struct review_parts {
    struct review_shape shape;
    struct pack_build build; /* the words of the pack, as far as the review tells them */
    struct review *review;
    const struct doc *root;
    bool for_candidate;
};

/* The text of that key as one of the pack under construction. */
uint32_t review_parts_text(struct review_parts *p, const struct doc *map, const char *key);
/* The number of that name in the table of names, made where it is new. */
uint32_t review_parts_number(struct review_parts *p, enum pack_name kind, struct str name, bool *is_new);

/* review_verdicts.c: dimensions, criteria, roles, predicates … questions. */
void review_verdicts_read(struct review_parts *p);
/* review_drawing.c: how many boxes and arrows there are, and in which order, for evidence that names them. */
void review_drawing_numbers(struct review_parts *p);
/* review_drawing.c: the architecture, and what was understood of it. */
void review_drawing_read(struct review_parts *p, struct architecture *arch, struct reading *reading);

/* review_marks.c: how levels become points, and marks of people. After the verdicts. */
void review_marks_read(struct review_parts *p);

#endif
