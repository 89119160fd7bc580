#ifndef GRADE_HTML_HEAD_H
#define GRADE_HTML_HEAD_H
/* The top of the page: what was reviewed, total, band, gates, weakest dimension, and the chart of dimensions.
 */
#include "report/html_kit.h"

/* The submission in a few words, for the title of the page and its heading. */
struct str html_head_subject(const struct html *html);
void html_head_write(const struct html *html);

#endif
