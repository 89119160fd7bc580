#ifndef GRADE_TARGET_H
#define GRADE_TARGET_H
/*
 * What the argument of `grade` means: looked at with plain stat, nothing is opened yet.
 *
 *   https:// http:// ssh:// USER@HOST:PATH   URL (http only on this machine or when allowed)
 *   file:///PATH, PATH.git                   REPOSITORY, as is any folder that looks like a bare repository
 *   FOLDER with a ref, a pull request or an expected commit: REPOSITORY, at the folder's place in it
 *   FOLDER                                   WORKTREE where a .git is found on the way up, else FOLDER
 *   anything else                            FILE
 */
#include "fetch/repository.h"
#include "fetch/url.h"

enum target_kind { TARGET_FILE, TARGET_FOLDER, TARGET_WORKTREE, TARGET_REPOSITORY, TARGET_URL };

struct target {
    enum target_kind kind;
    const char *name;  /* as given: how messages call it */
    const char *path;  /* FILE, FOLDER, WORKTREE: as given; REPOSITORY: what git opens; URL: NULL */
    const char *root;  /* WORKTREE: the folder that holds .git */
    struct url url;    /* URL */
    const char *below; /* WORKTREE, REPOSITORY: from the root of the tree to the folder, "" or "a/b" */
};

/* Strings are in the arena, or those of options. Not FETCH_OK: *error says why, in one line that never holds
 * a URL with a password. */
enum fetch_result target_find(struct target *out, struct arena *arena, const struct fetch_options *options,
                              struct str *error);

/* url_read(), and whether http:// is allowed there. */
bool target_url(struct url *out, struct arena *arena, const char *url, bool allow_http, const char **why);

#endif
