#ifndef GRADE_DOT_APART_H
#define GRADE_DOT_APART_H
/*
 * A DOT text read in a process of its own: cgraph keeps state from one graph to the next, and is a large
 * parser. Who runs the process is the caller's (grade.c); here is what is asked and answered.
 */
#include "parse/readers.h"

enum dot_apart_end {
    DOT_APART_OK,
    DOT_APART_FAILED, /* there was no process */
    DOT_APART_CRASHED,
    DOT_APART_TIME,     /* of this text */
    DOT_APART_TIME_ALL, /* of all texts */
    DOT_APART_SIZE
};

struct dot_apart {
    /* How to ask. *reply must live as long as ctx->arena. NULL: this is that process. */
    enum dot_apart_end (*ask)(void *context, struct str *reply, struct str request);
    void *context;
    size_t nodes, edges; /* that are drawn elsewhere, and count against the limits */
};

/* Asks for the file's text to be read and takes in the answer, or says why there is none. As dot_read() does
 * it. */
void dot_apart_read(struct parse_context *ctx, struct file *file);
/*
 * In that process: the reply to a request, at most max bytes, in the arena. False: the request makes no
 * sense, or the reply would be larger. arch, diags and prose of ctx are not touched.
 */
bool dot_apart_serve(struct str *reply, const struct parse_context *ctx, struct str request, size_t max);
/* Bytes that a request needs beside the text. */
#define DOT_APART_HEAD ((size_t)12)

#endif
