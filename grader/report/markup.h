#ifndef GRADE_MARKUP_H
#define GRADE_MARKUP_H
/*
 * Small change for writers of HTML and SVG. What is given as a format or a literal is the program's own; all
 * other text goes through markup_text or markup_claim, which escape it.
 */
#include "model/review.h"
#include "report/out.h"

/* The program's own words; of the arguments only numbers and ids that the program made (never text from
 * outside). */
void markup_own(struct report_out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Escaped: right between tags and in quoted attributes. */
void markup_text(struct report_out *out, struct str text);
void markup_c(struct report_out *out, const char *text);
/* The same, with " -> " as an arrow. */
void markup_claim(struct report_out *out, struct str text);
/* A number of at most `decimals` digits after the point. */
void markup_number(struct report_out *out, double value, unsigned decimals, bool trim);
/* "README.md:14"; with a column where it is asked for and known. Empty for a place that is nowhere. */
void markup_place(struct report_out *out, struct place at, bool column);

#endif
