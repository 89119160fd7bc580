#ifndef GRADE_REVIEW_READ_H
#define GRADE_REVIEW_READ_H
/*
 * A review from the JSON that `grade -f json` wrote (docs/review-json.md): the same struct review that
 * judging made, as far as reports show it. What it says of the pack comes from the JSON too: no pack is
 * needed to show a review.
 *
 * Not there, since no report but the tree shows it: the words of the submission and what was understood of
 * each, facts, shapes and attributes of boxes, the pack's conditions and phrases. The files have names, but
 * no bytes.
 */
#include "base/diag.h"
#include "model/review.h"

/* Who may see it: what is taken out on the way in can be in no report. */
struct review_view {
    bool anonymous;     /* without what tells whose submission it is (model/anonymous.h) */
    bool for_candidate; /* without rows, levels, gates, flags, shapes, questions, and bounds that the pack
                           sets */
};

/*
 * NULL, with a complaint at its place, where the text is no such review, is damaged or lacks what this
 * version shows. The size of the text is the caller's to bound (limits.review_bytes); time and memory are
 * linear in it but for the sorting of names.
 */
struct review *review_read(struct arena *arena, struct diags *diags, const struct limits *limits,
                           const struct text *text, struct review_view view);

#endif
