#ifndef GRADE_RENDERING_H
#define GRADE_RENDERING_H
/*
 * From a review, stored or just made, to the bytes of a report. Memory to memory: it opens nothing and asks
 * nothing of the environment, so that it can be run in a worker.
 */
#include "model/review.h"
#include "report/formats.h"

/* What may be seen of the review by those who get the reports. */
struct rendering_view {
    bool anonymous, for_candidate;
};

/*
 * The review that `json` holds. NULL and *error where it is none: one line with file, line and column, in the
 * arena.
 */
struct review *rendering_stored(struct arena *arena, const struct limits *limits, const struct text *json,
                                struct str *error);

/*
 * The review as that view has it: the same one where nothing is to be left out. What is left out is gone from
 * the review, so it can be in no report: it goes through JSON and comes back without. NULL and *error where
 * it is too large for that.
 */
const struct review *rendering_view(struct arena *arena, const struct limits *limits,
                                    const struct review *review, struct rendering_view view,
                                    struct str *error);

/* Writes one report. */
void rendering_report(struct report_out *out, const struct review *review, const char *format,
                      const struct report_options *options);

#endif
