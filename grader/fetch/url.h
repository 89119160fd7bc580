#ifndef GRADE_URL_H
#define GRADE_URL_H
/*
 * Addresses of repositories: https://HOST[:PORT]/PATH and http:// alike, ssh://[USER@]HOST[:PORT]/PATH,
 * USER@HOST:PATH, file:///PATH. Strict: what two readers could understand in two ways is refused, for libgit2
 * reads the same text again.
 */
#include "base/str.h"

enum url_scheme { URL_HTTPS, URL_HTTP, URL_SSH, URL_FILE };

struct url {
    enum url_scheme scheme;
    const char *host; /* name or address, no brackets; NULL for files */
    const char *port; /* digits; the scheme's own where none is written */
    const char *user; /* ssh only; NULL where none is written */
    const char *path; /* files: percent signs decoded; else as written */
};

/* Strings are in the arena. False: *why says what is wrong in one line, without quoting the address. */
bool url_read(struct url *out, struct arena *arena, const char *text, const char **why);
/* Whether the text is meant as HOST:PATH or USER@HOST:PATH: a colon, and no slash before it. */
bool url_is_short(const char *text);
/* localhost, 127.x.y.z or ::1. */
bool url_is_loopback(const char *host);

#endif
