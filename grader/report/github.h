#ifndef GRADE_GITHUB_H
#define GRADE_GITHUB_H
/*
 * The review in the log of a GitHub Actions runner: first as text, which the runner takes for nothing but
 * text
 * (::stop-commands::), then the worst of it as annotations.
 *
 * A runner shows ten errors, ten warnings and ten notices a step. So at most ten of each are written, errors
 * first; the last notice says how many more there are, and is one of its ten.
 */
#include "report/formats.h"

#define GITHUB_ANNOTATIONS 10

void github_write(struct report_out *out, const struct review *review, const struct report_options *options);

#endif
