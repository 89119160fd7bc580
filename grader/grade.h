#ifndef GRADE_GRADE_H
#define GRADE_GRADE_H
/*
 * The pipeline: from what was asked for to a review, in two halves. The first brings bytes in; it runs in the
 * parent. The second turns them into a review; it runs in a worker (worker.h) and knows neither files nor
 * network.
 */
#include "model/review.h"
#include "pack_folder.h"
#include "worker.h"

/* The files of a pack; none: the built-in one. */
struct grade_pack {
    const char *dir; /* as given, or NULL */
    struct pack_file *files;
    size_t n, bytes;
};

enum grade_outcome {
    GRADE_OK = 0,
    GRADE_USAGE = 2,  /* usage, environment or the pack: *error says what */
    GRADE_FAILED = 3, /* the submission could not be graded: *error says why */
};

/* All that grading reads. */
struct grade_input {
    const struct grade_options *options;
    struct grade_pack pack;
    struct submission *submission;
    struct diags *diags;        /* of bringing it in */
    struct confinement fetched; /* the process that did */
    size_t bytes;               /* of the pack and the submission */
};

/*
 * Everything is in the arena. An error is worded once, for a reader, without "grade: " before it and without
 * a line end; further lines begin with two spaces. It may quote bytes from outside, unescaped.
 */
bool grade_pack_read(struct grade_pack *out, struct arena *arena, const char *dir_or_null, struct str *error);
/* Brings in options->what and the pack. */
enum grade_outcome grade_gather(struct grade_input *out, struct arena *arena,
                                const struct grade_options *options, struct str *error);

/*
 * False when the pack has errors: errors then holds at least one. The image lives as long as the program or
 * the arena. The pack is the user's own: it may be loaded before worker_seal().
 */
bool grade_pack_load(struct rubric *out, struct arena *arena, const struct grade_pack *pack,
                     struct diags *errors);
/* The same, or the complaints about it as what the worker says and its status. */
bool grade_pack_open(struct rubric *out, struct worker *worker, const struct grade_pack *pack,
                     const struct limits *limits);
/*
 * Seals the worker and grades. NULL after saying why: a pack with errors, or nothing that could be read. The
 * review is perhaps partial, perhaps without a total.
 */
const struct review *grade_review(struct worker *worker, const struct grade_input *input);

/* Reads and loads in this process: for tests. */
bool grade_pack(struct rubric *out, struct arena *arena, const char *dir_or_null, struct diags *errors);

#endif
