#ifndef GRADE_REMOTE_H
#define GRADE_REMOTE_H
/* One ref of a URL into a bare repository, within the limits of bytes. Time is watched by the parent process.
 */
#include "fetch/pulse.h"
#include "fetch/url.h"

struct git_repository;
struct git_oid;

/*
 * out: the commit; ref: the full name found ("refs/heads/main"), or the commit id asked for. False: *error
 * says why, or is empty when nobody listens any more.
 */
bool remote_fetch(struct git_oid *out, struct str *ref, struct arena *arena,
                  struct git_repository *repository, const struct fetch_options *options,
                  const struct url *url, struct pulse *pulse, struct str *error);

#endif
