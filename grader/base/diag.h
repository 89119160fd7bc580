#ifndef GRADE_DIAG_H
#define GRADE_DIAG_H
/*
 * Complaints about input: id + place + detail; parsing goes on.
 *
 * A message is one line: what is wrong, and what was done about it. It may quote input bytes: it is escaped where
 * it is printed, never here. At most limits.findings are kept, limits.findings_each of one id; the rest is counted.
 * The list is in the order of arrival; reports sort it by place.
 */
#include "base/diag_ids.h"
#include "base/limits.h"
#include "base/text.h"

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* The line that a complaint is about, of a long one what is near; valid UTF-8. */
struct excerpt {
    struct str line;         /* empty for nowhere */
    size_t caret;            /* offset in it */
    bool pointed;            /* a column is meant, not the line as a whole */
};

struct diag {
    enum diag_id id;
    struct place at;
    struct str message;
    const struct excerpt *excerpt; /* where the text is not at hand (a stored review); else NULL */
};

struct diags {
    struct arena *arena;
    struct diag *items;
    size_t n, cap;
    size_t dropped;          /* not kept, over the limit */
    size_t of[DIAG_COUNT];   /* seen of each, kept or not */
    size_t max, max_each;
    bool partial;            /* something was left out of the grading: a limit, or a file that could not be used */
};

void diags_init(struct diags *diags, struct arena *arena, const struct limits *limits);
/* Ids that mean "left out" (limits and files not used) also set `partial`. */
void diag_add(struct diags *diags, enum diag_id id, struct place at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

struct excerpt diag_excerpt(struct arena *arena, const struct diag *diag);
const char *diag_name(enum diag_id id);     /* "yaml-syntax" */
const char *diag_meaning(enum diag_id id);
/* It comes of judging, and would tell a candidate how that is done. */
bool diag_of_judging(enum diag_id id);
enum severity diag_severity(enum diag_id id);
const char *severity_name(enum severity severity); /* "error" */

/*
 * The nearest of n names to a wrong one, or NULL where none is near enough to be meant (two slips at most, and
 * fewer than half of the letters).
 */
const char *did_you_mean(struct str wrong, const char *const *names, size_t n);

#endif
