#ifndef GRADE_HTML_DRAWING_H
#define GRADE_HTML_DRAWING_H
/* The drawing with its legend, and the entries behind it: every box and every arrow, and the tools on the
 * boxes. */
#include "report/html_kit.h"

void html_drawing_write(const struct html *html);
void html_drawing_boxes(const struct html *html);
void html_drawing_arrows(const struct html *html);
void html_drawing_tools(const struct html *html);

#endif
