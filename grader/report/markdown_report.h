#ifndef GRADE_MARKDOWN_REPORT_H
#define GRADE_MARKDOWN_REPORT_H
/*
 * The review as Markdown, for a tracker, a pull request or the summary of a CI job (GitHub's and GitLab's
 * flavour).
 *
 * All text goes through escape_markdown: what the candidate wrote shows as it is and does nothing. No HTML,
 * no links, no pictures. options->max_bytes: lines are left out from the first that does not fit on, and the
 * last one says so.
 */
#include "report/formats.h"

void markdown_report_write(struct report_out *out, const struct review *review,
                           const struct report_options *options);

#endif
