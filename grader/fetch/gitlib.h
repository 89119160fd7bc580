#ifndef GRADE_GITLIB_H
#define GRADE_GITLIB_H
/* libgit2 as this program wants it: alone with the repository, within bounds. */
#include "base/limits.h"
#include "base/str.h"

struct gitdir;
struct git_repository;

/* False: *error says why. */
bool gitlib_start(struct arena *arena, const struct limits *limits, struct str *error);
void gitlib_stop(void);
/*
 * Certificate authorities other than the system's: the first of SSL_CERT_FILE and SSL_CERT_DIR that is set,
 * as for curl and OpenSSL. Reading them takes milliseconds: only for https. False: *error says why.
 */
bool gitlib_authorities(struct arena *arena, struct str *error);
/* A repository without its config and its alternates; an error code of libgit2. Free it with
 * git_repository_free(). */
int gitlib_open(struct git_repository **out, struct arena *arena, const struct gitdir *dir);
/* Of the library that is loaded, and what it lacks: "1.5.1 (no ssh)". Returns out. */
const char *gitlib_version(char *out, size_t size);
/* The library's last message for use in one of ours: one line, control characters replaced; "no reason
 * given". */
const char *gitlib_detail(struct arena *arena);
/* What a function that libgit2 calls went wrong with. */
void gitlib_set_error(const char *text);

#endif
