#ifndef GRADE_ESCAPE_URI_H
#define GRADE_ESCAPE_URI_H
/*
 * The name of a file as a relative reference (RFC 3986), for SARIF and for links into a repository.
 *
 * Lossless for UTF-8: every byte that is not a letter, a digit, or one of - . _ ~ / is written %XX, whatever
 * it is. What comes out never leads elsewhere: it has no scheme, no authority, no query, no fragment; slashes
 * at its front are dropped and doubled ones joined; a segment "." or ".." has its dots written as
 * underscores.
 */
#include "report/out.h"

void escape_uri(struct report_out *out, struct str path);

#endif
