#ifndef GRADE_EXPLANATION_FOUND_H
#define GRADE_EXPLANATION_FOUND_H
/*
 * What was found of one thing of the pack in a submission: how it came out, the evidence, what is missing,
 * the arithmetic.
 */
#include "report/explanation.h"
#include "report/page.h"

void explanation_found(struct page *page, const struct review *review, struct explained what);

#endif
