#ifndef GRADE_OUTPUT_H
#define GRADE_OUTPUT_H
/*
 * Where reports go: standard output, or a file that appears whole or not at all.
 *
 * A report for a file is written beside it under a temporary name and renamed when it is complete, so that a
 * reader never sees half of one and a failure leaves the old one; signals that end the program wait for
 * that. What is not a regular file (a pipe,
 * /dev/null) is written to directly; a symbolic link is followed.
 */
#include "report/out.h"

#include <signal.h>
#include <stdio.h>

struct output {
    FILE *file;
    const char *name; /* for messages: the path as given, or "standard output" */
    char *final;      /* where it is renamed to; NULL where it is written directly */
    char *temporary;
    sigset_t mask; /* where there is `final`: the signals that were held back before it was opened */
    int error;     /* errno of the first failure, 0 while all is well */
};

/* path NULL: standard output. False and *error, worded, where it cannot be written. */
bool output_open(struct output *out, struct arena *arena, const char *path, struct str *error);
/* An append function for struct report_out; ctx is a struct output. */
void output_append(void *ctx, const char *bytes, size_t n);
/* Completes the report, or takes it back. out must have been opened. */
bool output_close(struct output *out, struct arena *arena, struct str *error);

/*
 * "grade: " and the message on standard error, safe to show: one line, and one more for each line of the
 * message that begins with two spaces. Other line ends become spaces.
 */
void output_complain(struct arena *arena, struct str message);
/* The same, appended to out. */
void output_word(struct buf *out, struct str message, bool unicode);

/*
 * Writes the records of a worker's result where the options want reports, one for each, then what it says to
 * standard error, and returns the exit status. Records that hold more than text are not written.
 */
struct grade_options;
struct result;
int output_result(struct arena *arena, const struct result *result, const struct grade_options *options);

/* What the terminal at standard output can do, asked of the environment. */
bool output_unicode(void);
bool output_colour(int when, bool to_stdout); /* when: enum colour_when */
unsigned output_width(void);

/*
 * To be called first in main: standard streams that are closed are opened on /dev/null, so that no other file
 * gets their number; writing to a closed standard output still fails.
 */
void output_streams(void);

#endif
