#ifndef GRADE_REVIEW_FILES_H
#define GRADE_REVIEW_FILES_H
/*
 * The files that `grade calibrate` compares, read before anything in them is looked at.
 */
#include "base/limits.h"
#include "base/text.h"

#define REVIEW_FILE_NONE ((size_t)-1)

enum review_file_state {
    REVIEW_FILE_READ,
    REVIEW_FILE_AGAIN,      /* the same file as an earlier one: same_as */
    REVIEW_FILE_UNREADABLE, /* why */
    REVIEW_FILE_IRREGULAR,  /* a pipe, say, that only a file has named: not opened, it might wait for ever */
    REVIEW_FILE_OVER        /* more than limits.reviews: not read */
};

struct review_file {
    const char *path;
    enum review_file_state state;
    struct str bytes;
    const char *why;
    size_t same_as;
};

struct review_files {
    struct arena *arena;
    const struct limits *limits;
    struct review_file *items;
    size_t n, cap;
    struct review_known *known; /* what was opened, by device and number */
    size_t n_known, cap_known;
    size_t bytes; /* of all */
};

/* The whole file, at most `most` bytes. False: *why says what is wrong. A pipe is read as well as a file;
 * "-" is standard input. */
bool review_files_slurp(struct str *out, const char **why, struct arena *arena, const char *path,
                        size_t most);
/* Adds the file of that path. named: a file that was read has named it. */
void review_files_add(struct review_files *files, const char *path, bool named);

#endif
