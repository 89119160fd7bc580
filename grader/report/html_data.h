#ifndef GRADE_HTML_DATA_H
#define GRADE_HTML_DATA_H
/*
 * What the page's script needs and the page itself does not say: the review's identity, for adjustments, and
 * the hops of the loops as things of the drawing. JSON; safe inside a script element (escape_json writes < as
 * an escape).
 */
#include "report/html_kit.h"

void html_data_write(const struct html *html, const char *tool_version);

#endif
