#ifndef GRADE_FOLDER_H
#define GRADE_FOLDER_H
/*
 * A folder or one file, read as it stands: what is committed does not matter. `.git` is skipped; links are
 * not followed, whatever lies at their end. The argument itself may be a link: it was typed by the user.
 */
#include "fetch/discover.h"

struct folder_rules {
    /* Whether ignore rules leave a path out; NULL: there are none. */
    bool (*ignored)(void *context, const char *path, bool folder);
    /* A sign of life now and then; false: stop. May be NULL. */
    bool (*alive)(void *context);
    void *context;
};

/* False: *error says why nothing could be read, or is empty when `alive` said stop. */
bool folder_read(struct submission *out, struct arena *arena, struct diags *diags,
                 const struct limits *limits, const char *path, const struct folder_rules *rules,
                 struct str *error);
/* The one file, whatever its suffix; its name is the last part of the path. */
bool folder_read_file(struct submission *out, struct arena *arena, struct diags *diags,
                      const struct limits *limits, const char *path, struct str *error);

#endif
