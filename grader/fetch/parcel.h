#ifndef GRADE_PARCEL_H
#define GRADE_PARCEL_H
/*
 * A submission and the complaints about it as bytes, for the way from the process that read it to the one
 * that uses it.
 *
 *   magic "grade-p1" · result · error                                   (result: enum fetch_result; only OK
 * goes on) source: kind, url, commit, path, ref · others texts:  n, then name, bytes of files and of places
 *   files:  n, then name, use, text + 1 or 0, has why, why
 *   diags:  n, then id, text + 1 or 0, line, column, message · dropped · partial
 *   magic "p1-ended"
 *
 * Numbers are 4 bytes, low first; a string is its length and its bytes. The reader trusts nothing: every
 * number, name and length is checked, also against the limits, and a parcel with anything too much or too
 * little is refused whole.
 */
#include "fetch/repository.h"
#include "model/submission.h"

/* Most bytes that a parcel within these limits takes. */
size_t parcel_max(const struct limits *limits);

/* result FETCH_OK: the submission and diags; otherwise the error alone. False: the port does not take it. */
bool parcel_write(const struct repository_port *port, enum fetch_result result, struct str error,
                  const struct submission *submission, const struct diags *diags);

/*
 * False: not a parcel, nothing is touched. True with *result FETCH_OK: *out is filled, and the diagnostics
 * are added to diags; otherwise *error is. Names and bytes stay where they are: they must live as long as the
 * submission.
 */
bool parcel_read(struct submission *out, enum fetch_result *result, struct str *error, struct arena *arena,
                 struct diags *diags, const struct limits *limits, struct str bytes);

#endif
