#ifndef GRADE_SUBMISSION_H
#define GRADE_SUBMISSION_H
/*
 * What was handed in: files as bytes, where they came from, and what became of each.
 * Filled by fetch/ (everything is read before anything is parsed); parse/ only sets `use`.
 */
#include "base/diag.h"

enum source_kind { SOURCE_FILE, SOURCE_FOLDER, SOURCE_REPOSITORY /* local, at a commit */, SOURCE_URL };
const char *source_kind_name(enum source_kind kind); /* "repository" */

struct source {
    enum source_kind kind;
    struct str url;    /* as given, without user and password; empty for files and folders */
    struct str commit; /* 40 or 64 hex digits; empty where the files were read as they stand */
    struct str path;   /* as given */
    struct str ref;    /* name asked for or found ("refs/heads/main"); may be empty */
};

enum file_use {
    FILE_UNUSED,   /* read, held nothing that is graded */
    FILE_USED,     /* read, and something in it was understood */
    FILE_REFUSED,  /* read, could not be used: a diagnostic says why */
    FILE_SKIPPED   /* not read */
};
const char *file_use_name(enum file_use use); /* "refused" */

struct file {
    const struct text *text; /* NULL when skipped */
    struct str name;
    enum file_use use;
    const char *why;    /* one line for FILE_UNUSED, FILE_REFUSED and FILE_SKIPPED; else NULL */
    const char *format; /* "architecture-yaml", "markdown"; NULL until read */
};

struct submission {
    struct source source;
    struct file *files; /* in the order of reading: architecture.* first, then by name */
    size_t n_files, cap_files;
    size_t n_others; /* files of other kinds: seen, not listed, not read */
};

#endif
