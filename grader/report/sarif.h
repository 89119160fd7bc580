#ifndef GRADE_SARIF_H
#define GRADE_SARIF_H
/*
 * SARIF 2.1.0: the alerts of the review (report/alerts.h) as results, for code scanning and editors.
 *
 * At most SARIF_RESULTS results, the worst; run.properties says how many were left out. Texts are visible
 * characters alone, without what SARIF takes for a link. Places have a line and no column: SARIF counts
 * columns in characters, a review in bytes. Fingerprints do not depend on the line's number.
 */
#include "report/formats.h"

#define SARIF_RESULTS 500

void sarif_write(struct report_out *out, const struct review *review, const struct report_options *options);

#endif
