#ifndef GRADE_HTML_H
#define GRADE_HTML_H
/*
 * The review as one page that needs nothing else: no network, one style sheet and one script of ours,
 * admitted by their hashes. All of it is in the HTML itself; the script only joins drawing, rows and quotes,
 * and takes a reviewer's marks.
 */
#include "report/formats.h"

void html_write(struct report_out *out, const struct review *review, const struct report_options *options);

#endif
