#ifndef GRADE_HTML_FOUND_H
#define GRADE_HTML_FOUND_H
/* Sections about the design as a whole: parts that were asked for, loops, flags, numbers, maturity,
 * questions. */
#include "report/html_kit.h"

void html_found_parts(const struct html *html);
void html_found_loops(const struct html *html);
void html_found_flags(const struct html *html);
void html_found_numbers(const struct html *html);
/* What a candidate may make better (review.h, hints). */
void html_found_hints(const struct html *html);
void html_found_maturity(const struct html *html);
void html_found_questions(const struct html *html);

#endif
