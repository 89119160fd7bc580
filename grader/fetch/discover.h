#ifndef GRADE_DISCOVER_H
#define GRADE_DISCOVER_H
/*
 * Which files of a folder or a tree are read, and in which order: the same for both.
 *
 * A lister (folder.c, tree.c) adds what it sees to a listing; discover_read() puts that in order, reads what
 * fits into the limits, and complains about the rest:
 *   1. files that .grade.yaml names, as it orders them
 *   2. architecture.{yaml,yml,dot,gv,mmd,mermaid,json} at the root, then in docs/ design/ architecture/ diagrams/
 *   3. README* at the root, then in other folders
 *   4. other drawings: *.dot, *.gv, *.mmd, *.mermaid
 *   5. Markdown and text
 *   6. other *.yaml and *.yml
 *   7. JSON, which is data more often than not: what does not fit into the limits is only counted
 * Inside a class by the bytes of the name. A name of any other kind is counted, never opened.
 */
#include "model/submission.h"

enum entry_kind { ENTRY_FILE, ENTRY_SYMLINK, ENTRY_SUBMODULE, ENTRY_SPECIAL /* a device, a pipe */ };

enum read_result {
    READ_OK,
    READ_TOO_LARGE,  /* *size says how large; nothing was read */
    READ_UNREADABLE, /* *why says why, one line */
    READ_SYMLINK,    /* became one since it was listed */
    READ_GONE        /* nobody wants the result any more: stop */
};

struct entry {
    struct str name; /* path from the root, '/' between parts; in the arena */
    enum entry_kind kind;
    uint32_t rank; /* class and place in it, set by discover_read() */
    size_t handle; /* the lister's own */
};

struct listing {
    struct arena *arena;
    struct diags *diags;
    const struct limits *limits;
    struct entry *items;
    size_t n, cap;
    size_t entries;       /* seen, listed or not */
    size_t others;        /* files that are not listed */
    bool full;            /* more entries than the limit: the lister stops */
    bool deep, long_path; /* said once */
};

struct listing listing_new(struct arena *arena, struct diags *diags, const struct limits *limits);

/*
 * A file, link, submodule or device called `name` in `folder` ("" for the root). Names that cannot be read
 * safely, and those that do not matter, are dealt with here. False: the limit is reached, stop.
 */
bool listing_add(struct listing *listing, struct str folder, struct str name, enum entry_kind kind,
                 size_t handle);
/*
 * A folder: *path is its path, to be looked into; empty where it is left out (a limit, an unsafe name).
 * False: the limit is reached, stop.
 */
bool listing_folder(struct listing *listing, struct str folder, struct str name, struct str *path);
/* A folder that cannot be looked into: a diagnostic. */
void listing_unreadable(struct listing *listing, struct str path, const char *why);

struct discover_source {
    /* Reads an entry of kind ENTRY_FILE, at most `max` bytes; *out is in the arena of the listing. */
    enum read_result (*read)(void *context, const struct entry *entry, size_t max, struct str *out,
                             size_t *size, const char **why);
    void *context;
};

/* Fills out->files and out->n_others from the listing. False: READ_GONE came. */
bool discover_read(struct submission *out, struct listing *listing, const struct discover_source *source);

/* Whether a file of that name is read at all, by its suffix. */
bool discover_wants(struct str name);

#endif
