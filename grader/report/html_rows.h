#ifndef GRADE_HTML_ROWS_H
#define GRADE_HTML_ROWS_H
/* The rows of the rubric, by dimension: level, evidence, what the next level would need. */
#include "report/html_kit.h"

void html_rows_write(const struct html *html);

#endif
